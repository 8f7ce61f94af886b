"""An article with as many claims as a test wants, checked without a model, on the desk of a new workspace."""

import datetime as dt
import secrets

from workbench.ledger import Ledger, Reviewer
from workbench.models import (
    Article,
    ArticleCheck,
    Assessment,
    Claim,
    ClaimType,
    Evidence,
    Hit,
    Relation,
    RelationScores,
    Suggestion,
    SuggestionLabel,
    Tier,
)

DAY = dt.date(2024, 5, 14)
LABELS = (SuggestionLabel.REVIEW, SuggestionLabel.MATCH, SuggestionLabel.CONFLICT, SuggestionLabel.NO_EVIDENCE)


def claim_id(number):
    return f"c-{number:03}"


def put_on_desk(workspace, claims, evidence=2):
    """Store an article and its check, beside the desk that serves the workspace; returns its id, new each time.

    Every claim has `evidence` passages; every fourth one, from the second on, is suggested as a conflict.
    """
    article_id = f"a-{secrets.token_hex(6)}"
    sentences = [f"The ferry of line {number} carried {number * 7} cars in May." for number in range(1, claims + 1)]
    paragraphs = [" ".join(sentences[first : first + 5]) for first in range(0, claims, 5)]
    article = Article(article_id, f"Ferries of {claims} lines", "\n\n".join(paragraphs), DAY, author="Jon Vik")
    assessments = tuple(assess(article.text, number, words, evidence) for number, words in enumerate(sentences, start=1))
    check = ArticleCheck(article_id, article.title, DAY, "harbour", "5d1f0c", "9a77e2", (), (), assessments, ())
    with Ledger.open(workspace, shared=True) as ledger:
        ledger.add_checked(article, check, Reviewer("Command Line"))
    return article_id


def assess(text, number, words, evidence):
    start = text.index(words)
    claim = Claim(claim_id(number), start, start + len(words), words, words, number - 1, (ClaimType.COUNT,), 0.8, ("numbers",))
    found = tuple(passage(number, place) for place in range(1, evidence + 1))
    label = LABELS[number % len(LABELS)]
    return Assessment(claim, found, (), Suggestion(label, "primary", "", rests_on=tuple(e.hit.passage_id for e in found[:1])))


def passage(number, place):
    text = f"In May the ferry of line {number} carried {number * 7 + place} cars, the port's register says."
    key = f"p-{number:03}-{place}"
    hit = Hit(
        place, 0.9, "d" + key, key, f"Register, part {place}", "Port Elin", DAY, Tier.PRIMARY, "page 3", 0, len(text), text, 1
    )
    return Evidence(hit, Relation.NEUTRAL, RelationScores(0.1, 0.1, 0.8), "o" + key, False, False, 0, len(text), ())
