"""Check-worthiness: facts of record score high, stance and courtesy low, and every score has its reasons."""

import numpy as np
import pytest

from workbench.claims import read_claims
from workbench.values import read_values


def _score(text, encode=None):
    return max((claim.check_worthiness for claim in read_claims(text, read_values(text), encode=encode).claims), default=0.0)


WORTHY = [
    "The hospital treated 1,200 patients last year.",  # health
    "Inflation fell to 3.1 percent in May.",  # economy
    "Brazil won the final 2-0 in front of 78,000 spectators.",  # sport
    "The glacier has lost 30 percent of its ice since 1990.",  # climate
    "A judge sentenced the banker to 14 years in prison.",  # courts
    "The navy ordered six frigates for $4 billion.",  # defence
    "We created 3 million jobs in four years.",  # a debater's claim of record
    "My opponent voted against the bill five times.",
    '"The dam was inspected in March," said engineer Paula Ruiz.',
]
UNWORTHY = [
    "I think we should all be proud of that.",
    "Let me tell you how I feel about this.",
    "You know, it is a wonderful evening.",
    "Thank you very much.",
    "Why would anybody do that?",
    "I love my family and I believe in you.",
]


@pytest.mark.parametrize("text", WORTHY)
def test_statement_of_record_is_worth_checking(text):
    assert _score(text) >= 0.5


@pytest.mark.parametrize("text", UNWORTHY)
def test_stance_and_courtesy_are_not(text):
    assert _score(text) < 0.3


def test_plain_impersonal_statement_is_searched_but_not_flagged_first():
    assert 0.3 <= _score("The committee is smaller than its rivals.") < _score("The committee has 12 members and met in 2021.")


def test_scores_carry_reasons_in_words():
    claim = read_claims("Acme lost $4 million in 2021.", read_values("Acme lost $4 million in 2021.")).claims[0]
    assert "states a value" in claim.reasons
    assert all(reason and not reason[0].isupper() for reason in claim.reasons)


def test_vectors_change_the_score_and_keep_its_range():
    def encode(texts):
        return np.eye(384, dtype=np.float32)[np.arange(len(texts)) % 384]

    text = "We had more ships than they did in those years."
    assert 0.0 <= _score(text, encode) <= 1.0
    assert _score(text, encode) != _score(text)


SKIPPED = [
    ("Is this the hottest summer on record?", "question"),
    ("By Jane Doe and Sam Hill", "byline"),
    ("Reporting by Ana Cruz in Lima", "byline"),
    ("Thank you.", "courtesy"),
    ("Oh no.", "too short"),
    ("* * *", "no words"),
    ("A long and winding road", "no statement"),
    ("Please read the whole story.", "courtesy"),
    ("I think we should all be proud of that.", "opinion without a checkable fact"),
]


@pytest.mark.parametrize(("text", "reason"), SKIPPED)
def test_sentence_without_a_claim_says_why(text, reason):
    assert [sentence.skipped for sentence in read_claims(text, read_values(text)).sentences] == [reason]


def test_title_is_a_headline_not_a_claim():
    text = "Dam breaks in Perth\n\nThe dam broke on July 3, 2021."
    reading = read_claims(text, read_values(text), title="Dam Breaks in Perth")
    assert [sentence.skipped for sentence in reading.sentences] == ["headline", None]


def test_sentence_that_begins_with_by_is_no_byline():
    text = "By the time police arrived, the man had fled."
    assert read_claims(text, read_values(text)).sentences[0].skipped is None


def test_question_with_a_figure_is_kept():
    text = "Did you know that 40 percent of wells are dry?"
    assert read_claims(text, read_values(text)).sentences[0].skipped is None
