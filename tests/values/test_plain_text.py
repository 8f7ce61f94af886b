"""The plain form of a text: what it changes, what it leaves, and that every place is found again in the printed text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.values import read_values
from workbench.values.plain_text import plain

PRINTED = st.text(alphabet="0123456789 .,'’-+()%€abM\u00ad\u200b\u2060\u00a0\u202f１２\n", max_size=60)


def test_other_countries_grouping_becomes_english():
    cases = {
        "12 500": "12,500",
        "1\u00a0250\u00a0000,5": "1,250,000.5",
        "1.250.000": "1,250,000",
        "1.250,75": "1,250.75",
        "1'250'000": "1,250,000",
        "12,50,000": "1,250,000",
        "2,5": "2.5",
    }
    assert {text: plain(text).text for text in cases} == cases


def test_english_numbers_and_other_marks_stay():
    for text in ("12,500.75", "3.141", "1,2,3", "192.168.100.200", "2019, 5 percent", "5:30", "3/4", "v1.2.3", "007 500"):
        assert plain(text).text == text


def test_one_dot_parts_thousands_only_where_the_page_has_that_habit():
    assert plain("It cost 3.400 euros.").text == "It cost 3.400 euros."
    assert plain("It cost 3.400 euros, not 2.100,50.").text == "It cost 3,400 euros, not 2,100.50."
    assert plain("It cost 3.400 euros and grew 2.5 percent, not 2,5.").text.startswith("It cost 3.400")


def test_blanks_in_a_table_part_its_numbers_where_the_text_groups_with_commas():
    assert plain("Total 12,500\n100 200 300 400").text == "Total 12,500\n100 200 300 400"


def test_a_value_keeps_the_words_that_are_printed():
    (value,) = read_values("It took 1 250 ki\u00adlo\u00adgrams.")
    assert (value.text, value.low, value.unit) == ("1 250 ki\u00adlo\u00adgrams", 1250, "kilogram")


@given(PRINTED)
def test_every_place_of_the_plain_text_is_a_place_of_the_printed_one(text):
    read = plain(text)
    spans = [read.span(at, at + 1) for at in range(len(read.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(PRINTED)
def test_values_stand_where_they_say_and_do_not_overlap(text):
    values = read_values(text)
    assert all(text[value.start : value.end] == value.text for value in values)
    assert all(one.end <= other.start for one, other in pairwise(values))


@given(PRINTED)
def test_the_plain_form_of_a_plain_text_is_itself_but_for_telephone_numbers(text):
    once = plain(text).text
    assert "\u00ad" not in once
    assert "１" not in once
