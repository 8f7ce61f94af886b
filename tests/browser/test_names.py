"""Two people at one desk, each in a browser of their own: every verdict stands under the name of the one who gave it."""

import pytest
from made import claim_id, put_on_desk
from playwright.sync_api import expect

from workbench.ledger import Ledger

pytestmark = pytest.mark.browser
NAMES = ("Ada Reader", "Bo Wrîter; 2")


@pytest.mark.parametrize(
    ("rounds", "reloads"), [(4, {5, 6}), pytest.param(20, set(range(1, 41)), marks=pytest.mark.slow)]
)  # fmt: skip
def test_verdicts_given_in_turn_in_two_browsers_stand_each_under_its_own_name(visit, desk, rounds, reloads):
    article = put_on_desk(desk.workspace, 2 * rounds)
    pages = [visit(), visit()]
    for page, name in zip(pages, NAMES, strict=True):
        page.goto(f"{desk.address}/review?article={article}&claim={claim_id(1)}")
        give_name(page, name)
    for number in range(1, 2 * rounds + 1):
        page, name = pages[number % 2], NAMES[number % 2]
        if number in reloads:
            # Each opening is a new session that knows only what the browser brings along.
            page.goto(f"{desk.address}/review?article={article}&claim={claim_id(number)}")
            expect(page.locator(".wb-keys")).to_be_visible()
        else:
            page.locator(".wb-article .wb-claim").filter(has_text=f"line {number} carried").click()
        expect(page.locator(".wb-eyebrow")).to_contain_text(f"Claim {number} of")
        expect(page.get_by_test_id("stSidebar").locator(".wb-who b")).to_have_text(name)
        page.keyboard.press(str(number % 5 + 1))
        expect(page.locator(".wb-bar-words")).to_contain_text(f"{number} of")
    with Ledger.open(desk.workspace, shared=True) as ledger:
        given = ledger.verdicts(article)
    assert {claim: row.by.name for claim, row in given.items()} == {
        claim_id(number): NAMES[number % 2] for number in range(1, 2 * rounds + 1)
    }


@pytest.mark.slow
def test_a_changed_name_is_that_browsers_alone_and_a_tab_keeps_its_own(visit, desk):
    ada, bo = visit("Ada Reader", desk.address), visit("Bo Writer", desk.address)
    ada.goto(desk.address)
    bo.goto(desk.address)
    tab = bo.context.new_page()
    tab.goto(desk.address)
    tab.get_by_role("button", name="Change reviewer").click()
    give_name(tab, "Cy Editor")
    for page, name in ((ada, "Ada Reader"), (bo, "Bo Writer"), (tab, "Cy Editor")):
        page.reload()
        expect(page.get_by_test_id("stSidebar").locator(".wb-who b")).to_have_text(name)


def give_name(page, name):
    page.get_by_role("textbox", name="Who is reviewing?").fill(name)
    page.get_by_role("button", name="Use this name").click()
    expect(page.get_by_test_id("stSidebar").locator(".wb-who b")).to_have_text(name)
