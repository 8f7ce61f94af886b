"""Datelines, notes about the text and matters of taste give no claim and say why; their neighbours that look alike do."""

import pytest

from workbench.claims import read_claims
from workbench.values import read_values

CASES = [
    ("PORT ELM, Ohio, May 3 (Coast News) — The mayor resigned on Monday.", ["dateline", None]),
    ("LISBON -- Ten people were hurt.", ["dateline", None]),
    ("LONDON, 3 May 2024 — The mayor resigned on Monday.", ["dateline", None]),
    ("PORT ELM, Nov. 7, 2023 (Coast News) — The mayor resigned on Monday.", ["dateline", None]),
    ("Published: 3 May 2024\n\nThe mayor resigned on Monday.", ["dateline", None]),
    ("Friday, 3 May 2024\n\nThe mayor resigned on Monday.", ["dateline", None]),
    ("Date: 3 May 2024 | Updated: 5 May 2024\n\nThe mayor resigned on Monday.", ["dateline", None]),
    ("3 May 2024 was the day on which the mayor resigned.", [None]),
    ("NASA launched the probe on Monday.", [None]),
    ("The mayor of ELM - a small town - resigned.", [None]),
    ("This article was updated on May 3 to correct a name.", ["about the text itself"]),
    ("(All the people in this story are invented. They never lived.)", ["about the text itself"] * 2),
    ("The report was published by the ministry in May.", [None]),
    ("The article was published by a medical journal in 2019.", [None]),
    ("There may be no lovelier way to leave the mainland.", ["opinion without a checkable fact"]),
    ("The view is gorgeous.", ["opinion without a checkable fact"]),
    ("It was the ugliest campaign of them all.", ["opinion without a checkable fact"]),
    ("The tower is open to visitors.", [None]),
]


@pytest.mark.parametrize(("text", "reasons"), CASES, ids=[case[0] for case in CASES])
def test_sentence_is_skipped_for_a_reason(text, reasons):
    assert [sentence.skipped for sentence in read_claims(text, read_values(text)).sentences] == reasons
