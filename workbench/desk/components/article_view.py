"""The article as the reviewer reads it: claims coloured and their facts ticked, clickable and reachable by keyboard.

A components-v2 component; its script builds every node with ``textContent``, so the article cannot become markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from workbench.desk.components.article_layout import Aside, Mark, Run, Tick, lay_out
from workbench.models import Article

_SCRIPT = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("facts.js", "article_view.js"))
_VIEW = st.components.v2.component("workbench.article_view", js=_SCRIPT, isolate_styles=False)


def article_view(
    article: Article,
    marks: Sequence[Mark],
    asides: Sequence[Aside] = (),
    ticks: Sequence[Tick] = (),
    *,
    key: str,
    byline: str,
    selected: str | None = None,
    on_open: Callable[[str], None] | None = None,
) -> None:
    """Draw the article; `on_open` is called with a claim's id when its words are clicked or entered.

    A click on one of the `ticks` opens its claim likewise, and shows the fact in the claim panel.
    """

    def opened() -> None:
        claim_id = st.session_state[key].get("opened")
        if on_open and claim_id:
            on_open(claim_id)

    paragraphs = [[_record(run) for run in runs] for runs in lay_out(article.text, marks, asides, ticks)]
    data = {
        "title": article.title,
        "byline": byline,
        "paragraphs": paragraphs,
        "selected": selected,
        "live": on_open is not None,
    }
    _VIEW(key=key, data=data, on_opened_change=opened)


def _record(run: Run) -> dict[str, Any]:
    """The run as the script takes it, short names because there are thousands; what is empty is left out."""
    first = run.claims[0] if run.claims else None
    record: dict[str, Any] = {"t": run.text}
    if first:
        record |= {"c": [mark.claim_id for mark in run.claims], "k": first.look, "d": first.decided}
        record |= {"l": f"Claim {first.number}: {first.label}"}
        if run.opens and first.words not in {"", run.text}:
            record["w"] = first.words
    if run.opens:
        record["o"] = [{"c": mark.claim_id, "g": mark.glyph, "k": mark.look, "n": mark.number} for mark in run.opens]
    if run.hidden:
        record["h"] = run.hidden
    if run.aside:
        record["a"] = run.aside
    if run.facts:
        record["m"] = run.facts[0].look
    if run.ticks:
        record["f"] = [{"i": t.fact_id, "c": t.claim_id, "g": t.glyph, "k": t.look, "l": t.label} for t in run.ticks]
    return record
