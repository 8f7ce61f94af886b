"""The ledger of a workspace: every action is stored in the log first and seen in the tables after."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from workbench.errors import BadInputError, MissingResourceError
from workbench.ledger import drafting, objects
from workbench.ledger.disk import REAL_DISK, Disk
from workbench.ledger.events import Draft, Event, EventType, Reviewer
from workbench.ledger.ownership import Ownership, holder
from workbench.ledger.rows import ArticleRow, VerdictRow
from workbench.ledger.store import Store
from workbench.ledger.views import View
from workbench.models import Article, ArticleCheck, Qualifier, Verdict
from workbench.records import from_record

FOLDER = "ledger"
Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The time of day, in UTC."""
    return dt.datetime.now(dt.UTC)


class Ledger:
    """Articles, checks, verdicts, notes and undos of one workspace.

    One process owns the ledger and writes it. A process that opens it while another owns it (``shared=True``) reads the
    log into memory and puts what it writes into the owner's inbox. Safe to use from several threads.

    Attributes:
        folder: the ledger's folder.
        read_only: whether the folder cannot be written, so that the ledger can only be read.
    """

    def __init__(self, store: Store, ownership: Ownership | None, clock: Clock, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.folder = store.folder
        self._store = store
        self._ownership = ownership
        self._clock = clock
        self._lock = threading.RLock()

    @classmethod
    def open(
        cls,
        workspace: Path,
        *,
        purpose: str = "workbench",
        shared: bool = False,
        clock: Clock = utc_now,
        disk: Disk = REAL_DISK,
    ) -> Ledger:
        """Open the ledger of `workspace`, replaying what the tables have not seen.

        Args:
            workspace: the folder that holds it; made when missing.
            purpose: what the owning process is, told to anyone who comes second.
            shared: where another process owns the ledger, or the folder cannot be written, read beside it and queue
                writes, instead of refusing.
            clock: where event times come from.
            disk: how the log reaches the disk.

        Raises:
            MissingResourceError: another process owns it (code ``workspace_busy``) or the folder cannot be written
                (``workspace_read_only``), and `shared` is false.
            DamagedError: the log's chain is broken, or the tables know events that the log does not.
        """
        folder = workspace / FOLDER
        try:
            ownership = Ownership.take(folder, purpose)
        except MissingResourceError as error:
            if not shared or error.code == "workspace_no_folder":
                raise
            return cls(Store(folder, owned=False), None, clock, read_only=error.code == "workspace_read_only")
        try:
            store = Store(folder, owned=True, disk=disk)
        except BaseException:
            ownership.release()
            raise
        return cls(store, ownership, clock)

    @property
    def owned(self) -> bool:
        """Whether this process writes the log itself (else its writes wait in the owner's inbox)."""
        return self._store.owned

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was found and mended since the ledger was opened, a line each, the newest last."""
        with self._lock:
            return tuple(self._store.remarks)

    def holder(self) -> str:
        """The process that owns the ledger, in words."""
        return holder(self.folder)

    def close(self) -> None:
        """Close the tables and let another process own the ledger."""
        with self._lock:
            self._store.close()
            if self._ownership:
                self._ownership.release()

    def __enter__(self) -> Self:
        """Return the ledger itself; `close` at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    # ------------------------------------------------------------------------------------------------- writing

    def add_article(self, article: Article, by: Reviewer) -> bool:
        """Put `article` on the desk; returns false (and stores nothing) where it is there already."""
        with self._lock:
            self._store.refresh()
            drafts = self._adding(article, by)
            self._store.write(drafts)
            return bool(drafts)

    def record_check(self, check: ArticleCheck, by: Reviewer) -> None:
        """Remember what was suggested for an article; the same check twice in a row is stored once.

        Raises:
            BadInputError: the article is not on the desk.
        """
        with self._lock:
            self._known(check.article_id)
            self._store.write(self._recording(check, by))

    def add_checked(self, article: Article, check: ArticleCheck, by: Reviewer) -> None:
        """Put an article and what was suggested for it on the desk together, as `add_article` and `record_check` do."""
        with self._lock:
            self._store.refresh()
            self._store.write([*self._adding(article, by), *self._recording(check, by)])

    def give_verdict(
        self,
        article_id: str,
        claim_id: str,
        verdict: Verdict,
        by: Reviewer,
        *,
        qualifiers: Sequence[Qualifier] = (),
        note: str = "",
        evidence: Sequence[str] = (),
    ) -> None:
        """Store a person's verdict, with the suggestion that was on the screen; a later verdict replaces it.

        Raises:
            BadInputError: the article or the claim is unknown, or the reviewer has no name.
        """
        with self._lock:
            self._store.refresh()
            labels = dict(self._store.ask(lambda view: view.articles_with_claim(claim_id)))
            if article_id not in labels:
                self._known(article_id)
                raise _no_claim(article_id, claim_id)
            data = {
                "verdict": verdict.value,
                "qualifiers": [qualifier.value for qualifier in qualifiers],
                "note": note,
                "evidence": list(evidence),
                "suggestion": labels[article_id],
                "check": self._store.ask(lambda view: view.check_object(article_id)),
            }
            self._store.write([self._draft(EventType.VERDICT_GIVEN, by, article_id, claim_id, data)])

    def add_note(self, article_id: str, claim_id: str, note: str, by: Reviewer) -> None:
        """Store a note on a claim without deciding it. Raises as `give_verdict` does."""
        with self._lock:
            self._known(article_id)
            if not self._store.ask(lambda view: view.was_checked(article_id, claim_id)):
                raise _no_claim(article_id, claim_id)
            self._store.write([self._draft(EventType.NOTE_ADDED, by, article_id, claim_id, {"note": note})])

    def undo(self, by: Reviewer, article_id: str | None = None) -> Event | None:
        """Take back the reviewer's latest verdict or note; returns the event taken back, ``None`` where there is none."""
        with self._lock:
            self._store.refresh()
            last = self._store.ask(lambda view: view.last_standing(by.name, article_id))
            if last is not None:
                self._store.write([self._draft(EventType.UNDONE, by, last.article_id, last.claim_id, {"undoes": last.seq})])
            return last

    # ------------------------------------------------------------------------------------------------- reading

    def articles(self) -> tuple[ArticleRow, ...]:
        """Every article on the desk, the one changed last first."""
        with self._lock:
            self._store.refresh()
            return self._store.ask(View.articles)

    def article(self, article_id: str) -> Article:
        """The article as it was added. Raises `BadInputError` for an unknown one, `DamagedError` for lost bytes."""
        with self._lock:
            return from_record(Article, self._object(self._known(article_id)))

    def check(self, article_id: str) -> ArticleCheck | None:
        """The latest check of the article, or ``None`` before its first. Raises as `article` does."""
        with self._lock:
            self._known(article_id)
            stored = self._store.ask(lambda view: view.check_object(article_id))
            return from_record(ArticleCheck, self._object(stored)) if stored else None

    def verdicts(self, article_id: str) -> dict[str, VerdictRow]:
        """The standing verdict of each decided claim, by claim id."""
        with self._lock:
            self._store.refresh()
            return self._store.ask(lambda view: view.verdicts(article_id))

    def articles_with_claim(self, claim_id: str) -> tuple[str, ...]:
        """Ids of the articles whose latest check holds this claim."""
        with self._lock:
            self._store.refresh()
            return tuple(article_id for article_id, _ in self._store.ask(lambda view: view.articles_with_claim(claim_id)))

    def events(self, *, article_id: str | None = None, reviewer: str | None = None) -> tuple[Event, ...]:
        """Events in the order they were stored, undone ones and their undoing included."""
        with self._lock:
            self._store.refresh()
            return self._store.ask(lambda view: view.events(article_id, reviewer))

    def undone(self) -> frozenset[int]:
        """Numbers of the events that an undo took back."""
        with self._lock:
            self._store.refresh()
            return self._store.ask(View.undone)

    def differences(self) -> tuple[str, ...]:
        """Read every table and everything stored beside the log; what is not as the log says, a line each.

        Tables that differ are built anew; what is lost beside the log can only be restored from a copy.

        Raises:
            DamagedError: the log itself is broken.
        """
        with self._lock:
            self._store.refresh()
            return self._store.differences()

    # ------------------------------------------------------------------------------------------------- the inside

    def _adding(self, article: Article, by: Reviewer) -> list[Draft]:
        """The event that puts `article` on the desk; none where it is there already."""
        if self._store.ask(lambda view: view.article_object(article.article_id)):
            return []
        return [drafting.article_added(self.folder, article, by, self._clock())]

    def _recording(self, check: ArticleCheck, by: Reviewer) -> list[Draft]:
        """The event that remembers `check`; none where it is the article's latest already."""
        recorded = drafting.check_recorded(self.folder, check, by, self._clock())
        latest = self._store.ask(lambda view: view.check_object(check.article_id))
        return [] if latest == recorded.data["object"] else [recorded]

    def _draft(self, kind: EventType, by: Reviewer, article_id: str, claim_id: str | None, data: dict[str, Any]) -> Draft:
        return drafting.checked(Draft(kind, by, self._clock(), article_id, claim_id, data))

    def _known(self, article_id: str) -> str:
        self._store.refresh()
        stored = self._store.ask(lambda view: view.article_object(article_id))
        if stored is None:
            raise BadInputError(
                "article",
                expected="the id of an article on the desk",
                found=repr(article_id),
                fix="see `workbench articles list`",
            )
        return stored

    def _object(self, name: str) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(objects.get(self.folder / "objects", name))
        return record


def _no_claim(article_id: str, claim_id: str) -> BadInputError:
    return BadInputError(
        "claim",
        expected=f"a claim of article {article_id}",
        found=claim_id,
        fix="check the article again, then decide",
    )
