"""What a session still has to do, and what it has still to tell.

Streamlit may end a run wherever it touches the session's state, callbacks included, when the next message comes. So callbacks
only add to what waits here, the next run does it first of all, and it is taken from here once it is done: the lists are
changed in place, and nothing touches the session's state between a write to the ledger and its being noted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from workbench.desk.actions import Action, Outcome
from workbench.errors import WorkbenchError

_WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not done; ``claims`` are the ids of the claims it was to be done on, none where it was on none."""

    error: WorkbenchError
    claims: tuple[str, ...] = ()


@dataclass(slots=True)
class Waiting:
    """One session's. ``todo`` and ``inbox`` are still to be done; ``outcome`` and ``failures`` still to be told."""

    todo: list[Callable[[], None]] = field(default_factory=list)
    inbox: tuple[Action, ...] = ()
    outcome: Outcome = field(default_factory=Outcome)
    failures: list[Failure] = field(default_factory=list)

    def later(self, deed: Callable[[], None]) -> None:
        """Have the next run do `deed` first; the way a widget's callback does anything. What failed before is told no more."""
        self.failures.clear()
        self.todo.append(deed)

    def receive(self, actions: tuple[Action, ...]) -> None:
        """Take what the browser sent, for the next run to do."""
        self.failures.clear()
        self.inbox = actions


def waiting() -> Waiting:
    """Return what waits in this session."""
    if _WAITING not in st.session_state:
        st.session_state[_WAITING] = Waiting()
    found: Waiting = st.session_state[_WAITING]
    return found
