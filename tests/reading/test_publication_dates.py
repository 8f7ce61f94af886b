"""A publication date is one that somebody stated as such: never a file's own date, never a guess."""

import datetime as dt
import io
import json
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import opendocument, presentation, slide
from reportlab.pdfgen.canvas import Canvas

from workbench.reading import SUFFIXES, read_bytes, stated_day
from workbench.settings import Settings

SETTINGS = Settings()
MADE = dt.datetime(2013, 12, 23, 23, 15)  # noqa: DTZ001 - the formats keep no zone; the day of python-docx's template
STATED = dt.date(2024, 5, 3)
SILENT = ["The ferry report", "The ferry has 300 seats. It was refitted on 12 March 2021."]
DATED = ["The ferry report", "Published: 3 May 2024", SILENT[1]]


def pdf(lines):
    """A page that PDFium reads line by line, made "today" as its own properties say."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, line in enumerate(lines):
        canvas.drawString(60, 760 - 40 * number, line)
    canvas.save()
    assert b"/CreationDate" in buffer.getvalue()
    return buffer.getvalue()


def word(lines):
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = MADE
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def workbook(lines):
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = MADE
    for line in lines:
        book.active.append([line])
    return saved(book)


def saved(thing):
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


def page(lines, head=""):
    return f"<html><head>{head}</head><body><main>{''.join(f'<p>{line}</p>' for line in lines)}</main></body></html>".encode()


def epub(lines, told=""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>')
        book.writestr(
            "b.opf",
            '<package xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><metadata>'
            f'{told}</metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>',
        )
        book.writestr("a.xhtml", page(lines))
    return buffer.getvalue()


def published(name, data):
    return read_bytes(name, data, SETTINGS)[0].published


def spoken(head, lines):
    """A transcript in which every line has another voice."""
    cues = (f"00:00:0{number},000 --> 00:00:0{number},900\n>> {line}\n\n" for number, line in enumerate(lines))
    return (head + "".join(cues)).encode()


def slides(lines):
    return presentation(slide(*lines))


MAKERS = {
    "a.rtf": lambda lines: ("{\\rtf1 " + "\\par ".join(lines) + "}").encode(),
    "a.pptx": slides, "a.odt": lambda lines: opendocument("".join(f"<text:p>{line}</text:p>" for line in lines)),
    "a.json": lambda lines: json.dumps([{"": line} for line in lines]).encode(),
    "a.pdf": pdf, "a.docx": word, "a.xlsx": workbook, "a.html": page, "a.epub": epub,
    "a.txt": lambda lines: "\n\n".join(lines).encode(), "a.md": lambda lines: "\n\n".join(lines).encode(),
    "a.csv": lambda lines: "\n".join(lines).encode(), "a.tsv": lambda lines: "\n".join(lines).encode(),
    "a.vtt": lambda lines: spoken("WEBVTT\n\n", lines), "a.srt": lambda lines: spoken("", lines),
    "a.eml": lambda lines: ("From: board@sund.example\n\n" + "\n\n".join(lines)).encode(),
    "a.jsonl": lambda lines: json.dumps({"doc_id": "a", "title": "Report", "text": "\n\n".join(lines)}).encode(),
}  # fmt: skip


def test_every_format_is_tried_here():
    assert {f".{name.partition('.')[2]}" for name in MAKERS} == SUFFIXES - {".htm", ".markdown"}


@pytest.mark.parametrize("name", MAKERS)
def test_a_file_whose_text_tells_no_day_is_undated(name):
    """Whatever the file's own properties say: made today, or from a template of 2013."""
    assert published(name, MAKERS[name](SILENT)) is None


@pytest.mark.parametrize("name", MAKERS)
def test_a_file_whose_text_opens_with_its_day_has_that_day(name):
    assert published(name, MAKERS[name](DATED)) == STATED


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-05-03T10:00:00Z">', STATED),
        ('<meta name="dcterms.issued" content="2024-05-03">', STATED),
        ('<meta name="dc.date" content="3 May 2024">', STATED),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-03"}</script>', STATED),
        ('<meta property="article:modified_time" content="2024-05-03T10:00:00Z">', None),
        ('<meta name="date" content="2024-05-03">', None),  # what documentation tools write on the day they run
        ('<meta name="dcterms.created" content="2024-05-03">', None),
        ('<meta name="last-modified" content="2024-05-03">', None),
        ('<script type="application/ld+json">{"dateModified": "2024-05-03", "dateCreated": "2024-05-03"}</script>', None),
        ('<meta name="copyright" content="2024">', None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None),
    ],
)
def test_a_page_is_dated_by_what_it_declares_as_publication(head, day):
    assert published("a.html", page(SILENT, head)) == day


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ('<time datetime="2024-05-03">3 May</time>', STATED),
        ('Updated <time datetime="2024-05-04">4 May</time>', None),
        ('<time class="entry-modified" datetime="2024-05-04">4 May</time>', None),
        ('<time itemprop="dateModified" datetime="2024-05-04">4 May</time>', None),
        ('Updated <time datetime="2024-05-04">4 May</time>, first seen <time datetime="2024-05-03">3 May</time>', STATED),
    ],
)
def test_a_day_in_an_articles_head_counts_unless_it_is_that_of_a_change(header, day):
    text = f"<html><body><article><header><h1>Ferry</h1>{header}</header><p>It has 300 seats.</p></article></body></html>"
    assert published("a.html", text.encode()) == day


