"""What makes a sentence say less than the claim, and what only stands beside it."""

from __future__ import annotations

import pytest

from workbench.judging.language.hedging import find_weakening
from workbench.judging.sentence.terms import read_terms
from workbench.models import Modality

WEAKENED = [
    ("The plant employs 1,200 people.", "The plant could employ 1,200 people.", "modality"),
    ("The court sentenced him to 12 years.", "Prosecutors asked the court to sentence him to 12 years.", "modality"),
    ("The bridge was demolished.", "The bridge was closed to all traffic on Friday; it will be demolished.", "modality"),
    ("The firm hired 200 people.", "Profits rose and the firm expects to hire 200 people.", "modality"),
    ("The two sides signed the treaty.", "The two sides agreed to sign the treaty in June.", "modality"),
    ("The mill closed in 2019.", "You may think that the mill closed in 2019.", "modality"),
    ("She knows the mayor.", "She will know the mayor.", "modality"),
    ("She left in June.", "She was to leave in June.", "modality"),
    ("The factory was sold.", "According to the newspaper, the factory was sold.", "said_not_shown"),
    ("The factory was sold.", "The minister said that the factory was sold.", "said_not_shown"),
]
STRAIGHT = [
    ("The bridge was closed to traffic.", "The bridge was closed to all traffic on Friday; it will be demolished."),
    ("The mill closed in 2019.", "The mill, which may reopen next year, closed in 2019."),
    ("Profits rose by 4 percent.", "Profits rose by 4 percent and the company expects to hire 200 people."),
    ("The council approved the budget.", "The council approved the budget after members had threatened to resign."),
    ("Officials visited the site.", "Officials visited the site on Monday and hope to publish a report in June."),
    ("The town wants to have 90 trees by 2050.", "The aim is to bring the number of trees in the town to 90 by 2050."),
    ("The bridge is to be torn down.", "The bridge, closed on Friday, will be demolished rather than repaired."),
    ("The mill closed in 2019.", "You will remember that the mill closed in 2019."),
    ("The bridge was unsafe.", "Drivers may not know that the bridge was unsafe."),
    ("The panel was at pains to say that it knew of none.", "The panel notes that it knew of none."),
]


@pytest.mark.parametrize(("claim", "evidence", "kind"), WEAKENED)
def test_a_plan_a_request_or_a_say_so_of_the_claim_itself_weakens_it(claim: str, evidence: str, kind: str) -> None:
    found = find_weakening(read_terms(claim), Modality.ASSERTED, read_terms(evidence), claim_is_said=False)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("claim", "evidence"), STRAIGHT)
def test_what_is_planned_or_said_of_something_else_does_not_and_nor_does_a_plan_beside_a_plan(
    claim: str, evidence: str
) -> None:
    assert find_weakening(read_terms(claim), Modality.ASSERTED, read_terms(evidence), claim_is_said=False) is None
