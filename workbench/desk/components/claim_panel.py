"""The right side of the review: claim, suggestion, values, evidence, and under them the verdict bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.desk import draft, identity
from workbench.desk.components.claim_card import claim_card, conflict_card, suggestion_card
from workbench.desk.components.evidence_card import evidence_card, evidence_heading
from workbench.desk.components.value_table import value_table
from workbench.desk.components.verdict_bar import relied_on_box, verdict_bar
from workbench.desk.markup import join
from workbench.desk.on_desk import OnDesk
from workbench.desk.worklist import Item, Worklist
from workbench.ledger import VerdictRow
from workbench.models import ArticleCheck, Assessment

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def claim_panel(
    article_id: str, check: ArticleCheck, worklist: Worklist, item: Item, standing: VerdictRow | None
) -> DeltaGenerator:
    """Draw the panel of one claim; returns the keys' place in it."""
    assessment = item.assessment
    passages = tuple(evidence.hit.passage_id for evidence in assessment.evidence)
    claim = OnDesk(article_id, item.claim_id, standing)
    ready = identity.reviewer() is not None
    numbers = {passage: number for number, passage in enumerate(passages, start=1)}
    draft.prepare(article_id, item.claim_id)
    pane = st.container(key="claim-pane", gap="small")
    # The bar is drawn first: once a claim can be read, the note and the qualifiers on the page are its own.
    place = verdict_bar(claim, ready=ready)
    with pane:
        st.html(_findings(check, worklist, item, numbers))
        _evidence(assessment, claim, ready=ready)
    return place


def _findings(check: ArticleCheck, worklist: Worklist, item: Item, numbers: dict[str, int]) -> str:
    assessment = item.assessment
    inside = [conflict for conflict in check.internal_conflicts if item.claim_id in conflict.claim_ids]
    return join(
        [
            claim_card(item, len(worklist.items)),
            suggestion_card(assessment, numbers),
            conflict_card(inside),
            value_table(assessment, numbers),
            evidence_heading(assessment.evidence),
        ]
    )


def _evidence(assessment: Assessment, claim: OnDesk, *, ready: bool) -> None:
    """One card a passage, best first, each with its tick; later appearances of an origin name the first."""
    first_of: dict[str, int] = {}
    for number, evidence in enumerate(assessment.evidence, start=1):
        first = first_of.setdefault(evidence.origin, number)
        with st.container(key=f"evidence-{number}", gap="xsmall"):
            st.html(evidence_card(evidence, number, first if first != number else None))
            relied_on_box(claim, evidence.hit.passage_id, number, ready=ready)
