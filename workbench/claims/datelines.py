"""Datelines: the place, day and agency in front of an article's first words are no part of what its first sentence says."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.datelines import DATELINE, read_date_line

Stretch = tuple[int, int]

# Headline, kicker and byline may stand before it; an article's body has no dateline further down.
_FIRST_SENTENCES = 6


def cut_dateline(text: str, sentences: Sequence[Stretch]) -> list[Stretch]:
    """`sentences` with the article's dateline, if it has one, as a stretch of its own."""
    cut: list[Stretch] = []
    for index, (start, end) in enumerate(sentences[:_FIRST_SENTENCES]):
        opens = not text[:start].strip() or "\n" in text[max(0, start - 3) : start]
        found = DATELINE.match(text, start, end) if opens else None
        if found:
            cut += [(start, start + len(found.group().rstrip())), (found.end(), end)]
            return [*cut, *sentences[index + 1 :]]
        cut.append((start, end))
    return [*cut, *sentences[_FIRST_SENTENCES:]]


def is_dateline(sentence: str) -> bool:
    """Whether `sentence` is a dateline that was cut off, or a line that is a date and nothing more."""
    if read_date_line(sentence) is not None:
        return True
    found = DATELINE.match(f"{sentence} A")
    return found is not None and found.end() == len(sentence) + 1
