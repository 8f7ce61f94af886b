"""An exported log holds everything, can be verified, and cannot run anything in a spreadsheet."""

import csv
import dataclasses
import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.chain import Head, chain, first_break, link
from workbench.errors import BadInputError
from workbench.export import export_log, verify_log
from workbench.export.csv_sheet import safe_cell
from workbench.export.verification import LogProblem
from workbench.ledger import Ledger, Reviewer
from workbench.models import (
    Article,
    ArticleCheck,
    Assessment,
    CitedDocument,
    Claim,
    ClaimType,
    Evidence,
    Hit,
    ModelStamp,
    Qualifier,
    Relation,
    RelationScores,
    Sentence,
    Suggestion,
    SuggestionLabel,
    Tier,
    Verdict,
)

TEXT = "=The ferry, “Norr”, carried\n512,000 passengers."
PASSAGE = "It rained. In 2023 the ferry carried 412,000 passengers."
ANA = Reviewer("Ana")


@pytest.fixture
def ledger(tmp_path):
    claim = Claim(
        "c-1", 0, len(TEXT), TEXT, TEXT, 0, (ClaimType.COUNT, ClaimType.DATE), 0.9, ("a count",), speaker="Ilse Brandt"
    )
    hit = Hit(
        1, 0.5, "d-1", "d-1:0", "Annual report", "Company", dt.date(2024, 2, 1), Tier.PRIMARY, "page 3", 100, 156, PASSAGE
    )
    scores = RelationScores(0.1, 0.8, 0.1)
    evidence = Evidence(hit, Relation.REFUTES, scores, "o-1", False, False, 111, 156)
    suggestion = Suggestion(SuggestionLabel.CONFLICT, "value_differs", "412,000 is not 512,000", rests_on=("d-1:0",))
    check = ArticleCheck(
        article_id="a-1",
        title="Ferry",
        date=dt.date(2024, 5, 2),
        corpus="refs",
        snapshot="5" * 64,
        settings="6" * 64,
        sentences=(Sentence(0, len(TEXT), TEXT),),
        quotes=(),
        assessments=(Assessment(claim, (evidence,), (), suggestion),),
        internal_conflicts=(),
        cited=(CitedDocument("d-1", "Annual report", "7" * 64),),
        models=(ModelStamp("encoder", "small", "8" * 64),),
    )
    with Ledger.open(tmp_path, clock=lambda: dt.datetime(2024, 5, 3, 8, 30, tzinfo=dt.UTC)) as book:
        book.add_article(Article("a-1", "Ferry", TEXT, dt.date(2024, 5, 2)), ANA)
        book.record_check(check, ANA)
        book.add_note("a-1", "c-1", "asked the company", ANA)
        book.give_verdict("a-1", "c-1", Verdict.SUPPORTED, ANA)
        book.undo(ANA)
        book.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA, qualifiers=[Qualifier.OUTDATED], note="p. 3", evidence=["d-1:0"])
        yield book


def test_csv_has_a_row_a_claim_with_every_column_filled_from_the_record(ledger):
    (row,) = csv.DictReader(io.StringIO(export_log(ledger, "a-1", "csv").decode(), newline=""))
    expected = {
        "claim": "'" + TEXT,
        "types": "count | date",
        "speaker": "Ilse Brandt",
        "suggestion": "CONFLICT",
        "evidence_text": "In 2023 the ferry carried 412,000 passengers.",
        "evidence_locator": "page 3",
        "verdict": "refuted",
        "qualifiers": "outdated",
        "note": "p. 3",
        "relied_on": "d-1:0",
        "reviewer": "Ana",
        "decided": "2024-05-03T08:30:00.000000Z",
        "suggested_then": "CONFLICT",
        "notes": "asked the company",
        "events": "3 | 4 | 5 | 6",
    }
    assert {name: row[name] for name in expected} == expected
    assert None not in row.values()


def test_every_form_has_the_headline_of_the_article_and_not_one_that_a_check_was_made_under(ledger):
    check = dataclasses.replace(ledger.check("a-1"), title="Another headline")
    ledger.record_check(check, ANA)
    (row,) = csv.DictReader(io.StringIO(export_log(ledger, "a-1", "csv").decode(), newline=""))
    assert row["article_title"] == "Ferry"
    assert json.loads(export_log(ledger, "a-1", "jsonl").splitlines()[0])["article"]["title"] == "Ferry"
    assert b"Another headline" not in export_log(ledger, "a-1", "csv") + export_log(ledger, "a-1", "jsonl")


