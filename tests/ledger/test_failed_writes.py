"""A write that fails is either undone or, where it cannot be told, nothing more is written; nothing acknowledged is lost."""

import contextlib
import shutil
import subprocess
import sys
import textwrap

import pytest
from ledgers import ANA, ARTICLE, FailingDisk, contents, decide, make_check, open_ledger, seeded

from workbench.errors import DamagedError, MissingResourceError
from workbench.ledger import EventType
from workbench.models import Verdict


class Plan:
    """A plan for `FailingDisk` that a test changes as it goes."""

    def __init__(self):
        self.failing = {}

    def __call__(self, call, data):
        how = self.failing.get(call)
        return how(data) if how else None


@pytest.fixture
def plan():
    return Plan()


@pytest.fixture
def book(filled, tmp_path, plan):
    filled(tmp_path)
    with open_ledger(tmp_path, disk=FailingDisk(plan)) as opened:
        yield opened


def log_of(workspace):
    return workspace / "ledger" / "events.jsonl"


FAILURES = {
    "nothing arrives": {"write": lambda data: 0},
    "half arrives": {"write": lambda data: len(data) // 2},
    "all but the line's end arrives": {"write": lambda data: len(data) - 1},
    "all arrives and the disk complains": {"write": len},
}


@pytest.mark.parametrize("failing", FAILURES.values(), ids=FAILURES)
def test_a_failed_write_leaves_the_log_as_it_was_and_the_next_one_is_whole(tmp_path, book, plan, failing):
    before = log_of(tmp_path).read_bytes()
    plan.failing = failing
    with pytest.raises(MissingResourceError, match="nothing was stored") as refused:
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="lost")
    assert (refused.value.code, log_of(tmp_path).read_bytes()) == ("not_stored", before)
    plan.failing = {}
    book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="kept")
    events = book.events()
    book.close()
    with open_ledger(tmp_path) as again:
        assert again.events() == events
        assert again.verdicts("a-1")["c-0"].note == "kept"


def test_a_failed_fsync_is_a_failed_write(tmp_path, book, plan):
    before = log_of(tmp_path).read_bytes()
    calls = iter([0])  # the first sync fails, the one after the cutting back does not
    plan.failing = {"sync": lambda data: next(calls, None)}
    with pytest.raises(MissingResourceError, match="nothing was stored"):
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA)
    assert log_of(tmp_path).read_bytes() == before


@pytest.mark.parametrize(
    ("failing", "stored"),
    [
        ({"write": lambda data: len(data) // 2, "cut": lambda data: 0}, False),
        ({"write": lambda data: len(data) - 1, "cut": lambda data: 0}, True),
        ({"write": len, "cut": lambda data: 0}, True),
        ({"sync": lambda data: 0, "cut": lambda data: 0}, True),
        ({"sync": lambda data: 0}, False),
    ],
    ids=["half a line stays", "a line without its end stays", "a line stays", "a line stays unsynced", "cut, not synced"],
)
def test_where_nothing_can_be_taken_back_nobody_is_told_more_than_is_known(tmp_path, book, plan, failing, stored):
    before = book.events()
    plan.failing = failing
    with pytest.raises(MissingResourceError, match="whether this was stored") as refused:
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="who knows")
    assert refused.value.code == "log_unsure"
    plan.failing = {}
    with pytest.raises(MissingResourceError, match="open it again") as refused:
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="surely not")
    assert refused.value.code == "log_closed"
    assert book.events() == before
    book.close()
    with open_ledger(tmp_path) as again:
        assert again.events()[: len(before)] == before
        assert [event.data["note"] for event in again.events()[len(before) :]] == ["who knows"] * stored
        again.give_verdict("a-1", "c-0", Verdict.SUPPORTED, ANA, note="after")
        assert again.verdicts("a-1")["c-0"].note == "after"


