"""OpenDocument texts: headings, paragraphs, tables row by row, notes; hidden and struck-out text left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.containers import open_zip
from workbench.reading.grid import Cell, read_grid
from workbench.reading.layout import Layout, first_named, one_line
from workbench.reading.parts import read_part
from workbench.reading.raised import lowered, raised
from workbench.reading.rows import read_rows
from workbench.settings import Settings

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE, _STYLE = (_NAMES % part for part in ("text", "table", "office", "style"))
_META = _NAMES % "meta"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WHAT = "OpenDocument text"
_LOCKED = "META-INF/manifest.xml"
_UNSEEN = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}hidden-text", f"{_TEXT}note", f"{_OFFICE}forms"}
)
_SPACES = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break", f"{_TEXT}p", f"{_TEXT}h"})
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table"})
_MOST_REPEATED = 1_000  # cells or rows that one element stands for


def read_odt(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read an ``.odt`` file, tracked changes accepted, notes after the body.

    Places read ``paragraph N``, ``table N, row M`` and ``footnote N``. The file's own days are no day of publication.

    Raises:
        UnreadableFileError: locked, damaged, or too long.
    """
    with open_zip(name, data) as archive:
        if _LOCKED in archive.namelist() and b"encryption-data" in archive.read(_LOCKED):
            raise refusals.encrypted(name)
        root = read_part(name, _WHAT, archive, "content.xml")
        told = read_part(name, _WHAT, archive, "meta.xml") if "meta.xml" in archive.namelist() else None
    layout = Layout(name, settings.max_characters)
    looks = _looks(root)
    for body in root.iter(f"{_OFFICE}text"):
        _add_body(layout, body, looks)
    for number, note in enumerate(root.iter(f"{_TEXT}note-body"), 1):
        layout.add(_words(note, looks), place=f"footnote {number}")
    headings = layout.headings()
    return SourceText(
        text=layout.text(),
        title=first_named([_told(told, f"{_DC}title"), headings[0].label if headings else None]),
        author=first_named([_told(told, f"{_META}initial-creator"), _told(told, f"{_DC}creator")]),
        media_type="application/vnd.oasis.opendocument.text",
        locators=layout.places(),
        headings=headings,
    )


def _looks(root: Any) -> dict[str, str]:
    """What automatic styles do to their text: ``hidden``, ``super`` or ``sub``."""
    looks: dict[str, str] = {}
    for style in root.iter(f"{_STYLE}style"):
        said = dict(attribute for part in style.iter(f"{_STYLE}text-properties") for attribute in part.attrib.items())
        struck = said.get(f"{_STYLE}text-line-through-style", "none") != "none"
        struck = struck or said.get(f"{_STYLE}text-line-through-type", "none") != "none"
        position = said.get(f"{_STYLE}text-position", "").split(" ")[0]
        if struck or said.get(f"{_TEXT}display") == "none":
            looks[style.get(f"{_STYLE}name", "")] = "hidden"
        elif position.strip("0%"):
            looks[style.get(f"{_STYLE}name", "")] = "sub" if position.startswith(("sub", "-")) else "super"
    return looks


def _add_body(layout: Layout, body: Any, looks: dict[str, str]) -> None:
    counts = dict.fromkeys(_BLOCKS, 0)
    for block in _blocks(body):
        counts[block.tag] += 1
        if block.tag == f"{_TABLE}table":
            for line in read_rows(read_grid(_rows(block, looks))):
                layout.add(line.text, place=f"table {counts[block.tag]}, row {line.row}")
        else:
            number = counts[f"{_TEXT}p"] + counts[f"{_TEXT}h"]
            layout.add(_words(block, looks), heading=block.tag == f"{_TEXT}h", place=f"paragraph {number}")


def _blocks(parent: Any) -> Iterator[Any]:
    events = etree.iterwalk(parent, events=("start",))
    for _, node in events:
        if node.tag in _UNSEEN or (node.tag == f"{_TEXT}section" and node.get(f"{_TEXT}display") == "none"):
            events.skip_subtree()
        elif node.tag in _BLOCKS:
            events.skip_subtree()
            yield node


def _rows(table: Any, looks: dict[str, str]) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[Cell] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell"):  # the covered ones are another element
            one = Cell(_words(cell, looks), _number(cell, "columns-spanned"), _number(cell, "rows-spanned"))
            cells += [one] * _number(cell, "columns-repeated")
        rows.append(cells)
    return rows


def _number(cell: Any, name: str) -> int:
    written = cell.get(f"{_TABLE}number-{name}", "1")
    return min(int(written), _MOST_REPEATED) if written.isascii() and written.isdigit() and len(written) < len("1000000") else 1


def _words(element: Any, looks: dict[str, str]) -> str:
    """The words of `element` in one line, raised and lowered figures written out."""
    shown = ""
    events = etree.iterwalk(element, events=("start", "end"))
    for event, node in events:
        look = looks.get(node.get(f"{_TEXT}style-name", ""), "") if node.tag == f"{_TEXT}span" else ""
        if event == "start" and (node.tag in _UNSEEN or look == "hidden"):
            events.skip_subtree()
        elif event == "start" and look:
            mark = "".join(node.itertext())
            shown += lowered(shown, mark) if look == "sub" else raised(shown[-24:], mark, node.tail or "")
            events.skip_subtree()
        elif event == "start":
            shown += (" " if node.tag in _SPACES else "") + (node.text or "")
        if event == "end" and node is not element:
            shown += node.tail or ""
    return one_line(shown)


def _told(root: Any, tag: str) -> str | None:
    found = None if root is None else next(root.iter(tag), None)
    return None if found is None else found.text
