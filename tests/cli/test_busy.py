"""What is taken, locked or gone away while a command runs: a workspace, a port, a reader."""

import json
import os
import socket
import subprocess
import sys

import pytest

from workbench.cli.console import out

CHECK_AND_SAVE = ["check", "--corpus", "refs", "--date", "2024-05-02", "--format", "json", "--save"]


def test_a_reader_that_goes_away_is_no_failure(monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", closefd=True) as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        with pytest.raises(BrokenPipeError):
            out().print("line\n" * 100_000)
        os.dup2(os.open(os.devnull, os.O_WRONLY), gone.fileno())


def test_a_busy_workspace_takes_a_verdict_into_the_queue(workbench_command, place):
    from workbench.ledger import Ledger

    ran = workbench_command(*CHECK_AND_SAVE, place.article, workspace=place.workspace)
    (check,) = json.loads(ran.out)
    claim_id = check["assessments"][0]["claim"]["claim_id"]
    with Ledger.open(place.workspace, purpose="the desk") as ledger:
        ran = workbench_command("verdict", claim_id, "refuted", "--reviewer", "Ben", workspace=place.workspace)
        assert (ran.code, "the desk" in ran.err) == (0, True)
        assert ledger.verdicts(check["article_id"])[claim_id].by.name == "Ben"
        ran = workbench_command("serve", "--no-browser", workspace=place.workspace)
        assert (ran.code, "the desk" in ran.err) == (3, True)


def test_a_busy_port_is_named_with_another_to_try(workbench_command, tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        ran = workbench_command("serve", "--port", str(port), "--no-browser", workspace=tmp_path)
    assert ran.code == 3
    assert f"--port {port + 1}" in ran.err


def test_a_second_desk_on_one_workspace_is_refused_before_anyone_opens_a_page(workbench_command, tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "workbench", "--workspace", str(tmp_path), "serve", "--no-browser", "--port", str(port)]
    desk = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert any("the desk is open" in line for line in desk.stderr)
        ran = workbench_command("serve", "--no-browser", "--port", str(free_port()), workspace=tmp_path)
        assert (ran.code, str(desk.pid) in ran.err) == (3, True)
    finally:
        desk.terminate()
    assert desk.wait(timeout=30) == 0
    assert workbench_command("articles", "list", workspace=tmp_path).code == 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
