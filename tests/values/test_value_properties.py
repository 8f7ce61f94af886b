"""What holds for every text: exact offsets, order, no exception, and numbers that survive being written and read."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.values import read_values
from workbench.values.units import convert

FRAGMENTS = st.sampled_from(
    "one two hundred million a half of and - – to $ € % . , ' \" ( ) 1 12 1,200 3.5 2½ 1/2 km miles per year "
    "F- between about more than "
    "US$ rubles people missiles 2016 \n\n x × °C m -5 st 's".split(" ")
)
SMALL = (
    "zero one two three four five six seven eight nine"
    " ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
LENGTHS = ["foot", "inch", "kilometer", "meter", "mile", "nautical_mile"]


def in_words(number):
    """An independent speller of integers below a million."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    size, word = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % size
    return f"{in_words(number // size)} {word}" + (f" {in_words(rest)}" if rest else "")


def assert_well_placed(text):
    values = read_values(text)
    for value in values:
        assert text[value.start : value.end] == value.text
        assert value.text
    for one, other in itertools.pairwise(values):
        assert one.end <= other.start


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_any_unicode_text_is_read_without_error_and_with_exact_offsets(text):
    assert_well_placed(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=14), st.sampled_from(["", " "]))
def test_any_mixture_of_number_words_and_marks_is_read_with_exact_offsets(parts, glue):
    assert_well_placed(glue.join(parts))


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=2, max_value=10**9))
def test_digits_with_separators_are_read_back(number):
    (value,) = read_values(f"They drove {number:,} miles.")
    assert (value.low, value.high, value.unit) == (number, number, "mile")


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=11, max_value=9999))
def test_tenths_of_millions_of_dollars_are_read_back(tenths):
    (value,) = read_values(f"They paid ${tenths / 10} million.")
    assert (value.low, value.high, value.unit) == (tenths * 100_000, tenths * 100_000, "USD")


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=2, max_value=999_999))
def test_integers_in_words_are_read_back(number):
    (value,) = read_values(f"They grew {in_words(number)} trees.")
    assert (value.low, value.unit) == (number, "tree")


@settings(max_examples=100, deadline=None)
@given(st.floats(min_value=0.001, max_value=1e9), st.sampled_from(LENGTHS), st.sampled_from(LENGTHS))
def test_conversion_there_and_back_returns_the_amount(amount, unit, into):
    there = convert(amount, unit, into)
    back = convert(there, into, unit)
    assert abs(back - amount) <= 1e-9 * amount
