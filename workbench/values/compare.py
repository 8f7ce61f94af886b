"""One value of a claim beside one value of the evidence: may they be compared, and what does the arithmetic say.

Before any arithmetic stand the checks of the slot and of the kind of thing measured; a pair that fails one is
NOT_COMPARABLE with the reason. Nothing here reads text: units, implied precision, bounds, rates and days only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.models import Comparison, Level, Modifier, Slot, SlotCheck, Value, ValueKind
from workbench.values.date_compare import compare_days, has_days
from workbench.values.derive import denominator, scale_rate
from workbench.values.precision import Precision, precision_of, thousands_apart
from workbench.values.units import convert, describe, dimension_of, is_physical

# A single amount beside one end of a change ("from 6 to 5 percent"), where nothing says which end is meant.
ENDPOINT = "endpoint"
# Reasons that make a pair weaker than its level says: the judging never lets them carry a full match.
WEAKER = frozenset(("derived", "evidence_bound", "evidence_less_precise", "bound_allows", "bound_far", ENDPOINT))
# Reasons for which a DIFFERS may still be a matter of rounding or overlap: never a conflict by themselves.
PART = "part_or_whole"
UNCLEAR = frozenset(
    ("rounding_unclear", "grouping_unclear", "ranges_overlap", "stretches_overlap", "clock_differs", ENDPOINT, PART)
)

_BOUNDED = frozenset((Modifier.MORE_THAN, Modifier.AT_LEAST, Modifier.LESS_THAN, Modifier.AT_MOST, Modifier.UP_TO))
_TEMPORAL = frozenset((ValueKind.DATE, ValueKind.TIME))
_SAME = 1e-9
# "More than 40" is borne out by 52; by 4,000 it is true and misleading, which a person should see.
_FAR = 2.0


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Evidence in the claim's unit and denominator, and how it came there."""

    low: float | None
    high: float | None
    words: str = ""
    derived: bool = False


@dataclass(frozen=True, slots=True)
class _Outcome:
    level: Level
    reason: str | None = None


def compare_values(claim_value: Value, evidence_value: Value, *, slot: Slot) -> Comparison:
    """Compare two values that may fill the same slot; the claim's value comes first.

    The level is EXACT for the same amount or days, WITHIN_PRECISION where the claim's own precision, range or bound holds
    the evidence, DIFFERS otherwise, NOT_COMPARABLE with a ``reason`` where no arithmetic applies. A ``reason`` on another
    level says what makes the pair weaker (`WEAKER`) or the difference unsure (`UNCLEAR`).
    """
    obstacle = _slot_obstacle(slot)
    if obstacle is None and _TEMPORAL & {claim_value.kind, evidence_value.kind}:
        return _compare_dates(claim_value, evidence_value, slot)
    obstacle = obstacle or _kind_obstacle(claim_value, evidence_value, slot)
    if obstacle:
        return _not_comparable(claim_value, evidence_value, slot, obstacle)
    one_noun = slot.attribute is SlotCheck.SAME or not (claim_value.unit and evidence_value.unit)
    bounds = _in_unit_of(claim_value, evidence_value, same_noun=one_noun)
    if bounds is None:
        return _not_comparable(claim_value, evidence_value, slot, "unit_unknown")
    return _compare_amounts(claim_value, evidence_value, bounds, slot)


# --------------------------------------------------------------------------------------------------- may they?


def _slot_obstacle(slot: Slot) -> str | None:
    for name in ("entity", "attribute", "dimension", "scope", "time"):
        if getattr(slot, name) is SlotCheck.DIFFERENT:
            return f"other_{name}"
    return None


def _kind_obstacle(claim: Value, evidence: Value, slot: Slot) -> str | None:
    if _is_open(claim) or _is_open(evidence):
        return "no_amount"
    if ValueKind.SET in {claim.kind, evidence.kind}:
        return "other_dimension"
    if (claim.kind is ValueKind.ORDINAL) != (evidence.kind is ValueKind.ORDINAL):
        return "rank_vs_amount"
    return _dimension_obstacle(claim, evidence) or _rate_obstacle(claim, evidence) or _noun_obstacle(claim, evidence, slot)


def _is_open(value: Value) -> bool:
    return value.low is None and value.high is None


