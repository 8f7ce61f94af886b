"""What one passage does to one claim: supports, refutes, or neither.

Where the trained model has read the pair, its scores and what was compared (values, quotes, words that turn a sentence, how
much of the claim is covered) are weighed by a regression fitted on labelled pairs. Where it has not, the scores follow
from what was compared alone, with the weights below (set by hand).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from workbench.judging.facts.findings import Finding, carries, contradicts, half_carries
from workbench.judging.quotes.matching import QuoteLevel
from workbench.judging.sides.claim_side import ClaimSide
from workbench.models import Level, Relation, RelationScores, SlotCheck
from workbench.tokens import fold

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
    """The plug for a trained model: pairs of claim and passage, one score triple each, in order, each summing to 1."""

    def relate(self, pairs: Sequence[tuple[str, str]]) -> list[RelationScores]:
        """Score each passage for its claim."""


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


FITTED = Path(__file__).with_name("joint_weights.json")
"""Written by `scripts/relation/fit.py`; the labels' rows are in the order supports, refutes, neutral."""
_SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class FittedWeights:
    """One row of weights per label over `features`, and one constant per label."""

    features: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    constants: tuple[float, ...]


@cache
def fitted() -> FittedWeights:
    """The weights that ship with the workbench."""
    read = json.loads(FITTED.read_text(encoding="utf-8"))
    return FittedWeights(tuple(read["features"]), tuple(map(tuple, read["weights"])), tuple(read["constants"]))


def joint_scores(side: ClaimSide, finding: Finding, wording: RelationScores) -> RelationScores:
    """The model's scores and what was compared, weighed together; they sum to 1 and are rounded to six decimals."""
    model = fitted()
    told = features_of(side, finding, wording)
    row = [told[name] for name in model.features]
    totals = [
        c + math.fsum(w * x for w, x in zip(weights, row, strict=True))
        for c, weights in zip(model.constants, model.weights, strict=True)
    ]
    highest = max(totals)
    supports, refutes, neutral = (math.exp(total - highest) for total in totals)
    return normalised(supports, refutes, neutral)


def features_of(side: ClaimSide, finding: Finding, wording: RelationScores) -> dict[str, float]:
    """What the joint scores are weighed from: logarithms of the model's scores, and shares of what was compared."""
    pairs = finding.comparisons
    amounts = [wanted.value for wanted in side.values]
    carried = {pair.claim_value for pair in pairs if carries(pair)}
    said = fold(finding.passage.text)
    turn = finding.turn.kind if finding.turn else ""
    return {
        "supports": math.log(max(wording.supports, _SMALLEST)),
        "refutes": math.log(max(wording.refutes, _SMALLEST)),
        "neutral": math.log(max(wording.neutral, _SMALLEST)),
        "values_carried": len(carried) / len(amounts) if amounts else 0.0,
        "values_open": 1.0 - len(carried) / len(amounts) if amounts else 0.0,
        "contradicted": float(any(map(contradicts, pairs))),
        "differs": float(any(pair.level is Level.DIFFERS and not contradicts(pair) for pair in pairs)),
        "negated": float(turn == "negation"),
        "turned": float(turn not in {"", "negation"}),
        "names_missing": min(1.0, len(finding.coverage.missing_names) / 2),
        "numbers_missing": float(any(number not in said for number in side.loose_numbers)),
    }


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


def capped(scores: RelationScores) -> RelationScores:
    """Scores in which neutral leads, for passages that settle nothing; they still sum to 1."""
    if scores.neutral >= max(scores.supports, scores.refutes):
        return scores
    return RelationScores(
        round(scores.supports / 2, 6),
        round(scores.refutes / 2, 6),
        round(1 - round(scores.supports / 2, 6) - round(scores.refutes / 2, 6), 6),
    )
