"""The trained relation model: which file it is, the same scores whatever stands beside a pair, easy pairs read right."""

import shutil
import subprocess
import sys

import pytest

from workbench.errors import DamagedError, MissingResourceError
from workbench.judging import compare_texts
from workbench.relation_model.cross_encoder import WEIGHTS, TrainedRelation, shipped
from workbench.settings import Settings

PAIRS = [
    ("The bridge was closed to lorries.", "Heavy goods vehicles may no longer use the bridge."),
    ("The harbour froze in January.", "The council met on Monday to speak about drains."),
    ("Sales rose last year.", "Sales fell last year."),
    ("The ferry carries 240 passengers.", "The ferry has room for 240 passengers and 40 cars, the line said in its brochure."),
]


def test_the_file_is_the_one_the_code_names_and_at_most_50_megabytes():
    assert shipped().weights == WEIGHTS
    assert WEIGHTS.stat().st_size <= 50_000_000


def test_another_file_is_refused(tmp_path):
    other = tmp_path / "relation.safetensors"
    shutil.copy(WEIGHTS, other)
    with other.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x7f")
    with pytest.raises(DamagedError, match="SHA-256"):
        TrainedRelation(other)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingResourceError, match="no such file"):
        TrainedRelation(tmp_path / "relation.safetensors")


def test_scores_are_shares_of_one():
    for scores in shipped().relate(PAIRS):
        assert scores.supports + scores.refutes + scores.neutral == pytest.approx(1, abs=2e-6)
        assert min(scores.supports, scores.refutes, scores.neutral) >= 0


def test_a_pair_scores_the_same_alone_among_others_and_in_any_order():
    together = TrainedRelation().relate(PAIRS)
    assert [TrainedRelation().relate([pair])[0] for pair in PAIRS] == together
    assert TrainedRelation().relate(PAIRS[::-1]) == together[::-1]


def test_another_process_gives_the_same_scores():
    code = f"from workbench.judging import shipped; print(shipped().relate({PAIRS!r}))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip().splitlines()[-1] == repr(shipped().relate(PAIRS))


def test_blank_and_very_long_texts_are_scored_too():
    assert len(shipped().relate([("", ""), ("word " * 3_000, "word " * 3_000)])) == 2


@pytest.mark.parametrize(
    ("claim", "evidence", "likelier", "than"),
    [
        ("The museum reopened in spring.", "The museum opened its doors again in spring.", "supports", "neutral"),
        ("The company moved to Lyon.", "The firm relocated to Lyon.", "supports", "refutes"),
        ("The drug reduced pain.", "Patients who took the drug reported less pain.", "supports", "neutral"),
        ("The mayor resigned.", "The orchard lost a third of its pears to frost.", "neutral", "supports"),
        ("Three people were hurt.", "Nobody was hurt.", "refutes", "supports"),
        ("The bill was rejected.", "Parliament passed the bill.", "refutes", "supports"),
        ("The treatment increases the risk of stroke.", "The treatment decreases the risk of stroke.", "refutes", "supports"),
    ],
)
def test_an_easy_pair_is_read_the_right_way(claim, evidence, likelier, than):
    scores = shipped().relate([(claim, evidence)])[0]
    assert getattr(scores, likelier) > getattr(scores, than)


def test_without_it_the_rules_judge_alone():
    claim, evidence = PAIRS[0]
    alone = Settings.model_validate({}).model_copy(update={"relation_passages": 0})
    assert compare_texts(claim, evidence).relation_scores != compare_texts(claim, evidence, settings=alone).relation_scores
