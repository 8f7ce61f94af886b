"""The five verdicts on keys 1 to 5, with qualifiers and a note. Nothing is preselected; every press is stored at once."""

from __future__ import annotations

import streamlit as st

from workbench.desk import draft
from workbench.desk.draft import OnDesk
from workbench.desk.markup import Markup, chip, icon, tag
from workbench.desk.wording import QUALIFIERS, VERDICTS, moment
from workbench.ledger import VerdictRow
from workbench.models import Qualifier, Verdict


def verdict_bar(claim: OnDesk, *, ready: bool) -> None:
    """Draw the bar; without a reviewer's name (`ready` false) it can be read but not pressed."""
    with st.container(key="verdict-bar", gap="xsmall"):
        st.html(_standing_line(claim.standing, ready=ready))
        with st.container(key="verdict-buttons", horizontal=True, gap="small", wrap=False):
            for key, verdict in enumerate(Verdict, start=1):
                _button(claim, verdict, str(key), ready=ready)
        with st.container(key="particulars", gap="xsmall"):
            st.pills(
                "Qualifiers",
                [qualifier.value for qualifier in Qualifier],
                selection_mode="multi",
                format_func=lambda value: QUALIFIERS[Qualifier(value)],
                key=claim.key("qualifiers"),
                on_change=draft.changed,
                args=(claim,),
                disabled=not ready,
                label_visibility="collapsed",
                persist_state="session",
            )
            st.text_area(
                "Note",
                key=claim.key("note"),
                height=68,
                placeholder="Note: why, and where you looked",
                on_change=draft.changed,
                args=(claim,),
                kwargs={"note": True},
                disabled=not ready,
                label_visibility="collapsed",
                persist_state="session",
            )


def relied_on_box(claim: OnDesk, passage_id: str, number: int, *, ready: bool) -> None:
    """Draw the tick that says a passage was relied on."""
    st.checkbox(
        f"I relied on [{number}]",
        key=claim.key("relied", passage_id),
        on_change=draft.changed,
        args=(claim,),
        disabled=not ready,
        persist_state="session",
    )


def _button(claim: OnDesk, verdict: Verdict, key: str, *, ready: bool) -> None:
    sign = VERDICTS[verdict]
    given = claim.standing is not None and claim.standing.verdict is verdict
    st.button(
        sign.label,
        key=claim.key("verdict", verdict.value),
        type="primary" if given else "secondary",
        shortcut=key,
        on_click=draft.give,
        args=(claim, verdict),
        disabled=not ready,
        width="stretch",
        wrap=True,
    )


def _standing_line(standing: VerdictRow | None, *, ready: bool) -> Markup:
    if standing:
        sign = VERDICTS[standing.verdict]
        extra = "".join(f" · {QUALIFIERS[qualifier].lower()}" for qualifier in standing.qualifiers)
        who = f"{standing.by.name}, {moment(standing.time)}{extra}"
        return tag("p", tag("b", "Verdict"), chip(sign.label, sign.tone, sign.glyph), who, cls="wb-standing")
    if not ready:
        return tag("p", icon("badge"), "Give your name in the sidebar before you give a verdict.", cls="wb-standing")
    return tag("p", tag("b", "Your verdict"), tag("span", "not given yet", cls="wb-soft"), cls="wb-standing")
