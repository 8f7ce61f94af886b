"""Rules for times of day: "8 p.m.", "14:30 GMT", "noon", "this morning", "last night"."""

from __future__ import annotations

import re
from typing import Final

from workbench.models import ValueKind
from workbench.values.calendar_periods import Grain
from workbench.values.calendar_terms import PARTS
from workbench.values.date_meanings import Expression, Meaning, Origin, Shifted, TimeOfDay
from workbench.values.date_patterns import Found, compile_pattern

_TODAY: Final = Shifted(Grain.DAY, 0, Origin.PUBLISHED, Grain.DAY)
_NOONS: Final = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def _clock(found: Found) -> list[Expression]:
    written = found.word("clock")
    parts = [int(part) for part in re.split(r"[:.]", written)]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    half = found.word("half").replace(" ", "")[:1]
    part = PARTS.get(found.word("part"), "")
    if half or part:
        if not 1 <= hour <= 12:  # noqa: PLR2004 — a clock face
            return []
        late = half == "p" or (part in {"AF", "EV"} and hour < 12) or (part == "NI" and 5 < hour < 12)  # noqa: PLR2004 — noon
        hour = hour % 12 + (12 if late else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004 — a day's hours and an hour's minutes
        return []
    bare = not (half or part or found.at("zone") >= 0)
    if bare and len(written) < len("00:00") and found.before not in _CUES:  # "3:15" alone may be a score
        return []
    seconds = f":{parts[2]:02}" if len(parts) > 2 else ""  # noqa: PLR2004 — hours, minutes, seconds
    return _time(found, TimeOfDay(), f"T{hour:02}:{minute:02}{seconds}")


def _noon(found: Found) -> list[Expression]:
    return _time(found, TimeOfDay(), _NOONS[found.word("noon")])


def _this_part(found: Found) -> list[Expression]:
    return _time(found, _TODAY, "T" + PARTS[found.word("part")])


def _last_night(found: Found) -> list[Expression]:
    if PARTS[found.word("part")] not in {"NI", "EV"}:
        return []
    return _time(found, Shifted(Grain.DAY, -1, Origin.PUBLISHED, Grain.DAY), "T" + PARTS[found.word("part")])


def _overnight(found: Found) -> list[Expression]:
    return _time(found, TimeOfDay(), "TNI")


def _part(found: Found) -> list[Expression]:
    return _time(found, TimeOfDay(), "T" + PARTS[found.word("part") or found.word("part2")])


def _next_part(found: Found) -> list[Expression]:
    step = 0 if found.word("lean") in {"that", "same"} else 1
    return _time(found, Shifted(Grain.DAY, step, Origin.TEXT, Grain.DAY), "T" + PARTS[found.word("part")])


def _time(found: Found, meaning: Meaning, clock: str) -> list[Expression]:
    return [Expression(found.first, found.last, ValueKind.TIME, meaning, clock=clock)]


_CUES: Final = frozenset("at by around about from to until till between before after since and".split())
_ZONE: Final = "(?P<zone>ZONE TIME?|OPEN ZONE CLOSE)?"

CLOCK_RULES: Final = tuple(
    (compile_pattern(source), build)
    for source, build in (
        (f"(?P<clock>DAY|CLOCK) (?P<half>MERIDIEM) {_ZONE}", _clock),
        (f"(?P<clock>CLOCK) {_ZONE}", _clock),
        ("(?P<clock>DAY) OCLOCK (?:IN THE (?P<part>PART))?", _clock),
        ("(?P<clock>DAY|CLOCK) IN THE (?P<part>PART)", _clock),
        ("(?P<noon>NOON)", _noon),
        ("(?:LATER|EARLIER|EARLY|LATE)? THIS (?P<part>PART)", _this_part),
        ("(?:EARLY|LATE)? LAST (?P<part>PART)", _last_night),
        ("THE? (?P<lean>NEXT|FOLLOWING|THAT) (?P<part>PART)", _next_part),
        ("OVERNIGHT", _overnight),
        ("MID HYPHEN? (?P<part>PART)|THE (?<=IN THE) (?P<part2>PART)", _part),
    )
)
"""Patterns over word classes and what builds a meaning from each; the longest match wins, the earlier rule on a tie."""
