"""Pairs of values with the level, the reason and the arithmetic worked out by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.models import Level, Modifier, Slot, SlotCheck, Value, ValueKind
from workbench.values import read_values
from workbench.values.compare import compare_values
from workbench.values.precision import precision_of

SAME, OTHER = SlotCheck.SAME, SlotCheck.DIFFERENT
SLOT = Slot(SAME, SAME, SAME, SAME, SAME)
OPEN = Slot(SAME, SlotCheck.UNKNOWN, SAME, SAME, SAME)
KINDS = {"percent": ValueKind.PERCENT, "percentage_point": ValueKind.PERCENT, "USD": ValueKind.MONEY, "EUR": ValueKind.MONEY}


def value(text, low, unit="mile", *, high="same", modifier=None, per=None, kind=None):
    known = KINDS.get(unit, ValueKind.QUANTITY if unit in {"mile", "kilometer", "meter"} else ValueKind.COUNT)
    top = low if high == "same" else high
    bound = Modifier(modifier) if modifier else None
    return Value(kind or known, 0, len(text), text, low=low, high=top, unit=unit, per=per, modifier=bound)


def day(first, last=None, text="a day"):
    start = dt.date.fromisoformat(first)
    end = dt.date.fromisoformat(last) if last else start
    return Value(ValueKind.DATE, 0, len(text), text, dimension="[time]", timex=first, first_day=start, last_day=end)


MI190, MI12 = value("190 miles", 190), value("12-mile", 12)
YEAR500 = value("500 missiles each year", 500, "missile", per="year")

TABLE = [
    # rule 1: units and implied precision
    (MI190, value("300 km", 300, "kilometer"), "WITHIN_PRECISION", None),
    (MI190, value("165 km", 165, "kilometer"), "DIFFERS", None),
    (MI12, value("19 km", 19, "kilometer"), "WITHIN_PRECISION", None),
    (MI12, value("18.1 km", 18.1, "kilometer"), "DIFFERS", None),
    (value("exactly 190 miles", 190, modifier="exactly"), value("186 miles", 186), "DIFFERS", None),
    (value("about 190 miles", 190, modifier="about"), value("182 miles", 182), "WITHIN_PRECISION", None),
    (value("1,000 meters", 1000, "meter"), value("1 km", 1, "kilometer"), "EXACT", None),
    (value("$1.3 billion", 1.3e9, "USD"), value("$1.34 billion", 1.34e9, "USD"), "WITHIN_PRECISION", None),
    (value("$1.3 billion", 1.3e9, "USD"), value("$1.36 billion", 1.36e9, "USD"), "DIFFERS", None),
    (value("$1 billion", 1e9, "USD"), value("$1.4 billion", 1.4e9, "USD"), "DIFFERS", "rounding_unclear"),
    (value("4%", 4, "percent"), value("4.4%", 4.4, "percent"), "WITHIN_PRECISION", None),
    (value("30%", 30, "percent"), value("33%", 33, "percent"), "DIFFERS", None),
    (value("20 people", 20, "person"), value("21 people", 21, "person"), "DIFFERS", None),
    (value("1,283 people", 1283, "person"), value("about 1,300", 1300, "person", modifier="about"), "WITHIN_PRECISION",
     "evidence_less_precise"),
    # rule 2: same kind of thing or no comparison
    (YEAR500, value("4,000 missiles", 4000, "missile"), "NOT_COMPARABLE", "stock_vs_rate"),
    (YEAR500, value("40 missiles", 40, "missile", per="month"), "WITHIN_PRECISION", "derived"),
    (value("4%", 4, "percent"), value("4 points", 4, "percentage_point"), "NOT_COMPARABLE", "percent_vs_points"),
    (value("$5", 5, "USD"), value("€5", 5, "EUR"), "NOT_COMPARABLE", "other_currency"),
    (MI12, value("12 people", 12, "person"), "NOT_COMPARABLE", "other_dimension"),
    (value("third", 3, "", kind=ValueKind.ORDINAL), value("3 people", 3, "person"), "NOT_COMPARABLE", "rank_vs_amount"),
    # rule 6: bounds change what is compared
    (YEAR500, value("up to 500 missiles", None, "missile", high=500, modifier="up_to", per="year"), "WITHIN_PRECISION",
     "evidence_bound"),
    (value("over 40", 40, "nurse", high=None, modifier="more_than"), value("52", 52, "nurse"), "WITHIN_PRECISION", "bound"),
    (value("more than 40", 40, "nurse", high=None, modifier="more_than"), value("31", 31, "nurse"), "DIFFERS", None),
    (value("more than 40", 40, "nurse", high=None, modifier="more_than"), value("4,000", 4000, "nurse"), "WITHIN_PRECISION",
     "bound_far"),
    (value("up to 300", None, "home", high=300, modifier="up_to"), value("450", 450, "home"), "DIFFERS", None),
    (value("500", 500, "home"), value("more than 300", 300, "home", high=None, modifier="more_than"), "NOT_COMPARABLE",
     "bound_allows"),
    (value("500", 500, "home"), value("more than 600", 600, "home", high=None, modifier="more_than"), "DIFFERS", None),
    # ranges
    (value("150 to 200 miles", 150, high=200), value("180 miles", 180), "WITHIN_PRECISION", None),
    (value("180 miles", 180), value("150 to 200 miles", 150, high=200), "WITHIN_PRECISION", "evidence_less_precise"),
    # rule 4: days
    (day("2023-07-07"), day("2023-07-07"), "EXACT", None),
    (day("2023-06-01", "2023-06-30"), day("2023-06-21"), "WITHIN_PRECISION", None),
    (day("2023-06-21"), day("2023-06-01", "2023-06-30"), "WITHIN_PRECISION", "evidence_less_precise"),
    (day("2023-06-08", "2023-06-14"), day("2023-07-11", "2023-07-12"), "DIFFERS", None),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "level", "reason"), TABLE, ids=[f"{a.text}~{b.text}" for a, b, _, _ in TABLE])
def test_level_and_reason_are_those_worked_out_by_hand(claim, evidence, level, reason):
    found = compare_values(claim, evidence, slot=SLOT)
    assert (found.level.value, found.reason) == (level, reason), found.explanation


def test_rule_1_the_arithmetic_is_shown_in_words():
    found = compare_values(MI190, value("300 km", 300, "kilometer"), slot=SLOT)
    assert found.explanation == "300 km = 186.4 mi; claim 190 mi ±5 (implied); off 1.9 %"


def test_rule_2_a_derived_rate_shows_how_it_was_made():
    found = compare_values(YEAR500, value("40 missiles", 40, "missile", per="month"), slot=SLOT)
    assert "40 missiles a month × 12 = 480 missiles a year" in found.explanation
    assert found.derived


def test_rule_4_days_apart_are_counted_in_words():
    found = compare_values(day("2023-06-08", "2023-06-14"), day("2023-07-11", "2023-07-12"), slot=SLOT)
    assert found.explanation.endswith("27 days later")
    assert found.difference == 27


def test_different_nouns_are_compared_only_where_the_slot_says_they_name_the_same_thing():
    ours, theirs = value("500 trucks", 500, "truck"), value("500 missiles", 500, "missile")
    assert compare_values(ours, theirs, slot=OPEN).reason == "other_attribute"
    assert compare_values(ours, theirs, slot=SLOT).level is Level.EXACT


@pytest.mark.parametrize("part", ["entity", "attribute", "dimension", "scope", "time"])
def test_rule_2_no_arithmetic_where_any_part_of_the_slot_differs(part):
    slot = Slot(**{name: OTHER if name == part else SAME for name in ("entity", "attribute", "dimension", "scope", "time")})
    found = compare_values(MI190, MI190, slot=slot)
    assert (found.level, found.reason, found.difference) == (Level.NOT_COMPARABLE, f"other_{part}", None)


def test_speeds_in_other_units_are_converted_not_derived():
    ours = value("60 miles per hour", 60, per="hour")
    found = compare_values(ours, value("97 km per hour", 97, "kilometer", per="hour"), slot=SLOT)
    assert (found.level, found.derived) == (Level.WITHIN_PRECISION, False)


@given(st.integers(1, 10**7), st.sampled_from(["mile", "kilometer", "USD", "percent", "missile"]))
def test_a_value_is_always_exactly_itself(amount, unit):
    one = value(f"{amount:,}", float(amount), unit)
    assert compare_values(one, one, slot=SLOT).level is Level.EXACT


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_difference_has_the_sign_of_evidence_minus_claim(ours, theirs):
    found = compare_values(value(f"{ours} miles", float(ours)), value(f"{theirs} miles", float(theirs)), slot=SLOT)
    assert found.difference == pytest.approx(theirs - ours)


@given(st.floats(0.01, 1e9, allow_nan=False))
def test_implied_precision_is_never_negative_nor_wider_than_half_the_last_place(amount):
    found = precision_of(value(f"{amount:.2f} miles", round(amount, 2)))
    assert 0 <= found.half_width <= found.half_place or found.rule == "exact"


@pytest.mark.parametrize(
    ("claimed", "found", "reason"),
    [
        ("It cost 1,250 euros.", "It cost 1.250 euros.", "grouping_unclear"),
        ("The ship carries 3.400 cars.", "The ship carries 3,400 cars.", "grouping_unclear"),
        ("It cost 1,250 euros.", "It cost 1.25 euros.", None),
        ("It cost 1,250 euros.", "It cost 2.250 euros.", None),
    ],
)
def test_a_factor_of_a_thousand_that_one_dot_can_explain_is_no_sure_difference(claimed, found, reason):
    (ours,), (theirs,) = read_values(claimed), read_values(found)
    compared = compare_values(ours, theirs, slot=SLOT)
    assert (compared.level, compared.reason) == (Level.DIFFERS, reason)


@pytest.mark.parametrize(
    ("claimed", "found", "level"),
    [
        ("It is 6 per 1,000 births.", "It is 0.6 per 100 births.", Level.EXACT),
        ("It is 6 per 100,000 people.", "It is 60 per million people.", Level.EXACT),
        ("It is 6 per 1,000 births.", "It is 60 per 100,000 births.", Level.DIFFERS),
        ("It is 3 per mille.", "It is 0.3 percent.", Level.EXACT),
    ],
)
def test_rates_per_many_are_converted(claimed, found, level):
    (ours,), (theirs,) = read_values(claimed), read_values(found)
    compared = compare_values(ours, theirs, slot=SLOT)
    assert (compared.level, compared.derived) == (level, False)


@pytest.mark.parametrize(
    ("claimed", "found", "level"),
    [
        ("It runs through 2029.", "It runs until 1 January 2029.", Level.DIFFERS),
        ("It runs through 2029.", "It runs through 2027.", Level.DIFFERS),
        ("It runs through 2029.", "It runs until 31 December 2029.", Level.EXACT),
        ("It runs through 2029.", "It runs until the end of 2029.", Level.EXACT),
        ("It runs until 2029.", "It runs until 2029.", Level.EXACT),
    ],
)
def test_things_that_last_are_compared_by_their_last_day(claimed, found, level):
    (ours,), (theirs,) = read_values(claimed), read_values(found)
    assert compare_values(ours, theirs, slot=SLOT).level is level


def test_stones_that_are_thrown_weigh_nothing():
    (ours,), (theirs,) = read_values("They threw 14 stones."), read_values("They threw 196 pounds.")
    assert compare_values(ours, theirs, slot=SLOT).level is Level.NOT_COMPARABLE
