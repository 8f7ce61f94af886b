"""What a reviewer has put beside a claim so far: qualifiers, note, evidence relied on. It goes with the verdict.

Values live in the session under one key a claim and start from what is stored, so they survive a reload: notes and verdicts
in the ledger, qualifiers and ticks without a verdict among the drafts. After a verdict every change is stored at once, as a
new verdict event with the changed particulars.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from workbench.desk import identity, resources
from workbench.desk.actions import Particulars
from workbench.desk.waiting import Failure, waiting
from workbench.errors import BadInputError, WorkbenchError
from workbench.ledger import EventType, Ledger, Reviewer, VerdictRow
from workbench.models import Qualifier, Verdict


def key(article_id: str, claim_id: str, name: str, of: str = "") -> str:
    """Return the session key of one widget of a claim."""
    return f"{name}:{article_id}:{claim_id}:{of}"


def prepare(article_id: str, claim_id: str) -> None:
    """Give the claim's widgets their first values, from the standing verdict or note."""
    put = beside(article_id, claim_id)
    st.session_state.setdefault(key(article_id, claim_id, "qualifiers"), [qualifier.value for qualifier in put.qualifiers])
    st.session_state.setdefault(key(article_id, claim_id, "note"), put.note)
    for passage in _passages(article_id, claim_id):
        st.session_state.setdefault(key(article_id, claim_id, "relied", passage), passage in put.evidence)


def beside(article_id: str, claim_id: str) -> Particulars:
    """Return what stands beside a claim, whether it is on the screen or not: what was put there in this session, else stored.

    Passages relied on come best first; those of an earlier check that were relied on are kept.
    """
    stored = _stored(article_id, claim_id)
    passages = _passages(article_id, claim_id)
    chosen = st.session_state.get(key(article_id, claim_id, "qualifiers"))
    ticked = [p for p in passages if st.session_state.get(key(article_id, claim_id, "relied", p), p in stored.evidence)]
    return Particulars(
        qualifiers=stored.qualifiers if chosen is None else tuple(Qualifier(value) for value in chosen),
        note=str(st.session_state.get(key(article_id, claim_id, "note"), stored.note)),
        evidence=(*ticked, *(passage for passage in stored.evidence if passage not in passages)),
    )


def beside_accepted(article_id: str, claim_id: str, basis: tuple[str, ...]) -> Particulars:
    """Return what stands beside a claim; where the reviewer has ticked nothing, the passages of `basis` are ticked first.

    They are ticked before the verdict is stored, so that what the session shows and what the ledger holds are one, and a
    change afterwards keeps them.
    """
    put = beside(article_id, claim_id)
    if put.evidence or not basis:
        return put
    for passage in set(basis).intersection(_passages(article_id, claim_id)):
        st.session_state[key(article_id, claim_id, "relied", passage)] = True
    return beside(article_id, claim_id)


def give(article_id: str, claim_id: str, verdict: Verdict, basis: tuple[str, ...] = ()) -> None:
    """Store a verdict with what is put beside the claim; `basis` as in `beside_accepted`."""
    put = beside_accepted(article_id, claim_id, basis)
    _attempt(
        lambda ledger, by: ledger.give_verdict(
            article_id, claim_id, verdict, by, qualifiers=put.qualifiers, note=put.note, evidence=put.evidence
        ),
        claim_id,
    )


def changed(article_id: str, claim_id: str) -> None:
    """Store a change: with the standing verdict where there is one, else the note as an event and the rest as a draft."""
    standing = _standing(article_id, claim_id)
    put, stored = beside(article_id, claim_id), _stored(article_id, claim_id)
    if put == stored:
        return  # a verdict given meanwhile took it along
    if standing:
        give(article_id, claim_id, standing.verdict)
        return
    if put.note != stored.note:
        _attempt(lambda ledger, by: ledger.add_note(article_id, claim_id, put.note, by), claim_id)
    drafts = resources.drafts()
    _attempt(lambda _, by: drafts.put(by, article_id, claim_id, put), claim_id)


def undo(article_id: str) -> None:
    """Take back the reviewer's last verdict or note on an article, and go to the claim it was about."""
    outcome = waiting().outcome

    def take_back(ledger: Ledger, by: Reviewer) -> None:
        taken = ledger.undo(by, article_id)
        outcome.undone.append((taken.article_id, taken.claim_id) if taken and taken.claim_id else None)
        outcome.at = outcome.undone[-1] or outcome.at

    _attempt(take_back)


def forget(article_id: str, claim_id: str) -> None:
    """Drop what this session put beside a claim; it shows what the ledger holds again."""
    middle = f":{article_id}:{claim_id}:"
    for name in [name for name in st.session_state if middle in str(name)]:
        del st.session_state[name]


def failures() -> list[Failure]:
    """Return what was not done of the reviewer's last deeds; claims that failed for one reason are together."""
    mine = waiting()
    mine.failures += [Failure(it.error, _only(it.action.claim_id)) for it in mine.outcome.not_done]
    mine.outcome.not_done.clear()
    joined: dict[str, Failure] = {}
    for failure in mine.failures:
        before = joined.get(str(failure.error), Failure(failure.error))
        joined[str(failure.error)] = Failure(failure.error, before.claims + failure.claims)
    return list(joined.values())


def _only(claim_id: str | None) -> tuple[str, ...]:
    return (claim_id,) if claim_id else ()


def _attempt(action: Callable[[Ledger, Reviewer], None], claim_id: str | None = None) -> None:
    """Run an action in the reviewer's name; keep an error for the page to show."""
    by, failures = identity.reviewer(), waiting().failures
    try:
        if by is None:
            raise BadInputError("reviewer", expected="a reviewer's name", found="none", fix="give your name in the sidebar")
        action(resources.ledger(), by)
    except WorkbenchError as error:
        failures.append(Failure(error, _only(claim_id)))


def _stored(article_id: str, claim_id: str) -> Particulars:
    standing = _standing(article_id, claim_id)
    if standing:
        return Particulars(standing.qualifiers, standing.note, standing.evidence)
    kept = resources.drafts().get(identity.reviewer(), article_id, claim_id) or Particulars()
    return Particulars(kept.qualifiers, _last_note(article_id, claim_id), kept.evidence)


def _standing(article_id: str, claim_id: str) -> VerdictRow | None:
    return resources.ledger().verdicts(article_id).get(claim_id)


def _passages(article_id: str, claim_id: str) -> tuple[str, ...]:
    """The passages of the claim's latest check, best first."""
    check = resources.check(article_id)
    found = next((a for a in check.assessments if a.claim.claim_id == claim_id), None) if check else None
    return tuple(evidence.hit.passage_id for evidence in found.evidence) if found else ()


def _last_note(article_id: str, claim_id: str) -> str:
    ledger = resources.ledger()
    undone = ledger.undone()
    notes = [
        str(event.data.get("note", ""))
        for event in ledger.events(article_id=article_id)
        if event.type is EventType.NOTE_ADDED and event.claim_id == claim_id and event.seq not in undone
    ]
    return notes[-1] if notes else ""