def _dimension_obstacle(claim: Value, evidence: Value) -> str | None:
    ours, theirs = _dimension(claim), _dimension(evidence)
    if ours == theirs:
        return "other_currency" if ours == "[currency]" and convert(1.0, evidence.unit, claim.unit) is None else None
    if {ours, theirs} == {"[percent]", "[percentage_point]"}:
        return "percent_vs_points"
    if not claim.unit or not evidence.unit:
        return None if {ours, theirs} <= {"", "[count]"} else "unit_unknown"
    return "other_dimension"


def _dimension(value: Value) -> str:
    """By the unit, since readers file percentage points under percent; counted nouns are counts whatever the noun."""
    if value.kind is ValueKind.COUNT:
        return "[count]"
    return dimension_of(value.unit) if value.unit else value.dimension


def _rate_obstacle(claim: Value, evidence: Value) -> str | None:
    ours, theirs = denominator(claim), denominator(evidence)
    if (ours is None) != (theirs is None):
        return "stock_vs_rate"
    if ours and theirs and scale_rate(evidence, ours) is None:
        return "other_rate"
    return None


def _noun_obstacle(claim: Value, evidence: Value, slot: Slot) -> str | None:
    """Different counted nouns are different attributes, unless the slot says that both name the same thing.

    A bare number may count the other's noun: the arithmetic is done, and what it counts stays open in the slot.
    """
    if _dimension(claim) not in {"", "[count]"} or slot.attribute is SlotCheck.SAME:
        return None
    return "other_attribute" if claim.unit and evidence.unit and claim.unit != evidence.unit else None


def _not_comparable(claim: Value, evidence: Value, slot: Slot, reason: str) -> Comparison:
    words = f"{_shown(evidence)} and {_shown(claim)} cannot be compared: {reason.replace('_', ' ')}"
    return Comparison(
        claim, evidence, None, None, claim.unit, None, None, None, "none", slot, Level.NOT_COMPARABLE, words, reason=reason
    )


# ------------------------------------------------------------------------------------------------------- dates


def _compare_dates(claim: Value, evidence: Value, slot: Slot) -> Comparison:
    if not {claim.kind, evidence.kind} <= _TEMPORAL:
        return _not_comparable(claim, evidence, slot, "other_dimension")
    if not (has_days(claim) and has_days(evidence)):
        return _not_comparable(claim, evidence, slot, "date_unresolved")
    if ValueKind.TIME in {claim.kind, evidence.kind}:
        return _compare_clocks(claim, evidence, slot)
    days = compare_days(claim, evidence)
    return Comparison(
        claim, evidence, None, None, "day", float(days.days), None, 0.0, "calendar", slot, days.level, days.explanation,
        reason=days.reason,
    )  # fmt: skip


def _compare_clocks(claim: Value, evidence: Value, slot: Slot) -> Comparison:
    """Times of day by their clock alone: the day of a bare "3 p.m." is only assumed."""
    ours, theirs = (_clock(value) for value in (claim, evidence))
    if ours is None or theirs is None:
        return _not_comparable(claim, evidence, slot, "other_dimension")
    level = Level.EXACT if ours == theirs else Level.DIFFERS
    words = f"evidence {theirs}; claim {ours}: {'the same' if ours == theirs else 'not the same'}"
    reason = None if ours == theirs else "clock_differs"
    return Comparison(claim, evidence, None, None, "time of day", None, None, None, "clock", slot, level, words, reason=reason)


def _clock(value: Value) -> str | None:
    day, mark, clock = (value.timex or "").partition("T")
    return clock if mark and day else None


# ----------------------------------------------------------------------------------------------------- amounts


def _in_unit_of(claim: Value, evidence: Value, *, same_noun: bool) -> _Bounds | None:
    words, derived, low, high = "", False, evidence.low, evidence.high
    per = denominator(claim)
    if per:
        scaled = scale_rate(evidence, per)
        if scaled is None:
            return None
        low, high, words, derived = scaled.low, scaled.high, scaled.words, scaled.factor != 1
        # km an hour to m a second is a change of unit, and so is 5 per 1,000 to 0.5 per 100
        if is_physical(f"{evidence.unit} per {evidence.per}") or per[:1].isdigit():
            words, derived = "", False
    if same_noun and _dimension(claim) in {"", "[count]"}:
        return _Bounds(low, high, words, derived)
    converted = [None if bound is None else convert(bound, evidence.unit, claim.unit) for bound in (low, high)]
    if (low is not None and converted[0] is None) or (high is not None and converted[1] is None):
        return None
    return _Bounds(converted[0], converted[1], words, derived)


