"""RTF files: text as shown, tables with their columns, notes after the body."""

import pytest

from workbench.errors import UnreadableFileError
from workbench.reading import read_bytes
from workbench.settings import Settings

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title Quay}}"


def read(body):
    (source,) = read_bytes("a.rtf", (HEAD + body + "}").encode("latin-1"), Settings())
    return source


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\pard The quay is\line 400 m long.\par It opens in May.\par", "The quay is 400 m long.\n\nIt opens in May."),
        (r"It cost {\strike 7 }8 million.", "It cost 8 million."),
        (r"It cost \strike 7 \strike0 8 million.", "It cost 8 million."),
        (r"It has 8{\v  or 71} lamps.", "It has 8 lamps."),
        (r"It has 8{\deleted  or 71} lamps.", "It has 8 lamps."),
        (r"2 x 10{\super 5} litres, 52{\super 7} cranes", "2 x 10^5 litres, 52 cranes"),
        (r"It cost \'8012\~500 at \u8776?5 caf\'e9s \u-10179?\u-8694?.", "It cost €12\u00a0500 at ≈5 cafés 😊."),
        (r"Here{\footnote\pard Or there.}. {\*\generator x;}", "Here.\n\nOr there."),
        (r"a \{b\} \\ c {\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "a {b} \\ c link"),
    ],
)
def test_text_is_read_as_it_is_shown(body, text):
    assert read(body).text == text


def test_rows_name_their_columns_and_merged_cells_stand_on_every_row():
    def row(*cells, merge=""):
        return rf"\trowd {merge}\cellx1\cellx2\cellx3\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row"

    table = (
        row("Port", "Year", "Crates") + row("Sund", "2021", "70", merge=r"\clvmgf") + row("", "2022", "81", merge=r"\clvmrg")
    )
    source = read(rf"Crates.\par {table}\pard End.\par")
    assert source.text.split("\n\n") == [
        "Crates.", "Port: Sund; Year: 2021; Crates: 70", "Port: Sund; Year: 2022; Crates: 81", "End.",
    ]  # fmt: skip
    assert [place.label for place in source.locators] == ["paragraph 1", "table 1, row 2", "table 1, row 3", "paragraph 2"]


def test_groups_without_end_are_refused():
    with pytest.raises(UnreadableFileError, match="without end"):
        read("{" * 20_000 + "x")


def test_what_is_no_rtf_is_refused():
    with pytest.raises(UnreadableFileError, match="no RTF"):
        read_bytes("a.rtf", b"just words", Settings())
