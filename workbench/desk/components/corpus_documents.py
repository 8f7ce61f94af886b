"""The documents of a corpus as a searchable table, and the corpus's health."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from workbench.corpus import Card, Corpus, Problem, verify_corpus
from workbench.desk import resources
from workbench.desk.components.figures import figures
from workbench.desk.markup import Markup, chip, icon, tag
from workbench.desk.wording import TIERS, day, plural
from workbench.models import Tier

ROWS = 25


def documents(name: str) -> None:
    """Draw the table: title, publisher, date, tier, size; found by words of title, publisher, file or id."""
    corpus = _open(resources.workspace(), name, _generation(name))
    figures([(len(corpus.cards), "documents"), (len(corpus.passages), "passages"), (corpus.snapshot[:12], "snapshot")])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Find", key="corpus-find", placeholder="Title, publisher, file", persist_state="session")
        tier = st.selectbox(
            "Tier",
            list(Tier),
            index=None,
            format_func=lambda t: TIERS[t].label,
            placeholder="All tiers",
            width=200,
            key="corpus-tier",
        )
    fitting = (card for card in corpus.cards if _matches(card, words or "", tier))
    found = sorted(fitting, key=lambda card: (card.title.casefold(), card.doc_id))
    pages = max(1, -(-len(found) // ROWS))
    page = st.session_state.get("corpus-page", 1) if pages > 1 else 1
    first = (min(page, pages) - 1) * ROWS
    st.html(_table(found[first : first + ROWS]) if found else tag("p", "No document fits.", cls="wb-soft"))
    if pages > 1:
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.text(f"{plural(len(found), 'document')} shown in pages of {ROWS}")
            st.pagination(pages, key="corpus-page")


def health(name: str) -> None:
    """Verify on demand: every stored document against the hash it was published with."""
    st.text("Reads every file and document again and compares it with the hash it was published with.")
    if st.button("Verify now", icon=":material/health_and_safety:"):
        with st.spinner("Verifying …"):
            st.html(_report(name, verify_corpus(resources.workspace(), name)))


def _report(name: str, problems: Sequence[Problem]) -> Markup:
    if not problems:
        return tag("p", icon("verified"), f"{name}: every file and document is what was published.", cls="wb-line wb-good")
    lines = [tag("li", str(problem)) for problem in problems]
    heading = f"{name}: {plural(len(problems), 'problem')} found. Restore the files from a copy, or add them again."
    return tag("div", tag("p", icon("error"), heading, cls="wb-line wb-bad"), tag("ul", *lines, cls="wb-refused"))


def _matches(card: Card, words: str, tier: Tier | None) -> bool:
    held = f"{card.title} {card.publisher or ''} {card.source_name} {card.doc_id}".casefold()
    return (tier is None or card.tier is tier) and all(word in held for word in words.casefold().split())


def _table(cards: Sequence[Card]) -> Markup:
    names = ("Title", "Publisher", "Published", "Tier", "Characters")
    head = tag("tr", *[tag("th", name, cls="wb-number" if name == "Characters" else "") for name in names])
    return tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *[_row(card) for card in cards]), cls="wb-table"),
        cls="wb-table-frame",
    )


def _row(card: Card) -> Markup:
    sign = TIERS[card.tier]
    return tag(
        "tr",
        tag("td", tag("span", card.title, cls="wb-title"), tag("br"), tag("span", Path(card.source_name).name, cls="wb-soft")),
        tag("td", card.publisher or "–"),
        tag("td", day(card.published), cls="wb-nowrap"),
        tag("td", chip(sign.label, sign.tone, sign.glyph, title=sign.meaning)),
        tag("td", f"{card.characters:,}", cls="wb-number"),
    )


def _generation(name: str) -> str:
    return Corpus.open(resources.workspace(), name, check=False).generation


@st.cache_resource(show_spinner="Opening the corpus …", max_entries=4)
def _open(workspace: Path, name: str, generation: str) -> Corpus:  # noqa: ARG001 - a new generation is another corpus
    return Corpus.open(workspace, name)
