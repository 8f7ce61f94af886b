"""PDF: the text layer page by page, lines joined into paragraphs by where they stand on the page."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.layout import Layout, first_named
from workbench.settings import Settings

_PDFIUM = threading.Lock()  # PDFium keeps global state and must not be entered by two threads
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD of PDFium's fpdfview.h
_BREAK_MARKS = ("\ufffe", "\x02")  # what PDFium puts for a hyphen and the line end after it
_ENDS = " \t\xa0\r" + "".join(_BREAK_MARKS)
_LINE = re.compile(r"[^\n\ufffe\x02]+[\ufffe\x02]?")  # a line runs up to its end or to the hyphen that stands for it
_PARAGRAPH_GAP = 1.35  # times the usual spacing of two lines
_SAME_LINE = 0.3  # spacings under this join pieces of one printed line
_LARGER_TYPE = 1.2  # times the height of the line below
_COLUMN_LINES = 5  # lines that begin at one place before it counts as a column
_NARROWEST_COLUMN = 100.0  # points
_SHORT_LINE = 0.75  # of the column's width; ragged lines of running text end further right than that
_WORD = re.compile(r"\w+(?:-\w+)*")
_PLACEHOLDERS = frozenset({"untitled", "anonymous", "(anonymous)", "unspecified", "(unspecified)", "unknown", "none"})
_TOOL_PREFIX = re.compile(r"Microsoft (?:Word|Excel|PowerPoint) - ")


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line and where it stands, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def read_pdf(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read the text layer; each page is a place, ``page N``, and pages are parted by a blank line.

    The day of creation is the file's own and no day of publication.

    Raises:
        UnreadableFileError: encrypted, damaged, too many pages, no text layer.
    """
    with _PDFIUM:
        pages, told = _read_pages(name, data, settings)
    if not any(pages):
        raise refusals.scanned(name, len(pages))
    words = Counter(_WORD.findall(" ".join(line.text for page in pages for line in page).casefold()))
    layout = Layout(name, settings.max_characters)
    for number, lines in enumerate(pages, 1):
        _add_page(layout, number, lines, words)
    return SourceText(
        text=layout.text(),
        title=_told(told.get("Title")),
        author=_told(told.get("Author")),
        media_type="application/pdf",
        locators=layout.places(),
    )


def _read_pages(name: str, data: bytes, settings: Settings) -> tuple[list[list[_Line]], dict[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).casefold():
            raise refusals.encrypted(name) from error
        raise refusals.damaged(name, "PDF", str(error)) from error
    try:
        if len(document) > settings.max_pages:
            raise refusals.too_many(name, "pages", len(document), settings.max_pages, "max_pages")
        pages: list[list[_Line]] = []
        characters = 0
        for page in document:
            pages.append(_read_page(page))
            characters += sum(len(line.text) for line in pages[-1])
            if characters > settings.max_characters:
                raise refusals.too_many(name, "characters", characters, settings.max_characters, "max_characters")
        return pages, document.get_metadata_dict()
    finally:
        document.close()


def _read_page(page: Any) -> list[_Line]:
    text_page = page.get_textpage()
    try:
        return list(_lines(text_page))
    finally:
        text_page.close()
        page.close()


def _lines(text_page: Any) -> Iterator[_Line]:
    """Cut the page's characters at their line ends; the boxes of a line's first and last character say where it stands."""
    characters = _characters(text_page)
    for line in _LINE.finditer(characters):
        text = _rejoin_surrogates(line[0])
        words = " ".join(text.replace(_BREAK_MARKS[0], "-").replace(_BREAK_MARKS[1], "-").split())
        if words:
            first = line.start() + len(text) - len(text.lstrip())
            last = line.start() + len(line[0].rstrip(_ENDS)) - 1
            left, bottom, _, top = text_page.get_charbox(first, loose=True)
            yield _Line(words, left, text_page.get_charbox(max(first, last), loose=True)[2], top, bottom)


def _characters(text_page: Any) -> str:
    """The page's text with one character for each of PDFium's indexes, by which it keeps the boxes."""
    import pypdfium2.raw as pdfium

    count = text_page.count_chars()
    whole: str = text_page.get_text_range()
    if len(whole) == count:
        return whole
    return "".join(chr(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count))


def _rejoin_surrogates(text: str) -> str:
    """PDFium hands out UTF-16 units; pairs become the character they stand for."""
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def _add_page(layout: Layout, number: int, lines: list[_Line], words: Counter[str]) -> None:
    """Append the page's paragraphs and name the stretch."""
    if not lines:
        return
    start, text = layout.next_start, lines[0].text
    usual = _usual_spacing(lines)
    margins = _margins(lines)
    for above, below in pairwise(lines):
        if _parted(above, below, usual, margins):
            layout.add(text)
            text = below.text
        else:
            text = _join(text, below.text, words)
    layout.add(text)
    layout.mark(start, f"page {number}")


def _parted(above: _Line, below: _Line, usual: float, margins: list[float]) -> bool:
    """Whether a block ends between two lines: by distance, by size of type, or because the upper one stops short."""
    spacing = _spacing(above, below)
    if spacing > usual * _PARAGRAPH_GAP or spacing < 0 or _height(above) > _LARGER_TYPE * _height(below):
        return True
    reachable = (margin for margin in margins if margin >= above.right and margin - above.left > _NARROWEST_COLUMN)
    right = next(reachable, above.right)
    return above.right < below.left or above.right - above.left < _SHORT_LINE * (right - above.left)


def _margins(lines: list[_Line]) -> list[float]:
    """Where lines can end at the right, in order: before each further column of the page, and at the end of its widest line."""
    starts = Counter(round(line.left) for line in lines)
    columns = sorted(start - 1.0 for start, count in starts.items() if count >= _COLUMN_LINES)
    return [*columns, max(line.right for line in lines)]


def _usual_spacing(lines: list[_Line]) -> float:
    """The lower quartile of all spacings down the page: on a short page half of them are between paragraphs."""
    spacings = sorted(spacing for above, below in pairwise(lines) if (spacing := _spacing(above, below)) > _SAME_LINE)
    return spacings[len(spacings) // 4] if spacings else 0.0


def _spacing(above: _Line, below: _Line) -> float:
    """Distance of two base lines in heights of the lower line's type; negative where the text jumps up to a new column."""
    return (above.bottom - below.bottom) / max(_height(below), 1.0)


def _height(line: _Line) -> float:
    return line.top - line.bottom


def _join(text: str, below: str, words: Counter[str]) -> str:
    """Join two lines of a paragraph; a word cut by a hyphen is made whole the way the rest of the file writes it."""
    if not text.endswith("-"):
        return f"{text} {below}"
    head, tail = text[:-1], below.partition(" ")[0]
    first, second = _WORD.findall(head)[-1:], _WORD.findall(tail)[:1]
    if not first or not second or not head[-1:].isalnum():
        return f"{text} {below}"
    whole, hyphened = (first[0] + second[0]).casefold(), f"{first[0]}-{second[0]}".casefold()
    keep = not (head[-1:].isalpha() and below[:1].islower()) or words[hyphened] > words[whole]
    return f"{head}-{below}" if keep else head + below


def _told(text: str | None) -> str | None:
    """Metadata somebody wrote, not a program's filler."""
    plain = _TOOL_PREFIX.sub("", text or "").replace("\x00", "").strip()
    return None if plain.casefold() in _PLACEHOLDERS else first_named([plain])