def test_jsonl_holds_the_check_the_verdict_and_its_whole_history(ledger):
    header, claim, end = (json.loads(line) for line in export_log(ledger, "a-1", "jsonl").splitlines())
    assert (header["corpus"], header["article"]["text"], header["documents"][0]["doc_id"]) == ("refs", TEXT, "d-1")
    assert header["models"] == [{"role": "encoder", "name": "small", "digest": "8" * 64}]
    assert claim["assessment"]["suggestion"]["label"] == "CONFLICT"
    assert claim["assessment"]["evidence"][0]["passage_id"] == "d-1:0"
    assert claim["verdict"]["verdict"] == "refuted"
    assert [(event["type"], event["undone"]) for event in claim["history"]] == [
        ("note_added", False),
        ("verdict_given", True),
        ("undone", False),
        ("verdict_given", False),
    ]
    assert end["entries"] == 2


def test_exporting_twice_gives_the_same_bytes(ledger):
    assert export_log(ledger, "a-1", "jsonl") == export_log(ledger, "a-1", "jsonl")


def test_an_article_never_checked_has_no_log_yet(ledger):
    ledger.add_article(Article("a-2", "Other", "Other.", None), ANA)
    with pytest.raises(BadInputError, match="check it"):
        export_log(ledger, "a-2", "csv")


@pytest.fixture
def log(ledger, tmp_path):
    path = tmp_path / "log.jsonl"
    path.write_bytes(export_log(ledger, "a-1", "jsonl"))
    return path


def test_a_whole_log_verifies_against_the_corpus_it_was_made_with(log):
    assert verify_log(log) is None
    assert verify_log(log, "5" * 64) is None


@pytest.mark.parametrize(
    ("snapshot", "documents", "reason"),
    [
        ("8" * 64, {"d-1": "0" * 64}, "document d-1 (Annual report) was changed since the log was made"),
        ("8" * 64, {}, "document d-1 (Annual report) is no longer in the corpus since the log was made"),
        (
            "8" * 64,
            {"d-1": "7" * 64},
            "the corpus was changed since the log was made; every document the log cites is still the same",
        ),
    ],
)
def test_a_changed_corpus_is_named_by_its_document(log, snapshot, documents, reason):
    assert verify_log(log, snapshot, documents) == LogProblem(1, reason)


def test_every_changed_byte_of_a_log_is_found(log):
    whole = log.read_bytes()
    for place in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        log.write_bytes(bytes(damaged))
        assert verify_log(log) is not None or first_break(log) is not None, place


@pytest.mark.parametrize(
    "header", [{"entry": "header"}, {"entry": "header", "article": []}, {"entry": "header", "article": {"text": 1}}]
)
def test_a_chained_log_with_a_hollow_header_does_not_hold(log, header):
    log.write_bytes(b"".join(chain([header, {"entry": "end", "entries": 1}])))
    assert verify_log(log).entry == 1


def test_a_line_nested_too_deep_is_a_break(log):
    log.write_bytes(b"[" * 100_000)
    assert verify_log(log).entry == 1


def test_a_cut_tail_is_found(log):
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    assert verify_log(log).reason == "the log has no end: it was cut off"


def test_swapped_and_dropped_lines_are_found(log):
    header, claim, end = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(header + end + claim)
    assert verify_log(log).entry == 2
    log.write_bytes(header + end)
    assert verify_log(log).entry == 2


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-5", "-5"),
        ("+1.5", "+1.5"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("plain = text", "plain = text"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell, expected):
    assert safe_cell(cell) == expected


@given(st.lists(st.dictionaries(st.text(max_size=8), st.text() | st.integers() | st.none(), max_size=4), max_size=6))
def test_any_records_make_a_chain_that_follows(records):
    head = Head()
    for record, line in zip(records, chain(records), strict=True):
        again, head = link(head, record)
        assert line == again + b"\n"
    assert head.seq == len(records)
