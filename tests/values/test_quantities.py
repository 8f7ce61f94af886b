"""What the reader takes from sentences of many fields; expected values worked by hand.

A row is a sentence and its values as ``text | low | high | unit | per | modifier``: an empty ``low`` or ``high`` is an open
end, a single number stands for both, trailing empty parts are left out. Dates, times and ordinals are not listed.
"""

import pytest

from workbench.models import ValueKind
from workbench.values import read_values

CALENDAR = {ValueKind.DATE, ValueKind.TIME, ValueKind.SET, ValueKind.ORDINAL}

CASES = {
    "defence": {
        "The plant turns out 500 ATACMS each year.": ["500 ATACMS each year | 500 | 500 | atacms | year"],
        "Its range is 190 miles.": ["190 miles | 190 | 190 | mile"],
        "A strike hit the 12-mile bridge.": ["12-mile | 12 | 12 | mile"],
        "They asked for hundreds of the missiles.": ["hundreds of the missiles | 100 | 1000 | missile"],
        "The war is in its fourth month and 500 ballistic missiles hit the towns.": [
            "500 ballistic missiles | 500 | 500 | missile",
        ],
        "A 300-kilometre range is enough.": ["300-kilometre | 300 | 300 | kilometer"],
        "The army lost 31 tanks, 12 of them in one day.": [
            "31 tanks | 31 | 31 | tank",
            "12 | 12 | 12 |",
            "one day | 1 | 1 | day",
        ],
        "The bomb had a yield of 15 kilotons.": ["15 kilotons | 15 | 15 | kiloton"],
        "The ship makes 30 knots over 4,000 nautical miles.": [
            "30 knots | 30 | 30 | knot",
            "4,000 nautical miles | 4000 | | nautical_mile | | more_than",
        ],
        "Kyiv received 14 Type 45 launchers.": ["14 Type 45 launchers | 14 | 14 | launcher"],
        "Roughly 40 shells each month leave the line.": ["40 shells each month | 40 | 40 | shell | month | about"],
        "The brigade has 1,600–4,000 soldiers.": ["1,600–4,000 soldiers | 1600 | 4000 | soldier"],
    },
    "money": {
        "It cost $1.3 billion.": ["$1.3 billion | 1300000000 | 1300000000 | USD"],
        "He was fined 1.2m rubles.": ["1.2m rubles | 1200000 | 1200000 | RUB"],
        "Paris pledged €500m and Berlin €2bn.": ["€500m | 500000000 | 500000000 | EUR", "€2bn | 2000000000 | 2000000000 | EUR"],
        "The estimate is $1.3-1.5 billion.": ["$1.3-1.5 billion | 1300000000 | 1500000000 | USD"],
        "A fine of $3 to $5 million is likely.": ["$3 to $5 million | 3000000 | 5000000 | USD"],
        "Oil sold at $5 a barrel.": ["$5 a barrel | 5 | 5 | USD | barrel"],
        "Rent is $3,500 a month.": ["$3,500 a month | 3500 | 3500 | USD | month"],
        "The bank wrote off HK$3.7 billion.": ["HK$3.7 billion | 3700000000 | 3700000000 | HKD"],
        "Shares rose 12 cents to $4.20.": ["12 cents | 12 | 12 | cent", "$4.20 | 4.2 | 4.2 | USD"],
        "It paid 200 Swiss francs and 3,000 yen.": ["200 Swiss francs | 200 | 200 | CHF", "3,000 yen | 3000 | 3000 | JPY"],
        "The deal is worth Rs 500 crore.": ["Rs 500 crore | 5000000000 | 5000000000 | INR"],
        "They raised half a million dollars.": ["half a million dollars | 500000 | 500000 | USD"],
        "Losses came to $-50.8bn.": ["$-50.8bn | -50800000000 | -50800000000 | USD"],
        "A ticket is 20 dollars and 50 cents.": ["20 dollars and 50 cents | 20.5 | 20.5 | USD"],
        "Debt grew by $43 billion to $419 billion.": [
            "$43 billion | 43000000000 | 43000000000 | USD",
            "$419 billion | 419000000000 | 419000000000 | USD",
        ],
        "A loan of EUR 20,000 was refused.": ["EUR 20,000 | 20000 | 20000 | EUR"],
        "The notebook was 1,200€.": ["1,200€ | 1200 | 1200 | EUR"],
        "Wages of 5 lakh rupees are rare.": ["5 lakh rupees | 500000 | 500000 | INR"],
        "Tens of thousands of dollars are missing.": ["Tens of thousands of dollars | 10000 | 100000 | USD"],
        "At 118.5p the share is cheap.": ["118.5p | 118.5 | 118.5 | penny"],
        "It owes 3 million pounds.": ["3 million pounds | 3000000 | 3000000 | GBP"],
        "One dollar was HK$7.8.": ["One dollar | 1 | 1 | USD", "HK$7.8 | 7.8 | 7.8 | HKD"],
    },
    "shares and rates": {
        "Two-thirds of voters agreed.": ["Two-thirds | 0.6666666666666666 | 0.6666666666666666 | fraction"],
        "One in three children goes hungry.": ["One in three | 0.3333333333333333 | 0.3333333333333333 | fraction"],
        "More than seven in ten adults said no.": ["seven in ten | 0.7 | | fraction | | more_than"],
        "Nine out of 10 dentists agree.": ["Nine out of 10 | 0.9 | 0.9 | fraction"],
        "One death in five is caused by a stroke.": ["One death in five | 0.2 | 0.2 | fraction"],
        "Four young people out of ten have no job.": ["Four young people out of ten | 0.4 | 0.4 | fraction"],
        "One goal in five games is poor.": ["One goal | 1 | 1 | goal", "five games | 5 | 5 | game"],
        "Two people in five cars died.": ["Two people | 2 | 2 | person", "five cars | 5 | 5 | car"],
        "Half of the city is without power.": ["Half | 0.5 | 0.5 | fraction"],
        "Output fell by a third.": ["a third | 0.3333333333333333 | 0.3333333333333333 | fraction"],
        "Inflation is 3.1 percent.": ["3.1 percent | 3.1 | 3.1 | percent"],
        "Growth of 5 to 7 per cent is expected.": ["5 to 7 per cent | 5 | 7 | percent"],
        "The band is 8.5%-9%.": ["8.5%-9% | 8.5 | 9 | percent"],
        "The rate rose 0.25 percentage points.": ["0.25 percentage points | 0.25 | 0.25 | percentage_point"],
        "Yields fell 25 basis points.": ["25 basis points | 25 | 25 | basis_point"],
        "The index moved -1.3% and then +0.6%.": ["-1.3% | -1.3 | -1.3 | percent", "0.6% | 0.6 | 0.6 | percent"],
        "It rose 5 percent to 7 percent of the total.": ["5 percent | 5 | 5 | percent", "7 percent | 7 | 7 | percent"],
        "Deaths ran at 5.2 per 100,000 people.": ["5.2 per 100,000 people | 5.2 | 5.2 | | 100000 person"],
        "The clinic sees 45 patients a day.": ["45 patients a day | 45 | 45 | patient | day"],
        "Production is 325,000 barrels per day.": ["325,000 barrels per day | 325000 | 325000 | barrel | day"],
        "It sells 900 units annually.": ["900 units annually | 900 | 900 | unit | year"],
        "They won 60 percent, compared with 55 four years ago.": ["60 percent | 60 | 60 | percent", "55 | 55 | 55 | percent"],
    },
    "bounds": {
        "At least 12 buses burned.": ["12 buses | 12 | | bus | | at_least"],
        "As many as 14 players left.": ["14 players | | 14 | player | | up_to"],
        "Up to 400 jobs will go.": ["400 jobs | | 400 | job | | up_to"],
        "No more than 60 guests may come.": ["60 guests | | 60 | guest | | at_most"],
        "Fewer than 20 minutes remain.": ["20 minutes | | 20 | minute | | less_than"],
        "Nearly 3,000 homes lost power.": ["3,000 homes | 3000 | 3000 | home | | about"],
        "An estimated 20,000 tons spilled.": ["20,000 tons | 20000 | 20000 | ton | | about"],
        "Exactly 5 votes decided it.": ["5 votes | 5 | 5 | vote | | exactly"],
        "Twenty or more cars were towed.": ["Twenty | 20 | | | | at_least"],
        "A 20-plus member team arrived.": ["20-plus | 20 | | | | at_least"],
        "50+ boats sailed.": ["50+ boats | 50 | | boat | | at_least"],
        "It weighs in excess of 4 tonnes.": ["4 tonnes | 4 | | metric_ton | | more_than"],
        "Just under 2% of it is sugar.": ["2% | | 2 | percent | | less_than"],
        "The sub-500 sq m office market is strong.": ["500 sq m | | 500 | square_meter | | less_than"],
        "Dozens of trucks waited.": ["Dozens of trucks | 12 | | truck"],
        "Several hundred people marched.": ["Several hundred people | 300 | 1000 | person"],
        "They worried about 500 missiles.": ["500 missiles | 500 | 500 | missile"],
    },
    "ranges": {
        "Between 20 and 30 tanks crossed.": ["20 and 30 tanks | 20 | 30 | tank"],
        "Temperatures of -2 to -5 C are forecast.": ["-2 to -5 C | -5 | -2 | degree_Celsius"],
        "A mirror 8- to 16-meter wide is planned.": ["8- to 16-meter | 8 | 16 | meter"],
        "Its 0-to-60-mph time is short.": ["0-to-60-mph | 0 | 60 | mile | hour"],
        "Stay five or six weeks.": ["five or six weeks | 5 | 6 | week"],
        "There are four thousand to five thousand bats.": ["four thousand to five thousand bats | 4000 | 5000 | bat"],
        "Costs rose from 24.2 to 33-35 billion euros.": [
            "24.2 | 24.2 | 24.2 |",
            "33-35 billion euros | 33000000000 | 35000000000 | EUR",
        ],
        "The council voted 51-49 and the team won 3-2.": [],
        "It was a 3-1 home win.": [],
        "The prize is A$5-$6 million.": ["A$5-$6 million | 5000000 | 6000000 | AUD"],
        "Add 100 - 200 g of flour.": ["100 - 200 g | 100 | 200 | gram"],
        "He scored from 60 and 58 meters.": ["60 | 60 | 60 | meter", "58 meters | 58 | 58 | meter"],
    },
    "science and engineering": {
        "The dam holds 39.3 billion cubic meters of water.": [
            "39.3 billion cubic meters | 39300000000 | 39300000000 | cubic_meter",
        ],
        "The park spans 311 square miles.": ["311 square miles | 311 | 311 | square_mile"],
        "The floor area is 32m2.": ["32m2 | 32 | 32 | square_meter"],
        "It draws 2.4Ghz and 120Hz signals.": ["2.4Ghz | 2.4 | 2.4 | gigahertz", "120Hz | 120 | 120 | hertz"],
        "The tyre holds 2,200 pounds per square inch.": [
            "2,200 pounds per square inch | 2200 | 2200 | pound_force_per_square_inch",
        ],
        "The car makes 30 miles per gallon at 65 mph.": [
            "30 miles per gallon | 30 | 30 | mile | gallon",
            "65 mph | 65 | 65 | mile | hour",
        ],
        "A field of 10 kV/cm was applied.": ["10 kV/cm | 10 | 10 | kilovolt | centimeter"],
        "The reactor makes 8 TWh a year.": ["8 TWh a year | 8 | 8 | terawatt_hour | year"],
        "The air holds 415 parts per million.": ["415 parts per million | 415 | 415 | part_per_million"],
        "Store 5TB at 10 Gbps.": ["5TB | 5 | 5 | terabyte", "10 Gbps | 10 | 10 | gigabit | second"],
        "It cooled to minus 40 degrees Fahrenheit.": ["minus 40 degrees Fahrenheit | -40 | -40 | degree_Fahrenheit"],
        "The wall is 2 1/2 feet thick, the door 2½ inches.": ["2 1/2 feet | 2.5 | 2.5 | foot", "2½ inches | 2.5 | 2.5 | inch"],
        "He is 6 feet 2 inches tall.": ["6 feet 2 inches | 6.166666666666667 | 6.166666666666667 | foot"],
        "He is 6'2\" tall.": ["6'2\" | 6.166666666666667 | 6.166666666666667 | foot"],
        "Light takes 2.5×10^6 years.": ["2.5×10^6 years | 2500000 | 2500000 | year"],
        "The probe flew 1.8 billion-mile legs.": ["1.8 billion-mile | 1800000000 | 1800000000 | mile"],
        "A 1\u00a0234\u00a0567 km² basin feeds it.": ["1\u00a0234\u00a0567 km² | 1234567 | 1234567 | square_kilometer"],
    },
    "people and ages": {
        "The 61-year-old senator spoke.": ["61-year-old | 61 | 61 | year"],
        "She was aged 24.": ["24 | 24 | 24 | year"],
        "Men aged 18 to 34 bet most.": ["18 to 34 | 18 | 34 | year"],
        "Maria Lopez, 66, ran the shop.": ["66 | 66 | 66 | year"],
        "He was 35 when he left.": ["35 | 35 | 35 | year"],
        "She died at 95.": ["95 | 95 | 95 | year"],
        "Two police officers and three boys were hurt.": ["Two police officers | 2 | 2 | officer", "three boys | 3 | 3 | boy"],
        "Seven women, four men and six children came.": [
            "Seven women | 7 | 7 | woman",
            "four men | 4 | 4 | man",
            "six children | 6 | 6 | child",
        ],
        "One Russian missile hit the bridge.": ["One Russian missile | 1 | 1 | missile"],
        "It is one of the oldest parks in the state.": ["one of the oldest parks | 1 | 1 | park"],
        "No one knows, and one another they helped.": [],
        "The two met again.": [],
        "Despite what one called a growing view, it stayed.": [],
        "The blast killed six in Basra.": ["six | 6 | 6 |"],
        "Kia and Hyundai lost 460 Kia and Hyundai vehicles.": ["460 Kia and Hyundai vehicles | 460 | 460 | vehicle"],
    },
    "counts": {
        "The firm cut 1,200 jobs and closed 14 of its 60 stores.": [
            "1,200 jobs | 1200 | 1200 | job",
            "14 | 14 | 14 | store",
            "60 stores | 60 | 60 | store",
        ],
        "A dozen officers and a couple of dogs came.": [
            "A dozen officers | 12 | 12 | officer",
            "a couple of dogs | 2 | 2 | dog",
        ],
        "There were 4 hundred people.": ["4 hundred people | 400 | 400 | person"],
        "A quarter of a million people fled.": ["A quarter of a million people | 250000 | 250000 | person"],
        "A hundred and two sheep died.": ["A hundred and two sheep | 102 | 102 | sheep"],
        "It has 63,000 Model 3 sedans.": ["63,000 Model 3 sedans | 63000 | 63000 | sedan"],
        "A 12 page report names eight more cities.": ["12 page | 12 | 12 | page", "eight more cities | 8 | 8 | city"],
        "The 12-member panel sat.": ["12-member | 12 | 12 | member"],
        "Sales reached 3.9 million headsets, up from 2.4 million.": [
            "3.9 million headsets | 3900000 | 3900000 | headset",
            "2.4 million | 2400000 | 2400000 | headset",
        ],
        "Thirty-one million two hundred fifty-six thousand trees grew.": [
            "Thirty-one million two hundred fifty-six thousand trees | 31256000 | 31256000 | tree",
        ],
        "The gauge fell 64.06 points to 4,577.10.": [
            "64.06 points | 64.06 | 64.06 | point",
            "4,577.10 | 4577.1 | 4577.1 | point",
        ],
        "About 10k users and 12m people signed up.": [
            "10k users | 10000 | 10000 | user | | about",
            "12m people | 12000000 | 12000000 | person",
        ],
        "The 100m race had 9 lanes.": ["100m | 100 | 100 | meter", "9 lanes | 9 | 9 | lane"],
        "Millions of Americans voted.": ["Millions of Americans | 1000000 | 10000000 | american"],
        "A crowd of 80,000 watched.": ["80,000 | 80000 | 80000 |"],
        "A two-game ban and a six-speed gearbox": [],
    },
    "multiples": {
        "Output doubled to 94.1.": ["doubled | 2 | 2 | multiple", "94.1 | 94.1 | 94.1 |"],
        "Exports more than tripled.": ["tripled | 3 | | multiple | | more_than"],
        "It is twice the size.": ["twice | 2 | 2 | multiple"],
        "Four times as many came.": ["Four times | 4 | 4 | multiple"],
        "A sixfold rise, or a 6-fold one": ["sixfold | 6 | 6 | multiple", "6-fold | 6 | 6 | multiple"],
        "It sold at 3x the cost.": ["3x | 3 | 3 | multiple"],
        "He called four times.": ["four times | 4 | 4 | time"],
    },
    "names": {
        "The F-16, the M39A1, the T-72 and the Challenger 2 took part.": [],
        "A 737 MAX and a 787 Dreamliner landed.": [],
        "COVID-19 closed Route 9 and Flight 370.": [],
        "Article 5, Section 230 and No. 4 are cited.": [],
        "The S&P 500 and the FTSE 100 were flat.": [],
        "Call 202-555-0147 or 555-0147.": [],
        "See https://example.org/a/123 or write to a1@b2.example.": [],
        "They fired 5.56x45mm rounds at 24/7 guards.": [],
        "Version 2.0.1 runs on Windows 11 with a 5G modem.": [],
        "The iPhone 14 has 3 cameras.": ["3 cameras | 3 | 3 | camera"],
        "Hash 53aa5117d9db and host 10.0.0.1 match.": [],
        "Prescott (4) threw a pass [12].": [],
        "1. Open the door.\n2. Close it.": [],
        "He lives at 49 Zorro Ranch Road.": [],
        "The Big Ten title was theirs.": [],
        "It scored 10 F-16s.": ["10 F-16s | 10 | 10 | f-16"],
    },
    "years": {
        "The 2016 election cost more than the 2012 race.": [],
        "Since 1985 it has grown.": [],
        "More than 1900 people came.": ["1900 people | 1900 | | person | | more_than"],
        "Between 1600 and 1900 world trade grew.": [],
    },
}  # fmt: skip
ROWS = [pytest.param(text, rows, id=text[:40]) for field in CASES.values() for text, rows in field.items()]


