"""The suggestion on the claim card: a percentage only where labelled data speak for it, and never without their name."""

from dataclasses import replace

from workbench.desk.components.claim_card import suggestion_card
from workbench.judging import compare_texts, judge
from workbench.models import Article, Claim, ClaimType
from workbench.settings import Settings

TEXT = "The bridge is 12 miles long."
CLAIM = Claim("c-1", 0, len(TEXT), TEXT, TEXT, 0, (ClaimType.QUANTITY,), 0.9, ())
FOUND = judge(CLAIM, Article("a-1", "Bridge", TEXT, None), [], {}, Settings.model_validate({}))


def shown(**changes):
    green = compare_texts(TEXT, "The bridge is 12 miles long, the register says.").suggestion
    return str(suggestion_card(replace(FOUND, suggestion=replace(green, **changes)), {}))


def test_without_a_calibration_no_percentage_stands_on_the_card():
    assert "%" not in shown()


def test_a_calibrated_suggestion_says_how_sure_and_on_what_it_was_calibrated():
    card = shown(confidence=0.992, calibrated_on="our log 2026")
    assert "99" in card
    assert "our log 2026" in card


def test_the_name_of_the_calibration_cannot_carry_markup():
    assert "<script>" not in shown(confidence=0.99, calibrated_on="<script>alert(1)</script>")


def test_whatever_is_shown_is_named_a_suggestion_of_the_workbench():
    assert "suggested by the workbench" in shown()
    assert "verdict" not in shown(confidence=0.99, calibrated_on="our log").lower()
