"""The ledger keeps every action through reloads, kills, a broken database and a second process."""

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest
from ledgers import ANA, ARTICLE, BEN, make_check, open_ledger

from workbench.chain import Break, first_break
from workbench.errors import BadInputError, DamagedError, MissingResourceError
from workbench.ledger import EventType, Reviewer
from workbench.models import Qualifier, Verdict


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path) as book:
        book.add_article(ARTICLE, ANA)
        book.record_check(make_check(), ANA)
        yield book


def test_article_and_check_come_back_as_they_went_in(ledger):
    assert ledger.article("a-1") == ARTICLE
    assert ledger.check("a-1") == make_check()


def test_adding_the_same_article_or_check_again_stores_nothing(ledger):
    before = len(ledger.events())
    assert ledger.add_article(ARTICLE, BEN) is False
    ledger.record_check(make_check(), BEN)
    assert len(ledger.events()) == before


def test_a_verdict_remembers_what_was_suggested_when_it_was_given(ledger):
    ledger.give_verdict(
        "a-1", "c-1", Verdict.REFUTED, ANA, qualifiers=[Qualifier.OUTDATED], note="called them", evidence=["d:0"]
    )
    row = ledger.verdicts("a-1")["c-1"]
    assert (row.verdict, row.qualifiers, row.note, row.evidence) == (
        Verdict.REFUTED,
        (Qualifier.OUTDATED,),
        "called them",
        ("d:0",),
    )
    assert (row.suggestion, row.by) == ("CONFLICT", ANA)


def test_a_later_verdict_replaces_and_undo_brings_the_earlier_one_back(ledger):
    ledger.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA)
    ledger.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA)
    taken_back = ledger.undo(ANA)
    assert taken_back.data["verdict"] == "refuted"
    assert ledger.verdicts("a-1")["c-0"].verdict is Verdict.SUPPORTED
    ledger.undo(ANA)
    assert ledger.verdicts("a-1") == {}
    assert ledger.undo(ANA) is None


def test_undo_is_a_new_event_and_deletes_nothing(ledger):
    ledger.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA)
    ledger.undo(ANA)
    kinds = [event.type for event in ledger.events()]
    assert kinds[-2:] == [EventType.VERDICT_GIVEN, EventType.UNDONE]
    assert ledger.undone() == {ledger.events()[-2].seq}


def test_undo_takes_back_only_the_reviewers_own_work(ledger):
    ledger.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA)
    ledger.give_verdict("a-1", "c-1", Verdict.REFUTED, BEN)
    ledger.undo(ANA)
    assert set(ledger.verdicts("a-1")) == {"c-1"}


def test_the_desk_row_counts_claims_decisions_and_conflicts_that_wait(ledger):
    ledger.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA)
    (row,) = ledger.articles()
    assert (row.title, row.claims, row.decided, row.conflicts, row.corpus) == (ARTICLE.title, 2, 1, 1, "refs")
    ledger.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA)
    (row,) = ledger.articles()
    assert (row.decided, row.conflicts) == (2, 0)


def test_a_note_on_a_claim_that_no_check_holds_is_refused(ledger):
    with pytest.raises(BadInputError, match="a claim of article a-1"):
        ledger.add_note("a-1", "c-9", "which claim?", ANA)


@pytest.mark.parametrize(
    ("article_id", "claim_id", "reviewer", "expected"),
    [("a-9", "c-0", ANA, "article"), ("a-1", "c-9", ANA, "claim"), ("a-1", "c-0", Reviewer(" "), "reviewer")],
)
def test_a_verdict_on_nothing_or_by_nobody_is_refused(ledger, article_id, claim_id, reviewer, expected):
    with pytest.raises(BadInputError) as refused:
        ledger.give_verdict(article_id, claim_id, Verdict.SUPPORTED, reviewer)
    assert refused.value.code == expected


def decided(tmp_path):
    with open_ledger(tmp_path) as book:
        book.add_article(ARTICLE, ANA)
        book.record_check(make_check(), ANA)
        book.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA)
        book.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA, note="see p. 3")
        return book.verdicts("a-1")


def test_everything_survives_closing_and_opening(tmp_path):
    before = decided(tmp_path)
    with open_ledger(tmp_path) as book:
        assert book.verdicts("a-1") == before


