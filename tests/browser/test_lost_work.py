"""What was typed, ticked or started is still there after a reload or on another page."""

import pytest
from made import put_on_desk
from playwright.sync_api import expect
from serving import served

from workbench.ledger import EventType, Ledger

pytestmark = pytest.mark.browser
NAME = "Ada Reader"
TEXT = "The 12-mile Norrhavn tunnel opened in May 2019.\n\nThe ferry carried 512,000 passengers in 2023."


def form(page):
    page.wait_for_selector(".st-key-intake-text textarea")
    return {
        "text": page.get_by_role("textbox", name="Article").input_value(),
        "title": page.get_by_role("textbox", name="Title").input_value(),
        "author": page.get_by_role("textbox", name="Author").input_value(),
    }


def shows(page, **expected):
    for name, value in expected.items():
        expect(page.get_by_role("textbox", name={"text": "Article", "title": "Title", "author": "Author"}[name])).to_have_value(
            value
        )


def settled(page):
    expect(page.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning")


@pytest.mark.slow
def test_what_stands_in_the_form_survives_a_reload_in_its_tab_alone(visit, desk):
    page = visit(NAME, desk.address)
    page.goto(f"{desk.address}/intake")
    settled(page)
    page.get_by_role("textbox", name="Title").fill("The tunnel")
    page.get_by_text("The date is not known").click()
    expect(page.get_by_text("Still needed: the article's text.")).to_be_visible()
    settled(page)
    expect(page.get_by_role("checkbox", name="The date is not known")).to_be_checked()
    page.get_by_role("textbox", name="Author").fill("Jon Vik")
    page.get_by_role("textbox", name="Article").fill(TEXT)  # and the field is not left: the server has not heard of it
    page.reload()
    shows(page, text=TEXT, title="The tunnel", author="Jon Vik")
    expect(page.get_by_role("checkbox", name="The date is not known")).to_be_checked()
    page.get_by_role("link", name="Log").click()
    expect(page.locator(".st-key-intake-text")).to_have_count(0)
    page.get_by_role("link", name="Intake").click()
    shows(page, text=TEXT, title="The tunnel", author="Jon Vik")

    other = page.context.new_page()
    other.goto(f"{desk.address}/intake")
    other.wait_for_timeout(500)
    assert form(other) == {"text": "", "title": "", "author": ""}

    page.get_by_role("button", name="Empty the form").click()
    shows(page, text="", title="", author="")
    page.reload()
    page.wait_for_timeout(500)
    assert form(page) == {"text": "", "title": "", "author": ""}


def test_ticks_without_a_verdict_survive_a_reload(visit, desk):
    article = put_on_desk(desk.workspace, 2)
    page = visit(NAME, desk.address)
    page.goto(f"{desk.address}/review?article={article}")
    page.get_by_text("I relied on [2]").click()
    page.get_by_role("button", name="Rounded").click()
    expect(page.locator(".st-key-particulars [aria-checked=true], .st-key-particulars [aria-pressed=true]")).to_have_count(1)
    settled(page)
    page.reload()
    expect(page.get_by_role("checkbox", name="I relied on [2]")).to_be_checked()
    expect(page.get_by_role("checkbox", name="I relied on [1]")).not_to_be_checked()
    page.keyboard.press("1")
    expect(page.locator(".wb-bar-words")).to_have_text("1 of 2 decided")
    with Ledger.open(desk.workspace, shared=True) as ledger:
        (given,) = ledger.verdicts(article).values()
    assert (given.evidence, given.qualifiers) == (("p-001-2",), ("rounded",))


@pytest.mark.slow
def test_a_check_goes_on_while_its_reviewer_decides_another_article(visit, place):
    article = put_on_desk(place.workspace, 12)
    with served(place.workspace) as desk:
        page = visit(NAME, desk.address)
        page.goto(f"{desk.address}/intake")
        page.get_by_text("The date is not known").click()
        page.get_by_role("textbox", name="Title").fill("The tunnel")
        page.get_by_role("textbox", name="Article").fill(TEXT)
        page.get_by_role("textbox", name="Article").blur()
        page.get_by_role("button", name="Check the article").click()
        expect(page.locator(".st-key-work")).to_contain_text("The tunnel")
        shows(page, text="", title="")
        page.get_by_role("link", name="Desk", exact=True).click()
        page.locator(f".st-key-open-{article} button").click()
        expect(page.locator(".wb-keys")).to_be_visible()
        for key in "123451234512":
            page.keyboard.press(key)
            page.wait_for_timeout(100)
        expect(page.locator(".wb-bar-words")).to_have_text("12 of 12 decided")
        expect(page.locator(".st-key-work .wb-good")).to_contain_text("The tunnel")
        page.get_by_role("link", name="Open the review").click()
        expect(page.locator(".wb-article h2")).to_have_text("The tunnel")
        expect(page.locator(".st-key-work")).to_have_count(0)
    with Ledger.open(place.workspace) as ledger:
        events = ledger.events()
    assert sum(event.type is EventType.VERDICT_GIVEN for event in events) == 12
    assert [event.by.name for event in events if event.type is EventType.CHECK_RECORDED] == ["Command Line", NAME]
