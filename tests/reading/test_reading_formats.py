"""Real files of every richer format, made here: their text, places, headings and metadata."""

import datetime as dt
import io
import json
import textwrap
import zipfile

import docx
import openpyxl
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from workbench.models import Refusal, SourceText, Tier
from workbench.reading import read_bytes
from workbench.reading.jsonl import read_lines
from workbench.reading.rows import read_rows
from workbench.settings import Settings

SETTINGS = Settings()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PAGE = """<!DOCTYPE html><html><head><title>Ferry opens | Coast Post</title>
<meta property="og:site_name" content="Coast Post"><meta name="author" content="Mara Lind">
<meta property="article:published_time" content="2024-03-12T10:00:00Z">
<link rel="canonical" href="https://post.example/ferry"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Ferry opens</h1>
<p>The ferry opened on Monday with 300 seats &amp; a bar. It cost 5 million crowns and took two years to build.</p>
<h2>Facts in short</h2><ul><li>Length: 90 m</li><li>Beam: 12 m</li></ul>
<table><tr><th>Ship</th><th>Seats</th></tr><tr><td>Aurora</td><td>300</td></tr><tr><td>Borea</td><td>250</td></tr></table>
<p>The yard, which built it, <b>closed</b> in May after forty years of work on the river and in the bay.</p></article>
<script>var tracking = "12 km";</script><footer>Copyright 2020 Coast Post</footer></body></html>"""


def one(name, data):
    (source,) = read_bytes(name, data if isinstance(data, bytes) else data.encode(), SETTINGS)
    return source


def stretch(source, label):
    """The text a person finds at the place `label`."""
    place = next(place for place in source.locators if place.label == label)
    return source.text[place.start : place.end]


def saved(thing):
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


# ---------------------------------------------------------------------------------------------------- web pages


def test_web_page_gives_its_article_without_navigation_scripts_and_footer():
    source = one("ferry.html", PAGE)
    assert source.text.startswith("Ferry opens\n\nThe ferry opened on Monday with 300 seats & a bar.")
    assert "closed in May" in source.text
    for foreign in ("Home", "tracking", "Copyright"):
        assert foreign not in source.text


def test_web_page_keeps_lists_and_names_the_columns_of_every_table_row():
    source = one("ferry.html", PAGE)
    assert "Length: 90 m\n\nBeam: 12 m" in source.text
    assert "Ship: Aurora; Seats: 300\n\nShip: Borea; Seats: 250" in source.text


def test_web_page_metadata_is_what_the_page_declares():
    source = one("ferry.html", PAGE)
    assert (source.title, source.author, source.publisher) == ("Ferry opens", "Mara Lind", "Coast Post")
    assert (source.published, source.url) == (dt.date(2024, 3, 12), "https://post.example/ferry")
    assert [(h.label, source.text[h.start : h.end]) for h in source.headings] == [
        (t, t) for t in ("Ferry opens", "Facts in short")
    ]


def test_web_page_metadata_may_stand_in_json_ld():
    told = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "datePublished": "2023-11-05",
                "author": [{"name": "P. Reed"}],
                "publisher": {"name": "Bay"},
            }
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    page = f"<html><head>{script}</head><body><p>Twelve seats.</p></body></html>"
    source = one("a.htm", page)
    assert (source.published, source.author, source.publisher) == (dt.date(2023, 11, 5), "P. Reed", "Bay")


def test_a_date_that_only_stands_in_the_page_is_no_publication_date():
    assert (
        one("a.html", "<html><body><p>On 12 March 2024 the bridge opened.</p><footer>© 2019</footer></body></html>").published
        is None
    )


def test_page_without_a_main_text_gives_all_its_visible_text():
    source = one("a.html", "<html><body><div>Just 12 km<br>of road<!-- hidden --></div><style>p{}</style></body></html>")
    assert source.text == "Just 12 km of road"


