"""A row of counts with their names."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from workbench.desk.markup import tag


def figures(counts: Sequence[tuple[int | str, str]]) -> None:
    """Draw counts side by side, each over its name."""
    cells = [
        tag("div", tag("b", f"{count:,}" if isinstance(count, int) else count), tag("span", name)) for count, name in counts
    ]
    st.html(tag("div", *cells, cls="wb-figures"))
