"""The day of publication that a text states about itself, at its head; nothing else in a text or a file is taken for one.

Four forms count, the clearer before the others: a line "Published: 3 May 2024", a line "Date: 3 May 2024", the article's
dateline "LONDON, 3 May 2024 — The …", and a line that is a date and nothing more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import islice

from workbench.datelines import DATELINE, read_date_line
from workbench.reading.dates import find_dates, read_date

_HEAD_LINES = 12
_DATELINE_LINES = 6  # headline, kicker and byline may stand before it


def stated_day(text: str) -> dt.date | None:
    """The one day that the head of `text` says it was published on; ``None`` where it says none, or more than one."""
    lines = (line for line in text.split("\n") if line.strip())
    head = list(islice(lines, _HEAD_LINES))
    found = _days(head)
    # A chronicle has a line for each of its days, most of them further down.
    bare = found[""] | _days(lines)[""] if found[""] else set()
    for days in (found["published"], found["date"], _of_dateline(head), bare):
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _days(lines: Iterable[str]) -> dict[str, set[dt.date]]:
    """The days of the lines that are a date, by their label."""
    found: dict[str, set[dt.date]] = {"published": set(), "date": set(), "": set()}
    for dated in filter(None, map(read_date_line, lines)):
        day = read_date(dated.written)
        found[dated.label] |= {day} if day else set()
    return found


def _of_dateline(lines: list[str]) -> set[dt.date]:
    """The day of the first dateline."""
    found = next(filter(None, (DATELINE.match(line.strip()) for line in lines[:_DATELINE_LINES])), None)
    return set(find_dates(found["more"])) if found else set()
