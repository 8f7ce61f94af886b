"""A run on disk, read back, compared with another, and read by a person."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.evaluation.comparison import compare_runs
from workbench.evaluation.folder import read_run, run_json, write_run
from workbench.evaluation.picture import curve_svg
from workbench.evaluation.report import report_of
from workbench.evaluation.risk import curve_of
from workbench.evaluation.run import SUITES, evaluate

DATA = Path(__file__).parents[1] / "data" / "evaluation"


def silent(stage, done, total):
    """Nothing is shown."""


@pytest.fixture(scope="module")
def run():
    """The relation suite on three pairs."""
    from workbench.pipeline import Workbench
    from workbench.settings import Settings

    bench = Workbench(Path(), Settings.model_validate({}))
    return evaluate(SUITES["relation"], DATA, bench, seed=4, limit=None, tell=silent)


def test_a_run_comes_back_from_its_folder(run, tmp_path):
    write_run(tmp_path / "run", SUITES["relation"], *run)
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == [
        "items.jsonl",
        "report.md",
        "risk-coverage.svg",
        "run.json",
    ]
    assert read_run(tmp_path / "run") == run
    assert (tmp_path / "run" / "run.json").read_text() == run_json(run[0])
    first = json.loads((tmp_path / "run" / "items.jsonl").read_text().splitlines()[0])
    assert (first["id"], first["kind"], first["gold"], first["found"], first["correct"]) == (
        "r1",
        "unit",
        "supports",
        "supports",
        True,
    )


def test_a_run_names_what_it_was_made_with(run):
    assert len(run[0].data_digest) == len(run[0].settings) == 64
    assert {"encoder", "parser"} <= {model.role for model in run[0].models}


@pytest.mark.parametrize(("change", "says"), [({"data_digest": "0" * 64}, "data digest"), ({"suite": "desk"}, "suite")])
def test_runs_of_other_data_or_another_suite_are_not_compared(run, change, says):
    from workbench.errors import BadInputError

    with pytest.raises(BadInputError, match=says):
        compare_runs(SUITES["relation"], (replace(run[0], **change), run[1]), run)


def test_a_comparison_names_the_items_gained_and_lost(run):
    worse = tuple(
        replace(item, found="neutral", column="neutral", correct=False) if item.item_id == "r1" else item for item in run[1]
    )
    lower = replace(run[0], settings="0" * 64)
    change = compare_runs(SUITES["relation"], (lower, worse), run)
    assert [(one.item_id, one.old, one.new) for one in change.gained] == [("r1", "neutral", "supports")]
    assert (change.lost, change.settings_changed, change.models_changed) == ((), True, False)
    back = compare_runs(SUITES["relation"], run, (lower, worse))
    assert [one.item_id for one in back.lost] == ["r1"]
    accuracy = next(one for one in back.metrics if one.name == "accuracy")
    assert accuracy.difference.value == pytest.approx(-1 / 3, abs=1e-6)


def test_a_group_that_one_run_alone_has_is_drawn_in_both(run):
    extra = replace(run[1][0], item_id="spare", group="spare", correct=False)
    change = compare_runs(SUITES["relation"], (run[0], (*run[1], extra)), run)
    assert [one.item_id for one in change.gained] == ["spare"]


def test_the_picture_is_drawn_from_the_curve_alone(run):
    curve = curve_of(run[1])
    drawn = curve_svg(curve, "a < b & c")
    root = ET.fromstring(drawn)  # noqa: S314 - our own picture
    words = " ".join(root.itertext())
    assert "a < b & c" in words
    assert "coverage: share answered" in words
    assert "risk: share of answers wrong" in words
    assert "every answer" in words
    assert drawn == curve_svg(curve, "a < b & c")


def test_a_report_of_one_text_has_a_dash_for_an_interval(run):
    bare = replace(run[0], metrics=tuple(replace(one, low=None, high=None) for one in run[0].metrics))
    assert f"| accuracy | {bare.metrics[1].value:.4f} | – |" in report_of(bare, run[1], None, None)


def test_a_run_from_before_texts_were_drawn_whole_is_refused(run, tmp_path):
    from workbench.errors import BadInputError

    write_run(tmp_path, SUITES["relation"], replace(run[0], schema_version=1), run[1])
    with pytest.raises(BadInputError, match="a run of version 2"):
        read_run(tmp_path)


def test_the_report_shows_labelled_text_as_words(run):
    odd = replace(run[1][0], correct=False, gold="<b>| [x](y)\n", found="`z`")
    report = report_of(run[0], [odd], None, None)
    assert "\\<b\\>\\| \\[x\\](y)" in report
    assert "<b>" not in report
    assert "too few labelled cases" in report


def test_the_command_writes_compares_and_refuses_a_low_figure(workbench_command, tmp_path):
    data = ("eval", "relation", "--data", DATA)
    ran = workbench_command(*data, "--out", tmp_path / "one", workspace=tmp_path)
    assert (ran.code, "macro_f1" in ran.out) == (0, True)
    again = workbench_command(*data, "--out", tmp_path / "two", "--compare", tmp_path / "one", "--json", workspace=tmp_path)
    record = json.loads(again.out)
    assert (again.code, record["comparison"]["gained"], record["comparison"]["lost"]) == (0, [], [])
    assert (tmp_path / "one" / "run.json").read_bytes() == (tmp_path / "two" / "run.json").read_bytes()
    low = workbench_command(*data, "--min", "accuracy=1.1", workspace=tmp_path)
    assert (low.code, "accuracy of at least 1.1" in low.err) == (1, True)


def test_thresholds_of_pairs_are_shown_and_no_settings(workbench_command, tmp_path):
    data = ("eval", "relation", "--data", DATA)
    ran = workbench_command(*data, "--calibrate", "--risk", "0.05", workspace=tmp_path)
    assert ran.out.count("too few labelled cases") >= 2
    assert "least 59" in ran.out
    assert "[calibration]" not in ran.out
    assert list(tmp_path.iterdir()) == []
    ran = workbench_command(*data, "--write-calibration", tmp_path / "c.toml", workspace=tmp_path)
    assert (ran.code, ran.err.count("\n"), "expected suggestions" in ran.err) == (2, 1, True)
