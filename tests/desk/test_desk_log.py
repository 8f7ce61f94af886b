"""The log page tells of what was mended in the ledger, and the log of its own repair."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from workbench.cli import run
from workbench.desk.options import MAIN
from workbench.ledger import Ledger, Reviewer
from workbench.models import Verdict

READER = Reviewer("Ada Reader")


def log_page() -> str:
    app = AppTest.from_file(MAIN, default_timeout=60).run()
    app.switch_page("views/log.py")
    return " ".join(str(item.proto.body) for item in app.run().get("html"))


def test_a_repair_stands_in_the_log_with_what_was_lost_and_restored(workspace: Path) -> None:
    with Ledger.open(workspace) as ledger:
        ledger.give_verdict("a-ferry", "c-long", Verdict.SUPPORTED, READER)
    log = workspace / "ledger" / "events.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0], lines[1][:-5] + b"?" + lines[1][-4:], *lines[2:]]))
    assert run(["--workspace", str(workspace), "repair", "--reviewer", "Ada Reader"]) == 0
    shown = log_page()
    assert "Log repaired" in shown
    assert "0 entries lost, 1 restored" in shown


def test_tables_that_were_built_anew_are_told_of(workspace: Path) -> None:
    (workspace / "ledger" / "view.duckdb").write_bytes(b"no database")
    shown = log_page()
    assert "Since the desk was opened: view.duckdb was set aside and is built anew from the log" in shown
    assert "Article added" in shown
