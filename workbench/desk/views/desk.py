"""Desk: the articles in work, how far each is, and what waits."""

from __future__ import annotations

import streamlit as st

from workbench.desk import identity, resources
from workbench.desk.components.article_row import article_row
from workbench.desk.components.checking import start_demo
from workbench.desk.components.notices import empty_page, page_title
from workbench.desk.components.work import active_here, lead_on, start, steps
from workbench.desk.wording import plural

PAGE = "Desk"


def desk_page() -> None:
    """List the articles, the one changed last first; explain the product where there is none yet."""
    lead_on(PAGE)
    rows = resources.ledger().articles()
    if not rows:
        _welcome()
        return
    waiting = sum(row.claims - row.decided for row in rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        page_title("Desk", f"{plural(len(rows), 'article')} · {plural(waiting, 'claim waits', 'claims wait')} for a verdict")
        if st.button("New article", type="primary", icon=":material/add:", shortcut="A"):
            st.switch_page("views/intake.py")
    steps(*active_here())
    in_check = {job.order.article_id for job in resources.jobs().all() if job.active}
    for row in rows:
        article_row(row, in_check=row.article_id in in_check)


def _welcome() -> None:
    by = identity.reviewer()
    empty_page(
        "fact_check",
        "No article on the desk yet",
        "Bring in an article and the workbench finds its claims, sets each beside the passages of your own reference "
        "corpus, compares the values and shows its arithmetic. The verdict stays yours. Nothing leaves this computer.",
    )
    with st.container(horizontal=True, horizontal_alignment="center"):
        if st.button("Bring in an article", type="primary", icon=":material/note_add:"):
            st.switch_page("views/intake.py")
        demo = st.button("Try the demo", icon=":material/play_circle:", disabled=by is None)
    if by is None:
        st.caption("Give your name in the sidebar to begin.", text_alignment="center")
    if demo and by and start(lambda: start_demo(by), PAGE):
        st.rerun()


desk_page()
