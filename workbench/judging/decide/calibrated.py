"""What labelled data say of a green: how often such a one is wrong at most, or that it is left to the reviewer.

The last step of judging, and the only one that reads `Settings.calibration`. Without one a suggestion stays as it is.
A green that rests on a quote found letter by letter stays as it is too, without a percentage: the score is one of
wording and speaks neither for nor against it.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.judging.decide.rules import GREEN
from workbench.judging.sides.claim_side import is_long
from workbench.models import Assessment, Claim, Suggestion, SuggestionLabel
from workbench.settings import ALL_KINDS, UNTYPED, Calibration

BELOW = "below_calibration"
_DIGITS = 6


def calibrated(found: Assessment, calibration: Calibration | None) -> Assessment:
    """`found` with the confidence of its kind of claim, or as REVIEW where its score is below that kind's threshold."""
    if calibration is None or found.suggestion.label not in GREEN or is_by_letters(found.claim):
        return found
    ruling = calibration.ruling(kind_of(found.claim))
    labelled, score = calibration.kinds[ruling], support_of(found)
    if labelled.threshold is None or score < labelled.threshold:
        return replace(found, suggestion=_left(found.suggestion, calibration, ruling, score))
    sure = round(1 - labelled.bound, _DIGITS)
    return replace(found, suggestion=replace(found.suggestion, confidence=sure, calibrated_on=calibration.on))


def was_green(suggestion: Suggestion) -> bool:
    """Whether the rules gave a green, whatever a calibration made of it; new thresholds are set on these."""
    return suggestion.label in GREEN or suggestion.reason == BELOW


def support_of(found: Assessment) -> float:
    """How surely evidence supports the claim, 0 to 1: the highest score among the passages that the suggestion rests on."""
    rests_on = found.suggestion.rests_on
    return max((one.relation_scores.supports for one in found.evidence if one.hit.passage_id in rests_on), default=0.0)


def kind_of(claim: Claim) -> str:
    """The first of a claim's types, by which errors and thresholds are told apart."""
    return claim.types[0].value if claim.types else UNTYPED


def is_by_letters(claim: Claim) -> bool:
    """Whether a green for `claim` was compared letter by letter: a quote of some length, and no value beside it."""
    quotes = [quote for quote in claim.quotes if quote.direct]
    return any(map(is_long, quotes)) and all(
        any(quote.start <= value.start and value.end <= quote.end for quote in quotes) for value in claim.values
    )


def _left(suggestion: Suggestion, calibration: Calibration, ruling: str, score: float) -> Suggestion:
    threshold = calibration.kinds[ruling].threshold
    risk = f"{100 * calibration.risk:g} %"
    kind = "all kinds together" if ruling == ALL_KINDS else f"kind {ruling}"
    why = (
        f"on {calibration.on} no score keeps wrong matches of {kind} at or below {risk} (score {score:g})"
        if threshold is None
        else f"its score {score:g} is below {threshold:g}, from which at most {risk} of matches of {kind} are wrong, "
        f"as labelled on {calibration.on}"
    )
    told = f"{suggestion.explanation} Left to you: {why}."
    return replace(suggestion, label=SuggestionLabel.REVIEW, reason=BELOW, explanation=told)
