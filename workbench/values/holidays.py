"""Days of the year that news copy calls by name: fixed days, the n-th weekday of a month, and those that hang on Easter."""

from __future__ import annotations

import datetime as dt
from typing import Final

from workbench.values.calendar_periods import add_days

_FIXED: Final = {
    "new year": (1, 1), "new year day": (1, 1), "valentine day": (2, 14), "st patrick day": (3, 17),
    "april fool day": (4, 1), "may day": (5, 1), "juneteenth": (6, 19), "independence day": (7, 4),
    "halloween": (10, 31), "veterans day": (11, 11), "armistice day": (11, 11), "christmas eve": (12, 24),
    "christmas": (12, 25), "christmas day": (12, 25), "boxing day": (12, 26), "new year eve": (12, 31),
}  # fmt: skip
# Month, weekday (0 is Monday), which one; -1 is the last of the month.
_NTH_WEEKDAY: Final = {
    "martin luther king day": (1, 0, 3), "presidents day": (2, 0, 3), "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4),
}  # fmt: skip
_FROM_EASTER: Final = {
    "palm sunday": -7, "good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1, "ash wednesday": -46,
    "pentecost": 49,
}  # fmt: skip

HOLIDAYS: Final = (*_FIXED, *_NTH_WEEKDAY, *_FROM_EASTER)
"""Every name `holiday_in` knows, lower case, without possessives."""


def holiday_in(name: str, year: int) -> dt.date | None:
    """The day of the holiday in that year; ``None`` for a name that is none."""
    if name in _FIXED:
        return dt.date(year, *_FIXED[name])
    if name in _NTH_WEEKDAY:
        return _nth_weekday(year, *_NTH_WEEKDAY[name])
    if name in _FROM_EASTER:
        return add_days(_easter(year), _FROM_EASTER[name])
    return None


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> dt.date:
    start = dt.date(year, month, 1)
    first = add_days(start, (weekday - start.weekday()) % 7)
    if which > 0:
        return add_days(first, 7 * (which - 1))
    fifth = add_days(first, 28)
    return fifth if fifth.month == month else add_days(fifth, -7)


def _easter(year: int) -> dt.date:
    """Gregorian Easter by the anonymous computus (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)
