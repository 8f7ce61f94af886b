"""Where the reviewer is: article, claim and filter, kept in the URL so that a link or a reload comes back to the same place."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from workbench.desk.worklist import Filter

_LAST = "last-article"
_HERE = "here"


@dataclass(frozen=True, slots=True)
class Place:
    """An article, a claim of it, and the filter; ids come from the URL and may name nothing that exists."""

    article_id: str | None
    claim_id: str | None
    which: Filter


def place() -> Place:
    """Return the place the URL names; without an article there, the one open last in this session."""
    query = st.query_params
    which = query.get("filter", Filter.ALL.value)
    return Place(
        article_id=query.get("article") or st.session_state.get(_LAST),
        claim_id=query.get("claim"),
        which=Filter(which) if which in set(Filter) else Filter.ALL,
    )


def go(article_id: str, claim_id: str | None, which: Filter) -> None:
    """Write a place into the URL and remember it."""
    st.session_state[_LAST] = article_id
    st.session_state[_HERE] = Place(article_id, claim_id, which)
    wanted = {"article": article_id, "claim": claim_id, "filter": which.value if which is not Filter.ALL else None}
    kept = {name: value for name, value in wanted.items() if value}
    if st.query_params.to_dict() != kept:
        st.query_params.from_dict(kept)


def has_moved_on(article_id: str, claim_id: str) -> bool:
    """Say whether this session has already gone to another claim, and if so return there.

    A key pressed between a step and the redraw still belongs to the claim on the screen, which the reviewer had left; the
    browser's message then carries the old URL too.
    """
    here: Place | None = st.session_state.get(_HERE)
    if here is None or here.article_id is None or (here.article_id, here.claim_id) == (article_id, claim_id):
        return False
    go(here.article_id, here.claim_id, here.which)
    return True


def forget() -> None:
    """Forget which article and claim were open."""
    st.session_state.pop(_LAST, None)
    st.session_state.pop(_HERE, None)
