"""Intake: bring in an article, see what was found in it, check it."""

from __future__ import annotations

import streamlit as st

from workbench.corpus import list_corpora
from workbench.desk import identity, resources
from workbench.desk.components.checking import start_check
from workbench.desk.components.intake_form import empty_form, intake_form
from workbench.desk.components.intake_preview import preview
from workbench.desk.components.notices import error_line, page_title
from workbench.desk.components.work import active_here, lead_on, start, steps
from workbench.errors import WorkbenchError

PAGE = "Intake"


def intake_page() -> None:
    """Ask for text, title, date and corpus; preview on demand; put to work, and go to the review of what is checked.

    Meanwhile the form is free for the next article; who has begun one is not taken away from it.
    """
    page_title("Intake", "Paste or upload an article. Nothing leaves this computer.")
    steps(*active_here())
    corpora = list_corpora(resources.workspace())
    draft = intake_form(corpora)
    if draft.empty:
        lead_on(PAGE)
    by = identity.reviewer()
    with st.container(horizontal=True, vertical_alignment="center"):
        show = st.button("Preview the claims", icon=":material/visibility:", disabled=draft.missing_for_preview is not None)
        missing = draft.missing or (None if by else "your name, in the sidebar")
        check = st.button("Check the article", type="primary", icon=":material/fact_check:", disabled=missing is not None)
        st.text(f"Still needed: {missing}." if missing else "Ready to check.")
        if not draft.empty:
            st.button("Empty the form", type="tertiary", icon=":material/ink_eraser:", on_click=empty_form)
    if not (show or check):
        return
    try:
        article = draft.article()
    except WorkbenchError as error:
        error_line(error)
        return
    corpus = draft.corpus
    if not (check and by and corpus):
        preview(article)
    elif start(lambda: start_check(article, corpus, by), PAGE):
        empty_form()
        st.rerun()


intake_page()
