"""The dense leg against exact arithmetic in double precision, which is its oracle."""

import numpy as np
import pytest

from workbench.retrieval.dense import COARSE, VECTORS, DenseIndex, write_dense


def unit_vectors(rows, seed, dimension=64):
    """Vectors around a few hundred centres, as texts on the same subjects lie."""
    draw = np.random.default_rng(seed)
    centres = draw.normal(size=(200, dimension))
    vectors = centres[draw.integers(0, 200, rows)] + 0.6 * draw.normal(size=(rows, dimension))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def opened(folder, vectors, flat_rows):
    np.save(folder / VECTORS, vectors.astype(np.float16))
    write_dense(folder, flat_rows=flat_rows)
    return DenseIndex(folder)


@pytest.mark.parametrize("flat_rows", [10_000, 100], ids=["flat", "eight-bit"])
def test_the_nearest_rows_come_first_in_exact_order(tmp_path, flat_rows):
    vectors = unit_vectors(5_000, seed=1)
    index = opened(tmp_path, vectors, flat_rows)
    assert (tmp_path / COARSE).exists() == (flat_rows == 100)
    stored = vectors.astype(np.float16).astype(np.float64)
    for query in unit_vectors(20, seed=2):
        exact = np.round(stored @ query.astype(np.float64), 6)
        wanted = np.lexsort((np.arange(len(exact)), -exact))[:10]
        found = index.search(query, 10)
        assert len({one.row for one in found} & set(wanted.tolist())) >= 10
        assert [one.score for one in found] == pytest.approx(exact[wanted], abs=2e-6)


@pytest.mark.parametrize("flat_rows", [1_000, 10], ids=["flat", "eight-bit"])
def test_equal_vectors_come_in_order_of_their_rows(tmp_path, flat_rows):
    vectors = np.repeat(unit_vectors(4, seed=3), 50, axis=0)
    index = opened(tmp_path, vectors, flat_rows)
    assert [one.row for one in index.search(vectors[50], 60)][:50] == list(range(50, 100))


def test_more_asked_for_than_there_is_gives_what_there_is(tmp_path):
    vectors = unit_vectors(3, seed=4)
    index = opened(tmp_path, vectors, 10)
    assert len(index.search(vectors[0], 50)) == 3
    assert index.search(vectors[0], 0) == []


def test_an_empty_index_finds_nothing(tmp_path):
    index = opened(tmp_path, np.empty((0, 64), dtype=np.float32), 10)
    assert index.search(np.ones(64, dtype=np.float32), 5) == []


@pytest.mark.parametrize("flat_rows", [10_000, 100], ids=["flat", "eight-bit"])
def test_only_allowed_rows_are_found_and_as_many_as_were_asked_for(tmp_path, flat_rows):
    vectors = unit_vectors(3_001, seed=5)
    index = opened(tmp_path, vectors, flat_rows)
    allowed = np.zeros(3_001, dtype=bool)
    allowed[::37] = True
    query = unit_vectors(1, seed=6)[0]
    exact = np.round(vectors.astype(np.float16).astype(np.float64) @ query, 6)
    wanted = [row for row in np.lexsort((np.arange(len(exact)), -exact)).tolist() if allowed[row]][:20]
    assert [one.row for one in index.search(query, 20, allowed=allowed)] == wanted
    assert index.search(query, 20, allowed=np.zeros(3_001, dtype=bool)) == []
