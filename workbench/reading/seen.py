"""A parsed page as its reader sees it: without hidden and struck-out text, raised figures apart, merged cells on every row."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from workbench.reading.grid import Cell, read_grid
from workbench.reading.markup import inline_text
from workbench.reading.raised import lowered, raised

_UNSEEN = (
    "//*[self::del or self::s or self::strike or self::template or @hidden or @aria-hidden or "
    "contains(@style, 'none') or contains(@style, 'visibility') or contains(@style, 'line-through')]"
)
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through", re.IGNORECASE)
_RAISED = (
    "//sup | //sub | //*[contains(@style, 'super')] | "
    "//a[@role='doc-noteref' or contains(@class, 'footnote') or contains(@class, 'noteref')]"
)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_INLINE = frozenset("a abbr b bdi bdo big cite code em font i ins kbd mark q samp small span strong sub sup tt u var".split())
_CONTEXT = 24  # characters around a raised piece that its reading asks for
_STEPS = 12  # neighbours looked at for them
_CELLS = "*[self::td or self::th]"
_MOST_SPAN = 65_534  # rows, as in HTML


def hide_unseen(tree: Any) -> bool:
    """Take out, in place, what the page hides or strikes out; whether there was any."""
    found = [element for element in tree.xpath(_UNSEEN) if _is_unseen(element)]
    for element in found:
        if element.getparent() is not None and element.tag not in {"html", "body"}:
            element.drop_tree()
    return bool(found)


def set_apart(tree: Any) -> None:
    """Write out, in place, raised and lowered text as plain text, and drop the marks of notes."""
    for element in tree.xpath(_RAISED):
        if element.tag in {"sup", "sub", "a"} or _RAISED_STYLE.search(element.get("style") or ""):
            _write_out(element)


def spread_cells(tree: Any) -> None:
    """Repeat, in place, the labels of cells that cover several rows or columns of a table of data."""
    for table in tree.xpath("//table[.//*[@rowspan or @colspan]]"):
        if not table.xpath(".//table | .//p/following-sibling::p | .//h1 | .//h2 | .//h3 | .//h4 | .//div/div"):
            _spread(table)


def _is_unseen(element: Any) -> bool:
    if element.tag in {"del", "s", "strike", "template"}:
        return True
    if element.get("hidden") is not None:
        return bool(element.get("hidden").strip().lower() != "until-found")  # that is shown when it is looked for
    if _STYLED_AWAY.search(element.get("style") or ""):
        return True
    return (element.get("aria-hidden") or "").strip().lower() == "true" and not _shows_formula(element)


def _shows_formula(element: Any) -> bool:
    """A formula is given twice, to the eye and to screen readers; the copy for the eye is the one in plain text."""
    before = element.getprevious()
    return before is not None and before.tag in _INLINE | {"math"} and bool(before.xpath("descendant-or-self::math"))


def _write_out(element: Any) -> None:
    if element.getparent() is None:
        return
    mark = element.text_content()
    before, after = _before(element), _after(element)
    if element.tag == "sub":
        text = lowered(before, mark)
    else:
        linked = element.tag == "a" or bool(element.xpath(".//a[@href] | ancestor::a[@href]"))
        text = raised(before, mark, after, linked=linked)
    if text != mark or not len(element):
        tail = element.tail
        element.clear()
        element.tag, element.text, element.tail = "span", text, tail


def _before(element: Any) -> str:
    """The end of what stands before `element` on its line."""
    pieces: list[str] = []
    here = element
    for _ in range(_STEPS):
        earlier = here.getprevious()
        if earlier is not None:
            pieces.append(earlier.tail or "")
            if earlier.tag not in _INLINE:
                break
            pieces.append(earlier.text_content())
            here = earlier
        else:
            here = here.getparent()
            pieces.append((here.text or "") if here is not None else "")
            if here is None or here.tag not in _INLINE:
                break
        if sum(map(len, pieces)) > _CONTEXT:
            break
    return "".join(reversed(pieces))[-_CONTEXT:]


def _after(element: Any) -> str:
    """The beginning of what follows `element` on its line."""
    text, here = element.tail or "", element
    while not text and here is not None:
        later = here.getnext()
        if later is not None:
            return str(later.text_content())[:_CONTEXT] if later.tag in _INLINE else ""
        here = here.getparent()
        if here is None or here.tag not in _INLINE:
            return ""
        text = here.tail or ""
    return str(text)[:_CONTEXT]


def _spread(table: Any) -> None:
    """Put plain rows in the place of the table's own."""
    rows = [[_cell(cell) for cell in row.xpath(_CELLS)] for row in table.iter("tr")]
    heads = [all(cell.tag == "th" for cell in row.xpath(_CELLS)) for row in table.iter("tr")]
    captions = list(table.iter("caption"))
    for child in list(table):
        if child not in captions:
            table.remove(child)
    for texts, head in zip(read_grid(rows), heads, strict=True):
        row = etree.SubElement(table, "tr")
        for text in texts:
            etree.SubElement(row, "th" if head else "td").text = text


def _cell(cell: Any) -> Cell:
    return Cell(inline_text(cell), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: Any, name: str) -> int:
    """How far a cell reaches; 0 is said for "to the end of the table"."""
    written = (cell.get(name) or "1").strip()
    count = int(written) if written.isascii() and written.isdigit() and len(written) < len("100000") else 1
    return min(count, _MOST_SPAN) or (_MOST_SPAN if name == "rowspan" else 1)
