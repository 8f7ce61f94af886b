"""The log file: one JSON line an event, chained, flushed to the disk before anyone is told that it is stored."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.chain import ChainError, Head, follow, link
from workbench.errors import DamagedError
from workbench.ledger.events import Draft, Event, draft_to_record, event_from_record


class EventLog:
    """An append-only file of events. One writer at a time; `Ledger` holds the lock that ensures it."""

    def __init__(self, path: Path, head: Head) -> None:
        self.path = path
        self.head = head

    @classmethod
    def open(cls, path: Path) -> EventLog:
        """Open (or begin) the log and walk its chain.

        An unfinished last line is a write that was never acknowledged: it is set aside in a file of its own.

        Raises:
            DamagedError: an entry was changed, dropped or swapped.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        _set_torn_tail_aside(path)
        head = Head()
        for _, head in read_events(path):  # noqa: B007 - the last head is what we want
            pass
        return cls(path, head)

    def append(self, drafts: Sequence[Draft], batch: str | None = None) -> tuple[Event, ...]:
        """Store `drafts` in order, whole, on the disk; `batch` names the inbox file they came from."""
        lines, events, head = [], [], self.head
        for draft in drafts:
            record = draft_to_record(draft) | ({"batch": batch} if batch else {})
            line, head = link(head, record)
            lines.append(line + b"\n")
            events.append(event_from_record(record | {"seq": head.seq}))
        with self.path.open("ab") as out:
            out.write(b"".join(lines))
            out.flush()
            os.fsync(out.fileno())
        self.head = head
        return tuple(events)


def read_events(path: Path) -> Iterator[tuple[Event, Head]]:
    """Walk the log from its beginning.

    Raises:
        DamagedError: the chain breaks, or a line is not an event.
    """
    for record, head in read_records(path):
        yield event_from_record(record), head


def read_records(path: Path) -> Iterator[tuple[dict[str, object], Head]]:
    """Walk the log's raw records; a torn last line is left out. Raises as `read_events` does."""
    if not path.exists():
        return
    with path.open("rb") as source:
        whole = (line for line in source if line.endswith(b"\n"))
        try:
            yield from follow(whole)
        except (ChainError, KeyError, TypeError) as error:
            raise DamagedError(
                "log_broken",
                expected=f"an unbroken chain of events in {path}",
                found=str(error),
                fix="restore the file from a copy; `workbench verify` names the entry",
            ) from error


def _set_torn_tail_aside(path: Path) -> None:
    if not path.exists():
        path.touch()
        return
    data = path.read_bytes()
    keep = data.rfind(b"\n") + 1
    if keep < len(data):
        path.with_name(f"{path.stem}.torn-{keep}").write_bytes(data[keep:])
        with path.open("r+b") as out:
            out.truncate(keep)
            os.fsync(out.fileno())
