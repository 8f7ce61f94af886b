"""A damaged log is mended: what is whole stays byte for byte, what the tables know comes back, the rest is kept and named."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from ledgers import ANA, contents, damaged, open_ledger, outcome, seeded, ticking

from workbench.chain import Head, digest
from workbench.errors import BadInputError, DamagedError, MissingResourceError
from workbench.export import verify_log
from workbench.export.verification import LogProblem
from workbench.ledger import EventType, Reviewer, repair
from workbench.ledger.mending import plan
from workbench.models import Verdict

WRITTEN_BY_0_1 = Path(__file__).parent / "data" / "written_by_0_1" / "events.jsonl"


def log_of(workspace):
    return workspace / "ledger" / "events.jsonl"


def lines_of(workspace):
    return log_of(workspace).read_bytes().splitlines()


def put(workspace, lines):
    log_of(workspace).write_bytes(b"".join(line + b"\n" for line in lines))


def forget_tables(workspace):
    for path in (workspace / "ledger").glob("view.duckdb*"):
        path.unlink()


def mend(workspace):
    return repair(workspace, Reviewer("Rita"), ticking())


def aside(workspace):
    return b"".join(path.read_bytes() for path in sorted((workspace / "ledger").glob("events.damaged-*")))


def flipped(line):
    return line.replace(b"no. ", b"no, ").replace(b"note 3", b"note 4")


DAMAGE = {
    "a line altered": lambda lines: [*lines[:4], flipped(lines[4]), *lines[5:]],
    "a line unreadable": lambda lines: [*lines[:4], b"\x00" * len(lines[4]), *lines[5:]],
    "a line dropped": lambda lines: [*lines[:4], *lines[5:]],
    "the first line gone": lambda lines: lines[1:],
    "the last line gone": lambda lines: lines[:-1],
    "the last line altered": lambda lines: [*lines[:-1], flipped(lines[-1])],
    "two lines melted": lambda lines: [*lines[:4], lines[4] + lines[5], *lines[6:]],
    "a line cut in two": lambda lines: [*lines[:4], lines[4][:50], lines[4][50:], *lines[5:]],
    "a block of zeros": lambda lines: [*lines[:3], lines[3][:20] + bytes(400), lines[6][-30:], *lines[7:]],
    "every other line gone": lambda lines: lines[::2],
    "all gone": lambda lines: [],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_with_the_tables_at_hand_every_entry_comes_back_byte_for_byte(filled, tmp_path, damage):
    before = filled(tmp_path)
    lines = lines_of(tmp_path)
    put(tmp_path, damage(lines))
    with pytest.raises(DamagedError, match="`workbench repair`"):
        open_ledger(tmp_path)
    found = mend(tmp_path)
    assert (found.lost, found.kept + len(found.restored)) == ((), len(lines))
    assert lines_of(tmp_path)[:-1] == lines
    with open_ledger(tmp_path) as book:
        assert book.events()[:-1] == before[0]
        assert (book.events()[-1].type, book.events()[-1].by.name) == (EventType.LOG_REPAIRED, "Rita")
        assert contents(book)[1:] == before[1:]
    assert verify_log(log_of(tmp_path)) is None
    assert all(line in aside(tmp_path) for line in damage(lines) if line not in lines)


WITHOUT_TABLES = {
    "a line altered": ((5,), 1),
    "a line unreadable": ((5,), 1),
    "a line dropped": ((5,), 0),
    "the first line gone": ((1,), 0),
    "the last line altered": ((), 1),
    "two lines melted": ((5, 6), 1),
    "a line cut in two": ((5,), 2),
    "a block of zeros": ((4, 5, 6, 7), 2),
    "every other line gone": ((2, 4, 6, 8, 10, 12, 14)[:6], 0),
}


@pytest.mark.parametrize("name", WITHOUT_TABLES)
def test_without_the_tables_what_is_whole_stays_and_what_is_lost_is_named(filled, tmp_path, name):
    before = filled(tmp_path)
    lines = lines_of(tmp_path)
    broken = DAMAGE[name](lines)
    put(tmp_path, broken)
    forget_tables(tmp_path)
    lost, damaged_lines = WITHOUT_TABLES[name]
    with pytest.raises(DamagedError, match="`workbench repair`"):
        open_ledger(tmp_path)
    found = mend(tmp_path)
    assert (found.lost, found.restored) == (lost, ())
    assert lines_of(tmp_path)[:-1] == [line for line in broken if line in lines]
    assert aside(tmp_path).count(b"\n") == damaged_lines
    with open_ledger(tmp_path) as book:
        stayed = {event.seq: event for event in book.events() if event.type is not EventType.LOG_REPAIRED}
        assert stayed == {event.seq: event for event in before[0] if lines[event.seq - 1] in broken}
    assert verify_log(log_of(tmp_path)) is None


def test_a_log_that_is_gone_comes_back_from_the_tables(filled, tmp_path):
    filled(tmp_path)
    lines = lines_of(tmp_path)
    log_of(tmp_path).unlink()
    with pytest.raises(DamagedError, match="at least 14 events"):
        open_ledger(tmp_path)
    assert mend(tmp_path).restored == tuple(range(1, 15))
    assert lines_of(tmp_path)[:-1] == lines


def test_swapped_and_doubled_lines_find_their_place_again(filled, tmp_path):
    filled(tmp_path)
    forget_tables(tmp_path)
    lines = lines_of(tmp_path)
    put(tmp_path, [*lines[:4], lines[5], lines[4], lines[5], lines[2], *lines[6:]])
    found = mend(tmp_path)
    assert (lines_of(tmp_path)[:-1], found.lost, found.restored) == (lines, (), ())
    assert aside(tmp_path) == lines[5] + b"\n" + lines[2] + b"\n"


def test_a_mended_log_can_be_written_damaged_and_mended_again(filled, tmp_path):
    filled(tmp_path)
    forget_tables(tmp_path)
    lines = lines_of(tmp_path)
    put(tmp_path, [*lines[:4], *lines[5:]])
    mend(tmp_path)
    with open_ledger(tmp_path) as book:
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="after the first")
    forget_tables(tmp_path)
    lines = lines_of(tmp_path)
    put(tmp_path, [*lines[:8], b"?", *lines[9:]])
    assert mend(tmp_path).lost == (10,)
    assert verify_log(log_of(tmp_path)) is None
    with open_ledger(tmp_path) as book:
        assert [event.seq for event in book.events()] == [1, 2, 3, 4, 6, 7, 8, 9, *range(11, 18)]
        assert book.verdicts("a-1")["c-0"].note == "after the first"
    with open_ledger(tmp_path) as book:
        assert book.remarks == ()


def test_a_gap_without_the_repair_that_records_it_is_a_break(filled, tmp_path):
    filled(tmp_path)
    forget_tables(tmp_path)
    lines = lines_of(tmp_path)
    put(tmp_path, [*lines[:4], *lines[5:]])
    mend(tmp_path)
    put(tmp_path, lines_of(tmp_path)[:-1])
    forget_tables(tmp_path)
    with pytest.raises(DamagedError, match="should be entry 5"):
        open_ledger(tmp_path)


def test_a_whole_log_is_left_alone(filled, tmp_path):
    before = filled(tmp_path)
    data = log_of(tmp_path).read_bytes()
    assert mend(tmp_path) is None
    assert log_of(tmp_path).read_bytes() == data
    with open_ledger(tmp_path) as book:
        assert contents(book) == before


def test_another_ledgers_log_is_not_mixed_in(filled, tmp_path):
    """Both are whole by themselves, so nothing tells which of them is wanted: nothing is touched."""
    before = filled(tmp_path / "one")
    with open_ledger(tmp_path / "two", clock=lambda: dt.datetime(2025, 1, 1, tzinfo=dt.UTC)) as book:
        book.add_article(before[4], ANA)
    other = log_of(tmp_path / "two").read_bytes()
    log_of(tmp_path / "one").write_bytes(other)
    for attempt in (open_ledger, mend):
        with pytest.raises(DamagedError):
            attempt(tmp_path / "one")
    assert (log_of(tmp_path / "one").read_bytes(), aside(tmp_path / "one")) == (other, b"")


def test_nothing_is_repaired_while_someone_is_at_work_or_where_there_is_nothing(filled, tmp_path):
    with pytest.raises(MissingResourceError, match="a ledger in"):
        mend(tmp_path / "nowhere")
    filled(tmp_path)
    with open_ledger(tmp_path), pytest.raises(MissingResourceError, match="holds it"):
        mend(tmp_path)


def test_a_line_of_version_0_1_is_given_the_lie_by_the_one_after_it():
    lines = WRITTEN_BY_0_1.read_bytes().splitlines()
    other = lines[3].replace(b"asked the company", b"asked the minister")
    found = plan(b"\n".join([*lines[:3], other, *lines[4:]]) + b"\n", ())
    assert found.lines == (*lines[:3], *lines[4:])
    (gap,) = found.gaps
    assert (gap.after, gap.before) == (Head(3, digest(lines[2])), Head(4, digest(lines[3])))
    assert [piece.data for piece in found.aside] == [other + b"\n"]


def test_the_tables_mend_the_last_line_of_version_0_1(tmp_path):
    shutil.copytree(WRITTEN_BY_0_1.parent, tmp_path / "ledger")
    with open_ledger(tmp_path):
        pass
    lines = lines_of(tmp_path)
    put(tmp_path, [*lines[:-1], lines[-1].replace(b'"undoes":6', b'"undoes":3')])
    with pytest.raises(DamagedError, match="another history"):
        open_ledger(tmp_path)
    assert mend(tmp_path).restored == (7,)
    assert lines_of(tmp_path)[:-1] == lines


def test_the_command_says_what_it_did(filled, tmp_path, workbench_command):
    filled(tmp_path)
    ran = workbench_command("repair", workspace=tmp_path)
    assert (ran.code, ran.out) == (0, "nothing to repair: 14 entries, all whole\n")
    forget_tables(tmp_path)
    lines = lines_of(tmp_path)
    put(tmp_path, [*lines[:4], b"?", *lines[5:]])
    ran = workbench_command("articles", "list", workspace=tmp_path)
    assert (ran.code, "`workbench repair`" in ran.err) == (3, True)
    ran = workbench_command("repair", "--reviewer", "Rita", workspace=tmp_path)
    assert (ran.code, ran.out.splitlines()[:2]) == (
        0,
        ["14 entries now: 13 were whole, 0 restored from the tables, 1 records the repair", "lost: entries 5"],
    )
    (name,) = [path.name for path in (tmp_path / "ledger").glob("events.damaged-*")]
    assert ran.out.splitlines()[2:] == [f"kept beside the log: {name}"]
    ran = workbench_command("verify", log_of(tmp_path), workspace=tmp_path)
    assert (ran.code, "lost before a repair, which the log records: entries 5" in " ".join(ran.out.split())) == (0, True)
    assert workbench_command("articles", "list", workspace=tmp_path).code == 0


# ----------------------------------------------------------------------------------------------------- many at once


def one_trial(source, before, workspace, seed):
    """A damaged log opens as it was, or is named and mended; with tables nothing is lost, without nothing is other."""
    shutil.copytree(source, workspace)
    chance = seeded(seed)
    whole = log_of(workspace).read_bytes()
    hurt = damaged(whole, chance)
    log_of(workspace).write_bytes(hurt)
    said = outcome(lambda: verify_log(log_of(workspace)))
    assert said is None or isinstance(said, (LogProblem, BadInputError)), seed
    tables = chance.random() < 0.7
    if not tables:
        forget_tables(workspace)
    events = dict(enumerate(before[0], 1))
    opened = outcome(lambda: open_ledger(workspace))
    if isinstance(opened, DamagedError):
        found = outcome(lambda: mend(workspace))
        assert not isinstance(found, Exception), (seed, found)
        opened = open_ledger(workspace)
        gone = found.lost if found else ()
    else:
        gone = ()
    with opened as book:
        kept = {event.seq: event for event in book.events() if event.type is not EventType.LOG_REPAIRED}
        assert all(events[seq] == event for seq, event in kept.items()), seed
        if tables:
            assert set(kept) == set(events), seed
            assert contents(book)[1:] == before[1:], seed
        else:
            cut = set(range(max([*kept, *gone], default=0) + 1, len(events) + 1))  # a lost end shows only in the tables
            assert set(events) - set(kept) == set(gone) | cut, seed
        book.add_article(before[4], ANA)
    remains = log_of(workspace).read_bytes() + b"".join(
        path.read_bytes() for path in (workspace / "ledger").glob("events.[dt]*-*")
    )
    assert all(line in remains for line in hurt.split(b"\n")), seed
    assert verify_log(log_of(workspace)) is None or not log_of(workspace).stat().st_size
    with open_ledger(workspace) as book:
        assert [event for event in book.events() if event.seq in kept][: len(kept)] == list(kept.values()), seed
    shutil.rmtree(workspace)
    return bool(gone)


def test_damaged_logs_lose_nothing_acknowledged_and_change_nothing(written_once, tmp_path):
    for seed in range(8):
        one_trial(*written_once, tmp_path / "trial", seed)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_damaged_logs_lose_nothing_acknowledged_and_change_nothing(written_once, tmp_path, hundred):
    lost = [one_trial(*written_once, tmp_path / "trial", 1000 + 100 * hundred + number) for number in range(100)]
    assert any(lost)
