"""Rules for days and months: "July 7", "the 7th of July 2023", "Thursday", "the last Friday of October", holidays."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace
from typing import Final

from workbench.models import ValueKind
from workbench.values.calendar_periods import Grain, Period, month_of, period_at
from workbench.values.calendar_terms import MONTHS, UNITS
from workbench.values.date_meanings import (
    Counted,
    DayOfMonth,
    Expression,
    Fixed,
    Impossible,
    Lean,
    Meaning,
    Named,
    Origin,
    Shifted,
)
from workbench.values.date_patterns import Found, compile_pattern, date_of, month_in, rank_in, weekday_in
from workbench.values.date_tokens import FIRST_YEAR, LAST_YEAR
from workbench.values.holidays import holiday_in


def _month_day(found: Found) -> list[Expression]:
    month, day, until = month_in(found), found.number("day") or 0, found.number("until")
    year, split = found.number("year"), found.at("split")
    if year is None and _follows_its_day(found):
        return []
    if split >= 0:
        first = _day(year, month, day)
        second = _day(year, month, until or 0)
        if first is None or second is None:
            return []
        return date_of(found, first, last=split) + date_of(found, second, first=split + 1)
    meaning = _day(year, month, day, until)
    if meaning is None and year is not None and until is None and 1 <= day <= _LONGEST_MONTH:
        return date_of(found, _impossible(year, month, day))
    if isinstance(meaning, Named) and found.word("weekday"):
        meaning = replace(meaning, weekday=weekday_in(found))
    return date_of(found, meaning) if meaning else []


def _follows_its_day(found: Found) -> bool:
    """Whether the day of the month stands before it, so that the number behind counts something: "on 16 May 17 people"."""
    if found.at("month") != found.first or found.first == 0 or not found.word("day").isdigit() or found.word("until"):
        return False
    before = found.tokens[found.first - 1]
    tight = found.tokens[found.first].start - before.end == 1
    return tight and before.text.isdigit() and 1 <= int(before.text) <= _LONGEST_MONTH


def _day(year: int | None, month: int, day: int, until: int | None = None) -> Meaning | None:
    if not _exists(year or 2000, month, day) or (
        until is not None and not (day < until and _exists(year or 2000, month, until))
    ):
        return None
    if year is None:
        return Named(month=month, day=day, until_day=until)
    last = Period(Grain.DAY, dt.date(year, month, until)) if until else None
    return Fixed(Period(Grain.DAY, dt.date(year, month, day)), last)


def _impossible(year: int, month: int, day: int) -> Impossible:
    return Impossible(f"{year:04}-{month:02}-{day:02}")


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
    text = _western(found.tokens[found.first].text)
    parts = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?", text)
    if not parts or not _exists(*(int(parts.group(position)) for position in (1, 2, 3))):
        return []
    day = Fixed(Period(Grain.DAY, dt.date.fromisoformat(text[:10])))
    clock = "T" + parts.group(4) if parts.group(4) else ""
    kind = ValueKind.TIME if clock else ValueKind.DATE
    return [Expression(found.first, found.last, kind, day, clock=clock)]


def _western(text: str) -> str:
    """`text` with the digits of every script as 0 to 9; a token of digits may be in any, and ISO 8601 knows these alone."""
    return "".join(str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text)


def _slashed(found: Found) -> list[Expression]:
    """Month first, as in American copy, unless only day first makes a date; dots and most countries put the day first."""
    text = found.tokens[found.first].text
    parts = [int(part) for part in re.split(r"[/.-]", text)]
    if len(re.split(r"[/.-]", text)[0]) == 4:  # noqa: PLR2004 — digits of a year
        orders = [(parts[0], parts[1], parts[2])]
    else:
        year = full_year(parts[2])
        orders = [(year, parts[0], parts[1]), (year, parts[1], parts[0])]
        if "." in text or (found.country and found.country not in _MONTH_FIRST):
            orders.reverse()
    for year, month, day in orders:
        if FIRST_YEAR <= year <= LAST_YEAR and _exists(year, month, day):
            return date_of(found, Fixed(Period(Grain.DAY, dt.date(year, month, day))))
    year, month, day = orders[0]
    named = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= _MONTHS and 1 <= day <= _LONGEST_MONTH
    return date_of(found, _impossible(year, month, day)) if named else []


def full_year(year: int) -> int:
    """The year that two digits stand for: 00 to 49 are of this century. Longer years are returned as they are."""
    return year if year > 99 else year + (2000 if year < 50 else 1900)  # noqa: PLR2004 — POSIX pivots near here


def _short_year(found: Found) -> list[Expression]:
    """As in "19-Nov-12", "16 May 17": two digits tied to the date, or that count nothing, are a year."""
    written, month = found.word("year"), month_in(found)
    tied = found.tokens[found.last - 2].text in _TIES
    closed = tied or found.last == len(found.tokens) or found.after in _AFTER_SHORT_YEAR or not found.after[:1].isalnum()
    if len(written) not in {2, 4} or not written.isdigit() or not closed:
        return []
    meaning = _day(full_year(int(written)), month, found.number("day") or 0)
    return date_of(found, meaning) if isinstance(meaning, Fixed) else []


def _nth(found: Found) -> list[Expression]:
    """As in "on the 3rd", "the 15th of this month": a day where no noun follows that it ranks."""
    day, at = found.number("day") or 0, found.last
    while (
        at + 1 < len(found.tokens)
        and found.tokens[at].lower in {"and", "or", "to", "-", "–", ","}
        and _is_nth(found.tokens[at + 1].lower)
    ):
        at += 2
    after = found.tokens[at].lower if at < len(found.tokens) else ""
    if not 1 <= day <= _LONGEST_MONTH or not (after in _AFTER_DAY or not after[:1].isalnum()):
        return []
    if found.word("lean"):
        step = {"last": -1, "next": 1}.get(found.word("lean"), 0)
        frame = Shifted(Grain.MONTH, step, Origin.PUBLISHED, Grain.MONTH)
        return date_of(found, Named(day=day, within=frame), first=found.first + 1)
    return date_of(found, DayOfMonth(day), first=found.first + 1)


def _is_nth(word: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", word))


def _weekday(found: Found) -> list[Expression]:
    return date_of(found, Named(weekday=weekday_in(found)))


def _month(found: Found) -> list[Expression]:
    """A month alone; "May" and names of people need a preposition before or a comma behind."""
    position = found.first
    before = found.tokens[position - 1] if position else None
    after = found.tokens[found.last] if found.last < len(found.tokens) else None
    named = after is not None and after.text[0].isupper() and after.start - found.tokens[found.last - 1].end == 1
    cued = before is not None and before.lower in _MONTH_CUES and not (named and before.lower in {"and", "or"})
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


def _ordinal_day(found: Found) -> list[Expression]:
    meaning = _day(found.number("year"), month_in(found), rank_in(found))
    return date_of(found, meaning) if meaning else []


def _counted_in(found: Found) -> list[Expression]:
    """Read "the first week of May", "the last Friday of October 2022", "the first day of 2023"."""
    rank = -1 if found.word("end") == "last" else rank_in(found)
    unit = found.word("unit")
    if rank == 0 or unit not in {"", "day", "week", "weekend", "month", "quarter"}:
        return []
    year = found.number("year") or found.number("year2")
    weekday = weekday_in(found) if found.word("weekday") else None
    counted = Counted(rank, Grain(UNITS[unit]) if unit else Grain.DAY, weekday)
    month = month_in(found) if found.word("month") else 0
    return date_of(found, Named(month=month or None, year=year, counted=counted))


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


_MONTH_FIRST: Final = frozenset("US PH CA FM MH PW AS GU PR VI UM".split())
_TIES: Final = frozenset("-–‑/'’‘")
_AFTER_SHORT_YEAR: Final = frozenset("and to until till at in on for by from or but".split())
_AFTER_DAY: Final = frozenset(
    "and or but at in on by with when while after before for from to as if because since until where who which that the a an "
    "he she it they we is was were will has had are".split()
)
_LONGEST_MONTH: Final = 31
_MONTHS: Final = 12
_DAY: Final = "(?:DAY|NTH)"
_IN_MONTH: Final = "(?:OF|IN|THAT) (?:THE)? (?:(?P<month>MON)(?: (?:OF|COMMA)? (?P<year>YEAR))?|(?P<year2>YEAR))"
_TAIL: Final = "(?:COMMA? (?P<year>YEAR)(?!HYPHEN? (?:UNIT|UNITS)))?"
_SPAN: Final = f"(?P<day>{_DAY}) (?:DASH|TO) (?P<until>{_DAY})"
_PAIR: Final = f"(?P<day>{_DAY}) (?P<split>AND) (?P<until>{_DAY})"
_NAME_DAY: Final = "(?:(?P<weekday>DAYNAME) COMMA?)?"
_HOLIDAY: Final = (
    "(?P<name>HOLIDAY (?:POSSESSIVE? (?:UNIT|EVE|WEEKDAY))?|(?:HOLIDAYWORD|MAY) UNIT? POSSESSIVE? (?:UNIT|EVE|WEEKDAY))"
)
_MONTH_CUES: Final = frozenset(
    "in of since until till by from to through during for before after early mid late last next this and or every each "
    "between".split()
)

ABSOLUTE_RULES: Final = tuple(
    (compile_pattern(source), build)
    for source, build in (
        (f"{_NAME_DAY} (?P<month>MON) THE? (?P<day>{_DAY}) {_TAIL}", _month_day),
        (f"{_NAME_DAY} (?P<month>MON) {_SPAN} {_TAIL}", _month_day),
        (f"(?P<month>MON) {_PAIR} {_TAIL}", _month_day),
        (f"{_NAME_DAY} (?:THE(?=NTH))? (?P<day>{_DAY}) OF? (?P<month>MON) {_TAIL}", _month_day),
        (f"{_SPAN} OF? (?P<month>MON) {_TAIL}", _month_day),
        (f"DAYNAME COMMA? (?P<day>{_DAY}) (?:DASH|TO) DAYNAME COMMA? (?P<until>{_DAY}) OF? (?P<month>MON) {_TAIL}", _month_day),
        (f"{_PAIR} OF? (?P<month>MON) {_TAIL}", _month_day),
        ("(?P<month>MON) (?:OF|COMMA)? (?P<year>YEAR)", _month_year),
        ("(?P<month>MON) (?:DASH|TO) (?P<until>MON) (?P<year>YEAR)", _month_range),
        ("(?P<day>DAY) HYPHEN (?P<month>MON) HYPHEN (?P<year>DAY|NUMBER|YEAR)", _short_year),
        ("(?P<day>DAY) SLASH (?P<month>MON) SLASH (?P<year>DAY|NUMBER|YEAR)", _short_year),
        ("(?P<day>DAY) (?P<month>MON) APOSTROPHE? (?P<year>DAY|NUMBER)", _short_year),
        ("ON THE (?P<day>NTH) (?:OF (?:(?P<lean>THIS|LAST|NEXT)|THE) UNIT)?", _nth),
        ("ISO", _iso),
        ("SLASHED", _slashed),
        ("THE (?P<rank>ORDINAL|SECOND) OF (?P<month>MON) (?:COMMA? (?P<year>YEAR))?", _ordinal_day),
        (f"THE? (?:(?P<rank>RANK)|(?P<end>LAST)) (?:(?P<weekday>WEEKDAY)|(?P<unit>UNIT)) {_IN_MONTH}", _counted_in),
        ("(?P<weekday>WEEKDAY)", _weekday),
        ("THE UNIT OF (?P<month>MON) (?P<day>DAY|NTH) (?:COMMA? (?P<year>YEAR))?", _week_of),
        ("(?P<month>MON)", _month),
        (f"(?:(?P<lean>LAST|NEXT|THIS))? {_HOLIDAY} (?:OF|COMMA)? (?P<year>YEAR)", _holiday),
        (f"(?:(?P<lean>LAST|NEXT|THIS))? {_HOLIDAY}", _holiday),
    )
)
"""Patterns over word classes and what builds a meaning from each; the longest match wins, the earlier rule on a tie."""
