"""Thresholds that hold a stated risk, or the word that the cases are too few."""

import tomllib

import pytest

from workbench.errors import BadInputError
from workbench.evaluation.calibration import Calibration, calibrate_kinds, threshold_for, toml_of, write_toml
from workbench.evaluation.items import GreenCase
from workbench.evaluation.risk import risk_of
from workbench.settings import Settings


def cases(count, wrong=(), kind="quantity"):
    """Cases of falling score, from 0.999 on; those numbered in `wrong` are wrong."""
    return [GreenCase(kind, round(0.999 - n / 1_000, 3), n not in wrong) for n in range(count)]


def written(green, *, risk=0.01, name="log.jsonl"):
    """The lines for the settings that labelled greens give."""
    kinds = calibrate_kinds(green, risk=risk)
    return toml_of(Calibration("desk", name, "0" * 64, "1" * 64, risk, kinds, risk_of(0, 0)))


def in_settings(green):
    """The same, pasted into a workspace's settings and read again."""
    return Settings.model_validate(tomllib.loads("evidence = 6\n\n" + written(green))).calibration


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
    found = threshold_for([GreenCase("quantity", 0.5, n != 0) for n in range(500)])
    assert (found.kept, found.threshold) == (500, 0.5)


def test_each_kind_has_its_own_threshold_beside_that_of_all():
    green = [*cases(320), *cases(40, kind="quote")]
    kinds = calibrate_kinds(green)
    assert [(one.kind, one.too_few) for one in kinds] == [("all", False), ("quantity", False), ("quote", True)]
    found = in_settings(green)
    assert list(found.kinds) == ["all", "quantity"]
    assert found.kinds["quantity"].threshold == kinds[1].threshold
    assert found.kinds[found.ruling("quote")].threshold == kinds[0].threshold


def test_a_kind_that_failed_on_its_own_cases_does_not_get_the_threshold_of_all():
    # scored below the 600 right quantities, so that all cases together still hold the risk
    quotes = [GreenCase("quote", 0.3 - n / 10_000, n >= 15) for n in range(299)]
    green = [*cases(600), *quotes]
    assert [(one.kind, one.threshold is None, one.too_few) for one in calibrate_kinds(green)] == [
        ("all", False, False),
        ("quantity", False, False),
        ("quote", True, False),
    ]
    found = in_settings(green)
    assert (found.ruling("quote"), found.kinds["quote"].threshold, found.ruling("date")) == ("quote", None, "all")


def test_greens_without_a_score_set_no_threshold():
    letters = [GreenCase("quote", None, False) for _ in range(400)]
    assert calibrate_kinds([*cases(320), *letters]) == calibrate_kinds(cases(320))


def test_the_lines_say_how_each_threshold_came_about():
    lines = written([*cases(320), *cases(299, wrong={0}, kind="money"), *cases(2, kind="date")]).splitlines()
    assert "# Too few labelled, so that the threshold of all holds: date." in lines
    bound = round(1 - 0.05 ** (1 / 320), 6)
    assert f"quantity = {{ threshold = 0.68, kept = 320, wrong = 0, bound = {bound} }}" in lines
    (money,) = [line for line in lines if line.startswith("money")]
    assert "threshold =" not in money.partition("#")[0]
    assert money.endswith("# no threshold holds the risk: these are left to the reviewer")


@pytest.mark.parametrize(
    ("name", "read"),
    [("log 2026", "log 2026"), ('a "b" \\c', 'a "b" \\c'), ("Übung\n[x]\udc80\x7f", "Übung?[x]??"), ("", "labelled data")],
)
def test_any_name_of_the_data_can_be_read_back(name, read):
    assert tomllib.loads(written(cases(320), name=name))["calibration"]["on"] == read


def test_too_few_labelled_greens_give_no_lines():
    with pytest.raises(BadInputError, match="at least 299 labelled greens; found 298"):
        written(cases(298))


def test_the_settings_are_never_written(tmp_path):
    settings = tmp_path / "workbench.toml"
    settings.write_text("evidence = 6\n")
    (tmp_path / "link.toml").symlink_to(settings)
    for path in (settings, tmp_path / "link.toml"):
        with pytest.raises(BadInputError, match="another file"):
            write_toml(path, "x = 1")
    assert settings.read_text() == "evidence = 6\n"
    with pytest.raises(BadInputError, match="a place to write"):
        write_toml(tmp_path, "x = 1")
