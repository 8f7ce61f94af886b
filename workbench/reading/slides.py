"""PowerPoint files: slide by slide, titles, paragraphs, tables row by row, and the speaker's notes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from workbench.models import SourceText
from workbench.reading.containers import open_zip
from workbench.reading.grid import Cell, read_grid
from workbench.reading.layout import Layout, first_named, one_line
from workbench.reading.parts import read_part, relations
from workbench.reading.raised import lowered, raised
from workbench.reading.rows import read_rows
from workbench.settings import Settings

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WHAT = "presentation"
_PRESENTATION = "ppt/presentation.xml"
_PROPERTIES = "docProps/core.xml"
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"sldNum", "dt", "ftr", "sldImg"})  # numbers, days and footers that stand on every slide


def read_pptx(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read the slides that are shown, in order; places read ``slide N``, ``slide N, table row M`` and ``slide N, notes``.

    Struck-out text is left out. The file's own day is no day of publication.

    Raises:
        UnreadableFileError: damaged, or too long.
    """
    layout = Layout(name, settings.max_characters)
    with open_zip(name, data) as archive:
        listed = relations(name, _WHAT, archive, _PRESENTATION)
        for number, slide in enumerate(read_part(name, _WHAT, archive, _PRESENTATION).iter(f"{_P}sldId"), 1):
            path = listed.get(slide.get(_ID, ""), ("", ""))[1]
            _add_slide(layout, name, archive, path, number)
        told = read_part(name, _WHAT, archive, _PROPERTIES) if _PROPERTIES in archive.namelist() else None
    headings = layout.headings()
    return SourceText(
        text=layout.text(),
        title=first_named([_told(told, "title"), headings[0].label if headings else None]),
        author=_told(told, "creator"),
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        locators=layout.places(),
        headings=headings,
    )


def _add_slide(layout: Layout, name: str, archive: zipfile.ZipFile, path: str, number: int) -> None:
    root = read_part(name, _WHAT, archive, path)
    if root.get("show") in {"0", "false"}:
        return
    start = layout.next_start
    for shape in _shapes(root):
        _add_shape(layout, shape, number)
    if layout.length > start:
        layout.mark(start, f"slide {number}")
    for kind, notes in relations(name, _WHAT, archive, path).values():
        if kind == "notesSlide":
            shapes = _shapes(read_part(name, _WHAT, archive, notes))
            texts = [_text(paragraph) for shape in shapes for paragraph in shape.iter(f"{_A}p")]
            layout.add(" ".join(filter(None, texts)), place=f"slide {number}, notes")


def _shapes(root: Any) -> Iterator[Any]:
    """Shapes with text and tables, the title first."""
    found = [shape for shape in root.iter(f"{_P}sp", f"{_P}graphicFrame") if _role(shape) not in _FURNITURE]
    return iter(sorted(found, key=lambda shape: _role(shape) not in _TITLES))


def _role(shape: Any) -> str:
    holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return "" if holder is None else str(holder.get("type", ""))


def _add_shape(layout: Layout, shape: Any, number: int) -> None:
    table = next(shape.iter(f"{_A}tbl"), None)
    if table is None:
        for paragraph in shape.iter(f"{_A}p"):
            layout.add(_text(paragraph), heading=_role(shape) in _TITLES)
        return
    rows = [[_cell(cell) for cell in row.iter(f"{_A}tc") if not _is_covered(cell)] for row in table.iter(f"{_A}tr")]
    for line in read_rows(read_grid(rows)):
        layout.add(line.text, place=f"slide {number}, table row {line.row}")


def _is_covered(cell: Any) -> bool:
    return any(cell.get(merge) in {"1", "true"} for merge in ("hMerge", "vMerge"))


def _cell(cell: Any) -> Cell:
    text = " ".join(filter(None, map(_text, cell.iter(f"{_A}p"))))
    return Cell(text, _span(cell.get("gridSpan")), _span(cell.get("rowSpan")))


def _span(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < len("10000") else 1


def _text(paragraph: Any) -> str:
    """The paragraph as shown; a text's offset from its line, in thousandths of a percent, raises or lowers it."""
    shown = ""
    runs = [run for run in paragraph if run.tag in {f"{_A}r", f"{_A}fld", f"{_A}br"}]
    for index, run in enumerate(runs):
        text = "".join(piece.text or "" for piece in run.iter(f"{_A}t")) or (" " if run.tag == f"{_A}br" else "")
        looks = run.find(f"{_A}rPr")
        offset = "0" if looks is None else looks.get("baseline", "0")
        if looks is not None and looks.get("strike", "noStrike") != "noStrike":
            continue
        if offset.strip("-0%"):
            after = "".join(piece.text or "" for piece in runs[index + 1].iter(f"{_A}t")) if index + 1 < len(runs) else ""
            text = lowered(shown, text) if offset.startswith("-") else raised(shown[-24:], text, after)
        shown += text
    return one_line(shown)


def _told(properties: Any, what: str) -> str | None:
    return None if properties is None else first_named([properties.findtext(f"{_DC}{what}")])
