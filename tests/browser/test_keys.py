"""Keys are about the claim that is chosen when they are pressed, however fast they come; none is lost and none counts twice."""

import itertools
import random
import re

import pytest
from made import claim_id, put_on_desk
from playwright.sync_api import expect
from serving import free_port, served

from workbench.ledger import EventType, Ledger
from workbench.models import Verdict

pytestmark = pytest.mark.browser
NAME = "Ada Reader"
VERDICTS = list(Verdict)


def opened(visit, desk, article, name=NAME):
    page = visit(name, desk.address)
    page.goto(f"{desk.address}/review?article={article}")
    expect(page.locator(".wb-keys")).to_be_visible()
    at_claim(page, 1)
    return page


def at_claim(page, number):
    """Wait until that claim is drawn, whole."""
    expect(page.locator(".st-key-claim-pane .wb-eyebrow")).to_contain_text(f"Claim {number} of")
    expect(page.locator(".st-key-review[data-ahead]")).to_have_count(0)


def answered(page):
    """Wait until the server has answered for every key."""
    page.wait_for_function("sessionStorage.getItem('workbench.actions') === null")


def press(page, keys, every):
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(every)
    answered(page)


def given(desk, article):
    """The standing verdicts by claim."""
    with Ledger.open(desk.workspace, shared=True) as ledger:
        return {claim: row.verdict for claim, row in ledger.verdicts(article).items()}


def presses(desk, article):
    """How many verdicts were ever given."""
    with Ledger.open(desk.workspace, shared=True) as ledger:
        return sum(event.type is EventType.VERDICT_GIVEN for event in ledger.events(article_id=article))


def by_digits(digits, first=1):
    return {claim_id(n): VERDICTS[int(digit) - 1] for n, digit in enumerate(digits, start=first)}


DIGITS = "".join(itertools.islice(itertools.cycle("12345"), 660))


@pytest.mark.parametrize(
    ("claims", "every"),
    [
        (12, 100),
        pytest.param(60, 250, marks=pytest.mark.slow),
        pytest.param(60, 100, marks=pytest.mark.slow),
        pytest.param(660, 250, marks=pytest.mark.slow),
    ],
)
def test_a_digit_a_claim_is_a_verdict_a_claim(visit, desk, claims, every):
    article = put_on_desk(desk.workspace, claims)
    page = opened(visit, desk, article)
    press(page, DIGITS[:claims], every)
    expect(page.locator(".wb-bar-words")).to_have_text(f"{claims} of {claims} decided")
    assert given(desk, article) == by_digits(DIGITS[:claims])
    assert presses(desk, article) == claims


# What the keys leave on twelve claims, worked by hand: N and → leave a claim open, U takes the last back and returns to it,
# and at the end the way goes round to what was left open.
MIXED = [
    (["1", "2", "N", "3", "ArrowRight", "4", "5"], {1: "1", 2: "2", 4: "3", 6: "4", 7: "5"}, 8),
    (["1", "2", "U", "3", "4"], {1: "1", 2: "3", 3: "4"}, 4),
    (["1", "ArrowLeft", "2", "3"], {1: "2", 2: "3"}, 3),
    (["ArrowRight", "ArrowRight", *"123451234", "5", "1"], dict(zip(range(3, 13), "1234512345", strict=True)) | {1: "1"}, 2),
    (["1", "1", "1", "U", "U", "2", "N", "ArrowLeft", "3"], {1: "1", 2: "2", 3: "3"}, 4),
    (["U", "5"], {1: "5"}, 2),
]  # fmt: skip


@pytest.mark.slow
def test_moves_and_undo_keep_their_place_among_the_digits(visit, desk):
    page = visit(NAME, desk.address)
    for keys, expected, at in MIXED:
        article = put_on_desk(desk.workspace, 12)
        page.goto(f"{desk.address}/review?article={article}")
        expect(page.locator(".wb-keys")).to_be_visible()
        at_claim(page, 1)
        press(page, keys, 40)
        at_claim(page, at)
        expect(page).to_have_url(re.compile(claim_id(at)))
        assert given(desk, article) == {claim_id(n): VERDICTS[int(digit) - 1] for n, digit in expected.items()}, keys


class ByHand:
    """What the keys mean, told once more: the oracle of long mixtures."""

    def __init__(self, claims):
        self.claims, self.at, self.deeds, self.log = claims, 1, [], 0

    def verdicts(self):
        return dict(self.deeds)  # the last one on a claim stands

    def open_from(self, here):
        decided = self.verdicts()
        way = [*range(here + 1, self.claims + 1), *range(1, here)]
        return next((number for number in way if number not in decided), None)

    def press(self, key):
        if key in "12345":
            self.deeds.append((self.at, key))
            self.log += 1
            self.at = self.open_from(self.at) or self.at
        elif key == "N":
            self.at = self.open_from(self.at) or self.at
        elif key == "U" and self.deeds:
            self.at, _ = self.deeds.pop()
        elif key.startswith("Arrow"):
            self.at = min(max(self.at + (1 if key == "ArrowRight" else -1), 1), self.claims)


