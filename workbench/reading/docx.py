"""Word documents: paragraphs, headings, tables row by row, footnotes, and the core properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.layout import Layout, first_named
from workbench.reading.rows import read_rows
from workbench.settings import Settings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("footnotes", "endnotes")
_PLACEHOLDER_AUTHORS = frozenset({"python-docx", "user", "admin", "author"})
# Deletions, the old place of a move, field codes, and text boxes repeated for old programs are not what the page shows.
_HIDDEN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}instrText", _FALLBACK})
_SPACES = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})


def read_docx(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read the body as its page shows it, tracked changes accepted.

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
    styles = {style.style_id: str(style.name) for style in document.styles}
    _add_body(layout, document.element.body, styles)
    _add_notes(layout, document.part)
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


def _add_body(layout: Layout, body: Any, styles: dict[str, str]) -> None:
    paragraphs = tables = 0
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            paragraphs += 1
            style = _style(block, styles)
            heading = style.startswith(("heading", "title"))
            layout.add(_text(block), heading=heading, place=f"paragraph {paragraphs}")
        else:
            tables += 1
            _add_table(layout, block, tables)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag not in _HIDDEN and isinstance(child.tag, str):
            yield from _blocks(child)


def _add_table(layout: Layout, table: Any, number: int) -> None:
    rows = [[_text(cell) for cell in row.iterchildren(f"{_W}tc")] for row in table.iterchildren(f"{_W}tr")]
    for line in read_rows(rows):
        layout.add(line.text, place=f"table {number}, row {line.row}")


def _add_notes(layout: Layout, part: Any) -> None:
    """Footnotes and endnotes after the body, each with its number as a place."""
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            root = etree.fromstring(relation.target_part.blob, parser)
            notes = [note for note in root if note.get(f"{_W}type") is None]
            for number, note in enumerate(notes, 1):
                layout.add(_text(note), place=f"{kind[:-1]} {number}")


def _text(element: Any) -> str:
    """The words of a paragraph or cell as shown."""
    pieces: list[str] = []
    events = etree.iterwalk(element, events=("start", "end"))
    for event, node in events:
        if event == "start" and node.tag in _HIDDEN:
            events.skip_subtree()
        elif event == "start" and node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif event == "start" and node.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        elif event == "start" and (node.tag in _SPACES or (node.tag == f"{_W}p" and pieces)):
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    """The paragraph's style by its name in lower case: names of built-in styles are English in every Word."""
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return styles.get(found.get(f"{_W}val"), "").casefold() if found is not None else ""


def _titled(body: Any, styles: dict[str, str]) -> str | None:
    """The first paragraph of style Title, or else of the first heading level."""
    for wanted in ("title", "heading 1"):
        for block in _blocks(body):
            if block.tag == f"{_W}p" and _style(block, styles) == wanted:
                return _text(block)
    return None