def _compare_amounts(claim: Value, evidence: Value, bounds: _Bounds, slot: Slot) -> Comparison:
    precision = precision_of(claim)
    outcome = _level(claim, evidence, bounds, precision)
    if outcome.level is Level.DIFFERS and thousands_apart(claim, evidence, bounds.low):
        outcome = _Outcome(Level.DIFFERS, "grouping_unclear")
    reason = "derived" if bounds.derived and outcome.level is not Level.DIFFERS else outcome.reason
    difference = _difference(claim, bounds)
    whole = _middle(claim.low, claim.high)
    relative = None if difference is None or not whole else round(difference / whole, 6)
    return Comparison(
        claim, evidence, _rounded(bounds.low), _rounded(bounds.high), claim.unit, _rounded(difference), relative,
        _rounded(precision.half_width), precision.rule, slot, outcome.level,
        _explain(claim, evidence, bounds, precision, relative), reason=reason, derived=bounds.derived,
    )  # fmt: skip


def _level(claim: Value, evidence: Value, bounds: _Bounds, precision: Precision) -> _Outcome:
    if _equal(claim.low, bounds.low) and _equal(claim.high, bounds.high):
        less = claim.modifier is Modifier.EXACTLY and evidence.modifier is Modifier.ABOUT
        return _Outcome(Level.WITHIN_PRECISION, "evidence_less_precise") if less else _Outcome(Level.EXACT)
    if _is_bound(claim) or claim.low is None or claim.high is None:
        return _against_bound(claim, bounds, precision)
    if evidence.modifier in _BOUNDED or bounds.low is None or bounds.high is None:
        return _under_bound(claim.low, claim.high, bounds, precision)
    return _between(claim.low, claim.high, (bounds.low, bounds.high), precision, _blur(evidence, bounds))


def _is_bound(value: Value) -> bool:
    return value.modifier in _BOUNDED


def _against_bound(claim: Value, bounds: _Bounds, precision: Precision) -> _Outcome:
    """The claim only bounds the amount: does the evidence lie on the claimed side?"""
    floor, ceiling = claim.low, claim.high
    if claim.modifier in {Modifier.MORE_THAN, Modifier.AT_LEAST}:
        ceiling = None
    elif claim.modifier is not None and claim.modifier in _BOUNDED:
        floor = None
    low, high = (-_INFINITE if bounds.low is None else bounds.low), (_INFINITE if bounds.high is None else bounds.high)
    bottom, top = (-_INFINITE if floor is None else floor), (_INFINITE if ceiling is None else ceiling)
    if bottom <= low and high <= top:
        touching = claim.modifier in {Modifier.MORE_THAN, Modifier.LESS_THAN} and (low == high) and low in {bottom, top}
        far = (floor and low > floor * _FAR) or (ceiling and high < ceiling / _FAR)
        return (
            _Outcome(Level.DIFFERS, "rounding_unclear")
            if touching
            else _Outcome(Level.WITHIN_PRECISION, "bound_far" if far else "bound")
        )
    if high < bottom or low > top:
        near = min(abs(bottom - high), abs(low - top)) <= precision.half_width
        return _Outcome(Level.DIFFERS, "rounding_unclear" if near else None)
    return _Outcome(Level.NOT_COMPARABLE, "bound_allows")


_INFINITE = float("inf")


def _under_bound(low: float, high: float, bounds: _Bounds, precision: Precision) -> _Outcome:
    """The evidence only bounds the amount: it may contradict the claim, allow it, or name it as the bound."""
    bottom = -_INFINITE if bounds.low is None else bounds.low
    top = _INFINITE if bounds.high is None else bounds.high
    if bottom == -_INFINITE or top in (_INFINITE, bottom):
        named = next(bound for bound in (bounds.low, bounds.high) if bound is not None)
        if low - precision.half_width <= named <= high + precision.half_width:
            return _Outcome(Level.WITHIN_PRECISION, "evidence_bound")
    if low > top or high < bottom:
        return _Outcome(Level.DIFFERS)
    return _Outcome(Level.NOT_COMPARABLE, "bound_allows")


