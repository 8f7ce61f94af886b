"""The log file: one JSON line an event, chained, on the disk before anyone is told that it is stored.

A write that fails leaves the file as it was before. Where even that cannot be had, nothing more is written until the log
is opened again: only then can it be told what the disk holds.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

from workbench.chain import Head, link
from workbench.errors import BadInputError, DamagedError, MissingResourceError
from workbench.ledger.disk import REAL_DISK, Disk, make_folder, put_whole, sync_folder
from workbench.ledger.events import Draft, draft_to_record, event_from_record
from workbench.ledger.shapes import ShapeError, check_draft, check_sum
from workbench.ledger.walk import Stored, Walk


class EventLog:
    """An append-only file of events. One writer at a time; `Ledger` holds the lock that ensures it.

    Attributes:
        head: the last entry.
        length: bytes of the file up to and with that entry; the file is this long before each append.
        refusal: why nothing more is written until the log is opened again; empty where it is written.
    """

    def __init__(self, path: Path, head: Head, length: int, disk: Disk = REAL_DISK) -> None:
        self.path = path
        self.head = head
        self.length = length
        self.refusal = ""
        self._disk = disk

    @classmethod
    def open(cls, path: Path, disk: Disk = REAL_DISK) -> EventLog:
        """Open (or begin) the log by itself. Raises as `Walk` does."""
        walk = Walk(path, to_the_end=True)
        for _ in walk:
            pass
        return cls.after(walk, disk)

    @classmethod
    def after(cls, walk: Walk, disk: Disk = REAL_DISK) -> EventLog:
        """Open the log that `walk` has read to its end.

        An unfinished last line is a write that was never acknowledged: it is set aside in a file of its own. Where the
        disk does not let that happen, the log can be read and `refusal` says why it is not written.
        """
        log = cls(walk.path, walk.head, walk.length, disk)
        try:
            if walk.path.exists():
                log._mend_end(walk)
            else:
                make_folder(walk.path.parent)
                walk.path.touch()
                sync_folder(walk.path.parent)
        except OSError as error:
            log.refusal = f"{walk.path.name} cannot be begun, or its unfinished end set aside: {error.strerror or error}"
        return log

    def append(self, drafts: Sequence[Draft], batch: str | None = None) -> tuple[Stored, ...]:
        """Store `drafts` in order, whole, on the disk; `batch` names the inbox file they came from.

        Raises:
            BadInputError: a draft is no event that could be read back; nothing was stored.
            MissingResourceError: the disk did not take it. With the code ``not_stored`` the log is as it was before; with
                ``log_unsure`` it shows at the next opening whether it was stored; with ``log_closed`` that opening is
                still to come, and nothing was stored.
            DamagedError: the file is not as long as it was left (code ``log_changed``); nothing was stored.
        """
        if self.refusal:
            raise _closed(self)
        stored = linked(self.head, drafts, batch)
        data = b"".join(entry.line + b"\n" for entry in stored)
        try:
            file = io.FileIO(self.path, "r+")
        except OSError as error:
            raise not_stored(error) from error
        try:
            self._write(file, data)
        finally:
            with contextlib.suppress(OSError):  # what is synced is stored, whatever closing says
                file.close()
        self.length += len(data)
        if stored:
            self.head = stored[-1].after
        return stored

    def _write(self, file: io.FileIO, data: bytes) -> None:
        if (found := file.seek(0, io.SEEK_END)) != self.length:
            raise _changed(self, found)
        try:
            self._disk.write(file, data)
            self._disk.sync(file)
        except BaseException as error:
            self._cut_back(file, error)
            if isinstance(error, OSError):
                raise not_stored(error) from error
            raise

    def _cut_back(self, file: io.FileIO, error: BaseException) -> None:
        """Leave the file as it was before the write; where that fails too, write nothing more."""
        try:
            self._disk.cut(file, self.length)
            self._disk.sync(file)
        except OSError as second:
            self.refusal = f"a write to {self.path.name} failed and could not be taken back: {second.strerror or second}"
            raise MissingResourceError(
                "log_unsure",
                expected="a disk that takes the event",
                found=f"{_said(error)}, and {self.path.name} could not be cut back",
                fix="free space or mend the disk, close the workbench and open it again: then it shows whether this was stored",
            ) from error

    def _mend_end(self, walk: Walk) -> None:
        if walk.rest:
            name = f"{self.path.stem}.torn-{walk.length}-{hashlib.sha256(walk.rest).hexdigest()[:8]}"
            put_whole(self.path.with_name(name), walk.rest)
        elif not walk.unfinished:
            return
        with io.FileIO(self.path, "r+") as file:
            if walk.unfinished:
                file.seek(0, io.SEEK_END)
                self._disk.write(file, b"\n")
                self.length += 1
            else:
                self._disk.cut(file, walk.length)
            self._disk.sync(file)


def linked(head: Head, drafts: Sequence[Draft], batch: str | None) -> tuple[Stored, ...]:
    """Give `drafts` their places in the chain after `head`, each with its check sum; nothing is written.

    Raises:
        BadInputError: a draft is no event that could be read back.
    """
    stored = []
    for draft in drafts:
        try:
            record = check_draft(draft_to_record(draft)) | ({"batch": batch} if batch else {})
            numbered = record | {"seq": head.seq + 1, "prev": head.digest}
            line, after = link(head, record | {"sum": check_sum(numbered)})
        except ValueError as error:
            raise no_event(error) from error
        stored.append(Stored(event_from_record(numbered), line, head, after, batch))
        head = after
    return tuple(stored)


def _said(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def not_stored(error: OSError) -> MissingResourceError:
    """The error for a disk that did not take something, with nothing of it left behind."""
    return MissingResourceError(
        "not_stored",
        expected="a disk that takes the event",
        found=_said(error),
        fix="nothing was stored; check the free space and the permissions, then do it again",
    )


def _closed(log: EventLog) -> MissingResourceError:
    return MissingResourceError(
        "log_closed",
        expected="a log that can be written",
        found=log.refusal,
        fix="nothing was stored; free space or mend the disk, close the workbench and open it again",
    )


def _changed(log: EventLog, found: int) -> DamagedError:
    return DamagedError(
        "log_changed",
        expected=f"{log.length} bytes in {log.path}, as they were left",
        found=f"{found}: another program wrote there",
        fix="nothing was stored; close the workbench and open it again",
    )


def no_event(error: ValueError) -> BadInputError:
    """The error for something that could not be read back from the log, so that it is not written."""
    found = str(error) if isinstance(error, ShapeError) else "text that cannot be written as UTF-8"
    return BadInputError("event", expected="an event that can be read back", found=found, fix="nothing was stored; change it")
