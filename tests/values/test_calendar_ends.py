"""The calendar ends with year 1 and year 9999: what counts past it stays unresolved and says so, and nothing ever fails."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbench.values
from workbench.models import Slot, SlotCheck, Value
from workbench.retrieval.typed_values import read_typed
from workbench.values import read_values
from workbench.values.calendar_periods import BeyondCalendarError, Grain, add_days, move, period_at
from workbench.values.compare import compare_values
from workbench.values.dates import read_dates

FIRST, LAST = dt.date.min, dt.date.max
BEYOND = "a day outside the years 1 to 9999"

# 1 January of year 1 is a Monday, 31 December 9999 a Friday.
BEYOND_THE_ENDS = [
    ("It fell before Monday.", FIRST, "PAST_REF"),
    ("It fell yesterday.", FIRST, "PAST_REF"),
    ("It fell last week.", FIRST, "PAST_REF"),
    ("It fell last quarter.", FIRST, "PAST_REF"),
    ("It fell last century.", dt.date(99, 5, 1), "PAST_REF"),
    ("It fell 99 days ago.", dt.date(1, 4, 9), "PAST_REF"),
    ("It fell last Sunday.", FIRST, "PAST_REF"),
    ("It opens tomorrow.", LAST, "FUTURE_REF"),
    ("It opens at 8 p.m. next Monday.", LAST, "FUTURE_REF"),
    ("It opens next Monday.", LAST, "FUTURE_REF"),
    ("It opens next month.", LAST, "FUTURE_REF"),
    ("It will open in 3,000 years.", dt.date(7000, 1, 1), "FUTURE_REF"),
    ("It opens next century.", dt.date(9900, 1, 1), "FUTURE_REF"),
    ("It opens at the end of the next decade.", dt.date(9990, 1, 1), "FUTURE_REF"),
    ("It stood before the 1st century.", None, "PAST_REF"),
]

WITHIN_THE_ENDS = [
    ("It fell on Monday.", FIRST, FIRST, FIRST),
    ("It fell on Friday.", LAST, LAST, LAST),
    ("It fell last Friday.", LAST, dt.date(9999, 12, 24), dt.date(9999, 12, 24)),
    ("It fell in July.", dt.date(1, 8, 1), dt.date(1, 7, 1), dt.date(1, 7, 31)),
    ("It fell in July.", dt.date(9999, 8, 1), dt.date(9999, 7, 1), dt.date(9999, 7, 31)),
    ("It fell 99 days ago.", dt.date(1, 4, 10), FIRST, FIRST),
    ("It fell this century.", LAST, dt.date(9900, 1, 1), LAST),
    ("It fell this week.", LAST, dt.date(9999, 12, 27), LAST),
]

FRAMES = [
    "The vote was {}.", "It fell before {}.", "It fell by {}, and two weeks later it rose.", "Since {} it has cost $5.",
    "It will open {}. The following month it closes.", "The year before {} it cost 5 million.", "It ended late {}.",
]  # fmt: skip
UNITS = "day week weekend fortnight month quarter half year decade century".split()
LEANS = (
    "last|this|next|the previous|the following|that|the current|the end of the|early next|late last|the start of this|"
    "earlier this|later this|the first half of next|the second half of last"
).split("|")
COUNTS = "two|3,000|300,000|99999|a few|half a|999999999999999999".split("|")
EXPRESSIONS = [
    *(f"{lean} {unit}" for lean in LEANS for unit in UNITS),
    *(f"{count} {unit}s {side}" for count in COUNTS for unit in UNITS for side in ("ago", "earlier", "later", "from now")),
    *(f"in {count} {unit}s" for count in COUNTS for unit in UNITS),
    *(f"{lean}{day}" for lean in ("", "last ", "next ", "this ", "the week of ") for day in ("Monday", "Friday", "January 1")),
    *"yesterday|tomorrow|the day before yesterday|the day after tomorrow|Sunday of last week|December 31|tonight".split("|"),
    *"Easter|last Christmas|next Ash Wednesday|winter|last spring|year-end|the third quarter|a year earlier".split("|"),
    *"the last Monday of December|the first weekend of January|last year's fourth quarter|the 1st century|FY99".split("|"),
]  # fmt: skip
TEXTS = st.builds(str.format, st.sampled_from(FRAMES), st.sampled_from(EXPRESSIONS))
ANCHORS = (
    st.sampled_from([FIRST, LAST])
    | st.dates(FIRST, dt.date(2, 12, 31))
    | st.dates(dt.date(9998, 1, 1), LAST)
    | st.dates(FIRST, LAST)
)


@pytest.mark.parametrize(("text", "published", "timex"), BEYOND_THE_ENDS)
def test_a_date_past_the_calendar_stays_unresolved(text: str, published: dt.date | None, timex: str) -> None:
    (value,) = read_dates(text, published=published)
    assert (value.timex, value.resolved, value.hangs_on) == (timex, False, BEYOND)
    assert (value.first_day, value.last_day) == (None, None)


@pytest.mark.parametrize(("text", "published", "first", "last"), WITHIN_THE_ENDS)
def test_a_date_at_the_ends_of_the_calendar_is_settled(text: str, published: dt.date, first: dt.date, last: dt.date) -> None:
    (value,) = read_dates(text, published=published)
    assert (value.resolved, value.first_day, value.last_day) == (True, first, last)


def test_what_follows_a_date_past_the_calendar_hangs_on_the_one_before_it() -> None:
    """An unresolved date is no anchor."""
    text = "It opened on 3 May 2021, was planned before Monday, and closed two days later."
    opened, planned, closed = read_dates(text, published=FIRST)
    assert (opened.resolved, planned.resolved, closed.timex) == (True, False, "2021-05-05")


@settings(max_examples=600, deadline=None)
@given(TEXTS, ANCHORS)
def test_any_relative_date_is_read_at_any_anchor(text: str, published: dt.date) -> None:
    """Never an error; days in order; unresolved exactly where something is named that it hangs on."""
    for value in read_values(text, published=published):
        assert value.first_day is None or value.last_day is None or value.first_day <= value.last_day
        assert value.resolved == (value.hangs_on is None)
    assert read_typed(text, published=published) is not None


SAME = Slot(*(SlotCheck.SAME,) * 5)


@settings(max_examples=300, deadline=None)
@given(TEXTS, ANCHORS, TEXTS, ANCHORS)
def test_any_two_relative_dates_are_compared(one: str, published: dt.date, other: str, later: dt.date) -> None:
    for claim in read_values(one, published=published):
        for evidence in read_values(other, published=later):
            compared = compare_values(claim, evidence, slot=SAME)
            assert {compared.claim_value, compared.evidence_value} == {claim, evidence}
            assert compared.explanation


@settings(deadline=None)
@given(ANCHORS, st.sampled_from(Grain), st.integers(-(10**9), 10**9))
def test_moving_a_day_gives_a_day_or_says_on_which_side_the_calendar_ends(day: dt.date, grain: Grain, amount: int) -> None:
    way = _way(day, Grain.DAY if grain is Grain.WEEKEND else grain, amount)
    assert way * amount >= 0


def _way(day: dt.date, grain: Grain, amount: int) -> int:
    """Where the move led: a number of days, or the side of the end that it ran past."""
    try:
        return (move(day, grain, amount) - day).days
    except BeyondCalendarError as beyond:
        return -1 if beyond.early else 1


@settings(deadline=None)
@given(ANCHORS, st.integers(-(10**12), 10**12))
def test_adding_days_is_the_calendars_own_sum_or_said_to_be_past_it(day: dt.date, days: int) -> None:
    ordinal = day.toordinal() + days
    if FIRST.toordinal() <= ordinal <= LAST.toordinal():
        assert add_days(day, days).toordinal() == ordinal
    else:
        with pytest.raises(BeyondCalendarError):
            add_days(day, days)


@settings(deadline=None)
@given(ANCHORS, st.sampled_from(Grain))
def test_a_period_that_can_be_had_has_a_last_day(day: dt.date, grain: Grain) -> None:
    try:
        period = period_at(grain, day)
    except BeyondCalendarError:
        return
    assert period.first <= period.last


@pytest.mark.parametrize(
    "text",
    [
        "٢٠٢٤-٠٥-٣١",
        "१२/०३/२०२४",
        "FY24-999999999999999999",
        "9" * 400 + " km",
        "$" + "9" * 400,
        "2024-02-30T25:61",
        "٣١.١٢.٢٠٢٤",
    ],
)
def test_digits_that_are_no_date_and_no_number_are_read_without_failing(text: str) -> None:
    for value in read_values(f"It is {text} and no more."):
        assert _is_plain(value)


def test_an_iso_date_in_the_digits_of_another_script_is_the_same_day() -> None:
    (value,) = read_values("It opened on ٢٠٢٤-٠٥-٣١.")
    assert (value.timex, value.first_day) == ("2024-05-31", dt.date(2024, 5, 31))


def _is_plain(value: Value) -> bool:
    return all(bound is None or abs(bound) < float("inf") for bound in (value.low, value.high, value.base_low, value.base_high))


def test_days_are_added_in_one_module_only() -> None:
    """Another place that builds a `timedelta` would be another place to meet the ends of the calendar."""
    folder = Path(workbench.values.__file__).parent
    building = {
        path.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Name) and getattr(node, "attr", getattr(node, "id", "")) == "timedelta"
    }
    assert building == {"calendar_periods.py"}
