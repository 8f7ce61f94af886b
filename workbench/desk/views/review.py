"""Review: the article on the left, one claim with its evidence and the verdict on the right."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from workbench.corpus import list_corpora
from workbench.desk import draft, identity, resources, state
from workbench.desk.components.checking import start_check, subject
from workbench.desk.components.claim_panel import claim_panel
from workbench.desk.components.keys import keys, keys_line
from workbench.desk.components.notices import empty_page, error_line
from workbench.desk.components.review_article import review_article
from workbench.desk.components.review_toolbar import review_toolbar
from workbench.desk.components.work import start, steps
from workbench.desk.worklist import Worklist, build_worklist
from workbench.errors import BadInputError
from workbench.models import Article


def review_page() -> None:
    """Draw the claim the URL names, or the first that waits for a verdict."""
    where = state.place()
    article = _article(where.article_id)
    if article is None:
        _choose("No article is open", "Open one from the desk, or bring a new one in.")
        return
    check = resources.check(article.article_id)
    if check is None:
        _unchecked(article)
        return
    verdicts = resources.ledger().verdicts(article.article_id)
    worklist = build_worklist(check, verdicts)
    item = worklist.find(where.claim_id) or worklist.start(where.which)
    if item is None:
        empty_page("fact_check", article.title, "The workbench found no claim in this article that documents could settle.")
        return
    state.arrive(article.article_id, item.claim_id, where.which)
    with st.container(key="review"):
        keys(article.article_id, worklist, item.claim_id, where.which)
        review_toolbar(article.article_id, worklist, item, where.which)
        for failure in draft.failures():
            error_line(failure.error, _numbers(worklist, failure.claims))
        left, right = st.columns([11, 10], gap="medium")
        with left:
            review_article(article, check, worklist=worklist, verdicts=verdicts, selected=item)
        with right:
            place = claim_panel(article.article_id, check, worklist, item, verdicts.get(item.claim_id))
    with place:
        keys_line(item.claim_id)


def _numbers(worklist: Worklist, claims: Sequence[str]) -> str | None:
    """The claims by their numbers, in words."""
    found = [item.number for claim_id in claims if (item := worklist.find(claim_id))]
    return f"{'Claim' if len(found) == 1 else 'Claims'} {', '.join(map(str, found))} not stored" if found else None


def _article(article_id: str | None) -> Article | None:
    """The article of that id; ``None`` for an id that the URL invents."""
    try:
        return resources.ledger().article(article_id) if article_id else None
    except BadInputError:
        return None


def _unchecked(article: Article) -> None:
    """An article waits for its first check, or is being checked."""
    names, by = list_corpora(resources.workspace()), identity.reviewer()
    job = resources.jobs().on(subject(article.article_id))
    if job and job.active:
        empty_page("fact_check", article.title, "It is being checked; you may go on with something else meanwhile.")
        steps(job.order.subject)
        return
    empty_page("fact_check", article.title, "No claims yet: check it against a corpus." if names else "Make a corpus first.")
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="bottom"):
        name = st.selectbox("Check against", list(names), index=0 if len(names) == 1 else None, width=260, key="recheck-corpus")
        pressed = st.button("Check the article", type="primary", disabled=not (name and by), icon=":material/fact_check:")
    if pressed and name and by and start(lambda: start_check(article, name, by), "Review"):
        st.rerun()


def _choose(heading: str, line: str) -> None:
    empty_page("rate_review", heading, line)
    with st.container(horizontal=True, horizontal_alignment="center"):
        st.page_link("views/desk.py", label="Go to the desk", icon=":material/view_list:")
        st.page_link("views/intake.py", label="Bring in an article", icon=":material/note_add:")


review_page()
