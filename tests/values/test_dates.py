"""Dates, times, durations and sets are found where they stand, with their TIMEX3 value and their days.

Every expected value was worked out by hand with a calendar. The publication date is Monday, 24 July 2023 (ISO week 30).
"""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.models import Modifier, Value, ValueKind
from workbench.values.dates import read_dates

PUBLISHED = dt.date(2023, 7, 24)


def read(text: str, published: dt.date | None = PUBLISHED) -> list[Value]:
    return read_dates(text, published=published)


def days(value: Value) -> str:
    """The first and last day as one word, "*" where open."""
    first, last = (day.isoformat() if day else "*" for day in (value.first_day, value.last_day))
    return first if first == last else f"{first}..{last}"


DAYS_AND_MONTHS = [
    ("He spoke at a July 7 news conference.", "July 7", "2023-07-07", "2023-07-07"),
    ("The invasion began on Feb. 24, 2022.", "Feb. 24, 2022", "2022-02-24", "2022-02-24"),
    ("It was signed on 7 July 2023 in Oslo.", "7 July 2023", "2023-07-07", "2023-07-07"),
    ("It was signed on the 7th of July 2023.", "the 7th of July 2023", "2023-07-07", "2023-07-07"),
    ("The file is dated 2023-07-07 and sealed.", "2023-07-07", "2023-07-07", "2023-07-07"),
    ("Invoice of 7/7/2023 attached.", "7/7/2023", "2023-07-07", "2023-07-07"),
    ("Invoice of 13/7/2023 attached.", "13/7/2023", "2023-07-13", "2023-07-13"),
    ("Invoice of 2/3/2023 attached.", "2/3/2023", "2023-02-03", "2023-02-03"),
    ("Rechnung vom 2.3.2023 anbei.", "2.3.2023", "2023-03-02", "2023-03-02"),
    ("The dam broke on June 6.", "June 6", "2023-06-06", "2023-06-06"),
    ("The talks ran May 3-5.", "May 3-5", "2023-05-03/2023-05-05", "2023-05-03..2023-05-05"),
    ("The talks ran 3-5 May 2021.", "3-5 May 2021", "2021-05-03/2021-05-05", "2021-05-03..2021-05-05"),
    ("Sales were counted in July 2022.", "July 2022", "2022-07", "2022-07-01..2022-07-31"),
    ("Fighting eased March–May 2022.", "March–May 2022", "2022-03/2022-05", "2022-03-01..2022-05-31"),
    ("They married on Wednesday, July 19, in Bonn.", "Wednesday, July 19", "2023-07-19", "2023-07-19"),
    ("It was held on the Fourth of July.", "the Fourth of July", "2023-07-04", "2023-07-04"),
    ("In late May, the mayor changed his mind.", "late May", "2023-05", "2023-05-21..2023-05-31"),
    ("In early June the river rose.", "early June", "2023-06", "2023-06-01..2023-06-10"),
    ("It was sold in mid-April.", "mid-April", "2023-04", "2023-04-11..2023-04-20"),
    ("She was hired in December.", "December", "2022-12", "2022-12-01..2022-12-31"),
    ("The plant will open in December.", "December", "2023-12", "2023-12-01..2023-12-31"),
    ("The vote is due Sept. 12.", "Sept. 12", "2023-09-12", "2023-09-12"),
    ("The first week of May was wet.", "The first week of May", "2023-W18", "2023-05-01..2023-05-07"),
    ("He left on the last Friday of October 2022.", "the last Friday of October 2022", "2022-10-28", "2022-10-28"),
    ("It fell on the second Tuesday of March 2023.", "the second Tuesday of March 2023", "2023-03-14", "2023-03-14"),
    ("The week of July 10 was calm.", "The week of July 10", "2023-W28", "2023-07-10..2023-07-16"),
    ("They met on Christmas Eve 2020.", "Christmas Eve 2020", "2020-12-24", "2020-12-24"),
    ("They met on Thanksgiving 2022.", "Thanksgiving 2022", "2022-11-24", "2022-11-24"),
    ("They met on Easter Sunday 2024.", "Easter Sunday 2024", "2024-03-31", "2024-03-31"),
    ("Shops close on Labor Day 2023.", "Labor Day 2023", "2023-09-04", "2023-09-04"),
]

