"""One reviewer's whole way through the real desk, in a real browser, mostly from the keyboard.

Screenshots of every page, light and dark, are kept in ``.screenshots/``.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from serving import served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / ".screenshots"
NAME = "Ada Reader"

ARTICLE = """The Salt Bridge is 12 miles long and was opened in 1987.

The harbour board will lease a ferry for $3.2 million over 18 months.

<img src="http://outside.invalid/a.png"> ![pixel](http://outside.invalid/b.png) The ferry carries 62 cars.

"We will not wait for the report," said Maren Holt, who chairs the board."""

DOCUMENTS = {
    "bridge.md": "---\ntitle: Salt Bridge, structure record\npublisher: Roads agency\npublished: 2023-11-02\ntier: primary\n"
    "---\n"
    "The Salt Bridge has a length of 19 km. The Salt Bridge was opened to traffic in 1987.\n",
    "lease.md": "---\ntitle: Charter party\npublisher: Port Elin\npublished: 2024-05-09\ntier: primary\n---\n"
    "The harbour board will lease a ferry for $3.9 million over 18 months. The ferry carries 62 passenger cars.\n",
    "hostile.md": "---\ntitle: Notes ![t](http://outside.invalid/t.png)\npublished: 2024-01-01\n---\n"
    'The ferry carries 62 cars. <script>fetch("http://outside.invalid/s")</script> ![p](http://outside.invalid/c.png)\n',
    "broken.pdf": "this is no PDF",
}


@pytest.fixture
def empty_desk(browser: Browser, tmp_path: Path) -> Iterator[str]:
    """The address of a desk that serves an empty workspace."""
    del browser  # without one there is nothing to serve for
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    with served(workspace) as running:
        yield running.address


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_from_an_empty_desk_to_an_exported_log(browser: Browser, empty_desk: str, sources: Path) -> None:
    desk = empty_desk
    page = browser.new_page(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page.set_default_timeout(40_000)
    strangers: list[str] = []
    page.on("request", lambda r: strangers.append(r.url) if not r.url.startswith((desk, "data:", "blob:")) else None)
    page.goto(desk)
    _give_a_name(page)
    _make_a_corpus(page, desk, sources)
    _bring_in_the_article(page)
    _review_by_keyboard(page)
    _come_back_after_a_reload(page)
    _export(page)
    _see_every_page_in_both_themes(page, desk)
    assert strangers == []


def _give_a_name(page: Page) -> None:
    expect(page.get_by_text("No article on the desk yet")).to_be_visible()
    _shoot(page, "desk-empty")
    page.get_by_role("textbox", name="Who is reviewing?").fill(NAME)
    page.get_by_role("button", name="Use this name").click()
    expect(page.get_by_test_id("stSidebar").get_by_text(NAME)).to_be_visible()


def _make_a_corpus(page: Page, desk: str, sources: Path) -> None:
    page.get_by_role("link", name="Corpus").click()
    expect(page.get_by_text("No reference corpus yet")).to_be_visible()
    page.get_by_role("textbox", name="Or a file or folder on this computer").fill(str(sources))
    page.get_by_role("textbox", name="Corpus").fill("harbour")
    page.get_by_role("button", name="Add to the corpus").click()
    expect(page.get_by_text("3 added, 0 replaced, 0 already there")).to_be_visible()
    expect(page.get_by_text("broken.pdf")).to_be_visible()
    page.goto(f"{desk}/corpus")
    expect(page.get_by_role("cell", name="Salt Bridge, structure record bridge.md")).to_be_visible()
    expect(page.get_by_text("Notes ![t](http://outside.invalid/t.png)")).to_be_visible()
    page.get_by_role("tab", name="Health").click()
    page.get_by_role("button", name="Verify now").click()
    expect(page.get_by_text("every file and document is what was published")).to_be_visible()


def _bring_in_the_article(page: Page) -> None:
    page.get_by_role("link", name="Intake").click()
    page.get_by_role("textbox", name="Article").fill(ARTICLE)
    page.get_by_role("textbox", name="Title").fill("The bridge and the ferry")
    expect(page.get_by_text("Still needed: its publication date.")).to_be_visible()
    _type_date(page, "2024-05-14")
    expect(page.get_by_text("Ready to check.")).to_be_visible()
    page.get_by_role("button", name="Preview the claims").click()
    expect(page.locator(".st-key-preview .wb-claim").first).to_be_visible()
    _shoot(page, "intake")
    page.get_by_role("button", name="Check the article").click()
    expect(page.locator(".st-key-review .wb-article")).to_be_visible()


def _review_by_keyboard(page: Page) -> None:
    decided = page.locator(".wb-bar-words")
    standing = page.locator(".wb-standing")
    expect(page.locator(".wb-standalone")).to_contain_text("Salt Bridge")
    expect(standing).to_contain_text("not given yet")
    page.keyboard.press("1")
    expect(_eyebrow(page)).to_contain_text("Claim 2 of")
    page.keyboard.press("ArrowLeft")
    expect(_eyebrow(page)).to_contain_text("Claim 1 of")
    expect(standing).to_contain_text("Supported")
    expect(standing).to_contain_text(NAME)
    page.keyboard.press("n")
    expect(_eyebrow(page)).to_contain_text("Claim 2 of")

    _open_claim(page, "lease")
    expect(page.locator(".wb-fact-lead").get_by_text("$3.9 million").first).to_be_visible()
    page.get_by_role("checkbox", name="I relied on [1]").check(force=True)
    note = page.get_by_placeholder("Note: why, and where you looked")
    note.fill("3.9, not 3.2")
    note.press("2")  # a digit in the note is a digit
    expect(standing).to_contain_text("not given yet")
    note.press("Control+Enter")
    before = _eyebrow(page).text_content() or ""
    page.keyboard.press("2")
    expect(decided).to_contain_text("2 of")
    expect(_eyebrow(page)).not_to_have_text(before)
    page.keyboard.press("ArrowLeft")
    expect(_eyebrow(page)).to_have_text(before)
    expect(standing).to_contain_text("Refuted")
    _shoot(page, "review")

    page.keyboard.press("n")
    expect(_eyebrow(page)).not_to_have_text(before)
    page.keyboard.press("5")
    expect(decided).to_contain_text("3 of")
    page.keyboard.press("u")
    expect(decided).to_contain_text("2 of")
    expect(standing).to_contain_text("not given yet")
    expect(page.locator(".wb-article")).to_contain_text('<img src="http://outside.invalid/a.png">')
    page.locator(".st-key-toolbar").get_by_text("Undecided").first.click()
    expect(page).to_have_url(re.compile("filter=undecided"))


def _come_back_after_a_reload(page: Page) -> None:
    eyebrow = _eyebrow(page).text_content() or ""
    page.reload()
    expect(_eyebrow(page)).to_have_text(eyebrow)
    expect(page.locator(".wb-bar-words")).to_contain_text("2 of")


def _export(page: Page) -> None:
    page.get_by_role("link", name="Log").click()
    expect(page.get_by_text("Took back no.")).to_be_visible()
    page.get_by_role("combobox", name="Article").click()
    page.get_by_role("option", name="The bridge and the ferry").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    verdicts = sorted(value for row in rows for name, value in row.items() if name == "verdict" and value)
    assert verdicts == ["refuted", "supported"]
    assert any("3.9, not 3.22" in value for row in rows for value in row.values() if value)


def _see_every_page_in_both_themes(page: Page, desk: str) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name, path in (("desk", ""), ("review", "review"), ("corpus", "corpus"), ("log", "log")):
            page.goto(f"{desk}/{path}")
            expect(page.locator(".wb-brand")).to_be_visible()
            _settle(page)
            _shoot(page, f"{name}-{scheme}")


def _eyebrow(page: Page) -> Locator:
    return page.locator(".st-key-claim-pane .wb-eyebrow")


def _open_claim(page: Page, words: str) -> None:
    claim = page.locator(".wb-article .wb-claim[role=button]").filter(has_text=words).first
    claim.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-standalone")).to_contain_text(words)
    _settle(page)


def _type_date(page: Page, day: str) -> None:
    field = page.get_by_role("spinbutton", name="year, Publication date")
    field.click()
    page.keyboard.type(day.replace("-", ""))
    page.keyboard.press("Escape")  # closes the calendar that opened beside it


def _settle(page: Page) -> None:
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")


def _shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(400)
    page.screenshot(path=SHOTS / f"{name}.png")
