"""What a reviewer has put beside a claim so far: qualifiers, note, evidence relied on. It goes with the verdict.

Values live in the session under one key a claim and start from what the ledger holds, so they survive a reload once
stored. After a verdict every change is stored at once, as a new verdict event with the changed particulars.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.desk import identity, resources, state
from workbench.errors import BadInputError, WorkbenchError
from workbench.ledger import EventType, Ledger, Reviewer, VerdictRow
from workbench.models import Qualifier, Verdict

_FAILED = "failed-action"


@dataclass(frozen=True, slots=True)
class OnDesk:
    """The claim on the screen with everything an action on it needs."""

    article_id: str
    claim_id: str
    passages: tuple[str, ...]
    standing: VerdictRow | None

    def key(self, name: str, of: str = "") -> str:
        """Return the session key of one widget of this claim."""
        return f"{name}:{self.article_id}:{self.claim_id}:{of}"


def prepare(claim: OnDesk) -> None:
    """Give the claim's widgets their first values, from the standing verdict or note."""
    standing = claim.standing
    qualifiers = [qualifier.value for qualifier in standing.qualifiers] if standing else []
    st.session_state.setdefault(claim.key("qualifiers"), qualifiers)
    if claim.key("note") not in st.session_state:
        st.session_state[claim.key("note")] = standing.note if standing else _last_note(claim)
    for passage in claim.passages:
        st.session_state.setdefault(claim.key("relied", passage), bool(standing and passage in standing.evidence))


def give(claim: OnDesk, verdict: Verdict) -> None:
    """Store a verdict with what is put beside it; none for a claim the reviewer had just left."""
    if state.has_moved_on(claim.article_id, claim.claim_id):
        st.toast("Not stored: the next claim was on its way. Press again.", icon=":material/front_hand:")
        return
    _store(claim, verdict)


def changed(claim: OnDesk, *, note: bool = False) -> None:
    """Store a change: with the standing verdict where there is one, a note by itself where there is none."""
    if claim.standing:
        _store(claim, claim.standing.verdict)
    elif note:
        text = st.session_state[claim.key("note")]
        _attempt(lambda ledger, by: ledger.add_note(claim.article_id, claim.claim_id, text, by))


def undo(article_id: str) -> str | None:
    """Take back the reviewer's last verdict or note on an article; return the claim it was about."""
    taken = None

    def take_back(ledger: Ledger, by: Reviewer) -> None:
        nonlocal taken
        taken = ledger.undo(by, article_id)

    _attempt(take_back)
    if taken is None or taken.claim_id is None:
        return None
    _forget(article_id, taken.claim_id)
    return taken.claim_id


def failure() -> WorkbenchError | None:
    """Return why the last action was not done, once."""
    failed: WorkbenchError | None = st.session_state.pop(_FAILED, None)
    return failed


def failed() -> bool:
    """Say whether the last action was not done."""
    return _FAILED in st.session_state


def relied_on(claim: OnDesk) -> Sequence[str]:
    """Return the passages ticked as relied on, best first; those of an earlier check that were relied on are kept."""
    earlier = [passage for passage in (claim.standing.evidence if claim.standing else ()) if passage not in claim.passages]
    return [passage for passage in claim.passages if st.session_state.get(claim.key("relied", passage))] + earlier


def _store(claim: OnDesk, verdict: Verdict) -> None:
    note = st.session_state.get(claim.key("note"), "")
    qualifiers = [Qualifier(value) for value in st.session_state.get(claim.key("qualifiers"), ())]
    _attempt(
        lambda ledger, by: ledger.give_verdict(
            claim.article_id, claim.claim_id, verdict, by, qualifiers=qualifiers, note=note, evidence=relied_on(claim)
        )
    )


def _attempt(action: Callable[[Ledger, Reviewer], None]) -> None:
    """Run an action in the reviewer's name; keep an error for the page to show."""
    by = identity.reviewer()
    try:
        if by is None:
            raise BadInputError("reviewer", expected="a reviewer's name", found="none", fix="give your name in the sidebar")
        action(resources.ledger(), by)
    except WorkbenchError as error:
        st.session_state[_FAILED] = error


def _last_note(claim: OnDesk) -> str:
    ledger = resources.ledger()
    undone = ledger.undone()
    notes = [
        str(event.data.get("note", ""))
        for event in ledger.events(article_id=claim.article_id)
        if event.type is EventType.NOTE_ADDED and event.claim_id == claim.claim_id and event.seq not in undone
    ]
    return notes[-1] if notes else ""


def _forget(article_id: str, claim_id: str) -> None:
    middle = f":{article_id}:{claim_id}:"
    for key in [key for key in st.session_state if middle in str(key)]:
        del st.session_state[key]
