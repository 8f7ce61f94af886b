"""The form of the intake: text, title, publication date, author, corpus. The date is asked for, never assumed.

A form belongs to one article: once that is handed over, the form is empty again, and nothing of it goes to the next.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.corpus import list_corpora
from workbench.desk import resources
from workbench.desk.components.intake_keeper import Fields, keep_form
from workbench.desk.components.notices import error_line
from workbench.desk.wording import day
from workbench.errors import WorkbenchError
from workbench.models import Article, SourceText

_EARLIEST = dt.date(1800, 1, 1)
_TEXT, _TITLE, _DATE, _AUTHOR = "intake-text", "intake-title", "intake-date", "intake-author"
_UNDATED, _TAKEN, _FORM = "intake-undated", "intake-taken", "intake-form"
_SPENT, _SESSION, _SOURCE, _CORPUS = "intake-spent", "intake-session", "intake-source", "intake-corpus"


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """What stands in the form."""

    text: str
    title: str
    published: dt.date | None
    undated: bool
    author: str
    source_name: str
    corpus: str | None

    @property
    def empty(self) -> bool:
        """Whether nothing about an article has been given."""
        return not (self.text or self.title or self.published or self.undated or self.author or self.source_name)

    @property
    def missing_for_preview(self) -> str | None:
        """Name what is needed before claims can be looked for, or ``None``."""
        if not self.text.strip():
            return "the article's text"
        return None if self.published or self.undated else "its publication date"

    @property
    def missing(self) -> str | None:
        """Name what is needed before the article can be checked, or ``None``."""
        return self.missing_for_preview or (None if self.corpus else "a corpus to check against")

    def article(self) -> Article:
        """Make the article. Raises `BadInputError` as `Workbench.make_article` does."""
        return resources.workbench().make_article(
            self.text,
            title=self.title.strip() or None,
            published=self.published,
            author=self.author.strip() or None,
            source_name=self.source_name,
        )


def empty_form() -> None:
    """Have the next form drawn empty: title, author, date and upload of one article are not those of another."""
    st.session_state[_SPENT] = True


def intake_form(corpora: Sequence[str]) -> IntakeDraft:
    """Draw the form and return what stands in it."""
    if st.session_state.pop(_SPENT, False):
        _begin_anew()
    left, right = st.columns([13, 8], gap="large")
    with right:
        source = _upload()
        st.text_input("Title", key=_TITLE, placeholder="As printed; empty takes the first line", persist_state="session")
        undated = st.session_state.get(_UNDATED, False)
        st.date_input(
            "Publication date (required)",
            value=None,
            min_value=_EARLIEST,
            key=_DATE,
            format="YYYY-MM-DD",
            disabled=undated,
            help="“Last month” and “on Thursday” are read from this day; later documents are marked as known later.",
            persist_state="session",
        )
        st.checkbox("The date is not known", key=_UNDATED, help="Relative dates then stay open.", persist_state="session")
        st.text_input("Author", key=_AUTHOR, persist_state="session")
        corpus = _corpus(corpora)
    with left:
        st.text_area("Article", key=_TEXT, height=430, placeholder="Paste the article here", persist_state="session")
    draft = IntakeDraft(
        text=st.session_state[_TEXT] or "",
        title=st.session_state[_TITLE] or "",
        published=None if undated else st.session_state[_DATE],
        undated=undated,
        author=st.session_state[_AUTHOR] or "",
        source_name=source,
        corpus=corpus,
    )
    form = f"{_session()}:{st.session_state.get(_FORM, 0)}"
    keep_form(form, _fields(draft), empty=draft.empty, restore=_restore)
    return draft


def _fields(draft: IntakeDraft) -> dict[str, str | bool | None]:
    return {
        "text": draft.text,
        "title": draft.title,
        "author": draft.author,
        "date": draft.published.isoformat() if draft.published else None,
        "undated": draft.undated,
        "source": draft.source_name,
        "corpus": draft.corpus,
    }


def _restore(fields: Fields) -> None:
    """Put back what the browser kept, where nothing has been given since."""
    for name, field in ((_TEXT, "text"), (_TITLE, "title"), (_AUTHOR, "author"), (_SOURCE, "source")):
        st.session_state[name] = st.session_state.get(name) or str(fields.get(field) or "")
    st.session_state[_UNDATED] = bool(st.session_state.get(_UNDATED) or fields.get("undated"))
    try:
        day = dt.date.fromisoformat(str(fields.get("date")))
    except ValueError:
        day = None
    st.session_state[_DATE] = st.session_state.get(_DATE) or (day if day and day >= _EARLIEST else None)
    if fields.get("corpus") in list_corpora(resources.workspace()):
        st.session_state[_CORPUS] = fields["corpus"]


def _session() -> str:
    """What tells this session's form from one the browser kept from before a reload."""
    token: str = st.session_state.setdefault(_SESSION, secrets.token_hex(8))
    return token


def _begin_anew() -> None:
    st.session_state[_FORM] = st.session_state.get(_FORM, 0) + 1
    for name, nothing in ((_TEXT, ""), (_TITLE, ""), (_AUTHOR, ""), (_DATE, None), (_UNDATED, False), (_SOURCE, "")):
        st.session_state[name] = nothing


def _corpus(corpora: Sequence[str]) -> str | None:
    if not corpora:
        st.selectbox("Check against", [], placeholder="No corpus yet", disabled=True)
        st.page_link("views/corpus.py", label="Make a corpus first", icon=":material/library_add:")
        return None
    only = 0 if len(corpora) == 1 else None
    return st.selectbox(
        "Check against", list(corpora), index=only, placeholder="Choose a corpus", key=_CORPUS, persist_state="session"
    )


def _upload() -> str:
    """Offer an upload; a new file fills the form once, and what the file says about itself can be corrected there."""
    from workbench.reading import SUFFIXES

    kinds = sorted(suffix.lstrip(".") for suffix in SUFFIXES if suffix != ".jsonl")
    # An uploader cannot be emptied; each form has its own.
    file = st.file_uploader("Upload a file", type=kinds, key=f"intake-file-{st.session_state.get(_FORM, 0)}")
    if file is None:
        return str(st.session_state.get(_SOURCE, ""))
    if st.session_state.get(_TAKEN) != file.file_id:
        st.session_state[_TAKEN] = file.file_id
        st.session_state[_SOURCE] = str(file.name)
        _take(file.name, file.getvalue())
    return str(file.name)


def _take(name: str, data: bytes) -> None:
    from workbench.reading import read_bytes

    try:
        source: SourceText = read_bytes(name, data, resources.settings())[0]
    except WorkbenchError as error:
        error_line(error)
        return
    st.session_state[_TEXT] = source.text
    st.session_state[_TITLE] = source.title or ""
    st.session_state[_AUTHOR] = source.author or ""
    st.session_state[_DATE] = source.published
    if source.published:
        st.toast(f"The file says it was published on {day(source.published)}. Correct it if that is wrong.")
