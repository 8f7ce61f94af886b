"""The five verdicts, with qualifiers and a note. Nothing is preselected; every press is stored at once.

In a browser `keys` takes the presses of the buttons, with those of the keys 1 to 5; the buttons work by themselves too.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from workbench.desk import draft
from workbench.desk.actions import ACCEPTS
from workbench.desk.markup import Markup, chip, icon, tag
from workbench.desk.on_desk import OnDesk
from workbench.desk.waiting import waiting
from workbench.desk.wording import QUALIFIERS, VERDICTS, moment
from workbench.models import Qualifier, Verdict

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def verdict_bar(claim: OnDesk, *, ready: bool) -> DeltaGenerator:
    """Draw the bar; without a reviewer's name (`ready` false) it can be read but not pressed. Returns the keys' place in it."""
    with st.container(key="verdict-bar", gap="xsmall"):
        with st.container(key="standing", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            st.html(_standing_line(claim, ready=ready), width="content")
            place = st.container(key="keys-place", width="stretch")
        with st.container(key="verdict-buttons", horizontal=True, gap="small", wrap=False):
            for verdict in Verdict:
                _button(claim, verdict, ready=ready)
        with st.container(key="particulars", gap="xsmall"):
            st.pills(
                "Qualifiers",
                [qualifier.value for qualifier in Qualifier],
                selection_mode="multi",
                format_func=lambda value: QUALIFIERS[Qualifier(value)],
                key=claim.key("qualifiers"),
                on_change=waiting().later,
                args=(partial(draft.changed, claim.article_id, claim.claim_id),),
                disabled=not ready,
                label_visibility="collapsed",
                persist_state="session",
            )
        st.text_area(
            "Note",
            key=claim.key("note"),
            height=68,
            placeholder="Note: why, and where you looked",
            on_change=waiting().later,
            args=(partial(draft.changed, claim.article_id, claim.claim_id),),
            disabled=not ready,
            label_visibility="collapsed",
            persist_state="session",
        )
    return place


def relied_on_box(claim: OnDesk, passage_id: str, number: int, *, ready: bool) -> None:
    """Draw the tick that says a passage was relied on."""
    st.checkbox(
        f"I relied on [{number}]",
        key=claim.key("relied", passage_id),
        on_change=waiting().later,
        args=(partial(draft.changed, claim.article_id, claim.claim_id),),
        disabled=not ready,
        persist_state="session",
    )


def _button(claim: OnDesk, verdict: Verdict, *, ready: bool) -> None:
    sign = VERDICTS[verdict]
    given = claim.standing is not None and claim.standing.verdict is verdict
    st.button(
        sign.label,
        key=claim.key("verdict", verdict.value),
        type="primary" if given else "secondary",
        on_click=waiting().later,
        args=(partial(draft.give, claim.article_id, claim.claim_id, verdict, claim.basis if verdict is ACCEPTS else ()),),
        disabled=not ready,
        width="stretch",
        wrap=True,
    )


def _standing_line(claim: OnDesk, *, ready: bool) -> Markup:
    if standing := claim.standing:
        sign = VERDICTS[standing.verdict]
        extra = "".join(f" · {QUALIFIERS[qualifier].lower()}" for qualifier in standing.qualifiers)
        who = f"{standing.by.name}, {moment(standing.time)}{extra}"
        return tag("p", tag("b", "Verdict"), chip(sign.label, sign.tone, sign.glyph), who, cls="wb-standing")
    if not ready:
        return tag("p", icon("badge"), "Give your name in the sidebar before you give a verdict.", cls="wb-standing")
    open_words = "not given yet" + (" · 1 takes all its facts" if claim.basis else "")
    return tag("p", tag("b", "Your verdict"), tag("span", open_words, cls="wb-soft"), cls="wb-standing")
