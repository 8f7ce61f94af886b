"""Where the reviewer is: article, claim and filter, kept in the URL so that a link or a reload comes back to the same place.

The URL that comes with a message may be older than the page: the browser sends the last one it was told. So a session
remembers the URLs it wrote and has not heard of yet; one of those is no wish of the reviewer's to go back.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from workbench.desk.worklist import Filter

_LAST = "last-article"
_HERE = "here"
_TRAIL = "urls-on-their-way"


@dataclass(frozen=True, slots=True)
class Place:
    """An article, a claim of it, and the filter; ids come from the URL and may name nothing that exists."""

    article_id: str | None
    claim_id: str | None
    which: Filter


def place() -> Place:
    """Return the place of this session; where the reviewer opened another URL, that one.

    A URL without an article means the one open last in this session.
    """
    query = st.query_params.to_dict()
    trail: list[dict[str, str]] = st.session_state.get(_TRAIL, [])
    if query in trail and _HERE in st.session_state:
        st.session_state[_TRAIL] = trail[trail.index(query) :]
    else:
        st.session_state[_TRAIL] = [query]
        st.session_state[_HERE] = _read(query)
    here: Place = st.session_state[_HERE]
    return here


def go(article_id: str, claim_id: str | None, which: Filter | None = None) -> None:
    """Choose another place (by default under the filter there is); the page that draws it writes it into the URL."""
    st.session_state[_HERE] = Place(article_id, claim_id, which or place().which)


def follow(article_id: str, claim_id: str) -> None:
    """Choose another claim of the article that is open; where another one is, nothing changes."""
    here: Place | None = st.session_state.get(_HERE)
    if here and here.article_id == article_id:
        st.session_state[_HERE] = Place(article_id, claim_id, here.which)


def arrive(article_id: str, claim_id: str, which: Filter) -> None:
    """Be at a place: remember it and write it into the URL."""
    st.session_state[_LAST] = article_id
    st.session_state[_HERE] = Place(article_id, claim_id, which)
    wanted = {"article": article_id, "claim": claim_id, "filter": which.value if which is not Filter.ALL else None}
    kept = {name: value for name, value in wanted.items() if value}
    if st.query_params.to_dict() != kept:
        st.query_params.from_dict(kept)
        st.session_state[_TRAIL].append(kept)


def forget() -> None:
    """Forget which article and claim were open."""
    for name in (_LAST, _HERE, _TRAIL):
        st.session_state.pop(name, None)


def _read(query: dict[str, str]) -> Place:
    which = query.get("filter", Filter.ALL.value)
    return Place(
        article_id=query.get("article") or st.session_state.get(_LAST),
        claim_id=query.get("claim"),
        which=Filter(which) if which in set(Filter) else Filter.ALL,
    )
