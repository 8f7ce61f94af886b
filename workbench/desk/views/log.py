"""Log: every action of every reviewer, and the verification log as a file."""

from __future__ import annotations

import streamlit as st

from workbench.desk import resources
from workbench.desk.components.log_table import ROWS, LogFilter, log_rows, log_table
from workbench.desk.components.notices import empty_page, error_line, note_line, page_title
from workbench.desk.wording import VERDICTS, plural
from workbench.errors import WorkbenchError
from workbench.export import FORMATS, export_log
from workbench.ledger import ArticleRow
from workbench.models import Verdict


def log_page() -> None:
    """List verdicts, notes, checks and undos, the newest first; offer the verification log of one article."""
    articles = {row.article_id: row for row in resources.ledger().articles()}
    if not articles:
        empty_page("history", "Nothing has happened yet", "Every check, verdict, note and undo will stand here, for good.")
        return
    page_title("Log", "Append-only: an undo is a new entry, nothing is ever deleted.")
    for remark in resources.ledger().remarks:
        note_line(f"Since the desk was opened: {remark}.")
    wanted = _filters(articles)
    rows = log_rows(resources.ledger(), articles, wanted)
    pages = max(1, -(-len(rows) // ROWS))
    page = min(st.session_state.get("log-page", 1), pages)
    st.html(log_table(rows[(page - 1) * ROWS : page * ROWS]))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.text(plural(len(rows), "entry", "entries"))
        if pages > 1:
            st.pagination(pages, key="log-page")
    if wanted.article_id:
        _downloads(articles[wanted.article_id])


def _filters(articles: dict[str, ArticleRow]) -> LogFilter:
    reviewers = sorted({event.by.name for event in resources.ledger().events()})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        article = st.selectbox(
            "Article",
            list(articles),
            index=None,
            format_func=lambda article_id: articles[article_id].title,
            placeholder="All articles (choose one to export it)",
            key="log-article",
        )
        reviewer = st.selectbox("Reviewer", reviewers, index=None, placeholder="Everyone", key="log-reviewer", width=200)
        verdict = st.selectbox(
            "Verdict",
            list(Verdict),
            index=None,
            format_func=lambda choice: VERDICTS[choice].label,
            placeholder="Any entry",
            key="log-verdict",
            width=220,
        )
    return LogFilter(article, reviewer, verdict)


def _downloads(article: ArticleRow) -> None:
    if not article.claims:
        st.text("This article has not been checked yet, so there is no log to export.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text("Verification log of this article")
        for form in FORMATS:
            try:
                data = export_log(resources.ledger(), article.article_id, form)
            except WorkbenchError as error:
                error_line(error)
                return
            name = f"{article.article_id}.{form}"
            st.download_button(form.upper(), data, name, key=f"export-{form}", icon=":material/download:", on_click="ignore")


log_page()
