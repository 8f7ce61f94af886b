"""Several tables side by side on one sheet, each read with the columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from workbench.reading.rows import RowLine, is_value, names_columns, read_rows

_MOST_PARTS = 20  # more tables than this side by side are one with many gaps
_WHOLE = range(0)


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of columns between two empty rows; rows count from 0 and ``end`` no longer belongs to it."""

    start: int
    end: int
    columns: range


def read_sheet(rows: Sequence[Sequence[str]]) -> Iterator[RowLine]:
    """Turn the rows of a sheet into lines like `read_rows`, every table that stands beside another one on its own.

    An empty column parts two tables where each has column names and labels of its own. Lines come table by table between two
    empty rows of the sheet.
    """
    blocks = _blocks(rows)
    if all(block.columns == _WHOLE for block in blocks):
        yield from read_rows(rows)
        return
    parts: dict[range, list[Sequence[str]]] = {}
    for block in blocks:
        part = parts.setdefault(block.columns, [])
        part += [()] * (block.start - len(part))
        part += [row[block.columns.start : block.columns.stop or None] for row in rows[block.start : block.end]]
    lines = {columns: _by_row(part) for columns, part in parts.items()}
    for block in blocks:
        found = lines[block.columns]
        yield from (found[row] for row in range(block.start + 1, block.end + 1) if row in found)


def _by_row(rows: Sequence[Sequence[str]]) -> dict[int, RowLine]:
    return {line.row: line for line in read_rows(rows)}


def _blocks(rows: Sequence[Sequence[str]]) -> list[_Block]:
    found: list[_Block] = []
    known: set[range] = set()
    beside: tuple[range, ...] = ()
    start = 0
    while start < len(rows):
        block = list(takewhile(any, islice(rows, start, None)))
        end = start + len(block)
        if block:
            beside = _side_by_side(block) or (beside if _goes_on(beside, block) else ())
            beside = beside if len(known | set(beside)) <= _MOST_PARTS else ()
            known.update(beside)
            found += [_Block(start, end, columns) for columns in beside or (_WHOLE,)]
        start = end + 1
    return found


def _side_by_side(block: Sequence[Sequence[str]]) -> tuple[range, ...]:
    """The columns of each table; none where the block is one table, or what it consists of are not tables all."""
    used = {column for row in block for column, cell in enumerate(row) if cell}
    starts = sorted(column for column in used if column - 1 not in used)
    ends = sorted(column + 1 for column in used if column + 1 not in used)
    parts = tuple(map(range, starts, ends))
    many = 1 < len(parts) <= _MOST_PARTS
    return parts if many and all(_is_table([row[part.start : part.stop] for row in block], len(part)) for part in parts) else ()


def _is_table(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the rows begin with names for all columns, a title before them or not, and have labels in the first."""
    at = next((index for index, row in enumerate(rows) if sum(map(bool, row)) > 1), None)
    if at is None or sum(map(bool, rows[at])) < width or not names_columns(rows, at):
        return False
    return not any(is_value(row[0]) for row in rows[at + 1 :] if row and row[0])


def _goes_on(beside: tuple[range, ...], block: Sequence[Sequence[str]]) -> bool:
    """Whether the rows after an empty one belong to the tables above it: in their columns, and without names of their own."""
    used = {column for row in block for column, cell in enumerate(row) if cell}
    return all(any(column in part for part in beside) for column in used) and not names_columns(block, 0, again=True)
