"""Ledgers that version 0.1 wrote open, go on, and are mended as far as their lines allow."""

import shutil
from pathlib import Path

import pytest
from ledgers import ANA, ARTICLE, make_check, open_ledger

from workbench.errors import DamagedError
from workbench.export import verify_log
from workbench.ledger import EventType
from workbench.models import Qualifier, Verdict

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
