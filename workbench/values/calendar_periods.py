"""Calendar periods — a day, a week, a quarter, a century — with their TIMEX3 value, their days and arithmetic on them.

Weeks are ISO 8601 weeks (Monday first). Seasons are the northern meteorological ones, named by the year they begin in
("2022-WI" runs from December 2022 to February 2023). A fiscal year is the one of the United States government, which
begins on 1 October of the year before the one it is named by.

All arithmetic on days is here, because the calendar has ends: years 1 and 9999. What would lead past one raises
`BeyondCalendarError`, which `dates` catches around each expression; no other module of this folder adds days to a day.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum


class BeyondCalendarError(ArithmeticError):
    """A day before year 1 (``early``) or after year 9999: no date can hold it."""

    def __init__(self, *, early: bool) -> None:
        self.early = early
        super().__init__(f"a day {'before year 1' if early else 'after year 9999'}")


class Grain(StrEnum):
    """How long a period is; the value is the letter TIMEX3 and ISO 8601 use for it where they have one."""

    DAY = "D"
    WEEK = "W"
    WEEKEND = "WE"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "S"
    HALF = "H"
    YEAR = "Y"
    FISCAL = "FY"
    DECADE = "DE"
    CENTURY = "CE"


MONTHS_IN = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.HALF: 6,
    Grain.YEAR: 12,
    Grain.FISCAL: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7, Grain.WEEKEND: 7}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FISCAL_START = 10
_FISCAL_STARTS = dict.fromkeys("IN CA GB UK ZA SG HK".split(), 4) | dict.fromkeys("AU NZ PK BD EG KE UG TZ".split(), 7)
_SEASON_NAMES = {month: name for name, month in SEASON_MONTHS.items()}


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the calendar, known by its length and its first day."""

    grain: Grain
    first: dt.date

    @property
    def last(self) -> dt.date:
        """The last day, inclusive; the last day the calendar can hold where the period runs past it."""
        try:
            if self.grain is Grain.WEEKEND:
                return add_days(self.first, 1)
            return add_days(move(self.first, self.grain, 1), -1)
        except BeyondCalendarError:
            return dt.date.max

    @property
    def timex(self) -> str:
        """The TIMEX3 value: ``2023-07-07``, ``2023-W29``, ``2023-Q3``, ``199`` for the 1990s."""
        return _write(self.grain, self.first)

    def shift(self, unit: Grain, amount: int) -> Period:
        """The period of the same length `amount` units away. Raises `BeyondCalendarError`."""
        moved = move(self.first, unit, amount)
        # A fiscal year keeps the month its country begins it in.
        return Period(self.grain, moved) if self.grain is Grain.FISCAL else period_at(self.grain, moved)


def add_days(day: dt.date, days: int) -> dt.date:
    """`day` moved by `days`, back for a negative number. Raises `BeyondCalendarError`."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise BeyondCalendarError(early=days < 0) from None


def move(day: dt.date, unit: Grain, amount: int) -> dt.date:
    """`day` moved by whole units; a day the month lacks becomes its last (31 January + 1 month is 28 February).

    Raises:
        BeyondCalendarError: that would be before year 1 or after 9999.
    """
    if unit in DAYS_IN:
        return add_days(day, DAYS_IN[unit] * amount)
    year, month = divmod(day.year * 12 + day.month - 1 + MONTHS_IN[unit] * amount, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise BeyondCalendarError(early=year < dt.MINYEAR)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_at(grain: Grain, day: dt.date) -> Period:
    """The period of that length which holds `day` (for a weekend: the weekend of its week). Raises `BeyondCalendarError`."""
    return Period(grain, _first_of(grain, day))


def years_around(year: int, reach: int) -> range:
    """The years up to `reach` before and after `year` that the calendar has."""
    return range(max(year - reach, dt.MINYEAR), min(year + reach, dt.MAXYEAR) + 1)


def month_of(year: int, month: int) -> Period:
    """One month of a year."""
    return Period(Grain.MONTH, dt.date(year, month, 1))


def quarter_of(year: int, quarter: int) -> Period:
    """One quarter of a year, 1 to 4."""
    return Period(Grain.QUARTER, dt.date(year, quarter * 3 - 2, 1))


def season_of(year: int, name: str) -> Period:
    """The season ``SP``, ``SU``, ``FA`` or ``WI`` that begins in `year`."""
    return Period(Grain.SEASON, dt.date(year, SEASON_MONTHS[name], 1))


def fiscal_year(year: int, country: str = "") -> Period:
    """The fiscal year named `year`, by the year it ends in; a country's own where that begins in another month than October."""
    return Period(Grain.FISCAL, dt.date(year - 1, _FISCAL_STARTS.get(country, _FISCAL_START), 1))


def _first_of(grain: Grain, day: dt.date) -> dt.date:
    match grain:
        case Grain.DAY:
            first = day
        case Grain.WEEK | Grain.WEEKEND:
            first = add_days(day, (5 if grain is Grain.WEEKEND else 0) - day.weekday())
        case Grain.SEASON:
            first = move(day.replace(day=1), Grain.MONTH, -(day.month % 3))
        case Grain.FISCAL:
            first = move(dt.date(day.year, _FISCAL_START, 1), Grain.YEAR, 0 if day.month >= _FISCAL_START else -1)
        case Grain.DECADE | Grain.CENTURY:
            first = dt.date(max(day.year - day.year % (MONTHS_IN[grain] // 12), dt.MINYEAR), 1, 1)
        case _:
            length = MONTHS_IN[grain]
            first = dt.date(day.year, (day.month - 1) // length * length + 1, 1)
    return first


def _write(grain: Grain, first: dt.date) -> str:
    year = f"{first.year:04}"
    match grain:
        case Grain.DAY:
            written = first.isoformat()
        case Grain.WEEK | Grain.WEEKEND:
            iso = first.isocalendar()
            written = f"{iso.year:04}-W{iso.week:02}" + ("-WE" if grain is Grain.WEEKEND else "")
        case Grain.MONTH:
            written = f"{year}-{first.month:02}"
        case Grain.QUARTER | Grain.HALF:
            written = f"{year}-{grain}{(first.month - 1) // MONTHS_IN[grain] + 1}"
        case Grain.SEASON:
            written = f"{year}-{_SEASON_NAMES[first.month]}"
        case Grain.FISCAL:
            written = f"{first.year + 1:04}"
        case _:
            written = year[: {Grain.DECADE: 3, Grain.CENTURY: 2}.get(grain, 4)]
    return written
