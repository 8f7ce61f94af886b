"""From what a date expression says to the days it means, given when it was said and what was dated before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from workbench.values.calendar_periods import (
    Grain,
    Period,
    add_days,
    move,
    period_at,
    quarter_of,
    season_of,
    years_around,
)
from workbench.values.date_meanings import (
    Counted,
    DayOfMonth,
    Discussed,
    Fixed,
    Impossible,
    Lean,
    Meaning,
    Mention,
    Named,
    Origin,
    Shifted,
    TimeOfDay,
)
from workbench.values.date_tense import Tense
from workbench.values.holidays import holiday_in

_SIZES: Final = (
    Grain.DAY, Grain.WEEKEND, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.HALF, Grain.FISCAL,
    Grain.YEAR, Grain.DECADE, Grain.CENTURY,
)  # fmt: skip
_BLANK: Final = {
    Grain.DAY: "XXXX-XX-XX", Grain.WEEK: "XXXX-WXX", Grain.WEEKEND: "XXXX-WXX-WE", Grain.MONTH: "XXXX-XX",
    Grain.QUARTER: "XXXX-QX", Grain.HALF: "XXXX-HX", Grain.SEASON: "XXXX-XX", Grain.YEAR: "XXXX",
    Grain.FISCAL: "XXXX", Grain.DECADE: "XXX", Grain.CENTURY: "XX",
}  # fmt: skip
_NO_SUCH_DAY: Final = "a day that the calendar has"
"""What a date hangs on that names a day of no calendar."""
_NEAR: Final = 290
"""Days: a tense decides between two years only for the one within about nine and a half months; else the nearer wins."""


@dataclass(frozen=True, slots=True)
class Told:
    """A dated period of the text, with the days of it that were meant; `derived` where it counts from another."""

    period: Period
    first: dt.date
    last: dt.date
    derived: bool


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative dates hang on: the publication date and what the text dated before, latest first."""

    published: dt.date | None
    told: tuple[Told, ...] = ()
    tense: Tense = Tense.UNKNOWN


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome: a TIMEX3 value, the period where there is one (with its own days if narrower), and what is missing."""

    timex: str
    period: Period | None = None
    until: Period | None = None
    days: tuple[dt.date, dt.date] | None = None
    resolved: bool = True
    hangs_on: str | None = None


def resolve(meaning: Meaning, anchors: Anchors) -> Settled:
    """Settle a date or time; a meaning that needs an anchor that is not there comes back unresolved, saying which.

    Raises:
        BeyondCalendarError: it is before year 1 or after 9999.
    """
    match meaning:
        case Fixed():
            settled = _settle(meaning.period, meaning.until)
        case Named():
            settled = _named(meaning, anchors)
        case Shifted():
            settled = _shifted(meaning, anchors)
        case Discussed():
            settled = _discussed(meaning, anchors)
        case Impossible():
            settled = Settled(meaning.timex, resolved=False, hangs_on=_NO_SUCH_DAY)
        case DayOfMonth():
            settled = _day_of_month(meaning, anchors)
        case TimeOfDay():
            settled = _time_of_day(anchors)
        case Mention():
            settled = Settled(meaning.timex)
        case _:  # lengths and repetitions hang on nothing
            settled = Settled("")
    return settled


def _settle(period: Period, until: Period | None = None) -> Settled:
    timex = period.timex if until is None else f"{period.timex}/{until.timex}"
    return Settled(timex, period, until)


def _missing(timex: str, origin: Origin) -> Settled:
    return Settled(timex, resolved=False, hangs_on=origin.value)


def _time_of_day(anchors: Anchors) -> Settled:
    if anchors.told and anchors.told[0].period.grain is Grain.DAY:
        return _settle(anchors.told[0].period)
    if anchors.published is None:
        return _missing(_BLANK[Grain.DAY], Origin.PUBLISHED)
    return _settle(Period(Grain.DAY, anchors.published))


# ------------------------------------------------------------------------------------------------ counted from


def _shifted(meaning: Shifted, anchors: Anchors) -> Settled:
    grain = meaning.grain or meaning.unit
    if meaning.origin is Origin.TEXT:
        base = _base(meaning, anchors.told)
        return _from_told(meaning, base) if base else _missing(_BLANK[grain], Origin.TEXT)
    if anchors.published is None:
        return _missing(_BLANK[grain], Origin.PUBLISHED)
    return _settle(period_at(grain, move(anchors.published, meaning.unit, meaning.amount)))


def _discussed(meaning: Discussed, anchors: Anchors) -> Settled:
    for told in anchors.told:
        ended = anchors.published is None or told.period.last <= anchors.published
        if ended and not told.derived and told.period.grain in {Grain.QUARTER, Grain.HALF}:
            return _settle(told.period.shift(Grain.YEAR, meaning.years))
    return _shifted(meaning.otherwise, anchors)


def _base(meaning: Shifted, told: tuple[Told, ...]) -> Told | None:
    """The latest period of the text that is no coarser than the answer has to be."""
    if meaning.grain is None:
        return told[0] if told else None
    size = _SIZES.index(meaning.grain)
    return next((each for each in told if _SIZES.index(each.period.grain) <= size), None)


def _from_told(meaning: Shifted, base: Told) -> Settled:
    """Keeps the grain of the base; a base coarser than the unit ("late May", two weeks later) moves as the days it means."""
    unit, amount = meaning.unit, meaning.amount
    if meaning.grain is not None:
        return _settle(period_at(meaning.grain, move(base.first, unit, amount)))
    if _SIZES.index(base.period.grain) <= _SIZES.index(unit):
        return _settle(base.period.shift(unit, amount))
    days = move(base.first, unit, amount), move(base.last, unit, amount)
    holders = [period_at(grain, days[0]) for grain in (Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.CENTURY)]
    period = next((holder for holder in holders if holder.last >= days[1]), holders[-1])
    return Settled(period.timex, period, days=days)


# ------------------------------------------------------------------------------------------------------- named


def _named(meaning: Named, anchors: Anchors) -> Settled:
    if meaning.within is not None:
        return _within(meaning, meaning.within, anchors)
    if meaning.year is not None and (period := _in_year(meaning, meaning.year)) is not None:
        return _settle(period)
    if anchors.published is None:
        return _missing(_unanchored(meaning), Origin.PUBLISHED)
    if meaning.weekday is not None and meaning.month is None:
        day = _weekday(meaning.weekday, meaning.lean, anchors.published, anchors.tense)
        return _settle(Period(Grain.WEEKEND if meaning.weekend else Grain.DAY, day))
    years = years_around(anchors.published.year, 2)
    choices = [period for year in years if (period := _in_year(meaning, year)) is not None]
    same_weekday = [period for period in choices if meaning.weekday in {None, period.first.weekday()}]
    if not choices:  # "last June 31": no year has that day
        return _missing(_unanchored(meaning), Origin.PUBLISHED)
    return _with_until(meaning, _choose(same_weekday or choices, meaning, anchors.published, anchors.tense))


def _weekday(weekday: int, lean: Lean, published: dt.date, tense: Tense) -> dt.date:
    """The weekday last before or first after publication; that day itself counts unless "last" or "next" is said."""
    back = (published.weekday() - weekday) % 7
    match lean:
        case Lean.LAST:
            days = -(back or 7)
        case Lean.NEXT:
            days = 7 - back
        case Lean.THIS:
            days = weekday - published.weekday()
        case _:
            days = 7 - back if tense is Tense.FUTURE and back else -back
    return add_days(published, days)


def _choose(choices: list[Period], meaning: Named, published: dt.date, tense: Tense) -> Period:
    """The choice that "last", "this" or "next" asks for, else the tense, else the nearest to publication."""
    match meaning.lean:
        case Lean.LAST:
            wanted = [period for period in reversed(choices) if period.last < published]
        case Lean.NEXT:
            wanted = [period for period in choices if period.first > published]
        case Lean.THIS:
            wanted = [period for period in choices if period.first.year == published.year]
        case _:
            wanted = [_nearest(choices, meaning, published, tense)]
    return (wanted or choices)[0]


def _nearest(choices: list[Period], meaning: Named, published: dt.date, tense: Tense) -> Period:
    begun = [period for period in choices if period.first <= published]
    ahead = [period for period in choices if period.last >= published]
    if not begun or not ahead or begun[-1] == ahead[0]:
        return begun[-1] if begun else ahead[0]
    before, after = (published - begun[-1].last).days, (ahead[0].first - published).days
    if meaning.quarter is not None or meaning.half is not None:  # companies report quarters that have ended
        backward = before < _NEAR or tense is not Tense.FUTURE
    elif tense is Tense.FUTURE and after <= _NEAR:
        backward = False
    else:
        backward = before <= after or (tense is Tense.PAST and before <= _NEAR)
    return begun[-1] if backward else ahead[0]


def _within(meaning: Named, frame: Shifted, anchors: Anchors) -> Settled:
    outer = _shifted(frame, anchors)
    if outer.period is None:
        return replace(outer, timex=_unanchored(meaning))
    if meaning.weekday is not None:
        return _settle(Period(Grain.DAY, add_days(outer.period.first, meaning.weekday)))
    if meaning.day is not None and meaning.month is None:  # "the 15th of this month"
        first, day = outer.period.first, meaning.day
        return _settle(Period(Grain.DAY, first.replace(day=day))) if _has_day(first, day) else outer
    inner = _in_year(meaning, outer.period.first.year)
    return _with_until(meaning, inner) if inner else outer


def _day_of_month(meaning: DayOfMonth, anchors: Anchors) -> Settled:
    """The day of that number nearest to publication, before or after it as the tense says."""
    if anchors.published is None:
        return _missing(f"XXXX-XX-{meaning.day:02}", Origin.PUBLISHED)
    months = [move(anchors.published.replace(day=1), Grain.MONTH, step) for step in range(-2, 3)]
    choices = [Period(Grain.DAY, first.replace(day=meaning.day)) for first in months if _has_day(first, meaning.day)]
    return _settle(_nearest(choices, Named(day=meaning.day), anchors.published, anchors.tense))


def _has_day(month: dt.date, day: int) -> bool:
    return day <= Period(Grain.MONTH, month).last.day


def _with_until(meaning: Named, period: Period) -> Settled:
    if meaning.until_day is None:
        return _settle(period)
    return _settle(period, replace(period, first=period.first.replace(day=meaning.until_day)))


def _in_year(meaning: Named, year: int) -> Period | None:
    """The period of that name in a year; ``None`` where the year has none (29 February)."""
    if meaning.counted is not None:
        holder = Period(Grain.MONTH if meaning.month else Grain.YEAR, dt.date(year, meaning.month or 1, 1))
        return _count_in(holder, meaning.counted)
    if meaning.holiday is not None:
        day = holiday_in(meaning.holiday, year)
        return Period(Grain.DAY, day) if day else None
    if meaning.month is not None:
        return _month_in(meaning, meaning.month, year)
    return _part_in(meaning, year)


def _month_in(meaning: Named, month: int, year: int) -> Period | None:
    try:
        first = dt.date(year, month, meaning.day or 1)
    except ValueError:
        return None
    if meaning.week_of:
        return period_at(Grain.WEEK, first)
    return Period(Grain.DAY if meaning.day else Grain.MONTH, first)


def _part_in(meaning: Named, year: int) -> Period | None:
    if meaning.quarter is not None:
        return quarter_of(year, meaning.quarter)
    if meaning.half is not None:
        return Period(Grain.HALF, dt.date(year, meaning.half * 6 - 5, 1))
    return season_of(year, meaning.season) if meaning.season is not None else None


def _count_in(holder: Period, counted: Counted) -> Period | None:
    """The n-th of its kind; a week belongs where its Thursday is (ISO 8601), a weekend where its Saturday is."""
    pivot = {Grain.WEEK: 3, Grain.WEEKEND: 5}.get(counted.grain, counted.weekday)
    if pivot is None:
        first = move(holder.first, counted.grain, counted.rank - 1) if counted.rank > 0 else holder.last
        day = first if holder.first <= first <= holder.last else None
    else:
        last = add_days(holder.last, -((holder.last.weekday() - pivot) % 7))
        ahead = (pivot - holder.first.weekday()) % 7 + 7 * (counted.rank - 1)
        within = add_days(holder.first, ahead) if ahead <= (last - holder.first).days else None
        day = last if counted.rank < 0 else within
    return period_at(counted.grain, day) if day else None


def _unanchored(meaning: Named) -> str:
    """The TIMEX3 value with the year left open."""
    if meaning.month is not None:
        month = f"XXXX-{meaning.month:02}"
        day = f"{month}-{meaning.day:02}" if meaning.day is not None else month
        return f"{day}/{month}-{meaning.until_day:02}" if meaning.until_day is not None else day
    if meaning.weekend:
        return _BLANK[Grain.WEEKEND]
    names = (
        ("WXX-", None if meaning.weekday is None else meaning.weekday + 1),
        ("Q", meaning.quarter),
        ("H", meaning.half),
        ("", meaning.season),
    )
    return next((f"XXXX-{letter}{name}" for letter, name in names if name is not None), _BLANK[Grain.DAY])
