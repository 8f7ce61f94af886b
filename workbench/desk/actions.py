"""The actions a browser sends: read from its message, applied to the ledger in order, each exactly once.

A browser numbers what its reviewer does and sends it until it is answered, so a message may come twice, also by another
session (after a reload). `Applied` is the memory of one process of what is done already.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from workbench.errors import BadInputError, WorkbenchError
from workbench.ledger import Ledger, Reviewer
from workbench.models import Qualifier, Verdict

QUEUES_REMEMBERED = 5000
# The verdict that takes a claim whose facts all agree as a whole.
ACCEPTS = Verdict.SUPPORTED


class Kind(StrEnum):
    """What an action does; a ``go`` only chooses another claim."""

    VERDICT = "verdict"
    UNDO = "undo"
    GO = "go"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reviewer did, on the claim that was chosen then.

    ``queue`` and ``number`` name it, numbers rising within a queue. ``by`` is whose name stood on the page, ``boot`` which
    process had drawn it, ``to`` the claim chosen afterwards. ``basis`` are the passages that the page named as what accepting
    the claim as a whole rests on; only `ACCEPTS` has any.
    """

    queue: str
    number: int
    kind: Kind
    article_id: str
    claim_id: str | None
    verdict: Verdict | None
    to: str
    by: str | None
    boot: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the reviewer has put beside a claim."""

    qualifiers: tuple[Qualifier, ...] = ()
    note: str = ""
    evidence: tuple[str, ...] = ()


class Beside(Protocol):
    """Tells what stands beside a claim."""

    def __call__(self, article_id: str, claim_id: str, basis: tuple[str, ...]) -> Particulars:
        """Return it for one claim of one article; where the reviewer relied on nothing yet, with the passages of `basis`."""


@dataclass(frozen=True, slots=True)
class NotDone:
    """An action that was not done, and why."""

    action: Action
    error: WorkbenchError


@dataclass(slots=True)
class Outcome:
    """What came of a session's actions so far. ``acks`` holds the highest number answered of each queue.

    ``at`` is the claim chosen last, with its article; ``undone`` are claims taken back, in order, ``None`` for an undo that
    found nothing. Whoever acts on them takes them away.
    """

    acks: dict[str, int] = field(default_factory=dict)
    not_done: list[NotDone] = field(default_factory=list)
    undone: list[tuple[str, str] | None] = field(default_factory=list)
    at: tuple[str, str] | None = None


class Applied:
    """Which actions were applied already, by queue. One at a time is applied in a process, whichever session brings it."""

    def __init__(self) -> None:
        self.boot = secrets.token_hex(8)
        self._highest: OrderedDict[str, int] = OrderedDict()
        self._lock = threading.Lock()

    def apply(self, actions: Sequence[Action], ledger: Ledger, by: Reviewer | None, beside: Beside, outcome: Outcome) -> None:
        """Do what was not done yet, in order, in the name of `by`, and add to `outcome` what came of each at once.

        An action that fails is answered too, and the rest goes on. Where `beside` ends the run, what was not done stays so.
        """
        for action in actions:
            with self._lock:
                highest = max(self._highest.get(action.queue, 0), outcome.acks.get(action.queue, 0))
                if action.number > highest:
                    self._do(action, ledger, by, beside, outcome)
                    self._remember(action)
                outcome.acks[action.queue] = max(highest, action.number)

    def _do(self, action: Action, ledger: Ledger, by: Reviewer | None, beside: Beside, outcome: Outcome) -> None:
        to: tuple[str, str] | None = None
        try:
            if action.kind is Kind.UNDO:
                to = self._undo(action, ledger, _same_person(action, by), outcome)
            elif action.kind is Kind.VERDICT:
                self._give(action, ledger, _same_person(action, by), beside)
        except WorkbenchError as error:
            outcome.not_done.append(NotDone(action, error))
        outcome.at = to or (action.article_id, action.to)

    def _give(self, action: Action, ledger: Ledger, by: Reviewer, beside: Beside) -> None:
        if action.claim_id is None or action.verdict is None or (action.boot != self.boot and _stands(action, ledger, by)):
            return
        put = beside(action.article_id, action.claim_id, action.basis)
        ledger.give_verdict(
            action.article_id,
            action.claim_id,
            action.verdict,
            by,
            qualifiers=put.qualifiers,
            note=put.note,
            evidence=put.evidence,
        )

    def _undo(self, action: Action, ledger: Ledger, by: Reviewer, outcome: Outcome) -> tuple[str, str] | None:
        """Take back the reviewer's last; returns the article and claim it was about, ``None`` where there was nothing."""
        if action.boot != self.boot:
            raise BadInputError(
                "undo_unsure",
                expected="an undo that this desk had not done before it was started again",
                found="one that may have been done",
                fix="look at the log, and press U again if it was not",
            )
        taken = ledger.undo(by, action.article_id)
        found = (taken.article_id, taken.claim_id) if taken and taken.claim_id else None
        outcome.undone.append(found)
        return found

    def _remember(self, action: Action) -> None:
        self._highest[action.queue] = action.number
        self._highest.move_to_end(action.queue)
        while len(self._highest) > QUEUES_REMEMBERED:
            self._highest.popitem(last=False)


def read_actions(message: object) -> tuple[Action, ...]:
    """Return the actions of a browser's message in order; what is not one is left out."""
    listed = message.get("actions") if isinstance(message, Mapping) else None
    found = [_action(item) for item in listed] if isinstance(listed, Sequence) else []
    return tuple(action for action in found if action is not None)


def _action(item: Any) -> Action | None:
    try:
        kind = Kind(item["kind"])
        verdict = Verdict(item["verdict"]) if kind is Kind.VERDICT else None
        action = Action(
            queue=str(item["queue"]),
            number=int(item["number"]),
            kind=kind,
            article_id=str(item["article"]),
            claim_id=str(item["claim"]) if item["claim"] else None,
            verdict=verdict,
            to=str(item["to"]),
            by=str(item["by"]) if item["by"] else None,
            boot=str(item["boot"]),
            basis=_passages(item.get("basis")) if verdict is ACCEPTS else (),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return None if kind is Kind.VERDICT and action.claim_id is None else action


def _passages(told: Any) -> tuple[str, ...]:
    return tuple(map(str, told)) if isinstance(told, list) else ()


def _same_person(action: Action, by: Reviewer | None) -> Reviewer:
    """The reviewer, who must be the one whose name stood on the page when the key was pressed."""
    if by is None or by.name != action.by:
        raise BadInputError(
            "reviewer",
            expected=f"the desk of {action.by or 'a named reviewer'}",
            found=f"that of {by.name if by else 'nobody'}",
            fix="decide again under the name that stands in the sidebar",
        )
    return by


def _stands(action: Action, ledger: Ledger, by: Reviewer) -> bool:
    """Whether the verdict stands already: it came before this process started, and may have been applied by the last one."""
    row = ledger.verdicts(action.article_id).get(action.claim_id or "")
    return row is not None and row.by == by and row.verdict is action.verdict
