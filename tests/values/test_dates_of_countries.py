"""Dates as papers of many countries write them: ranges, numeric dates, fiscal years, winters, eras, decades, days of a month.

A case is a sentence, the dates that must be among its values, and those that must not; a date is written as its days, an open
end as ``*``. Where a country is named the article is of that country. All worked by hand; published Wednesday, 19 March 2025.
"""

import datetime as dt

import pytest

from workbench.models import Modifier, ValueKind
from workbench.values import read_values

TODAY = dt.date(2025, 3, 19)

CASES = {
    "the first end of a range takes the year of the second": [
        ("The expo ran from 28 May to 3 June 2019.", ["2019-05-28", "2019-06-03"], []),
        ("The tour lasts from December 20 to January 8, 2022.", ["2021-12-20", "2022-01-08"], []),
        ("It was shut 29 September-2 October 2020.", ["2020-09-29", "2020-10-02"], []),
        ("Between April and June 2018 orders fell.", ["2018-04-01..2018-04-30", "2018-06-01..2018-06-30"], []),
        ("Snow fell in January and February 2017.", ["2017-01-01..2017-01-31", "2017-02-01..2017-02-28"], []),
        ("From September to November it rained daily.", ["2024-09-01..2024-09-30", "2024-11-01..2024-11-30"], []),
        ("From November to February the lake was frozen.", ["2024-11-01..2024-11-30", "2025-02-01..2025-02-28"], []),
        ("Strikes came in May, June and July 2016.", ["2016-05-01..2016-05-31", "2016-06-01..2016-06-30"], []),
        ("The sale runs from March 3 through March 9, 2023.", ["2023-03-03"], []),
        ("The hearing is at 2 p.m., Friday 6 October 2023.", ["2023-10-06"], ["2025-03-19"]),
        ("It sank at 11:30 p.m. on 2 May 2015.", ["2015-05-02"], []),
        ("Polls were open from 8 a.m. to 9 p.m. on 3 May 2021.", ["2021-05-03"], ["2025-03-19"]),
        ("It ran from Monday 3 to Friday 7 August 2020.", ["2020-08-03..2020-08-07"], []),
        ("It was dry from June to August last year.", ["2024-06-01..2024-06-30", "2024-08-01..2024-08-31"], []),
        ("The quake struck at 18:08 local time on 4 August 2020.", ["2020-08-04"], ["2025-03-19"]),
    ],
    "numeric dates of a country that writes the day first": [
        ("GB: The lease began on 05/11/2014.", ["2014-11-05"], []),
        ("IN: The notice of 4-3-2022 was lost.", ["2022-03-04"], []),
        ("AU: The ship left on 09/10/2018.", ["2018-10-09"], []),
        ("DE: The order of 02/12/2021 stands.", ["2021-12-02"], []),
        ("US: The lease began on 05/11/2014.", ["2014-05-11"], []),
        ("The lease began on 05/11/2014.", ["2014-05-11"], []),
        ("GB: The lease began on 11/25/2014.", ["2014-11-25"], []),
        ("IE: He was born on 01/02/63.", ["1963-02-01"], []),
        ("GB: The page is dated 2014-05-11.", ["2014-05-11"], []),
        ("FR: The law of 03.04.2020 changed it.", ["2020-04-03"], []),
    ],
    "years of two digits": [
        ("The sample of 08-Feb-11 was lost.", ["2011-02-08"], []),
        ("It was filed 30-Jun-98 and closed 02-Jul-99.", ["1998-06-30", "1999-07-02"], []),
        ("Opened 12 Oct 07.", ["2007-10-12"], []),
        ("Paid on 9 May '14, late.", ["2014-05-09"], []),
        ("The log runs from 3 Aug 18 to 5 Aug 18.", ["2018-08-03", "2018-08-05"], []),
        ("It shut on 14-Apr-2003.", ["2003-04-14"], []),
        ("On 12 August 30 people fell ill.", ["2024-08-12"], ["1930-08-12"]),
        ("On 3 March 25 boats sank.", ["2025-03-03"], ["2025-03-25"]),
        ("By 10 June 18 homes were gone.", [], ["2018-06-10"]),
        ("Signed 21/Nov/15, in ink.", ["2015-11-21"], []),
    ],
    "one winter over two years": [
        ("In winter 2009-10 the canal froze.", ["2009-12-01..2010-02-28"], ["2009-01-01..2010-12-31"]),
        ("The winter 2021/22 was mild.", ["2021-12-01..2022-02-28"], []),
        ("The winter of 1962-63 killed many birds.", ["1962-12-01..1963-02-28"], []),
        ("The 2010-11 winter was hard.", ["2010-12-01..2011-02-28"], []),
        ("Gas was scarce in winter 2021-2022.", ["2021-12-01..2022-02-28"], []),
        ("In winter 2015 the pass was shut.", ["2015-12-01..2016-02-29"], []),
        ("The lifts stood still in winter 2019–20.", ["2019-12-01..2020-02-29"], []),
        ("Floods came in the winter of 2013/14.", ["2013-12-01..2014-02-28"], []),
        ("She led the league in 2011-12.", ["2011-01-01..2012-12-31"], []),
        ("Skiers missed the winter 2006-07.", ["2006-12-01..2007-02-28"], []),
    ],
    "fiscal years": [
        ("IN: Output rose in FY2021-22.", ["2021-04-01..2022-03-31"], []),
        ("IN: Output rose in FY23.", ["2022-04-01..2023-03-31"], []),
        ("AU: The levy began in fiscal year 2020.", ["2019-07-01..2020-06-30"], []),
        ("AU: Costs fell in the 2021-22 financial year.", ["2021-07-01..2022-06-30"], []),
        ("CA: The deficit of fiscal year 2022-23 shrank.", ["2022-04-01..2023-03-31"], []),
        ("GB: Spending in fiscal 2019 rose.", ["2018-04-01..2019-03-31"], []),
        ("NZ: The fund grew in financial year 2021.", ["2020-07-01..2021-06-30"], []),
        ("US: Spending in fiscal 2019 rose.", ["2018-10-01..2019-09-30"], []),
        ("Spending in fiscal 2019 rose.", ["2018-10-01..2019-09-30"], []),
        (
            "IN: Sales in financial year 2019-20 fell; a year earlier they rose.",
            ["2019-04-01..2020-03-31", "2018-04-01..2019-03-31"],
            [],
        ),
    ],
    "the 3rd is a day": [
        ("The mine closed on the 12th.", ["2025-03-12"], []),
        ("The vote will be held on the 28th.", ["2025-03-28"], []),
        ("The talks end on the 2nd of next month.", ["2025-04-02"], []),
        ("The dam broke on the 30th of last month.", [], ["2025-03-30"]),
        ("The boat left on the 7th, with 30 people.", ["2025-03-07"], []),
        ("She lives on the 9th floor.", [], ["2025-03-09"]),
        ("They met on the 25th anniversary of the peace.", [], ["2025-03-25"]),
        ("Shops on the 1st and 2nd floors burned.", [], ["2025-03-01", "2025-03-02"]),
        ("He was hurt on the 17th and died later.", ["2025-03-17"], []),
        ("Rain began on the 8th and the river rose.", ["2025-03-08"], []),
    ],
    "around a year and before our era": [
        ("The barn was built c. 1740.", ["1740-01-01..1740-12-31"], []),
        ("The bell is from ca. 1655.", ["1655-01-01..1655-12-31"], []),
        ("It was painted circa 1890.", ["1890-01-01..1890-12-31"], []),
        ("It was dug around 1830, by hand.", ["1830-01-01..1830-12-31"], []),
        ("The wall dates from AD 210.", ["0210-01-01..0210-12-31"], []),
        ("Nero died in 68 AD.", ["0068-01-01..0068-12-31"], []),
        ("They killed around 1800 seals.", [], ["1800-01-01..1800-12-31"]),
        ("The king died in A.D. 932.", ["0932-01-01..0932-12-31"], []),
        ("The abbey fell in 1066 AD.", ["1066-01-01..1066-12-31"], []),
        ("He wrote about 1900 letters.", [], ["1900-01-01..1900-12-31"]),
    ],
    "decades in two digits": [
        ("Rents soared in the late 80s.", ["1987-01-01..1989-12-31"], []),
        ("The pits shut in the early 70s.", ["1970-01-01..1973-12-31"], []),
        ("The mid-90s were calm.", ["1994-01-01..1996-12-31"], []),
        ("He loved the music of the 60s.", ["1960-01-01..1969-12-31"], []),
        ("Fish stocks have shrunk since the 50s.", ["1950-01-01..1959-12-31"], []),
        ("The widow is in her late 70s.", [], ["1977-01-01..1979-12-31"]),
        ("Highs will be in the mid 80s.", [], ["1984-01-01..1986-12-31"]),
        ("A man in his early 40s was hurt.", [], ["1940-01-01..1943-12-31"]),
        ("The factory grew in the late '50s.", ["1957-01-01..1959-12-31"], []),
        ("Temperatures stayed in the low 60s.", [], ["1960-01-01..1969-12-31"]),
    ],
    "halves and quarters of a match": [
        ("Osei scored twice in the first half.", [], ["2025-01-01..2025-06-30", "2024-01-01..2024-06-30"]),
        ("The hosts trailed 10-3 after the first quarter.", [], ["2025-01-01..2025-03-31"]),
        ("A penalty in the second half settled the derby.", [], ["2024-07-01..2024-12-31"]),
        ("They kicked two goals in the third quarter.", [], ["2024-07-01..2024-09-30"]),
        ("The referee sent him off in the second half.", [], ["2024-07-01..2024-12-31"]),
        ("Profits fell in the third quarter.", ["2024-07-01..2024-09-30"], []),
        ("Exports grew 3 percent in the first half of 2023.", ["2023-01-01..2023-06-30"], []),
        ("The bank made a loss in the fourth quarter.", ["2024-10-01..2024-12-31"], []),
        ("Her team won the fourth quarter 22-15.", [], ["2024-10-01..2024-12-31"]),
        ("Car sales rose in the second half.", ["2024-07-01..2024-12-31"], []),
    ],
    "a year that others are measured against": [
        ("Emissions are below 1995 levels.", ["1995-01-01..1995-12-31"], []),
        ("Wages are back at 2008 levels.", ["2008-01-01..2008-12-31"], []),
        ("It costs 30 euros at 2015 prices.", ["2015-01-01..2015-12-31"], []),
        ("Catches rose above 2011 levels.", ["2011-01-01..2011-12-31"], []),
        ("Output returned to 2019 levels.", ["2019-01-01..2019-12-31"], []),
        ("Travel is near pre-2020 levels.", ["2020-01-01..2020-12-31"], []),
        ("The game has over 2000 levels.", [], ["2000-01-01..2000-12-31"]),
        ("The tower has 20 levels.", [], []),
        ("The target is 40 percent under 1990 levels.", ["1990-01-01..1990-12-31"], []),
        ("Sales exceeded 2014 levels.", ["2014-01-01..2014-12-31"], []),
    ],
}
ROWS = [(kind, *case) for kind, cases in CASES.items() for case in cases]


