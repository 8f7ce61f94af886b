"""The pairs written for the relation model keep their form: labels on both pieces of evidence, no claim twice."""

import json
from collections import Counter
from pathlib import Path

import pytest

RELATION = Path(__file__).parents[1] / "scripts" / "relation"
FILES = sorted(path for folder in ("held", "written") for path in (RELATION / folder).glob("*.jsonl"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_group_has_two_pieces_of_evidence_and_labelled_claims(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        group = json.loads(line)
        assert set(group) == {"field", "a", "b", "claims"}, number
        assert group["a"] != group["b"], number
        assert len(group["claims"]) >= 5, number
        assert all(len(claim) == 3 and {claim[1], claim[2]} <= set("SRN") for claim in group["claims"]), number


def test_no_claim_and_no_evidence_stands_twice():
    groups = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [text for group in groups for text in (group["a"], group["b"], *(claim[0] for claim in group["claims"]))]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_half_of_the_claims_change_their_label_with_the_evidence():
    """Else a label could be guessed from the claim alone."""
    claims = [
        claim
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        for claim in json.loads(line)["claims"]
    ]
    changing = sum(on_a != on_b for _, on_a, on_b in claims)
    assert changing / len(claims) > 0.5
