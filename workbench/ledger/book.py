"""The ledger of a workspace: every action is stored in the log first and seen in the tables after."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from workbench.errors import BadInputError, DamagedError, MissingResourceError
from workbench.ledger import inbox, objects
from workbench.ledger.events import Draft, Event, EventType, Reviewer, event_from_record
from workbench.ledger.log import EventLog, read_records
from workbench.ledger.ownership import Ownership, owner
from workbench.ledger.views import ArticleRow, VerdictRow, View
from workbench.models import Article, ArticleCheck, Qualifier, Verdict
from workbench.records import from_record, to_line

FOLDER = "ledger"
Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The time of day, in UTC."""
    return dt.datetime.now(dt.UTC)


class Ledger:
    """Articles, checks, verdicts, notes and undos of one workspace.

    One process owns the ledger and writes it. A process that opens it while another owns it (``shared=True``) reads the
    log into memory and puts what it writes into the owner's inbox. Safe to use from several threads.
    """

    def __init__(self, folder: Path, view: View, log: EventLog | None, ownership: Ownership | None, clock: Clock) -> None:
        self.folder = folder
        self._view = view
        self._log = log
        self._ownership = ownership
        self._clock = clock
        self._lock = threading.RLock()

    @classmethod
    def open(cls, workspace: Path, *, purpose: str = "workbench", shared: bool = False, clock: Clock = utc_now) -> Ledger:
        """Open the ledger of `workspace`, replaying what the tables have not seen.

        Args:
            workspace: the folder that holds it; made when missing.
            purpose: what the owning process is, told to anyone who comes second.
            shared: where another process owns the ledger, read beside it and queue writes, instead of refusing.
            clock: where event times come from.

        Raises:
            MissingResourceError: another process owns it and `shared` is false (code ``workspace_busy``).
            DamagedError: the log's chain is broken, or the tables know events that the log does not.
        """
        folder = workspace / FOLDER
        try:
            ownership = Ownership.take(folder, purpose)
        except MissingResourceError:
            if not shared:
                raise
            return cls(folder, _read_beside(folder), None, None, clock)
        try:
            log = EventLog.open(folder / "events.jsonl")
            view = _caught_up(folder, log)
        except BaseException:
            ownership.release()
            raise
        return cls(folder, view, log, ownership, clock)

    @property
    def owned(self) -> bool:
        """Whether this process writes the log itself (else its writes wait in the owner's inbox)."""
        return self._log is not None

    def holder(self) -> str:
        """The process that owns the ledger, in words."""
        found = owner(self.folder)
        return f"process {found.get('pid', '?')} ({found.get('purpose', 'unknown')})"

    def close(self) -> None:
        """Close the tables and let another process own the ledger."""
        with self._lock:
            self._view.close()
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
            drafts = self._adding(article, by)
            self._write(drafts)
            return bool(drafts)

    def record_check(self, check: ArticleCheck, by: Reviewer) -> None:
        """Remember what was suggested for an article; the same check twice in a row is stored once.

        Raises:
            BadInputError: the article is not on the desk.
        """
        with self._lock:
            self._known(check.article_id)
            self._write(self._recording(check, by))

    def add_checked(self, article: Article, check: ArticleCheck, by: Reviewer) -> None:
        """Put an article and what was suggested for it on the desk together, as `add_article` and `record_check` do."""
        with self._lock:
            self._write([*self._adding(article, by), *self._recording(check, by)])

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
            labels = dict(self._view.articles_with_claim(claim_id))
            if article_id not in labels:
                self._known(article_id)
                raise BadInputError(
                    "claim",
                    expected=f"a claim of article {article_id}",
                    found=claim_id,
                    fix="check the article again, then decide",
                )
            data = {
                "verdict": verdict.value,
                "qualifiers": [qualifier.value for qualifier in qualifiers],
                "note": note,
                "evidence": list(evidence),
                "suggestion": labels[article_id],
                "check": self._view.check_object(article_id),
            }
            self._write([self._draft(EventType.VERDICT_GIVEN, by, article_id, claim_id, data)])

    def add_note(self, article_id: str, claim_id: str, note: str, by: Reviewer) -> None:
        """Store a note on a claim without deciding it. Raises as `give_verdict` does."""
        with self._lock:
            self._known(article_id)
            self._write([self._draft(EventType.NOTE_ADDED, by, article_id, claim_id, {"note": note})])

    def undo(self, by: Reviewer, article_id: str | None = None) -> Event | None:
        """Take back the reviewer's latest verdict or note; returns the event taken back, ``None`` where there is none."""
        with self._lock:
            self._refresh()
            last = self._view.last_standing(by.name, article_id)
            if last is not None:
                self._write([self._draft(EventType.UNDONE, by, last.article_id, last.claim_id, {"undoes": last.seq})])
            return last

    # ------------------------------------------------------------------------------------------------- reading

    def articles(self) -> tuple[ArticleRow, ...]:
        """Every article on the desk, the one changed last first."""
        with self._lock:
            self._refresh()
            return self._view.articles()

    def article(self, article_id: str) -> Article:
        """The article as it was added. Raises `BadInputError` for an unknown one, `DamagedError` for lost bytes."""
        with self._lock:
            return from_record(Article, self._object(self._known(article_id)))

    def check(self, article_id: str) -> ArticleCheck | None:
        """The latest check of the article, or ``None`` before its first. Raises as `article` does."""
        with self._lock:
            self._known(article_id)
            stored = self._view.check_object(article_id)
            return from_record(ArticleCheck, self._object(stored)) if stored else None

    def verdicts(self, article_id: str) -> dict[str, VerdictRow]:
        """The standing verdict of each decided claim, by claim id."""
        with self._lock:
            self._refresh()
            return self._view.verdicts(article_id)

    def articles_with_claim(self, claim_id: str) -> tuple[str, ...]:
        """Ids of the articles whose latest check holds this claim."""
        with self._lock:
            return tuple(article_id for article_id, _ in self._view.articles_with_claim(claim_id))

    def events(self, *, article_id: str | None = None, reviewer: str | None = None) -> tuple[Event, ...]:
        """Events in the order they were stored, undone ones and their undoing included."""
        with self._lock:
            self._refresh()
            return self._view.events(article_id, reviewer)

    def undone(self) -> frozenset[int]:
        """Numbers of the events that an undo took back."""
        with self._lock:
            return self._view.undone()

    # ------------------------------------------------------------------------------------------------- the inside

    def _adding(self, article: Article, by: Reviewer) -> list[Draft]:
        """The event that puts `article` on the desk; none where it is there already."""
        if self._view.article_object(article.article_id):
            return []
        stored = objects.put(self.folder / "objects", to_line(article).encode())
        published = article.published.isoformat() if article.published else None
        data = {"title": article.title, "published": published, "object": stored}
        return [self._draft(EventType.ARTICLE_ADDED, by, article.article_id, None, data)]

    def _recording(self, check: ArticleCheck, by: Reviewer) -> list[Draft]:
        """The event that remembers `check`; none where it is the article's latest already."""
        stored = objects.put(self.folder / "objects", to_line(check).encode())
        if self._view.check_object(check.article_id) == stored:
            return []
        labels = [[a.claim.claim_id, a.suggestion.label.value] for a in check.assessments]
        data = {
            "object": stored,
            "corpus": check.corpus,
            "snapshot": check.snapshot,
            "settings": check.settings,
            "labels": labels,
        }
        return [self._draft(EventType.CHECK_RECORDED, by, check.article_id, None, data)]

    def _draft(self, kind: EventType, by: Reviewer, article_id: str, claim_id: str | None, data: dict[str, Any]) -> Draft:
        if not by.name.strip():
            raise BadInputError("reviewer", expected="the reviewer's name", found="nothing", fix="give a name")
        return Draft(kind, by, self._clock(), article_id, claim_id, data)

    def _write(self, drafts: list[Draft]) -> None:
        """Store the events together, or leave them in the owner's inbox together."""
        if not drafts:
            return
        if self._log is None:
            inbox.queue(self.folder / "inbox", drafts)
            return
        self._refresh()
        self._store(self._log, drafts, None)

    def _store(self, log: EventLog, drafts: Sequence[Draft], batch: str | None) -> None:
        self._view.apply(log.append(drafts, batch), log.head, batch)

    def _refresh(self) -> None:
        """Apply what other processes left in the inbox; a batch whose file outlived its applying is only removed."""
        if self._log is None:
            return
        for batch, path, drafts in inbox.waiting(self.folder / "inbox"):
            if not self._view.has_batch(batch):
                self._store(self._log, drafts, batch)
            path.unlink()

    def _known(self, article_id: str) -> str:
        self._refresh()
        stored = self._view.article_object(article_id)
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


def _caught_up(folder: Path, log: EventLog) -> View:
    """The tables of the owner, brought level with the log."""
    view = View.open(folder / "view.duckdb")
    seen = view.head()
    if seen.seq > log.head.seq:
        view.close()
        raise DamagedError(
            "log_behind",
            expected=f"at least {seen.seq} events in {log.path}",
            found=f"{log.head.seq}",
            fix="restore events.jsonl from a copy; it has lost its end",
        )
    _replay(view, log.path)
    return view


def _read_beside(folder: Path) -> View:
    """Tables in memory, from the log as it is now, for a process that does not own it."""
    view = View.open(None)
    _replay(view, folder / "events.jsonl")
    return view


def _replay(view: View, path: Path) -> None:
    seen = view.head()
    for record, head in read_records(path):
        if head.seq == seen.seq and head.digest != seen.digest:
            view.close()
            raise DamagedError(
                "log_replaced",
                expected=f"the log that {path.parent} was built from",
                found="another history",
                fix="restore events.jsonl from a copy",
            )
        if head.seq > seen.seq:
            batch = record.get("batch")
            view.apply([event_from_record(record)], head, str(batch) if batch else None)
