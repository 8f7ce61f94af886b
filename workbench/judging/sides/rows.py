"""Rows of a table as the reading writes them ("Parish: Ostrey; Residents: 5412"): the column says what is counted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from workbench.models import Value, ValueKind
from workbench.tokens import words
from workbench.values import read_values

CELL = re.compile(r"([^:;\n]{1,60}): ([^;\n]{1,400})(?:; |$)")
"""Column and value of one cell."""
_YEAR = re.compile(r"[12]\d{3}")
_FEWEST_CELLS = 2


def is_row(text: str) -> bool:
    """Whether the whole text is cells of the form ``column: value``, at least two."""
    cells = list(CELL.finditer(text))
    return len(cells) >= _FEWEST_CELLS and sum(len(cell.group()) for cell in cells) == len(text)


def row_values(text: str, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values of a row, bare numbers as counts of what their column names, a year's column as that year, in order."""
    cells = list(CELL.finditer(text))
    found = [_counted(value, cells) for value in values]
    taken = {value.start for value in found}
    found += [_year(cell) for cell in cells if _is_year(cell) and cell.start(2) not in taken]
    return tuple(sorted(found, key=lambda value: (value.start, value.end)))


def _counted(value: Value, cells: list[re.Match[str]]) -> Value:
    cell = next((cell for cell in cells if cell.start(2) <= value.start < cell.end(2)), None)
    if cell is None or value.kind is not ValueKind.NUMBER or value.unit:
        return value
    read = read_values(f"{value.text} {cell.group(1).strip().lower()}")
    if len(read) != 1 or read[0].kind is not ValueKind.COUNT or read[0].low != value.low:
        return value
    return replace(value, kind=ValueKind.COUNT, unit=read[0].unit, dimension=read[0].dimension)


def _is_year(cell: re.Match[str]) -> bool:
    return words(cell.group(1))[-1:] == ["year"] and _YEAR.fullmatch(cell.group(2).strip()) is not None


def _year(cell: re.Match[str]) -> Value:
    text = cell.group(2).strip()
    start, year = cell.start(2), int(text)
    return Value(
        ValueKind.DATE, start, start + len(text), text, dimension="[time]", timex=text,
        first_day=dt.date(year, 1, 1), last_day=dt.date(year, 12, 31),
    )  # fmt: skip
