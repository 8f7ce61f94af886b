"""The lexical leg: BM25 by hand, ties, and texts without words."""

import math

import numpy as np
import pytest

from workbench.retrieval.lexical import K1, B, LexicalIndex, matched_words, terms, write_lexical


def opened(folder, texts):
    write_lexical(folder / "lexical", texts)
    return LexicalIndex(folder / "lexical")


TEXTS = ["harbour bridge bridge", "bridge", "ferry timetable winter", "ferry"]


def test_scores_are_those_of_the_formula(tmp_path):
    """Lucene's form: idf = ln(1 + (N - n + 0.5) / (n + 0.5)), times tf / (tf + k1 (1 - b + b length / mean length))."""
    found = opened(tmp_path, TEXTS).search("bridges", 10)
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    lengths = {0: 3, 1: 1}
    counts = {0: 2, 1: 1}
    by_hand = {row: idf * counts[row] / (counts[row] + K1 * (1 - B + B * lengths[row] / 2)) for row in (0, 1)}
    assert {one.row: one.score for one in found} == pytest.approx(by_hand, rel=1e-5)
    assert found[0].score >= found[1].score


def test_rows_that_share_no_word_are_not_found_and_k_caps(tmp_path):
    index = opened(tmp_path, TEXTS)
    assert [one.row for one in index.search("the ferry in winter", 10)] == [2, 3]
    assert [one.row for one in index.search("the ferry in winter", 1)] == [2]
    assert index.search("ferry", 0) == []
    assert index.search("zeppelin", 10) == []
    assert index.search("the of and", 10) == []
    assert index.search("", 10) == []


def test_rows_that_are_not_allowed_are_passed_over_before_the_cut(tmp_path):
    index = opened(tmp_path, TEXTS)
    assert [one.row for one in index.search("ferry", 1, allowed=np.array([True, True, True, False]))] == [2]
    assert [one.row for one in index.search("bridge", 1, allowed=np.array([True, False, True, True]))] == [0]


def test_matched_words_are_those_of_the_query_whose_stem_stands_in_the_text():
    query = "Bridges and the longest BRIDGE of 2019 were crossed, said Brandt"
    assert matched_words(query, "The bridge (2019) is crossed by none.") == ("bridges", "bridge", "2019", "crossed")
    assert matched_words(query, "") == ()


def test_equal_scores_come_in_order_of_their_rows_also_at_the_cut(tmp_path):
    index = opened(tmp_path, ["pier"] * 30 + ["quay"])
    assert [one.row for one in index.search("pier", 7)] == list(range(7))


def test_a_word_said_twice_in_the_query_counts_once(tmp_path):
    index = opened(tmp_path, TEXTS)
    assert index.search("ferry ferry ferry bridge", 4) == index.search("ferry bridge", 4)


@pytest.mark.parametrize("texts", [[], ["", "the of"]])
def test_texts_without_words_make_an_index_that_finds_nothing(tmp_path, texts):
    assert opened(tmp_path, texts).search("ferry", 3) == []


def test_names_numbers_and_abbreviations_stay_words():
    assert terms("The U.S. paid $1.3 billion for 12 missiles of the M39A1 kind; the bridge's pier wasn’t") == (
        "u.s paid $1.3 billion 12 missil m39a1 kind bridg pier wasn't".split()
    )
