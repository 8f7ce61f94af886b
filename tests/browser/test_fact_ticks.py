"""Facts in a real browser: a tick or a row shows its pair over its evidence, and one key accepts what agrees, at any speed."""

import secrets
from dataclasses import replace

import pytest
from made import assess, claim_id, passage
from playwright.sync_api import expect

from workbench.ledger import Ledger, Reviewer
from workbench.models import Article, ArticleCheck, Fact, FactKind, Suggestion, SuggestionLabel
from workbench.values import read_values

pytestmark = pytest.mark.browser
GREEN, ROUNDED, BAD, OPEN = (
    SuggestionLabel.MATCH,
    SuggestionLabel.MATCH_ROUNDED,
    SuggestionLabel.CONFLICT,
    SuggestionLabel.NO_EVIDENCE,
)
# The suggestions of a claim's statement, its number of cars, and its month; the first and third claim agree as a whole.
CLAIMS = [(GREEN, ROUNDED, GREEN), (OPEN, BAD, GREEN), (GREEN, GREEN, GREEN), (OPEN, GREEN, OPEN)]
PASSAGES = 9
# What each of these facts rests on, by place among the passages: far down the panel.
RESTS_ON = (2, 8, 5)


def put_on_desk(workspace):
    """Store an article whose claims have facts of their own, with a character of two code units before each; returns its id."""
    name = f"a-{secrets.token_hex(6)}"
    sentences = [f"🚢 Line {number} carried {number * 7} cars in May." for number in range(1, len(CLAIMS) + 1)]
    article = Article(name, "Cars", "\n\n".join(sentences), None)
    found = [with_facts(article.text, number, words) for number, words in enumerate(sentences, start=1)]
    check = ArticleCheck(name, article.title, None, "harbour", "5d1f0c", "9a77e2", (), (), tuple(found), ())
    with Ledger.open(workspace, shared=True) as ledger:
        ledger.add_checked(article, check, Reviewer("Command Line"))
    return name


def with_facts(text, number, words):
    found = assess(text, number, words, PASSAGES)
    values = read_values(text)
    parts = [(FactKind.STATEMENT, words), (FactKind.AMOUNT, f"{number * 7} cars"), (FactKind.DATE, "May")]
    facts = []
    for place, (kind, part), label in zip(RESTS_ON, parts, CLAIMS[number - 1], strict=True):
        start = found.claim.start + words.index(part)
        rests = () if label is OPEN else (passage(number, place).hit.passage_id,)
        suggestion = Suggestion(label, "made", f"{kind.value} of line {number}", rests_on=rests)
        facts.append(Fact(f"f-{number}-{kind.value}", kind, start, start + len(part), part, suggestion, rests))
    own = tuple(value for value in values if found.claim.start <= value.start and value.end <= found.claim.end)
    return replace(found, claim=replace(found.claim, values=own), facts=tuple(facts))


def row(page, fact):
    return page.locator(f'.wb-fact-row[data-fact="{fact}"]')


def tick(page, fact):
    return page.locator(f'.wb-tick[data-fact="{fact}"]')


def shows(page, fact, place):
    """The fact's pair is open at the top of the panel, and the evidence card it leads to is in sight under it."""
    pane = page.locator(".st-key-claim-pane").bounding_box()
    expect(row(page, fact)).to_have_attribute("open", "")
    expect(page.locator(".wb-fact-row[open]")).to_have_count(1)
    card = page.locator(f".st-key-evidence-{place}")
    expect(card.locator(".wb-evidence.wb-shown .wb-ref")).to_have_text(f"[{place}]")
    page.wait_for_function(
        "([card, top]) => document.querySelector(card).getBoundingClientRect().top < top",
        arg=[f".st-key-evidence-{place}", pane["y"] + pane["height"] - 60],
    )
    over, under = row(page, fact).bounding_box(), card.bounding_box()
    assert pane["y"] - 1 <= over["y"]
    assert over["y"] + over["height"] <= under["y"] + 1


def evidence(desk, article):
    with Ledger.open(desk.workspace, shared=True) as ledger:
        return {claim: (row.verdict.value, row.evidence) for claim, row in ledger.verdicts(article).items()}


def test_ticks_and_rows_lead_to_a_facts_pair_and_evidence_and_one_key_takes_what_agrees(visit, desk):
    article = put_on_desk(desk.workspace)
    page = visit("Ada Reader", desk.address)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{desk.address}/review?article={article}")
    expect(page.locator(".wb-keys")).to_be_visible()
    expect(page.locator(".wb-tick")).to_have_count(2 * len(CLAIMS))
    expect(tick(page, "f-2-amount")).to_have_text("error")
    expect(tick(page, "f-2-date")).to_have_text("check_circle")
    assert page.locator(".wb-fact").all_inner_texts()[:4] == ["7 ", "cars", "May", "14 "]

    tick(page, "f-1-amount").click()
    shows(page, "f-1-amount", 8)
    tick(page, "f-2-date").click()  # of another claim, which is opened for it
    expect(page.locator(".wb-eyebrow")).to_contain_text("Claim 2 of")
    shows(page, "f-2-date", 5)
    row(page, "f-2-amount").locator("summary").first.click()
    shows(page, "f-2-amount", 8)
    expect(tick(page, "f-2-amount")).to_have_attribute("aria-pressed", "true")
    row(page, "f-2-amount").locator("summary").first.press("Enter")
    expect(page.locator(".wb-fact-row[open]")).to_have_count(0)
    tick(page, "f-2-date").press("Enter")
    shows(page, "f-2-date", 5)
    assert page.evaluate("document.querySelectorAll('.wb-tick[tabindex=\"0\"]').length") == 2

    page.locator(".st-key-step-previous button").click()
    expect(page.locator(".wb-eyebrow")).to_contain_text("Claim 1 of")
    expect(page.locator(".wb-fact-row[open], .wb-tick.wb-shown")).to_have_count(0)
    for _ in CLAIMS:
        page.keyboard.press("1")  # faster than the page follows
    page.wait_for_function("sessionStorage.getItem('workbench.actions') === null")
    expect(page.locator(".wb-bar-words")).to_have_text("4 of 4 decided")
    agreed = {claim_id(n): tuple(f"p-{n:03}-{place}" for place in sorted(RESTS_ON)) for n in (1, 3)}
    assert evidence(desk, article) == {claim_id(n): ("supported", agreed.get(claim_id(n), ())) for n in range(1, 5)}
