"""What is known of a fact's value beside a passage's: arithmetic, slot, words and place, as named numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.judging.facts.around import Offer
from workbench.judging.facts.cut import Asked
from workbench.models import FactKind, Level, SlotCheck, Tier, Value, ValueKind

Features = dict[str, float]

_AS_NUMBER = {SlotCheck.SAME: 1.0, SlotCheck.UNKNOWN: 0.0, SlotCheck.DIFFERENT: -1.0}
_BOUNDS = frozenset(("bound", "bound_far", "evidence_bound", "bound_allows"))
_MOST_RANK, _MOST_EQUAL, _MOST_MISSING = 30, 6, 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the offers to one fact are like together, counted once: how many agree, and how near the nearest of them are.

    ``first`` and ``second`` are the nearness of the nearest line and of the nearest other one; of what is ``agreeing`` and
    ``differing`` the nearest, values taken in an unnamed unit left out.
    """

    count: int
    equal: int
    sources: int
    nearest: tuple[str, int] | None
    first: float
    second: float
    agreeing: float
    differing: float


def told_of(offers: Sequence[Offer]) -> Told:
    """Count the offers to one fact."""
    by_line: dict[tuple[str, int], float] = {}
    for one in offers:
        by_line[line_of(one)] = max(by_line.get(line_of(one), 0.0), one.nearness.near)
    ranked = sorted(by_line.items(), key=lambda item: (-item[1], item[0]))
    named = [one for one in offers if not one.candidate.assumed]
    equal = [one for one in offers if one.agrees]
    return Told(
        count=len(offers),
        equal=len(equal),
        sources=len({one.source.passage.document.doc_id for one in equal if not one.candidate.assumed}),
        nearest=ranked[0][0] if ranked else None,
        first=ranked[0][1] if ranked else 0.0,
        second=ranked[1][1] if len(ranked) > 1 else 0.0,
        agreeing=max((one.nearness.near for one in named if one.agrees), default=0.0),
        differing=max((one.nearness.near for one in named if not one.agrees), default=0.0),
    )


def line_of(offer: Offer) -> tuple[str, int]:
    """Passage and number of the line that an offer stands in."""
    return offer.source.passage.hit.passage_id, offer.candidate.at


def pair_features(asked: Asked, offer: Offer, told: Told) -> Features:
    """What tells which pair is of one slot; `told` is what all offers to the fact are like."""
    one, ours = offer.candidate, _value_of(asked)
    pair, slot, theirs, near = one.arithmetic, one.slot, one.value, offer.nearness
    return {
        "entity": _AS_NUMBER[slot.entity],
        "attribute": _AS_NUMBER[slot.attribute],
        "dimension": _AS_NUMBER[slot.dimension],
        "scope": _AS_NUMBER[slot.scope],
        "time": _AS_NUMBER[slot.time],
        "covered": offer.joint.share,
        "covered_alone": offer.alone.share,
        "names_missing": float(min(len(offer.joint.missing_names), _MOST_MISSING)),
        "table": float(one.line.row or one.cell is not None),
        "titled": float(one.titled is not None),
        "own": float(offer.source.own),
        "assumed": float(one.assumed),
        "exact": float(pair.level is Level.EXACT),
        "differs": float(pair.level is Level.DIFFERS),
        "bound": float(pair.reason in _BOUNDS),
        "far": min(abs(pair.difference_relative or 0.0), 2.0),
        "one_unit": float(ours.unit == theirs.unit),
        "one_rate": float((ours.per is None) == (theirs.per is None)),
        "one_kind": float(ours.kind is theirs.kind),
        "near_top": 1.0 / (1.0 + min(offer.source.rank, _MOST_RANK)),
        "equal": min(told.equal, _MOST_EQUAL) / _MOST_EQUAL,
        "primary": float(offer.source.passage.hit.tier is Tier.PRIMARY),
        "date": float(asked.kind is FactKind.DATE),
        "near": near.near,
        "local": near.local,
        "said": near.said,
        "lacking": near.lacking,
        "foreign": near.foreign,
        "unnamed": near.unnamed,
        "one_year": float(near.one_year),
        "other_year": float(near.other_year),
        "lead": near.near - (told.second if line_of(offer) == told.nearest else told.first),
        "lead_opposed": near.near - (told.differing if offer.agrees else told.agreeing),
    }


def fact_features(asked: Asked, chosen: Offer, others: float, told: Told) -> Features:
    """What a fact is judged by: the chosen pair, and how common its value is.

    `others` is the share of the claim's other values that the chosen passage has too.
    """
    value = _value_of(asked)
    return pair_features(asked, chosen, told) | {
        "others": others,
        "alone": float(told.count == 1),
        "sources": min(3, told.sources) / 3,
        "digits": min(4, len(significant(value.text))) / 4,
        "small": float((value.low or 0) <= 12 and value.kind in {ValueKind.COUNT, ValueKind.NUMBER}),  # noqa: PLR2004
        "money": float(value.kind is ValueKind.MONEY),
        "percent": float(value.kind is ValueKind.PERCENT),
        "count": float(value.kind is ValueKind.COUNT),
        "duration": float(value.kind is ValueKind.DURATION),
        "bounded": float(value.modifier is not None),
        "others_in_line": min(6, len(chosen.candidate.line.values)) / 6,
    }


def significant(text: str) -> str:
    """The digits of a number that tell it from others: without the zeros at its ends."""
    return "".join(filter(str.isdigit, text)).strip("0")


def _value_of(asked: Asked) -> Value:
    assert asked.wanted is not None  # noqa: S101 only values have offers
    return asked.wanted.value
