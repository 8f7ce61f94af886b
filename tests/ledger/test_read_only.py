"""Where nothing can be written, what only reads works, what writes is refused in one line, and `doctor` tells its findings."""

import os
import shutil
import subprocess
import sys
import textwrap

import pytest
from ledgers import ANA, contents, open_ledger

from workbench.errors import MissingResourceError
from workbench.models import Verdict


@pytest.fixture
def read_only(filled, tmp_path):
    """A workspace on a file system that is mounted for reading alone; skips where this account may not mount."""
    if sys.platform != "linux":
        pytest.skip("a file system is mounted read-only on Linux alone")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")

    def ready(prepare=filled):
        held = prepare(place)
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        return place, held

    yield ready
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_reading_works_and_writing_is_refused(read_only):
    place, before = read_only()
    with open_ledger(place, shared=True) as book:
        assert (book.owned, book.read_only) == (False, True)
        assert contents(book) == before
        assert book.differences() == ()
        for write in (
            lambda: book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA),
            lambda: book.add_note("a-1", "c-0", "where to?", ANA),
            lambda: book.undo(ANA),
        ):
            with pytest.raises(MissingResourceError, match="nothing was stored"):
                write()
        assert contents(book) == before
    with pytest.raises(MissingResourceError, match="what only reads still works") as refused:
        open_ledger(place)
    assert refused.value.code == "workspace_read_only"


def test_an_unfinished_last_line_does_not_keep_one_from_reading(filled, read_only):
    def with_torn_end(place):
        held = filled(place)
        log = place / "ledger" / "events.jsonl"
        log.write_bytes(log.read_bytes() + b'{"seq":15,"ha')
        return held

    place, before = read_only(with_torn_end)
    with open_ledger(place, shared=True) as book:
        assert contents(book) == before


def test_a_workspace_without_a_ledger_is_read_as_empty(read_only):
    place, _ = read_only(lambda place: None)
    with open_ledger(place, shared=True) as book:
        assert (book.articles(), book.events()) == ((), ())


@pytest.mark.parametrize("in_the_way", ["workspace", "workspace/ledger"])
def test_a_file_where_a_folder_should_be_is_no_place_to_read(tmp_path, in_the_way):
    path = tmp_path / in_the_way
    path.parent.mkdir(exist_ok=True)
    path.write_text("in the way")
    with pytest.raises(MissingResourceError, match="check --workspace"):
        open_ledger(tmp_path / "workspace", shared=True)


def test_the_commands_that_read_work(read_only, workbench_command, tmp_path):
    place, _ = read_only()
    assert workbench_command("articles", "list", workspace=place).code == 0
    for form in ("csv", "jsonl"):
        ran = workbench_command("export", "a-1", "--format", form, "--out", tmp_path / f"log.{form}", workspace=place)
        assert (ran.code, (tmp_path / f"log.{form}").stat().st_size > 0) == (0, True)
    assert workbench_command("verify", tmp_path / "log.jsonl", workspace=place).code == 0
    assert workbench_command("verify", place / "ledger" / "events.jsonl", workspace=place).code == 0
    for command in (
        ("verdict", "c-0", "refuted", "--reviewer", "Ben"),
        ("undo", "--reviewer", "Ana"),
        ("repair",),
        ("serve", "--no-browser"),
    ):
        ran = workbench_command(*command, workspace=place)
        assert (ran.code, ran.err.count("\n")) == (3, 1), ran.err
    ran = workbench_command("export", "a-1", "--format", "csv", "--out", place / "log.csv", workspace=place)
    assert (ran.code, ran.err.count("\n")) == (3, 1)


def ledger_finding(workspace):
    from workbench.cli.diagnosis import _ledger, _look

    return _look("ledger", lambda: _ledger(workspace))


def test_doctor_tells_that_a_ledger_can_only_be_read(read_only):
    place, before = read_only()
    found = ledger_finding(place)
    assert (found.fine, found.detail) == (True, f"{len(before[0])} events, chain whole; it can only be read")


def test_doctor_tells_what_it_mended_and_what_it_cannot_mend(filled, tmp_path):
    filled(tmp_path)
    assert ledger_finding(tmp_path).detail == "14 events, chain whole"
    (tmp_path / "ledger" / "view.duckdb").write_bytes(b"no database" * 1000)
    found = ledger_finding(tmp_path)
    assert (found.fine, "view.duckdb was set aside and is built anew" in found.detail) == (True, True)
    batch = tmp_path / "ledger" / "inbox" / "stray.json"
    batch.parent.mkdir(exist_ok=True)
    batch.write_bytes(b"[]")
    found = ledger_finding(tmp_path)
    assert (found.fine, found.detail) == (False, "stray.json in quarantine")
    shutil.rmtree(tmp_path / "ledger" / "quarantine")
    for stored in (tmp_path / "ledger" / "objects").iterdir():
        stored.write_bytes(stored.read_bytes()[:-1])
    found = ledger_finding(tmp_path)
    assert (found.fine, found.detail.count("is missing or damaged")) == (False, 2)
    log = tmp_path / "ledger" / "events.jsonl"
    log.write_bytes(log.read_bytes().replace(b"no. 0", b"no. 9"))
    found = ledger_finding(tmp_path)
    assert (found.fine, "entry 3" in found.detail, "`workbench repair`" in found.fix) == (False, True, True)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can act for another account")
def test_another_account_that_may_only_read_reads(filled, tmp_path):
    """Folders of one account, looked into by another: permissions, not the mount, stand in the way."""
    before = filled(tmp_path / "workspace")
    open_to_all(tmp_path / "workspace")
    script = textwrap.dedent(f"""
        import os, pathlib, sys
        from ledgers import ANA, open_ledger
        from workbench.errors import MissingResourceError
        from workbench.models import Verdict
        with open_ledger(pathlib.Path({str(tmp_path / "workspace")!r})) as book:
            book.articles()  # everything is loaded: the other account may not be let into the interpreter's own folders
        os.setuid(65534)
        with open_ledger(pathlib.Path({str(tmp_path / "workspace")!r}), shared=True) as book:
            print(book.read_only, len(book.events()), len(book.verdicts("a-1")), book.article("a-1").title)
            try:
                book.give_verdict("a-1", "c-0", Verdict.REFUTED, ANA)
            except MissingResourceError as error:
                print(error.code)
    """)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.stdout.splitlines() == [f"True {len(before[0])} {len(before[1])} {before[4].title}", "not_stored"], ran.stderr


def open_to_all(workspace):
    """Let every account read what is in `workspace`, and get there."""
    for path in [workspace, *workspace.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    for parent in workspace.parents:
        if parent.owner() == "root" and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)


@pytest.mark.slow
def test_doctor_and_replay_work_in_a_place_that_can_only_be_read(place, read_only, workbench_command, tmp_path):
    check = ["check", "--corpus", "refs", "--date", "2024-05-02", "--save", place.article]
    assert workbench_command(*check, workspace=place.workspace).code == 0
    with open_ledger(place.workspace) as book:
        (article,) = book.articles()
    where, _ = read_only(lambda there: shutil.copytree(place.workspace, there, dirs_exist_ok=True))
    log = tmp_path / "log.jsonl"
    assert workbench_command("export", article.article_id, "--format", "jsonl", "--out", log, workspace=where).code == 0
    assert workbench_command("replay", log, workspace=where).code == 0
    assert workbench_command("verify", log, "--corpus", "refs", workspace=where).code == 0
    ran = workbench_command("doctor", workspace=where)
    assert (ran.code, "Traceback" in ran.err, "it can only be read" in " ".join(ran.out.split())) == (0, False, True)
