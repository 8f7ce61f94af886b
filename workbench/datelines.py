"""What the head of an article says of its place and day: datelines, and lines that are a date.

Reading takes the day of publication from them; claims leave them out, since they are no part of what the article says.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

WRITTEN_DAY: Final = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s{1,3}[a-z]{3,9}\.?,?\s{1,3}\d{4}"
    r"|[a-z]{3,9}\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?\s{1,3}\d{4})(?!\d)"
)
"""A whole date as a pattern for any case: ISO 8601, or day, month's name and year; the name may be no month's."""

# ---------------------------------------------------------------------------- "LONDON, 3 May 2024 (Agency) — The"

_PLACE: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,30}(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]{0,30}){0,4}"
_DAY: Final = r"\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})?|\d{4}"  # "3 May 2024", and the year of "Nov. 7, 2023"
_WORDS: Final = r"[A-Z][\w.'’]{0,20}(?: [A-Z0-9][\w.'’]{0,20}){0,3}"  # "Ohio", "Nov. 7", "March 14 2025"
_MORE: Final = rf"(?P<more>(?:, (?:{_DAY}|{_WORDS})){{0,4}})"
_AGENCY: Final = r"(?: ?\([A-Z][\w .,/’'-]{0,40}\))?"

DATELINE: Final = re.compile(rf"{_PLACE}{_MORE}{_AGENCY} {{0,2}}(?:—|–|--|-) {{1,2}}(?=[\"“‘'(]?[A-Z0-9$€£])")
"""A dateline with its dash, the article's first word ahead; ``more`` holds what follows the place: state and day."""

# ---------------------------------------------------------------------------- "Published: 3 May 2024", "3 May 2024"

_LONGEST_LINE: Final = 200
_MARKUP: Final = str.maketrans("", "", "*_`#>")
# "Released" is left out: what a page says of a film, a record or a drug is no day of its own.
_LABEL: Final = (
    r"(?:(?P<published>(?:first |originally |date )?(?:published|posted|issued)(?: on| at| date)?"
    r"|(?:publication|publishing|posting|issue)[ -]date|date of (?:publication|issue))"
    r"|(?P<dated>dated?))\s{0,3}:?\s{0,3}"
)
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
_ZONE: Final = r"(?:Z|\.\d{1,6}|\s?(?:\(?(?-i:[A-Z]{2,5})\)?|[ap]\.?m\b\.?|[+-]\d{2}:?\d{2})){0,4}"
_CLOCK: Final = rf"(?:\d{{1,2}}(?:[:.]\d{{2}}){{1,2}}|\d{{1,2}}(?= ?[ap]\.?m\b)){_ZONE}"
_TIME: Final = rf"\.?(?:[,T|·•]?\s{{0,3}}(?:at )?{_CLOCK})?"
# A dash would lead to the end of a stretch of days, which is no day of publication.
_REMARK: Final = r"(?:\s{0,3}(?:[|·•(]|[,;]? ?(?:last )?(?:updated|modified)\b).{0,120})?"
_DATE_LINE: Final = re.compile(
    rf"{_LABEL}{_WEEKDAY}(?P<day>{WRITTEN_DAY}){_TIME}{_REMARK}|{_WEEKDAY}(?P<bare>{WRITTEN_DAY}){_TIME}", re.IGNORECASE
)


class DateLine(NamedTuple):
    """A line that is a date: as it is written, and what names it, ``published``, ``date`` or nothing."""

    label: str
    written: str


def read_date_line(line: str) -> DateLine | None:
    """Read a line that is a date and, behind "Published" or "Date", at most a remark; ``None`` for any other."""
    plain = line.translate(_MARKUP).strip() if len(line) <= _LONGEST_LINE else ""
    found = _DATE_LINE.fullmatch(plain)
    if found is None:
        return None
    label = "published" if found["published"] else "date" if found["dated"] else ""
    return DateLine(label, found["day"] or found["bare"])
