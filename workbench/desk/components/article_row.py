"""One article of the desk: title, dates, progress, conflicts, and the button that opens it."""

from __future__ import annotations

import streamlit as st

from workbench.desk.components.progress import progress_bar
from workbench.desk.markup import Markup, chip, tag
from workbench.desk.wording import day, moment, plural
from workbench.ledger import ArticleRow


def article_row(row: ArticleRow, *, in_check: bool = False) -> None:
    """Draw the row; opening goes to the review at the first claim that waits."""
    with st.container(key=f"article-row-{row.article_id}", horizontal=True, vertical_alignment="center", wrap=False):
        st.html(_summary(row, in_check=in_check))
        if st.button(
            "Open" if row.claims or in_check else "Check", key=f"open-{row.article_id}", icon=":material/arrow_forward:"
        ):
            st.switch_page("views/review.py", query_params={"article": row.article_id})


def _summary(row: ArticleRow, *, in_check: bool) -> Markup:
    facts = [
        tag("span", f"published {day(row.published)}" if row.published else "publication date unknown"),
        tag("span", f"corpus {row.corpus}" if row.corpus else "not checked yet"),
        tag("span", f"changed {moment(row.last_change)}"),
    ]
    badges = [chip("Being checked", "ask", "progress_activity")] if in_check else []
    if row.conflicts:
        badges.append(chip(plural(row.conflicts, "open conflict"), "bad", "error"))
    return tag(
        "div",
        tag("div", tag("h3", row.title), tag("p", *facts, cls="wb-soft")),
        tag("div", progress_bar(row.decided, row.claims), tag("p", *badges, cls="wb-row-badges")),
        cls="wb-article-row",
    )
