"""Merged cells of a table: their label stands on every row and over every column that they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MOST_REPEATED = 500_000  # cells; a table that claims to repeat its labels more often than this is no table
_MOST_SPREAD = 20_000  # the same, and the room that wide cells take, in a table of a page
_WIDEST = 1_000  # columns that one cell may cover, as in HTML


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as its format writes it: its text, and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Merge:
    """A stretch of cells that shows the text of its first one; rows and columns count from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


def read_grid(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Rows of cells as rows of texts, each text in its column, with the labels of merged cells repeated."""
    taken: dict[tuple[int, int], None] = {}
    merges: list[Merge] = []
    grid: list[list[str]] = []
    spread = 0
    for top, cells in enumerate(rows):
        line: list[str] = []
        for cell in cells:
            while (top, len(line)) in taken:
                line.append("")
            left = len(line)
            spread += (min(cell.columns, _WIDEST) * min(cell.rows, len(rows) - top)) - 1
            if spread > _MOST_SPREAD:
                line.append(cell.text)
                continue
            merge = Merge(top, left, top + min(cell.rows, len(rows) - top) - 1, left + min(cell.columns, _WIDEST) - 1)
            line.append(cell.text)
            if merge.bottom > top or merge.right > left:
                merges.append(merge)
                line += [""] * (merge.right - left)
                _take(taken, merge)
        grid.append(line)
    return fill(grid, merges)


def fill(rows: list[list[str]], merges: Sequence[Merge]) -> list[list[str]]:
    """Repeat the label of each of `merges` in `rows`, in place, and return them; a title over a whole row stands once.

    A row in which nothing but such labels would stand stays empty.
    """
    own = [sum(map(bool, row)) for row in rows]
    repeated = 0
    for merge in merges:
        label = _at(rows, merge.top, merge.left)
        for row, columns in _covered(merge, len(rows)) if label else ():
            if own[row] - (row == merge.top):
                repeated += len(columns)
                if repeated > _MOST_REPEATED:
                    return rows
                _write(rows[row], columns, label)
    return rows


def _covered(merge: Merge, height: int) -> Iterator[tuple[int, range]]:
    for row in range(merge.top, min(merge.bottom + 1, height)):
        yield row, range(merge.left, min(merge.right, merge.left + _WIDEST) + 1)


def _write(row: list[str], columns: range, label: str) -> None:
    row += [""] * (columns.stop - len(row))
    for column in columns:
        row[column] = row[column] or label


def _at(rows: list[list[str]], row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _take(taken: dict[tuple[int, int], None], merge: Merge) -> None:
    """Keep the columns below a cell of several rows free of other cells."""
    for row in range(merge.top + 1, merge.bottom + 1):
        if len(taken) > _MOST_REPEATED:
            return
        taken.update(dict.fromkeys((row, column) for column in range(merge.left, merge.right + 1)))
