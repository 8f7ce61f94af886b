"""The facts of a claim in the panel, a row each: what it is, what the workbench suggests and why, and its pairs to open.

The rows are plain elements; `facts.js` opens the one that is chosen, here or by its tick in the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.components.value_table import SHOWN, Cards, asides_of, best_first, source, value_group
from workbench.desk.facts import agreeing, basis, first_card, words_beside
from workbench.desk.markup import Markup, chip, icon, join, tag
from workbench.desk.wording import FACT_KINDS, SUGGESTIONS
from workbench.models import Assessment, Evidence, Fact, FactKind, Level, Value

# A fact of at most so many characters stands in the line of its signs.
_SHORT = 32


def facts_heading(assessment: Assessment, numbers: dict[str, int]) -> Markup | None:
    """Return how many facts agree and, where all do, what one key takes; ``None`` for a claim checked without facts."""
    facts = assessment.facts
    if not facts:
        return None
    rests = basis(assessment)
    count = f"{agreeing(facts)} of {len(facts)} agree" if len(facts) > 1 else None
    return join(
        [
            tag("h4", "Facts", tag("span", count, cls="wb-soft") if count else None, cls="wb-facts-heading"),
            _one_key(rests, numbers) if rests else None,
        ]
    )


def fact_rows(assessment: Assessment, numbers: dict[str, int]) -> list[Markup]:
    """Return the rows in the order of the facts."""
    titles = {evidence.hit.passage_id: evidence.hit.title for evidence in assessment.evidence}
    cards = Cards(numbers, asides_of(assessment.evidence), titles)
    return [_row(fact, assessment, numbers, cards) for fact in assessment.facts]


def _one_key(rests: Sequence[str], numbers: dict[str, int]) -> Markup:
    """What key 1 does here. It is no suggestion: pressing it is the reviewer's verdict."""
    refs = " ".join(f"[{numbers[passage]}]" for passage in rests)
    words = f" supports the claim as a whole, relying on {refs} unless you tick others."
    return tag("p", tag("kbd", "1"), words, cls="wb-one-key")


def _row(fact: Fact, assessment: Assessment, numbers: dict[str, int], cards: Cards) -> Markup:
    suggestion = fact.suggestion
    sign = SUGGESTIONS[suggestion.label]
    refs = [f"[{numbers[passage]}]" for passage in fact.evidence if passage in numbers]
    words = tag("b", fact.text, cls="wb-fact-text")
    short = len(fact.text) <= _SHORT
    return tag(
        "details",
        tag(
            "summary",
            tag(
                "span",
                chip(sign.label, sign.tone, sign.glyph),
                words if short else None,
                tag("span", FACT_KINDS[fact.kind], cls="wb-soft"),
                tag("span", " ".join(refs), cls="wb-ref") if refs else None,
                icon("unfold_more"),
                cls="wb-fact-signs",
            ),
            None if short else words,
            tag("span", suggestion.explanation or sign.meaning, cls="wb-fact-why"),
            _lead(fact, assessment, cards),
        ),
        _pairs(fact, assessment, cards),
        cls=f"wb-fact-row wb-{sign.tone}" + (" wb-statement" if fact.kind is FactKind.STATEMENT else ""),
        data_fact=fact.fact_id,
        data_claim=assessment.claim.claim_id,
        data_evidence=first_card(fact, numbers),
    )


def _lead(fact: Fact, assessment: Assessment, cards: Cards) -> Markup | None:
    """The fact's first pair in one line, in the place of all of them while the row is closed."""
    for pair in best_first(fact.comparisons, cards, fact.evidence):
        if pair.level is not Level.NOT_COMPARABLE:
            words, passage = pair.evidence_value.text, pair.passage_id or ""
            return tag("span", fact.text, icon("sync_alt"), tag("b", words), source(passage, cards), cls="wb-fact-lead")
    found = {evidence.hit.passage_id: evidence for evidence in assessment.evidence}
    best = next((found[passage] for passage in fact.evidence if passage in found), None)
    if best is None or fact.kind is FactKind.STATEMENT:
        return None  # what bears on the statement is what the whole card says
    words = words_beside(fact, best)
    return tag("span", icon("sync_alt"), tag("span", words, cls="wb-fact-words"), cls="wb-fact-lead")


def _pairs(fact: Fact, assessment: Assessment, cards: Cards) -> Markup:
    """The value beside those of the evidence; where no values were paired, the words beside the sentences they rest on."""
    value = _value(fact, assessment)
    if value and (fact.comparisons or not fact.evidence):
        return value_group(value, fact.comparisons, cards, first=fact.evidence)
    found = {evidence.hit.passage_id: evidence for evidence in assessment.evidence}
    beside = [found[passage] for passage in fact.evidence if passage in found][:SHOWN]
    return tag(
        "div",
        *[_words(fact, evidence, cards) for evidence in beside],
        None if beside else tag("p", "No passage found to set beside it.", cls="wb-soft wb-no-pair"),
        cls="wb-value-group",
    )


def _value(fact: Fact, assessment: Assessment) -> Value | None:
    if fact.comparisons:
        return fact.comparisons[0].claim_value
    return next((value for value in assessment.claim.values if (value.start, value.end) == (fact.start, fact.end)), None)


def _words(fact: Fact, evidence: Evidence, cards: Cards) -> Markup:
    """The words of a passage that a fact is set beside, with their source and what a quote lacks or changes."""
    hit = evidence.hit
    aside = cards.asides.get(hit.passage_id)
    return tag(
        "div",
        tag("p", words_beside(fact, evidence), cls="wb-fact-words"),
        tag(
            "p",
            source(hit.passage_id, cards),
            chip(aside, "part", "info", title="Shown, and neither supports nor refutes") if aside else None,
        ),
        tag("p", tag("b", "Quote differs: "), evidence.quote_difference)
        if evidence.quote_difference and fact.kind is FactKind.QUOTE
        else None,
        cls="wb-pair",
    )
