"""How exact a written value claims to be, read from its own digits.

A number stands for every amount that rounds to it: "12 miles" for 11.5 to 12.5, "190 miles" for 185 to 195, "$1.3 billion"
for 1.25 to 1.35. Taken literally a round number would then be very blurred ("500" for 450 to 550), so trailing zeros and
magnitude words never widen a value by more than `ROUND_SHARE` of it, and zeros of a percentage or of a count under a
hundred ("20 people") are taken as counted, not as rounded. These rules are this desk's, not a standard's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.models import Modifier, Value, ValueKind
from workbench.values.plain_text import plain

ROUND_SHARE = 0.05
ABOUT_FACTOR = 2.0
SMALL_COUNT = 100
FRACTION_PLACE = 0.02
"""A fraction in words ("two-thirds", "a quarter") stands for shares up to one hundredth off."""
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_ONE_DOT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d,]|\.\d)")
_THOUSAND = 1000.0
_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Precision:
    """The half width a value allows, in its own unit.

    ``half_width`` is what the comparison uses; ``half_place`` is half of the last place that was written, which is wider
    where `ROUND_SHARE` cut it. ``rule`` is ``implied``, ``about`` or ``exact``.
    """

    half_width: float
    half_place: float
    rule: str


def precision_of(value: Value) -> Precision:
    """The precision implied by how `value` is written; nothing is allowed after "exactly" or for an ordinal."""
    if value.modifier is Modifier.EXACTLY or value.kind is ValueKind.ORDINAL or _amount(value) == 0:
        return Precision(0.0, 0.0, "exact")
    place, rounded = (1.0, False) if _zeros_are_counted(value) else _last_place(value)
    half_place = place / 2
    half_width = min(half_place, ROUND_SHARE * _amount(value)) if rounded else half_place
    if value.modifier is Modifier.ABOUT:
        return Precision(half_width * ABOUT_FACTOR, half_place * ABOUT_FACTOR, "about")
    return Precision(half_width, half_place, "implied")


def thousands_apart(claim: Value, evidence: Value, converted: float | None) -> bool:
    """Whether the two differ by a factor of a thousand, and one is written with a single dot before three digits.

    "1.250" is one and a quarter here and twelve hundred and fifty there, so the difference may be the printer's. `converted` is
    the evidence in the claim's unit.
    """
    if not claim.low or not converted or not any(_ONE_DOT.search(value.text) for value in (claim, evidence)):
        return False
    ratio = max(claim.low / converted, converted / claim.low)
    return abs(ratio - _THOUSAND) <= _THOUSAND * ROUND_SHARE


def _zeros_are_counted(value: Value) -> bool:
    amount = _amount(value)
    if value.modifier is Modifier.ABOUT or amount != int(amount):
        return False
    small_count = value.kind in {ValueKind.COUNT, ValueKind.NUMBER} and amount < SMALL_COUNT
    return small_count or (value.kind is ValueKind.PERCENT and "." not in plain(value.text).text)


def _amount(value: Value) -> float:
    return abs(next((bound for bound in (value.low, value.high) if bound is not None), 0.0))


def _last_place(value: Value) -> tuple[float, bool]:
    """The size of the last place written, and whether zeros or a magnitude word stand for it."""
    written = _written_numeral(value)
    if written is None:  # in words: the digits of the number itself say as much, but those of a third never end
        return (FRACTION_PLACE, False) if 0 < _amount(value) < 1 else _place_of_whole(_amount(value))
    digits, size = written
    if "." in digits:
        return size * 10.0 ** -len(digits.rpartition(".")[2]), size != 1
    place, rounded = _place_of_whole(float(digits))
    return place * size, rounded or size != 1


def _written_numeral(value: Value) -> tuple[str, float] | None:
    """The numeral of the value's first bound and the magnitude ("million") applied to it, where one was written."""
    match = _NUMERAL.search(plain(value.text).text)
    if match is None:
        return None
    digits = match.group().replace(",", "")
    number = float(digits)
    if not number:
        return None
    size = _amount(value) / number
    return digits, round(size, 9) if abs(size - 1) > _NOTHING else 1.0


def _place_of_whole(amount: float) -> tuple[float, bool]:
    if amount != int(amount):
        digits = f"{amount:.6f}".rstrip("0")
        return 10.0 ** -len(digits.rpartition(".")[2]), False
    place = 1.0
    while amount and amount % (place * 10) == 0:
        place *= 10
    return place, place > 1
