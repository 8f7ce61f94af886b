"""Tables that a text holds as lines: which row and which column a value stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.judging.sides.rows import CELL, is_row

_REACH = 60
"""Lines above a row among which its column names are looked for."""
_FEWEST = 3
_FIGURE = re.compile(r"[^\w]*\d[\d.,\s%:/()–—-]*")
_RULE = re.compile(r"[\s|:–—-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value of a table stands: ``row`` what names its row, ``column`` what names its column; either may be empty."""

    row: str
    column: str

    @property
    def words(self) -> str:
        """Both as a label before the value."""
        return "; ".join(part for part in (self.row, self.column) if part)


def cell_at(text: str, start: int) -> Cell | None:
    """The cell that holds ``text[start]``, where its line is a row of a table; ``None`` for running text.

    Rows are lines "name: value; name: value", as the reading writes them, or lines cut by bars, tabs or commas without spaces
    below a line of as many names.
    """
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    line = text[begin : end if end >= 0 else len(text)]
    if is_row(line):
        return _of_names(line, start - begin)
    for mark in ("|", "\t", ","):
        cells = cut(line, mark)
        if len(cells) >= (_FEWEST if mark == "," else 2):
            return _of_columns(text[:begin], line, start - begin, mark)
    return None


def _of_names(line: str, at: int) -> Cell | None:
    cells = list(CELL.finditer(line))
    own = next((cell for cell in cells if cell.start() <= at < cell.end()), None)
    if own is None:
        return None
    named = [f"{_plain(cell.group(1))}: {cell.group(2)}" for cell in cells if cell is not own and not _is_figure(cell.group(2))]
    return Cell("; ".join(named) or _first(cells, own), _plain(own.group(1)))


def _first(cells: list[re.Match[str]], own: re.Match[str]) -> str:
    first = cells[0]
    return "" if first is own else f"{_plain(first.group(1))}: {first.group(2)}"


def _of_columns(above: str, line: str, at: int, mark: str) -> Cell | None:
    cells, number = cut(line, mark), _number(line, at, mark)
    names = _names_above(above[-4000:], mark, len(cells))
    if mark == "," and not names:
        return None
    own = cells[number] if number < len(cells) else ""
    words = [one for one in cells if one and one != own and not _is_figure(one)] or [one for one in cells[:1] if one != own]
    return Cell("; ".join(words), names[number] if names and number < len(names) else "")


def cut(line: str, mark: str) -> list[str]:
    """The cells of a line; a comma before a space or between digits of a long number cuts nothing."""
    if mark == ",":
        return [] if ", " in line else [part.strip() for part in line.split(",")]
    return [part.strip() for part in line.strip().strip(mark).split(mark)]


def _number(line: str, at: int, mark: str) -> int:
    lead = len(line) - len(line.lstrip())
    opening = 1 if line[lead : lead + 1] == mark and mark == "|" else 0
    return max(0, line[:at].count(mark) - opening)


@lru_cache(maxsize=4096)
def _names_above(above: str, mark: str, count: int) -> tuple[str, ...]:
    """The names of the columns: the highest line of as many cells in the block above, most of them no figures."""
    found: tuple[str, ...] = ()
    for line in reversed(above.splitlines()[-_REACH:]):
        if not line.strip() and not found:
            continue
        if _RULE.fullmatch(line):
            continue
        cells = cut(line, mark)
        if len(cells) != count:
            break
        if sum(map(_is_figure, cells)) * 2 <= count - 1:
            found = tuple(map(_plain, cells))
    return found


def _is_figure(cell: str) -> bool:
    return bool(_FIGURE.fullmatch(cell.strip()))


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").split())