@pytest.mark.slow
@pytest.mark.parametrize(("every", "seed"), [(250, 1), (100, 2), (0, 3)])
def test_a_long_mixture_of_keys_ends_as_if_each_had_been_waited_for(visit, desk, every, seed):
    article, keys = put_on_desk(desk.workspace, 60), random.Random(seed)  # noqa: S311 - drawn keys, no secret
    pressed = keys.choices(["1", "2", "3", "4", "5", "N", "ArrowRight", "ArrowLeft", "U"], [3, 3, 3, 3, 3, 2, 2, 2, 2], k=120)
    expected = ByHand(60)
    for key in pressed:
        expected.press(key)
    page = opened(visit, desk, article)
    press(page, pressed, every)
    at_claim(page, expected.at)
    assert given(desk, article) == {claim_id(n): VERDICTS[int(digit) - 1] for n, digit in expected.verdicts().items()}
    assert presses(desk, article) == expected.log


def test_keys_work_after_a_tick_a_note_a_filter_and_a_click_in_the_article(visit, desk):
    article = put_on_desk(desk.workspace, 12)
    page = opened(visit, desk, article)
    standing = page.locator(".wb-standing")
    page.get_by_text("I relied on [1]").click()
    page.keyboard.press("2")
    at_claim(page, 2)

    note = page.get_by_placeholder("Note: why, and where you looked")
    note.fill("see page 3")
    note.press("1")  # in a text a digit is a digit, and an arrow moves in the text
    note.press("ArrowLeft")
    note.press("Control+Enter")
    page.keyboard.press("3")
    at_claim(page, 3)
    note.fill("nothing")
    note.press("Escape")
    page.keyboard.press("4")
    at_claim(page, 4)

    page.locator(".st-key-toolbar").get_by_text("Conflicts").first.click()
    expect(page).to_have_url(re.compile("filter=conflicts"))
    at_claim(page, 2)
    page.keyboard.press("ArrowRight")
    at_claim(page, 6)
    page.keyboard.press("ArrowLeft")
    at_claim(page, 2)
    expect(page).to_have_url(re.compile("filter=conflicts"))
    page.locator(".st-key-toolbar").get_by_text("All").first.click()
    expect(page).not_to_have_url(re.compile("filter="))

    page.locator(".wb-article .wb-claim").filter(has_text="line 9 carried").click()
    page.keyboard.press("5")
    at_claim(page, 10)
    page.locator(".st-key-step-previous button").click()
    expect(standing).to_contain_text("Not checkable")
    expect(page.locator(".wb-bar-words")).to_have_text("4 of 12 decided")
    with Ledger.open(desk.workspace, shared=True) as ledger:
        rows = ledger.verdicts(article)
    assert {claim: row.verdict for claim, row in rows.items()} == {
        claim_id(1): VERDICTS[1],
        claim_id(2): VERDICTS[2],
        claim_id(3): VERDICTS[3],
        claim_id(9): VERDICTS[4],
    }
    assert rows[claim_id(1)].evidence == ("p-001-1",)
    assert [rows[claim_id(n)].note for n in (2, 3)] == ["see page 31", "nothing"]


def test_a_held_digit_counts_once_and_a_held_arrow_moves_on(visit, desk):
    article = put_on_desk(desk.workspace, 12)
    page = opened(visit, desk, article)
    for _ in range(4):  # the second and later downs without an up are repeats
        page.keyboard.down("1")
    page.keyboard.up("1")
    at_claim(page, 2)
    for _ in range(4):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    at_claim(page, 6)
    assert given(desk, article) == by_digits("1")


@pytest.mark.slow
def test_who_wants_two_keys_has_the_digit_stay_also_after_a_reload(visit, desk):
    article = put_on_desk(desk.workspace, 12)
    page = opened(visit, desk, article)
    page.get_by_role("checkbox", name="Move on after a verdict").click()
    press(page, ["1", "N", "2", "3"], 60)
    page.reload()
    expect(page.locator(".wb-keys input")).not_to_be_checked()
    press(page, ["4", "ArrowRight", "5"], 60)
    at_claim(page, 3)
    assert given(desk, article) == by_digits("145")


def test_what_was_pressed_before_leaving_or_reloading_the_page_still_counts(visit, desk):
    article = put_on_desk(desk.workspace, 12)
    page = opened(visit, desk, article)
    for key in "123":
        page.keyboard.press(key)
    page.get_by_role("link", name="Log").click()
    expect(page.locator(".wb-page-title")).to_contain_text("Log")
    answered(page)
    page.goto(f"{desk.address}/review?article={article}&claim={claim_id(4)}")
    expect(page.locator(".wb-keys")).to_be_visible()
    at_claim(page, 4)
    for key in "451":
        page.keyboard.press(key)
    page.reload()
    expect(page.locator(".wb-keys")).to_be_visible()
    answered(page)
    assert given(desk, article) == by_digits("123451")
    assert presses(desk, article) == 6


@pytest.mark.slow
def test_keys_pressed_while_the_desk_is_down_are_kept_and_stored_once_it_is_back(visit, tmp_path):
    article, port = put_on_desk(tmp_path, 12), free_port()
    with served(tmp_path, port) as desk:
        page = opened(visit, desk, article)
        press(page, "12", 60)
    for key in "345":
        page.keyboard.press(key)
    expect(page.locator(".wb-keys [role=status]")).to_contain_text("3 not stored yet")
    with served(tmp_path, port) as desk:
        answered(page)
        page.keyboard.press("1")
        answered(page)
        at_claim(page, 7)
    assert given(desk, article) == by_digits("123451")
    assert presses(desk, article) == 6


def test_without_a_name_a_digit_does_nothing(visit, desk):
    article = put_on_desk(desk.workspace, 2)
    page = opened(visit, desk, article, name=None)
    press(page, ["1", "2", "ArrowRight"], 60)
    at_claim(page, 2)
    expect(page.locator(".wb-standing")).to_contain_text("Give your name")
    assert given(desk, article) == {}
