"""Numbers as people print them: other countries' grouping, unseen marks, fractions, weights, telephone numbers.

A case is a sentence, what must be among its values and what must not. A value is written as ``low..high unit per``; one number
stands for both ends, an empty end is open, and the unit is left out where there is none. All worked by hand.
"""

import datetime as dt

import pytest

from workbench.models import ValueKind
from workbench.values import read_values

TODAY = dt.date(2025, 3, 19)
CALENDAR = {ValueKind.DATE, ValueKind.TIME, ValueKind.SET}

CASES = {
    "thousands grouped by blanks": [
        ("The stadium seats 41 800 spectators.", ["41800 spectator"], ["800 spectator"]),
        ("The mine yields 3 250 000 tonnes a year.", ["3250000 metric_ton year"], []),
        ("The bridge cost £18 500 000 to mend.", ["18500000 GBP"], []),
        ("The herd fell by 1 200 animals to 9 400 animals.", ["1200 animal", "9400 animal"], []),
        ("In 2021 640 pupils left the school.", ["640 pupil"], ["2021640 pupil"]),
        ("On 14 June 250 cyclists crossed the pass.", ["250 cyclist"], ["14250 cyclist"]),
        ("On June 14 250 cyclists crossed the pass.", ["250 cyclist"], ["14250 cyclist"]),
        ("The deficit is -6 300 000 francs.", ["-6300000 CHF"], []),
        ("Farmers lost 7 400,5 hectares of wheat.", ["7400.5 hectare"], []),
        ("The ferry carried 16\u202f900 cars and 2\u00a0100 lorries.", ["16900 car", "2100 lorry"], []),
        ("The fund holds 72 000 shares.", ["72000 share"], ["72 share"]),
    ],
    "decimal commas, dots, apostrophes, lakhs": [
        ("Unemployment rose to 6,3 percent in March.", ["6.3 percent"], ["3 percent"]),
        ("The lot went for € 2.750,00 at auction.", ["2750 EUR"], []),
        ("The state spent 14.300.000 euros on dykes.", ["14300000 EUR"], []),
        ("The chalet costs CHF 1'480'000.", ["1480000 CHF"], []),
        ("The chalet costs CHF 1’480’000.50.", ["1480000.5 CHF"], []),
        ("The scheme covers 12,50,000 farmers.", ["1250000 farmer"], []),
        ("The temple raised Rs 3,25,00,000.", ["32500000 INR"], []),
        ("Diesel cost 1.659 euros a litre.", ["1.659 EUR liter"], ["1659 EUR"]),
        ("The town has 12,500 voters and 3.5 percent did not vote.", ["12500 voter", "3.5 percent"], []),
        ("Rent was 820,50 euros; the deposit was 2.460 euros.", ["820.5 EUR", "2460 EUR"], []),
        ("The route has stops 4, 5 and 6.", [], ["4.5"]),
        ("The pump moves ３５０ litres.", ["350 liter"], []),
    ],
    "marks that are not seen": [
        ("The grant is 45 mil\u00adlion ru\u00adbles.", ["45000000 RUB"], []),
        ("The hall holds 6\u200b50 people.", ["650 person"], ["50 person"]),
        ("The wall is 18\u2060 me\u00adtres high.", ["18 meter"], []),
        ("The parish has 2,\u200b300 homes.", ["2300 home"], []),
        ("Some \u200e75\u200f per\u00adcent agreed.", ["75 percent"], []),
        ("The lorry weighs 30 ton\u00ad\nnes.", ["30 metric_ton"], []),
        ("\ufeffNine boats sank.", ["9 boat"], []),
        ("It lasted 40 min\u00adutes.", ["40 minute"], []),
        ("The firm owes 3\u2060.\u20605 million euros.", ["3500000 EUR"], []),
        ("The river rose 2 me\u00adters in 3 days.", ["2 meter", "3 day"], []),
    ],
    "whole numbers with a fraction": [
        ("The trail runs six and one-half kilometres.", ["6.5 kilometer"], ["0.5 kilometer"]),
        ("The film lasts two and three-quarter hours.", ["2.75 hour"], []),
        ("They paid one-and-a-half million euros.", ["1500000 EUR"], []),
        ("She grew 4 and a half inches.", ["4.5 inch"], []),
        ("The board is 5-1/2 inches wide.", ["5.5 inch"], []),
        ("The board is 5 1/2 inches wide.", ["5.5 inch"], []),
        ("The sack holds seven and a quarter pounds.", ["7.25 pound"], []),
        ("It has one church and half a dozen shops.", ["6 shop"], ["1.5 shop"]),
        ("The team has eight riders and half a million supporters.", ["500000 supporter"], ["8500000 supporter"]),
        ("The dam holds three and a half billion litres.", ["3500000000 liter"], []),
    ],
    "odds and fractions with a slash": [
        ("One-in-six bikes is stolen.", ["0.16666666666666666 fraction"], []),
        ("Some 3-in-4 nurses work nights.", ["0.75 fraction"], []),
        ("Four-in-five parents agreed.", ["0.8 fraction"], []),
        ("A 3-in-1 printer cost 90 euros.", ["90 EUR"], ["3 fraction"]),
        ("Nearly 3/5ths of the ballots were blank.", ["0.6 fraction"], ["3"]),
        ("She sold 3/4 of the herd.", ["0.75 fraction"], []),
        ("The strip is 3/8 inch thick.", ["0.375 inch"], []),
        ("A 1/3rd of the seats stayed empty.", ["0.3333333333333333 fraction"], []),
        ("About 5/6ths of members paid.", ["0.8333333333333334 fraction"], []),
        ("Six out of ten trains were late.", ["0.6 fraction"], []),
    ],
    "things that are spelled like units": [
        ("The company runs nine mines in Peru.", ["9 mine"], ["9 minute"]),
        ("Sappers cleared 140 mines in May.", ["140 mine"], []),
        ("The bus takes 25 mins.", ["25 minute"], []),
        ("He earned three degrees at Oxford.", ["3 degree"], []),
        ("She has two degrees in chemistry.", ["2 degree"], []),
        ("The ramp rises 12 degrees.", ["12 degree"], []),
        ("Rioters threw 30 stones at the police.", ["30 stone"], []),
        ("The circle has 19 stones.", ["19 stone"], []),
        ("He lost two stones in a year.", ["2 stone"], []),
        ("The team has won five cups.", ["5 cup"], []),
        ("Some 90 persons fled.", ["90 person"], []),
    ],
    "a capital C": [
        ("Water boils at 100C.", ["100 degree_Celsius"], []),
        ("It was minus 14C in Oulu.", ["-14 degree_Celsius"], []),
        ("Keep the vaccine at 2-8C.", ["2..8 degree_Celsius"], []),
        ("The sea has warmed by 1.2C.", ["1.2 degree_Celsius"], []),
        ("The kiln reaches 1,250C.", ["1250 degree_Celsius"], []),
        ("The stamp costs 75c.", ["75 cent"], ["75 degree_Celsius"]),
        ("Nights fell to -7C. Days stayed near 3C.", ["-7 degree_Celsius", "3 degree_Celsius"], []),
        ("It reached 104F in Dallas.", ["104 degree_Fahrenheit"], []),
        ("The lake stays above 4C all year.", ["4.. degree_Celsius"], []),
        ("It was 30° Celsius at noon.", ["30 degree_Celsius"], []),
    ],
    "a bound belongs to its own number": [
        ("The ward has 18 nurses and over 70 patients.", ["18 nurse", "70.. patient"], ["18.. nurse"]),
        ("Entry is £9 and under-12s go free.", ["9 GBP"], ["..9 GBP"]),
        ("The coach costs $40 and over-60s pay $30.", ["40 USD", "30 USD"], ["40.. USD"]),
        ("They own 6 trucks and under 20 cars.", ["6 truck", "..20 car"], ["..6 truck"]),
        ("The choir has 25 singers, at least 8 of them boys.", ["25 singer"], ["25.. singer"]),
        ("People aged 75 and over may stay.", ["75.. year"], []),
        ("Tickets cost 30 euros or more.", ["30.. EUR"], []),
        ("Pupils aged 11 and under stayed home.", ["..11 year"], []),
        ("The hall seats 300 or so.", ["300"], []),
        ("The club has 40 members or fewer.", ["..40 member"], []),
    ],
    "results and ranges": [
        ("The council adopted the plan 58% to 42%.", ["58 percent", "42 percent"], ["42..58 percent"]),
        ("Voters rejected it 39% to 61%.", ["39 percent", "61 percent"], ["39..61 percent"]),
        ("The mayor won 54 to 46 percent.", ["54 percent", "46 percent"], ["46..54 percent"]),
        ("The motion passed by 63 percent to 37 percent.", ["63 percent", "37 percent"], []),
        ("Losses are put at 20% to 30% of the catch.", ["20..30 percent"], []),
        ("Turnout is forecast at 40% to 60%.", ["40..60 percent"], []),
        ("Prices rose between 5% and 9%.", ["5..9 percent"], []),
        ("Members voted 1,900 to 700 for the merger.", ["1900", "700"], ["700..1900"]),
        ("The field is 60 to 90 metres wide.", ["60..90 meter"], []),
        ("Growth of 3-4 percent is likely.", ["3..4 percent"], []),
    ],
    "units made of units": [
        ("The glass loses 1.1 W/(m²·K).", ["1.1 watt_per_square_meter_kelvin"], []),
        ("Straw conducts 0.05 W/(m·K).", ["0.05 watt_per_meter_kelvin"], []),
        ("The van burns 9 l/100 km.", ["9 liter 100 kilometer"], ["100 kilometer"]),
        ("The reservoir lost 90,000 acre-feet.", ["90000 acre_foot"], []),
        ("The train brakes at 0.8 m/s².", ["0.8 meter_per_square_second"], []),
        ("The bolt bears 120 ksi.", ["120 kilopound_force_per_square_inch"], []),
        ("The plant burned 50 mmBTU.", ["50 million_british_thermal_unit"], []),
        ("The wind blew at 70 m.p.h. on the coast.", ["70 mile hour"], []),
        ("The house uses 45 kWh/m² a year.", ["45 kilowatt_hour square_meter"], []),
        ("The air held 40 µg/m³ of dust.", ["40 microgram_per_cubic_meter"], []),
        ("The index gained 210 index points.", ["210 point"], []),
    ],
    "weights and heights of two units": [
        ("The boxer weighs 15st 6lb.", ["15.428571428571429 stone"], ["6 pound"]),
        ("She weighs 9st 13lb.", ["9.928571428571429 stone"], []),
        ("He weighs 11st.", ["11 stone"], []),
        ("He tips the scales at 31st 7lb.", ["31.5 stone"], []),
        ("The 31st day was dry.", [], ["31 stone"]),
        ("The goalkeeper is 6ft 3in tall.", ["6.25 foot"], []),
        ("The guard is 6 ft 6 in tall.", ["6.5 foot"], []),
        ("She stands 5 feet 9 inches tall.", ["5.75 foot"], []),
        ("The pup weighs 2 pounds, 8 ounces.", ["2.5 pound"], []),
        ("He came 1st of 20 runners.", ["20 runner"], ["1 stone"]),
    ],
    "telephone numbers": [
        ("Call +49 30 901820 for tickets.", [], [""]),
        ("Ring 0131 496 0456 today.", [], [""]),
        ("Text 07700 900 456 to join.", [], [""]),
        ("Phone (555) 010-9988 before noon on weekdays.", [], ["555", "9988"]),
        ("Dial 020 7946 0321.", [], [""]),
        ("Our helpline: 0808 157 0192.", [], [""]),
        ("Call 1-555-010-2233.", [], [""]),
        ("Fax 01632 960 555.", [], [""]),
        ("They call 300 000 homes a year.", ["300000 home year"], []),
        ("Mobile +1 555 010 2244 is off.", [], [""]),
    ],
    "a head said once": [
        ("The estate let 320 flats and 45 at market rents.", ["320 flat", "45 flat"], []),
        ("A 9- or 10-inch tin is right.", ["9 inch", "10 inch"], []),
        ("The league has over 2 million players, 1.2 million in clubs.", ["1200000 player"], []),
        ("Corva has 9 bakeries and Lund has 14.", ["14 bakery"], []),
        ("The crash killed 30 people and 12 were hurt.", ["30 person", "12 person"], []),
        ("Fares rose 6 percent in May and 4 in June.", ["6 percent", "4 percent"], []),
        ("The east wing is 40 metres long and the west wing 55.", ["55 meter"], []),
        ("The top bid was 92.50 euros, while the lowest was 71.25.", ["71.25 EUR"], []),
        ("The camps hold 700, 450 and 90 people.", ["700 person", "450 person", "90 person"], []),
        ("The clinic has 12 beds and opened in room 4.", ["12 bed"], ["4 bed"]),
        ("He has 3 sons and is 52.", ["3 son"], ["52 son"]),
    ],
}
ROWS = [(kind, *case) for kind, cases in CASES.items() for case in cases]


def number(end):
    return "" if end is None else f"{end:.12g}"


def written(value):
    ends = number(value.low) if value.low == value.high else f"{number(value.low)}..{number(value.high)}"
    return " ".join(part for part in (ends, value.unit, value.per) if part)


def same(wanted):
    head, _, rest = wanted.partition(" ")
    ends = [f"{float(end):.12g}" if end else "" for end in head.split("..")]
    return " ".join(part for part in ("..".join(ends), rest) if part)


def found_in(text):
    return [value for value in read_values(text, published=TODAY) if value.kind not in CALENDAR]


@pytest.mark.parametrize(("kind", "text", "wanted", "unwanted"), ROWS)
def test_a_printed_form_gives_its_values(kind, text, wanted, unwanted):
    found = [written(value) for value in found_in(text)]
    assert {same(row) for row in wanted} <= set(found), (kind, found)
    if unwanted == [""]:
        assert not found, (kind, found)
    else:
        assert not {same(row) for row in unwanted} & set(found), (kind, found)


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_has_ten_sentences(kind):
    assert len(CASES[kind]) >= 10
