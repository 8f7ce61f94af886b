"""What the desk's two kinds of labels share: columns, metrics, which suggestions commit themselves, and how surely."""

from __future__ import annotations

from workbench.evaluation.metrics import Metric, aurc, mean
from workbench.models import Assessment, Claim, SuggestionLabel

COLUMNS = ("accepted", "green", "wrong_green", "wrong_red", "missed", "abstained", "cited", "with_doc")
METRICS: dict[str, Metric] = {
    "accepted": mean("accepted"),
    "wrong_green": mean("wrong_green"),
    "wrong_red": mean("wrong_red"),
    "missed": mean("missed"),
    "abstained": mean("abstained"),
    "cited": mean("cited", "with_doc"),
    "aurc": aurc,
}
GREEN = frozenset({SuggestionLabel.MATCH, SuggestionLabel.MATCH_ROUNDED})
RED = frozenset({SuggestionLabel.CONFLICT, SuggestionLabel.CONFLICTING_SOURCES})
ABSTAINED = frozenset({SuggestionLabel.REVIEW, SuggestionLabel.NO_EVIDENCE, SuggestionLabel.NOT_COMPARABLE})


def strength(assessment: Assessment) -> float | None:
    """How sure the suggestion is: its own calibrated confidence, else its best evidence's score for what it says.

    A green or partial suggestion is as sure as the strongest support among its evidence, a red one as the strongest
    refutation; the others commit themselves to nothing and have no score.
    """
    suggestion = assessment.suggestion
    if suggestion.confidence is not None:
        return suggestion.confidence
    scores = [evidence.relation_scores for evidence in assessment.evidence]
    if suggestion.label in GREEN or suggestion.label is SuggestionLabel.PARTIAL:
        return max((one.supports for one in scores), default=None)
    if suggestion.label in RED:
        return max((one.refutes for one in scores), default=None)
    return None


def kind_of(claim: Claim) -> str:
    """The first of a claim's types, by which errors and thresholds are told apart."""
    return claim.types[0].value if claim.types else "untyped"
