"""A tree of HTML (or of what trafilatura makes of it) as blocks of text in reading order: headings, paragraphs, table rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workbench.reading.layout import one_line
from workbench.reading.rows import read_rows

_BREAKS = frozenset("br lb".split())
_HEADINGS = frozenset("head h1 h2 h3 h4 h5 h6".split())
_ITEMS = frozenset("li item dt dd".split())
_BLOCKS = (
    _HEADINGS
    | _ITEMS
    | frozenset(
        "p div section article main header footer aside nav ul ol list dl blockquote quote pre figure figcaption address "
        "tr row table caption form fieldset details summary hr body center title".split()
    )
)
_SILENT = frozenset("script style template noscript svg math object iframe select button textarea graphic".split())
_CELLS = frozenset("td th cell".split())


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's worth of text; list items and table rows count as such."""

    text: str
    heading: bool = False


def read_blocks(root: etree._Element) -> Iterator[Block]:
    """Walk `root` in document order without recursion; the tree's depth cannot hurt.

    Definition lists are joined in the tree itself: each term with its definition, "Length: 90 m".
    """
    _join_definitions(root)
    words: list[str] = []
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = _tag(element)
        if event == "start" and (tag in _SILENT or tag is None):
            events.skip_subtree()
        elif event == "start" and _is_data_table(element):
            yield from _flush(words)
            yield from _table(element)
            events.skip_subtree()
        elif event == "start":
            yield from _flush(words) if tag in _BLOCKS else ()
            words.append(element.text or "")
        elif tag in _BLOCKS:
            yield from _flush(words, heading=tag in _HEADINGS)
        elif tag in _BREAKS or tag in _CELLS:
            words.append(" ")
        if event == "end" and element is not root:
            words.append(element.tail or "")
    yield from _flush(words)


def _join_definitions(root: etree._Element) -> None:
    for term in [element for element in root.iter("dt", "item") if _is_part(element, "dt")]:
        definition, parent = term.getnext(), term.getparent()
        if definition is not None and parent is not None and _is_part(definition, "dd"):
            definition.text = f"{inline_text(term)}: {definition.text or ''}"
            parent.remove(term)


def _is_part(element: etree._Element, part: str) -> bool:
    """Whether `element` is a ``dt`` or ``dd``, or the item with that mark that trafilatura makes of it."""
    return _tag(element) == part or (element.get("rend") or "").startswith(f"{part}-")


def _flush(words: list[str], *, heading: bool = False) -> Iterator[Block]:
    text = one_line("".join(words))
    words.clear()
    if text:
        yield Block(text, heading=heading)


def _tag(element: etree._Element) -> str | None:
    """The plain tag name; ``None`` for a comment or a processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else None


def _is_data_table(element: etree._Element) -> bool:
    """A table without tables, paragraphs or headings in it; the others lay out a page."""
    if _tag(element) != "table":
        return False
    inner = {_tag(child) for child in element.iterdescendants()}
    return not inner & ({"table", "p", "div"} | _HEADINGS)


def _table(table: etree._Element) -> Iterator[Block]:
    for caption in table.iterdescendants("caption"):
        yield from _flush([inline_text(caption)])
    rows = [
        [inline_text(cell) for cell in row if _tag(cell) in _CELLS]
        for row in table.iterdescendants()
        if _tag(row) in {"tr", "row"}
    ]
    for line in read_rows(rows):
        yield Block(line.text)


def inline_text(element: etree._Element) -> str:
    """The words of a cell or a caption in one line; only what begins a line of its own on the page is kept apart."""
    pieces: list[str] = []
    events = etree.iterwalk(element, events=("start", "end"))
    for event, node in events:
        tag = _tag(node)
        apart = " " if tag in _BLOCKS or tag in _BREAKS else ""
        if event == "start" and (tag in _SILENT or tag is None):
            events.skip_subtree()
        elif event == "start":
            pieces.append(apart + (node.text or ""))
        if event == "end":
            pieces.append(apart + ((node.tail or "") if node is not element else ""))
    return one_line("".join(pieces))
