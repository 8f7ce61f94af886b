"""The strip above the review: progress, filter, and the steps from claim to claim."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workbench.desk import draft, state
from workbench.desk.components.progress import progress_bar
from workbench.desk.waiting import waiting
from workbench.desk.worklist import Filter, Item, Worklist

_FILTER = "review-filter"
_LABELS = {Filter.ALL: "All", Filter.UNDECIDED: "Undecided", Filter.CONFLICTS: "Conflicts"}


def review_toolbar(article_id: str, worklist: Worklist, item: Item, which: Filter) -> None:
    """Draw the strip. In a browser `keys` takes the presses of the steps, with those of the keys shown on them."""
    with st.container(key="toolbar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="toolbar-progress", width=230):
            st.html(progress_bar(worklist.decided, len(worklist.items)))
        _filter(article_id, worklist, which)
        with st.container(key="steps", horizontal=True, horizontal_alignment="right", gap="small", wrap=False):
            _step("Previous", "arrow_back", to=worklist.before(item.claim_id, which), article_id=article_id)
            _step("Next", "arrow_forward", to=worklist.after(item.claim_id, which), article_id=article_id)
            _step("Next undecided", "skip_next", to=worklist.next_undecided(item.claim_id), article_id=article_id)
            st.button(
                "Undo",
                key="step-undo",
                icon=":material/undo:",
                on_click=waiting().later,
                args=(partial(draft.undo, article_id),),
                help="Take back your last verdict or note on this article. The log keeps both.",
            )


def _filter(article_id: str, worklist: Worklist, which: Filter) -> None:
    def chosen() -> None:
        wanted = Filter(st.session_state[_FILTER] or Filter.ALL)
        shown = worklist.shown(wanted)
        here = worklist.find(state.place().claim_id)
        stays = here in shown or not shown
        state.go(article_id, here.claim_id if here and stays else shown[0].claim_id, wanted)

    st.session_state[_FILTER] = which.value
    st.segmented_control(
        "Claims shown",
        [choice.value for choice in Filter],
        format_func=lambda choice: f"{_LABELS[Filter(choice)]} {len(worklist.shown(Filter(choice)))}",
        required=True,
        key=_FILTER,
        on_change=waiting().later,
        args=(chosen,),
        label_visibility="collapsed",
    )


def _step(label: str, glyph: str, *, to: Item | None, article_id: str) -> None:
    st.button(
        label,
        key=f"step-{label.replace(' ', '-').lower()}",
        icon=f":material/{glyph}:",
        disabled=to is None,
        on_click=waiting().later,
        args=(partial(state.go, article_id, to.claim_id if to else None),),
    )
