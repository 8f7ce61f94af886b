"""The sidebar: the product's name, the pages, and who is reviewing in which workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from workbench.desk import resources
from workbench.desk.markup import icon, tag

if TYPE_CHECKING:
    from streamlit import Page


def sidebar(pages: Sequence[Page]) -> None:
    """Draw it; the reviewer's name is asked once for a workspace and never assumed."""
    with st.sidebar:
        st.html(tag("p", icon("fact_check"), tag("span", "Claim workbench"), cls="wb-brand"))
        with st.container(key="pages", gap="xxsmall"):
            for page in pages:
                st.page_link(page, width="stretch")
        with st.container(key="who", gap="small"):
            _who()


def _who() -> None:
    reviewer = resources.reviewer()
    if reviewer is None:
        _ask()
        return
    folder = resources.workspace().resolve()
    st.html(
        tag(
            "div",
            tag("p", icon("account_circle"), tag("b", reviewer.name)),
            tag("p", "local, not authenticated", cls="wb-soft"),
            tag("p", folder.name, cls="wb-soft", title=str(folder)),
            cls="wb-who",
        )
    )
    with st.popover("Change reviewer", type="tertiary"):
        _ask()


def _ask() -> None:
    with st.form("reviewer", border=False):
        name = st.text_input(
            "Who is reviewing?",
            value=resources.suggested_name(),
            max_chars=resources.MAX_NAME,
            help="Recorded with every verdict. Suggested: this computer's account name.",
        )
        if st.form_submit_button("Use this name", width="stretch") and name and name.strip():
            resources.remember_reviewer(name)
            st.rerun()
