"""Printed lines of a page in reading order: columns that were written row by row apart, rows of a table together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_GUTTER = 0.9  # times the height of the type; wider gaps than this may part columns
_NARROWEST_GUTTER = 0.5  # what must be left of it over all lines
_RUNS_ON = 0.25  # share of lines that go on in the next one, above which lines are running text
_ROW_GAP = 3.0  # times the height; lines further apart are no longer beside the same columns
_SAME_LINE = 0.3  # times the height; base lines closer than this are one
_EDGE_LINES = 2  # at the top and at the bottom of a page
_LEAST_REPEATED = 3  # pages
_LEAST_SHARE = 0.4  # of all pages: headers of left and right pages differ
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
_NUMBER = re.compile(r"\d{1,5}")
_GROUPED = re.compile(r"(?<![\w.,/–-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?=\s+[^\W\d]|\s?[%€$£]|[.;:)]|,\s|,?$)")
_NO_NUMBER = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?|\b(?:table|figure|section|chapter|page|article|"
    r"room|line|route|nos?|lot)\.?|§|#) $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a printed line without a wide gap between them; ``first`` is the width of the first word, in points."""

    text: str
    left: float
    right: float
    first: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and where it stands, in points from the page's lower left corner; ``row`` marks the row of a table."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    first: float
    row: bool = False

    @property
    def height(self) -> float:
        """Of the type."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line in pieces, from left to right."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float

    def line(self, pieces: Sequence[Piece], *, row: bool = False) -> Line:
        """Some of the pieces as one line."""
        text = " ".join(piece.text for piece in pieces)
        return Line(text, pieces[0].left, max(piece.right for piece in pieces), self.top, self.bottom, pieces[0].first, row)


def is_wide(gap: float, height: float) -> bool:
    """Whether a gap between two words may part columns."""
    return gap > _GUTTER * max(height, 1.0)


def group_digits(text: str) -> str:
    """Thousands grouped by blanks as one number, with no-break spaces: PDF programs write these as blanks.

    Only words set close to one another belong in `text`; figures of a table would be run together.
    """

    def joined(found: re.Match[str]) -> str:
        return found[0] if _NO_NUMBER.search(text[: found.start()]) else found[0].replace(" ", "\u00a0")

    return _GROUPED.sub(joined, text)


def runs_on(texts: Sequence[str]) -> bool:
    """Whether the lines are running text: many of them go on in the next one in the middle of a sentence."""
    goes_on = sum(continues(above, below) for above, below in pairwise(texts))
    return goes_on >= max(1.0, _RUNS_ON * (len(texts) - 1))


def continues(above: str, below: str) -> bool:
    """Whether a sentence goes on from one line to the next, by its look."""
    return below[:1].islower() and not ends_sentence(above)


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence can."""
    return bool(_ENDS.search(text))


def in_reading_order(lines: Sequence[Printed]) -> list[Line]:
    """The lines of a page, column after column where running text stands in columns that were written across the page."""
    lines = _whole(lines)
    ordered: list[Line] = []
    start = 0
    while start < len(lines):
        block, gutters = _beside(lines, start)
        columns = _columns(block, gutters)
        if columns:
            ordered += [line for column in columns for line in column]
        else:
            ordered += [printed.line(printed.pieces, row=len(printed.pieces) > 1) for printed in block]
        start += len(block)
    return ordered


def _whole(lines: Sequence[Printed]) -> list[Printed]:
    """The lines with those joined that follow one another to the right at one height."""
    whole: list[Printed] = []
    for line in lines:
        above = whole[-1] if whole else None
        level = above is not None and abs(above.bottom - line.bottom) < _SAME_LINE * _height(line)
        if above is not None and level and above.pieces[-1].right <= line.pieces[0].left:
            whole[-1] = Printed((*above.pieces, *line.pieces), max(above.top, line.top), min(above.bottom, line.bottom))
        else:
            whole.append(line)
    return whole


def _beside(lines: Sequence[Printed], start: int) -> tuple[Sequence[Printed], list[tuple[float, float]]]:
    """The lines from `start` on that leave the same gaps free, and these gaps; one line where it has none."""
    pieces = lines[start].pieces
    gutters = [(one.right, two.left) for one, two in pairwise(pieces)]
    end = start + 1
    while gutters and end < len(lines) and 0 < lines[end - 1].top - lines[end].top < _ROW_GAP * _height(lines[end]):
        narrowed = _narrowed(gutters, lines[end])
        if narrowed is None:
            break
        gutters, end = narrowed, end + 1
    return lines[start:end], gutters


def _narrowed(gutters: list[tuple[float, float]], line: Printed) -> list[tuple[float, float]] | None:
    """What the line leaves of the gaps; ``None`` where it runs across one of them."""
    edges = [float("-inf"), *(edge for piece in line.pieces for edge in (piece.left, piece.right)), float("inf")]
    free = list(zip(edges[::2], edges[1::2], strict=True))
    left = []
    for start, end in gutters:
        widest = max(((max(start, one), min(end, two)) for one, two in free), key=lambda span: span[1] - span[0])
        if widest[1] - widest[0] < _NARROWEST_GUTTER * _height(line):
            return None
        left.append(widest)
    return left


def _columns(block: Sequence[Printed], gutters: list[tuple[float, float]]) -> list[list[Line]]:
    """The lines of each column; none where they are no columns of running text."""
    if not gutters or sum(len(printed.pieces) > 1 for printed in block) < len("ab"):
        return []
    columns: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for printed in block:
        for number, column in enumerate(columns):
            pieces = [piece for piece in printed.pieces if sum(piece.left >= end - 1 for _, end in gutters) == number]
            if pieces:
                column.append(printed.line(pieces))
    running = [runs_on([line.text for line in column]) for column in columns]
    long = [len(column) > len("ab") for column in columns]
    prose = sum(running) > 1 and all(runs or not many for runs, many in zip(running, long, strict=True))
    return columns if prose else []


def _height(line: Printed) -> float:
    return max(line.top - line.bottom, 1.0)


def without_repeats(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages with running headers and footers on the first page that has them only, and without their numbers.

    What repeats stands at one height on many pages and is the same but for a number that counts with the pages.
    """
    found = [{line: _keys(line, number) for line in _edges(page)} for number, page in enumerate(pages)]
    counts = Counter(key for edges in found for keys in edges.values() for key in keys)
    least = max(_LEAST_REPEATED, _LEAST_SHARE * sum(map(bool, pages)))
    seen: set[tuple[str, int, int]] = set()
    kept: list[list[Line]] = []
    for page, edges in zip(pages, found, strict=True):
        dropped: set[Line] = set()
        for line, keys in edges.items():
            repeated = [key for key in keys if counts[key] >= least]
            if repeated and (seen & set(repeated) or not re.search(r"[^\W\d]{3}", line.text)):
                dropped.add(line)
            seen.update(repeated)
        kept.append([line for line in page if line not in dropped])
    return kept


def _edges(page: Sequence[Line]) -> Iterable[Line]:
    by_height = sorted(page, key=lambda line: -line.top)
    return dict.fromkeys([*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]])


def _keys(line: Line, page: int) -> set[tuple[str, int, int]]:
    """The line as it would be on other pages: as it is, and with each of its numbers counted with the pages."""
    height = round(line.top)
    keys = {(line.text, 0, height)}
    for number in _NUMBER.finditer(line.text):
        keys.add((f"{line.text[: number.start()]}\0{line.text[number.end() :]}", int(number[0]) - page, height))
    return keys
