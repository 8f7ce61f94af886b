"""Units left out: "3.9 million headsets, up from 2.4 million", "from 60 and 58 meters"."""

from __future__ import annotations

from workbench.models import Modifier, ValueKind
from workbench.values.readings import BLURS, Reading
from workbench.values.scan import BREAK, Scan

_SET_AGAINST = frozenset({"from", "than", "versus", "vs"})
_ENDS = frozenset({".", "!", "?", ";", BREAK})


def shares_unit(scan: Scan, before: Reading, reading: Reading) -> bool:
    """Whether the bare number before takes this value's unit: "from 60 and 58 meters"."""
    bare = before.kind is ValueKind.NUMBER and not before.unit and scan.numeral(before.first) and scan.numeral(reading.first)
    if not bare or not reading.unit or reading.last == reading.first + 1:
        return False
    between = scan.lower[before.last : reading.first]
    result = reading.kind is ValueKind.PERCENT and (before.low or 0.0) > (reading.low or 0.0)  # "won 57 to 43 percent"
    return between == ["and"] or (result and between in (["to"], ["-"], ["–"]))


def with_elided_unit(scan: Scan, before: Reading | None, reading: Reading) -> Reading:
    """A bare number that is set against the value before it shares its unit: "3.9 million headsets, up from 2.4 million"."""
    if before is None or reading.kind is not ValueKind.NUMBER or reading.unit or not before.unit or before.unit == "multiple":
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
