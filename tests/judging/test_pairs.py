"""Claims beside single passages (`tests/data/pairs`): the label and the reason a careful checker would give.

Written by hand; most are near-misses on which a wrong green or red is tempting. `accepted` holds "LABEL reason"; a bare label
accepts any of its reasons.
"""

import datetime as dt
import json
from pathlib import Path

import pytest

from workbench.judging import compare_texts
from workbench.models import SuggestionLabel

CLAIM_DAY = dt.date(2023, 7, 24)
EVIDENCE_DAY = dt.date(2023, 6, 30)
GREEN = {SuggestionLabel.MATCH, SuggestionLabel.MATCH_ROUNDED}
FILES = sorted((Path(__file__).parents[1] / "data" / "pairs").glob("*.jsonl"))
PAIRS = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
EACH = pytest.mark.parametrize("pair", PAIRS, ids=[f"{number}-{pair['claim'][:40]}" for number, pair in enumerate(PAIRS)])


@EACH
def test_suggestion_is_the_one_a_careful_checker_would_accept(pair):
    found = compare_texts(pair["claim"], pair["evidence"], CLAIM_DAY, EVIDENCE_DAY).suggestion
    assert {found.label.value, f"{found.label.value} {found.reason}"} & set(pair["accepted"]), found


@EACH
def test_scores_sum_to_one_and_the_same_question_gets_the_same_answer(pair):
    first = compare_texts(pair["claim"], pair["evidence"], CLAIM_DAY, EVIDENCE_DAY)
    scores = first.relation_scores
    assert scores.supports + scores.refutes + scores.neutral == pytest.approx(1.0, abs=1e-9)
    assert compare_texts(pair["claim"], pair["evidence"], CLAIM_DAY, EVIDENCE_DAY) == first


@EACH
def test_a_match_shows_a_pair_for_every_amount_of_the_claim(pair):
    found = compare_texts(pair["claim"], pair["evidence"], CLAIM_DAY, EVIDENCE_DAY)
    if found.suggestion.label not in GREEN:
        return
    amounts = {
        one.claim_value.text.replace(",", "") for one in found.comparisons if one.claim_value.kind.value not in {"date", "time"}
    }
    assert all(any(figure in text for text in amounts) for figure in _figures(pair["claim"]))


def _figures(claim: str) -> list[str]:
    """The claim's figures that are no year and no day of a month."""
    words = claim.rstrip(".").replace(",", "").split()
    found = [word.strip("$€£%") for word in words if word.strip("$€£%").replace(".", "").isdigit()]
    return [word for word in found if not 1900 <= float(word) <= 2100 and float(word) > 31]
