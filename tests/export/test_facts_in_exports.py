"""Facts in an exported log: a row below its claim in the sheet, whole in JSON Lines, and nothing that a spreadsheet runs."""

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import pytest

from workbench.export import export_log, verify_log
from workbench.ledger import Ledger, Reviewer
from workbench.models import (
    Article,
    ArticleCheck,
    Assessment,
    Claim,
    ClaimType,
    Comparison,
    Evidence,
    Fact,
    FactKind,
    Hit,
    Level,
    Relation,
    RelationScores,
    Sentence,
    Slot,
    SlotCheck,
    Suggestion,
    SuggestionLabel,
    Tier,
    Verdict,
)
from workbench.records import to_record
from workbench.values import read_values

ANA = Reviewer("Ana")
TEXT = "=The ferry carried 512,000 passengers at -5 degrees; “@SUM(A1)” stood on it."
PASSAGE = "The ferry sails at -5 degrees too. In 2023 it carried 412,000 passengers. It rained."
SAME = Slot(*[SlotCheck.SAME] * 5)
L = SuggestionLabel


def span(words, within):
    return within.index(words), within.index(words) + len(words)


def fact(kind, words, label, *pairs):
    start, end = span(words, TEXT)
    suggestion = Suggestion(label, "because", f"={words} is told.", rests_on=("d-1:0",) if pairs else ())
    return Fact(f"f-{kind}-{start}", kind, start, end, words, suggestion, suggestion.rests_on, pairs)


def pair(ours, theirs, explanation):
    (mine,) = (value for value in read_values(TEXT) if value.text == ours)
    (other,) = (value for value in read_values(PASSAGE) if value.text == theirs)
    other = replace(other, start=other.start + 100, end=other.end + 100)
    return Comparison(
        mine, other, other.low, other.high, mine.unit, 0.0, 0.0, 0.5, "implied", SAME, Level.EXACT, explanation,
        passage_id="d-1:0",
    )  # fmt: skip


def check_with(*facts):
    claim = Claim("c-1", 0, len(TEXT), TEXT, TEXT, 0, (ClaimType.COUNT,), 0.9, (), speaker="Ilse Brandt")
    hit = Hit(1, 0.5, "d-1", "d-1:0", "Report", "Company", dt.date(2024, 2, 1), Tier.PRIMARY, "page 3", 100, 184, PASSAGE)
    scores, sentence = RelationScores(0.1, 0.8, 0.1), span("It rained.", PASSAGE)
    evidence = Evidence(hit, Relation.REFUTES, scores, "o-1", False, False, sentence[0] + 100, sentence[1] + 100)
    suggestion = Suggestion(L.CONFLICT, "value_differs", "412,000 is not 512,000", rests_on=("d-1:0",))
    other = Claim("c-2", 0, 10, TEXT[:10], TEXT[:10], 0, (), 0.1, ())
    assessments = (
        Assessment(claim, (evidence,), (), suggestion, facts),
        Assessment(other, (), (), Suggestion(L.NO_EVIDENCE, "none", "Nothing."), ()),
    )
    return ArticleCheck(
        "a-1", "Ferry", dt.date(2024, 5, 2), "refs", "5" * 64, "6" * 64, (Sentence(0, len(TEXT), TEXT),), (), assessments, ()
    )


FACTS = (
    fact(FactKind.STATEMENT, TEXT, L.PARTIAL),
    fact(
        FactKind.AMOUNT,
        "512,000 passengers",
        L.CONFLICT,
        pair("512,000 passengers", "412,000 passengers", "412,000 passengers"),
    ),
    fact(FactKind.AMOUNT, "-5 degrees", L.MATCH),
    fact(FactKind.QUOTE, "@SUM(A1)", L.NO_EVIDENCE),
)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path, clock=lambda: dt.datetime(2024, 5, 3, 8, 30, tzinfo=dt.UTC)) as book:
        book.add_checked(Article("a-1", "Ferry", TEXT, dt.date(2024, 5, 2)), check_with(*FACTS), ANA)
        book.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA, note="p. 3")
        yield book


def rows_of(ledger):
    return list(csv.DictReader(io.StringIO(export_log(ledger, "a-1", "csv").decode(), newline="")))


def test_the_sheet_has_a_row_a_fact_below_its_claim(ledger):
    found = [(row["row"], row["claim_id"], row["fact_kind"], row["suggestion"]) for row in rows_of(ledger)]
    assert found == [
        ("claim", "c-1", "", "CONFLICT"),
        ("fact", "c-1", "statement", "PARTIAL"),
        ("fact", "c-1", "amount", "CONFLICT"),
        ("fact", "c-1", "amount", "MATCH"),
        ("fact", "c-1", "quote", "NO_EVIDENCE"),
        ("claim", "c-2", "", "NO_EVIDENCE"),
    ]


def test_a_facts_row_tells_what_a_checker_ticks_off_and_where_it_stands(ledger):
    row = next(row for row in rows_of(ledger) if row["fact"] == "512,000 passengers")
    start, end = span("512,000 passengers", TEXT)
    expected = {
        "schema_version": "2",
        "article_title": "Ferry",
        "claim": "'" + TEXT,
        "start": str(start),
        "end": str(end),
        "explanation": "'=512,000 passengers is told.",
        "comparisons": "EXACT: 412,000 passengers",
        "rests_on": "d-1:0",
        "evidence_title": "Report",
        "evidence_locator": "page 3",
        "evidence_text": "In 2023 it carried 412,000 passengers.",
        "evidence_passages": "d-1:0",
    }
    assert {name: row[name] for name in expected} == expected


def test_what_is_said_of_the_claim_alone_stands_in_its_row_alone(ledger):
    claims_own = (
        "standalone types speaker modality check_worthiness evidence_relation verdict note reviewer decided events".split()
    )
    claim, *facts = rows_of(ledger)[:5]
    assert (claim["verdict"], claim["evidence_text"]) == ("refuted", "It rained.")
    assert [row[name] for row in facts for name in claims_own if row[name]] == []


def test_no_cell_of_a_fact_runs_as_a_formula(ledger):
    rows = rows_of(ledger)
    assert [row["fact"] for row in rows if row["fact"]] == ["'" + TEXT, "512,000 passengers", "'-5 degrees", "'@SUM(A1)"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_fact_whose_passage_is_not_kept_has_its_id_alone(ledger):
    lost = replace(FACTS[1], evidence=("d-9:4",), comparisons=())
    ledger.record_check(check_with(lost), ANA)
    row = rows_of(ledger)[1]
    assert (row["evidence_passages"], row["evidence_title"], row["evidence_text"]) == ("d-9:4", "", "")


def test_json_lines_hold_the_facts_whole_and_the_log_verifies(ledger, tmp_path):
    log = tmp_path / "log.jsonl"
    log.write_bytes(export_log(ledger, "a-1", "jsonl"))
    claims = [entry for entry in map(json.loads, log.read_bytes().splitlines()) if entry["entry"] == "claim"]
    assert [claim["assessment"]["facts"] for claim in claims] == [to_record(FACTS), []]
    assert verify_log(log) is None


def test_a_changed_fact_is_found(ledger, tmp_path):
    log = tmp_path / "log.jsonl"
    whole = export_log(ledger, "a-1", "jsonl")
    log.write_bytes(whole.replace(b'"kind":"quote"', b'"kind":"name"'))
    assert log.read_bytes() != whole
    assert verify_log(log).entry == 3
