"""The right side of the review: claim, suggestion, facts, values, evidence, and under them the verdict bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from workbench.desk import draft, identity
from workbench.desk.components.claim_card import claim_card, conflict_card, suggestion_card
from workbench.desk.components.evidence_card import evidence_card, evidence_heading
from workbench.desk.components.fact_rows import fact_rows, facts_heading
from workbench.desk.components.value_table import value_table
from workbench.desk.components.verdict_bar import relied_on_box, verdict_bar
from workbench.desk.facts import basis
from workbench.desk.markup import join
from workbench.desk.on_desk import OnDesk
from workbench.desk.worklist import Item, Worklist
from workbench.ledger import VerdictRow
from workbench.models import ArticleCheck, Assessment, FactKind

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def claim_panel(
    article_id: str, check: ArticleCheck, worklist: Worklist, item: Item, standing: VerdictRow | None
) -> DeltaGenerator:
    """Draw the panel of one claim; returns the keys' place in it."""
    assessment = item.assessment
    passages = tuple(evidence.hit.passage_id for evidence in assessment.evidence)
    claim = OnDesk(article_id, item.claim_id, standing, basis(assessment))
    ready = identity.reviewer() is not None
    numbers = {passage: number for number, passage in enumerate(passages, start=1)}
    draft.prepare(article_id, item.claim_id)
    pane = st.container(key="claim-pane", gap="small")
    # The bar is drawn first: once a claim can be read, the note and the qualifiers on the page are its own.
    place = verdict_bar(claim, ready=ready)
    with pane:
        for piece in _findings(check, worklist, item, numbers):
            st.html(piece)
        _evidence(assessment, claim, ready=ready)
    return place


def _findings(check: ArticleCheck, worklist: Worklist, item: Item, numbers: dict[str, int]) -> list[str]:
    """What stands above the evidence; each fact an element of its own, so that the open one can stay at the top of the pane."""
    assessment = item.assessment
    inside = [conflict for conflict in check.internal_conflicts if item.claim_id in conflict.claim_ids]
    spans = {(fact.start, fact.end) for fact in assessment.facts if fact.kind is not FactKind.STATEMENT}
    first = [claim_card(item, len(worklist.items)), suggestion_card(assessment, numbers), conflict_card(inside)]
    last = [value_table(assessment, numbers, spans), evidence_heading(assessment.evidence)]
    if not assessment.facts:
        return [join([*first, *last])]
    return [join([*first, facts_heading(assessment, numbers)]), *fact_rows(assessment, numbers), join(last)]


def _evidence(assessment: Assessment, claim: OnDesk, *, ready: bool) -> None:
    """One card a passage, best first, each with its tick; later appearances of an origin name the first."""
    first_of: dict[str, int] = {}
    for number, evidence in enumerate(assessment.evidence, start=1):
        first = first_of.setdefault(evidence.origin, number)
        with st.container(key=f"evidence-{number}", gap="xsmall"):
            st.html(evidence_card(evidence, number, first if first != number else None))
            relied_on_box(claim, evidence.hit.passage_id, number, ready=ready)
