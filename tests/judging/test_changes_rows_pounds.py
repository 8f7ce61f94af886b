"""Changes, table rows, pounds, changed numbers: kinds of wording in which a wrong green is tempting."""

import datetime as dt

import pytest

from workbench.judging import compare_texts

CLAIM_DAY = dt.date(2023, 7, 24)
EVIDENCE_DAY = dt.date(2023, 6, 30)
TABLE = (
    "Town: Lund; Year: 2011; Inhabitants: 82800\n\nTown: Lund; Year: 2018; Inhabitants: 91940\n\n"
    "Town: Vadstena; Year: 2018; Inhabitants: 5612"
)

CASES = [
    # A change has two ends; nothing between them is either.
    ("Unemployment in Latvia fell from 6 percent to 5 percent.", "Unemployment in Latvia stood at 5.5 percent.", {"PARTIAL"}),
    (
        "Unemployment in Latvia fell from 6 percent to 5 percent.",
        "Unemployment in Latvia fell from 6 percent to 5 percent.",
        {"MATCH"},
    ),
    (
        "Unemployment in Latvia changed from 5 to 6 percent.",
        "Unemployment in Latvia changed from 6 to 5 percent.",
        {"CONFLICT"},
    ),
    (
        "Unemployment in Latvia fell from 6 percent to 4 percent.",
        "Unemployment in Latvia fell from 6 to 5 percent.",
        {"CONFLICT"},
    ),
    ("Unemployment in Latvia fell to 5 percent.", "Unemployment in Latvia fell from 6 percent to 5 percent.", {"MATCH"}),
    ("Unemployment in Latvia fell to 5.5 percent.", "Unemployment in Latvia fell from 6 to 5 percent.", {"CONFLICT", "REVIEW"}),
    ("Unemployment in Latvia fell from 6 to 5 percent.", "Unemployment in Latvia fell by 5 percent.", {"NOT_COMPARABLE"}),
    (
        "The fleet of Nordic Air grew from 20 to 31 aircraft.",
        "The fleet of Nordic Air has 25 aircraft.",
        {"REVIEW", "NO_EVIDENCE"},
    ),
    ("The Orbit ticket costs from $10 to $12.", "The Orbit ticket costs $11.", {"MATCH_ROUNDED"}),
    # A number outside every value must be the same.
    (
        "The council passed the budget by seven votes to five.",
        "The council passed the budget by seven votes to three.",
        {"CONFLICT"},
    ),
    (
        "The council passed the budget by seven votes to five.",
        "The council passed the budget by seven votes to five.",
        {"MATCH"},
    ),
    ("Rovers beat United 3-1 in the final.", "Rovers beat United 2-1 in the final.", {"REVIEW", "CONFLICT"}),
    # Pounds are money or weight; the other side says which.
    ("The Kestrel barge weighs 3,600 tonnes.", "The Kestrel barge weighs 7.94 million pounds.", {"MATCH_ROUNDED"}),
    (
        "The Kestrel barge weighs 3,600 tonnes.",
        "The Kestrel barge cost 7.94 million pounds.",
        {"NOT_COMPARABLE", "NO_EVIDENCE"},
    ),
    (
        "The Kestrel barge cost 7.94 million pounds.",
        "The Kestrel barge weighs 3,600 tonnes.",
        {"NOT_COMPARABLE", "NO_EVIDENCE"},
    ),
    ("The Kestrel barge cost 7.94 million pounds.", "The Kestrel barge cost £7.94 million.", {"MATCH"}),
    # The column says what a bare number counts, the row says of what and when.
    ("Lund had 91,900 inhabitants in 2018.", TABLE, {"MATCH_ROUNDED"}),
    ("Lund had 82,800 inhabitants in 2018.", TABLE, {"CONFLICT"}),
    ("Vadstena had 91,940 inhabitants in 2018.", TABLE, {"CONFLICT"}),
    ("Lund had 91,940 households in 2018.", TABLE, {"NOT_COMPARABLE", "NO_EVIDENCE"}),
    ("Lund had 5,612 inhabitants in 2018.", TABLE, {"CONFLICT"}),
    # A judgement with a date in it is not borne out by the date.
    (
        "The winter menu is unfair to the island council.",
        "The island council read the winter menu on 3 January 2023.",
        {"PARTIAL", "REVIEW", "NO_EVIDENCE"},
    ),
]


@pytest.mark.parametrize(("claim", "evidence", "accepted"), CASES)
def test_label_is_one_a_careful_checker_accepts(claim, evidence, accepted):
    found = compare_texts(claim, evidence, CLAIM_DAY, EVIDENCE_DAY)
    assert found.suggestion.label.value in accepted, found.suggestion


def test_a_changed_number_is_shown_on_both_sides():
    found = compare_texts("The jury freed him by nine votes to three.", "The jury freed him by nine votes to two.")
    assert "votes to three" in found.suggestion.explanation
    assert "votes to two" in found.suggestion.explanation


def test_amounts_of_another_order_of_nothing_known_are_not_listed():
    found = compare_texts("The strike lasted three years.", "The bus to the stadium takes 25 minutes.", CLAIM_DAY, EVIDENCE_DAY)
    assert found.comparisons == ()


def test_a_heading_is_not_shown_where_a_sentence_says_as_much():
    text = "The bridge of Tarn\n\nThe bridge of Tarn is 212 m long."
    found = compare_texts("The bridge of Tarn is 212 m long.", text, CLAIM_DAY, EVIDENCE_DAY)
    (pair,) = found.comparisons
    assert text[pair.evidence_value.start : pair.evidence_value.end].strip() == "212 m"