def _between(low: float, high: float, found: tuple[float, float], precision: Precision, blur: Precision) -> _Outcome:
    width = precision.half_width + _SAME * max(abs(low), abs(high))
    if low - width <= found[0] and found[1] <= high + width:
        return _Outcome(Level.WITHIN_PRECISION)
    if found[0] - blur.half_width <= low and high <= found[1] + blur.half_width:
        return _Outcome(Level.WITHIN_PRECISION, "evidence_less_precise")
    if low <= found[1] and found[0] <= high and found[0] != found[1]:
        return _Outcome(Level.DIFFERS, "ranges_overlap")
    # Coarser rounding than the house rule allows, on either side, could still explain the difference.
    coarse = precision.half_place + blur.half_width
    unsure = low - coarse <= found[1] and found[0] <= high + coarse and not _plain_small(precision, blur)
    return _Outcome(Level.DIFFERS, "rounding_unclear" if unsure else None)


def _plain_small(precision: Precision, blur: Precision) -> bool:
    """Both sides were written to their last digit: no coarser rounding is left to explain a difference."""
    return precision.half_place <= precision.half_width and blur.rule != "about" and blur.half_place <= blur.half_width


def _blur(evidence: Value, bounds: _Bounds) -> Precision:
    """The evidence's own precision in the claim's unit; only "about" and round numbers blur it."""
    own = precision_of(evidence)
    shown = _middle(evidence.low, evidence.high)
    factor = abs((_middle(bounds.low, bounds.high) or 0.0) / shown) if shown else 1.0
    if own.rule != "about" and own.half_place <= own.half_width:
        return Precision(0.0, 0.0, own.rule)
    return replace(own, half_width=own.half_width * factor, half_place=own.half_place * factor)


def _equal(ours: float | None, theirs: float | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= _SAME * max(abs(ours), abs(theirs), _SAME)


def _difference(claim: Value, bounds: _Bounds) -> float | None:
    ours, theirs = _middle(claim.low, claim.high), _middle(bounds.low, bounds.high)
    return None if ours is None or theirs is None else theirs - ours


def _middle(low: float | None, high: float | None) -> float | None:
    if low is None or high is None:
        return high if low is None else low
    return (low + high) / 2


def _rounded(amount: float | None) -> float | None:
    return None if amount is None else round(amount, 6)


# ------------------------------------------------------------------------------------------- arithmetic in words


def _explain(claim: Value, evidence: Value, bounds: _Bounds, precision: Precision, relative: float | None) -> str:
    found = _shown(evidence)
    if bounds.words:
        found = bounds.words
    if evidence.unit != claim.unit and not _counts(claim, evidence):
        found = f"{found} = {_span(claim.unit, bounds.low, bounds.high)}"
    allowance = f" ±{_number(precision.half_width)} ({precision.rule})" if precision.half_width and not _is_bound(claim) else ""
    off = "" if relative is None else ("; the same" if not relative else f"; off {abs(relative) * 100:.1f} %")
    return f"{found}; claim {_shown(claim)}{allowance}{off}"


def _counts(claim: Value, evidence: Value) -> bool:
    return {_dimension(claim), _dimension(evidence)} <= {"", "[count]"}


def _shown(value: Value) -> str:
    """The value as a person writes it, bound words and denominator included."""
    if value.timex is not None or (value.low is None and value.high is None):
        return value.text.strip()
    bound = value.modifier.value.replace("_", " ") + " " if value.modifier else ""
    per = f" a {value.per}" if value.per and " per " not in value.unit else ""
    return f"{bound}{_span(value.unit, value.low, value.high)}{per}"


def _span(unit: str, low: float | None, high: float | None) -> str:
    if low is None or high is None or low == high:
        amount = high if low is None else low
        return describe(unit, amount if amount is not None else 0.0)
    return f"{_number(low)} to {describe(unit, high)}"


def _number(amount: float) -> str:
    return describe("", amount)
