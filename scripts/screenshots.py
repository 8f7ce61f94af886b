"""Make the README's screenshots: the real desk on the demo, every page, light and dark, into docs/images/.

Needs Chromium and the `dev` extra: ``python scripts/screenshots.py``.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from workbench.building import add_to_corpus
from workbench.demo import article_path, documents_path
from workbench.desk.identity import COOKIE
from workbench.desk.options import serve_command
from workbench.ledger import Ledger, Reviewer
from workbench.models import ArticleCheck, Level, SuggestionLabel, Verdict
from workbench.pipeline import Workbench
from workbench.reading import read_file

IMAGES = Path(__file__).parents[1] / "docs" / "images"
READER = Reviewer("Ada Reader")
WIDTH, HEIGHT = 1440, 900
START_SECONDS = 90
GIVEN = {SuggestionLabel.MATCH: Verdict.SUPPORTED, SuggestionLabel.NO_EVIDENCE: Verdict.NOT_ENOUGH_EVIDENCE}
SHOWN_VERDICTS = 9


def main() -> int:
    """Make them all; returns the exit status."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("expected Chromium; found none; install it (Debian: apt-get install chromium)", file=sys.stderr)
        return 3
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "newsroom"
        check = prepare(workspace)
        with served(workspace) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
                context.add_cookies([{"name": COOKIE, "value": quote(READER.name), "url": desk}])
                page = context.new_page()
                page.set_default_timeout(START_SECONDS * 1000)
                for name, path in pages(check).items():
                    shoot(page, f"{desk}/{path}", IMAGES / f"{name}-{scheme}.png")
            browser.close()
    return 0


def prepare(workspace: Path) -> ArticleCheck:
    """Put the checked demo article on a desk, some of its claims decided."""
    workbench = Workbench.open(workspace)
    add_to_corpus(workspace, "demo", [documents_path()], workbench.settings, encoder=workbench.encoder())
    article = workbench.article_from(read_file(article_path(), workbench.settings)[0])
    check = workbench.check(article, "demo")
    with Ledger.open(workspace) as ledger:
        ledger.add_article(article, READER)
        ledger.record_check(check, READER)
        likely = [found for found in check.assessments if found.suggestion.label in GIVEN][:SHOWN_VERDICTS]
        for found in likely:
            evidence = [item.hit.passage_id for item in found.evidence[:1]]
            verdict = GIVEN[found.suggestion.label]
            ledger.give_verdict(article.article_id, found.claim.claim_id, verdict, READER, evidence=evidence)
    return check


def pages(check: ArticleCheck) -> dict[str, str]:
    """The address of each picture; the review opens where a value differs."""
    differing = (
        found.claim.claim_id
        for found in check.assessments
        if found.suggestion.label is SuggestionLabel.CONFLICT and any(pair.level is Level.DIFFERS for pair in found.comparisons)
    )
    claim = next(differing, check.assessments[0].claim.claim_id)
    return {
        "desk": "",
        "review": f"review?article={check.article_id}&claim={claim}",
        "intake": "intake",
        "corpus": "corpus",
        "log": "log",
    }


def shoot(page: Page, url: str, path: Path) -> None:
    """Open a page, wait until it has drawn, and keep its picture."""
    page.goto(url)
    page.wait_for_selector(".wb-brand")
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.wait_for_timeout(800)
    page.screenshot(path=path)
    print(path)


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """Serve the desk of `workspace` on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"WORKBENCH_WORKSPACE": str(workspace)}
    with subprocess.Popen(serve_command(port), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as desk:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", desk)
            yield f"http://127.0.0.1:{port}"
        finally:
            desk.terminate()


def wait_for(url: str, desk: subprocess.Popen[bytes]) -> None:
    """Wait until the desk answers. Raises `RuntimeError` where it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and desk.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the desk did not start")


if __name__ == "__main__":
    raise SystemExit(main())
