"""From what a date expression says to the days it means, given when it was said and what was dated before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from workbench.values.calendar_periods import MONTHS_IN, SEASON_MONTHS, Grain, Period, move, period_at, quarter_of, season_of
from workbench.values.date_meanings import Fixed, Lean, Meaning, Mention, Named, Origin, Shifted, Slice, TimeOfDay
from workbench.values.holidays import holiday_in


class Tense:
    """What the words around an expression say about its time; a constant each."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative dates hang on: the publication date and the latest dated period before the expression."""

    published: dt.date | None
    told: Period | None = None
    tense: str = Tense.UNKNOWN


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome: a TIMEX3 value, the period where there is one, and what is missing where there is none."""

    timex: str
    period: Period | None = None
    until: Period | None = None
    resolved: bool = True
    hangs_on: str | None = None


_BLANK: Final = {
    Grain.DAY: "XXXX-XX-XX", Grain.WEEK: "XXXX-WXX", Grain.WEEKEND: "XXXX-WXX-WE", Grain.MONTH: "XXXX-XX", Grain.QUARTER: "XXXX-QX",
    Grain.HALF: "XXXX-HX", Grain.SEASON: "XXXX-XX", Grain.YEAR: "XXXX", Grain.FISCAL: "XXXX", Grain.DECADE: "XXX", Grain.CENTURY: "XX",
}  # fmt: skip


def resolve(meaning: Meaning, anchors: Anchors) -> Settled:
    """Settle a date or time; a meaning that needs an anchor that is not there comes back unresolved, saying which."""
    try:
        match meaning:
            case Fixed():
                return _settle(meaning.period, meaning.until)
            case Mention():
                return Settled(meaning.timex)
            case Named():
                return _named(meaning, anchors)
            case Shifted():
                return _shifted(meaning, anchors)
            case TimeOfDay():
                return _time_of_day(anchors)
            case _:
                return Settled("")
    except (OverflowError, ValueError):
        return Settled("PAST_REF")


def narrow(period: Period, part: Slice | None, published: dt.date | None) -> tuple[dt.date, dt.date]:
    """The first and last day of a part of a period: thirds for early, mid and late, the outer tenth or so for start and end."""
    first, last = period.first, period.last
    if part is None or (part in {Slice.SO_FAR, Slice.REST} and published is None):
        return first, last
    if published is not None and part in {Slice.SO_FAR, Slice.REST}:
        inside = first <= published <= last
        return (first, published if inside else last) if part is Slice.SO_FAR else (published if inside else first, last)
    pieces, index, count = _SLICES[part](period)
    cuts = _cuts(period, pieces)
    return cuts[index], (cuts[index + count] - dt.timedelta(days=1) if index + count < len(cuts) else last)


def _settle(period: Period, until: Period | None = None) -> Settled:
    timex = period.timex if until is None else f"{period.timex}/{until.timex}"
    return Settled(timex, period, until)


def _edge_pieces(period: Period) -> int:
    """How many edges a period has: a year's end is its last month, a month's its last ten days."""
    return {Grain.YEAR: 12, Grain.FISCAL: 12, Grain.DECADE: 10, Grain.CENTURY: 10, Grain.HALF: 6}.get(period.grain, 3)


_SLICES: Final = {
    Slice.EARLY: lambda _: (3, 0, 1),
    Slice.MID: lambda _: (3, 1, 1),
    Slice.LATE: lambda _: (3, 2, 1),
    Slice.FIRST_HALF: lambda _: (2, 0, 1),
    Slice.SECOND_HALF: lambda _: (2, 1, 1),
    Slice.START: lambda period: (_edge_pieces(period), 0, 1),
    Slice.END: lambda period: (_edge_pieces(period), _edge_pieces(period) - 1, 1),
}


def _cuts(period: Period, pieces: int) -> list[dt.date]:
    """The first days of `pieces` parts: whole months where they divide evenly, else tens of days (months) or days."""
    months = MONTHS_IN.get(period.grain, 0)
    if months % pieces == 0 and months > 1:
        return [move(period.first, Grain.MONTH, months // pieces * piece) for piece in range(pieces)]
    days = (period.last - period.first).days + 1
    size = 10 if period.grain is Grain.MONTH and pieces == 3 else days / pieces  # noqa: PLR2004 — a month's thirds are its tens
    return [period.first + dt.timedelta(days=int(size * piece)) for piece in range(pieces)]


def _time_of_day(anchors: Anchors) -> Settled:
    if anchors.told is not None and anchors.told.grain is Grain.DAY:
        return _settle(anchors.told)
    if anchors.published is None:
        return Settled(_BLANK[Grain.DAY], resolved=False, hangs_on=Origin.PUBLISHED)
    return _settle(Period(Grain.DAY, anchors.published))


def _shifted(meaning: Shifted, anchors: Anchors) -> Settled:
    told = meaning.origin is Origin.TEXT
    base = anchors.told if told else None
    if told and base is None and anchors.published is not None and meaning.grain is not None:
        base = None
    if base is None and told:
        return Settled(_BLANK[meaning.grain or meaning.unit], resolved=False, hangs_on=Origin.TEXT)
    if base is None:
        if anchors.published is None:
            return Settled(_BLANK[meaning.grain or meaning.unit], resolved=False, hangs_on=Origin.PUBLISHED)
        base = Period(meaning.grain or meaning.unit, anchors.published)
    grain = meaning.grain or base.grain
    return _settle(period_at(grain, move(base.first, meaning.unit, meaning.amount)))


def _named(meaning: Named, anchors: Anchors) -> Settled:
    if meaning.within is not None:
        return _within(meaning, anchors)
    if anchors.published is None:
        return Settled(_unanchored(meaning), resolved=False, hangs_on=Origin.PUBLISHED)
    if meaning.weekday is not None:
        return _settle(Period(Grain.DAY, _weekday(meaning, anchors.published, anchors.tense)))
    choices = [_in_year(meaning, anchors.published.year + offset) for offset in (-2, -1, 0, 1, 2)]
    return _with_until(meaning, _choose([period for period in choices if period is not None], meaning, anchors))


def _weekday(meaning: Named, published: dt.date, tense: str) -> dt.date:
    """The weekday of that name last before, or first after, publication; the day itself counts unless "last" or "next" is said."""
    back = (published.weekday() - (meaning.weekday or 0)) % 7
    match meaning.lean:
        case Lean.LAST:
            return published - dt.timedelta(days=back or 7)
        case Lean.NEXT:
            return published + dt.timedelta(days=7 - back)
        case Lean.THIS:
            return published - dt.timedelta(days=published.weekday() - (meaning.weekday or 0))
    if tense == Tense.FUTURE and back:
        return published + dt.timedelta(days=7 - back)
    return published - dt.timedelta(days=back)


def _choose(choices: list[Period], meaning: Named, anchors: Anchors) -> Period:
    """The choice before, around or after publication that the lean, else the tense, asks for."""
    published = anchors.published or dt.date.min
    begun = [period for period in choices if period.first <= published]
    ahead = [period for period in choices if period.last >= published]
    match meaning.lean:
        case Lean.LAST:
            return [period for period in choices if period.last < published][-1]
        case Lean.NEXT:
            return next(period for period in choices if period.first > published)
        case Lean.THIS:
            return next(period for period in choices if period.first.year == published.year)
    return ahead[0] if anchors.tense == Tense.FUTURE else begun[-1]


def _within(meaning: Named, anchors: Anchors) -> Settled:
    if meaning.within is None:
        return Settled("")
    outer = _shifted(meaning.within, anchors)
    if outer.period is None:
        return Settled(_unanchored(meaning), resolved=False, hangs_on=outer.hangs_on)
    if meaning.weekday is not None:
        return _settle(Period(Grain.DAY, outer.period.first + dt.timedelta(days=meaning.weekday)))
    inner = _in_year(meaning, outer.period.first.year)
    return _with_until(meaning, inner) if inner else outer


def _with_until(meaning: Named, period: Period) -> Settled:
    if meaning.until_day is None:
        return _settle(period)
    return _settle(period, replace(period, first=period.first.replace(day=meaning.until_day)))


def _in_year(meaning: Named, year: int) -> Period | None:
    if meaning.holiday is not None:
        day = holiday_in(meaning.holiday, year)
        return Period(Grain.DAY, day) if day else None
    if meaning.quarter is not None:
        return quarter_of(year, meaning.quarter)
    if meaning.half is not None:
        return Period(Grain.HALF, dt.date(year, meaning.half * 6 - 5, 1))
    if meaning.season is not None:
        return season_of(year, meaning.season)
    try:
        first = dt.date(year, meaning.month or 1, meaning.day or 1)
    except ValueError:  # 29 February of a common year
        return None
    return Period(Grain.DAY if meaning.day else Grain.MONTH, first)


def _unanchored(meaning: Named) -> str:
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday + 1}"
    if meaning.season is not None:
        return f"XXXX-{meaning.season}"
    if meaning.quarter is not None:
        return f"XXXX-Q{meaning.quarter}"
    if meaning.half is not None:
        return f"XXXX-H{meaning.half}"
    if meaning.month is None:
        return _BLANK[Grain.DAY]
    month = f"XXXX-{meaning.month:02}"
    if meaning.day is None:
        return month
    return f"{month}-{meaning.day:02}" + (f"/{month}-{meaning.until_day:02}" if meaning.until_day else "")
