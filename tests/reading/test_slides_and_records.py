"""Presentations, OpenDocument texts and JSON records: text, places, and what their pages do not show."""

import json

import pytest
from office_files import opendocument, presentation, slide, zipped

from workbench.errors import UnreadableFileError
from workbench.reading import read_bytes
from workbench.settings import Settings


def one(name, data):
    (source,) = read_bytes(name, data, Settings())
    return source


def stretch(source, label):
    place = next(place for place in source.locators if place.label == label)
    return source.text[place.start : place.end]


def test_slides_are_places_with_their_titles_first_and_notes_apart():
    source = one(
        "a.pptx", presentation(slide("It has 8 lamps.", title="The quay"), slide("It opens in May."), notes="Ask Ruiz.")
    )
    assert source.text == "The quay\n\nIt has 8 lamps.\n\nAsk Ruiz.\n\nIt opens in May."
    assert stretch(source, "slide 1") == "The quay\n\nIt has 8 lamps."
    assert stretch(source, "slide 1, notes") == "Ask Ruiz."
    assert stretch(source, "slide 2") == "It opens in May."
    assert [heading.label for heading in source.headings] == ["The quay"]


def test_slides_that_are_not_shown_and_struck_out_words_are_left_out():
    runs = '<a:r><a:t>It cost </a:t></a:r><a:r><a:rPr strike="sngStrike"/><a:t>7 </a:t></a:r><a:r><a:t>8 million.</a:t></a:r>'
    assert one("a.pptx", presentation(slide(runs), slide("Draft: 71", show="0"))).text == "It cost 8 million."


def test_raised_figures_of_a_slide_are_written_out():
    runs = '<a:r><a:t>2 × 10</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>5</a:t></a:r><a:r><a:t> litres</a:t></a:r>'
    assert one("a.pptx", presentation(slide(runs))).text == "2 × 10^5 litres"


def test_rows_of_a_table_on_a_slide_name_their_columns():
    def cell(text, more=""):
        return f"<a:tc {more}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    rows = [
        [cell("Port"), cell("Year"), cell("Crates")],
        [cell("Sund", 'rowSpan="2"'), cell("2021"), cell("70")],
        [cell("", 'vMerge="1"'), cell("2022"), cell("81")],
    ]
    table = "".join(f"<a:tr>{''.join(row)}</a:tr>" for row in rows)
    frame = f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{table}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    source = one("a.pptx", presentation(slide("Crates", more=frame)))
    assert stretch(source, "slide 1, table row 3") == "Port: Sund; Year: 2022; Crates: 81"


STYLES = (
    '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="V"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="U"><style:text-properties style:text-position="super 58%"/></style:style>'
)


NOTED = (
    "<text:p>Here<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Or there.</text:p>"
    "</text:note-body></text:note>.</text:p>"
)


def odf_table(*rows):
    cells = ["".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row) for row in rows]
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<text:h>The quay</text:h><text:p>It has<text:s/>8 lamps.</text:p>", "The quay\n\nIt has 8 lamps."),
        ('<text:p>It cost <text:span text:style-name="S">7</text:span> 8 million.</text:p>', "It cost 8 million."),
        ('<text:p>It has 8<text:span text:style-name="V"> or 71</text:span> lamps.</text:p>', "It has 8 lamps."),
        ('<text:p>2 × 10<text:span text:style-name="U">5</text:span> litres</text:p>', "2 × 10^5 litres"),
        ('<text:p>It has 52<text:span text:style-name="U">7</text:span> cranes.</text:p>', "It has 52 cranes."),
        ("<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:p>Here.</text:p>", "Here."),
        ("<text:p>Here<office:annotation><text:p>Really?</text:p></office:annotation>.</text:p>", "Here."),
        (NOTED, "Here.\n\nOr there."),
        (odf_table(["Port", "Crates"], ["Sund", "70"]), "Port: Sund; Crates: 70"),
    ],
)  # fmt: skip
def test_opendocument_text_is_read_as_its_page_shows_it(body, shown):
    assert one("a.odt", opendocument(body, STYLES)).text == shown


def test_locked_opendocument_text_is_refused():
    locked = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
        "content.xml": "?",
    }
    with pytest.raises(UnreadableFileError, match="encrypted"):
        one("a.odt", zipped(locked))


@pytest.mark.parametrize(
    ("whole", "lines"),
    [
        (
            [{"port": "Sund", "crates_in": 70}, {"port": "Halm", "open": True}],
            ["port: Sund; crates in: 70", "port: Halm; open: yes"],
        ),
        ({"year": 2021, "rows": [{"port": "Sund"}]}, ["year: 2021", "port: Sund"]),
        ([{"port": {"name": "Sund", "depth": 8.5}, "boats": ["A", "B"]}], ["port name: Sund; port depth: 8.5; boats: A, B"]),
        ([[1, 2], [3, 4]], ["1, 2", "3, 4"]),
        ("The quay is 400 m long.", ["The quay is 400 m long."]),
        ([{"port": None, "note": "closed"}], ["note: closed"]),
    ],
)
def test_json_records_name_their_values(whole, lines):
    source = one("a.json", json.dumps(whole).encode())
    assert source.text.split("\n\n") == lines
    assert stretch(source, "record 1") == lines[0]


@pytest.mark.parametrize("data", [b"{not json", b"[" * 100_000], ids=["broken", "deep"])
def test_what_is_no_json_is_refused(data):
    with pytest.raises(UnreadableFileError) as caught:
        one("a.json", data)
    assert caught.value.code == "damaged"
