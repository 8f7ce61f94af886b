"""What the desk's two kinds of labels share: columns, metrics, which suggestions commit themselves, and how surely.

Scores are raw, and a green that a calibration left to the reviewer is still a case for the next one: the calibration in the
settings has no part in what is calibrated.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.evaluation.items import GreenCase
from workbench.evaluation.metrics import Metric, aurc, mean
from workbench.judging import is_by_letters, kind_of, support_of, was_green
from workbench.models import Assessment, SuggestionLabel

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
    """How sure the suggestion is, by the scores of its evidence for what it says; never its calibrated confidence.

    A green or partial suggestion is as sure as the strongest support that it rests on, a red one as the strongest
    refutation among its evidence; the others commit themselves to nothing and have no score.
    """
    label = assessment.suggestion.label
    if label in GREEN or label is SuggestionLabel.PARTIAL:
        return support_of(assessment)
    if label in RED:
        return max((evidence.relation_scores.refutes for evidence in assessment.evidence), default=None)
    return None


def green_case(assessment: Assessment, *, right: bool) -> GreenCase | None:
    """The suggestion as a case to set thresholds on, if the rules gave a green; `right` says whether a green was right."""
    if not was_green(assessment.suggestion):
        return None
    score = None if is_by_letters(assessment.claim) else support_of(assessment)
    return GreenCase(kind_of(assessment.claim), score, right)


def any_of(labels: frozenset[SuggestionLabel], expect: Sequence[str]) -> bool:
    """Whether one of `labels` is expected."""
    return any(label.value in expect for label in labels)
