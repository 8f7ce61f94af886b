"""What holds for dates in any text: exact offsets, order, no failure, and every day written is the day read."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.models import ValueKind
from workbench.values.calendar_periods import Grain, move, period_at
from workbench.values.calendar_terms import CODE_OF_CAPITALISED, CODE_OF_WORD
from workbench.values.date_meanings import Slice
from workbench.values.date_narrowing import narrow
from workbench.values.dates import read_dates

MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DATE_WORDS = (
    "the a an last next this that past two three several 2023 1998 7 31 May March July 7th first second third quarter half "
    "year years month week weeks day days ago later earlier by since until before in on at early mid late end of - , . ( ) ' "
    "'s 8 p.m. Thursday morning night noon Q4 FY24 1990s fiscal every each now recently and to from 5 hours one twenty hundred "
    "Christmas"
).split()
FORMS = [
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{SHORT[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
]
PUBLISHED = st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2050, 12, 31))


def check(text: str, published: dt.date | None) -> None:
    """Offsets cut the text exactly, values are in order and apart, and days are never reversed."""
    end = 0
    for value in read_dates(text, published=published):
        assert end <= value.start < value.end <= len(text)
        assert value.text == text[value.start : value.end]
        assert value.timex
        assert value.first_day is None or value.last_day is None or value.first_day <= value.last_day
        assert value.resolved == (value.hangs_on is None)
        end = value.end


@given(st.text(max_size=200), PUBLISHED)
def test_any_text_is_read_without_failing(text: str, published: dt.date | None) -> None:
    """Arbitrary Unicode never raises."""
    check(text, published)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(DATE_WORDS), max_size=14), st.sampled_from([" ", "", "-", "\n"]), PUBLISHED)
def test_any_heap_of_date_words_is_read_without_failing(words: list[str], joint: str, published: dt.date | None) -> None:
    """Date words in any order give exact offsets and days in order."""
    check(joint.join(words), published)


@pytest.mark.parametrize("word", sorted({*CODE_OF_WORD, *CODE_OF_CAPITALISED}))
def test_every_calendar_word_is_read_beside_every_kind_of_date(word: str) -> None:
    """No word that a rule asks for is missing from the tables that give its meaning."""
    for noun in (
        "year",
        "quarter",
        "weeks",
        "Thursday",
        "May",
        "June 3",
        "winter",
        "century",
        "night",
        "2019",
        "third quarter",
    ):
        for text in (
            f"{word} {noun}",
            f"the {word} {noun}",
            f"{noun} {word}",
            f"{noun} of the {word} year",
            f"{word} few {noun}",
        ):
            check(f"It was {text}.", dt.date(2023, 7, 24))


def read_back(day: dt.date, form: int) -> None:
    written = FORMS[form](day)
    values = read_dates(f"Signed on {written} in Oslo.")
    assert [(value.text, value.timex, value.first_day, value.last_day) for value in values] == [
        (written, day.isoformat(), day, day)
    ]


def test_every_day_of_fifty_years_is_read_back() -> None:
    """Each day from 1990 to 2040, written in one form or another, is the one day read."""
    first = dt.date(1990, 1, 1)
    for offset in range((dt.date(2040, 12, 31) - first).days + 1):
        # Moving on by one every week keeps a form from always meeting the same weekday.
        read_back(first + dt.timedelta(days=offset), (offset + offset // 7) % len(FORMS))


@pytest.mark.parametrize("form", range(len(FORMS)))
def test_every_day_of_a_leap_year_is_read_back_in_every_form(form: int) -> None:
    """Each form alone carries every month and day, 29 February included."""
    for offset in range(366):
        read_back(dt.date(2024, 1, 1) + dt.timedelta(days=offset), form)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_bare_weekday_is_within_the_week_before_publication(published: dt.date, weekday: str) -> None:
    """News tells of the last such day, the day of publication included."""
    (value,) = read_dates(f"It was shut on {weekday}.", published=published)
    assert value.first_day is not None
    assert value.first_day.strftime("%A") == weekday
    assert dt.timedelta(0) <= published - value.first_day <= dt.timedelta(days=6)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)), st.integers(2, 400))
def test_days_ago_and_days_later_are_opposites(published: dt.date, count: int) -> None:
    """Counting back from publication and forward from the result returns to publication."""
    back = read_dates(f"It began {count} days ago.", published=published)[0].first_day
    assert back is not None
    forward = read_dates(f"It began on {back.isoformat()} and ended {count} days later.")[-1]
    assert forward.first_day == published


@given(st.dates(dt.date(1600, 1, 1), dt.date(2400, 1, 1)), st.sampled_from(list(Grain)))
def test_a_period_holds_its_first_and_last_day(day: dt.date, grain: Grain) -> None:
    """The first day's period is the period; the day behind the last belongs to the next one."""
    period = period_at(grain, day)
    assert period_at(grain, period.first) == period
    assert grain is Grain.WEEKEND or period.first <= day <= period.last
    assert period_at(grain, move(period.first, grain, 1)).first > period.last


@given(st.dates(dt.date(1600, 1, 1), dt.date(2400, 1, 1)), st.sampled_from(list(Grain)), st.sampled_from(list(Slice)))
def test_a_part_lies_inside_its_period(day: dt.date, grain: Grain, part: Slice) -> None:
    """Early, mid, late and the rest never leave the period and never turn round."""
    period = period_at(grain, day)
    first, last = narrow(period, part, day)
    assert period.first <= first <= last <= period.last


@given(st.dates(dt.date(1600, 1, 1), dt.date(2400, 1, 1)), st.sampled_from([Grain.MONTH, Grain.YEAR, Grain.DECADE, Grain.WEEK]))
def test_early_mid_and_late_cover_the_period_without_overlap(day: dt.date, grain: Grain) -> None:
    """The three thirds meet end to end."""
    period = period_at(grain, day)
    parts = [narrow(period, part, None) for part in (Slice.EARLY, Slice.MID, Slice.LATE)]
    assert parts[0][0] == period.first
    assert parts[2][1] == period.last
    assert all(after[0] - before[1] == dt.timedelta(days=1) for before, after in pairwise(parts))


@pytest.mark.parametrize("piece", ["1 ", "last ", "May ", "twenty-", "a.m. ", "\n", "2023-", "the ", "3/", "in 1999, ", "'"])
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    """A tenth of a megabyte of one word takes seconds, not minutes."""
    started = time.process_time()
    read_dates(piece * (100_000 // len(piece)), published=dt.date(2023, 7, 24))
    assert time.process_time() - started < 10


def test_the_same_text_gives_the_same_values() -> None:
    """Reading is deterministic."""
    text = "Last month, in the first half of 2022, by May 3, two weeks later, for 17 months each year."
    once = read_dates(text, published=dt.date(2023, 7, 24))
    assert once == read_dates(text, published=dt.date(2023, 7, 24))
    assert {value.kind for value in once} == {ValueKind.DATE, ValueKind.DURATION, ValueKind.SET}
