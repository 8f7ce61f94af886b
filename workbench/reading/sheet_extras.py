"""What openpyxl leaves out when it streams a sheet: its merged cells, and the formulas that no program has calculated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from lxml import etree

from workbench.reading.grid import Merge

_MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_TAGS = [f"{{{space}}}{tag}" for space in _MAIN for tag in ("row", "mergeCell")]
_FORMULAS = [f"{{{space}}}f" for space in _MAIN]
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_MERGES = 200_000


@dataclass(frozen=True, slots=True)
class SheetExtras:
    """Merged cells, and the places (row, column, from 0) of formulas without a stored value."""

    merges: tuple[Merge, ...]
    uncalculated: tuple[tuple[int, int], ...]


def read_extras(sheet: Any) -> SheetExtras:
    """Read the XML of one streamed `sheet` once more, without keeping it."""
    with sheet._get_source() as source:  # noqa: SLF001 - the library has no other way to the part it reads from
        return _extras(source)


def _extras(source: IO[bytes]) -> SheetExtras:
    merges: list[Merge] = []
    uncalculated: list[tuple[int, int]] = []
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    number = 0
    for _, element in etree.iterparse(source, events=("end",), tag=_TAGS, **options):
        if element.tag.endswith("row"):
            number = _number(element.get("r")) or number + 1
            uncalculated += ((number - 1, column) for column in _uncalculated(element))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif len(merges) < _MOST_MERGES and (merge := _merge(element.get("ref") or "")):
            merges.append(merge)
    return SheetExtras(tuple(merges), tuple(uncalculated))


def _uncalculated(row: Any) -> Iterator[int]:
    """Columns of the row's formulas that have no value beside them."""
    for formula in row.iter(*_FORMULAS):
        cell = formula.getparent()
        values = [child for child in cell if child.tag.endswith("}v")]
        place = _PLACE.fullmatch(cell.get("r") or "")
        if not any(value.text for value in values) and cell.get("t") != "str":
            yield _column(place[1]) if place else cell.getparent().index(cell)


def _merge(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if not start or not end:
        return None
    return Merge(int(start[2]) - 1, _column(start[1]), int(end[2]) - 1, _column(end[1]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) <= len("1048576") else None
