"""Tables as sentences: every row becomes one line "Column: value; Column: value", so that a value keeps its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_VALUE = re.compile(r"[-+−~<>≈]?\s?[$€£¥]?\s?\.?\d")  # how a cell that holds a value begins
_LONGEST_COLUMN_NAME = 80


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row in words; ``row`` counts from 1 as a spreadsheet does. ``caption`` marks a line above a table: no row of it."""

    row: int
    text: str
    caption: bool = False


def read_rows(rows: Sequence[Sequence[str]]) -> Iterator[RowLine]:
    """Turn rows of cells into lines; empty rows and the row of column names give none.

    The first row of two or more short cells that hold no value names the columns; so does such a row after an empty one
    when the row below it holds a value. Without column names a row of two cells reads "name: value".
    """
    columns: list[str] = []
    started = blank = False
    for number, cells in enumerate(rows, 1):
        filled = [cell for cell in cells if cell]
        if not filled:
            blank = True
            continue
        below = rows[number] if number < len(rows) else ()
        if len(filled) > 1 and _names_columns(filled, below, rows, first=not started, after_blank=blank):
            columns, started, blank = list(cells), True, False
            continue
        started, blank = started or len(filled) > 1, False
        yield RowLine(number, _line(cells, columns), caption=len(filled) == 1 and len(cells) > 1 and not started)


def _names_columns(
    filled: Sequence[str], below: Sequence[str], rows: Sequence[Sequence[str]], *, first: bool, after_blank: bool
) -> bool:
    if any(_is_value(cell) or len(cell) > _LONGEST_COLUMN_NAME for cell in filled) or not any(below):
        return False
    return not _lists_attributes(rows) if first else after_blank and any(map(_is_value, below))


def _lists_attributes(rows: Sequence[Sequence[str]]) -> bool:
    """Whether two columns are names and their values ("Name | Aurora", "Length | 90 m"): the second mixes words and values."""
    pairs = [row for row in rows if any(row)]
    if any(len(row) != 2 for row in pairs):  # noqa: PLR2004 - a pair
        return False
    below = [_is_value(row[1]) for row in pairs[1:] if row[1]]
    return any(below) and not all(below) and not any(_is_value(row[0]) for row in pairs)


def _is_value(cell: str) -> bool:
    return bool(_VALUE.match(cell)) and not _YEAR.fullmatch(cell)


def _line(cells: Sequence[str], columns: Sequence[str]) -> str:
    filled = [(index, cell) for index, cell in enumerate(cells) if cell]
    if not columns and len(filled) == 2:  # noqa: PLR2004 - a pair
        return f"{filled[0][1]}: {filled[1][1]}"
    named = ((columns[index] if index < len(columns) else "", cell) for index, cell in filled)
    return "; ".join(f"{column}: {cell}" if column else cell for column, cell in named)
