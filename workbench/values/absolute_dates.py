"""Rules for dates with a name of their own: months, days, years, quarters, decades, weekdays, holidays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from workbench.models import ValueKind
from workbench.values.calendar_periods import Grain, Period, fiscal_year, month_of, period_at, quarter_of, season_of
from workbench.values.calendar_terms import (
    CLOCK_UNITS,
    DECADE_WORDS,
    MONTH_ABBREVIATIONS,
    MONTHS,
    ORDINALS,
    SEASONS,
    UNIT_PLURALS,
    UNITS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)
from workbench.values.date_meanings import Expression, Fixed, Lean, Meaning, Named
from workbench.values.holidays import holiday_in
from workbench.values.date_tokens import FIRST_YEAR, LAST_YEAR
from workbench.values.date_patterns import Found, amount_of, compile_pattern

Builder = Callable[[Found], list[Expression]]


def month_in(found: Found, group: str = "month") -> int:
    """The number of the month that the group names, 0 where it names none."""
    word = found.word(group)
    return MONTHS.get(word) or MONTH_ABBREVIATIONS.get(word, 0)


def rank_in(found: Found, group: str = "rank") -> int:
    """The number an ordinal of the group stands for ("third", "3rd")."""
    return found.number(group) or ORDINALS.get(found.word(group), 0)


def weekday_in(found: Found, group: str = "weekday") -> int:
    """The number of the weekday that the group names, Monday being 0."""
    word = found.word(group)
    return WEEKDAYS[word] if word in WEEKDAYS else WEEKDAY_ABBREVIATIONS[word]


def date_of(found: Found, meaning: Meaning, first: int | None = None, last: int | None = None) -> list[Expression]:
    """One date over the whole match or over the tokens given."""
    start = found.first if first is None else first
    end = found.last if last is None else last
    return [Expression(start, end, ValueKind.DATE, meaning)]


def _month_day(found: Found) -> list[Expression]:
    month, day, until = month_in(found), found.number("day") or 0, found.number("until")
    year, split = found.number("year"), found.at("split")
    if split >= 0:
        first = _day(year, month, day)
        second = _day(year, month, until or 0)
        if first is None or second is None:
            return []
        return date_of(found, first, last=split) + date_of(found, second, first=split + 1)
    meaning = _day(year, month, day, until)
    if isinstance(meaning, Named) and found.word("weekday"):
        meaning = replace(meaning, weekday=weekday_in(found))
    return date_of(found, meaning) if meaning else []


def _day(year: int | None, month: int, day: int, until: int | None = None) -> Meaning | None:
    if not _exists(year or 2000, month, day) or (
        until is not None and not (day < until and _exists(year or 2000, month, until))
    ):
        return None
    if year is None:
        return Named(month=month, day=day, until_day=until)
    last = Period(Grain.DAY, dt.date(year, month, until)) if until else None
    return Fixed(Period(Grain.DAY, dt.date(year, month, day)), last)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _month_year(found: Found) -> list[Expression]:
    return date_of(found, Fixed(month_of(found.number("year") or 0, month_in(found))))


def _month_range(found: Found) -> list[Expression]:
    year = found.number("year")
    months = month_in(found, "month"), month_in(found, "until")
    if year is None or months[0] >= months[1]:
        return []
    return date_of(found, Fixed(month_of(year, months[0]), month_of(year, months[1])))


def _iso(found: Found) -> list[Expression]:
    text = found.tokens[found.first].text
    parts = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?", text)
    if not parts or not _exists(*(int(parts.group(position)) for position in (1, 2, 3))):
        return []
    day = Fixed(Period(Grain.DAY, dt.date.fromisoformat(text[:10])))
    clock = "T" + parts.group(4) if parts.group(4) else ""
    kind = ValueKind.TIME if clock else ValueKind.DATE
    return [Expression(found.first, found.last, kind, day, clock=clock)]


def _slashed(found: Found) -> list[Expression]:
    """Month first, as in American copy, unless only day first makes a date; dots always put the day first."""
    text = found.tokens[found.first].text
    parts = [int(part) for part in re.split(r"[/.-]", text)]
    if len(re.split(r"[/.-]", text)[0]) == 4:  # noqa: PLR2004 — digits of a year
        orders = [(parts[0], parts[1], parts[2])]
    else:
        year = parts[2] if parts[2] > 99 else parts[2] + (2000 if parts[2] < 50 else 1900)  # noqa: PLR2004 — POSIX pivots near here
        orders = [(year, parts[0], parts[1]), (year, parts[1], parts[0])]
        if "." in text:
            orders.reverse()
    for year, month, day in orders:
        if FIRST_YEAR <= year <= LAST_YEAR and _exists(year, month, day):
            return date_of(found, Fixed(Period(Grain.DAY, dt.date(year, month, day))))
    return []


def _year(found: Found) -> list[Expression]:
    """A bare year needs a cue: four digits are as often a count or a model."""
    position = found.at("year")
    before = found.tokens[position - 1].lower if position else ""
    after = found.tokens[position + 1].lower if position + 1 < len(found.tokens) else ""
    if (after in _COUNTED and found.last == position + 1) or after in {"%", "people"}:
        return []
    cued = (
        before in _STRONG_CUES
        or after in _EVENTS
        or (before == "(" and after in {")", ",", "-", "–"})
        or _in_list(found, position)
    )
    if not cued and (before not in _WEAK_CUES or _is_plural(after)):
        return []
    return date_of(found, Fixed(_year_period(found.number("year") or 0)))


def _in_list(found: Found, position: int) -> bool:
    """ "in 1994, 1995 and 1997": a year beside a year."""
    joined = position > 1 and found.tokens[position - 1].lower in {",", "and", "or", "-", "–", "/"}
    return joined and bool(re.fullmatch(r"(1[5-9]|20)\d\d", found.tokens[position - 2].text))


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))  # noqa: PLR2004 — "was", "has"


def _year_range(found: Found) -> list[Expression]:
    first, last = found.number("year") or 0, found.number("until") or 0
    if last < 100:  # noqa: PLR2004 — "1999-01" and "2023-24" write the second year short
        last += first - first % 100
        last += 100 if last < first else 0
    if not first < last <= LAST_YEAR:
        return []
    return date_of(found, Fixed(_year_period(first), _year_period(last)))


def _spoken_year(found: Found) -> list[Expression]:
    century, rest = amount_of(found.words("century")), amount_of(found.words("rest"))
    if century is None or rest is None or not (15 <= century <= 20 and 10 <= rest <= 99):  # noqa: PLR2004 — 15-10 to 20-99
        return []
    year = int(century * 100 + rest)
    month = month_in(found) if found.word("month") else 0
    return date_of(found, Fixed(month_of(year, month) if month else _year_period(year)))


def _year_period(year: int) -> Period:
    return Period(Grain.YEAR, dt.date(year, 1, 1))


def _fiscal(found: Found) -> list[Expression]:
    digits = re.search(r"\d+", found.word("year"))
    year = int(digits.group()) if digits else 0
    return date_of(found, Fixed(fiscal_year(year if year > 99 else year + 2000)))  # noqa: PLR2004 — two digits


def _decade(found: Found) -> list[Expression]:
    digits = re.match(r"\d+", found.word("decade"))
    years = int(digits.group()) if digits else DECADE_WORDS.get(found.word("decade"), 0)
    if digits and len(digits.group()) == 2 and not found.word("sign"):  # noqa: PLR2004 — "in his 80s" is an age
        return []
    year = years if years > 99 else years + (1900 if years >= 20 else 2000)  # noqa: PLR2004 — the '20s to '90s were 19xx
    if year % 10 or not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    century = year % 100 == 0 and year != 2000  # noqa: PLR2004 — "the 1900s" is a century, "the 2000s" a decade
    return date_of(found, Fixed(period_at(Grain.CENTURY if century else Grain.DECADE, dt.date(year, 1, 1))))


def _century(found: Found) -> list[Expression]:
    rank = rank_in(found)
    if not 1 <= rank <= 30:  # noqa: PLR2004 — up to the 30th century
        return []
    year = max((rank - 1) * 100, 1)
    return date_of(found, Fixed(Period(Grain.CENTURY, dt.date(year, 1, 1))))


def _quarter(found: Found) -> list[Expression]:
    """A quarter or half, with or without its year; fiscal quarters are kept as the quarters they are called."""
    code, year = found.word("code"), found.number("year")
    half = "h" in code or found.word("unit") in {"half", "semester"}
    rank = int(code.strip("qh")) if code else rank_in(found)
    if not 1 <= rank <= (2 if half else 4):
        return []
    if year is None:
        return date_of(found, Named(half=rank) if half else Named(quarter=rank))
    if half:
        return date_of(found, Fixed(Period(Grain.HALF, dt.date(year, rank * 6 - 5, 1))))
    return date_of(found, Fixed(quarter_of(year, rank)))


def _season_year(found: Found) -> list[Expression]:
    return date_of(found, Fixed(season_of(found.number("year") or 0, SEASONS[found.word("season")])))


def _weekday(found: Found) -> list[Expression]:
    return date_of(found, Named(weekday=weekday_in(found)))


def _month(found: Found) -> list[Expression]:
    """A month alone; "May" and names of people need a preposition before or a comma behind."""
    position = found.first
    before = found.tokens[position - 1] if position else None
    after = found.tokens[found.last] if found.last < len(found.tokens) else None
    named = after is not None and after.text[0].isupper() and after.start - found.tokens[found.last - 1].end == 1
    cued = before is not None and before.lower in _MONTH_CUES
    if not cued and (
        named
        or found.word("month") in {"may", "march"}
        or not _is_whole(found)
        or (before is not None and _is_name(before.text))
    ):
        return []
    return date_of(found, Named(month=month_in(found)))


def _is_whole(found: Found) -> bool:
    """Whether the month is written out, or its abbreviation has its full stop ("Jan" alone is a first name)."""
    return found.word("month") in MONTHS or found.tokens[found.last - 1].text == "."


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _week_of(found: Found) -> list[Expression]:
    month, day, year = month_in(found), found.number("day") or 0, found.number("year")
    meaning = _day(year, month, day)
    if isinstance(meaning, Fixed):
        meaning = Fixed(period_at(Grain.WEEK, meaning.period.first))
    elif isinstance(meaning, Named):
        meaning = replace(meaning, week_of=True)
    return date_of(found, meaning) if meaning else []


def _holiday(found: Found) -> list[Expression]:
    name = " ".join(word for word in found.words("name") if word not in {"'s", "’s"})
    year = found.number("year")
    lean = {"last": Lean.LAST, "next": Lean.NEXT, "this": Lean.THIS}.get(found.word("lean"), Lean.NONE)
    if holiday_in(name, 2000) is None:
        return []
    if year is None:
        return date_of(found, Named(holiday=name, lean=lean))
    day = holiday_in(name, year)
    return date_of(found, Fixed(Period(Grain.DAY, day))) if day else []


_DAY: Final = "(?:DAY|NTH)"
_TAIL: Final = "(?:COMMA? (?P<year>YEAR)(?!HYPHEN? (?:UNIT|UNITS)))?"
_SPAN: Final = f"(?P<day>{_DAY}) (?:DASH|TO) (?P<until>{_DAY})"
_PAIR: Final = f"(?P<day>{_DAY}) (?P<split>AND) (?P<until>{_DAY})"
_NAME_DAY: Final = "(?:(?P<weekday>DAYNAME) COMMA?)?"
_HOLIDAY: Final = (
    "(?P<name>HOLIDAY (?:POSSESSIVE? (?:UNIT|EVE|WEEKDAY))?|(?:HOLIDAYWORD|MAY) UNIT? POSSESSIVE? (?:UNIT|EVE|WEEKDAY))"
)
_STRONG_CUES: Final = frozenset(
    "in since until till by during through throughout circa before after early late mid year fiscal".split()
)
_WEAK_CUES: Final = frozenset(
    "of the a an for from to and or between into both its his her this that their our 's ’s - – ( on spring summer fall autumn winter".split()
)
_EVENTS: Final = frozenset(
    "election elections season census olympics budget campaign referendum war invasion coup summit".split()
)
_COUNTED: Final = frozenset({*UNITS, *UNIT_PLURALS, *CLOCK_UNITS})
_MONTH_CUES: Final = frozenset(
    "in of since until till by from to through during for before after early mid late last next this and or every each".split()
)

ABSOLUTE_RULES: Final = tuple(
    (compile_pattern(source), build)
    for source, build in (
        (f"{_NAME_DAY} (?P<month>MON) THE? (?P<day>{_DAY}) {_TAIL}", _month_day),
        (f"{_NAME_DAY} (?P<month>MON) {_SPAN} {_TAIL}", _month_day),
        (f"(?P<month>MON) {_PAIR} {_TAIL}", _month_day),
        (f"{_NAME_DAY} (?:THE(?=NTH))? (?P<day>{_DAY}) OF? (?P<month>MON) {_TAIL}", _month_day),
        (f"{_SPAN} OF? (?P<month>MON) {_TAIL}", _month_day),
        (f"{_PAIR} OF? (?P<month>MON) {_TAIL}", _month_day),
        ("(?P<month>MON) (?:OF|COMMA)? (?P<year>YEAR)", _month_year),
        ("(?P<month>MON) (?:DASH|TO) (?P<until>MON) (?P<year>YEAR)", _month_range),
        ("ISO", _iso),
        ("SLASHED", _slashed),
        ("(?P<year>YEAR) (?:DASH|SLASH) (?P<until>YEAR|DAY|NUMBER)", _year_range),
        ("(?:THE UNIT)? (?P<year>YEAR)", _year),
        ("THE (?P<year>YEAR) (?:QUARTERWORD|PERIOD)", _year),
        ("(?P<month>MON) COMMA? (?P<century>CARDINAL) (?P<rest>CARDINAL (?:HYPHEN? CARDINAL)?)", _spoken_year),
        ("(?P<century>CARDINAL) (?P<rest>CARDINAL (?:HYPHEN? CARDINAL)?)", _spoken_year),
        ("THE? FISCAL (?:HYPHEN? UNIT)? (?P<year>YEAR)", _fiscal),
        ("(?P<year>FISCALYEAR)", _fiscal),
        ("THE? (?P<sign>APOSTROPHE)? (?P<decade>DECADES|DECADEWORD)", _decade),
        ("THE? (?P<rank>RANK) HYPHEN? CENTURY", _century),
        (
            "THE? FISCAL? HYPHEN? (?P<rank>RANK) HYPHEN? FISCAL? HYPHEN? (?P<unit>QUARTERWORD|HALF) (?:(?:OF|COMMA)? FISCAL? (?P<year>YEAR))?",
            _quarter,
        ),
        ("(?:THE|POSSESSIVE)? FISCAL? (?P<year>YEAR) FISCAL? (?P<rank>RANK) HYPHEN? (?P<unit>QUARTERWORD|HALF)", _quarter),
        ("THE? (?P<code>QUARTER) (?:OF? FISCAL? (?P<year>YEAR))?", _quarter),
        ("THE? (?P<season>SEASON) OF? (?P<year>YEAR)", _season_year),
        ("(?P<weekday>WEEKDAY)", _weekday),
        ("THE UNIT OF (?P<month>MON) (?P<day>DAY|NTH) (?:COMMA? (?P<year>YEAR))?", _week_of),
        ("(?P<month>MON)", _month),
        (f"(?:(?P<lean>LAST|NEXT|THIS))? {_HOLIDAY} (?:OF|COMMA)? (?P<year>YEAR)", _holiday),
        (f"(?:(?P<lean>LAST|NEXT|THIS))? {_HOLIDAY}", _holiday),
    )
)
"""Patterns over word classes and what builds a meaning from each; the longest match wins, the earlier rule on a tie."""
