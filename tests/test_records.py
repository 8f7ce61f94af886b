"""The way back from JSON: the same object, whatever it is made of, and the types looked at once for a whole table."""

import dataclasses
import datetime as dt
import json
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.models import Document, Hit, HitFilter, Locator, Passage, Tier
from workbench.records import from_record, to_line

PASSAGE = Passage("d:7", "d", 7, 41, "The pier is 40 m long. It is closed.", "page 3", None, ((7, 29), (30, 41)))
OFFSETS = st.integers(0, 10**7)
LOCATORS = st.lists(st.builds(Locator, OFFSETS, OFFSETS, st.text()), max_size=4).map(tuple)
OPTIONAL = st.none() | st.text()
DOCUMENTS = st.builds(
    Document,
    doc_id=st.text(),
    title=st.text(),
    text=st.text(),
    publisher=OPTIONAL,
    author=OPTIONAL,
    published=st.none() | st.dates(),
    tier=st.sampled_from(Tier),
    url=OPTIONAL,
    source_name=st.text(),
    media_type=st.text(),
    locators=LOCATORS,
    headings=LOCATORS,
    sha256=st.text(),
    country=OPTIONAL,
)
PASSAGES = st.builds(Passage, sentences=st.lists(st.tuples(OFFSETS, OFFSETS)).map(tuple), heading=OPTIONAL)
FILTERS = st.builds(
    HitFilter,
    published_from=st.none() | st.dates(),
    tiers=st.lists(st.sampled_from(Tier)).map(tuple),
    publishers=st.lists(st.text()).map(tuple),
)


@given(DOCUMENTS | PASSAGES | FILTERS)
def test_what_was_written_comes_back_equal_and_of_the_same_types(thing):
    back = from_record(type(thing), json.loads(to_line(thing)))
    assert back == thing
    assert repr(back) == repr(thing)


def test_a_pair_that_is_none_is_refused():
    record = json.loads(to_line(PASSAGE)) | {"sentences": [[7, 29, 30]]}
    with pytest.raises(ValueError, match="zip"):
        from_record(Passage, record)


def test_unknown_keys_are_passed_over_and_missing_ones_take_their_defaults():
    assert from_record(HitFilter, {"tiers": ["primary"], "colour": "red"}) == HitFilter(tiers=(Tier.PRIMARY,))


def test_a_whole_number_becomes_the_fraction_the_type_says():
    hints = typing.get_type_hints(Hit)
    assert hints["score"] is float
    record = {field.name: None for field in dataclasses.fields(Hit)} | {"score": 1, "published": "2021-05-04"}
    hit = from_record(Hit, record)
    assert (repr(hit.score), hit.published, hit.tier) == ("1.0", dt.date(2021, 5, 4), None)


def test_the_types_are_looked_at_once_for_a_whole_table(monkeypatch):
    """With twenty thousand passages, asking for the types of each field of each row took most of the time."""
    record = json.loads(to_line(PASSAGE))
    assert from_record(Passage, record) == PASSAGE
    monkeypatch.setattr(typing, "get_origin", None)
    assert from_record(Passage, record) == PASSAGE
