"""Words that name the same thing are found by look-up; the look-up must say what the definition says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.judging.sentence.terms import has_key, same_key

ENDINGS = ("n", "an", "ian", "ish", "ese", "i", "s", "es", "ns", "ans", "ians", "is", "y")


@pytest.mark.parametrize(
    ("one", "other"),
    [("ukraine", "ukrainian"), ("kenya", "kenyan"), ("japan", "japanese"), ("israel", "israelis"), ("boat", "boats")],
)
def test_a_place_and_its_people_are_one_name(one, other):
    assert same_key(one, other)
    assert same_key(other, one)


@pytest.mark.parametrize(("one", "other"), [("iran", "iraq"), ("us", "usn"), ("mali", "malaria"), ("norway", "north")])
def test_names_that_only_begin_alike_are_two(one, other):
    assert not same_key(one, other)
    assert not has_key(one, {other})


words = st.text(alphabet="aeinsoyh", min_size=1, max_size=9)


def defined_as_same(one, other):
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    stems = [short, short[:-1]] if short[-1] in "aeoy" else [short]
    return any(len(stem) > 3 and long.startswith(stem) and long[len(stem) :] in ENDINGS for stem in stems)


@given(words, st.sampled_from(("", *ENDINGS, "x")), st.sampled_from(("", "a", "e", "o", "y")))
def test_look_up_agrees_with_the_definition(stem, ending, vowel):
    for one, other in ((stem + vowel, stem + ending), (stem + ending, stem + vowel)):
        assert has_key(one, {other}) == same_key(one, other) == defined_as_same(one, other)
