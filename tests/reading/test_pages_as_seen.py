"""Web pages as their reader sees them: raised figures, notes, struck-out and hidden text, merged cells."""

import re

import pytest

from workbench.reading import read_bytes
from workbench.reading.grid import Cell, Merge, fill, read_grid
from workbench.reading.raised import lowered, raised
from workbench.settings import Settings

AROUND = "<p>The harbour board reads its yearly figures out in the hall, and everybody may ask for a copy of them.</p>"


def page(body, head=""):
    article = f"<article>{AROUND}{body}{AROUND}</article>"
    html = f"<!DOCTYPE html><html><head><title>Board</title>{head}</head><body>{article}</body></html>"
    (source,) = read_bytes("a.html", html.encode(), Settings())
    return source.text


@pytest.mark.parametrize(
    ("before", "mark", "after", "shown"),
    [
        ("holds 4 × 10", "7", " bolts", "^7"),
        ("holds 4 x 10", "−3", " bolts", "^-3"),
        ("about 10", "9", " bolts", "^9"),
        ("2", "10", " = 1,024", "^10"),
        ("12 m", "3", " of oil", "³"),
        ("9 m/s", "2", " at most", "²"),
        ("rate of k s", "−1", " here", "⁻¹"),
        ("so R", "2", " is 0.8", "²"),
        ("by ", "14", "C dating", "¹⁴"),
        ("a pound of 3", "1", "/2 ounces", " 1"),
        ("costs $7", "99", " today", ".99"),
        ("costs $7", "12", " today", ""),
        ("the 30", "th", " year", "th"),
        ("in 1801", "st", " time", "st"),
        ("M", "me", " Arnaud", "me"),
        ("grew to 85", "4", " in 2020", ""),
        ("grew to 85", "4,5", " in 2020", ""),
        ("grew to 85", "[12]", " in 2020", ""),
        ("grew to 85", "[note 2]", " in 2020", ""),
        ("grew to 85", "a", " in 2020", ""),
        ("grew to 85", "†", " in 2020", ""),
        ("it has no fence.", "3", " It is open", ""),
        ("it has no fence.", "3", "It is open", ""),
        ("the first quay", "3", "and the second", " "),
        ("ran 40 miles", "2", " that day", ""),
        ("was so", "[citation needed]", " then", " [citation needed]"),
        ("in 10", "2", " towns", ""),
        ("word", "a longer piece of text set small", "", "a longer piece of text set small"),
    ],
)  # fmt: skip
def test_raised_text_is_a_power_an_ending_or_the_mark_of_a_note(before, mark, after, shown):
    assert raised(before, mark, after) == shown


def test_a_raised_link_is_the_mark_of_a_note_even_after_a_ten():
    assert raised("has × 10", "6", " ships", linked=True) == ""


@pytest.mark.parametrize(("before", "mark", "shown"), [("H", "2", "2"), ("C6", "12", "₁₂"), ("x", "max", "max")])
def test_lowered_text_stays_but_never_makes_one_number_with_the_digits_before_it(before, mark, shown):
    assert lowered(before, mark) == shown


@pytest.mark.parametrize(
    ("body", "has", "lacks"),
    [
        ("<p>The yard has 52<sup><a href='#n7'>7</a></sup> cranes.</p>", "52 cranes", "527"),
        ("<p>The yard has 52<a role='doc-noteref' href='#n7'>7</a> cranes.</p>", "52 cranes", "527"),
        ("<p>The yard has 52<span style='vertical-align: super'>7</span> cranes.</p>", "52 cranes", "527"),
        ("<p>The <b>tank</b> holds <i>2 × 10</i><sup>5</sup> litres.</p>", "2 × 10^5 litres", "105"),
        ("<p>It covers 30 km<sup>2</sup>.<sup>4</sup> So says the board.</p>", "30 km². So", "km²4"),
        ("<p>The quay cost <del>7 million</del> <ins>8 million</ins> crowns.</p>", "cost 8 million", "7 million"),
        ("<p>The quay cost <s>7</s> 8 million crowns.</p>", "cost 8 million", "7"),
        ("<p>The quay cost <span style='text-decoration:line-through'>7</span> 8 million.</p>", "cost 8 million", "7"),
        ("<p>The quay has 8 lamps.</p><p hidden>It has 71 lamps.</p>", "8 lamps", "71"),
        ("<p>The quay has 8 lamps.</p><p hidden='until-found'>It has 71 steps.</p>", "71 steps", "72"),
        ("<p>The quay has 8 lamps.</p><div aria-hidden='true'><p>It has 71 lamps.</p></div>", "8 lamps", "71"),
        ("<p>The quay has 8 lamps.</p><template><p>It has 71 lamps.</p></template>", "8 lamps", "71"),
        ("<p>The quay has 8 <span style='visibility: hidden'>or 71</span> lamps.</p>", "8 lamps", "71"),
        ("<details><summary>More</summary><p>The quay has 71 lamps.</p></details>", "71 lamps", "72"),
        ("<p>The port took in 12&nbsp;500 crates and 3 boats.</p>", "12\u00a0500 crates and 3 boats", "12 500"),
    ],
)
def test_page_is_read_as_its_reader_sees_it(body, has, lacks):
    text = page(body)
    assert has in text
    assert lacks not in text


def test_page_whose_whole_text_is_hidden_until_a_script_shows_it_is_read():
    html = "<html><body><div hidden><p>The quay is 400 m long.</p></div></body></html>"
    (source,) = read_bytes("a.html", html.encode(), Settings())
    assert source.text == "The quay is 400 m long."


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            [["Port", "Year", "Crates"], ["Sund rowspan=2", "2021", "70"], ["2022", "81"]],
            ["Port: Sund; Year: 2021; Crates: 70", "Port: Sund; Year: 2022; Crates: 81"],
        ),
        (
            [["Port rowspan=2", "2021 colspan=2", "2022 colspan=2"], ["In", "Out", "In", "Out"], ["Sund", "1", "2", "3", "4"]],
            ["Port: Sund; 2021 In: 1; 2021 Out: 2; 2022 In: 3; 2022 Out: 4"],
        ),
        (
            [["Crates by port colspan=2"], ["Port", "Crates"], ["Sund", "7<b>0</b>"]],
            ["Crates by port", "Port: Sund; Crates: 70"],
        ),
    ],
)
def test_labels_of_merged_cells_stand_on_every_row_and_over_every_column(rows, lines):
    found = page(table(rows)).split("\n\n")
    assert found[1:-1] == lines


def table(rows):
    """A table of cells written like ``Sund rowspan=2``."""
    cells = [[re.sub(r"^(.*?)((?: \w+span=\d+)?)$", r"<td\2>\1</td>", cell) for cell in row] for row in rows]
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"


def test_a_cell_that_only_is_empty_stays_empty():
    assert fill([["a", "b"], ["", "c"]], []) == [["a", "b"], ["", "c"]]


def test_a_row_of_nothing_but_repeated_labels_stays_empty():
    assert fill([["a", "b"], ["", ""]], [Merge(0, 0, 1, 0), Merge(0, 1, 1, 1)]) == [["a", "b"], ["", ""]]


def test_spans_that_claim_more_than_the_table_has_are_bounded():
    rows = [[Cell("a", 10**9, 10**9), Cell("b", 1, 1)] for _ in range(50)]
    assert len(read_grid(rows)) == 50
