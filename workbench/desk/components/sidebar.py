"""The sidebar: the product's name, the pages, who is reviewing in which workspace, and the work in hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from workbench.desk import identity, resources
from workbench.desk.components.work import in_hand
from workbench.desk.markup import icon, tag

if TYPE_CHECKING:
    from streamlit import Page


def sidebar(pages: Sequence[Page]) -> None:
    """Draw it; the reviewer's name is asked once in a browser and never assumed."""
    with st.sidebar:
        st.html(tag("p", icon("fact_check"), tag("span", "Claim workbench"), cls="wb-brand"))
        with st.container(key="pages", gap="xxsmall"):
            for page in pages:
                st.page_link(page, width="stretch")
        with st.container(key="who", gap="small"):
            _who()
        in_hand()
        identity.keep_in_browser()


def _who() -> None:
    reviewer = identity.reviewer()
    if reviewer is None:
        _ask()
        return
    folder = resources.workspace().resolve()
    signed_in = reviewer.auth == identity.SIGNED_IN
    st.html(
        tag(
            "div",
            tag("p", icon("account_circle"), tag("b", reviewer.name)),
            tag("p", "signed in" if signed_in else "local, not authenticated", cls="wb-soft"),
            tag("p", folder.name, cls="wb-soft", title=str(folder)),
            cls="wb-who",
        )
    )
    if signed_in:
        st.button("Sign out", type="tertiary", on_click=st.logout)
        return
    with st.popover("Change reviewer", type="tertiary"):
        _ask()


def _ask() -> None:
    if identity.signs_in():
        st.button("Sign in", width="stretch", icon=":material/login:", on_click=st.login)
        return
    with st.form("reviewer", border=False):
        name = st.text_input(
            "Who is reviewing?",
            value=identity.suggested_name(),
            max_chars=identity.MAX_NAME,
            help="Recorded with every verdict you give in this browser. Suggested: this computer's account name.",
        )
        if st.form_submit_button("Use this name", width="stretch") and name and identity.clean(name):
            identity.use_name(name)
            st.rerun()
