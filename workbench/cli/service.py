"""`serve`, `demo` and `doctor`: the desk, the example to try it on, and what is wrong with the machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import tables
from workbench.cli.console import ProgressBar, out, say
from workbench.errors import CheckFailedError, MissingResourceError

ADDRESS = "127.0.0.1"
START_SECONDS = 60.0


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    for command in (serve, demo, doctor):
        app.command()(command)


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the desk answers.")] = 8501,
    article: Annotated[str | None, typer.Option(help="Open the desk on this article.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
) -> None:
    """Open the desk in the browser; Ctrl-C closes it. Everything stays on this machine."""
    from workbench.desk.options import serve_command
    from workbench.ledger.ownership import Ownership

    workspace: Path = context.obj
    # The desk itself takes the ledger with its first page; this lock is held from now on, so that a second desk is refused.
    held = Ownership.take(workspace / "ledger" / "desk", "the desk")
    Ownership.take(workspace / "ledger", "the desk, starting").release()
    _refuse_busy(port)
    desk = subprocess.Popen(serve_command(port), env=os.environ | {"WORKBENCH_WORKSPACE": str(workspace.resolve())})

    def stop(number: int, frame: types.FrameType | None) -> None:
        del number, frame
        desk.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    url = f"http://{ADDRESS}:{port}" + (f"/review?article={article}" if article else "")
    if _answers(desk, port):
        say(f"the desk is open at {url} (Ctrl-C closes it)")
        if browser and _has_screen():
            webbrowser.open(url)
    code = desk.wait()
    held.release()
    if code not in {0, -signal.SIGTERM, -signal.SIGINT}:
        raise MissingResourceError(
            "desk_stopped", expected="a running desk", found=f"exit {code}", fix="see the lines above; try `workbench doctor`"
        )


def demo(context: typer.Context) -> None:
    """Build the demo corpus and put the demo article on the desk; what is there already stays. Prints the article's id."""
    from workbench.building import add_to_corpus
    from workbench.cli.review import put_on_desk
    from workbench.demo import article_path, documents_path
    from workbench.pipeline import Workbench
    from workbench.reading import read_file

    workbench = Workbench.open(context.obj)
    article = workbench.article_from(read_file(article_path(), workbench.settings)[0])
    with ProgressBar() as progress:
        add_to_corpus(context.obj, "demo", [documents_path()], workbench.settings, progress=progress)
        if not _on_desk(context.obj, article.article_id):
            put_on_desk(context.obj, article, workbench.check(article, "demo", progress), "demo")
    out().print(article.article_id)


def doctor(context: typer.Context) -> None:
    """Say what is installed, loaded and wrong, with the fix for each; exit 1 where something needed is missing."""
    from workbench.cli.diagnosis import diagnose

    findings = diagnose(context.obj)
    out().print(tables.findings_view(findings))
    wrong = [finding for finding in findings if not finding.fine]
    if wrong:
        raise CheckFailedError(
            "unwell",
            expected="everything in order",
            found=f"{len(wrong)} thing(s) wrong, first {wrong[0].name}",
            fix=wrong[0].fix,
        )


def _refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        # As the server itself does; without it a port in TIME_WAIT would count as busy for a minute.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise MissingResourceError(
                "port_busy",
                expected=f"a free port {port}",
                found="another program answers there",
                fix=f"try `--port {port + 1}`",
            ) from error


def _answers(desk: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and desk.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{ADDRESS}:{port}/_stcore/health", timeout=1):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _has_screen() -> bool:
    """Whether a browser window can appear; on a bare terminal `webbrowser` would start a text browser in its place."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _on_desk(workspace: Path, article_id: str) -> bool:
    from workbench.ledger import Ledger

    with Ledger.open(workspace, purpose="demo", shared=True) as ledger:
        return any(row.article_id == article_id and row.claims for row in ledger.articles())
