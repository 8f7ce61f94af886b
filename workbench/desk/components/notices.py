"""Full-page messages: an error as one line, and pages that have nothing to show yet."""

from __future__ import annotations

import streamlit as st

from workbench.desk.markup import icon, tag
from workbench.errors import WorkbenchError


def error_page(error: WorkbenchError) -> None:
    """Say in one line what is wrong and what to do, with nothing else on the page."""
    st.html(_notice("error", "The desk cannot go on", f"Expected {error.expected}; found {error.found}.", _sentence(error.fix)))


def error_line(error: WorkbenchError, what: str | None = None) -> None:
    """Say in one line why an action (`what`, where it is named) was not done; the page stays."""
    line = f"Expected {error.expected}; found {error.found}; {error.fix}."
    st.html(tag("p", icon("error"), tag("b", f"{what}: ") if what else None, line, cls="wb-line wb-bad", role="alert"))


def note_line(line: str) -> None:
    """Say in one line what happened that nobody asked for."""
    st.html(tag("p", icon("info"), line, cls="wb-line wb-part", role="status"))


def empty_page(glyph: str, heading: str, *lines: str) -> None:
    """Explain a page that is still empty; buttons may follow."""
    st.html(_notice(glyph, heading, *lines))


def page_title(heading: str, line: str) -> None:
    """Draw a page's heading with one line under it."""
    st.html(tag("header", tag("h1", heading), tag("p", line, cls="wb-soft"), cls="wb-page-title"))


def _notice(glyph: str, heading: str, *lines: str) -> str:
    return tag("section", icon(glyph), tag("h2", heading), *[tag("p", line) for line in lines], cls="wb-notice")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."