YEARS = [
    ("The ship was launched in 1998.", "1998", "1998", "1998-01-01..1998-12-31"),
    ("It has stood since 1912.", "1912", "1912", "1912-01-01..1912-12-31"),
    ("A law (2014) forbids it.", "2014", "2014", "2014-01-01..2014-12-31"),
    ("She sang at the Hessel Festival 1998.", "1998", "1998", "1998-01-01..1998-12-31"),
    ("The women's Tour of the Marches 2023 starts in Brenz.", "2023", "2023", "2023-01-01..2023-12-31"),
    ("The 2022 election was close.", "2022", "2022", "2022-01-01..2022-12-31"),
    ("He served 1999-2001 in the army.", "1999-2001", "1999/2001", "1999-01-01..2001-12-31"),
    ("The 2019-20 season was cut.", "2019-20", "2019/2020", "2019-01-01..2020-12-31"),
    ("Rents rose in the 1990s.", "the 1990s", "199", "1990-01-01..1999-12-31"),
    ("Rents rose in the '80s.", "the '80s", "198", "1980-01-01..1989-12-31"),
    ("Rents rose in the early 1990s.", "the early 1990s", "199", "1990-01-01..1993-12-31"),
    ("Rents rose in the late 2010s.", "the late 2010s", "201", "2017-01-01..2019-12-31"),
    ("It was built in the 19th century.", "the 19th century", "18", "1800-01-01..1899-12-31"),
    ("It was founded in early 2021.", "early 2021", "2021", "2021-01-01..2021-04-30"),
    ("It was founded in mid-2021.", "mid-2021", "2021", "2021-05-01..2021-08-31"),
    ("It closed at the end of 2021.", "the end of 2021", "2021", "2021-12-01..2021-12-31"),
    ("Summer 2022 broke records.", "Summer 2022", "2022-SU", "2022-06-01..2022-08-31"),
    ("It fell in the winter of 2021.", "the winter of 2021", "2021-WI", "2021-12-01..2022-02-28"),
    ("Output rose in Q4 2022.", "Q4 2022", "2022-Q4", "2022-10-01..2022-12-31"),
    ("Output rose in the fourth quarter of 2022.", "the fourth quarter of 2022", "2022-Q4", "2022-10-01..2022-12-31"),
    ("Output rose in the second quarter.", "the second quarter", "2023-Q2", "2023-04-01..2023-06-30"),
    ("Output rose in the first half of 2022.", "the first half of 2022", "2022-H1", "2022-01-01..2022-06-30"),
    ("H2 2021 was worse.", "H2 2021", "2021-H2", "2021-07-01..2021-12-31"),
    ("Congress funded fiscal year 2024.", "fiscal year 2024", "2024", "2023-10-01..2024-09-30"),
    (
        "It is due in the first quarter of fiscal year 2024.",
        "the first quarter of fiscal year 2024",
        "2023-Q4",
        "2023-10-01..2023-12-31",
    ),
    ("It is due in Q3 of FY2023.", "Q3 of FY2023", "2023-Q2", "2023-04-01..2023-06-30"),
    ("The FY24 budget passed.", "FY24", "2024", "2023-10-01..2024-09-30"),
    ("It will close by mid-2024.", "mid-2024", "2024", "*..2024-08-31"),
]

