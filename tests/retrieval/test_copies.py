"""Copies of one text: the first few keep their place, the others come last, and nothing else moves."""

import numpy as np

from workbench.retrieval.copies import copies_last, is_copy

RELEASE = "The company said on Monday that its new turbine had delivered power to nine thousand homes in the valley."
COPY = "PRESS RELEASE. " + RELEASE
OTHER = "Neighbours of the new turbine told the council that they hear it at night when the wind comes from the west."
TEXTS = [RELEASE, COPY, OTHER, RELEASE, COPY]


def places(most, k, texts=TEXTS, likeness=None):
    near = np.ones((len(texts), len(texts)), dtype=np.float32) if likeness is None else likeness
    return copies_last(range(len(texts)), texts.__getitem__, near, most=most, k=k)


def test_more_copies_than_allowed_come_last_and_fill_what_is_left():
    assert places(most=2, k=5) == [0, 1, 2, 3, 4]
    assert places(most=1, k=5) == [0, 2, 1, 3, 4]
    assert places(most=1, k=2) == [0, 2]
    assert places(most=2, k=3) == [0, 1, 2]


def test_texts_are_read_only_where_the_vectors_are_alike():
    assert places(most=1, k=5, likeness=np.eye(5, dtype=np.float32)) == [0, 1, 2, 3, 4]


def test_neighbours_that_share_a_sentence_are_no_copies():
    first, second, third = RELEASE, OTHER, "A vote on the matter is planned for the second week of the autumn session."
    assert not is_copy(f"{first} {second}", f"{second} {third}")
    assert is_copy(f"{first} {second}", second)
    assert not is_copy("", second)


def test_nothing_found_stays_nothing():
    assert copies_last([], TEXTS.__getitem__, np.empty((0, 0), dtype=np.float32), most=1, k=5) == []
