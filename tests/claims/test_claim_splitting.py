"""Sentences are divided into parts that can be checked alone, and values fall to the part that states them."""

from itertools import pairwise

import pytest

from workbench.claims import read_claims
from workbench.values import read_values

# Sentence, the texts of its claims in order.
CASES = [
    # Coordinated clauses with their own subjects.
    (
        "The clinic treated 900 patients, but its pharmacy closed in May.",
        ["The clinic treated 900 patients", "its pharmacy closed in May."],
    ),
    (
        "Sea levels have risen 21 centimeters since 1900, and glaciers have lost 9 trillion tons of ice.",
        ["Sea levels have risen 21 centimeters since 1900", "glaciers have lost 9 trillion tons of ice."],
    ),
    ("Tesla sold 1.8 million cars in 2023; Toyota sold 11.2 million.", None),
    (
        "The court fined the bank $2 million, and regulators suspended two of its directors.",
        ["The court fined the bank $2 million", "regulators suspended two of its directors."],
    ),
    # Predicates that share a subject.
    (
        "The airline cut 300 jobs and closed two bases in Spain.",
        ["The airline cut 300 jobs", "closed two bases in Spain."],
    ),
    (
        "The striker has scored 12 goals this season and has not missed a match since August.",
        ["The striker has scored 12 goals this season", "has not missed a match since August."],
    ),
    # Contrast.
    (
        "While unemployment fell to 4 percent, wages rose 2 percent.",
        ["While unemployment fell to 4 percent", "wages rose 2 percent."],
    ),
    # Too little to stand alone: left whole.
    ("The army bought trucks and tanks.", ["The army bought trucks and tanks."]),
    ("The mayor came and went.", ["The mayor came and went."]),
    ("The team did not win or lose.", ["The team did not win or lose."]),
    ("The law aims to cut costs and to protect 40,000 farmers.", ["The law aims to cut costs and to protect 40,000 farmers."]),
    # Nested parts: relative clause, apposition, attribute.
    (
        "The hospital, which treated 1,200 patients last year, will close two wards.",
        [
            "The hospital, which treated 1,200 patients last year, will close two wards.",
            "The hospital, which treated 1,200 patients last year",
        ],
    ),
    (
        "Anna Berg, the director of the museum, opened the show on Monday.",
        ["Anna Berg, the director of the museum, opened the show on Monday.", "Anna Berg, the director of the museum"],
    ),
    (
        "The drone, with a range of 40 miles, was shown in Paris.",
        ["The drone, with a range of 40 miles, was shown in Paris.", "The drone, with a range of 40 miles"],
    ),
    (
        "Engineers closed the 3-mile Tollan Tunnel.",
        ["Engineers closed the 3-mile Tollan Tunnel.", "the 3-mile Tollan Tunnel"],
    ),
    # What is set off at the very end is a claim of its own, and the clause before it ends there.
    (
        "The boy comes from Wexley, a mill town of 11,000 people.",
        ["The boy comes from Wexley", "Wexley, a mill town of 11,000 people."],
    ),
    (
        "Prices fell at the end of May, when 900 workers were on strike.",
        ["Prices fell at the end of May", "the end of May, when 900 workers were on strike."],
    ),
    # A finite verb stands beside the finite one above an infinitive.
    (
        "The court ordered the bank to repay $2 million and barred it from trading.",
        ["The court ordered the bank to repay $2 million", "barred it from trading."],
    ),
    # A semicolon parts, whatever verbs stand there.
    (
        "Prosecutors asked for nine years; the defense argued for probation.",
        ["Prosecutors asked for nine years", "the defense argued for probation."],
    ),
    # The frame of a report is never a claim of its own.
    (
        "Exports grew 6 percent, the ministry said on Friday.",
        ["Exports grew 6 percent, the ministry said on Friday."],
    ),
    # A direct quotation is one claim with its attribution.
    (
        '"We built 40 schools, and we repaired 200 more," said the minister.',
        ['"We built 40 schools, and we repaired 200 more," said the minister.'],
    ),
]


def _read(text):
    return read_claims(text, read_values(text))


@pytest.mark.parametrize(("sentence", "expected"), [case for case in CASES if case[1]], ids=lambda case: str(case)[:40])
def test_sentence_is_divided_into_checkable_parts(sentence, expected):
    assert [claim.text for claim in _read(sentence).claims] == expected


def test_semicolon_divides_two_statements():
    text = "Norway sold 140,000 electric cars in 2022; Denmark sold 30,000 that year."
    assert [claim.text[:6] for claim in _read(text).claims] == ["Norway", "Denmar"]


# Sentence, value text, start of the claim that must own it.
OWNERS = [
    (
        "The hospital, which treated 1,200 patients last year, will close two wards.",
        "1,200 patients",
        "The hospital, which treated",
    ),
    ("The drone, with a range of 40 miles, costs $9,000.", "40 miles", "The drone, with a range of 40 miles"),
    ("The airline cut 300 jobs and closed two bases in Spain.", "two bases", "closed two"),
    ("Prices rose 3 percent in June, but rents fell 1 percent.", "1 percent", "rents fell"),
]


@pytest.mark.parametrize(("sentence", "value", "owner"), OWNERS)
def test_value_belongs_to_the_innermost_part(sentence, value, owner):
    owners = [claim.text for claim in _read(sentence).claims for found in claim.values if value in found.text]
    assert len(owners) == 1
    assert owners[0].startswith(owner)


def test_nothing_is_cut_inside_a_quotation():
    text = 'The report called the plan "costly, and nobody wanted it in 2019, and it failed in 2020" and praised the staff.'
    quoted = text.index('"'), text.rindex('"')
    edges = {edge for claim in _read(text).claims for edge in (claim.start, claim.end)}
    assert not any(quoted[0] < edge <= quoted[1] for edge in edges)


def test_claims_are_ordered_with_the_outer_one_first():
    claims = _read("Anna Berg, the head of Norvia, which has 300 staff, left in May. It lost $2 million in 2021.").claims
    assert all((a.start, -a.end) <= (b.start, -b.end) for a, b in pairwise(claims))
