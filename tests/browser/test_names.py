"""Two people at one desk, each in a browser of their own: every verdict stands under the name of the one who gave it."""

import pytest
from made import ARTICLE, claim_id, put_on_desk
from playwright.sync_api import expect
from serving import served

from workbench.ledger import Ledger

pytestmark = pytest.mark.browser
NAMES = ("Ada Reader", "Bo Wrîter; 2")


@pytest.mark.parametrize("rounds", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_verdicts_given_in_turn_in_two_browsers_stand_each_under_its_own_name(visit, tmp_path, rounds):
    put_on_desk(tmp_path, 2 * rounds)
    with served(tmp_path) as desk:
        pages = [visit(), visit()]
        for page, name in zip(pages, NAMES, strict=True):
            page.goto(desk)
            expect(page.get_by_role("textbox", name="Who is reviewing?")).to_be_visible()
            give_name(page, name)
        for number in range(1, 2 * rounds + 1):
            page, name = pages[number % 2], NAMES[number % 2]
            # Each opening is a new session that knows only what the browser brings along.
            page.goto(f"{desk}/review?article={ARTICLE}&claim={claim_id(number)}")
            expect(page.get_by_test_id("stSidebar").get_by_text(name)).to_be_visible()
            page.locator(".st-key-verdict-buttons button").nth(number % 5).click()
            expect(page.locator(".wb-bar-words")).to_contain_text(f"{number} of")
    with Ledger.open(tmp_path) as ledger:
        given = ledger.verdicts(ARTICLE)
    assert {claim: row.by.name for claim, row in given.items()} == {
        claim_id(number): NAMES[number % 2] for number in range(1, 2 * rounds + 1)
    }


def test_a_changed_name_is_that_browsers_alone_and_a_tab_keeps_its_own(visit, tmp_path):
    put_on_desk(tmp_path, 2)
    with served(tmp_path) as desk:
        ada, bo = visit("Ada Reader", desk), visit("Bo Writer", desk)
        ada.goto(desk)
        bo.goto(desk)
        tab = bo.context.new_page()
        tab.goto(desk)
        tab.get_by_role("button", name="Change reviewer").click()
        give_name(tab, "Cy Editor")
        for page, name in ((ada, "Ada Reader"), (bo, "Bo Writer"), (tab, "Cy Editor")):
            page.reload()
            expect(page.get_by_test_id("stSidebar").locator(".wb-who b")).to_have_text(name)


def give_name(page, name):
    page.get_by_role("textbox", name="Who is reviewing?").fill(name)
    page.get_by_role("button", name="Use this name").click()
    expect(page.get_by_test_id("stSidebar").locator(".wb-who b")).to_have_text(name)
