"""Word documents: paragraphs, headings, tables row by row, notes, running headers, and the core properties."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.grid import Cell, read_grid
from workbench.reading.layout import Layout, first_named
from workbench.reading.rows import read_rows
from workbench.reading.word_text import HIDDEN as _HIDDEN
from workbench.reading.word_text import W as _W
from workbench.reading.word_text import WordStyles, text_of
from workbench.settings import Settings

_NOTES = ("footnotes", "endnotes")
_PLACEHOLDER_AUTHORS = frozenset({"python-docx", "user", "admin", "author"})
_MARGINS = ("header", "footer")
_PAGE_NUMBER = re.compile(r"(?:page|seite|p\.)?\W*\d*\W*(?:of|/|von)?\W*\d*\W*", re.IGNORECASE)


def read_docx(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read the body as its page shows it, tracked changes accepted; notes, headers and footers follow it.

    Places read ``paragraph N`` and ``table N, row M``. The format keeps no day of publication: the day of creation is that
    of the file or of its template.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise refusals.damaged(name, "Word document", str(error)) from error
    layout = Layout(name, settings.max_characters)
    styles = WordStyles(document.styles.element)
    _add_body(layout, document.element.body, styles)
    _add_notes(layout, document.part, styles)
    _add_margins(layout, document.part, styles)
    told = document.core_properties
    author = first_named([told.author])
    return SourceText(
        text=layout.text(),
        title=first_named([told.title, _titled(document.element.body, styles)]),
        author=None if author and author.casefold() in _PLACEHOLDER_AUTHORS else author,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        locators=layout.places(),
        headings=layout.headings(),
    )


def _add_body(layout: Layout, body: Any, styles: WordStyles) -> None:
    paragraphs = tables = 0
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            paragraphs += 1
            style = _style(block, styles)
            heading = style.startswith(("heading", "title"))
            layout.add(text_of(block, styles), heading=heading, place=f"paragraph {paragraphs}")
        else:
            tables += 1
            _add_table(layout, block, tables, styles)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag not in _HIDDEN and isinstance(child.tag, str):
            yield from _blocks(child)


def _add_table(layout: Layout, table: Any, number: int, styles: WordStyles) -> None:
    for line in read_rows(read_grid(_rows(table, styles))):
        layout.add(line.text, place=f"table {number}, row {line.row}")


def _rows(table: Any, styles: WordStyles) -> list[list[Cell]]:
    """The rows of a table that are not deleted; a cell merged with the one above it makes that one reach further down."""
    rows: list[list[Cell]] = []
    begun: dict[int, tuple[int, int]] = {}  # column -> row and index of the cell that reaches down it
    for row in _inside(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells = (
            [Cell("", _number(row.find(f"{_W}trPr/{_W}gridBefore")))]
            if row.find(f"{_W}trPr/{_W}gridBefore") is not None
            else []
        )
        column = sum(cell.columns for cell in cells)
        for cell in _inside(row, f"{_W}tc"):
            width = _number(cell.find(f"{_W}tcPr/{_W}gridSpan"))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and column in begun:
                top, index = begun[column]
                rows[top][index] = replace(rows[top][index], rows=len(rows) - top + 1)
            else:
                begun.pop(column, None)
                if merge is not None:
                    begun[column] = (len(rows), len(cells))
                cells.append(Cell(text_of(cell, styles), width))
            column += width
        rows.append(cells)
    return rows


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"}:
            yield from _inside(child, tag)


def _number(element: Any) -> int:
    written = "" if element is None else element.get(f"{_W}val", "")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < len("10000") else 1


def _add_notes(layout: Layout, part: Any, styles: WordStyles) -> None:
    """Footnotes and endnotes after the body, each with its number as a place."""
    for kind, root in _parts(part, _NOTES):
        notes = [note for note in root if note.get(f"{_W}type") is None]
        for number, note in enumerate(notes, 1):
            layout.add(text_of(note, styles), place=f"{kind[:-1]} {number}")


def _add_margins(layout: Layout, part: Any, styles: WordStyles) -> None:
    """Running headers and footers, each text once; page numbers alone say nothing."""
    seen: set[str] = set()
    for kind, root in _parts(part, _MARGINS):
        text = text_of(root, styles)
        if text not in seen and not _PAGE_NUMBER.fullmatch(text):
            seen.add(text)
            layout.add(text, place=kind)


def _parts(part: Any, kinds: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Parts of the document beside its body, kind after kind."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for kind in kinds:
        for relation in part.rels.values():
            if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
                yield kind, etree.fromstring(relation.target_part.blob, parser)


def _style(paragraph: Any, styles: WordStyles) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return styles.name(found.get(f"{_W}val")) if found is not None else ""


def _titled(body: Any, styles: WordStyles) -> str | None:
    """The first paragraph of style Title, or else of the first heading level."""
    for wanted in ("title", "heading 1"):
        for block in _blocks(body):
            if block.tag == f"{_W}p" and _style(block, styles) == wanted:
                return text_of(block, styles)
    return None