FROM_PUBLICATION = [
    ("On Thursday he resigned.", "Thursday", "2023-07-20", "2023-07-20"),
    ("He resigned last Friday.", "last Friday", "2023-07-21", "2023-07-21"),
    ("He resigned last Monday.", "last Monday", "2023-07-17", "2023-07-17"),
    ("The court meets next Tuesday.", "next Tuesday", "2023-07-25", "2023-07-25"),
    ("The court will meet on Wednesday.", "Wednesday", "2023-07-26", "2023-07-26"),
    ("The court met Monday.", "Monday", "2023-07-24", "2023-07-24"),
    ("The rules change today.", "today", "2023-07-24", "2023-07-24"),
    ("The rules changed yesterday.", "yesterday", "2023-07-23", "2023-07-23"),
    ("The rules change tomorrow.", "tomorrow", "2023-07-25", "2023-07-25"),
    ("He came the day before yesterday.", "the day before yesterday", "2023-07-22", "2023-07-22"),
    ("Last month the committee voted.", "Last month", "2023-06", "2023-06-01..2023-06-30"),
    ("Early this month he agreed.", "Early this month", "2023-07", "2023-07-01..2023-07-10"),
    ("Sales fell this year.", "this year", "2023", "2023-01-01..2023-12-31"),
    ("Sales fell last year.", "last year", "2022", "2022-01-01..2022-12-31"),
    ("Earlier this year sales fell.", "Earlier this year", "2023", "2023-01-01..2023-07-24"),
    ("It opens later this year.", "later this year", "2023", "2023-07-24..2023-12-31"),
    ("It enters service by the end of this year.", "the end of this year", "2023", "*..2023-12-31"),
    ("It opens early next year.", "early next year", "2024", "2024-01-01..2024-04-30"),
    ("They met last week.", "last week", "2023-W29", "2023-07-17..2023-07-23"),
    ("They met over the weekend.", "the weekend", "2023-W29-WE", "2023-07-22..2023-07-23"),
    ("They meet next weekend.", "next weekend", "2023-W30-WE", "2023-07-29..2023-07-30"),
    ("He left a week ago.", "a week ago", "2023-W29", "2023-07-17..2023-07-23"),
    ("He left 10 days ago.", "10 days ago", "2023-07-14", "2023-07-14"),
    ("He left three years ago.", "three years ago", "2020", "2020-01-01..2020-12-31"),
    ("He left two months ago.", "two months ago", "2023-05", "2023-05-01..2023-05-31"),
    ("He left a couple of days ago.", "a couple of days ago", "2023-07-22", "2023-07-22"),
    ("He left more than 40 years ago.", "more than 40 years ago", "1983", "1983-01-01..1983-12-31"),
    ("The vote will be held in two weeks.", "two weeks", "2023-W32", "2023-08-07..2023-08-13"),
    ("It was built last summer.", "last summer", "2022-SU", "2022-06-01..2022-08-31"),
    ("It was built this spring.", "this spring", "2023-SP", "2023-03-01..2023-05-31"),
    ("In June last year it closed.", "June last year", "2022-06", "2022-06-01..2022-06-30"),
    ("The third quarter of last year was weak.", "The third quarter of last year", "2022-Q3", "2022-07-01..2022-09-30"),
    ("Profit fell last quarter.", "last quarter", "2023-Q2", "2023-04-01..2023-06-30"),
    ("It must be done by the end of the month.", "the end of the month", "2023-07", "*..2023-07-31"),
    ("It must be done by year-end.", "year-end", "2023", "*..2023-12-31"),
    ("It must be done by the end of the decade.", "the end of the decade", "202", "*..2029-12-31"),
    ("He has moved in recent weeks.", "recent weeks", "PAST_REF", "*"),
    ("Years ago he moved.", "Years ago", "PAST_REF", "*"),
    ("It opens in the coming days.", "the coming days", "FUTURE_REF", "*"),
    ("Recently he moved.", "Recently", "PAST_REF", "*"),
    ("He now lives in Prague.", "now", "PRESENT_REF", "*"),
    ("It currently employs nine.", "currently", "PRESENT_REF", "*"),
    ("We must think of the future.", "the future", "FUTURE_REF", "*"),
]

TIMES = [
    ("It fell at 21.47 local time.", "21.47 local time", "2023-07-24T21:47", "2023-07-24"),
    ("Polls closed at 8 p.m. sharp.", "8 p.m.", "2023-07-24T20:00", "2023-07-24"),
    ("Polls closed at 8:30 p.m. Thursday.", "8:30 p.m. Thursday", "2023-07-20T20:30", "2023-07-20"),
    ("The quake struck at 14:30 GMT on July 3.", "14:30 GMT on July 3", "2023-07-03T14:30", "2023-07-03"),
    ("It ended at noon on Friday.", "noon on Friday", "2023-07-21T12:00", "2023-07-21"),
    ("On Thursday morning it rained.", "Thursday morning", "2023-07-20TMO", "2023-07-20"),
    ("It rained last night.", "last night", "2023-07-23TNI", "2023-07-23"),
    ("It rained this morning.", "this morning", "2023-07-24TMO", "2023-07-24"),
    ("It rained yesterday afternoon.", "yesterday afternoon", "2023-07-23TAF", "2023-07-23"),
    ("At 12 a.m. the truce began.", "12 a.m.", "2023-07-24T00:00", "2023-07-24"),
    ("Logged at 2023-07-07T14:30:00Z by the buoy.", "2023-07-07T14:30:00Z", "2023-07-07T14:30:00", "2023-07-07"),
]


@pytest.mark.parametrize(("text", "span", "timex", "expected"), DAYS_AND_MONTHS + YEARS + FROM_PUBLICATION + TIMES)
def test_one_date_is_read_with_its_timex_and_days(text: str, span: str, timex: str, expected: str) -> None:
    """The sentence holds exactly one date, at the span named."""
    (value,) = read(text)
    assert (value.text, value.timex, days(value)) == (span, timex, expected)
    assert value.kind is (ValueKind.TIME if "T" in timex[4:] and timex[0] == "2" else ValueKind.DATE)
    assert value.resolved


