"""Conversion, dimensions and display of units; figures from the definitions of the units."""

import pytest

from workbench.values import read_values
from workbench.values.units import base_of, convert, describe, dimension_of


@pytest.mark.parametrize(
    ("amount", "unit", "into", "expected"),
    [
        (300, "kilometer", "mile", 186.411357671),
        (165, "kilometer", "mile", 102.526246719),
        (60, "mile per hour", "kilometer per hour", 96.56064),
        (1, "barrel", "liter", 158.987294928),
        (5, "ton", "kilogram", 5000),
        (1, "short_ton", "kilogram", 907.18474),
        (100, "degree_Celsius", "degree_Fahrenheit", 212),
        (40, "missile per month", "missile per year", 480),
        (250, "cent", "USD", 2.5),
        (0.25, "fraction", "percent", 25),
        (25, "basis_point", "percentage_point", 0.25),
        (1, "decade", "year", 10),
        (2, "square_mile", "square_kilometer", 5.179976220672),
    ],
)
def test_amount_is_converted(amount, unit, into, expected):
    assert convert(amount, unit, into) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("unit", "into"),
    [
        ("USD", "EUR"),
        ("percent", "percentage_point"),
        ("missile", "tank"),
        ("mile", "kilogram"),
        ("byte", "degree"),
        ("penny", "USD"),
    ],
)
def test_unrelated_units_do_not_convert(unit, into):
    assert convert(1.0, unit, into) is None


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("mile", "[length]"), ("mile per hour", "[length] / [time]"), ("USD", "[currency]"), ("missile", "[count]"),
        ("missile per year", "[count] / [time]"), ("percent", "[percent]"), ("fraction", "[percent]"), ("", ""),
        ("percentage_point", "[percentage_point]"), ("year", "[time]"), ("gigabyte", "[information]"),
    ],
)  # fmt: skip
def test_unit_has_a_dimension(unit, expected):
    assert dimension_of(unit) == expected


@pytest.mark.parametrize(
    ("unit", "amount", "expected"),
    [
        ("kilometer", 300, "300 km"), ("mile", 186.4114, "186.4 mi"), ("USD", 1.3e9, "$1.3 billion"), ("USD", 12.5, "$12.50"),
        ("percent", 12.5, "12.5%"), ("missile", 500, "500 missiles"), ("missile", 1, "1 missile"),
        ("mile per hour", 65, "65 mph"),
        ("missile per year", 480, "480 missiles per year"), ("EUR", -5e6, "-€5 million"), ("", 94.1, "94.1"),
    ],
)  # fmt: skip
def test_amount_is_displayed_short(unit, amount, expected):
    assert describe(unit, amount) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("woman", "2 women"),
        ("person", "2 people"),
        ("bus", "2 buses"),
        ("city", "2 cities"),
        ("survey", "2 surveys"),
        ("church", "2 churches"),
        ("series", "2 series"),
        ("drug_test", "2 drug tests"),
    ],
)
def test_counted_nouns_are_shown_in_the_plural(noun, expected):
    assert describe(noun, 2) == expected


def test_base_units_are_si_and_counts_have_none():
    assert base_of(2, None, "kilometer") == (2000.0, None, "meter")
    assert base_of(2, 3, "missile") == (2, 3, "missile")


def test_value_carries_its_base_terms():
    miles, cents, share = read_values("It drove 10 miles for 50 cents, half of the fare.")
    assert (miles.base_low, miles.base_unit) == (pytest.approx(16093.44), "meter")
    assert (cents.base_low, cents.base_unit) == (0.5, "USD")
    assert (share.base_low, share.base_unit) == (50.0, "percent")


def test_bare_dollar_and_pound_follow_the_country():
    assert [v.unit for v in read_values("It cost $5.", country="CA")] == ["CAD"]
    assert [v.unit for v in read_values("It cost 40 pounds.", country="GB")] == ["GBP"]
    assert [v.unit for v in read_values("It weighs 40 pounds.")] == ["pound"]
