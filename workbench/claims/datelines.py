"""Datelines: the place, day and agency in front of an article's first words are no part of what its first sentence says."""

from __future__ import annotations

import re
from collections.abc import Sequence

Stretch = tuple[int, int]

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,30}(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]{0,30}){0,4}"
_MORE = r"(?:, [A-Z][\w.'’]{0,20}(?: [A-Z0-9][\w.'’]{0,20}){0,3}){0,3}"  # "Ohio", "Nov. 7", "March 14 2025"
_AGENCY = r"(?: ?\([A-Z][\w .,/’'-]{0,40}\))?"
_DATELINE = re.compile(rf"{_PLACE}{_MORE}{_AGENCY} {{0,2}}(?:—|–|--|-) {{1,2}}(?=[\"“‘'(]?[A-Z0-9$€£])")
# Headline, kicker and byline may stand before it; an article's body has no dateline further down.
_FIRST_SENTENCES = 6


def cut_dateline(text: str, sentences: Sequence[Stretch]) -> list[Stretch]:
    """`sentences` with the article's dateline, if it has one, as a stretch of its own."""
    cut: list[Stretch] = []
    for index, (start, end) in enumerate(sentences[:_FIRST_SENTENCES]):
        opens = not text[:start].strip() or "\n" in text[max(0, start - 3) : start]
        found = _DATELINE.match(text, start, end) if opens else None
        if found:
            cut += [(start, start + len(found.group().rstrip())), (found.end(), end)]
            return [*cut, *sentences[index + 1 :]]
        cut.append((start, end))
    return [*cut, *sentences[_FIRST_SENTENCES:]]


def is_dateline(sentence: str) -> bool:
    """Whether `sentence` is a dateline that was cut off."""
    found = _DATELINE.match(f"{sentence} A")
    return found is not None and found.end() == len(sentence) + 1
