"""New names reach the disk too: a folder is synced after something in it was made or renamed."""

import os
import subprocess
import sys
import textwrap

import pytest
from ledgers import contents, open_ledger

from workbench.ledger import objects
from workbench.ledger.disk import make_folder, put_whole, sync_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folders")


def test_every_folder_in_which_something_was_made_is_synced(tmp_path):
    """An audit hook sees each folder that is opened; the ledger opens a folder itself for nothing but its syncing."""
    script = textwrap.dedent(f"""
        import os, pathlib, sys
        from ledgers import ANA, ARTICLE, fill, make_check, open_ledger
        from workbench.models import Verdict
        place = pathlib.Path({str(tmp_path / "new" / "workspace")!r})
        synced = set()
        def hook(event, arguments):
            # `os.open` has no mode such as "rb"
            if event == "open" and isinstance(arguments[0], (str, os.PathLike)) and arguments[1] is None:
                if os.path.isdir(arguments[0]):
                    synced.add(os.path.relpath(arguments[0], place))
        sys.addaudithook(hook)
        def report(step):
            print(step, *sorted(synced))
            synced.clear()
        book = open_ledger(place)
        report("opening")
        book.add_checked(ARTICLE, make_check(), ANA)
        report("adding")
        with open_ledger(place, shared=True) as guest:
            guest.give_verdict("a-1", "c-1", Verdict.REFUTED, ANA)
        report("queueing")
        next((place / "ledger" / "inbox").glob("*.json")).write_bytes(b"[]")
        book.events()
        report("quarantine")
        book.close()
        (place / "ledger" / "view.duckdb").write_bytes(b"no database" * 1000)
        open_ledger(place).close()
        report("rebuilding")
    """)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    steps = {step: set(folders) for step, *folders in map(str.split, ran.stdout.splitlines())}
    assert steps["opening"] == {"../..", "..", ".", "ledger"}
    assert steps["adding"] == {"ledger", "ledger/objects"}
    assert steps["queueing"] == {"ledger", "ledger/inbox"}
    assert steps["quarantine"] == {"ledger", "ledger/inbox", "ledger/quarantine"}
    assert steps["rebuilding"] == {"ledger"}


def test_a_folder_that_is_not_there_cannot_be_synced(tmp_path):
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "nowhere")


def test_what_cannot_be_put_leaves_nothing_behind(tmp_path):
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / "name").mkdir()
    with pytest.raises(OSError, match="name"):
        put_whole(tmp_path / "a" / "b" / "name", b"data")
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["name"]


def test_a_damaged_object_is_healed_by_storing_it_again(tmp_path):
    name = objects.put(tmp_path / "objects", b"what it was")
    (tmp_path / "objects" / name).write_bytes(b"what became of it")
    assert not objects.whole(tmp_path / "objects", name)
    assert objects.put(tmp_path / "objects", b"what it was") == name
    assert objects.get(tmp_path / "objects", name) == b"what it was"


def test_tables_beside_an_owner_are_not_held_against_a_log_that_went_on(filled, tmp_path):
    filled(tmp_path)
    with open_ledger(tmp_path) as owner, open_ledger(tmp_path, shared=True) as guest:
        owner.add_note("a-1", "c-0", "meanwhile", contents(owner)[0][0].by)
        assert guest.differences() == ()
