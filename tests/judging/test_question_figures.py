"""The question put to the relation model: the claim with the passage's figures, read as a sentence."""

import pytest

from workbench.judging.decide.questions import with_figures
from workbench.judging.facts.findings import find
from workbench.judging.pair import pair_of
from workbench.judging.sides.claim_side import prepare
from workbench.judging.sides.passages import read_passage

CASES = [
    ("The ticket costs from $10 to $12.", "The ticket costs $11.", "The ticket costs $11."),
    ("The bridge is between 10 and 12 miles long.", "The bridge is 11 miles long.", "The bridge is 11 miles long."),
    ("Some 300 to 400 people attended.", "Some 350 people attended.", "Some 350 people attended."),
    ("The bridge is more than 10 miles long.", "The bridge is 12 miles long.", "The bridge is 12 miles long."),
    ("The bridge is 10 miles long.", "The bridge is 10 miles long.", "The bridge is 10 miles long."),
    ("At least 40 schools closed.", "In all, 52 schools closed.", "52 schools closed."),
]


@pytest.mark.parametrize(("claim", "evidence", "expected"), CASES)
def test_a_range_or_bound_gives_way_to_the_figure_of_the_passage(claim, evidence, expected):
    pair = pair_of(claim, evidence)
    side = prepare(pair.claim, pair.article)
    finding = find(side, read_passage(pair.hit, pair.document), ())
    assert with_figures(side, finding.comparisons) == expected
