"""Whatever becomes of the database, the answers are those of the log; nothing silent, nothing raw, nothing told twice."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from ledgers import ANA, contents, damaged, fill, open_ledger, seeded

from workbench.errors import DamagedError
from workbench.ledger import EventType
from workbench.ledger.tables import TABLES
from workbench.models import Verdict

VIEW_0_1 = Path(__file__).parent / "data" / "view_0_1.sql"


def view_of(workspace):
    return workspace / "ledger" / "view.duckdb"


def changed_by_hand(workspace, sql):
    with duckdb.connect(str(view_of(workspace))) as connection:
        connection.execute(sql)


SILENT = {
    "another verdict": "UPDATE events SET line = replace(line, 'supported', 'refuted') WHERE seq = 3",
    "another note": "UPDATE events SET line = replace(line, 'no. 0', 'no. 9') WHERE seq = 3",
    "another reviewer": "UPDATE events SET reviewer = 'Eve' WHERE seq = 3",
    "another time": "UPDATE events SET happened = happened + INTERVAL 1 DAY WHERE seq = 3",
    "another suggestion": "UPDATE checked_claims SET label = 'MATCH'",
    "another title": "UPDATE additions SET title = 'Ferry halves its runs'",
    "another day": "UPDATE additions SET published = DATE '2024-05-03'",
    "no day": "UPDATE additions SET published = NULL",
    "another check": "UPDATE checks SET corpus = 'other'",
    "an event dropped": "DELETE FROM events WHERE seq = 3",
    "an event doubled": "INSERT INTO events SELECT * FROM events WHERE seq = 3",
    "an undo dropped": "DELETE FROM undone",
    "an undo added": "INSERT INTO undone VALUES (9, 3)",
    "back in time": "UPDATE progress SET applied_seq = 3",
    "ahead of time": "UPDATE progress SET applied_seq = 300",
    "another head": "UPDATE progress SET log_head = repeat('f', 64)",
    "no head": "DELETE FROM progress",
    "two heads": "INSERT INTO progress SELECT * FROM progress",
    "a table dropped": "DROP TABLE checked_claims CASCADE",
    "a column dropped": "ALTER TABLE events DROP COLUMN line",
    "no number": "ALTER TABLE events ALTER COLUMN seq TYPE VARCHAR",
    "a table added": "CREATE TABLE more (seq BIGINT)",
    "no tables": "DROP TABLE progress",
}


@pytest.mark.parametrize("sql", SILENT.values(), ids=SILENT)
def test_tables_that_open_without_a_word_and_hold_something_else_are_built_anew(filled, tmp_path, sql):
    before = filled(tmp_path)
    changed_by_hand(tmp_path, sql)
    with open_ledger(tmp_path) as book:
        assert contents(book) == before
        assert any("view.duckdb was set aside" in remark for remark in book.remarks)
    with open_ledger(tmp_path) as book:
        assert (contents(book), book.remarks) == (before, ())


def test_the_table_of_silent_changes_reaches_every_table(tmp_path):
    assert all(any(table in sql for sql in SILENT.values()) for table in [*TABLES, "progress"])


@pytest.mark.parametrize("damage", ["another verdict", "a table dropped", "no number", "two heads"])
def test_tables_changed_while_they_are_open_are_found_by_reading_them_all(tmp_path, damage):
    before = fill(tmp_path)
    with open_ledger(tmp_path) as book:
        assert book.differences() == ()
        book._store._view._connection.execute(SILENT[damage])
        assert "built anew" in (*book.differences(), *book.remarks)[0]
        assert book.differences() == ()
        assert contents(book) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full and /proc")
def test_a_view_that_fails_after_the_log_took_the_event_costs_nothing(tmp_path):
    """The database's files are closed under it, as a device that goes away closes them."""
    fill(tmp_path, 4)
    with open_ledger(tmp_path) as book:
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="before")
        lose_files_of(view_of(tmp_path))
        for number in range(3):
            book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note=f"after {number}")
        before = contents(book)
        assert before[1]["c-0"].note == "after 2"
        assert any("set aside" in remark for remark in book.remarks)
    with open_ledger(tmp_path) as book:
        assert contents(book) == before


