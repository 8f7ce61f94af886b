"""The publication date a file states, read strictly: a date that could mean two days means none."""

from __future__ import annotations

import datetime as dt
import re

from workbench.datelines import WRITTEN_DAY

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].{0,40})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T[\dZ+\-:]{0,30})?")  # ISO 8601 basic
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})(?:[\s,].{0,40})?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[\s,].{0,40})?", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+", re.IGNORECASE)
_WRITTEN = re.compile(rf"\b{WRITTEN_DAY}", re.IGNORECASE)
# What systems write where they know no day: the first and the last day of their calendars (calibre's is in year 101).
_NO_DAY = frozenset({dt.date.min, dt.date(101, 1, 1), dt.date.max})
_MONTHS = "january february march april may june july august september october november december".split()


def read_date(text: str | None) -> dt.date | None:
    """Read a whole date in one of a few plain forms; the day as written, whatever the time zone.

    Taken: ``2024-03-12`` (a time may follow), ``20240312``, ``12 March 2024``, ``Tue, 12 Mar 2024 …``, ``March 12, 2024``.
    Not taken, because unclear: ``03/04/2024``, ``2024-03``, ``March 2024``; nor a system's empty date, ``0001-01-01``.

    Returns:
        The date, or ``None`` where there is none, an impossible one (31 February) or an ambiguous one.
    """
    plain = (text or "").strip()[:80]
    plain = plain[found.end() :] if (found := _WEEKDAY.match(plain)) else plain
    if found := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _date(found[1], int(found[2]), found[3])
    if found := _DAY_FIRST.fullmatch(plain):
        return _date(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(plain):
        return _date(found[3], _month(found[1]), found[2])
    return None


def find_dates(text: str) -> list[dt.date]:
    """Every whole date written out in `text`, in order, in the forms that `read_date` takes but for ``20240312``."""
    return [day for written in _WRITTEN.finditer(text) if (day := read_date(written[0]))]


def _month(word: str) -> int:
    """Number of a month's name or of its abbreviation (three letters or more); 0 for another word."""
    low = word.casefold()
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(low)), 0)


def _date(year: str, month: int, day: str) -> dt.date | None:
    try:
        read = dt.date(int(year), month, int(day))
    except ValueError:
        return None
    return None if read in _NO_DAY else read
