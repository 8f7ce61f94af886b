"""Who reviews in this browser session. A name belongs to the browser it was given in, or to the sign-in; never to a workspace.

A name given in the form is known to its session at once. The browser keeps it in a cookie and in the tab's storage, and
sends it along when the page is opened again; the server writes it nowhere but beside what its reviewer decides.
"""

from __future__ import annotations

import getpass
import secrets
import time
from pathlib import Path
from urllib.parse import unquote

import streamlit as st

from workbench.ledger import Reviewer

MAX_NAME = 80
COOKIE = "workbench_reviewer"
SIGNED_IN = "oidc"
_NAME, _CHOSEN, _TAB = "reviewer-name", "reviewer-chosen", "reviewer-tab"
_SCRIPT = Path(__file__).with_name("identity.js").read_text(encoding="utf-8")
_KEEPER = st.components.v2.component("workbench.identity", js=_SCRIPT, isolate_styles=False)


def reviewer() -> Reviewer | None:
    """Return who reviews in this session, or ``None`` until a name was given or somebody signed in."""
    if signs_in():
        return _signed_in()
    name = _given() or _from_tab() or _from_cookie()
    return Reviewer(name) if name else None


def use_name(name: str) -> None:
    """Take a name for this session; the browser keeps it for its next ones."""
    st.session_state[_NAME] = clean(name)
    st.session_state[_CHOSEN] = secrets.token_hex(8)


def keep_in_browser() -> None:
    """Draw the invisible part that keeps the name in the browser, once on every page."""
    by = reviewer()
    data = {"name": by.name if by and not signs_in() else "", "chosen": st.session_state.get(_CHOSEN, ""), "cookie": COOKIE}
    _KEEPER(key=_TAB, data=data, on_name_change=lambda: None, height=1)


def signs_in() -> bool:
    """Say whether this desk asks for a sign-in (``[auth]`` in Streamlit's ``secrets.toml``) instead of a name."""
    return "is_logged_in" in st.user


def clean(name: str) -> str:
    """Return a name as it is recorded: what cannot be seen left out, spaces single, at most `MAX_NAME` characters."""
    seen = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(seen.split())[:MAX_NAME].strip()


def suggested_name() -> str:
    """Return the account's name as a suggestion, or nothing where the machine does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _given() -> str:
    return str(st.session_state.get(_NAME, ""))


def _from_tab() -> str:
    """The name this tab had before it was loaded again; it says so only where the cookie says another."""
    return clean(str(st.session_state.get(_TAB, {}).get("name") or ""))


def _from_cookie() -> str:
    kept = st.context.cookies.get(COOKIE)
    return clean(unquote(kept)) if isinstance(kept, str) else ""


def _signed_in() -> Reviewer | None:
    """The person of the sign-in; none once it has run out, which Streamlit leaves to its applications."""
    if not st.user.get("is_logged_in") or _expired(st.user.get("exp")):
        return None
    name = clean(str(st.user.get("name") or st.user.get("email") or st.user.get("sub") or ""))
    return Reviewer(name, SIGNED_IN) if name else None


def _expired(moment: object) -> bool:
    return isinstance(moment, int | float) and moment <= time.time()
