"""Keeps what stands in the intake form in the browser's tab, so that a reload brings it back.

The tab's own storage is used and no store of the server's: it also holds what was typed and not yet sent, belongs to one
person at one article, and is gone with the tab.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from workbench.desk.waiting import waiting

Fields = Mapping[str, str | bool | None]
_SCRIPT = Path(__file__).with_name("intake_keeper.js").read_text(encoding="utf-8")
_KEEPER = st.components.v2.component("workbench.intake_keeper", js=_SCRIPT, isolate_styles=False)
_KEY = "intake-keeper"


def keep_form(form: str, fields: Fields, *, empty: bool, restore: Callable[[Fields], None]) -> None:
    """Keep the `fields` of a form; `restore` is called with those of an earlier page where this form is still `empty`.

    `form` is ``session:number``: a new number in one session is the next article's form, which begins empty.
    """
    mine = waiting()

    def kept() -> None:
        # A message may come when the page has just been left; the tab keeps what it holds.
        fields = st.session_state.get(_KEY, {}).get("kept")
        if isinstance(fields, Mapping):
            mine.later(lambda: restore(fields))

    _KEEPER(key=_KEY, data={"form": form, "fields": dict(fields), "empty": empty}, on_kept_change=kept, height=1)