IN_SEQUENCE = [
    ("In late May he wavered. Two weeks later he agreed.", "Two weeks later", "2023-06", "2023-06-04..2023-06-14"),
    ("He was shot on July 3, 2020, and died the next day.", "the next day", "2020-07-04", "2020-07-04"),
    ("It opened in 2014; the following year it closed.", "the following year", "2015", "2015-01-01..2015-12-31"),
    ("It lost money in 2014; the prior year it had not.", "the prior year", "2013", "2013-01-01..2013-12-31"),
    ("It opened in May 2014, having closed a month earlier.", "a month earlier", "2014-04", "2014-04-01..2014-04-30"),
    ("He flew on June 1, 2021. That day it snowed.", "That day", "2021-06-01", "2021-06-01"),
    ("He flew on June 1, 2021. Later that year he died.", "Later that year", "2021", "2021-01-01..2021-12-31"),
    ("The war began in February 2022; a year later it went on.", "a year later", "2023-02", "2023-02-01..2023-02-28"),
    (
        "Profit in the second quarter of 2022 doubled from a year earlier.",
        "a year earlier",
        "2021-Q2",
        "2021-04-01..2021-06-30",
    ),
    ("It fell in the first quarter from the year-ago quarter.", "the year-ago quarter", "2022-Q1", "2022-01-01..2022-03-31"),
    ("They met on Jan. 30, 2023. Three days later they split.", "Three days later", "2023-02-02", "2023-02-02"),
    ("They met on June 21 and 22, 2021.", "22, 2021", "2021-06-22", "2021-06-22"),
    ("They met on 11 and 12 July 2021.", "12 July 2021", "2021-07-12", "2021-07-12"),
    ("From 2014 to 2018 it stood empty.", "2018", "2018", "2018-01-01..2018-12-31"),
    ("It flooded in 1994, 1995 and 1997.", "1997", "1997", "1997-01-01..1997-12-31"),
]


@pytest.mark.parametrize(("text", "span", "timex", "expected"), IN_SEQUENCE)
def test_the_last_date_hangs_on_the_ones_before(text: str, span: str, timex: str, expected: str) -> None:
    """Dates that count from the text take the nearest date before them that is exact enough."""
    value = read(text)[-1]
    assert (value.text, value.timex, days(value)) == (span, timex, expected)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("It took more than four hours.", Modifier.MORE_THAN),
        ("It took at least four hours.", Modifier.AT_LEAST),
        ("It took up to four hours.", Modifier.UP_TO),
        ("It took nearly four hours.", Modifier.ABOUT),
        ("It took less than four hours.", Modifier.LESS_THAN),
        ("It took no more than four hours.", Modifier.AT_MOST),
        ("It opened by May 2022.", Modifier.AT_MOST),
        ("It opened before May 2022.", Modifier.LESS_THAN),
        ("It has been open since May 2022.", Modifier.AT_LEAST),
        ("It was open until May 2022.", Modifier.UP_TO),
        ("It opened after May 2022.", Modifier.MORE_THAN),
        ("It opened around May 2022.", Modifier.ABOUT),
    ],
)
def test_words_before_a_value_bound_it(text: str, modifier: Modifier) -> None:
    """Bounds of durations and dates alike become the modifier."""
    (value,) = read(text)
    assert value.modifier is modifier


def test_before_a_day_ends_on_the_day_before() -> None:
    """A date with "before" leaves the day itself out and has no first day."""
    (value,) = read("It left before July 7, 2023.")
    assert (value.timex, value.first_day, value.last_day) == ("2023-07-07", None, dt.date(2023, 7, 6))


SETS = [
    ("It makes 500 each year.", "each year", "P1Y"),
    ("It meets every Monday.", "every Monday", "XXXX-WXX-1"),
    ("It meets on Tuesdays.", "Tuesdays", "XXXX-WXX-2"),
    ("It meets every two weeks.", "every two weeks", "P2W"),
    ("It meets every other day.", "every other day", "P2D"),
    ("It appears daily.", "daily", "P1D"),
    ("It is paid annually.", "annually", "P1Y"),
    ("It is paid twice a year.", "twice a year", "P1Y"),
    ("It rains every March.", "every March", "XXXX-03"),
    ("It rains every summer.", "every summer", "XXXX-SU"),
    ("It airs Sunday nights.", "Sunday nights", "XXXX-WXX-7TNI"),
]


@pytest.mark.parametrize(("text", "span", "timex"), SETS)
def test_what_repeats_is_a_set(text: str, span: str, timex: str) -> None:
    """Repetitions have a value but no days."""
    (value,) = read(text)
    assert (value.kind, value.text, value.timex, value.first_day) == (ValueKind.SET, span, timex, None)


