"""Thresholds that hold a stated risk, or the word that the cases are too few."""

import pytest

from workbench.errors import BadInputError
from workbench.evaluation.calibration import Calibration, calibrate_kinds, read_calibration, threshold_for, write_calibration
from workbench.evaluation.items import Item


def case(number, score, *, right=True, kind="quantity"):
    name = f"{number:04}"
    return Item(name, name, kind, "supported", "MATCH", "supported", "MATCH", right, score, ())


def cases(count, wrong=(), kind="quantity"):
    """Cases of falling score, from 0.999 on; those numbered in `wrong` are wrong."""
    return [case(n, round(0.999 - n / 1_000, 3), right=n not in wrong, kind=kind) for n in range(count)]


def test_too_few_cases_give_no_threshold():
    found = threshold_for(cases(298))
    assert (found.too_few, found.threshold, found.bound, found.n, found.needed) == (True, None, None, 298, 299)


def test_with_no_error_every_case_is_kept():
    found = threshold_for(cases(350))
    assert (found.threshold, found.kept, found.wrong) == (0.65, 350, 0)
    assert found.bound == pytest.approx(1 - 0.05 ** (1 / 350), abs=1e-6)


def test_the_walk_stops_where_the_bound_is_passed():
    # one error among 472 kept has the bound 0.01001, among 473 below 0.01, so at 320 the walk has to stop
    found = threshold_for(cases(600, wrong={319}))
    assert (found.kept, found.wrong, found.threshold) == (319, 0, 0.681)


def test_an_error_among_the_surest_leaves_no_threshold():
    found = threshold_for(cases(400, wrong={3}))
    assert (found.threshold, found.too_few, found.wrong, found.kept) == (None, False, 1, 299)
    assert found.bound > 0.01


def test_a_larger_risk_needs_fewer_cases():
    assert threshold_for(cases(59), risk=0.05).kept == 59
    assert threshold_for(cases(58), risk=0.05).too_few


def test_cases_of_one_score_are_kept_or_dropped_together():
    found = threshold_for([case(n, 0.5, right=n != 0) for n in range(500)])
    assert (found.kept, found.threshold) == (500, 0.5)


def test_each_kind_has_its_own_threshold_beside_that_of_all():
    kinds = calibrate_kinds([*cases(320), *cases(40, kind="quote")])
    assert [(one.kind, one.too_few) for one in kinds] == [("all", False), ("quantity", False), ("quote", True)]
    whole = Calibration("desk", "log", "0" * 64, "1" * 64, 0.01, kinds)
    assert whole.threshold("quantity") == kinds[1].threshold
    assert whole.threshold("quote") == whole.threshold("date") == kinds[0].threshold


def test_a_kind_that_failed_on_its_own_cases_does_not_get_the_threshold_of_all():
    # scored below the 600 right quantities, so that all cases together still hold the risk
    quotes = [case(2_000 + n, 0.3 - n / 10_000, right=n >= 15, kind="quote") for n in range(299)]
    kinds = calibrate_kinds([*cases(600), *quotes])
    whole = Calibration("desk", "log", "0" * 64, "1" * 64, 0.01, kinds)
    assert [(one.kind, one.threshold is None, one.too_few) for one in kinds] == [
        ("all", False, False),
        ("quantity", False, False),
        ("quote", True, False),
    ]
    assert whole.threshold("quote") is None
    assert whole.threshold("date") == kinds[0].threshold


def test_a_calibration_file_comes_back_as_it_was(tmp_path):
    whole = Calibration("desk", "log", "0" * 64, "1" * 64, 0.01, calibrate_kinds(cases(320)))
    write_calibration(tmp_path / "c.json", whole)
    assert read_calibration(tmp_path / "c.json") == whole


@pytest.mark.parametrize("written", ["", "[]", "{}", "no"])
def test_a_file_that_is_no_calibration_is_refused(tmp_path, written):
    path = tmp_path / "c.json"
    path.write_text(written)
    with pytest.raises(BadInputError, match="calibration file"):
        read_calibration(path)
