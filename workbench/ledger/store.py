"""Log, tables and inbox of one ledger kept in step: what is stored stays stored, whatever becomes of the tables."""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from workbench.errors import WorkbenchError
from workbench.ledger import inbox, objects
from workbench.ledger.admission import unfit
from workbench.ledger.disk import REAL_DISK, Disk, move
from workbench.ledger.events import Draft
from workbench.ledger.log import EventLog
from workbench.ledger.views import OutOfStep, View
from workbench.ledger.walk import Walk

T = TypeVar("T")
LOG = "events.jsonl"
VIEW = "view.duckdb"
REMARKS = 100
_logger = logging.getLogger(__name__)


class Store:
    """The files of one ledger. One thread at a time; `Ledger` holds the lock that ensures it.

    Attributes:
        folder: the ledger's folder.
        remarks: what was found and mended since it was opened, a line each, the newest last; each was logged as a warning.
    """

    def __init__(self, folder: Path, *, owned: bool, disk: Disk = REAL_DISK) -> None:
        """Open the files; where they are not `owned`, only read them, into tables in memory.

        Raises:
            DamagedError: the log's chain is broken, or the tables know entries that the log does not.
            MissingResourceError: the log cannot be read.
        """
        self.folder = folder
        self.remarks: deque[str] = deque(maxlen=REMARKS)
        self._skipped: set[Path] = set()
        self._log: EventLog | None = None
        self._view: View | None = None
        walk = self._open_view(folder / VIEW if owned else None, to_the_end=owned)
        if owned:
            self._log = self._open_log(walk, disk)

    @property
    def owned(self) -> bool:
        """Whether this process writes the log itself (else its writes wait in the owner's inbox)."""
        return self._log is not None

    def close(self) -> None:
        """Close the tables."""
        if self._view is not None:
            self._view.close()
            self._view = None

    def ask(self, question: Callable[[View], T]) -> T:
        """Answer a question from the tables; where they give way, they are built anew from the log and asked once more."""
        try:
            return question(self._standing_view())
        except WorkbenchError:
            raise
        except Exception as error:  # noqa: BLE001 - a damaged database raises more than its own errors
            self._rebuild(error)
        return question(self._standing_view())

    def write(self, drafts: Sequence[Draft]) -> None:
        """Store the events together, or leave them in the owner's inbox together.

        Raises:
            MissingResourceError, DamagedError, BadInputError: as `EventLog.append` and `inbox.queue` do. Once the log has
                taken the events there is no error any more, whatever the tables do: they are stored.
        """
        if not drafts:
            return
        if self._log is None:
            inbox.queue(self.folder / "inbox", drafts)
            return
        self.refresh()
        self._append(self._log, drafts, None)

    def refresh(self) -> None:
        """Apply what other processes left in the inbox.

        A batch that cannot be applied for good is moved to quarantine, one that the disk does not take now is left for
        later; each is said, and the rest goes on.
        """
        if self._log is None:
            return
        for batch in inbox.waiting(self.folder / "inbox"):
            try:
                self._take_in(self._log, batch)
            except (WorkbenchError, OSError) as error:
                self._say_once(batch.path, f"a batch waits in the inbox ({batch.path.name}): {error}")
                return  # what comes after it may build on it

    def differences(self) -> tuple[str, ...]:
        """Read every table and everything that events point to; what is not as the log says, a line each.

        Tables that differ are built anew. Beside an owner they are as the log was at opening, and are not held against it.
        """
        found = []
        if self.owned and self.ask(lambda view: view.differs(self._walk())):
            found.append("the tables held other rows than the log; they were built anew")
            self._rebuild(OutOfStep("the tables hold other rows than the log"))
        lost = [name for name in self.ask(View.objects) if not objects.whole(self.folder / "objects", name)]
        return (*found, *(f"objects/{name[:12]}… is missing or damaged" for name in lost))

    def _take_in(self, log: EventLog, batch: inbox.Batch) -> None:
        """Apply what of a batch is not in the log yet (a kill may have come amid it), then remove its file."""
        rest = batch.drafts[self.ask(lambda view: view.batch_size(batch.name)) :]
        wrong = batch.wrong or self.ask(lambda view: unfit(rest, view, self.folder))
        if wrong:
            moved = inbox.quarantine(batch, wrong)
            self._remark(f"a batch in the inbox was not applied: {wrong}; it is kept as {moved}")
            return
        if rest:
            self._append(log, rest, batch.name)
        batch.path.unlink(missing_ok=True)

    def _append(self, log: EventLog, drafts: Sequence[Draft], batch: str | None) -> None:
        stored = log.append(drafts, batch)
        try:
            self._standing_view().apply(stored)
        except Exception as error:  # noqa: BLE001 - as in `ask`; and the log has the events, so nobody is told otherwise
            with contextlib.suppress(WorkbenchError):  # the next question meets it again, and says it
                self._rebuild(error)

    def _standing_view(self) -> View:
        if self._view is None:
            self._open_view(self.folder / VIEW if self.owned else None, to_the_end=False)
        if self._view is None:
            raise AssertionError("`_open_view` returns with a view or raises")
        return self._view

    def _rebuild(self, error: Exception) -> None:
        """Set the tables aside and build them from the log."""
        path = self.folder / VIEW if self.owned else None
        self._drop(path, error)
        self._open_view(path, to_the_end=False)

    def _open_view(self, path: Path | None, *, to_the_end: bool) -> Walk:
        """Open tables level with the log: from their file, from a new file, or where the disk bears neither in memory."""
        for place in (path, path, None):
            walk = self._walk(to_the_end=to_the_end)
            view = None
            try:
                view = View.open(place)
                view.catch_up(walk)
            except (WorkbenchError, ImportError):
                _close(view)
                raise
            except Exception as error:
                _close(view)
                if place is None:
                    raise
                self._drop(place, error)
            else:
                self._view = view
                if path is not None and place is None:
                    self._remark("the tables stand in memory until the ledger is opened again")
                return walk
        raise AssertionError("the last place returns or raises")

    def _drop(self, path: Path | None, error: Exception) -> None:
        """Keep the tables' file under another name (the log has everything it held) with its write-ahead log."""
        self.close()
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        if path is None:
            self._remark(f"the tables in memory were built anew from the log: {reason}")
            return
        try:
            for part in (path, path.with_name(f"{path.name}.wal")):
                if part.exists():
                    move(part, part.with_name(f"{part.name}.broken"))
        except OSError as second:
            self._remark(f"{path.name} cannot be set aside: {second.strerror or second}")
        self._remark(f"{path.name} was set aside and is built anew from the log: {reason}")

    def _open_log(self, walk: Walk, disk: Disk) -> EventLog:
        log = EventLog.after(walk, disk)
        if log.refusal:
            self._remark(log.refusal)
        elif walk.rest:
            self._remark(f"an unfinished last line of {LOG} was set aside ({len(walk.rest)} bytes)")
        return log

    def _walk(self, *, to_the_end: bool = False) -> Walk:
        return Walk(self.folder / LOG, to_the_end=to_the_end)

    def _say_once(self, path: Path, line: str) -> None:
        if path not in self._skipped:
            self._skipped.add(path)
            self._remark(line)

    def _remark(self, line: str) -> None:
        self.remarks.append(line)
        _logger.warning("ledger: %s", line)


def _close(view: View | None) -> None:
    if view is not None:
        view.close()
