"""Datelines: the place, day and agency in front of an article's first words, as in "LONDON, 3 May 2024 (Agency) — The".

Reading takes the day of publication from one; claims cut it off, since it is no part of what the first sentence says.
"""

from __future__ import annotations

import re
from typing import Final

_PLACE: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,30}(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]{0,30}){0,4}"
_DAY: Final = r"\d{1,2} [A-Z][a-z]{2,8}\.?(?:,? \d{4})?|\d{4}"  # "3 May 2024", and the year of "Nov. 7, 2023"
_WORDS: Final = r"[A-Z][\w.'’]{0,20}(?: [A-Z0-9][\w.'’]{0,20}){0,3}"  # "Ohio", "Nov. 7", "March 14 2025"
_MORE: Final = rf"(?P<more>(?:, (?:{_DAY}|{_WORDS})){{0,4}})"
_AGENCY: Final = r"(?: ?\([A-Z][\w .,/’'-]{0,40}\))?"

DATELINE: Final = re.compile(rf"{_PLACE}{_MORE}{_AGENCY} {{0,2}}(?:—|–|--|-) {{1,2}}(?=[\"“‘'(]?[A-Z0-9$€£])")
"""A dateline with its dash, the article's first word ahead; ``more`` holds what follows the place: state and day."""
