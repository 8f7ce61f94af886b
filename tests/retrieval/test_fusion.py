"""Reciprocal rank fusion against sums worked by hand, and what must hold for any rankings."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.retrieval.fusion import Leg, fuse

RANKINGS = st.lists(st.lists(st.integers(0, 40), unique=True, max_size=25), min_size=1, max_size=4)


def test_two_rankings_by_hand():
    """Row 7: 1/61 + 1/62; row 5: 1/62 + 1/61; row 9: 1/63. Best possible: 2/61."""
    fused = fuse([Leg([7, 5, 9]), Leg([5, 7])], k=60)
    assert [(one.row, one.ranks) for one in fused] == [(5, (2, 1)), (7, (1, 2)), (9, (3, None))]
    assert [one.score for one in fused] == pytest.approx([(1 / 61 + 1 / 62) * 61 / 2] * 2 + [1 / 63 * 61 / 2])


def test_first_everywhere_has_score_one():
    assert fuse([Leg([3, 1]), Leg([3]), Leg([3, 2])], k=60)[0].score == pytest.approx(1.0)


def test_a_leg_weighs_as_much_as_it_is_told():
    """Row 2: 1/61 + 0.5/62; row 1: 0.5/61. Best possible: 1.5/61."""
    fused = fuse([Leg([2]), Leg([1, 2], weight=0.5)], k=60)
    assert [(one.row, one.ranks) for one in fused] == [(2, (1, 2)), (1, (None, 1))]
    assert [one.score for one in fused] == pytest.approx([(1 / 61 + 0.5 / 62) * 61 / 1.5, 0.5 / 1.5])


def test_no_rankings_or_empty_ones_give_nothing():
    assert fuse([], k=60) == []
    assert fuse([Leg([]), Leg([])], k=60) == []


@given(RANKINGS, st.integers(1, 100))
def test_every_row_appears_once_best_first_with_its_exact_sum(rankings, k):
    fused = fuse([Leg(ranking) for ranking in rankings], k=k)
    assert sorted(one.row for one in fused) == sorted({row for ranking in rankings for row in ranking})
    answered = sum(bool(ranking) for ranking in rankings)
    for one in fused:
        exact = sum(Fraction(1, k + ranking.index(one.row) + 1) for ranking in rankings if one.row in ranking)
        assert one.score == pytest.approx(float(exact * (k + 1) / answered))
        assert one.ranks == tuple(r.index(one.row) + 1 if one.row in r else None for r in rankings)
        assert 0 < one.score <= 1 + 1e-12
    assert [one.score for one in fused] == sorted((one.score for one in fused), reverse=True)


@given(RANKINGS, st.integers(1, 100))
def test_the_order_of_the_legs_does_not_change_the_order_of_the_rows(rankings, k):
    assert [one.row for one in fuse([Leg(ranking) for ranking in rankings], k=k)] == [
        one.row for one in fuse([Leg(ranking) for ranking in rankings[::-1]], k=k)
    ]


@given(st.lists(st.integers(0, 40), unique=True), st.integers(1, 100))
def test_a_single_ranking_keeps_its_order(ranking, k):
    assert [one.row for one in fuse([Leg(ranking)], k=k)] == ranking