@pytest.mark.parametrize("change", [lambda data: data + b"x", lambda data: data[:-1], lambda data: b""])
def test_a_log_that_another_program_changed_is_not_written(tmp_path, book, change):
    log_of(tmp_path).write_bytes(change(log_of(tmp_path).read_bytes()))
    before = log_of(tmp_path).read_bytes()
    with pytest.raises(DamagedError, match="another program wrote there"):
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA)
    assert log_of(tmp_path).read_bytes() == before


def test_a_log_that_was_taken_away_is_not_begun_anew_in_its_place(tmp_path, book):
    log_of(tmp_path).unlink()
    with pytest.raises(MissingResourceError, match="nothing was stored"):
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA)
    assert not log_of(tmp_path).exists()


def test_an_unfinished_end_that_cannot_be_cut_off_lets_one_read(filled, tmp_path, plan):
    before = filled(tmp_path)
    log = log_of(tmp_path)
    torn = log.read_bytes() + b'{"seq":15,"ha'
    log.write_bytes(torn)
    plan.failing = {"cut": lambda data: 0}
    with open_ledger(tmp_path, disk=FailingDisk(plan)) as book:
        assert contents(book) == before
        with pytest.raises(MissingResourceError, match="its unfinished end set aside"):
            book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA)
        assert contents(book) == before
    assert log.read_bytes() == torn
    with open_ledger(tmp_path) as book:
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note="now")
        assert book.events()[:-1] == before[0]


def test_what_waits_in_the_inbox_does_not_keep_one_from_reading_a_full_disk(tmp_path, book, plan):
    with open_ledger(tmp_path, shared=True) as guest:
        guest.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA, note="queued")
    before = len(book.events(reviewer="nobody")), [path.name for path in (tmp_path / "ledger" / "inbox").glob("*.json")]
    assert before == (0, [])
    with open_ledger(tmp_path, shared=True) as guest:
        guest.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA, note="later")
    plan.failing = {"write": lambda data: 0}
    assert book.verdicts("a-1")["c-1"].note == "queued"
    assert "a batch waits in the inbox" in book.remarks[-1]
    plan.failing = {}
    assert book.verdicts("a-1")["c-1"].note == "later"


def test_an_interrupted_write_is_taken_back_too(tmp_path, book, plan):
    interrupts = iter([KeyboardInterrupt])

    def interrupt_once(data):
        for interrupt in interrupts:
            raise interrupt

    before = log_of(tmp_path).read_bytes()
    plan.failing = {"sync": interrupt_once}
    with pytest.raises(KeyboardInterrupt):
        book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA)
    assert log_of(tmp_path).read_bytes() == before


# ----------------------------------------------------------------------------------------------------- many at once


class Sheet:
    """What a person was told, action by action, to hold against the log afterwards."""

    def __init__(self):
        self.stored, self.refused, self.unsure = [], [], []

    def give(self, book, number):
        note = f"no. {number}"
        try:
            book.give_verdict("a-1", f"c-{number % 2}", Verdict.REFUTED, ANA, note=note)
        except MissingResourceError as error:
            (self.unsure if error.code == "log_unsure" else self.refused).append(note)
        else:
            self.stored.append(note)

    def agrees_with(self, book):
        notes = [event.data["note"] for event in book.events() if event.type is EventType.VERDICT_GIVEN]
        assert len(notes) == len(set(notes))
        assert [note for note in notes if note not in self.unsure] == self.stored
        assert not set(notes) & set(self.refused)


def one_trial_of_failing_calls(workspace, seed):
    chance = seeded(seed)
    sheet, numbers = Sheet(), iter(range(1000))
    risk = chance.choice([0.1, 0.3, 0.6])

    def plan(call, data):
        if chance.random() > risk:
            return None
        return chance.randrange(len(data) + 1) if data else 0

    with open_ledger(workspace) as book:
        book.add_checked(ARTICLE, make_check(), ANA)
    for _ in range(4):
        with open_ledger(workspace, disk=FailingDisk(plan)) as book:
            for _ in range(12):
                sheet.give(book, next(numbers))
            if not sheet.unsure:
                sheet.agrees_with(book)
    with open_ledger(workspace) as book:
        sheet.agrees_with(book)
        assert sheet.refused or sheet.unsure


