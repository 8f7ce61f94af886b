"""What one passage does to one claim: supports, refutes, or neither.

A trained model plugs in behind `RelationModel`. Until one does, the relation follows from what was compared: values, quotes,
words that turn a sentence, and how much of the claim is covered, with the weights below (set by hand, not fitted).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from workbench.judging.findings import Finding, carries, contradicts, half_carries
from workbench.judging.quotes import QuoteLevel
from workbench.models import Relation, RelationScores, SlotCheck

VALUE_CARRIED = 3.0
VALUE_IN_PART = 1.0
QUOTE_FOUND = 3.0
WORDING = 2.0
UNSETTLED = 0.3  # of the wording's weight, where the claim's values are not borne out
CONTRADICTED = 0.3  # of what supports, where another value or a turned word speaks against it
CONTRADICTION = 4.0
TURNED = 3.0
RESERVE = 1.0
UNCOVERED = 2.0
_DIGITS = 6


class RelationModel(Protocol):
    """The plug for a trained model: one claim against several passages, one score triple each, in order, each summing to 1."""

    def relate(self, claim: str, passages: Sequence[str]) -> list[RelationScores]:
        """Score each passage for `claim`."""


def scores_of(finding: Finding) -> RelationScores:
    """The rule-based scores of one finding; they sum to 1 and are rounded to six decimals."""
    share = finding.coverage.share
    settled = not finding.comparisons or any(map(carries, finding.comparisons))
    supports = WORDING * share * share * (1.0 if settled else UNSETTLED) if finding.turn is None else 0.0
    refutes = TURNED * share * share if finding.turn and finding.turn.kind != "roles_swapped" else 0.0
    supports += sum(VALUE_CARRIED for one in finding.comparisons if carries(one))
    supports += sum(VALUE_IN_PART for one in finding.comparisons if half_carries(one) and one.slot.entity is SlotCheck.SAME)
    refutes += sum(CONTRADICTION for one in finding.comparisons if contradicts(one))
    for found in finding.quotes:
        if found.check.level in {QuoteLevel.CHANGED, QuoteLevel.CUT} or (
            found.check.level is QuoteLevel.SAME and found.mouth is SlotCheck.DIFFERENT
        ):
            refutes += CONTRADICTION
        elif found.check.level is QuoteLevel.SAME:
            supports += QUOTE_FOUND
    neutral = RESERVE + UNCOVERED * (1 - share)
    if any(map(contradicts, finding.comparisons)) or finding.turn is not None:
        supports *= CONTRADICTED
    return normalised(supports, refutes, neutral)


def normalised(supports: float, refutes: float, neutral: float) -> RelationScores:
    """The three weights as shares of 1; the rounding rest goes to neutral."""
    total = supports + refutes + neutral
    ours, against = round(supports / total, _DIGITS), round(refutes / total, _DIGITS)
    return RelationScores(ours, against, round(1 - ours - against, _DIGITS))


def relation_of(scores: RelationScores) -> Relation:
    """The highest score; a tie is neutral first, then refuting, because a wrong support does most harm."""
    if scores.neutral >= max(scores.supports, scores.refutes):
        return Relation.NEUTRAL
    return Relation.REFUTES if scores.refutes >= scores.supports else Relation.SUPPORTS