def days(value):
    first, last = (day.isoformat() if day else "*" for day in (value.first_day, value.last_day))
    return first if first == last else f"{first}..{last}"


def read(text):
    country, mark, rest = text.partition(": ")
    return (
        read_values(rest, published=TODAY, country=country)
        if mark and len(country) == 2
        else read_values(text, published=TODAY)
    )


@pytest.mark.parametrize(("kind", "text", "wanted", "unwanted"), ROWS)
def test_dates_are_read_as_their_country_writes_them(kind, text, wanted, unwanted):
    found = {days(value) for value in read(text) if value.first_day or value.last_day}
    assert set(wanted) <= found, (kind, found)
    assert not set(unwanted) & found, (kind, found)


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_has_ten_sentences(kind):
    assert len(CASES[kind]) >= 10


@pytest.mark.parametrize(
    "text", ["It fell in 44 BC.", "The ship is of 300 BCE.", "It is of the 3rd century BC.", "In 586 B.C. it burned."]
)
def test_a_year_before_our_era_is_a_date_without_days(text):
    (found,) = [value for value in read(text) if value.kind is ValueKind.DATE]
    assert (found.timex[:2], found.first_day, found.last_day) == ("BC", None, None)


@pytest.mark.parametrize("text", ["Built c. 1740.", "Built ca. 1740.", "Built circa 1740.", "It was built around 1740."])
def test_around_a_year_blurs_it(text):
    (found,) = read(text)
    assert (found.timex, found.modifier) == ("1740", Modifier.ABOUT)


def test_the_day_after_a_month_and_its_day_is_a_count():
    found = read("On 16 April 19 miners were saved.")
    assert [(value.text, value.low) for value in found] == [("16 April", None), ("19 miners", 19.0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It runs through 2025.", "*..2025-12-31"),
        ("It runs through June.", "*..2025-06-30"),
        ("It runs until the end of 2025.", "*..2025-12-31"),
        ("It runs until 1 January 2025.", "2025-01-01"),
        ("It ran from May through July 2021.", "2021-07-01..2021-07-31"),
    ],
)
def test_what_lasts_through_a_period_ends_on_its_last_day(text, expected):
    assert days(read(text)[-1]) == expected


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It was signed on 31 June 2021.", "2021-06-31"),
        ("It was signed on February 30, 2019.", "2019-02-30"),
        ("GB: It was signed on 31/04/2020.", "2020-04-31"),
        ("It was signed on 29 February 2023.", "2023-02-29"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_named(text, timex):
    (found,) = read(text)
    assert (found.kind, found.timex, found.first_day, found.resolved) == (ValueKind.DATE, timex, None, False)
    assert found.hangs_on == "a day that the calendar has"
