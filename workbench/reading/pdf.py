"""PDF: the text layer page by page, lines joined into paragraphs by where they stand on the page."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.layout import Layout, first_named, one_line
from workbench.reading.paragraphs import WORD, paragraphs
from workbench.reading.printed import Line, Piece, Printed, group_digits, in_reading_order, is_wide, without_repeats
from workbench.settings import Settings

_PDFIUM = threading.Lock()  # PDFium keeps global state and must not be entered by two threads
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD of PDFium's fpdfview.h
_BREAK_MARKS = ("\ufffe", "\x02")  # what PDFium puts for a hyphen and the line end after it
_ENDS = " \t\xa0\r" + "".join(_BREAK_MARKS)
_LINE = re.compile(r"[^\n\ufffe\x02]+[\ufffe\x02]?")  # a line runs up to its end or to the hyphen that stands for it
_BLANKS = re.compile(r"\s+")
_PLACEHOLDERS = frozenset({"untitled", "anonymous", "(anonymous)", "unspecified", "(unspecified)", "unknown", "none"})
_TOOL_PREFIX = re.compile(r"Microsoft (?:Word|Excel|PowerPoint) - ")


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
    pages = without_repeats(pages)
    words = Counter(WORD.findall(" ".join(line.text for page in pages for line in page).casefold()))
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


def _read_pages(name: str, data: bytes, settings: Settings) -> tuple[list[list[Line]], dict[str, str]]:
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
        pages: list[list[Line]] = []
        characters = 0
        for page in document:
            pages.append(_read_page(page))
            characters += sum(len(line.text) for line in pages[-1])
            if characters > settings.max_characters:
                raise refusals.too_many(name, "characters", characters, settings.max_characters, "max_characters")
        return pages, document.get_metadata_dict()
    finally:
        document.close()


def _read_page(page: Any) -> list[Line]:
    text_page = page.get_textpage()
    try:
        return in_reading_order(list(_lines(text_page)))
    finally:
        text_page.close()
        page.close()


def _lines(text_page: Any) -> Iterator[Printed]:
    """Cut the page's characters at their line ends, and each line at its wide gaps."""
    characters = _characters(text_page)
    for found in _LINE.finditer(characters):
        start, end = found.start(), found.start() + len(found[0].rstrip(_ENDS))
        start += len(found[0]) - len(found[0].lstrip())
        if start < end:
            _, bottom, _, top = text_page.get_charbox(start, loose=True)
            tail = "-" if found[0][-1] in _BREAK_MARKS else ""
            pieces = tuple(_pieces(text_page, characters, (start, end), top - bottom, tail))
            yield Printed(pieces, top, bottom)


def _pieces(text_page: Any, characters: str, span: tuple[int, int], height: float, tail: str) -> Iterator[Piece]:
    """The line's words, in one piece as long as no gap between two of them is wide; boxes around blanks say where they are."""
    start, end = span
    left, first = text_page.get_charbox(start, loose=True)[0], None
    here = left
    for blank in _BLANKS.finditer(characters, start, end):
        right = text_page.get_charbox(blank.start() - 1, loose=True)[2]
        after = text_page.get_charbox(blank.end(), loose=True)[0]
        first = right - here if first is None else first
        if is_wide(after - right, height):
            yield Piece(_words(characters[start : blank.start()]), here, right, first)
            start, here, first = blank.end(), after, None
    right = text_page.get_charbox(end - 1, loose=True)[2]
    yield Piece(_words(characters[start:end]) + tail, here, right, right - here if first is None else first)


def _words(characters: str) -> str:
    text = _rejoin_surrogates(characters).replace(_BREAK_MARKS[0], "-").replace(_BREAK_MARKS[1], "-")
    return group_digits(one_line(text))


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


def _add_page(layout: Layout, number: int, lines: list[Line], words: Counter[str]) -> None:
    """Append the page's paragraphs and name the stretch."""
    if not lines:
        return
    start = layout.next_start
    for paragraph in paragraphs(lines, words):
        layout.add(paragraph)
    layout.mark(start, f"page {number}")


def _told(text: str | None) -> str | None:
    """Metadata somebody wrote, not a program's filler."""
    plain = _TOOL_PREFIX.sub("", text or "").replace("\x00", "").strip()
    return None if plain.casefold() in _PLACEHOLDERS else first_named([plain])
