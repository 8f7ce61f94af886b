"""Spreadsheets and CSV: every row a readable line, found again by sheet and row number."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.beside import read_sheet
from workbench.reading.decoding import decode
from workbench.reading.grid import fill
from workbench.reading.layout import Layout, first_named, one_line
from workbench.reading.number_formats import day_text, number_text
from workbench.reading.rows import UNCALCULATED
from workbench.reading.sheet_extras import read_extras
from workbench.settings import Settings

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 30
_MOST_CELLS = 2_000_000
_PLACEHOLDER_AUTHORS = frozenset({"openpyxl", "xlsxwriter", "user", "admin"})


def read_xlsx(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read every sheet by its stored values as they are shown; places read ``sheet Prices, row 4``.

    Merged cells stand on every row they cover. Formulas are not run; one without a stored value is named as such. The day of
    creation is the file's own and no day of publication.

    Raises:
        UnreadableFileError: damaged, or more cells or characters than the limits allow.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise refusals.damaged(name, "workbook", str(error)) from error
    layout = Layout(name, settings.max_characters)
    cells = 0
    for sheet in book.worksheets:
        rows = []
        sheet.reset_dimensions()  # programs write wrong ones, and cells outside them would be lost
        for row in sheet.iter_rows():
            rows.append([_cell_text(cell) for cell in row])
            cells += len(row)
            if cells > _MOST_CELLS:
                raise refusals.too_many(name, "cells", cells, _MOST_CELLS, None)
        extras = read_extras(sheet)
        _mark_formulas(rows, extras.uncalculated)
        _add_sheet(layout, sheet.title, fill(rows, extras.merges))
    told = book.properties
    author = first_named([told.creator])
    return SourceText(
        text=layout.text(),
        title=first_named([told.title]),
        author=None if author and author.casefold() in _PLACEHOLDER_AUTHORS else author,
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        locators=layout.places(),
        headings=layout.headings(),
    )


def read_csv(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read a ``.csv`` or ``.tsv`` file whatever its delimiter; places read ``row 4``, counted as a spreadsheet shows rows."""
    decoded = decode(name, data)
    tabbed = name.lower().endswith(".tsv") and "\t" in decoded.text
    try:
        reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter="\t" if tabbed else _delimiter(decoded.text))
        rows = [[one_line(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise refusals.damaged(name, "CSV file", str(error)) from error
    layout = Layout(name, settings.max_characters)
    for line in read_sheet(rows):
        layout.add(line.text, place=f"row {line.row}")
    kind = "text/tab-separated-values" if tabbed else "text/csv"
    return SourceText(text=layout.text(), media_type=kind, locators=layout.places(), replaced=decoded.replaced)


def _mark_formulas(rows: list[list[str]], uncalculated: Sequence[tuple[int, int]]) -> None:
    for row, column in uncalculated:
        if row < len(rows) and column < len(rows[row]) and not rows[row][column]:
            rows[row][column] = UNCALCULATED


def _add_sheet(layout: Layout, title: str, rows: Sequence[Sequence[str]]) -> None:
    lines = list(read_sheet(rows))
    if lines:
        layout.add(title, heading=True)
    for line in lines:
        layout.add(line.text, place=f"sheet {title}, row {line.row}")


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of cells, two or more; the comma on a tie."""
    sample = text.splitlines()[:_SAMPLE_LINES]

    def evenness(delimiter: str) -> int:
        widths = Counter(len(row) for row in _sample_rows(sample, delimiter) if len(row) > 1)
        return max(widths.values(), default=0)

    return max(_DELIMITERS, key=evenness)


def _sample_rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _cell_text(cell: Any) -> str:
    """A cell's value as its sheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(value, cell.number_format or "")
    if isinstance(value, dt.date):
        return day_text(value, cell.number_format or "")
    return one_line(str(value))
