"""The browser's worklist follows the rules of the server's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.desk.components.keys import ORDER_SCRIPT
from workbench.desk.worklist import Filter, Item, Worklist
from workbench.models import Assessment, Claim, ClaimType, Suggestion, SuggestionLabel

pytestmark = pytest.mark.browser
CLAIMS = [f"c{n}" for n in range(7)]
STEPS = """([list, at]) => [after(list, at), before(list, at), nextUndecided(list, at), onward(list, at)]"""


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    page.add_script_tag(content=ORDER_SCRIPT)
    yield page
    context.close()


def worklist(claims, standing, conflicts):
    def item(number, claim_id):
        label = SuggestionLabel.CONFLICT if claim_id in conflicts else SuggestionLabel.REVIEW
        claim = Claim(claim_id, number, number + 1, "x", "x", 0, (ClaimType.EVENT,), 0.5, ())
        return Item(number, Assessment(claim, (), (), Suggestion(label, "r", "")), claim_id in standing)

    return Worklist(tuple(item(number, claim_id) for number, claim_id in enumerate(claims, start=1)))


def onward(items, at, which):
    """Where a verdict leads: the next undecided claim the filter shows, round the end, else the same."""
    shown = [item.claim_id for item in items.shown(which) if not item.decided and item.claim_id != at]
    place = {item.claim_id: item.number for item in items.items}
    return next((claim for claim in shown if place[claim] > place[at]), shown[0] if shown else at)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 7),
    st.sets(st.sampled_from(CLAIMS)),
    st.sets(st.sampled_from(CLAIMS)),
    st.sampled_from(Filter),
    st.integers(0, 6),
)
def test_steps_are_the_same_on_both_sides(page, count, decided, conflicts, which, here):
    claims = CLAIMS[:count]
    at = claims[here % count]
    standing = {claim: 1 for claim in claims if claim in decided}
    told = {"claims": claims, "standing": standing, "conflicts": [c for c in claims if c in conflicts], "which": which.value}
    items = worklist(claims, standing, conflicts)
    steps = [items.after(at, which), items.before(at, which), items.next_undecided(at)]
    expected = [step.claim_id if step else None for step in steps]
    assert page.evaluate(STEPS, [told, at]) == [*expected, onward(items, at, which)]


def act(kind, claim=None, to="c1", article="a"):
    return {"article": article, "kind": kind, "claim": claim, "to": to}


def test_what_was_pressed_is_put_on_top_of_what_was_told(page):
    told = {"article": "a", "at": "c0", "standing": {"c0": 1}, "trail": [["c0", 1]]}
    pending = [
        act("verdict", "c0", "c1"),
        act("verdict", "c1", "c2"),
        act("verdict", "c5", "c6", article="another"),
        act("undo", "c1", "c1"),
        act("go", None, "c4"),
    ]
    now = page.evaluate("([told, pending]) => replay(told, pending)", [told, pending])
    assert now == {"at": "c4", "standing": {"c0": 2, "c1": 0}, "trail": [["c0", 1], ["c0", 1]]}


def test_an_undone_note_leaves_the_verdict(page):
    told = {"article": "a", "at": "c0", "standing": {"c0": 1}, "trail": [["c0", 1], ["c0", 0]]}
    now = page.evaluate("([told, pending]) => replay(told, pending)", [told, [act("undo", "c0", "c0")]])
    assert now == {"at": "c0", "standing": {"c0": 1}, "trail": [["c0", 1]]}
