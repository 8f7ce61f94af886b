"""`workbench search`: filters, and what matched, for a program and for a person."""

import pytest


@pytest.fixture
def search(workbench_command, built_place):
    def run(*options, **given):
        return workbench_command("search", "--corpus", "refs", *options, workspace=built_place.workspace, **given)

    return run


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--from", "2024-02-01"], {"Annual report of the Norrhavn ferry", "Council meeting, transcript"}),
        (["--to", "2023-12-31"], {"Register of sea crossings"}),
        (["--tier", "secondary"], {"Weather of the year"}),
        (
            ["--publisher", "Coast Weekly", "--publisher", "Norrhavn Council"],
            {"Weather of the year", "Council meeting, transcript"},
        ),
        (["--publisher", "nobody"], set()),
    ],
)
def test_options_say_which_documents_may_be_found(search, options, wanted):
    ran = search(*options, "--jsonl", stdin=[{"id": 1, "query": "the Norrhavn ferry"}])
    assert {hit["title"] for hit in ran.lines[0]["hits"]} == wanted


def test_a_hit_tells_a_program_what_matched(search):
    ran = search("-k", "1", "--jsonl", stdin=[{"id": 1, "query": "The Norrhavn tunnel is 12 miles long."}])
    (hit,) = ran.lines[0]["hits"]
    assert (hit["value_rank"], hit["matched_terms"]) == (1, ["norrhavn", "tunnel", "long"])
    (pair,) = hit["matched_values"]
    assert (pair["query"], pair["passage"]) == ("12 miles", "19 km")
    assert hit["text"][pair["start"] - hit["start"] : pair["end"] - hit["start"]] == "19 km"


def test_relative_dates_of_a_query_hang_on_its_date(search):
    row = {"id": 1, "query": "The Norrhavn tunnel opened five years ago.", "date": "2024-05-02"}
    with_date, without = (search("-k", "1", "--jsonl", stdin=[given]).lines[0] for given in (row, row | {"date": None}))
    assert [pair["passage"] for pair in with_date["hits"][0]["matched_values"]] == ["4 May 2019"]
    assert without["hits"][0]["matched_values"] == []


def test_a_person_reads_the_pair_the_words_and_the_meaning(search):
    ran = search("The Norrhavn tunnel is 12 miles long.")
    assert "12 miles ≈ 19 km · words norrhavn, tunnel, long · meaning 0." in ran.out
    assert "value 1" in ran.out


@pytest.mark.parametrize("options", [["--from", "spring"], ["--tier", "rumour"], ["--document", "nowhere"]])
def test_an_impossible_condition_is_refused(search, options):
    assert search(*options, "ferry").code == 2
