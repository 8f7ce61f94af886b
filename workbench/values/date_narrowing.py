"""The days a part of a period covers: early and late are thirds, start and end the outer tenth or so."""

from __future__ import annotations

import datetime as dt
from typing import Final

from workbench.values.calendar_periods import MONTHS_IN, BeyondCalendarError, Grain, Period, add_days, move
from workbench.values.date_meanings import Slice

# The number of equal pieces, and which of them is meant.
_PIECES: Final = {
    Slice.EARLY: (3, 0),
    Slice.MID: (3, 1),
    Slice.LATE: (3, 2),
    Slice.FIRST_HALF: (2, 0),
    Slice.SECOND_HALF: (2, 1),
}
_EDGES: Final = {Grain.YEAR: 12, Grain.FISCAL: 12, Grain.DECADE: 10, Grain.CENTURY: 10, Grain.HALF: 6}
"""A year's start is its first month, a decade's its first year; everything else has thirds."""

_DECADE_YEARS: Final = (0, 4, 7)
"""The early nineties run to 1993, the mid-nineties to 1996."""


def narrow(period: Period, part: Slice | None, published: dt.date | None) -> tuple[dt.date, dt.date]:
    """The first and last day of a part of a period: "late May" is 21 to 31 May, "early 2023" January to April.

    "earlier this year" ends, and "later this year" begins, on the day of publication.
    """
    first, last = period.first, period.last
    if part is None or period.grain in {Grain.DAY, Grain.WEEKEND}:
        return first, last
    match part:
        case Slice.SO_FAR:
            return first, published if published and first <= published <= last else last
        case Slice.REST:
            return published if published and first <= published <= last else first, last
        case Slice.START | Slice.END:
            count = _EDGES.get(period.grain, 3)
            index = 0 if part is Slice.START else count - 1
        case _:
            count, index = _PIECES[part]
    try:
        starts = _starts(period, count)
    except BeyondCalendarError:  # the calendar ends within the period
        return first, last
    return starts[index], add_days(starts[index + 1], -1) if index + 1 < count else last


def _starts(period: Period, count: int) -> list[dt.date]:
    """The first days of `count` pieces: whole months where they divide evenly, tens of days in a month, else days."""
    if period.grain is Grain.DECADE and count == len(_DECADE_YEARS):
        return [move(period.first, Grain.YEAR, years) for years in _DECADE_YEARS]
    months = MONTHS_IN.get(period.grain, 0)
    if months > 1 and months % count == 0:
        return [move(period.first, Grain.MONTH, months // count * piece) for piece in range(count)]
    days = (period.last - period.first).days + 1
    size = 10 if period.grain is Grain.MONTH and count == 3 else days / count  # noqa: PLR2004 — a month's thirds are its tens
    return [add_days(period.first, int(size * piece)) for piece in range(count)]
