"""Weights in a few bits: how far they may stray, what is kept exactly, how much room they take."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from workbench.relation_model.packed import GROUP, packed, unpacked, unpacked_rows

BITS = st.integers(2, 8)
# Whole numbers and halves of them, wide and narrow rows beside one another.
MATRICES = st.tuples(
    arrays.arrays(np.int8, st.tuples(st.integers(1, 4), st.integers(1, 2 * GROUP)), elements=st.integers(-100, 100)),
    st.sampled_from([1.0, 0.5, 0.01, 30.0]),
).map(lambda drawn: (drawn[0] * drawn[1]).astype(np.float32))


@given(MATRICES, BITS)
def test_no_weight_strays_further_than_its_group_allows(weights, bits):
    back = unpacked(packed(weights, bits), weights.shape)
    flat, found = (np.pad(one.ravel(), (0, -one.size % GROUP)).reshape(-1, GROUP) for one in (weights, back))
    # What is beyond the narrowest of the scales tried is cut off: three tenths of the widest weight, and a step of the grid.
    widest = np.abs(flat).max(axis=1, keepdims=True)
    step = widest / ((1 << (bits - 1)) - 1)
    assert np.all(np.abs(flat - found) <= 0.31 * widest + step + 1e-6)


@given(MATRICES, BITS)
def test_packing_what_was_unpacked_changes_no_shape_and_no_sign(weights, bits):
    back = unpacked(packed(weights, bits), weights.shape)
    assert back.shape == weights.shape
    assert np.all((np.sign(back) == np.sign(weights)) | (back == 0))


def test_more_bits_leave_less_error():
    weights = np.random.default_rng(7).normal(size=(64, 256)).astype(np.float32)
    errors = [float(((unpacked(packed(weights, bits), weights.shape) - weights) ** 2).mean()) for bits in range(2, 9)]
    assert errors == sorted(errors, reverse=True)
    assert errors[3] < 0.003  # five bits: some fifteen steps to the widest of 64 normal weights


def test_noughts_stay_noughts():
    assert not unpacked(packed(np.zeros((3, 50), np.float32), 5), (3, 50)).any()


@pytest.mark.parametrize("bits", [4, 5, 8])
def test_a_weight_takes_its_bits_and_a_share_of_its_groups_scale(bits):
    kept = packed(np.ones((64, 128), np.float32), bits)
    assert kept.planes.nbytes + kept.scales.nbytes == 64 * 128 * bits // 8 + 64 * 128 // GROUP * 2


@given(st.lists(st.integers(0, 11), max_size=30), BITS)
def test_rows_come_as_they_stand_in_the_whole_matrix(rows, bits):
    weights = np.random.default_rng(bits).normal(size=(12, 3 * GROUP)).astype(np.float32)
    kept = packed(weights, bits)
    assert np.array_equal(unpacked_rows(kept, weights.shape, np.array(rows, np.int64)), unpacked(kept, weights.shape)[rows])


def test_rows_that_share_a_group_with_the_next_are_refused():
    with pytest.raises(ValueError, match="unpack the whole matrix"):
        unpacked_rows(packed(np.ones((4, 32), np.float32), 5), (4, 32), np.array([1]))
