"""The values of a claim beside those of the evidence: level, arithmetic, and the passage each pair comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.desk.markup import Markup, chip, join, tag
from workbench.desk.wording import LEVELS, in_words, plural, reading_of
from workbench.models import Assessment, Comparison, Evidence, Level, Value

SHOWN = 4
_ORDER = {level: place for place, level in enumerate(Level)}


def value_table(assessment: Assessment, numbers: Mapping[str, int]) -> Markup | None:
    """Return a table with one group a value of the claim; ``None`` for a claim without values.

    Pairs that compare and count come first, at most `SHOWN` a value; the others stay one click away, never left out. A pair
    from the article's own copy or from a later document says so, because its agreeing proves nothing.
    """
    claim = assessment.claim
    if not claim.values:
        return None
    asides = {
        e.hit.passage_id: "Self-support" if e.self_support else "Known later" for e in assessment.evidence if not _counts(e)
    }
    groups = [
        _group(value, [c for c in assessment.comparisons if _same(c.claim_value, value)], numbers, asides)
        for value in claim.values
    ]
    return tag("section", tag("h4", "Values"), *groups, cls="wb-values")


def _counts(evidence: Evidence) -> bool:
    """Whether the evidence may bear on the suggestion: neither a copy of the article nor published after it."""
    return not (evidence.self_support or evidence.known_later)


def _same(one: Value, other: Value) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _group(value: Value, comparisons: Sequence[Comparison], numbers: Mapping[str, int], asides: Mapping[str, str]) -> Markup:
    def place(comparison: Comparison) -> tuple[bool, int, int]:
        passage = comparison.passage_id or ""
        return passage in asides, _ORDER[comparison.level], numbers.get(passage, len(numbers) + 1)

    ordered = sorted(comparisons, key=place)
    comparable = [c for c in ordered if c.level is not Level.NOT_COMPARABLE][:SHOWN]
    rest = [c for c in ordered if c not in comparable]
    return tag(
        "div",
        tag(
            "p",
            tag("b", value.text),
            tag("span", f"read as {reading_of(value)}", cls="wb-soft"),
            tag("span", value.subject, cls="wb-soft") if value.subject else None,
            cls="wb-value",
        ),
        *[_row(comparison, numbers, asides) for comparison in comparable],
        _rest(rest, numbers, asides) if rest else None,
        None if ordered else tag("p", "No passage found gives a value to set beside it.", cls="wb-soft wb-no-pair"),
        cls="wb-value-group",
    )


def _rest(rest: Sequence[Comparison], numbers: Mapping[str, int], asides: Mapping[str, str]) -> Markup:
    compared = sum(c.level is not Level.NOT_COMPARABLE for c in rest)
    label = plural(len(rest), "more pair") + ("" if compared else " that cannot be compared")
    return tag("details", tag("summary", label), join(_row(comparison, numbers, asides) for comparison in rest))


def _row(comparison: Comparison, numbers: Mapping[str, int], asides: Mapping[str, str]) -> Markup:
    sign = LEVELS[comparison.level]
    number = numbers.get(comparison.passage_id or "")
    aside = asides.get(comparison.passage_id or "")
    because = in_words(comparison.reason) if comparison.reason and comparison.level is Level.NOT_COMPARABLE else None
    return tag(
        "div",
        tag(
            "p",
            chip(sign.label, "none" if aside else sign.tone, sign.glyph, title=because),
            tag("b", comparison.evidence_value.text),
            tag("span", f"[{number}]", cls="wb-ref") if number else None,
            chip("Computed", "part", "function", title="Not written in the passage: computed from it")
            if comparison.derived
            else None,
            chip(aside, "part", "info", title="Shown, and neither supports nor refutes") if aside else None,
            tag("span", because, cls="wb-soft") if because else None,
        ),
        tag("p", comparison.explanation, cls="wb-arithmetic") if comparison.explanation else None,
        cls="wb-pair",
    )
