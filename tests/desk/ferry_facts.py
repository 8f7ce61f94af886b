"""The ferry check with facts on five of its claims, each fact with a suggestion of its own; made by hand."""

from dataclasses import replace

from workbench.models import ArticleCheck, Assessment, Fact, FactKind, Suggestion, SuggestionLabel

L = SuggestionLabel
SAID = {
    L.MATCH: "The passage says the same.",
    L.MATCH_ROUNDED: "The passage says it more precisely.",
    L.CONFLICT: "The passage says otherwise.",
    L.NO_EVIDENCE: "No passage fills the slot.",
    L.PARTIAL: "Some of it is found.",
}
# Of each claim: kind, words, suggestion and passages of its facts, in the order of their start.
FACTS = {
    "c-long": [
        (FactKind.STATEMENT, None, L.MATCH, ["p-report"]),
        (FactKind.AMOUNT, "12 miles", L.MATCH_ROUNDED, ["p-report"]),
    ],
    "c-open": [(FactKind.STATEMENT, None, L.MATCH, ["p-news"]), (FactKind.DATE, "1987", L.MATCH, ["p-news", "p-report"])],
    "c-cars": [(FactKind.STATEMENT, None, L.MATCH, ["p-report"]), (FactKind.AMOUNT, "9,400 vehicles a day", L.NO_EVIDENCE, [])],
    "c-holt": [
        (FactKind.STATEMENT, None, L.NO_EVIDENCE, []),
        (FactKind.QUOTE, "We cannot and will not wait for the whole report,", L.NO_EVIDENCE, []),
        (FactKind.NAME, "Maren Holt", L.CONFLICT, []),
    ],
    "c-cost": [
        (FactKind.STATEMENT, None, L.PARTIAL, ["p-lease"]),
        (FactKind.AMOUNT, "$3.2 million", L.CONFLICT, ["p-lease"]),
        (FactKind.AMOUNT, "18 months", L.MATCH, ["p-lease"]),
    ],
}


def with_facts(check: ArticleCheck) -> ArticleCheck:
    """The check as one that judges fact by fact would have made it."""
    return replace(check, assessments=tuple(_ticked_off(found) for found in check.assessments))


def _ticked_off(found: Assessment) -> Assessment:
    claim, facts = found.claim, []
    for kind, words, label, passages in FACTS.get(claim.claim_id, []):
        start = claim.start + (claim.text.index(words) if words else 0)
        end = start + len(words) if words else claim.end
        pairs = tuple(c for c in found.comparisons if (c.claim_value.start, c.claim_value.end) == (start, end))
        suggestion = Suggestion(label, "made", SAID[label], rests_on=tuple(passages))
        fact_id = f"f-{claim.claim_id[2:]}-{len(facts)}"
        facts.append(Fact(fact_id, kind, start, end, words or claim.text, suggestion, tuple(passages), pairs))
    return replace(found, facts=tuple(facts))
