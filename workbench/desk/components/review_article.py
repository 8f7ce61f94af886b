"""The left side of the review: the article with its claims in the colour of verdict or suggestion, and the legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from workbench.desk import state
from workbench.desk.components.article_layout import Aside, Mark, Tick
from workbench.desk.components.article_view import article_view
from workbench.desk.markup import Markup, icon, tag
from workbench.desk.wording import FACT_KINDS, SUGGESTIONS, VERDICTS, Sign, day, in_words
from workbench.desk.worklist import Item, Worklist
from workbench.ledger import VerdictRow
from workbench.models import Article, ArticleCheck, FactKind, Sentence


def review_article(
    article: Article,
    check: ArticleCheck,
    *,
    worklist: Worklist,
    verdicts: Mapping[str, VerdictRow],
    selected: Item,
) -> None:
    """Draw the article and, under it, what its colours mean."""
    signs = {item.claim_id: _sign(item, verdicts.get(item.claim_id)) for item in worklist.items}
    with st.container(key="article-pane"):
        article_view(
            article,
            [_mark(item, signs[item.claim_id]) for item in worklist.items],
            asides(check.sentences),
            [tick for item in worklist.items for tick in ticks(item)],
            key="article-view",
            byline=byline(article, check.corpus),
            selected=selected.claim_id,
            on_open=lambda claim_id: state.go(article.article_id, claim_id),
        )
    st.html(_legend(worklist, signs))


def asides(sentences: Sequence[Sentence]) -> list[Aside]:
    """Return the sentences no claim was taken from, with their reasons in words."""
    return [Aside(found.start, found.end, in_words(found.skipped)) for found in sentences if found.skipped]


def ticks(item: Item) -> list[Tick]:
    """Return the ticks of a claim's facts. The statement has none: the claim's own mark is its."""
    return [
        Tick(fact.fact_id, item.claim_id, fact.start, fact.end, sign.tone, f"{about}: suggestion {sign.label}", sign.glyph)
        for fact in item.assessment.facts
        if fact.kind is not FactKind.STATEMENT
        for sign in [SUGGESTIONS[fact.suggestion.label]]
        for about in [f"Claim {item.number}, {FACT_KINDS[fact.kind].lower()} “{fact.text}”"]
    ]


def byline(article: Article, corpus: str | None) -> str:
    """Return author, publication date and corpus in one line."""
    published = f"published {day(article.published)}" if article.published else "publication date unknown"
    against = f"checked against {corpus}" if corpus else None
    return " · ".join(part for part in (article.author, published, against) if part)


def _sign(item: Item, verdict: VerdictRow | None) -> Sign:
    return VERDICTS[verdict.verdict] if verdict else SUGGESTIONS[item.assessment.suggestion.label]


def _mark(item: Item, sign: Sign) -> Mark:
    claim = item.assessment.claim
    said = f"verdict {sign.label}" if item.decided else f"suggestion {sign.label}"
    words = claim.text if item.assessment.facts else ""
    return Mark(item.claim_id, claim.start, claim.end, item.number, sign.tone, said, sign.glyph, item.decided, words)


def _legend(worklist: Worklist, signs: Mapping[str, Sign]) -> Markup:
    """Name each look that occurs, of claims and of facts, suggestions (dotted) before verdicts (solid)."""
    facts = [fact for item in worklist.items for fact in item.assessment.facts if fact.kind is not FactKind.STATEMENT]
    seen = dict.fromkeys((item.decided, signs[item.claim_id]) for item in worklist.items)
    seen |= dict.fromkeys((False, SUGGESTIONS[fact.suggestion.label]) for fact in facts)
    entries = [
        tag("span", icon(sign.glyph), sign.label, cls=f"wb-key wb-{sign.tone} wb-{'decided' if decided else 'suggested'}")
        for decided, sign in sorted(seen, key=lambda pair: (pair[0], pair[1].label))
    ]
    lines = "dotted: suggested · solid: decided" + (" · small: each fact" if facts else "")
    return tag("p", *entries, tag("span", lines, cls="wb-soft"), cls="wb-legend")