def test_a_copyright_line_and_the_address_of_a_page_date_nothing():
    body = '<link rel="canonical" href="https://post.example/2024/05/03/ferry">'
    assert published("a.html", page([*SILENT, "© 2024 Harbour Post"], body)) is None


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("<dc:date>2024-05-03</dc:date>", STATED),
        ('<dc:date opf:event="publication">2024-05-03</dc:date>', STATED),
        ('<dc:date opf:event="modification">2024-05-04</dc:date>', None),
        ('<dc:date opf:event="creation">2024-05-04</dc:date><dc:date opf:event="publication">2024-05-03</dc:date>', STATED),
        ('<meta property="dcterms:modified">2024-05-04T00:00:00Z</meta>', None),
        ('<meta property="dcterms:issued">2024-05-03</meta><dc:date opf:event="creation">2024-05-04</dc:date>', STATED),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
    ],
)
def test_a_book_is_dated_by_its_publication_only(told, day):
    assert published("a.epub", epub(SILENT, told)) == day


@pytest.mark.parametrize("key", ["published", "date"])
def test_front_matter_wins_over_the_text(key):
    assert published("a.md", f"---\n{key}: 2024-05-03\n---\nPublished: 9 June 2024\n\nText.".encode()) == STATED


HEADS = [
    ("LONDON, 3 May 2024 — The ferry has 300 seats.", STATED),
    ("NORRHAVN, Ohio, May 3, 2024 (Agency) - The ferry has 300 seats.", STATED),
    ("A headline\n\nBy Mara Lind\n\nLONDON, May 3 2024 – The ferry has 300 seats.", STATED),
    ("Date: 3 May 2024\nTo: the council", STATED),
    ("From: a\nDate: Fri, 03 May 2024 10:00:00 +0200\nSubject: b\n\nDear all", STATED),
    ("Headline\nBy Mara Lind\nFriday, 3 May 2024\nThe ferry has 300 seats.", STATED),
    ("Headline\nMay 3, 2024, 10:30 a.m. ET\nThe ferry has 300 seats.", STATED),
    ("**Published:** May 3, 2024 | Updated: May 4, 2024\nText", STATED),
    ("Published 2024-05-03T10:00:00Z\nText", STATED),
    ("Publication date: 3 May 2024, updated 5 May 2024", STATED),
    ("First published on Friday, 3 May 2024 at 10:00 BST", STATED),
    ("Published: 3 May 2024\nDate: 9 June 2024", STATED),  # the clearer word wins
    ("LONDON, May 3 (Agency) — The year is not stated.", None),
    ("On 3 May 2024 the bridge opened.", None),
    ("3 May 2024 was a Friday.", None),
    ("3 May 2024, 10:30 the dam broke", None),
    ("3 May 2024\nThe dam cracked.\n4 May 2024\nThe dam broke.", None),  # a chronicle
    ("Date: 3 May 2024 – 5 May 2024\nPlace: Norrhavn", None),  # a meeting of three days
    ("Published: 3 May 2024\nPublished: 9 June 2024", None),
    ("Updated: 3 May 2024\nText", None),
    ("Last modified 3 May 2024\nText", None),
    ("Created: 3 May 2024\nText", None),
    ("Retrieved 3 May 2024", None),
    ("Released: 3 May 2024\nRunning time: 90 min", None),  # of a film
    ("Published: 03/05/2024", None),
    ("Published: May 2024", None),
    ("Published: 31 February 2024", None),
    ("Date: 0001-01-01\nText", None),
    ("Line.\n" * 40 + "Published: 3 May 2024", None),  # not at the head
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), HEADS)
def test_a_text_is_dated_by_its_own_head(text, day):
    assert stated_day(text) == day


@settings(deadline=None)
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["Published:", "Date", "3 May 2024", "—", "\n", "LONDON,", "T10:00"])).map(" ".join)
)
def test_no_head_makes_the_reader_fail(text):
    assert stated_day(text) is None or isinstance(stated_day(text), dt.date)


@pytest.mark.parametrize("piece", ["Published: ", "3 May 2024 ", "A, ", "LONDON. ", "Date:\n", "3 May 2024 | ", "May 3, "])
def test_a_megabyte_of_heads_is_read_at_once(piece):
    stated_day(piece * (1_000_000 // len(piece)))
