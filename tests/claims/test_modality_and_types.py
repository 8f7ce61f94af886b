"""Modality and types of a claim follow its verb, its values and its words."""

import pytest

from workbench.claims import read_claims
from workbench.models import ClaimType, Modality
from workbench.values import read_values

MODALITIES = [
    ("The council built 300 homes.", Modality.ASSERTED),
    ("The drug costs $40.", Modality.ASSERTED),
    ("The company has sold 2 million phones.", Modality.ASSERTED),
    ("The council will build 300 homes.", Modality.PLANNED),
    ("The ministry plans to buy 24 jets.", Modality.PLANNED),
    ("The line is expected to open in 2027.", Modality.PLANNED),
    ("The trial is scheduled for May 2.", Modality.PLANNED),
    ("Rates are going to rise 2 percent.", Modality.PLANNED),
    ("The storm could kill 200 people.", Modality.POSSIBLE),
    ("Prices may rise 3 percent.", Modality.POSSIBLE),
    ("Prices may not rise 3 percent.", Modality.POSSIBLE),
    ("The tax would cost families $900 a year.", Modality.POSSIBLE),
    ("The suspect allegedly stole $3,000.", Modality.POSSIBLE),
    ("The club did not sign 12 players.", Modality.DENIED),
    ("The plant never produced 500 cars.", Modality.DENIED),
    ("No ships sank in 2019.", Modality.DENIED),
    ("There were no deaths in 2020.", Modality.DENIED),
    ("The bank denied that it lost $3 million.", Modality.DENIED),
    ("Officials said that no decision was made in 2021.", Modality.DENIED),
    ("Officials said the road will open in 2026.", Modality.PLANNED),
]


@pytest.mark.parametrize(("sentence", "expected"), MODALITIES, ids=[case[0] for case in MODALITIES])
def test_modality(sentence, expected):
    assert read_claims(sentence, read_values(sentence)).claims[0].modality is expected


TYPES = [
    ("The army bought 40 trucks.", {ClaimType.COUNT, ClaimType.EVENT}),
    ("The tower is 210 meters high.", {ClaimType.QUANTITY, ClaimType.ATTRIBUTE}),
    ("The plant makes 500 engines each year.", {ClaimType.COUNT, ClaimType.RATE}),
    ("The gallery sold a painting for $3 million.", {ClaimType.MONEY, ClaimType.EVENT}),
    ("Turnout was 61 percent.", {ClaimType.PERCENT, ClaimType.ATTRIBUTE}),
    ("The treaty was signed on July 7, 1999.", {ClaimType.DATE, ClaimType.EVENT}),
    ("The siege lasted three months.", {ClaimType.DURATION}),
    ("Peru exports more copper than Chile.", {ClaimType.COMPARISON}),
    ("It is the tallest dam in Asia.", {ClaimType.COMPARISON, ClaimType.ATTRIBUTE}),
    ("Rents doubled in 2021.", {ClaimType.COMPARISON, ClaimType.DATE}),
    ('"We lost 40 men," said General Roy.', {ClaimType.QUOTE, ClaimType.COUNT}),
    ("Kim Dow is the mayor of Perth.", {ClaimType.ATTRIBUTE}),
]


@pytest.mark.parametrize(("sentence", "expected"), TYPES, ids=[case[0] for case in TYPES])
def test_types_include(sentence, expected):
    claim = read_claims(sentence, read_values(sentence)).claims[0]
    assert expected <= set(claim.types)


def test_bounding_a_number_is_no_comparison():
    sentence = "More than 40 ships sank."
    assert ClaimType.COMPARISON not in read_claims(sentence, read_values(sentence)).claims[0].types


SPEAKERS = [
    ("Officials said that 14 people were hurt.", "Officials"),
    ("Inflation will fall to 2 percent, according to the central bank.", "central bank"),
    ('"The dam held," engineer Paula Ruiz said.', "Paula Ruiz"),
    ("The dam held 3 million liters.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), SPEAKERS)
def test_speaker_of_what_is_reported(sentence, expected):
    speaker = read_claims(sentence, read_values(sentence)).claims[0].speaker
    assert speaker == expected or (expected is not None and speaker is not None and speaker.endswith(expected))
