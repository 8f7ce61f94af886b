"""Corpus: the documents everything is checked against, adding to them, and whether they are still what they were."""

from __future__ import annotations

import streamlit as st

from workbench.corpus import list_corpora
from workbench.desk import resources
from workbench.desk.components.corpus_add import WANTED, added_lately, adding
from workbench.desk.components.corpus_documents import documents, health
from workbench.desk.components.notices import empty_page, page_title

_CHOSEN = "corpus-chosen"


def corpus_page() -> None:
    """Show one corpus in three tabs, or explain what a corpus is where there is none yet."""
    names = list_corpora(resources.workspace())
    if not names:
        empty_page(
            "library_books",
            "No reference corpus yet",
            "A corpus is the reference material that claims are checked against: reports, filings, transcripts, data sheets, "
            "earlier reporting. Add files or a folder; they are read and indexed here, on this computer.",
        )
        added_lately()
        adding(None)
        return
    if st.session_state.get(WANTED) in names:
        st.session_state[_CHOSEN] = st.session_state.pop(WANTED)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page_title("Corpus", "The documents that claims are checked against.")
        name = st.selectbox("Corpus", list(names), key=_CHOSEN, width=240, persist_state="session")
    with st.container():  # always there, so that the tabs keep their place and the one that is open
        added_lately()
    shown, added, verified = st.tabs(["Documents", "Add", "Health"])
    with shown:
        documents(name)
    with added:
        adding(name)
    with verified:
        health(name)


corpus_page()