def lose_files_of(path):
    """Point every open descriptor of the database at a device that is always full."""
    for entry in Path("/proc/self/fd").iterdir():
        if entry.exists() and str(entry.readlink()).startswith(str(path)):
            full = os.open("/dev/full", os.O_RDWR)
            os.dup2(full, int(entry.name))
            os.close(full)


def test_a_view_that_missed_an_event_takes_it_from_the_log(tmp_path):
    fill(tmp_path, 4)
    with open_ledger(tmp_path) as book:
        log, view = book._store._log, book._store._view
        missed = book._draft(EventType.NOTE_ADDED, ANA, "a-1", "c-0", {"note": "missed"})
        log.append([missed])
        assert view.head().seq == log.head.seq - 1
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="after it")
        assert [event.data["note"] for event in book.events()[-2:]] == ["missed", "after it"]
        assert [event.seq for event in book.events()] == list(range(1, log.head.seq + 1))


def test_the_tables_of_version_0_1_are_built_anew(tmp_path):
    before = fill(tmp_path)
    view_of(tmp_path).unlink()
    changed_by_hand(tmp_path, VIEW_0_1.read_text(encoding="utf-8"))
    with open_ledger(tmp_path) as book:
        assert contents(book) == before
        assert "another version made the tables" in book.remarks[0]


def test_the_tables_of_version_0_1_still_tell_that_the_log_lost_its_end(tmp_path):
    fill(tmp_path, 4)
    view_of(tmp_path).unlink()
    changed_by_hand(tmp_path, VIEW_0_1.read_text(encoding="utf-8"))
    changed_by_hand(tmp_path, "UPDATE progress SET applied_seq = 7")
    with pytest.raises(DamagedError, match="at least 7 events"):
        open_ledger(tmp_path)


# ----------------------------------------------------------------------------------------------------- many at once


def trials(source, place, seeds):
    """Damage the view once a seed, in one process: what the ledger answered, action by action. Run as a script below."""
    for seed in seeds:
        workspace = place / str(seed)
        shutil.copytree(source, workspace)
        chance = seeded(seed)
        parts = [part for part in (view_of(workspace), view_of(workspace).with_suffix(".duckdb.wal")) if part.exists()]
        part = chance.choice(parts)
        part.write_bytes(damaged(part.read_bytes(), chance))
        with open_ledger(workspace) as book:
            told = [len(book.remarks)]
            first = repr(contents(book))
            book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="one more")
            told.append(len(book.remarks))
        with open_ledger(workspace) as book:
            more = book.events()
            told.append(len(book.remarks))
        answer = {"seed": seed, "first": first, "notes": [event.data.get("note") for event in more], "told": told}
        sys.stdout.write(json.dumps(answer) + "\n")
        shutil.rmtree(workspace)


def answers(source, place, seeds):
    """Run trials in a process of their own, so that a crash of the database would show."""
    ran = subprocess.run(
        [sys.executable, __file__, str(source), str(place), json.dumps(list(seeds))],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def killed_ledger(workspace):
    """A ledger whose owner was killed, so that its database has a write-ahead log; returns what it holds."""
    pid = os.fork()
    if pid == 0:
        book = open_ledger(workspace)
        book.give_verdict("a-1", "c-1", Verdict.SUPPORTED, ANA, note="the last")
        os._exit(0)
    os.waitpid(pid, 0)
    assert view_of(workspace).with_suffix(".duckdb.wal").stat().st_size > 0


def hold(source, place, seeds):
    fill(source)
    killed_ledger(source)
    shutil.copytree(source, place / "whole")
    with open_ledger(place / "whole") as book:
        expected, notes = repr(contents(book)), [event.data.get("note") for event in book.events()]
    found = answers(source, place, seeds)
    assert len(found) == len(seeds)
    for answer in found:
        assert (answer["first"], answer["notes"]) == (expected, [*notes, "one more"]), answer["seed"]
    return found


def test_damaged_views_answer_as_the_log_does(tmp_path):
    hold(tmp_path / "source", tmp_path, range(6))


@pytest.mark.slow
def test_two_hundred_damaged_views_answer_as_the_log_does(tmp_path):
    found = hold(tmp_path / "source", tmp_path, range(1000, 1200))
    assert sum(bool(answer["told"][0]) for answer in found) > 50  # the damage was felt, so the trials try something


if __name__ == "__main__":
    trials(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
