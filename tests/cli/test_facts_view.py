"""Facts as programs and people get them: fields, order and offsets in JSON, a row a fact in the views."""

import itertools
import json
import re

import pytest
from rich.console import Console

from workbench.cli.tables import check_view
from workbench.models import (
    Article,
    ArticleCheck,
    Assessment,
    Claim,
    ClaimType,
    Fact,
    FactKind,
    Sentence,
    Suggestion,
    SuggestionLabel,
)

FACT_FIELDS = "fact_id kind start end text suggestion evidence comparisons".split()
KINDS = {kind.value for kind in FactKind}
TEXT = "The [b]tunnel[/b] is 12 miles long and cost $3 million, and it was paid for by the harbour office alone."
MATCHED = Suggestion(SuggestionLabel.MATCH_ROUNDED, "rounded", "The same length, rounded. Off 1.6 %.", rests_on=("p-1",))
NOT_FOUND = Suggestion(SuggestionLabel.NO_EVIDENCE, "no_slot", "No passage tells the cost.")
WHOLE = Suggestion(SuggestionLabel.PARTIAL, "part_missing", "Not found: $3 million.")


def fact(kind, words, suggestion):
    start = TEXT.index(words)
    return Fact(f"f-{start}-{kind}", kind, start, start + len(words), words, suggestion)


def check_of(*facts):
    claim = Claim("c-1", 0, len(TEXT), TEXT, TEXT, 0, (ClaimType.COUNT,), 0.9, ())
    assessment = Assessment(claim, (), (), WHOLE, facts)
    return ArticleCheck(
        "a-1", "Tunnel", None, "refs", "5" * 64, "6" * 64, (Sentence(0, len(TEXT), TEXT),), (), (assessment,), ()
    )


def shown(check, width=160):
    console = Console(width=width)
    with console.capture() as captured:
        console.print(check_view(Article("a-1", "Tunnel", TEXT, None), check))
    return [line.rstrip() for line in captured.get().splitlines()]


def row(kind, lines):
    return next(line for line in lines if line.split()[:1] == [kind])


FACTS = (
    fact(FactKind.STATEMENT, TEXT, WHOLE),
    fact(FactKind.AMOUNT, "12 miles", MATCHED),
    fact(FactKind.AMOUNT, "$3 million", NOT_FOUND),
)


def test_each_fact_is_a_row_with_kind_label_text_and_one_sentence():
    lines = shown(check_of(*FACTS))
    assert re.split(r"\s{2,}", row("amount", lines).strip()) == [
        "amount",
        "MATCH ROUNDED",
        "12 miles",
        "The same length, rounded.",
    ]
    assert any(re.split(r"\s{2,}", line.strip())[1:3] == ["NO EVIDENCE", "$3 million"] for line in lines)


def test_a_sentence_that_stands_above_for_the_claim_is_not_said_again_and_a_long_text_is_cut():
    lines = shown(check_of(*FACTS))
    assert sum("Not found: $3 million." in line for line in lines) == 1
    assert row("statement", lines).endswith("The [b]tunnel[/b] is 12 miles long and cost $3…")


def test_the_last_lines_count_claims_and_facts():
    assert shown(check_of(*FACTS))[-2:] == ["1 claims: 1 PARTIAL", "3 facts: 1 MATCH ROUNDED · 1 PARTIAL · 1 NO EVIDENCE"]


def test_a_check_stored_before_there_were_facts_is_shown_without():
    lines = shown(check_of())
    assert lines[-1] == "1 claims: 1 PARTIAL"
    assert not any("facts" in line or line.split()[:1] == ["statement"] for line in lines)


def test_a_narrow_terminal_loses_no_label():
    assert {"MATCH ROUNDED", "NO EVIDENCE"} <= {
        label for label in ("MATCH ROUNDED", "NO EVIDENCE") if any(label in line for line in shown(check_of(*FACTS), 60))
    }


CLAIMS = [
    ("The tunnel is 12 miles long.", "The tunnel is 19 km long.", ["statement", "amount"]),
    ("It was opened on 4 May 2019 by 300 guests.", "It was opened in May 2019.", ["statement", "date", "amount"]),
    ('"We will not raise the fare," Ilse Brandt said.', "Ilse Brandt: We will not raise the fare.", ["statement", "quote"]),
    ("The 🚇 “Norr” cost $3 million in 2019.", "The Norr cost 3 million dollars.", ["statement", "quote", "amount", "date"]),
    ("The court rejected the appeal.", "The appeal was rejected by the court.", ["statement"]),
]


@pytest.mark.parametrize(("claim", "evidence", "kinds"), CLAIMS)
def test_compare_gives_the_facts_of_the_claim_with_offsets_in_it(workbench_command, claim, evidence, kinds):
    (answer,) = workbench_command("compare", "--jsonl", stdin=[{"id": 1, "claim": claim, "evidence": evidence}]).lines
    assert list(answer) == ["id", "relation", "relation_scores", "suggestion", "comparisons", "facts"]
    assert [one["kind"] for one in answer["facts"]] == kinds
    assert_facts(answer["facts"], claim)


def test_compare_shows_a_row_a_fact(workbench_command):
    ran = workbench_command("compare", "The tunnel is 12 miles long.", "The tunnel is 19 km long.")
    assert [line.split()[0] for line in ran.out.splitlines()].count("amount") == 1


def test_check_gives_the_facts_of_every_claim_with_offsets_in_the_article(workbench_command, built_place):
    command = ("check", built_place.article, "--corpus", "refs", "--date", "2024-05-02", "--format", "json")
    ran = workbench_command(*command, workspace=built_place.workspace)
    text = built_place.article.read_text(encoding="utf-8")
    for assessment in json.loads(ran.out)[0]["assessments"]:
        assert_facts(assessment["facts"], text)
        passages = {evidence["passage_id"] for evidence in assessment["evidence"]}
        assert all(passages.issuperset(one["evidence"]) for one in assessment["facts"])


def assert_facts(facts, text):
    """Fields, order and offsets as docs/interface.md promises; the statement is first and alone may lie over others."""
    assert all(list(one) == FACT_FIELDS and one["kind"] in KINDS for one in facts)
    assert all(one["text"] == text[one["start"] : one["end"]] for one in facts)
    assert [one["kind"] for one in facts].count("statement") == 1
    assert facts[0]["kind"] == "statement"
    spans = [(one["start"], one["end"]) for one in facts[1:]]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert len({one["fact_id"] for one in facts}) == len(facts)