def test_definitions_keep_their_terms():
    terms = "<dl><dt>Length</dt><dd>90 m</dd><dt>Beam</dt><dd>12 m</dd></dl>"
    page = f"<html><body><main><h1>Data</h1><p>All of the base model.</p>{terms}</main></body></html>"
    assert one("a.html", page).text.endswith("Length: 90 m\n\nBeam: 12 m")


def test_page_built_of_bare_divisions_keeps_its_paragraphs_apart_and_loses_its_navigation():
    page = (
        "<html><body><nav><a href='/'>Home</a></nav><div class='release'><div>Port Hessel, 3 May.</div>"
        "<div>The quay is 400 m long.</div><div>It opens on Monday.</div></div><footer>Imprint</footer></body></html>"
    )
    assert one("a.html", page).text == "Port Hessel, 3 May.\n\nThe quay is 400 m long.\n\nIt opens on Monday."


def test_page_is_decoded_as_it_declares():
    page = "<html><head><meta charset='windows-1251'></head><body><p>Паром перевёз 300 пассажиров.</p></body></html>"
    assert one("a.html", page.encode("cp1251")).text == "Паром перевёз 300 пассажиров."


def test_deeply_nested_page_does_not_hurt():
    depth = 100_000
    assert "core" in one("a.html", "<html><body>core" + "<div>" * depth + "x" + "</div>" * depth + "</body></html>").text


# ---------------------------------------------------------------------------------------------------------- PDF


