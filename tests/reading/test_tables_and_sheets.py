"""Sheets as they are shown: merged cells, formulas, number formats, several tables on one sheet, names in two rows."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from workbench.reading import read_bytes
from workbench.reading.beside import read_sheet
from workbench.reading.grid import Merge, fill
from workbench.reading.number_formats import day_text, number_text
from workbench.reading.rows import read_rows
from workbench.settings import Settings


def moment(*clock):
    """A day of May 2024 as spreadsheets keep it, without a time zone."""
    return dt.datetime(2024, 5, 1, *clock, tzinfo=dt.UTC).replace(tzinfo=None)


def read(book, name="a.xlsx"):
    buffer = io.BytesIO()
    book.save(buffer)
    (source,) = read_bytes(name, buffer.getvalue(), Settings())
    return source


def sheet(rows, merges=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    return book


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (131000, "General", "131000"),
        (0.1 + 0.2, "General", "0.3"),
        (131000, "#,##0", "131,000"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.567, "0.0", "1234.6"),
        (1234.5, "0.##", "1234.5"),
        (1234.0, "0.##", "1234"),
        (0.344, "0%", "34%"),
        (0.344, "0.0%", "34.4%"),
        (12.5, '"$"#,##0.00', "$12.50"),
        (12.5, "[$€-407] #,##0.00", "€ 12.50"),
        (12.5, "#,##0.00\\ [$€-407]", "12.50 €"),
        (1200, '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', "$1,200.00"),
        (-1200, "#,##0_);(#,##0)", "-1,200"),
        (7.25, '0.0" kg"', "7.2 kg"),
        (3_400_000, '#,##0.0,,"m"', "3.4m"),
        (0.5, "# ?/?", "0.5"),
        (1.5e9, "0.00E+00", "1500000000"),
        (5551234, "000-0000", "5551234"),
        (-0.2, "0", "0"),
        (7, "@", "7"),
    ],
)
def test_number_reads_as_its_format_shows_it(value, number_format, shown):
    assert number_text(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (moment(), "yyyy-mm-dd", "2024-05-01"),
        (moment(), "d/m/yy", "2024-05-01"),
        (moment(), "mmm-yy", "May 2024"),
        (moment(), "yyyy", "2024"),
        (moment(14, 30), "d/m/yy h:mm", "2024-05-01 14:30"),
        (moment(14, 30, 5), "d/m/yy h:mm:ss", "2024-05-01 14:30:05"),
    ],
)
def test_day_is_as_precise_as_its_format_shows_it(value, number_format, shown):
    assert day_text(value, number_format) == shown


def test_merged_cells_stand_on_every_row_they_cover_and_a_title_once():
    rows = [["Crates by port"], ["Port", "Year", "Crates"], ["Sund", 2021, 70], [None, 2022, 81], ["Halm", 2022, 5]]
    source = read(sheet(rows, ["A1:C1", "A3:A4"]))
    assert source.text.split("\n\n")[1:] == [
        "Crates by port",
        "Port: Sund; Year: 2021; Crates: 70",
        "Port: Sund; Year: 2022; Crates: 81",
        "Port: Halm; Year: 2022; Crates: 5",
    ]


def test_a_merge_over_the_whole_sheet_is_bounded():
    rows = [["Port", "Crates"], *(["Sund", "70"] for _ in range(10_000))]
    filled = fill(rows, [Merge(0, 1, 1_048_575, 16_383)])
    assert sum(map(len, filled)) < 1_000_000  # 500,000 repeated labels at most


def test_a_formula_without_a_stored_value_is_named_and_one_with_none_to_show_is_not():
    source = read(sheet([["Port", "Crates"], ["Sund", 70], ["All", "=SUM(B2:B2)"]]))
    assert source.text.endswith("Port: All; Crates: (formula, not calculated)")
    assert "formula" not in read(sheet([["Port", "Crates"], ["Sund", 70], ["Halm", None]])).text


def test_cells_outside_a_wrongly_written_dimension_are_read():
    buffer, wrong = io.BytesIO(), io.BytesIO()
    sheet([["Port", "Crates"], ["Sund", 70]]).save(buffer)
    with zipfile.ZipFile(buffer) as book, zipfile.ZipFile(wrong, "w") as target:
        for name in book.namelist():
            target.writestr(name, book.read(name).replace(b'ref="A1:B2"', b'ref="A1"'))
    (source,) = read_bytes("a.xlsx", wrong.getvalue(), Settings())
    assert source.text.endswith("Port: Sund; Crates: 70")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (  # side by side
            [["Port", "Crates", "", "Mill", "Flour"], ["Sund", "70", "", "Lind", "9"], ["Halm", "5", "", "", ""]],
            ["Port: Sund; Crates: 70", "Port: Halm; Crates: 5", "Mill: Lind; Flour: 9"],
        ),
        (  # side by side, each with a title, and going on after an empty row
            [["T1", "", "", "T2", ""], ["Port", "Crates", "", "Mill", "Flour"], ["Sund", "70", "", "Lind", "9"], [],
             ["Halm", "5", "", "Rask", "8"]],
            ["T1", "Port: Sund; Crates: 70", "T2", "Mill: Lind; Flour: 9", "Port: Halm; Crates: 5", "Mill: Rask; Flour: 8"],
        ),
        (  # one table with an empty column in it
            [["Port", "", "2021", "2022"], ["Sund", "", "70", "81"], ["Halm", "", "5", "6"]],
            ["Port: Sund; 2021: 70; 2022: 81", "Port: Halm; 2021: 5; 2022: 6"],
        ),
        (  # a remark beside a table
            [["Port", "Crates", "", "Note"], ["Sund", "70", "", "old"]],
            ["Port: Sund; Crates: 70; Note: old"],
        ),
        ([[], [], ["Port", "Crates"], ["Sund", "70"]], ["Port: Sund; Crates: 70"]),
        ([], []),
    ],
)  # fmt: skip
def test_tables_side_by_side_are_read_each_on_its_own(rows, lines):
    assert [line.text for line in read_sheet(rows)] == lines


def test_lines_of_tables_side_by_side_keep_the_number_of_their_row():
    rows = [["T"], [], ["Port", "Crates", "", "Mill", "Flour"], ["Sund", "70", "", "Lind", "9"]]
    assert [line.row for line in read_sheet(rows)] == [1, 4, 4]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (  # a title before the second table
            [["Port", "Crates"], ["Sund", "70"], [], ["Mills in autumn"], ["Mill", "Flour"], ["Lind", "9"]],
            ["Port: Sund; Crates: 70", "Mills in autumn", "Mill: Lind; Flour: 9"],
        ),
        (  # a title with a number needs no empty row
            [["Port", "Crates"], ["Sund", "70"], ["Table 2: mills"], ["Mill", "Owner"], ["Lind", "Rask"]],
            ["Port: Sund; Crates: 70", "Table 2: mills", "Mill: Lind; Owner: Rask"],
        ),
        (  # a remark is not under a column
            [["Port", "Crates"], ["Sund", "70"], ["Source: the board"]],
            ["Port: Sund; Crates: 70", "Source: the board"],
        ),
        (  # a row with words only after a part's name is a row
            [["Port", "Crates"], ["Sund", "70"], ["North"], ["Halm", "closed"], ["Brell", "5"]],
            ["Port: Sund; Crates: 70", "Port: North", "Port: Halm; Crates: closed", "Port: Brell; Crates: 5"],
        ),
        (  # names in two rows
            [["Port", "2021", "2021"], ["Port", "In", "Out"], ["Sund", "1", "2"]],
            ["Port: Sund; 2021 In: 1; 2021 Out: 2"],
        ),
    ],
)
def test_columns_are_named_by_their_own_table(rows, lines):
    assert [line.text for line in read_rows(rows)] == lines


def test_csv_keeps_the_spaces_that_group_a_number():
    (source,) = read_bytes("a.csv", "Port;Crates\nSund;12\u202f500\n".encode(), Settings())
    assert source.text == "Port: Sund; Crates: 12\u202f500"
