"""A change "from A to B" is two amounts at two times, not a range: its end points are compared, each with its like."""

from __future__ import annotations

from dataclasses import replace

from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import key_of
from workbench.judging.sides.places import Place
from workbench.models import Comparison, Level, Slot, SlotCheck, Value, ValueKind
from workbench.tokens import fold, words
from workbench.values import read_values
from workbench.values.compare import ENDPOINT, compare_values

_UNTOUCHED = frozenset((ValueKind.DATE, ValueKind.TIME, ValueKind.SET, ValueKind.DURATION))
_ORDER = (Level.EXACT, Level.WITHIN_PRECISION, Level.NOT_COMPARABLE, Level.DIFFERS)
_SCALES = (1.0, 1e2, 1e3, 1e6, 1e9, 1e12)
_NEAR = 1e-9


def compare_placed(claim_value: Value, claim: Place, evidence: Place, slot: Slot) -> Comparison:
    """`compare_values` for two values in their sentences, changes by their end points.

    Two changes agree where both ends do. A single amount is laid beside the end it is said of ("to 5 percent"); beside an end
    it is not said of it weighs less, with the reason ``endpoint``, and "by 5 percent" is no end at all.
    """
    ours, theirs = change_of(claim), change_of(evidence)
    if ours and theirs:
        found = _both(ours, theirs, slot)
    elif ours:
        found = _one_end(ours, evidence, slot, claim_changes=True)
    elif theirs:
        found = _one_end(theirs, claim, slot, claim_changes=False)
    else:
        return compare_values(claim_value, evidence.value, slot=slot)
    return replace(found, claim_value=claim_value, evidence_value=evidence.value)


def change_of(place: Place) -> tuple[Value, Value] | None:
    """Start and end of a change, in the order of the text, or ``None`` for a single amount or a plain range."""
    value = place.value
    left, mark, right = value.text.partition(" to ")
    if value.kind in _UNTOUCHED or not mark or value.low is None or value.high is None or value.low == value.high:
        return None
    before = words(place.terms.text[: value.start])[-1:] == ["from"] or fold(left).startswith("from ")
    falling = _falls(left, value.low, value.high)
    if not before or not (falling or _tells_of_change(place)):
        return None
    first, last = (value.high, value.low) if falling else (value.low, value.high)
    return _point(value, first, left), _point(value, last, right)


def _falls(left: str, low: float, high: float) -> bool:
    """Whether the first number written is the larger one; "from 3 to 5 million" leaves the first one's magnitude out."""
    written = next((found.low for found in read_values(left) if found.low is not None), None)
    if written is None:
        return False
    return _is_scaled(written, high) and not _is_scaled(written, low)


def _is_scaled(number: float, amount: float) -> bool:
    return any(abs(number * scale - amount) <= _NEAR * max(abs(amount), 1.0) for scale in _SCALES)


def _tells_of_change(place: Place) -> bool:
    return any(key_of(token) in lexicon().changing or fold(token.lemma_) in lexicon().changing for token in place.terms.doc)


def _point(value: Value, amount: float, text: str) -> Value:
    return replace(value, low=amount, high=amount, text=text, base_low=None, base_high=None)


def _both(ours: tuple[Value, Value], theirs: tuple[Value, Value], slot: Slot) -> Comparison:
    start, end = (compare_values(one, other, slot=slot) for one, other in zip(ours, theirs, strict=True))
    worst = max((end, start), key=lambda pair: _ORDER.index(pair.level))
    return replace(worst, explanation=f"from: {start.explanation}; to: {end.explanation}")


def _one_end(change: tuple[Value, Value], single: Place, slot: Slot, *, claim_changes: bool) -> Comparison:
    """An amount beside a change: its own end by the word before it, else the end, then the start for what it is worth."""
    role = next(iter(words(single.terms.text[: single.value.start])[-1:]), "")
    if role == "by":
        slot = replace(slot, scope=SlotCheck.DIFFERENT)
    start, end = (
        compare_values(*((point, single.value) if claim_changes else (single.value, point)), slot=slot) for point in change
    )
    if role in {"from", "to"}:
        named = start if role == "from" else end
        return _weaker(named) if claim_changes and named.level is not Level.DIFFERS else named
    if end.level in {Level.EXACT, Level.WITHIN_PRECISION}:
        return _weaker(end) if claim_changes else end
    return _weaker(start if start.level is not Level.DIFFERS else end)


def _weaker(pair: Comparison) -> Comparison:
    return pair if pair.level is Level.NOT_COMPARABLE else replace(pair, reason=pair.reason or ENDPOINT)
