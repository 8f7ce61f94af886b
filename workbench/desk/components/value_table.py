"""The values of a claim beside those of the evidence: level, arithmetic, and the passage each pair comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.desk.markup import Markup, chip, join, tag
from workbench.desk.wording import LEVELS, in_words, plural, reading_of
from workbench.models import Claim, Comparison, Level, Value

SHOWN = 4
_ORDER = {level: place for place, level in enumerate(Level)}


def value_table(claim: Claim, comparisons: Sequence[Comparison], numbers: Mapping[str, int]) -> Markup | None:
    """Return a table with one group a value of the claim; ``None`` for a claim without values.

    Pairs that compare come first, at most `SHOWN` a value; the others stay one click away, never left out.
    """
    if not claim.values:
        return None
    groups = [_group(value, [c for c in comparisons if _same(c.claim_value, value)], numbers) for value in claim.values]
    return tag("section", tag("h4", "Values"), *groups, cls="wb-values")


def _same(one: Value, other: Value) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _group(value: Value, comparisons: Sequence[Comparison], numbers: Mapping[str, int]) -> Markup:
    ordered = sorted(comparisons, key=lambda c: (_ORDER[c.level], numbers.get(c.passage_id or "", len(numbers) + 1)))
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
        *[_row(comparison, numbers) for comparison in comparable],
        _rest(rest, numbers) if rest else None,
        None if ordered else tag("p", "No passage found gives a value to set beside it.", cls="wb-soft wb-no-pair"),
        cls="wb-value-group",
    )


def _rest(rest: Sequence[Comparison], numbers: Mapping[str, int]) -> Markup:
    compared = sum(c.level is not Level.NOT_COMPARABLE for c in rest)
    label = plural(len(rest), "more pair") + ("" if compared else " that cannot be compared")
    return tag("details", tag("summary", label), join(_row(comparison, numbers) for comparison in rest))


def _row(comparison: Comparison, numbers: Mapping[str, int]) -> Markup:
    sign = LEVELS[comparison.level]
    number = numbers.get(comparison.passage_id or "")
    because = in_words(comparison.reason) if comparison.reason and comparison.level is Level.NOT_COMPARABLE else None
    return tag(
        "div",
        tag(
            "p",
            chip(sign.label, sign.tone, sign.glyph, title=because),
            tag("b", comparison.evidence_value.text),
            tag("span", f"[{number}]", cls="wb-ref") if number else None,
            chip("Computed", "part", "function", title="Not written in the passage: computed from it")
            if comparison.derived
            else None,
            tag("span", because, cls="wb-soft") if because else None,
        ),
        tag("p", comparison.explanation, cls="wb-arithmetic") if comparison.explanation else None,
        cls="wb-pair",
    )