def one_trial_of_a_full_disk(workspace, seed):
    """Fill a real small file system to its last bytes, decide on, free it, decide on; twice."""
    chance = seeded(seed)
    sheet, numbers = Sheet(), iter(range(1000))
    with open_ledger(workspace) as book:
        book.add_checked(ARTICLE, make_check(), ANA)
    filler = workspace / "filler"
    for _ in range(2):
        with open_ledger(workspace) as book:
            for _ in range(chance.randrange(4)):
                sheet.give(book, next(numbers))
            fill_up(filler, chance.choice([0, 4096, 8192, 300_000]))
            for turn in range(30):
                if turn % 10 == 5:  # what a broken view gave back is taken again
                    fill_up(filler, 0)
                sheet.give(book, next(numbers))
            sheet.agrees_with(book)
        with open_ledger(workspace) as book:  # opened while it is full
            sheet.agrees_with(book)
            sheet.give(book, next(numbers))
        filler.unlink()
        with open_ledger(workspace) as book:
            for _ in range(3):
                sheet.give(book, next(numbers))
            sheet.agrees_with(book)
    assert sheet.refused
    with open_ledger(workspace) as book:
        sheet.agrees_with(book)


def fill_up(path, spare):
    """Let the file take all the space there is but `spare` bytes."""
    with path.open("ab", buffering=0) as out, contextlib.suppress(OSError):
        while out.write(bytes(4096)):
            pass
    with path.open("r+b") as out:
        out.truncate(max(0, path.stat().st_size - spare))


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 12 MB, mounted for the test; skips where this account may not mount."""
    if sys.platform != "linux":
        pytest.skip("a small file system is mounted on Linux alone")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("seed", range(2))
def test_what_failing_calls_leave_is_what_was_said(tmp_path, seed):
    one_trial_of_failing_calls(tmp_path, seed)


def test_what_a_full_disk_leaves_is_what_was_said(small_disk):
    one_trial_of_a_full_disk(small_disk, 1)


@pytest.mark.slow
def test_what_thirty_runs_of_failing_calls_leave_is_what_was_said(tmp_path):
    for seed in range(100, 130):
        one_trial_of_failing_calls(tmp_path / str(seed), seed)


@pytest.mark.slow
def test_what_thirty_full_disks_leave_is_what_was_said(small_disk):
    for seed in range(100, 130):
        place = small_disk / str(seed)
        place.mkdir()
        one_trial_of_a_full_disk(place, seed)
        shutil.rmtree(place)


def test_a_file_that_may_not_grow_is_a_full_disk(filled, tmp_path):
    """RLIMIT_FSIZE, where no file system can be mounted: the log may not grow past a limit, then it may again."""
    pytest.importorskip("resource")
    filled(tmp_path)
    size = log_of(tmp_path).stat().st_size
    script = textwrap.dedent(f"""
        import pathlib, resource, signal
        from ledgers import ANA, open_ledger
        from workbench.errors import MissingResourceError
        from workbench.models import Verdict
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        book = open_ledger(pathlib.Path({str(tmp_path)!r}))
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        for number in range(8):
            resource.setrlimit(resource.RLIMIT_FSIZE, ({size} + 900 if number < 6 else hard, hard))
            try:
                book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA, note=f"limit {{number}}")
                print("stored", number)
            except MissingResourceError as error:
                assert error.code == "not_stored", error
                print("refused", number)
        book.close()
    """)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    told = dict(reversed(line.split()) for line in ran.stdout.splitlines())
    assert set(told.values()) == {"stored", "refused"}
    with open_ledger(tmp_path) as book:
        notes = [event.data.get("note", "") for event in book.events()]
        assert [note for note in notes if note.startswith("limit")] == [
            f"limit {number}" for number, said in told.items() if said == "stored"
        ]
        decide(book, 1)