def pdf(pages, **told):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(told.get("title", "untitled"))
    canvas.setAuthor(told.get("author", "anonymous"))
    for lines in pages:
        for y, line in lines:
            canvas.drawString(60, y, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_pdf_joins_the_lines_of_a_paragraph_and_parts_pages_by_a_blank_line():
    source = one(
        "a.pdf",
        pdf(
            [
                [(780, "Ferry facts"), (740, "The ferry was built in two years and carries three hundred passen-"),
                 (726, "gers on a long-range route, which is the longest of the inshore long-"),
                 (712, "range routes. It is 90 m long."), (680, "A second paragraph.")],
                [(780, "The second page.")],
            ],
            title="Ferry facts", author="Harbour Board",
        ),
    )  # fmt: skip
    assert source.text == (
        "Ferry facts\n\nThe ferry was built in two years and carries three hundred passengers on a long-range route, which is "
        "the longest of the inshore long-range routes. It is 90 m long.\n\nA second paragraph.\n\nThe second page."
    )
    assert stretch(source, "page 2") == "The second page."
    assert stretch(source, "page 1").endswith("A second paragraph.")
    assert (source.title, source.author) == ("Ferry facts", "Harbour Board")


def test_pdf_columns_are_read_one_after_the_other_with_their_sentences_whole():
    left = "The ferry company said on Monday that the second of its new battery ships will follow in late autumn, when "
    left += "the charging station on the island has been built and the crews have been trained on the first ship."
    right = left.replace("ferry", "railway").replace("ship", "train")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawString(60, 760, "A headline that runs over the whole width of both of the columns of this page")
    for x, column in ((60, left), (300, right)):
        for number, line in enumerate(textwrap.wrap(column, 42)):
            canvas.drawString(x, 700 - 14 * number, line)
    canvas.save()
    assert one("a.pdf", buffer.getvalue()).text.split("\n\n")[1:] == [left, right]


def test_pdf_filler_metadata_is_no_metadata():
    source = one("a.pdf", pdf([[(700, "Twelve words.")]]))
    assert (source.title, source.author) == (None, None)


def test_pdf_pages_keep_their_numbers_where_one_is_blank():
    source = one("a.pdf", pdf([[(700, "First.")], [], [(700, "Third.")]]))
    assert [place.label for place in source.locators] == ["page 1", "page 3"]
    assert stretch(source, "page 3") == "Third."


# --------------------------------------------------------------------------------------------------------- Word


def test_word_document_gives_headings_paragraphs_table_rows_and_properties():
    document = docx.Document()
    document.core_properties.title = "Ferry report"
    document.core_properties.author = "Mara Lind"
    document.add_heading("Ferry", level=1)
    document.add_paragraph("The ferry has 300 seats.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([c for row in table.rows for c in row.cells], ["Ship", "Seats", "Aurora", "300"], strict=True):
        cell.text = text
    document.add_paragraph("End.")
    source = one("a.docx", saved(document))
    assert source.text == "Ferry\n\nThe ferry has 300 seats.\n\nShip: Aurora; Seats: 300\n\nEnd."
    assert stretch(source, "paragraph 2") == "The ferry has 300 seats."
    assert stretch(source, "table 1, row 2") == "Ship: Aurora; Seats: 300"
    assert [h.label for h in source.headings] == ["Ferry"]
    assert (source.title, source.author) == ("Ferry report", "Mara Lind")


def test_word_tracked_insertions_are_read_and_deletions_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("The ferry has ")
    for change in ("<w:del {W}><w:r><w:delText>200</w:delText></w:r></w:del>", "<w:ins {W}><w:r><w:t>300</w:t></w:r></w:ins>"):
        paragraph._p.append(parse_xml(change.replace("{W}", W)))
    paragraph.add_run(" seats.")
    assert one("a.docx", saved(document)).text == "The ferry has 300 seats."


def test_word_footnotes_follow_the_body_and_are_places():
    document = docx.Document()
    document.add_paragraph("The ferry has 300 seats.")
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Standing room not counted.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    source = one("a.docx", saved(document))
    assert source.text == "The ferry has 300 seats.\n\nStanding room not counted."
    assert stretch(source, "footnote 1") == "Standing room not counted."


# ------------------------------------------------------------------------------------------------------- sheets


def test_workbook_rows_name_their_columns_and_are_found_by_sheet_and_row():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Prices"
    for row in (
        ["Fares from May"],
        ["Route", "Price", "Share", "Since"],
        ["North", 12.5, 0.34, dt.date(2024, 5, 1)],
        [],
        ["South", 0.1 + 0.2, None, None],
    ):
        sheet.append(row)
    sheet["B3"].number_format = '"$"#,##0.00'
    sheet["C3"].number_format = "0%"
    other = book.create_sheet("Seats")
    other.append(["Ship", "Seats"])
    other.append(["Aurora", 300])
    source = one("a.xlsx", saved(book))
    assert stretch(source, "sheet Prices, row 1") == "Fares from May"
    assert stretch(source, "sheet Prices, row 3") == "Route: North; Price: $12.50; Share: 34%; Since: 2024-05-01"
    assert stretch(source, "sheet Prices, row 5") == "Route: South; Price: 0.3"
    assert stretch(source, "sheet Seats, row 2") == "Ship: Aurora; Seats: 300"
    assert [h.label for h in source.headings] == ["Prices", "Seats"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_whatever_its_delimiter(delimiter):
    text = "\n".join(delimiter.join(row) for row in (["Ship", "Seats"], ["Aurora", "300"], ["Borea", "250"]))
    source = one("a.csv", text)
    assert source.text == "Ship: Aurora; Seats: 300\n\nShip: Borea; Seats: 250"
    assert stretch(source, "row 3") == "Ship: Borea; Seats: 250"


def test_csv_cells_with_delimiters_and_line_ends_stay_whole():
    source = one("a.csv", 'Ship,Note\nAurora,"fast, quiet\nand new; 30 knots"\nBorea,old\n')
    assert source.text.split("\n")[0] == "Ship: Aurora; Note: fast, quiet and new; 30 knots"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Ship", "Seats"], ["Aurora", "300"]], ["Ship: Aurora; Seats: 300"]),
        ([["Station", "2022", "2023"], ["North", "4", "5"]], ["Station: North; 2022: 4; 2023: 5"]),
        ([["Name", "Aurora"], ["Length", "90 m"], ["Yard", "Sund"]], ["Name: Aurora", "Length: 90 m", "Yard: Sund"]),
        ([["Length", "90 m"], ["Beam", "12 m"]], ["Length: 90 m", "Beam: 12 m"]),
        ([["1", "2", "3"], ["4", "5", "6"]], ["1; 2; 3", "4; 5; 6"]),
        ([["Ship", "Seats"], ["A", "3"], [], ["Route", "Fare"], ["N", "12"]], ["Ship: A; Seats: 3", "Route: N; Fare: 12"]),
        ([["Ship", "Seats"], ["A", "300"], ["", ""], ["B", "none"]], ["Ship: A; Seats: 300", "Ship: B; Seats: none"]),
        ([["Ship", ""], ["Aurora", "300"]], ["Ship", "Aurora: 300"]),
        ([["Only"], ["Lines"]], ["Only", "Lines"]),
        ([], []),
    ],
)  # fmt: skip
def test_rows_become_lines_that_keep_the_meaning_of_each_cell(rows, lines):
    assert [line.text for line in read_rows(rows)] == lines


# --------------------------------------------------------------------------------------------------------- EPUB


def epub(extra=()):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml", '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
        )
        book.writestr(
            "OPS/book.opf",
            '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Sound</dc:title>'
            "<dc:creator>Mara Lind</dc:creator><dc:publisher>Sund Press</dc:publisher>"
            "<dc:date>2021-05-04</dc:date></metadata><manifest>"
            '<item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="p" href="p.png" media-type="image/png"/></manifest>'
            '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        )
        book.writestr(
            "OPS/one.xhtml",
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
            "<body><h1>The strait</h1><p>It is 12&nbsp;km wide.</p></body></html>",
        )
        book.writestr("OPS/two b.xhtml", "<html><body><p>It is 80 m deep.</p></body></html>")
        for name, text in extra:
            book.writestr(name, text)
    return buffer.getvalue()


def test_book_is_read_in_spine_order_with_chapters_as_places():
    source = one("a.epub", epub())
    assert source.text == "The strait\n\nIt is 12 km wide.\n\nIt is 80 m deep."
    assert stretch(source, "The strait") == "The strait\n\nIt is 12 km wide."
    assert stretch(source, "part 2") == "It is 80 m deep."
    assert (source.title, source.author, source.publisher) == ("The Sound", "Mara Lind", "Sund Press")
    assert source.published == dt.date(2021, 5, 4)


def test_book_with_scrambled_fonts_is_read():
    font = '<encryption><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></encryption>'
    assert one("a.epub", epub([("META-INF/encryption.xml", font)])).title == "The Sound"


# ------------------------------------------------------------------------------------------------------- jsonl


def test_jsonl_lines_become_texts_and_bad_lines_are_refused_by_number():
    lines = [
        {"doc_id": "d1", "title": "One", "text": "The quay is 400 m long.", "published": "2024-01-02", "tier": "primary"},
        "not json {",
        {"doc_id": "d3", "title": "No text"},
        {"doc_id": 4, "title": "Number", "text": "x"},
        ["a list"],
        {"doc_id": "d6", "title": "Tier", "text": "x", "tier": "best"},
        {"doc_id": "d7", "title": "Dot", "text": " . "},
        {"doc_id": "d8", "title": "Last", "text": "Done \ud800 here.", "publisher": "Board", "url": "https://x.example"},
    ]
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode() + b"\n\n"
    items = list(read_lines("docs.jsonl", data, SETTINGS))
    assert [isinstance(item, SourceText) for item in items] == [True, False, False, False, False, False, False, True]
    refused = [item for item in items if isinstance(item, Refusal)]
    assert [f"line {number}:" in item.reason for number, item in enumerate(refused, 2)] == [True] * 6
    first, last = read_bytes("docs.jsonl", data, SETTINGS)
    assert (first.doc_id, first.title, first.published, first.tier) == ("d1", "One", dt.date(2024, 1, 2), Tier.PRIMARY)
    assert stretch(first, "line 1") == first.text
    assert (last.text, last.replaced, last.publisher) == ("Done \ufffd here.", 1, "Board")
