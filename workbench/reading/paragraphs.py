"""Printed lines joined into paragraphs, by where they stand and how they read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from workbench.reading.printed import Line, continues, ends_sentence, runs_on

_PARAGRAPH_GAP = 1.35  # times the usual spacing of two lines
_SAME_LINE = 0.3  # spacings under this join pieces of one printed line
_LARGER_TYPE = 1.2  # times the height of the line below
_SHORT_LINE = 0.75  # of the column's width; ragged lines of running text end further right than that
_SHORT_ENDING = 0.5  # the same inside running text, whose lines may be cut by their number of characters
_BLANK = 0.3  # times the height of the type; the width of a blank, and of what setting may vary
WORD = re.compile(r"\w+(?:-\w+)*")
"""A word, hyphened ones whole."""


def paragraphs(lines: Sequence[Line], words: Counter[str]) -> list[str]:
    """The paragraphs of one page; `words` counts the words of the file, by which cut ones are made whole."""
    found: list[str] = []
    above: Line | None = None
    usual = _usual_spacing(lines)
    for stretch in _stretches(lines, usual):
        running = runs_on([line.text for line in stretch])
        margin = max(line.right for line in stretch) if running else _margin(stretch, lines)
        short = _SHORT_ENDING if running else _SHORT_LINE
        for line in stretch:
            if above is not None and not _parted(above, line, margin, short, begins=line is stretch[0]):
                found[-1] = _join(found[-1], line.text, words)
            else:
                found.append(line.text)
            above = line
    return found


def _stretches(lines: Sequence[Line], usual: float) -> list[list[Line]]:
    """Lines one below the other in one type, without a gap or a row of a table among them."""
    stretches: list[list[Line]] = [[lines[0]]] if lines else []
    for above, below in pairwise(lines):
        spacing = _spacing(above, below)
        apart = spacing > usual * _PARAGRAPH_GAP or spacing < 0 or above.height > _LARGER_TYPE * below.height
        if apart or above.right < below.left or above.row or below.row:
            stretches.append([below])
        else:
            stretches[-1].append(below)
    return stretches


def _margin(stretch: Sequence[Line], lines: Sequence[Line]) -> float:
    """Where lines that are no running text could end: before what stands beside them, or at the widest line of the page."""
    widest = max(line.right for line in stretch)
    top, bottom = stretch[0].top, stretch[-1].bottom
    beside = [line.left - line.height for line in lines if line.left >= widest and line.bottom < top and line.top > bottom]
    return max(widest, min(beside, default=max(line.right for line in lines)))


def _parted(above: Line, below: Line, margin: float, short: float, *, begins: bool) -> bool:
    """Whether a paragraph ends between two lines.

    Where a stretch begins it does, unless a sentence goes on at the head of the next column; else only where the first word
    of the lower line would have had room in the upper one.
    """
    if begins:
        next_column = below.top > above.top and below.left > above.right - above.height
        return not (next_column and continues(above.text, below.text) and not (above.row or below.row))
    room = margin - above.right - _BLANK * above.height
    if below.first + _BLANK * above.height > room or continues(above.text, below.text):
        return False
    return ends_sentence(above.text) or above.right - above.left < short * (margin - above.left)


def _usual_spacing(lines: Sequence[Line]) -> float:
    """The lower quartile of all spacings down the page: on a short page half of them are between paragraphs."""
    spacings = sorted(spacing for above, below in pairwise(lines) if (spacing := _spacing(above, below)) > _SAME_LINE)
    return spacings[len(spacings) // 4] if spacings else 0.0


def _spacing(above: Line, below: Line) -> float:
    """Distance of two base lines in heights of the lower line's type; negative where the text jumps up to a new column."""
    return (above.bottom - below.bottom) / max(below.height, 1.0)


def _join(text: str, below: str, words: Counter[str]) -> str:
    """Join two lines of a paragraph; a word cut by a hyphen is made whole the way the rest of the file writes it."""
    if not text.endswith("-"):
        return f"{text} {below}"
    head, tail = text[:-1], below.partition(" ")[0]
    first, second = WORD.findall(head)[-1:], WORD.findall(tail)[:1]
    if not first or not second or not head[-1:].isalnum():
        return f"{text} {below}"
    whole, hyphened = (first[0] + second[0]).casefold(), f"{first[0]}-{second[0]}".casefold()
    keep = not (head[-1:].isalpha() and below[:1].islower()) or words[hyphened] > words[whole]
    return f"{head}-{below}" if keep else head + below