def written(value):
    def number(end):
        return "" if end is None else f"{end:.9g}"

    parts = [value.text, number(value.low), number(value.high), value.unit, value.per or "", value.modifier or ""]
    return " | ".join(str(part) for part in parts)


def full(row):
    parts = [part.strip() for part in row.split("|")]
    parts[1:3] = [part and f"{float(part):.9g}" for part in parts[1:3]]
    return " | ".join(parts + [""] * (6 - len(parts)))


@pytest.mark.parametrize(("text", "rows"), ROWS)
def test_sentence_gives_its_values(text, rows):
    found = [written(value) for value in read_values(text) if value.kind not in CALENDAR]
    assert found == [full(row) for row in rows]


@pytest.mark.parametrize(
    "text", ["About 5²/7 of the boats sank.", "It is 1²/2 km.", "It took 2.4 × 10³ days.", "It took 2.4×10^³ days.", "1/²"]
)
def test_a_superscript_is_no_part_of_a_ratio_or_an_exponent(text):
    assert all(value.low is None or value.low >= 1 for value in read_values(text))


def test_the_table_holds_at_least_120_sentences():
    assert len(ROWS) >= 120


def test_an_age_is_a_quantity_and_not_a_length_of_time():
    for text in ("The 61-year-old senator spoke.", "Its cook, aged 24, left.", "She was 52 years old."):
        (value,) = read_values(text)
        assert (value.kind, value.unit, value.timex) == (ValueKind.QUANTITY, "year", None), text
