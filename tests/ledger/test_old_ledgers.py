"""Ledgers that version 0.1 wrote open, go on, and are mended as far as their lines allow."""

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from ledgers import ANA, ARTICLE, make_check, open_ledger
from rich.console import Console

from workbench.cli.tables import check_view
from workbench.errors import DamagedError
from workbench.export import export_log, verify_log
from workbench.ledger import EventType
from workbench.models import Fact, FactKind, Qualifier, Verdict

WRITTEN = Path(__file__).parent / "data" / "written_by_0_1"
KINDS = "article_added check_recorded verdict_given note_added verdict_given verdict_given undone".split()


@pytest.fixture
def old(tmp_path):
    shutil.copytree(WRITTEN, tmp_path / "ledger")
    return tmp_path


def test_it_opens_with_everything_in_it(old):
    with open_ledger(old) as book:
        assert [event.type.value for event in book.events()] == KINDS
        assert (book.article("a-1"), book.check("a-1")) == (ARTICLE, make_check())
        first, second = book.verdicts("a-1")["c-0"], book.verdicts("a-1")["c-1"]
        assert (first.verdict, first.note, first.evidence) == (Verdict.SUPPORTED, "“ja” – p. 3\nline two", ("d:0",))
        assert (second.by.name, second.qualifiers) == ("Ben", (Qualifier.OUTDATED,))
        assert (book.undone(), book.remarks) == ({6}, ())


def test_it_goes_on_where_it_ended_and_no_byte_of_it_is_changed(old):
    with open_ledger(old) as book:
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="now")
    log = old / "ledger" / "events.jsonl"
    assert log.read_bytes().startswith((WRITTEN / "events.jsonl").read_bytes())
    assert b'"sum"' in log.read_bytes().splitlines()[-1]
    assert verify_log(log) is None
    with open_ledger(old) as book:
        assert book.verdicts("a-1")["c-0"].note == "now"
        assert book.events()[-1].type is EventType.VERDICT_GIVEN


def test_a_check_stored_before_there_were_facts_is_shown_exported_and_verified(old):
    stored = b"".join(path.read_bytes() for path in (old / "ledger" / "objects").iterdir())
    assert b'"assessments"' in stored
    assert b'"facts"' not in stored
    log = old / "log.jsonl"
    with open_ledger(old) as book:
        check = book.check("a-1")
        assert [assessment.facts for assessment in check.assessments] == [(), ()]
        assert book.differences() == ()
        rows = list(csv.DictReader(io.StringIO(export_log(book, "a-1", "csv").decode(), newline="")))
        log.write_bytes(export_log(book, "a-1", "jsonl"))
    assert [(row["row"], row["claim_id"], row["verdict"]) for row in rows] == [
        ("claim", "c-0", "supported"),
        ("claim", "c-1", "refuted"),
    ]
    claims = [entry for entry in map(json.loads, log.read_bytes().splitlines()) if entry["entry"] == "claim"]
    assert [entry["assessment"]["facts"] for entry in claims] == [[], []]
    assert verify_log(log) is None
    console = Console(width=120)
    with console.capture() as captured:
        console.print(check_view(ARTICLE, check))
    assert "2 claims: 1 MATCH" in captured.get()
    assert "facts:" not in captured.get()


def test_a_check_with_facts_goes_on_top_of_one_without(old):
    objects = {path.name: path.read_bytes() for path in (old / "ledger" / "objects").iterdir()}
    before = make_check()
    facts = [
        Fact("f-1", FactKind.STATEMENT, one.claim.start, one.claim.end, one.claim.text, one.suggestion)
        for one in before.assessments
    ]
    now = replace(before, assessments=tuple(replace(a, facts=(f,)) for a, f in zip(before.assessments, facts, strict=True)))
    with open_ledger(old) as book:
        book.record_check(now, ANA)
        assert book.check("a-1") == now
        assert book.verdicts("a-1")["c-0"].verdict is Verdict.SUPPORTED
    with open_ledger(old) as book:
        assert (book.check("a-1"), book.differences(), book.remarks) == (now, (), ())
    assert {name: (old / "ledger" / "objects" / name).read_bytes() for name in objects} == objects


def test_a_batch_that_was_applied_is_known_again(old):
    """The inbox file of entry 5 outlived its applying; its name is the batch's id in the log."""
    from workbench.ledger import inbox

    with open_ledger(old) as book:
        assert book._store._view.batch_size("91f0016284e0e1e2ee56ccdf381d1e1a") == 1
        assert list(inbox.waiting(old / "ledger" / "inbox")) == []


def test_a_changed_line_is_named(old):
    log = old / "ledger" / "events.jsonl"
    log.write_bytes(log.read_bytes().replace(b"asked the company", b"asked the minister"))
    with pytest.raises(DamagedError, match="entry 5: `prev` is not the hash of entry 4"):
        open_ledger(old)
