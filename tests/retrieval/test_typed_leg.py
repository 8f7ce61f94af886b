"""The typed leg: values found by dimension, magnitude and subject, whatever their unit; nothing where there is no value."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench.retrieval.lexical
import workbench.sentences.splitting
import workbench.tokens
from workbench.retrieval.typed import TypedIndex
from workbench.retrieval.typed_tables import Tables, TypedText, word_number, write_typed
from workbench.retrieval.typed_values import TypedValue, nearness, read_typed, reader_fingerprint

DAY = dt.date(2023, 7, 24)
CANNON = "The Halvik cannon"
TEXTS = [
    ("It reaches 300 km.", CANNON),
    ("The Halvik cannon weighs 300 kg.", ""),
    ("The Halvik cannon was shown on 3 May 2021.", ""),
    ("A strait bridge of 300 km was never built.", "Dreams of engineers"),
    ("The Halvik cannon hits targets 40 km away, and 1,200 of them were built.", ""),
    ("Nothing is measured here.", CANNON),
    ("The Halvik works make roughly 40 cannons each month.", ""),
    ("The share of women on the council rose to two-thirds.", ""),
    ("A Halvik cannon costs $1.3 million.", ""),
]


def typed_texts(texts=TEXTS, published=DAY):
    return [TypedText(text, ((0, len(text)),), title, published) for text, title in texts]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("typed") / "typed"
    write_typed(folder, typed_texts())
    return TypedIndex(folder)


def found(index, query, **options):
    return [match.found.row for match in index.search(read_typed(query, published=DAY), 10, **options)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("The Halvik cannon has a range of 190 miles.", 0),
        ("The Halvik cannon is 660 pounds in weight.", 1),
        ("The Halvik cannon was first seen two years ago, in May 2021.", 2),
        ("The Halvik works turn out 480 cannons a year.", 6),
        ("66 percent of the council are women.", 7),
        ("Each Halvik cannon is sold for $1,250,000.", 8),
        ("More than a thousand Halvik cannons were built.", 4),
    ],
)
def test_another_unit_or_wording_of_the_same_amount_is_found_first(index, query, first):
    assert found(index, query)[0] == first


def test_another_amount_of_the_same_thing_is_found_after_the_near_one(index):
    """40 km is within ten times 190 miles: it may contradict the claim. The bridge shares no word with it."""
    assert found(index, "The Halvik cannon has a range of 190 miles.") == [0, 4]


def test_what_matched_is_told_as_two_places_and_how_near_they_are(index):
    query = "The Halvik cannon has a range of 190 miles."
    match = index.search(read_typed(query), 1)[0]
    (pair,) = match.pairs
    assert (query[slice(*pair.query)], TEXTS[0][0][slice(*pair.passage)]) == ("190 miles", "300 km")
    assert pair.nearness == pytest.approx(1 / (1 + np.log2(190 * 1609.344 / 300_000)), abs=1e-6)


@pytest.mark.parametrize("query", ["", "The Halvik cannon is feared.", "The first cannon", "1990 zebras", "the 12-mile zebra"])
def test_without_a_value_or_without_a_shared_word_the_leg_is_silent(index, query):
    assert found(index, query) == []


def test_rows_that_are_not_allowed_are_passed_over_before_the_cut(index):
    allowed = np.ones(len(TEXTS), dtype=bool)
    allowed[0] = False
    matches = index.search(read_typed("The Halvik cannon has a range of 190 miles."), 1, allowed=allowed)
    assert [match.found.row for match in matches] == [4]


def test_two_values_of_a_claim_in_one_passage_weigh_more_than_one(tmp_path):
    texts = [("The tower is 40 metres high.", "Ral"), ("The tower is 40 metres high and was opened in May 2019.", "Ral")]
    write_typed(tmp_path / "typed", typed_texts(texts))
    index = TypedIndex(tmp_path / "typed")
    matches = index.search(read_typed("The tower of Ral, opened in May 2019, is 130 feet high."), 5)
    assert [(match.found.row, len(match.pairs)) for match in matches] == [(1, 2), (0, 1)]


def value(group, low, high=None):
    return TypedValue(0, 1, group, low, low if high is None else high, frozenset(), frozenset())


def near(group, ours, theirs):
    lows, highs = np.array([theirs[0]], dtype=float), np.array([theirs[-1]], dtype=float)
    return float(nearness(value(group, ours[0], ours[-1]), lows, highs)[0])


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        ((100,), (100,), 1),
        ((100,), (200,), 1 / 2),  # log2 of 2 is 1
        ((100,), (25,), 1 / 3),
        ((1600, 4000), (2000,), 1),
        ((1600, 4000), (8000, 9000), 1 / 2),
        ((100,), (1001,), 0),
        ((0,), (0,), 1),
        ((0,), (5,), 0),
        ((-3,), (-6,), 1 / 2),
    ],
)
def test_amounts_are_near_by_their_ratio(ours, theirs, wanted):
    assert near("meter", ours, theirs) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        ((10,), (10,), 1),
        ((10,), (1, 31), 0.5 + 0.5 / 31),
        ((10,), (24,), 0.5 / 3),  # two stretches of a week apart
        ((1, 31), (62, 90), 0.5 / 2),  # one stretch of 31 days apart
        ((10,), (100,), 0),
    ],
)
def test_days_are_near_by_their_gap_in_terms_of_the_longer_stretch(ours, theirs, wanted):
    assert near("day of the calendar", ours, theirs) == pytest.approx(wanted)


BOUNDS = st.tuples(st.floats(-1e12, 1e12), st.floats(0, 1e12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(BOUNDS, BOUNDS, st.sampled_from(["meter", "day of the calendar"]))
def test_nearness_is_between_nothing_and_one_and_the_same_from_both_sides(ours, theirs, group):
    assert 0 <= near(group, ours, theirs) <= 1
    assert near(group, ours, theirs) == pytest.approx(near(group, theirs, ours))
    assert near("meter", ours, ours) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is 12 miles long.", "It is 19 km long."),
        ("It costs $3 million.", "It costs 40 dollars."),
        ("500 missiles a year", "roughly 40 missiles each month"),
        ("two-thirds of them", "66 percent of them"),
        ("It grew by 2 percentage points.", "It grew by 2 percent."),
        ("on 3 May 2021", "in 2021"),
        ("40 people came", "some 40 guests came"),
    ],
)
def test_values_that_may_stand_for_one_another_are_in_one_group(one, other):
    assert read_typed(one)[0].group == read_typed(other)[0].group


@pytest.mark.parametrize(
    ("one", "other"),
    [("$3 million", "3 million euros"), ("500 missiles", "500 missiles a year"), ("3 km", "3 kg"), ("40 guests", "40 percent")],
)
def test_values_of_other_kinds_are_in_other_groups(one, other):
    assert read_typed(one)[0].group != read_typed(other)[0].group


def test_the_same_texts_give_the_same_bytes_whether_read_or_taken_over(tmp_path):
    write_typed(tmp_path / "old", typed_texts())
    more = typed_texts([("The mast is 12 m high.", ""), *TEXTS[3:], *TEXTS[:2]])
    write_typed(tmp_path / "fresh", more)
    write_typed(tmp_path / "reused", more, previous=Tables(tmp_path / "old"))
    names = sorted(path.name for path in (tmp_path / "fresh").iterdir())
    assert names == ["holders.npy", "keys.npy", "values.npy", "words.npy"]
    for name in names:
        assert (tmp_path / "fresh" / name).read_bytes() == (tmp_path / "reused" / name).read_bytes()


def test_known_readings_are_taken_over_and_not_read_again(tmp_path):
    """A reading that was changed on disk comes back: it was not read from the text."""
    write_typed(tmp_path / "old", typed_texts())
    values = np.load(tmp_path / "old" / "values.npy")
    values["low"][0] = 7.5
    np.save(tmp_path / "old" / "values.npy", values)
    write_typed(tmp_path / "new", typed_texts(), previous=Tables(tmp_path / "old"))
    assert Tables(tmp_path / "new").values["low"][0] == 7.5


def test_a_reading_under_another_date_is_not_taken_over(tmp_path):
    texts = [("The pier opened last month.", "")]
    write_typed(tmp_path / "old", typed_texts(texts))
    later = typed_texts(texts, published=dt.date(2024, 1, 5))
    write_typed(tmp_path / "new", later, previous=Tables(tmp_path / "old"))
    assert dt.date.fromordinal(int(Tables(tmp_path / "new").values["low"][0])) == dt.date(2023, 12, 1)


@pytest.mark.parametrize("texts", [[], [("No value here.", "")]])
def test_texts_without_values_make_tables_that_find_nothing(tmp_path, texts):
    write_typed(tmp_path / "typed", typed_texts(texts))
    assert found(TypedIndex(tmp_path / "typed"), "300 km of road") == []


def test_words_of_one_group_are_not_words_of_another():
    assert word_number("meter", "cannon") != word_number("kilogram", "cannon")


def test_a_sentence_that_says_it_takes_its_words_from_the_one_before(tmp_path):
    text = "The Norrhavn tunnel is a toll road. It was opened to traffic on 4 May 2019."
    write_typed(tmp_path / "typed", [TypedText(text, ((0, 35), (36, len(text))), "", DAY)])
    index = TypedIndex(tmp_path / "typed")
    assert found(index, "The Norrhavn tunnel opened in May 2019.") == [0]
    assert found(index, "The Norrhavn bridge closed in May 2019.") == []


def test_a_word_that_stands_everywhere_is_passed_over(tmp_path):
    texts = [
        (f"Pier {name} is {length} m long.", "Harbour") for name, length in (("Anna", 300), ("Berta", 310), ("Clara", 320))
    ]
    write_typed(tmp_path / "typed", typed_texts(texts))
    query = "Pier Berta of the harbour is 990 feet long."
    assert found(TypedIndex(tmp_path / "typed"), query) == [1, 0, 2]
    assert found(TypedIndex(tmp_path / "typed", common=2), query) == [1]


def test_another_stop_list_or_stemmer_is_another_reader(tmp_path, monkeypatch):
    """Stems are kept beside the values, so what makes them counts as much as what reads the values."""
    known = reader_fingerprint()
    for module in (workbench.tokens, workbench.retrieval.lexical, workbench.sentences.splitting):
        changed = tmp_path / "changed.py"
        changed.write_bytes(Path(module.__file__).read_bytes() + b"\n")
        with monkeypatch.context() as other:
            package = module is workbench.sentences.splitting
            other.setattr(workbench.sentences if package else module, "__file__", str(changed))
            reader_fingerprint.cache_clear()
            assert reader_fingerprint() != known
    reader_fingerprint.cache_clear()
    assert reader_fingerprint() == known
