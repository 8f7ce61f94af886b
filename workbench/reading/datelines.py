"""The day of publication that a text states about itself, at its head; nothing else in a text or a file is taken for one.

Four forms count, the clearer before the others: a line "Published: 3 May 2024", a line "Date: 3 May 2024", the article's
dateline "LONDON, 3 May 2024 — The …", and a line that is a date and nothing more.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice

from workbench.datelines import DATELINE
from workbench.reading.dates import find_dates, opening_date

_HEAD_LINES = 12
_DATELINE_LINES = 6  # headline, kicker and byline may stand before it
_LONGEST_LINE = 200
_MARKUP = str.maketrans("", "", "*_`#>")
# "Released" is left out: what a page says of a film, a record or a drug is no day of its own.
_PUBLISHED = re.compile(
    r"(?:(?:first |originally |date )?(?:published|posted|issued)(?: on| at| date)?"
    r"|(?:publication|publishing|posting|issue)[ -]date|date of (?:publication|issue))\s{0,3}:?\s{0,3}",
    re.IGNORECASE,
)
_DATED = re.compile(r"dated?\s{0,3}:?\s{0,3}", re.IGNORECASE)
_ZONE = r"(?:Z|\.\d{1,6}|\s?(?:\(?(?-i:[A-Z]{2,5})\)?|[ap]\.?m\b\.?|[+-]\d{2}:?\d{2})){0,4}"
_CLOCK = rf"(?:\d{{1,2}}(?:[:.]\d{{2}}){{1,2}}|\d{{1,2}}(?= ?[ap]\.?m\b)){_ZONE}"
_TIME = rf"\.?(?:[,T|·•]?\s{{0,3}}(?:at )?{_CLOCK})?"
_END = re.compile(_TIME, re.IGNORECASE)
# A dash would lead to the end of a stretch of days, which is no day of publication.
_REMARK = re.compile(rf"{_TIME}(?:\s{{0,3}}(?:[|·•(]|[,;]? ?(?:last )?(?:updated|modified)\b).{{0,120}})?", re.IGNORECASE)


def stated_day(text: str) -> dt.date | None:
    """The one day that the head of `text` says it was published on; ``None`` where it says none, or more than one."""
    head = list(islice(_lines(text), _HEAD_LINES))
    for days in (_labelled(head, _PUBLISHED), _labelled(head, _DATED), _of_dateline(head), _date_lines(text, head)):
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _lines(text: str) -> Iterator[str]:
    """The lines that hold something, without the marks of Markdown."""
    for line in text.split("\n"):
        if plain := line.translate(_MARKUP).strip():
            yield plain


def _labelled(lines: list[str], label: re.Pattern[str]) -> set[dt.date]:
    """The days of the lines that hold a label, a date, and at most a remark."""
    openings = ((line, label.match(line)) for line in lines if len(line) <= _LONGEST_LINE)
    return {day for line, found in openings if found and (day := _day_alone(line[found.end() :], _REMARK))}


def _of_dateline(lines: list[str]) -> set[dt.date]:
    """The day of the first dateline."""
    found = next(filter(None, (DATELINE.match(line) for line in lines[:_DATELINE_LINES])), None)
    return set(find_dates(found["more"])) if found else set()


def _date_lines(text: str, head: list[str]) -> set[dt.date]:
    """The days of lines that are a date, where one is in the head: all of the text's, since a chronicle has many."""
    if not any(map(_day_of_line, head)):
        return set()
    return {day for line in _lines(text) if (day := _day_of_line(line))}


def _day_of_line(line: str) -> dt.date | None:
    return _day_alone(line, _END) if len(line) <= _LONGEST_LINE else None


def _day_alone(line: str, end: re.Pattern[str]) -> dt.date | None:
    opening = opening_date(line)
    return opening[0] if opening and end.fullmatch(opening[1]) else None
