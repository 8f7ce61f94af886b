"""The real desk, served by a process of its own."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from workbench.desk.options import serve_command


@dataclass(frozen=True)
class Desk:
    """A desk that is being served."""

    address: str
    workspace: Path


@contextmanager
def served(workspace, port=None):
    """Serve the desk of `workspace`, at any free port or at the one given. The ledger is free again afterwards."""
    port = port or free_port()
    with (
        (workspace / "server.log").open("ab") as log,
        subprocess.Popen(
            serve_command(port),
            env=os.environ | {"WORKBENCH_WORKSPACE": str(workspace)},
            cwd=workspace,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield Desk(f"http://127.0.0.1:{port}", workspace)
        finally:
            server.terminate()
            server.wait(20)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(url, server):
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail("the desk did not start")
