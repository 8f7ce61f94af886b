"""PDF pages: columns written across the page, narrow columns, tables, grouped digits, running headers."""

import io
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from workbench.reading import read_bytes
from workbench.reading.printed import Piece, Printed, group_digits, in_reading_order
from workbench.settings import Settings

FERRY = "The ferry company said on Monday that 310 of its 340 old lamps were replaced last year, which cost 6 million crowns."
RAIL = "The railway in the valley carried 9,000 riders on a working day, half of them pupils on their way to school in Halm."
QUAY = "The board wants to build a quay of 210 metres in the harbour, where 900 blocks of granite lie ready since the spring."


def read(*pages):
    """The text of a file whose pages are lists of (left, height on the page, text)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", 10)
        for left, height, text in page:
            canvas.drawString(left, height, text)
        canvas.showPage()
    canvas.save()
    (source,) = read_bytes("a.pdf", buffer.getvalue(), Settings())
    return source


def column(text, left, width, top=700):
    return [(left, top - 12 * number, line) for number, line in enumerate(textwrap.wrap(text, width))]


def across(*columns):
    """The lines of columns in the order in which a program writes them that goes across the page."""
    return sorted((line for lines in columns for line in lines), key=lambda line: (-line[1], line[0]))


@pytest.mark.parametrize(
    ("lefts", "width"),
    [((60, 320), 44), ((50, 220, 390), 28)],
)
def test_columns_written_across_the_page_are_read_one_after_the_other(lefts, width):
    texts = [FERRY, RAIL, QUAY][: len(lefts)]
    columns = [column(text, left, width) for text, left in zip(texts, lefts, strict=True)]
    assert read(across(*columns)).text.split("\n\n") == texts


@pytest.mark.parametrize("width", [18, 24, 32, 60])
def test_paragraphs_of_narrow_columns_are_whole(width):
    lines = [*column(FERRY, 60, width), *column(RAIL, 320, width)]
    assert read(lines).text.split("\n\n") == [FERRY, RAIL]


def test_a_sentence_goes_on_at_the_head_of_the_next_column():
    lines = textwrap.wrap(FERRY, 24)
    half = [(60, 700 - 12 * n, line) for n, line in enumerate(lines[:3])]
    rest = [(320, 700 - 12 * n, line) for n, line in enumerate(lines[3:])]
    assert read([*half, *rest]).text == FERRY


def test_rows_of_a_table_stay_rows():
    rows = [["Port", "2021", "2022"], ["Sund", "70", "81"], ["Halm", "none", "5"]]
    lines = [(60 + 110 * column, 700 - 16 * row, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    assert read(lines).text.split("\n\n") == ["Port 2021 2022", "Sund 70 81", "Halm none 5"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("It took in 12 500 crates.", "It took in 12\u00a0500 crates."),
        ("It cost 2 400 000 crowns.", "It cost 2\u00a0400\u00a0000 crowns."),
        ("In 2012 500 homes were built.", "In 2012 500 homes were built."),
        ("On 3 May 120 people came.", "On 3 May 120 people came."),
        ("On May 12 500 people came.", "On May 12 500 people came."),
        ("See table 3 120 people", "See table 3 120 people"),
        ("It took in 12,500 crates.", "It took in 12,500 crates."),
        ("Call 030 120 340 now", "Call 030 120 340 now"),
    ],
)
def test_digits_grouped_by_blanks_are_one_number_where_they_can_be_no_two(written, read_as):
    assert group_digits(written) == read_as
    assert read([(60, 700, written)]).text == read_as


def test_figures_of_a_table_are_never_run_together():
    assert read([(60, 700, "Sund"), (160, 700, "12"), (260, 700, "500 crates")]).text == "Sund 12 500 crates"


def test_running_headers_are_read_once_and_page_numbers_never():
    pages = [
        [(60, 800, f"Harbour Board, report {n}"), (60, 700, text), (60, 30, str(n))]
        for n, text in enumerate([FERRY[:58], RAIL[:59], QUAY[:58], "Total 340 lamps."], 1)
    ]
    source = read(*pages)
    assert source.text.count("Harbour Board") == 1
    assert source.text.split("\n\n")[1:] == [FERRY[:58], RAIL[:59], QUAY[:58], "Total 340 lamps."]


def test_last_rows_that_differ_in_more_than_the_page_are_kept():
    figures = [340, 17, 95, 12]
    pages = [
        [(60, 700, text[:50]), (60, 30, f"Total {n}")] for text, n in zip([FERRY, RAIL, QUAY, FERRY[9:]], figures, strict=True)
    ]
    text = read(*pages).text
    assert all(f"Total {n}" in text for n in figures)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 400), st.text("ab .1", min_size=1, max_size=8)), min_size=1, max_size=4), max_size=8
    )
)
def test_no_piece_is_lost_or_read_twice_whatever_the_order(rows):
    printed = [
        Printed(tuple(Piece(text, float(left), left + 5.0, 5.0) for left, text in sorted(row)), 700.0 - 12 * n, 690.0 - 12 * n)
        for n, row in enumerate(rows)
    ]
    read_back = " ".join(line.text for line in in_reading_order(printed))
    assert sorted(read_back.replace(" ", "")) == sorted("".join(text for row in rows for _, text in row).replace(" ", ""))
