"""Tables as sentences: every row becomes one line "Column: value; Column: value", so that a value keeps its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile, zip_longest

UNCALCULATED = "(formula, not calculated)"
"""What stands in a cell whose formula was never calculated."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_VALUE = re.compile(rf"[-+−~<>≈]?\s?[$€£¥]?\s?\.?\d|{re.escape(UNCALCULATED)}")  # how a cell that holds a value begins
_TITLE = re.compile(r"(?:table|tab\.|part) +(?:\d|[a-z]\b)", re.IGNORECASE)
_LONGEST_COLUMN_NAME = 80
_LONGEST_LABEL = 40  # characters; a longer text alone in its row is a remark on the table
_PAIR = 2


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row in words; ``row`` counts from 1 as a spreadsheet does."""

    row: int
    text: str


def read_rows(rows: Sequence[Sequence[str]]) -> Iterator[RowLine]:
    """Turn rows of cells into lines; empty rows and rows of column names give none.

    The first row of two or more short cells that hold no value names the columns; so does such a row after an empty one
    when the row below it holds a value, or when a title stands between the two. A second row of names, below one whose labels
    cover several columns, makes each name whole ("2022 Men"). Without column names a row of two cells reads "name: value".
    """
    table = _Table()
    for at in range(len(rows)):
        line = table.take(rows, at)
        if line:
            yield line


def names_columns(rows: Sequence[Sequence[str]], at: int, *, again: bool = False) -> bool:
    """Whether the row `at` names the columns of the rows below; `again` asks that a value follows at once."""
    below = rows[at + 1] if at + 1 < len(rows) else ()
    if any(is_value(cell) or len(cell) > _LONGEST_COLUMN_NAME for cell in rows[at]) or not any(below):
        return False
    return any(map(is_value, below)) if again else not _lists_attributes(rows, at)


def is_value(cell: str) -> bool:
    """Whether a cell holds a value; a year is as often a label."""
    return bool(_VALUE.match(cell)) and not _YEAR.fullmatch(cell)


class _Table:
    """What is known of the columns while the rows of a sheet go by."""

    def __init__(self) -> None:
        self._columns: Sequence[str] = ()
        self._started = False
        self._naming = False  # the row above named columns
        self._fresh = False  # an empty row came, and since then at most a title
        self._titled = False

    def take(self, rows: Sequence[Sequence[str]], at: int) -> RowLine | None:
        """The row `at` in words; ``None`` where it is empty or names columns."""
        cells = rows[at]
        filled = sum(map(bool, cells))
        naming, self._naming = self._naming, filled > 1 and self._names(rows, at)
        if self._naming:
            return None
        if filled > 1 and naming and _goes_on_naming(self._columns, rows, at):
            self._columns = [_both(above, name) for above, name in zip_longest(self._columns, cells, fillvalue="")]
            return None
        self._started = self._started or filled > 1
        alone = "".join(cells) if filled == 1 else ""
        self._titled = self._started and bool(alone) and (self._fresh or bool(_TITLE.match(alone)))
        self._fresh = not filled or self._titled
        remark = self._titled or ": " in alone or len(alone) > _LONGEST_LABEL
        return RowLine(at + 1, alone if alone and remark else _line(cells, self._columns)) if filled else None

    def _names(self, rows: Sequence[Sequence[str]], at: int) -> bool:
        """Whether the row names columns, which are then taken over."""
        fits = names_columns(rows, at, again=self._started and not self._titled)
        if not fits or not (self._fresh or not self._started):
            return False
        self._columns, self._started, self._fresh, self._titled = rows[at], True, False, False
        return True


def _goes_on_naming(columns: Sequence[str], rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the row under column names, some of which cover several columns, names each of these."""
    cells = rows[at]
    shared = [index for index, (one, two) in enumerate(pairwise(columns)) if one and one == two]
    parted = [index + 1 < len(cells) and cells[index] and cells[index] != cells[index + 1] for index in shared]
    return bool(shared) and all(parted) and names_columns(rows, at)


def _both(above: str, name: str) -> str:
    return " ".join(dict.fromkeys(part for part in (above, name) if part))


def _lists_attributes(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether two columns are names and their values ("Name | Aurora", "Length | 90 m"): the second mixes words and values."""
    block = list(takewhile(any, islice(rows, at, None)))
    if any(len(row) != _PAIR or is_value(row[0]) for row in block):
        return False
    values = [is_value(row[1]) for row in block[1:] if row[1]]
    return any(values) and not all(values)


def _line(cells: Sequence[str], columns: Sequence[str]) -> str:
    filled = [(index, cell) for index, cell in enumerate(cells) if cell]
    if not columns and len(filled) == _PAIR:
        return f"{filled[0][1]}: {filled[1][1]}"
    named = ((columns[index] if index < len(columns) else "", cell) for index, cell in filled)
    return "; ".join(f"{column}: {cell}" if column else cell for column, cell in named)
