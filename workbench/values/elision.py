"""Units left out: "3.9 million headsets, up from 2.4 million", "from 60 and 58 meters"."""

from __future__ import annotations

from workbench.models import Modifier, ValueKind
from workbench.values.readings import BLURS, Reading
from workbench.values.scan import BREAK, Scan

_SET_AGAINST = frozenset({"from", "than", "versus", "vs"})
_HYPHENS = frozenset("-‐‑–")


def share_unit(scan: Scan, readings: list[Reading], reading: Reading) -> None:
    """Give `reading`'s unit to the bare numbers listed before it: "60 and 58 meters", "a 7- or 8-inch pipe"."""
    if not reading.unit or reading.last == reading.first + 1 or reading.ranged or not scan.numeral(reading.first):
        return
    following = reading
    for place in range(len(readings) - 1, -1, -1):
        before = readings[place]
        if before.kind is not ValueKind.NUMBER or before.unit or not scan.numeral(before.first):
            return
        joined = _is_joined(scan, before, reading) if following is reading else _between(scan, before, following) == [","]
        if not joined:
            return
        readings[place] = following = before._replace(unit=reading.unit, kind=reading.kind)


def _is_joined(scan: Scan, before: Reading, reading: Reading) -> bool:
    """As in "60 and 58 meters", "7- or 8-inch", "800, 555, and 111 men", "57 to 43 percent"."""
    between, hyphened = _between(scan, before, reading), scan.words[before.last] in _HYPHENS
    listed = between in (["and"], [",", "and"]) or (hyphened and between in (["or"], [","]))
    return listed or _is_result(scan, before, reading)


def _between(scan: Scan, before: Reading, reading: Reading) -> list[str]:
    return [word for word in scan.lower[before.last : reading.first] if word not in _HYPHENS]


def _is_result(scan: Scan, before: Reading, reading: Reading) -> bool:
    """As in "won 57 to 43 percent"."""
    falling = reading.kind is ValueKind.PERCENT and (before.low or 0.0) > (reading.low or 0.0)
    return falling and scan.lower[before.last : reading.first] in (["to"], ["-"], ["–"])


def with_elided_unit(scan: Scan, earlier: list[Reading], reading: Reading) -> Reading:
    """A bare number that is set against the value before it shares its unit: "3.9 million headsets, up from 2.4 million"."""
    if not earlier or reading.kind is not ValueKind.NUMBER or reading.unit:
        return reading
    before = earlier[-1]
    if not before.unit or before.unit == "multiple":
        return reading
    if any(scan.words[at] in {".", "!", "?", ";", BREAK} for at in range(before.last, reading.first)):
        return reading
    if reading.modifier in {Modifier.MORE_THAN, Modifier.LESS_THAN}:
        return reading  # its own "than" sets it against nothing
    start = reading.first - 1
    while scan.lower[start] in BLURS:
        start -= 1
    word, lead = scan.lower[start], scan.lower[start - 1]
    if word == "to":
        set_against = lead == "compared" or before.unit == "point" or _word_before(scan, before) == "from"
    else:
        set_against = (
            word in _SET_AGAINST or (word == "with" and lead == "compared") or (word == "by" == _word_before(scan, before))
        )
    return reading._replace(unit=before.unit, per=reading.per or before.per, kind=before.kind) if set_against else reading


def _word_before(scan: Scan, reading: Reading) -> str:
    """The word that leads to a value, past what blurs it."""
    at = reading.first - 1
    while at >= 0 and scan.lower[at] in BLURS:
        at -= 1
    return scan.lower[at] if at >= 0 else ""
