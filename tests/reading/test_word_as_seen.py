"""Word documents as their page shows them: hidden, struck-out and raised text, merged cells, headers."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement

from workbench.reading import read_bytes
from workbench.settings import Settings


def read(document):
    buffer = io.BytesIO()
    document.save(buffer)
    (source,) = read_bytes("a.docx", buffer.getvalue(), Settings())
    return source


def written(*pieces):
    """A document of one paragraph; a piece is a text, or a text and the property of its run."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in pieces:
        text, mark = piece if isinstance(piece, tuple) else (piece, None)
        run = paragraph.add_run(text)
        if mark in {"superscript", "subscript"}:
            setattr(run.font, mark, True)
        elif mark:
            run._r.get_or_add_rPr().append(OxmlElement(f"w:{mark}"))
    return document


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["The quay cost ", ("7 million", "strike"), " 8 million crowns."], "The quay cost 8 million crowns."),
        (["The quay cost ", ("7 million", "dstrike"), " 8 million crowns."], "The quay cost 8 million crowns."),
        (["The quay has 8", (" or 71", "vanish"), " lamps."], "The quay has 8 lamps."),
        (["It holds 2 × 10", ("5", "superscript"), " litres."], "It holds 2 × 10^5 litres."),
        (["It has 52", ("7", "superscript"), " cranes."], "It has 52 cranes."),
        (["It has 52", ("1", "superscript"), ("2", "superscript"), " cranes."], "It has 52 cranes."),
        (["It covers 30 km", ("2", "superscript"), "."], "It covers 30 km²."),
        (["Its 30", ("th", "superscript"), " year, and H", ("2", "subscript"), "O."], "Its 30th year, and H2O."),
    ],
)
def test_run_is_read_as_the_page_shows_it(pieces, shown):
    assert read(written(*pieces)).text == shown


def test_what_a_style_hides_is_hidden_and_a_run_may_show_it_again():
    document = docx.Document()
    style = document.styles.add_style("Note to self", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph = document.add_paragraph("The quay has 8")
    paragraph.add_run(" or 71", style=style)
    again = paragraph.add_run(" lamps.", style=style)
    again.font.hidden = False
    assert read(document).text == "The quay has 8 lamps."


def table(rows, *merges):
    document = docx.Document()
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            made.cell(row, column).text = text
    for (top, left), (bottom, right) in merges:
        made.cell(top, left).merge(made.cell(bottom, right))
    return read(document).text.split("\n\n")


def test_label_of_a_cell_merged_downwards_stands_on_every_row():
    rows = [["Port", "Year", "Crates"], ["Sund", "2021", "70"], ["", "2022", "81"], ["Halm", "2022", "5"]]
    assert table(rows, ((1, 0), (2, 0))) == [
        "Port: Sund; Year: 2021; Crates: 70",
        "Port: Sund; Year: 2022; Crates: 81",
        "Port: Halm; Year: 2022; Crates: 5",
    ]


def test_label_of_a_cell_merged_sideways_stands_over_every_column():
    rows = [["Port", "2021", ""], ["", "In", "Out"], ["Sund", "70", "81"]]
    assert table(rows, ((0, 1), (0, 2)), ((0, 0), (1, 0))) == ["Port: Sund; 2021 In: 70; 2021 Out: 81"]


def test_cell_that_only_is_empty_stays_empty():
    rows = [["Port", "Year", "Crates"], ["Sund", "2021", "70"], ["", "2022", "81"]]
    assert table(rows)[-1] == "Year: 2022; Crates: 81"


def test_running_header_is_read_once_and_a_page_number_is_not():
    document = docx.Document()
    document.add_paragraph("The quay is 400 m long.")
    document.sections[0].header.paragraphs[0].text = "Harbour Board, report of May"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    source = read(document)
    assert source.text == "The quay is 400 m long.\n\nHarbour Board, report of May"
    assert source.locators[-1].label == "header"


def test_comments_are_left_out():
    document = docx.Document()
    run = document.add_paragraph().add_run("The quay has 8 lamps.")
    document.add_comment([run], text="Or 71?", author="Editor", initials="E")
    assert read(document).text == "The quay has 8 lamps."
