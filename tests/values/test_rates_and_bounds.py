"""Rates behind a substance, prices a piece, negated bounds, list items and "a second …" are read as a checker would."""

import pytest

from workbench.values import read_values

# Text, part of the value's text, then (low, high, unit, per).
CASES = [
    ("The range sheds 4 billion tons of ice a year.", "4 billion", (4e9, 4e9, "ton", "year")),
    ("The fleet burns 90 tons of heavy fuel each day.", "90 tons", (90, 90, "ton", "day")),
    ("Repairs cost $400,000 a boat.", "$400,000", (400000, 400000, "USD", "boat")),
    ("Farmers pay $14 for every 1,000 cubic meters.", "$14", (14, 14, "USD", "1000 cubic_meter")),
    ("The boats have not exceeded 27 knots.", "27 knots", (None, 27, "knot", None)),
    ("The lake is never above 40 meters.", "40 meters", (None, 40, "meter", None)),
    ("The boats exceeded 27 knots.", "27 knots", (27, None, "knot", None)),
    ("He admitted nine of 31 counts.", "nine", (9, 9, "count", None)),
    ("- cases since January 9\n- 61 percent of them children", "61 percent", (61, 61, "percent", None)),
    ("A second trial opened.", "second", (2, 2, "", None)),
]


@pytest.mark.parametrize(("text", "part", "expected"), CASES, ids=[case[0] for case in CASES])
def test_value_is_read(text, part, expected):
    value = next(value for value in read_values(text) if part in value.text)
    assert (value.low, value.high, value.unit, value.per) == expected


@pytest.mark.parametrize("text", ["It ended a second later.", "It came a second before the bell."])
def test_a_second_of_time_is_no_rank(text):
    assert all(value.kind != "ordinal" for value in read_values(text))
