"""Lengths of time: their amount and unit, and those that measure nothing. Expected values worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.models import ValueKind
from workbench.values import read_values
from workbench.values.dates import read_dates

PUBLISHED = dt.date(2023, 7, 24)

DURATIONS = [
    ("It lasted 17 months.", "17 months", "P17M", 17, 17, "month"),
    ("A two-year deal was struck.", "two-year", "P2Y", 2, 2, "year"),
    ("It took half an hour.", "half an hour", "PT30M", 0.5, 0.5, "hour"),
    ("It took a year and a half.", "a year and a half", "P1Y6M", 1.5, 1.5, "year"),
    ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M", 2.5, 2.5, "year"),
    ("It took for a decade.", "a decade", "P10Y", 1, 1, "decade"),
    ("It took two to three weeks.", "two to three weeks", "P2W", 2, 3, "week"),
    ("It took 90 minutes.", "90 minutes", "PT90M", 90, 90, "minute"),
    ("It took twenty-four hours.", "twenty-four hours", "PT24H", 24, 24, "hour"),
    ("The past two months were dry.", "The past two months", "P2M", 2, 2, "month"),
    ("He waited three more days.", "three more days", "P3D", 3, 3, "day"),
    ("It fell for five consecutive quarters.", "five consecutive quarters", "P5Q", 15, 15, "month"),
    ("He finished it in two weeks.", "two weeks", "P2W", 2, 2, "week"),
    ("A 30-second delay was enough.", "30-second", "PT30S", 30, 30, "second"),
]


@pytest.mark.parametrize(("text", "span", "timex", "low", "high", "unit"), DURATIONS)
def test_a_duration_has_its_amount_and_unit(
    text: str, span: str, timex: str, low: float | None, high: float | None, unit: str
) -> None:
    """Amounts are in the unit named; a quarter is counted as three months."""
    (value,) = read_dates(text, published=PUBLISHED)
    assert value.kind is ValueKind.DURATION
    assert (value.text, value.timex, value.low, value.high, value.unit) == (span, timex, low, high, unit)
    assert (value.dimension, value.base_unit) == ("[time]", "second")


@pytest.mark.parametrize(
    ("text", "span", "timex"),
    [
        ("It took several weeks.", "several weeks", "PXW"),
        ("They had argued for years.", "years", "PXY"),
        ("Decades of neglect had left it in ruins.", "Decades", "PXY"),
        ("Rescuers dug for a few hours.", "a few hours", "PTXH"),
    ],
)
def test_a_length_without_a_number_is_a_time_that_measures_nothing(text: str, span: str, timex: str) -> None:
    (value,) = read_values(text, published=PUBLISHED)
    assert (value.kind, value.text, value.timex, value.low, value.unit) == (ValueKind.DATE, span, timex, None, "")
    assert value.first_day is None
    assert value.vague


def test_durations_are_also_in_seconds() -> None:
    """The base amount is the amount times the unit's seconds."""
    (value,) = read_dates("It took three to four hours.", published=PUBLISHED)
    assert (value.base_low, value.base_high) == (10800.0, 14400.0)