@pytest.mark.parametrize("damage", ["missing", "garbage", "truncated"])
def test_a_lost_or_broken_database_is_rebuilt_from_the_log(tmp_path, damage):
    before = decided(tmp_path)
    database = tmp_path / "ledger" / "view.duckdb"
    if damage == "missing":
        database.unlink()
    elif damage == "garbage":
        database.write_bytes(b"not a database" * 1000)
    else:
        database.write_bytes(database.read_bytes()[:5000])
    with open_ledger(tmp_path) as book:
        assert book.verdicts("a-1") == before


def test_a_torn_last_line_is_set_aside_and_the_rest_stands(tmp_path):
    before = decided(tmp_path)
    log = tmp_path / "ledger" / "events.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"seq":5,"ha')
    with open_ledger(tmp_path) as book:
        assert book.verdicts("a-1") == before
    assert log.read_bytes() == whole
    assert [path.read_bytes() for path in log.parent.glob("events.torn-*")] == [b'{"seq":5,"ha']


def test_a_changed_entry_is_named_and_nothing_is_opened(tmp_path):
    decided(tmp_path)
    log = tmp_path / "ledger" / "events.jsonl"
    log.write_bytes(log.read_bytes().replace(b"see p. 3", b"see p. 4").replace(b'"supported"', b'"refuted"'))
    assert first_break(log) == Break(4, "`prev` is not the hash of entry 3: one of the two was changed")
    with pytest.raises(DamagedError, match="entry 3: the line is not the one its check sum was taken of"):
        open_ledger(tmp_path)


def test_a_log_that_lost_its_end_is_refused(tmp_path):
    decided(tmp_path)
    log = tmp_path / "ledger" / "events.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    with pytest.raises(DamagedError, match="at least 4 events"):
        open_ledger(tmp_path)


def test_a_changed_article_text_is_found_out(tmp_path):
    decided(tmp_path)
    for stored in (tmp_path / "ledger" / "objects").iterdir():
        stored.write_bytes(stored.read_bytes().replace(b"12 runs", b"13 runs"))
    with open_ledger(tmp_path) as book:
        with pytest.raises(DamagedError, match="other bytes"):
            book.article("a-1")
        with pytest.raises(DamagedError, match="other bytes"):
            book.check("a-1")


def test_a_second_owner_is_refused_and_told_who_holds_it(ledger, tmp_path):
    with pytest.raises(MissingResourceError, match=str(os.getpid())):
        open_ledger(tmp_path)


def test_beside_an_owner_one_can_read_and_queue_and_the_owner_applies_it_once(ledger, tmp_path):
    ledger.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA)
    with open_ledger(tmp_path, shared=True) as guest:
        assert guest.owned is False
        assert guest.verdicts("a-1") == ledger.verdicts("a-1")
        guest.give_verdict("a-1", "c-1", Verdict.REFUTED, BEN)
    (queued,) = (tmp_path / "ledger" / "inbox").glob("*.json")
    copy = queued.read_bytes()
    assert ledger.verdicts("a-1")["c-1"].by == BEN
    count = len(ledger.events())
    queued.write_bytes(copy)  # the owner was killed after applying, before removing the file
    assert len(ledger.events()) == count
    assert not queued.exists()


def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path):
    decided(tmp_path)
    script = textwrap.dedent(f"""
        import pathlib, sys
        from workbench.ledger import Ledger, Reviewer
        from workbench.models import Verdict
        book = Ledger.open(pathlib.Path({str(tmp_path)!r}))
        for n in range(10_000):
            book.give_verdict("a-1", "c-0", Verdict.REFUTED if n % 2 else Verdict.SUPPORTED, Reviewer("Ana"), note=str(n))
            print(n, flush=True)
    """)
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    acknowledged = [process.stdout.readline() for _ in range(25)]
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split("\n")
    process.wait()
    last = int(([line for line in rest if line] or acknowledged)[-1])
    with open_ledger(tmp_path) as book:
        assert int(book.verdicts("a-1")["c-0"].note) >= last


def test_events_hold_no_floats_and_one_line_each(ledger, tmp_path):
    ledger.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA, note="line one\nline two")
    for line in (tmp_path / "ledger" / "events.jsonl").read_text(encoding="utf-8").splitlines():
        assert "." not in json.dumps({key: value for key, value in json.loads(line).items() if key not in {"time", "data"}})
        assert json.loads(line)["time"].endswith("Z")
