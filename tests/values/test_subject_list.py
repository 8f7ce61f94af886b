"""On the list of values marked by hand with what they are about, the shares of right subjects stay above their floors."""

import runpy
from pathlib import Path

import pytest

BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "subjects.py"))
FLOORS = {
    "parse": {"entity": 0.94, "attribute": 0.93, "both": 0.90},
    "words": {"entity": 0.92, "attribute": 0.82, "both": 0.78},
}


@pytest.mark.parametrize("way", FLOORS)
def test_subjects_are_right_as_often_as_measured(way):
    figures = BENCHMARK["score"](BENCHMARK["LIST"], way)
    assert figures["values"] > 150
    assert {name: figures[name] >= floor for name, floor in FLOORS[way].items()} == dict.fromkeys(FLOORS[way], True)


MATCHES = [
    ("price of bread", "price", True),
    ("wind farm", "farm", True),
    ("Narrow Bay", "Bay", True),
    ("turbines", "wind turbine", True),
    ("ferry", "harbor", False),
    ("ferry", "", False),
]


@pytest.mark.parametrize(("wanted", "found", "same"), MATCHES)
def test_entities_match_by_head_word(wanted, found, same):
    assert BENCHMARK["same_entity"](wanted, found) is same
