"""The strip above the review: progress, filter, and the steps from claim to claim."""

from __future__ import annotations

import streamlit as st

from workbench.desk import draft, state
from workbench.desk.components.progress import progress_bar
from workbench.desk.worklist import Filter, Item, Worklist

_FILTER = "review-filter"
_LABELS = {Filter.ALL: "All", Filter.UNDECIDED: "Undecided", Filter.CONFLICTS: "Conflicts"}


def review_toolbar(article_id: str, worklist: Worklist, item: Item, which: Filter) -> None:
    """Draw the strip; every step has a key, shown on its button."""
    with st.container(key="toolbar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="toolbar-progress", width=230):
            st.html(progress_bar(worklist.decided, len(worklist.items)))
        _filter(article_id, worklist, item, which)
        with st.container(key="steps", horizontal=True, horizontal_alignment="right", gap="small", wrap=False):
            _step(
                "Previous", "arrow_back", "Left", to=worklist.before(item.claim_id, which), article_id=article_id, which=which
            )
            _step("Next", "arrow_forward", "Right", to=worklist.after(item.claim_id, which), article_id=article_id, which=which)
            _step(
                "Next undecided",
                "skip_next",
                "N",
                to=worklist.next_undecided(item.claim_id),
                article_id=article_id,
                which=which,
            )
            st.button(
                "Undo",
                key="step-undo",
                icon=":material/undo:",
                shortcut="U",
                on_click=_undo,
                args=(article_id, which),
                help="Take back your last verdict or note on this article. The log keeps both.",
            )


def _filter(article_id: str, worklist: Worklist, item: Item, which: Filter) -> None:
    def chosen() -> None:
        wanted = Filter(st.session_state[_FILTER] or Filter.ALL)
        shown = worklist.shown(wanted)
        stays = item in shown or not shown
        state.go(article_id, item.claim_id if stays else shown[0].claim_id, wanted)

    st.session_state[_FILTER] = which.value
    st.segmented_control(
        "Claims shown",
        [choice.value for choice in Filter],
        format_func=lambda choice: f"{_LABELS[Filter(choice)]} {len(worklist.shown(Filter(choice)))}",
        required=True,
        key=_FILTER,
        on_change=chosen,
        label_visibility="collapsed",
    )


def _step(label: str, glyph: str, key: str, *, to: Item | None, article_id: str, which: Filter) -> None:
    st.button(
        label,
        key=f"step-{label.replace(' ', '-').lower()}",
        icon=f":material/{glyph}:",
        shortcut=key,
        disabled=to is None,
        on_click=state.go,
        args=(article_id, to.claim_id if to else None, which),
    )


def _undo(article_id: str, which: Filter) -> None:
    claim_id = draft.undo(article_id)
    if claim_id:
        state.go(article_id, claim_id, which)
        st.toast("Taken back. The log keeps both entries.", icon=":material/undo:")
    elif not draft.failed():
        st.toast("You have nothing to take back on this article.", icon=":material/info:")
