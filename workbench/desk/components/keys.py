"""The reviewer's keys, handled in the browser: what each press means is known there at once, and the server is told in order.

On the review the component is drawn first, so that keys work as soon as a claim can be read; `keys_line` comes last and says
what was done. On other pages it only delivers what was pressed just before the review was left.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import streamlit as st

from workbench.desk import draft, identity, resources, state
from workbench.desk.actions import ACCEPTS, Applied, read_actions
from workbench.desk.facts import basis
from workbench.desk.waiting import waiting
from workbench.desk.wording import VERDICTS
from workbench.desk.worklist import Filter, Worklist
from workbench.ledger import EventType, Ledger, Reviewer
from workbench.models import Verdict

ORDER_SCRIPT = Path(__file__).with_name("order.js").read_text(encoding="utf-8")
_SCRIPT = ORDER_SCRIPT + Path(__file__).with_name("keys.js").read_text(encoding="utf-8")
_KEYS = st.components.v2.component("workbench.keys", js=_SCRIPT, isolate_styles=False)
_LINE = st.components.v2.component(
    "workbench.keys_line", js=Path(__file__).with_name("keys_line.js").read_text(encoding="utf-8"), isolate_styles=False
)
_KEY, _TAKEN, _RUN = "keys", "keys-taken", "keys-run"
# What one message may take back and what lies under it; more than anybody presses between two answers.
_TRAIL = 200


def keys(article_id: str, worklist: Worklist, at: str, which: Filter) -> None:
    """Take keys and clicks for the review of an article, `at` being the claim drawn under the filter `which`."""
    standing, trail = _history(resources.ledger(), article_id, identity.reviewer())
    st.session_state[_TAKEN] = True
    _draw(
        {
            "article": article_id,
            "claims": [item.claim_id for item in worklist.items],
            "conflicts": [item.claim_id for item in worklist.items if item.conflict],
            "standing": standing,
            "trail": trail,
            "bases": {item.claim_id: rests for item in worklist.items if (rests := basis(item.assessment))},
            "which": which.value,
            "at": at,
        }
    )


def keys_line(at: str) -> None:
    """Draw where the keys say what they did, the last thing of the page on which the claim `at` is drawn."""
    _LINE(key="keys-line", data={"run": st.session_state[_RUN], "at": at})


def take_in() -> None:
    """Do what waits, first thing in a run: what buttons and fields left, then what the browser pressed, in order."""
    st.session_state[_TAKEN] = False
    mine = waiting()
    while mine.todo:
        mine.todo[0]()
        del mine.todo[0]
    _applied().apply(mine.inbox, resources.ledger(), identity.reviewer(), draft.beside_accepted, mine.outcome)
    mine.inbox = ()
    while mine.outcome.undone:
        if taken := mine.outcome.undone[0]:
            draft.forget(*taken)
            st.toast("Taken back. The log keeps both entries.", icon=":material/undo:")
        else:
            st.toast("You have nothing to take back on this article.", icon=":material/info:")
        del mine.outcome.undone[0]
    if mine.outcome.at:
        state.follow(*mine.outcome.at)
        mine.outcome.at = None


def deliver() -> None:
    """On a page that takes no keys, still deliver what waits."""
    if not st.session_state.get(_TAKEN):
        _draw({"article": None, "at": None, "trail": [], "standing": {}, "bases": {}})


def _draw(data: dict[str, Any]) -> None:
    by, mine = identity.reviewer(), waiting()

    def acted() -> None:
        mine.receive(read_actions(_told("acted")))

    st.session_state[_RUN] = st.session_state.get(_RUN, 0) + 1
    common = {
        "by": by.name if by else None,
        "boot": _applied().boot,
        "acks": mine.outcome.acks,
        "run": st.session_state[_RUN],
        "accepts": ACCEPTS.value,
        "verdicts": [(verdict.value, VERDICTS[verdict].label) for verdict in Verdict],
    }
    _KEYS(key=_KEY, data=data | common, on_acted_change=acted, height=1)


def _history(ledger: Ledger, article_id: str, by: Reviewer | None) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """How many verdicts count on each claim, and what `by` could take back, oldest first (1 a verdict, 0 a note)."""
    undone = ledger.undone()
    kinds = {EventType.VERDICT_GIVEN: 1, EventType.NOTE_ADDED: 0}
    events = [
        (event.claim_id, kinds[event.type], event.by.name)
        for event in ledger.events(article_id=article_id)
        if event.type in kinds and event.claim_id and event.seq not in undone
    ]
    standing = Counter(claim_id for claim_id, verdict, _ in events if verdict)
    trail = [(claim_id, verdict) for claim_id, verdict, name in events if by and name == by.name]
    return dict(standing), trail[-_TRAIL:]


@st.cache_resource(show_spinner=False)
def _applied() -> Applied:
    return Applied()


def _told(name: str) -> object:
    """What the component told last; nothing where a message comes when its page has just been left: it will come again."""
    return st.session_state.get(_KEY, {}).get(name)
