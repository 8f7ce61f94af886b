"""Review: the article on the left, one claim with its evidence and the verdict on the right."""

from __future__ import annotations

import streamlit as st

from workbench.desk import draft, resources, state
from workbench.desk.components.claim_panel import claim_panel
from workbench.desk.components.notices import empty_page, error_line
from workbench.desk.components.review_article import review_article
from workbench.desk.components.review_toolbar import review_toolbar
from workbench.desk.worklist import build_worklist


def review_page() -> None:
    """Draw the claim the URL names, or the first that waits for a verdict."""
    where = state.place()
    ledger = resources.ledger()
    known = {row.article_id for row in ledger.articles()}
    if where.article_id not in known:
        _choose("No article is open", "Open one from the desk, or bring a new one in.")
        return
    article = ledger.article(where.article_id)
    check = resources.check(where.article_id)
    if check is None or not check.assessments:
        _choose(article.title, "It has no claims yet: check it against a corpus first.")
        return
    verdicts = ledger.verdicts(article.article_id)
    worklist = build_worklist(check, verdicts)
    item = worklist.find(where.claim_id) or worklist.start(where.which)
    if item is None:
        return
    state.go(article.article_id, item.claim_id, where.which)
    with st.container(key="review"):
        review_toolbar(article.article_id, worklist, item, where.which)
        if failed := draft.failure():
            error_line(failed)
        left, right = st.columns([11, 10], gap="medium")
        with left:
            review_article(article, check, worklist, verdicts, item, where.which)
        with right:
            claim_panel(article.article_id, check, worklist, item, verdicts.get(item.claim_id))


def _choose(heading: str, line: str) -> None:
    empty_page("rate_review", heading, line)
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.page_link("views/desk.py", label="Go to the desk", icon=":material/view_list:")
        st.page_link("views/intake.py", label="Bring in an article", icon=":material/note_add:")


review_page()
