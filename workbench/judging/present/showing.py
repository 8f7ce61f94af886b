"""Which comparisons a reviewer is shown: those that could fill the claim's slot, the most telling first, a few per value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workbench.judging.facts.findings import carries, contradicts, half_carries
from workbench.judging.sides.claim_side import DATES
from workbench.judging.sources.grounds import Judged
from workbench.models import Comparison, Level, SlotCheck, Suggestion, SuggestionLabel

MOST_PER_VALUE = 4
# Beyond this factor two amounts of which not even entity and attribute agree have nothing to do with each other.
_RELATED = 10.0
_TELLS_NOTHING = frozenset(("other_dimension", "date_unresolved", "no_amount"))
_SMALL = 10


def shown(kept: Sequence[Judged], suggestion: Suggestion) -> tuple[Comparison, ...]:
    """The comparisons of the evidence `kept` (best first) that are worth reading: bearing out, contradicting, open.

    Those of evidence that does not count (a copy of the article, what was published later) come last.
    """
    pairs = [(not one.counts, _standing(pair), pair) for one in kept for pair in _pairs(one, suggestion)]
    counts: Counter[tuple[int, int]] = Counter()
    seen: set[tuple[tuple[int, int], str | None, str]] = set()
    found = []
    for _, _, pair in sorted(pairs, key=lambda ranked: ranked[:2]):  # stable: else the order of the evidence
        value = (pair.claim_value.start, pair.claim_value.end)
        own = (value, pair.passage_id, pair.explanation)
        if own not in seen and counts[value] < MOST_PER_VALUE:
            found.append(pair)
            counts[value] += 1
        seen.add(own)
    return tuple(found)


def _pairs(one: Judged, suggestion: Suggestion) -> list[Comparison]:
    """The pairs of one passage; of the one that the suggestion rests on most also those that the relation model read."""
    own = [pair for pair in one.finding.comparisons if worth_showing(pair) or _explains(pair, suggestion)]
    if one.reading is None or one.evidence.hit.passage_id not in suggestion.rests_on[:1]:
        return own
    told = {pair.claim_value for pair in own if carries(pair) or contradicts(pair)}
    return [pair for pair in (*one.reading.agreeing, *one.reading.differing) if pair.claim_value not in told] + own


def worth_showing(pair: Comparison) -> bool:
    """Whether the pair could fill one slot: nothing of it is known to be another, and the amounts are not worlds apart."""
    slot = pair.slot
    both = slot.entity is SlotCheck.SAME and slot.attribute is SlotCheck.SAME
    if pair.level is Level.NOT_COMPARABLE:
        return both and pair.reason not in _TELLS_NOTHING
    if both:
        return True
    known = SlotCheck.SAME in {slot.entity, slot.attribute}
    if pair.level is Level.DIFFERS:
        return known and pair.claim_value.kind not in DATES and _related(pair)
    return known or _distinctive(pair)


def _standing(pair: Comparison) -> int:
    return next((place for place, test in enumerate((carries, contradicts, half_carries)) if test(pair)), 3)


def _explains(pair: Comparison, suggestion: Suggestion) -> bool:
    return (
        suggestion.label is SuggestionLabel.NOT_COMPARABLE
        and pair.reason == suggestion.reason
        and pair.passage_id in suggestion.rests_on
    )


def _related(pair: Comparison) -> bool:
    relative = pair.difference_relative
    return relative is None or 1 / _RELATED <= abs(1 + relative) <= _RELATED


def _distinctive(pair: Comparison) -> bool:
    """A small whole number meets its like anywhere; a larger or a measured one seldom by chance."""
    value = pair.claim_value
    return value.kind in DATES or value.dimension not in {"", "[count]"} or (value.low or 0) >= _SMALL
