"""The claim in the panel: its words, what is known about it, and what the machine suggests with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.markup import Markup, chip, icon, join, tag
from workbench.desk.wording import MODALITIES, SUGGESTIONS, in_words
from workbench.desk.worklist import Item
from workbench.models import Assessment, Claim, InternalConflict, Modality


def claim_card(item: Item, total: int) -> Markup:
    """Return the claim: number, standalone wording, the words of the article where they differ, types, speaker, reasons."""
    claim = item.assessment.claim
    own_words = claim.text if claim.text.strip() != claim.standalone.strip() else None
    return tag(
        "section",
        tag("p", f"Claim {item.number} of {total}", _types(claim), cls="wb-eyebrow"),
        tag("p", claim.standalone, cls="wb-standalone"),
        tag("p", "In the article: ", tag("q", own_words), cls="wb-soft wb-own-words") if own_words else None,
        tag("p", *_about(claim), cls="wb-about"),
        cls="wb-claim-card",
    )


def suggestion_card(assessment: Assessment, numbers: dict[str, int]) -> Markup:
    """Return the suggestion: label, the sentence that explains it, its reason, and the passages it rests on by number."""
    suggestion = assessment.suggestion
    sign = SUGGESTIONS[suggestion.label]
    rests = [f"[{numbers[passage]}]" for passage in suggestion.rests_on if passage in numbers]
    return tag(
        "section",
        tag(
            "p",
            icon(sign.glyph),
            tag("strong", sign.label),
            tag("span", "suggested by the workbench", cls="wb-by"),
            cls="wb-suggestion-label",
        ),
        tag("p", suggestion.explanation or sign.meaning, cls="wb-suggestion-text"),
        tag(
            "p",
            tag("span", in_words(suggestion.reason), title=suggestion.reason),
            tag("span", f"rests on {' '.join(rests)}") if rests else tag("span", "rests on no passage"),
            _confidence(assessment),
            cls="wb-suggestion-meta",
        ),
        cls=f"wb-suggestion wb-{sign.tone}",
    )


def conflict_card(conflicts: Sequence[InternalConflict]) -> Markup:
    """Return what of the article cannot hold together with this claim, with the arithmetic."""
    return join(
        tag(
            "section",
            tag("p", icon("compare_arrows"), tag("strong", "The article against itself"), cls="wb-suggestion-label"),
            tag("p", conflict.explanation, cls="wb-suggestion-text"),
            tag("p", tag("span", in_words(conflict.reason), title=conflict.reason), cls="wb-suggestion-meta"),
            cls="wb-suggestion wb-mixed",
        )
        for conflict in conflicts
    )


def _types(claim: Claim) -> Markup:
    return join(chip(in_words(kind.value), "none") for kind in claim.types)


def _about(claim: Claim) -> list[Markup]:
    about: list[Markup] = []
    if claim.speaker:
        about.append(tag("span", icon("record_voice_over"), f"said by {claim.speaker}"))
    if claim.modality is not Modality.ASSERTED:
        about.append(tag("span", icon("help_center"), MODALITIES[claim.modality]))
    reasons = ", ".join(in_words(reason).lower() for reason in claim.reasons)
    worth = f"{claim.check_worthiness:.2f}"
    about.append(tag("span", icon("priority_high"), f"check-worthiness {worth}" + (f": {reasons}" if reasons else "")))
    return about


def _confidence(assessment: Assessment) -> Markup | None:
    """A percentage only where it was calibrated, and then with the set it was calibrated on."""
    calibrated = assessment.suggestion.calibrated
    return tag("span", calibrated) if calibrated else None
