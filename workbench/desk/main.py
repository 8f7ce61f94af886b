"""Entry point of the desk: the frame and the routes. Started by ``workbench serve``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from workbench.desk import resources
from workbench.desk.components.keys import deliver, take_in
from workbench.desk.components.notices import error_page
from workbench.desk.components.sidebar import sidebar
from workbench.desk.components.work import tell
from workbench.desk.theme import style
from workbench.errors import WorkbenchError

VIEWS = Path(__file__).parent / "views"
# A file of ours: the browser would fetch a named icon from a font server.
ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="Claim workbench", page_icon=ICON, layout="wide", initial_sidebar_state=232)
st.html(style())
pages = [
    st.Page(VIEWS / "desk.py", title="Desk", icon=":material/view_list:", default=True),
    st.Page(VIEWS / "intake.py", title="Intake", icon=":material/note_add:"),
    st.Page(VIEWS / "review.py", title="Review", icon=":material/rate_review:"),
    st.Page(VIEWS / "corpus.py", title="Corpus", icon=":material/library_books:"),
    st.Page(VIEWS / "log.py", title="Log", icon=":material/history:"),
]
page = st.navigation(pages, position="hidden")
try:
    resources.ledger()
    take_in()
    tell(page.title)
    sidebar(pages)
    page.run()
    deliver()
except WorkbenchError as error:
    error_page(error)