UNANCHORED = [
    ("He spoke on July 7.", "XXXX-07-07"),
    ("He spoke on Thursday.", "XXXX-WXX-4"),
    ("He spoke on Thursday morning.", "XXXX-WXX-4TMO"),
    ("He spoke last month.", "XXXX-XX"),
    ("He spoke yesterday.", "XXXX-XX-XX"),
    ("He spoke three years ago.", "XXXX"),
    ("He spoke in December.", "XXXX-12"),
    ("He spoke last summer.", "XXXX-SU"),
    ("He spoke in the third quarter.", "XXXX-Q3"),
    ("He spoke at 8 p.m. sharp.", "XXXX-XX-XXT20:00"),
]


@pytest.mark.parametrize(("text", "timex"), UNANCHORED)
def test_without_a_publication_date_relative_dates_stay_open(text: str, timex: str) -> None:
    """The value is written with the unknown part left open, and names what it hangs on."""
    (value,) = read(text, None)
    assert (value.timex, value.resolved, value.hangs_on) == (timex, False, "the publication date")
    assert (value.first_day, value.last_day) == (None, None)


@pytest.mark.parametrize(
    ("text", "timex"),
    [("It began last June 31.", "XXXX-06-31"), ("It was shut last February 30.", "XXXX-02-30")],
)
def test_a_day_that_no_year_has_stays_open(text: str, timex: str) -> None:
    (value,) = read(text)
    assert (value.timex, value.resolved, value.first_day, value.last_day) == (timex, False, None, None)


# 31 December 9999 is a Friday: its week would end in the year 10000.
AT_THE_LAST_DAY = [
    ("It fell by the end of the week.", "*..9999-12-31"),
    ("It fell at the end of the year.", "9999-12-01..9999-12-31"),
    ("It fell late this month.", "9999-12-21..9999-12-31"),
]


@pytest.mark.parametrize(("text", "expected"), AT_THE_LAST_DAY)
def test_the_end_of_a_period_ends_with_the_calendar(text: str, expected: str) -> None:
    (value,) = read(text, dt.date.max)
    assert days(value) == expected


def test_absolute_dates_need_no_publication_date() -> None:
    """A full date settles itself, and what follows it in the text hangs on it."""
    first, second = read("He fell on May 3, 2021, and died two days later.", None)
    assert (first.timex, second.timex, second.resolved) == ("2021-05-03", "2021-05-05", True)


def test_a_date_that_hangs_on_nothing_in_the_text_is_unresolved() -> None:
    """ "Two weeks later" at the start of a text has nothing to count from."""
    (value,) = read("Two weeks later he agreed.")
    assert (value.resolved, value.hangs_on, value.first_day) == (False, "an earlier date in the text", None)


def test_a_month_does_not_anchor_the_next_day() -> None:
    """A day cannot be counted from a month."""
    assert not read("It opened in May 2021 and shut the next day.")[-1].resolved


NO_DATES = [
    "It runs Windows 2000 on an Atari 1040.",
    "The rate stood at 14.30 percent.",
    "She may win, and they may march.",
    "We march for peace.",
    "The Sun said so.",
    "Mr. March and Jan Novak met May Lee.",
    "1984 people came and paid $2000 each.",
    "It cost 2,000 rubles.",
    "He came second, in the second row.",
    "A 6-year-old boy and a woman 52 years old were rescued.",
    "He is in his 80s.",
    "Call 555-1234 about version 10.0.0.1.",
    "They won 3:15 and lost 2-1.",
    "About three-quarters of it burned.",
    "As soon as possible, he said.",
    "An F-16 and an M39A1 flew 300 km.",
    "The ratio was 1/2.",
    "On 31/31/2023 nothing happened.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    """Verbs, names, counts, ages, scores and shares are no dates."""
    assert read(text) == []


def test_a_weekday_picks_the_year_it_agrees_with() -> None:
    """26 October was a Monday in 2020, a Thursday in 2023."""
    (value,) = read("It was on Monday, Oct. 26, that they met.", dt.date(2020, 11, 2))
    assert value.timex == "2020-10-26"


def test_the_article_of_the_product_reads_as_promised() -> None:
    """The four dates the product's rules of inference name, in one text."""
    text = (
        "Last month it voted. He spoke at a July 7 event, said on Thursday he was ready, and hopes to be done by the end of "
        "this year."
    )
    assert [(value.text, value.timex) for value in read(text)] == [
        ("Last month", "2023-06"),
        ("July 7", "2023-07-07"),
        ("Thursday", "2023-07-20"),
        ("the end of this year", "2023"),
    ]
    assert read(text)[-1].last_day == dt.date(2023, 12, 31)
