"""Figures against numbers worked by hand and against scikit-learn and SciPy."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta
from sklearn import metrics as sklearn_metrics

from workbench.evaluation import metrics
from workbench.evaluation.bootstrap import differences, figures
from workbench.evaluation.bounds import cases_needed, upper_bound
from workbench.evaluation.items import Item
from workbench.evaluation.risk import curve_of, risk_at, risk_of


def item(name, gold, found, score=None, counts=(), *, group=None, kind="k"):
    return Item(name, group or name, kind, gold, found, gold, found, gold == found, score, counts)


def ones(columns):
    return np.ones(len(columns.wrong))


GOLD = list("aabbbccccc")
FOUND = list("abbbacccab")
LABELLED = metrics.columns_of([item(str(n), g, f) for n, (g, f) in enumerate(zip(GOLD, FOUND, strict=True))], ())


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (metrics.accuracy, sklearn_metrics.accuracy_score(GOLD, FOUND)),
        (metrics.macro_f1, sklearn_metrics.f1_score(GOLD, FOUND, average="macro")),
        (metrics.balanced_accuracy, sklearn_metrics.balanced_accuracy_score(GOLD, FOUND)),
        (metrics.majority, 0.5),
    ],
)
def test_label_metrics_agree_with_scikit_learn(ours, theirs):
    assert ours(LABELLED, ones(LABELLED)) == pytest.approx(theirs)


def test_macro_f1_leaves_out_a_label_that_the_gold_never_uses():
    columns = metrics.columns_of([item("1", "a", "a"), item("2", "a", "b")], ())
    # a: precision 1, recall 1/2; b is no gold label
    assert metrics.macro_f1(columns, ones(columns)) == pytest.approx(2 / 3)


SCORES = [0.9, 0.8, 0.7, 0.6, 0.55, 0.3]
WORTHY = [1, 0, 1, 1, 0, 1]
RANKED = metrics.columns_of(
    [item(str(n), "x", "x", counts=(s, w)) for n, (s, w) in enumerate(zip(SCORES, WORTHY, strict=True))], ("score", "worthy")
)


def test_average_precision_agrees_with_scikit_learn_and_with_the_hand():
    ours = metrics.average_precision("score", "worthy")(RANKED, ones(RANKED))
    assert ours == pytest.approx(sklearn_metrics.average_precision_score(WORTHY, SCORES))
    assert ours == pytest.approx((1 / 1 + 2 / 3 + 3 / 4 + 4 / 6) / 4)


def test_best_f1_is_the_best_of_all_thresholds():
    # keeping 4: 3 hits of 4 kept and 4 wanted = 0.75; keeping 6: 4 of 6 and 4 = 0.8
    assert metrics.best_f1("score", "worthy")(RANKED, ones(RANKED)) == pytest.approx(0.8)


def ranked(rows):
    return metrics.columns_of([item(f"{n:03}", "x", "x", counts=(s, w)) for n, (s, w) in enumerate(rows)], ("score", "worthy"))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([0.1, 0.3, 0.5, 0.9]), st.booleans(), st.integers(0, 3)), min_size=1, max_size=25
    ).filter(lambda rows: any(worthy and times for _, worthy, times in rows))
)
def test_equal_scores_are_kept_or_dropped_together_as_in_scikit_learn(rows):
    scores, worthy, times = zip(*rows, strict=True)
    columns, weights = ranked([row[:2] for row in rows]), np.array(times, dtype=np.float64)
    average = sklearn_metrics.average_precision_score(worthy, scores, sample_weight=times)
    assert metrics.average_precision("score", "worthy")(columns, weights) == pytest.approx(average)
    thresholds = [[score >= least for score in scores] for least in sorted({row[0] for row in rows})]
    best = max(sklearn_metrics.f1_score(worthy, kept, sample_weight=times, zero_division=0) for kept in thresholds)
    assert metrics.best_f1("score", "worthy")(columns, weights) == pytest.approx(best)


def test_a_tie_is_measured_at_its_end_by_hand():
    columns = ranked([(0.5, 1), (0.5, 0), (0.5, 0)])
    # the one threshold keeps all three: precision 1/3, recall 1
    assert metrics.average_precision("score", "worthy")(columns, ones(columns)) == pytest.approx(1 / 3)
    assert metrics.best_f1("score", "worthy")(columns, ones(columns)) == pytest.approx(1 / 2)


def test_a_weight_of_two_is_the_item_twice():
    twice = metrics.columns_of([item("1", "a", "a"), item("2", "a", "a"), item("3", "b", "a")], ())
    once = metrics.columns_of([item("1", "a", "a"), item("3", "b", "a")], ())
    assert metrics.macro_f1(once, np.array([2.0, 1.0])) == metrics.macro_f1(twice, ones(twice))


def test_f1_and_mean_add_up_counts():
    columns = metrics.columns_of([item("1", "", "", counts=(2, 3, 4)), item("2", "", "", counts=(1, 1, 1))], ("h", "f", "w"))
    assert metrics.f1("h", "f", "w")(columns, ones(columns)) == pytest.approx(2 * 3 / (4 + 5))
    assert metrics.mean("h", "f")(columns, ones(columns)) == pytest.approx(3 / 4)
    assert metrics.mean("h")(columns, ones(columns)) == pytest.approx(3 / 2)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # risks after 1, 2, 3 answers: 0, 1/2, 1/3
        ([(0.9, "a"), (0.8, "b"), (0.7, "a")], (0 + 1 / 2 + 1 / 3) / 3),
        # a tie shares its one error: 1/2, 1/2, 1/3
        ([(0.9, "b"), (0.9, "a"), (0.7, "a")], (1 / 2 + 1 / 2 + 1 / 3) / 3),
        ([(0.9, "a"), (0.9, "b"), (0.7, "a")], (1 / 2 + 1 / 2 + 1 / 3) / 3),
        # an item without a score is not covered
        ([(0.9, "a"), (None, "b")], 0.0),
    ],
)
def test_area_under_the_risk_coverage_curve(rows, expected):
    columns = metrics.columns_of([item(str(n), "a", found, score) for n, (score, found) in enumerate(rows)], ())
    assert metrics.aurc(columns, ones(columns)) == pytest.approx(expected)


def test_the_area_is_undefined_where_nothing_is_answered():
    columns = metrics.columns_of([item("1", "a", "b"), item("2", "a", "a")], ())
    assert math.isnan(metrics.aurc(columns, ones(columns)))


@pytest.mark.parametrize(("wrong", "kept"), [(0, 1), (0, 30), (1, 30), (3, 299), (17, 40), (40, 40), (12, 5_000)])
def test_upper_bound_is_clopper_and_pearsons(wrong, kept):
    expected = 1.0 if wrong == kept else beta.ppf(0.95, wrong + 1, kept - wrong)
    assert upper_bound(wrong, kept) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("risk", "cases"), [(0.01, 299), (0.05, 59), (0.1, 29)])
def test_cases_needed_are_the_fewest_that_can_show_the_risk(risk, cases):
    assert cases_needed(risk) == cases
    assert upper_bound(0, cases) <= risk < upper_bound(0, cases - 1)


def test_no_rate_is_stated_below_the_fewest_cases():
    few, enough = risk_of(29, 0), risk_of(30, 3)
    assert (few.rate, few.bound, few.kept) == (None, None, 29)
    assert enough.rate == 0.1
    assert enough.bound == pytest.approx(beta.ppf(0.95, 4, 27), abs=1e-6)


def test_risk_at_a_threshold_counts_what_is_kept():
    cases = [item(str(n), "a", "b" if n in {2, 50} else "a", score=1 - n / 100) for n in range(100)]
    at = risk_at(0.6, cases)
    assert (at.kept, at.wrong) == (41, 1)


def test_the_curve_has_a_point_a_distinct_score_and_names_its_operating_points():
    items = [item(str(n), "a", "a" if n < 40 else "b", score=round(1 - n // 2 / 100, 3)) for n in range(50)]
    items += [item(f"none{n}", "a", "b") for n in range(50)]
    curve = curve_of(items)
    assert len(curve.points) == 25
    assert (curve.points[-1].coverage, curve.points[-1].risk) == (0.5, 0.2)
    names = {mark.name: mark.point for mark in curve.marks}
    # 42 kept, 2 of them wrong: 4.8 %; 44 kept, 4 wrong: 9.1 %
    assert names["risk at most 5%"].coverage == 0.42
    assert names["every answer"] == curve.points[-1]
    assert curve_of([item("1", "a", "b")]) is None


def test_one_seed_gives_one_interval_and_it_holds_the_value():
    first = figures(LABELLED, {"macro_f1": metrics.macro_f1}, seed=7)
    assert first == figures(LABELLED, {"macro_f1": metrics.macro_f1}, seed=7)
    assert first != figures(LABELLED, {"macro_f1": metrics.macro_f1}, seed=8)
    (one,) = first
    assert one.low <= one.value <= one.high


def test_the_interval_of_a_share_is_about_that_of_the_binomial():
    columns = metrics.columns_of([item(str(n), "a", "a" if n % 4 else "b") for n in range(400)], ())
    (one,) = figures(columns, {"accuracy": metrics.accuracy}, seed=1)
    half = 1.96 * math.sqrt(0.75 * 0.25 / 400)
    assert (one.value, one.low, one.high) == pytest.approx((0.75, 0.75 - half, 0.75 + half), abs=0.008)


def test_draws_in_which_a_ratio_is_undefined_are_left_out():
    # one item of three has a document to cite: three draws in ten are without it, and say nothing about citing
    counts = [(1, 1), (0, 0), (0, 0)]
    columns = metrics.columns_of([item(str(n), "a", "a", counts=row) for n, row in enumerate(counts)], ("cited", "with_doc"))
    cited = metrics.mean("cited", "with_doc")
    (one,) = figures(columns, {"cited": cited}, seed=3)
    assert (one.value, one.low, one.high) == (1, 1, 1)
    (gap,) = differences(columns, columns, {"cited": cited}, seed=3)
    assert (gap.value, gap.low, gap.high) == (0, 0, 0)


def test_what_is_undefined_throughout_is_0_without_an_interval():
    columns = metrics.columns_of([item(str(n), "a", "a", counts=(0, 0)) for n in range(3)], ("cited", "with_doc"))
    (one,) = figures(columns, {"cited": metrics.mean("cited", "with_doc")}, seed=3)
    assert (one.value, one.low, one.high) == (0, None, None)


def test_one_text_alone_gives_no_interval():
    columns = metrics.columns_of([item(str(n), "a", "a" if n % 2 else "b", group="text") for n in range(10)], ())
    (one,) = figures(columns, {"accuracy": metrics.accuracy}, seed=3)
    assert (one.value, one.low, one.high) == (0.5, None, None)


def test_items_of_one_text_are_drawn_together():
    alone = metrics.columns_of([item(str(n), "a", "a" if n < 20 else "b") for n in range(40)], ())
    bound = metrics.columns_of([item(str(n), "a", "a" if n < 20 else "b", group=str(n // 10)) for n in range(40)], ())
    (one,), (other,) = (figures(columns, {"accuracy": metrics.accuracy}, seed=3) for columns in (alone, bound))
    assert other.high - other.low > 2 * (one.high - one.low)


def test_a_paired_difference_is_surer_than_two_intervals():
    old = metrics.columns_of([item(f"{n:03}", "a", "a" if n % 2 else "b") for n in range(200)], ())
    new = metrics.columns_of([item(f"{n:03}", "a", "a" if n % 2 or n < 20 else "b") for n in range(200)], ())
    (gap,) = differences(old, new, {"accuracy": metrics.accuracy}, seed=5)
    assert gap.value == pytest.approx(0.05)
    assert 0 < gap.low < gap.high < 0.1
    (same,) = differences(old, old, {"accuracy": metrics.accuracy}, seed=5)
    assert (same.value, same.low, same.high) == (0, 0, 0)
