"""A real browser, and profiles of it for as many people as a test wants."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright
from serving import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A patient limit: it only tells what hangs from what is slow.
PATIENCE = 60_000


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        message = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def desk(browser, tmp_path_factory):
    """A desk that many tests share, each with an article of its own (`made.put_on_desk`)."""
    del browser  # without one there is nothing to serve for
    with served(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture
def visit(browser):
    """Open pages, each in a browser profile of its own (cookies and storage), as another person would."""
    contexts = []

    def open_page(name=None, address="", **options):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)
        contexts.append(context)
        if name:
            context.add_cookies([{"name": "workbench_reviewer", "value": name.replace(" ", "%20"), "url": address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield open_page
    for context in contexts:
        context.close()
