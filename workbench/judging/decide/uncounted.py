"""What only a copy of the article or a later document says, and whether that is all there is."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.judging.decide.parts import opening, passages_of, source_of
from workbench.judging.facts.findings import carries, half_carries
from workbench.judging.sides.claim_side import ClaimSide
from workbench.judging.sources.grounds import Judged
from workbench.models import Suggestion, SuggestionLabel, Value, ValueKind

_SMALLEST = 10  # smaller amounts stand everywhere
_AMOUNTS = frozenset((ValueKind.NUMBER, ValueKind.COUNT, ValueKind.QUANTITY, ValueKind.MONEY, ValueKind.PERCENT))


def only_aside(side: ClaimSide, slot: str, judged: Sequence[Judged]) -> Suggestion | None:
    """Where sources that do not count bear a claim out: NO_EVIDENCE if nobody else has its values, else REVIEW of who has them.

    `slot` names what is asked for; `judged` is best first.
    """
    aside = [one for one in judged if not one.counts and any(carries(pair) for pair in one.finding.comparisons)]
    if not aside:
        return None
    holding = [one for one in judged if one.counts and _holds(side, one)]
    if holding:
        told = f"{opening(source_of(holding[0]))} holds the value too; whether of the same thing is not settled: {slot}."
        return Suggestion(SuggestionLabel.REVIEW, "slot_unclear", told, rests_on=passages_of(holding))
    if all(one.evidence.self_support for one in aside):
        return Suggestion(
            SuggestionLabel.NO_EVIDENCE, "self_support", f"Only the article itself, or a copy of it, says so: {slot}."
        )
    if all(one.evidence.known_later for one in aside):
        return Suggestion(SuggestionLabel.NO_EVIDENCE, "known_later", f"Only what was published later speaks of it: {slot}.")
    told = f"Only copies of the article, and what was published later, say so: {slot}."
    return Suggestion(SuggestionLabel.NO_EVIDENCE, "known_later", told)


def _holds(side: ClaimSide, one: Judged) -> bool:
    """Whether a value of the claim is in a slot left open there, or an amount of some size stands there, of whatever it is."""
    if any(map(half_carries, one.finding.comparisons)):
        return True
    ours = [wanted.value for wanted in side.values if wanted.value.kind in _AMOUNTS and (wanted.value.low or 0) >= _SMALLEST]
    theirs = [value for line in one.finding.passage.lines for value in line.values if value.kind in _AMOUNTS]
    return any(_same_amount(own, other) for own in ours for other in theirs)


def _same_amount(own: Value, other: Value) -> bool:
    """The same figures, and the same unit where both have one: "640 of them", "640 positions"."""
    if (own.low, own.high) != (other.low, other.high):
        return False
    counted = {ValueKind.NUMBER, ValueKind.COUNT}
    return (own.kind in counted and other.kind in counted) or (own.kind is other.kind and own.unit == other.unit)
