"""A claim's place and words find it again in an edited text, or say that it is gone."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.claims.selectors import (
    LEAST_ALIKE,
    PositionSelector,
    QuoteSelector,
    Selectors,
    Span,
    anchor,
    selectors_of,
)
from workbench.errors import BadInputError
from workbench.models import Claim
from workbench.records import from_record, to_record

OPENING = "The port of Halden reopened on Monday after a storm."
CLAIM = "The new crane lifts 300 tonnes, the operator said."
AFTER = "Three ships were waiting outside the harbour."
LAST = "Insurers expect claims of about $12 million."
TEXT = f"{OPENING} {CLAIM} {AFTER}\n\n{LAST}"


def claim_at(text, words, *, skip=0):
    start = -1
    for _ in range(skip + 1):
        start = text.index(words, start + 1)
    return Claim("c-1", start, start + len(words), words, words, 0, (), 0.5, ())


def found_in(new, words=CLAIM, text=TEXT, skip=0):
    span = anchor(selectors_of(claim_at(text, words, skip=skip), text), new)
    return None if span is None else new[span.start : span.end]


TYPO = CLAIM.replace("operator", "operater")
NUMBER = CLAIM.replace("300", "350")
LONGER = CLAIM.replace("crane", "crane, built in Oslo,")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (TEXT, CLAIM),
        ("A correction stands at the end. " + TEXT, CLAIM),
        (f"{LAST}\n\n{OPENING} {CLAIM} {AFTER}", CLAIM),  # paragraphs changed places
        (f"{OPENING} {AFTER}\n\n{LAST} {CLAIM}", CLAIM),  # the sentence alone was moved
        (TEXT.replace(CLAIM, TYPO), TYPO),
        (TEXT.replace(CLAIM, NUMBER), NUMBER),
        ("A correction stands at the end. " + TEXT.replace(CLAIM, NUMBER), NUMBER),
        (TEXT.replace(CLAIM, LONGER), LONGER),
        (TEXT.replace(OPENING, "Halden's port works again.").replace(CLAIM, NUMBER), NUMBER),  # nothing before it is left
        (TEXT.replace(AFTER, "Nobody was hurt.").replace(CLAIM, NUMBER), NUMBER),  # nothing after it is left
        (TEXT.replace(CLAIM + " ", ""), None),
        (TEXT.replace(CLAIM, "The old one had rusted away."), None),
        (f"{LAST}", None),
        ("", None),
    ],
)
def test_a_claim_in_an_edited_text(new, expected):
    assert found_in(new) == expected


@pytest.mark.parametrize("words", [OPENING, LAST])
def test_an_edited_claim_at_the_edge_of_the_text(words):
    edited = words.replace("o", "0", 1)
    assert found_in(TEXT.replace(words, edited), words) == edited


@pytest.mark.parametrize("skip", [0, 1])
def test_the_same_sentence_twice_is_told_apart_by_its_neighbours(skip):
    one, other = f"{OPENING} {CLAIM} {AFTER}", f"{LAST} {CLAIM} The mayor thanked the crews."
    span = anchor(selectors_of(claim_at(f"{one} {other}", CLAIM, skip=skip), f"{one} {other}"), f"{other} {one}")
    assert span.start == (len(other) + 1 + len(OPENING) + 1 if skip == 0 else len(LAST) + 1)
    assert span.alike == 1.0


def test_two_places_that_fit_as_well_leave_it_open():
    selectors = Selectors(PositionSelector(10, 14), QuoteSelector("rain"))
    assert anchor(selectors, "     rain      rain") is None
    assert anchor(selectors, "     rain       rain") == Span(5, 9)


def test_a_neighbour_of_the_same_pattern_does_not_stand_in_for_a_claim_taken_out():
    lines = [f"Sales of the {place} branch rose {share} percent." for place, share in (("Oslo", 4), ("Bergen", 7), ("Moss", 5))]
    assert found_in(f"{lines[0]} {lines[2]}", lines[1], " ".join(lines)) is None


def test_selectors_are_the_place_the_words_and_their_context():
    selectors = selectors_of(claim_at(TEXT, CLAIM), TEXT, context=6)
    start = TEXT.index(CLAIM)
    assert selectors == Selectors(PositionSelector(start, start + len(CLAIM)), QuoteSelector(CLAIM, "storm. "[1:], " Three"))
    record = to_record(selectors)
    assert record["quote"] == {"exact": CLAIM, "prefix": "torm. ", "suffix": " Three"}
    assert from_record(Selectors, record) == selectors


def test_a_claim_of_another_text_is_refused():
    with pytest.raises(BadInputError, match="a claim of this text"):
        selectors_of(claim_at(TEXT, CLAIM), TEXT[1:])


def test_a_hostile_text_is_searched_in_bounded_time():
    words = "ab" * 900
    text = "ab" * 250_000
    selectors = Selectors(PositionSelector(7, 7 + len(words)), QuoteSelector(words + "c", "b" * 32, "a" * 32))
    assert anchor(selectors, text) is None or anchor(selectors, text).alike >= LEAST_ALIKE


ANY = st.text(st.characters(), max_size=60)


@given(ANY, st.text(st.characters(), min_size=1, max_size=30), ANY, ANY, ANY)
def test_what_is_put_before_or_after_does_not_lose_a_claim(before, words, after, added, appended):
    text = before + words + after
    claim = Claim("c-1", len(before), len(before) + len(words), words, words, 0, (), 0.5, ())
    new = added + text + appended
    assume(new.find(words) == new.rfind(words))
    span = anchor(selectors_of(claim, text), new)
    assert (span.start, span.end) == (len(added) + len(before), len(added) + len(before) + len(words))


@given(ANY, st.text(st.characters(), max_size=30), ANY, ANY, st.integers(-5, 100))
def test_any_text_gives_a_stretch_of_it_or_nothing(prefix, words, suffix, new, start):
    span = anchor(Selectors(PositionSelector(start, start + len(words)), QuoteSelector(words, prefix, suffix)), new)
    if span is not None:
        assert 0 <= span.start < span.end <= len(new)
        assert LEAST_ALIKE <= span.alike <= 1
        assert 0 <= span.context <= 1
        assert span.alike < 1 or new[span.start : span.end].split() == words.split()
