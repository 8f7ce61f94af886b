"""What the sentence of a value says elsewhere: what a bare number counts, the unit an amount is per, a stretch of time."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.judging.sentence.terms import read_terms
from workbench.judging.sides.places import Place, read_beside, with_periods
from workbench.models import Value, ValueKind
from workbench.values import read_values


def _place(text: str) -> Place:
    amount = next(value for value in read_values(text) if value.kind not in {ValueKind.DATE, ValueKind.TIME})
    return Place(amount, read_terms(text))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Visitors to the museum rose to 112,000.", "112,000 visitors"),
        ("The number of visitors reached 112,000.", "112,000 visitors"),
        ("Visitor numbers fell to 112,000.", "112,000 visitors"),
        ("Visitors: 112,000.", "112,000 visitors"),
        ("Passengers total 4,200.", "300 passengers"),
    ],
)
def test_a_bare_number_counts_the_subject_that_reaches_it(text: str, counted: str) -> None:
    other = _place(f"There were {counted}.")
    assert read_beside(_place(text), other).unit == other.value.unit


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Nurses at the hospital rose to 900.", "900 beds"),
        ("Visitors paid 900.", "900 visitors"),
        ("The hospital, with many nurses, reached 900.", "900 nurses"),
    ],
)
def test_it_counts_nothing_else(text: str, counted: str) -> None:
    assert not read_beside(_place(text), _place(f"There were {counted}.")).unit


@pytest.mark.parametrize(
    ("text", "beside", "per"),
    [
        ("A tonne of newsprint now fetches 560 euros.", "Newsprint cost 558 euros per tonne.", True),
        ("A barrel of Brent cost $84.", "Brent traded at $84 a barrel.", True),
        ("The tonne of newsprint now fetches 560 euros.", "Newsprint cost 558 euros per tonne.", False),
        ("A worker now earns 560 euros.", "Newsprint cost 558 euros per tonne.", False),
    ],
)
def test_an_amount_said_of_one_unit_is_per_that_unit(text: str, beside: str, per: bool) -> None:
    found = read_beside(_place(text), _place(beside))
    assert bool(found.per) is per


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Between 2015 and 2020 it was given money.", [("2015-01-01", "2020-12-31")]),
        ("From 10 June 2021 to 9 March 2022 he was banned.", [("2021-06-10", "2022-03-09")]),
        ("It met in 2015 and 2020.", [("2015-01-01", "2015-12-31"), ("2020-01-01", "2020-12-31")]),
        ("In 2015 it went to court; in 2020 it won.", [("2015-01-01", "2015-12-31"), ("2020-01-01", "2020-12-31")]),
    ],
)
def test_the_ends_of_a_stretch_are_one_period(text: str, spans: list[tuple[str, str]]) -> None:
    dates: list[Value] = [value for value in read_values(text) if value.kind is ValueKind.DATE]
    found = [(one.first_day, one.last_day) for one in with_periods(dates, text)]
    assert found == [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in spans]
