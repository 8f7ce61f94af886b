"""Tables as sentences: every row becomes one line "Column: value; Column: value", so that a value keeps its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_VALUE = re.compile(r"[-+−~<>≈]?\s?[$€£¥]?\s?\.?\d")  # how a cell that holds a value begins
_LONGEST_COLUMN_NAME = 80
_PAIR = 2


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row in words; ``row`` counts from 1 as a spreadsheet does."""

    row: int
    text: str


def read_rows(rows: Sequence[Sequence[str]]) -> Iterator[RowLine]:
    """Turn rows of cells into lines; empty rows and the row of column names give none.

    The first row of two or more short cells that hold no value names the columns; so does such a row after an empty one
    when the row below it holds a value. Without column names a row of two cells reads "name: value".
    """
    columns: Sequence[str] = ()
    started = after_blank = False
    for number, cells in enumerate(rows, 1):
        filled = sum(map(bool, cells))
        if filled > 1 and (after_blank or not started) and _names_columns(cells, rows[number:], again=started):
            columns, started = cells, True
        elif filled:
            started = started or filled > 1
            yield RowLine(number, _line(cells, columns))
        after_blank = not filled


def _names_columns(cells: Sequence[str], below: Sequence[Sequence[str]], *, again: bool) -> bool:
    """Whether `cells` name the columns of the rows `below`; a second time only where a value follows at once."""
    if any(_is_value(cell) or len(cell) > _LONGEST_COLUMN_NAME for cell in cells) or not below or not any(below[0]):
        return False
    return any(map(_is_value, below[0])) if again else not _lists_attributes([cells, *takewhile(any, below)])


def _lists_attributes(rows: Sequence[Sequence[str]]) -> bool:
    """Whether two columns are names and their values ("Name | Aurora", "Length | 90 m"): the second mixes words and values."""
    if any(len(row) != _PAIR or _is_value(row[0]) for row in rows):
        return False
    values = [_is_value(row[1]) for row in rows[1:] if row[1]]
    return any(values) and not all(values)


def _is_value(cell: str) -> bool:
    return bool(_VALUE.match(cell)) and not _YEAR.fullmatch(cell)


def _line(cells: Sequence[str], columns: Sequence[str]) -> str:
    filled = [(index, cell) for index, cell in enumerate(cells) if cell]
    if not columns and len(filled) == _PAIR:
        return f"{filled[0][1]}: {filled[1][1]}"
    named = ((columns[index] if index < len(columns) else "", cell) for index, cell in filled)
    return "; ".join(f"{column}: {cell}" if column else cell for column, cell in named)
