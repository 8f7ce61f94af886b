"""The values of a claim beside those of the evidence: level, arithmetic, and the passage each pair comes from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.desk.markup import Markup, chip, join, tag
from workbench.desk.wording import LEVELS, in_words, plural, reading_of
from workbench.models import Assessment, Comparison, Evidence, Level, Value

SHOWN = 4
_ORDER = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Cards:
    """The evidence cards as pairs refer to them, by passage: number, why it proves nothing, title where it is to be shown."""

    numbers: Mapping[str, int]
    asides: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)


def value_table(assessment: Assessment, numbers: Mapping[str, int], but_for: Collection[tuple[int, int]] = ()) -> Markup | None:
    """Return a table with one group a value of the claim; ``None`` where there is none beside those at the spans `but_for`.

    Pairs that compare and count come first, at most `SHOWN` a value; the others stay one click away, never left out. A pair
    from the article's own copy or from a later document says so, because its agreeing proves nothing.
    """
    values = [value for value in assessment.claim.values if (value.start, value.end) not in but_for]
    if not values:
        return None
    cards = Cards(numbers, asides_of(assessment.evidence))
    groups = [value_group(value, [c for c in assessment.comparisons if _same(c.claim_value, value)], cards) for value in values]
    return tag("section", tag("h4", "Other values" if but_for else "Values"), *groups, cls="wb-values")


def asides_of(evidence: Sequence[Evidence]) -> dict[str, str]:
    """Return why a passage proves nothing, for those that do not."""
    return {e.hit.passage_id: "Self-support" if e.self_support else "Known later" for e in evidence if not _counts(e)}


def _counts(evidence: Evidence) -> bool:
    """Whether the evidence may bear on the suggestion: neither a copy of the article nor published after it."""
    return not (evidence.self_support or evidence.known_later)


def _same(one: Value, other: Value) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def value_group(value: Value, comparisons: Sequence[Comparison], cards: Cards, *, first: Collection[str] = ()) -> Markup:
    """Return a value of the claim with its pairs, in the order of `best_first`."""
    ordered = best_first(comparisons, cards, first)
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
        *[_row(comparison, cards) for comparison in comparable],
        _rest(rest, cards) if rest else None,
        None if ordered else tag("p", "No passage found gives a value to set beside it.", cls="wb-soft wb-no-pair"),
        cls="wb-value-group",
    )


def best_first(comparisons: Sequence[Comparison], cards: Cards, first: Collection[str] = ()) -> list[Comparison]:
    """Return pairs that count before those that do not, the passages `first` before others, then by level and card."""

    def place(comparison: Comparison) -> tuple[bool, bool, int, int]:
        passage = comparison.passage_id or ""
        number = cards.numbers.get(passage, len(cards.numbers) + 1)
        return passage in cards.asides, passage not in first, _ORDER[comparison.level], number

    return sorted(comparisons, key=place)


def source(passage: str, cards: Cards) -> Markup | None:
    """Return the number of a passage's card, with its title where titles are shown; ``None`` for one without a card."""
    number, title = cards.numbers.get(passage), cards.titles.get(passage)
    if number is None:
        return None
    ref = tag("span", f"[{number}]", cls="wb-ref")
    return tag("span", ref, " ", title, cls="wb-soft wb-source") if title else ref


def _rest(rest: Sequence[Comparison], cards: Cards) -> Markup:
    compared = sum(c.level is not Level.NOT_COMPARABLE for c in rest)
    label = plural(len(rest), "more pair") + ("" if compared else " that cannot be compared")
    return tag("details", tag("summary", label), join(_row(comparison, cards) for comparison in rest))


def _row(comparison: Comparison, cards: Cards) -> Markup:
    sign = LEVELS[comparison.level]
    passage = comparison.passage_id or ""
    aside = cards.asides.get(passage)
    because = in_words(comparison.reason) if comparison.reason and comparison.level is Level.NOT_COMPARABLE else None
    return tag(
        "div",
        tag(
            "p",
            chip(sign.label, "none" if aside else sign.tone, sign.glyph, title=because),
            tag("b", comparison.evidence_value.text),
            source(passage, cards),
            chip("Computed", "part", "function", title="Not written in the passage: computed from it")
            if comparison.derived
            else None,
            chip(aside, "part", "info", title="Shown, and neither supports nor refutes") if aside else None,
            tag("span", because, cls="wb-soft") if because else None,
        ),
        tag("p", comparison.explanation, cls="wb-arithmetic") if comparison.explanation else None,
        cls="wb-pair",
    )
