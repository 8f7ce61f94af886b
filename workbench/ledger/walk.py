"""Reading the log from its beginning: each line is held to its chain, its shape and its own check sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.chain import Break, ChainError, Gap, Head, follow
from workbench.errors import DamagedError, MissingResourceError
from workbench.ledger.events import Event, EventType, event_from_record
from workbench.ledger.shapes import ShapeError, check, check_line, read_json

_REPAIR = b'"type":"log_repaired"'


@dataclass(frozen=True, slots=True)
class Stored:
    """An event with its line in the log, the head before and after it, and the inbox batch it came from."""

    event: Event
    line: bytes
    before: Head
    after: Head
    batch: str | None


class Walk:
    """One reading of the log at `path`: an iterator of `Stored`, and when it has ended what the file is.

    Attributes:
        head: the last entry read.
        length: bytes of the entries read, in whole lines.
        rest: what follows them: a line whose writing did not come to its end. Empty for a whole log.
        unfinished: whether the last entry lacks only the end of its line.
        gaps: the places where entries were lost before a repair.
    """

    def __init__(self, path: Path, *, to_the_end: bool = False) -> None:
        self.path = path
        self.head = Head()
        self.length = 0
        self.rest = b""
        self.unfinished = False
        self.gaps: frozenset[Gap] = frozenset()
        self._to_the_end = to_the_end

    def __iter__(self) -> Iterator[Stored]:
        """Walk the entries in order. A log that is not there has none.

        Raises:
            DamagedError: the chain breaks, or a line is not an event (code ``log_broken``).
            MissingResourceError: the file cannot be read (code ``log_unreadable``).
        """
        try:
            if not self.path.exists():
                return
            self.gaps = self._declared()
            yield from self._entries()
        except ChainError as error:
            raise broken(self.path, str(error)) from error
        except OSError as error:
            raise MissingResourceError(
                "log_unreadable",
                expected=f"a log {self.path} that can be read",
                found=error.strerror or str(error),
                fix="check the permissions and the disk",
            ) from error

    def _entries(self) -> Iterator[Stored]:
        for record, bare, head in self._records():
            try:
                check_line(bare, record)
            except ShapeError as error:
                raise ChainError(Break(head.seq, str(error))) from error
            before = Head(head.seq - 1, record["prev"])
            self.head = head
            yield Stored(event_from_record(record), bare, before, head, record.get("batch"))

    def _records(self) -> Iterator[tuple[dict[str, Any], bytes, Head]]:
        """Records with their line; the line that `follow` has just read is the one of the record it yields."""
        bare = b""

        def lines() -> Iterator[bytes]:
            nonlocal bare
            with self.path.open("rb") as source:
                for line in source:
                    if not line.endswith(b"\n") and not self._is_entry(line):
                        self.rest = line
                        return
                    bare = line.removesuffix(b"\n")
                    self.unfinished = bare == line
                    self.length += len(line)
                    yield line

        for record, head in follow(lines(), self.gaps):
            yield record, bare, head

    def _is_entry(self, line: bytes) -> bool:
        """Whether a line without its end is a whole entry: every byte of it was written, whoever was told."""
        if not self._to_the_end:
            return False
        try:
            record = read_json(line)
            check_line(line, record)
        except ShapeError:
            return False
        return bool(record.get("seq") == self.head.seq + 1 and record.get("prev") == self.head.digest)

    def _declared(self) -> frozenset[Gap]:
        """The gaps that repairs in this log declare. A gap comes before its repair, so they are looked for first.

        None is taken on trust: every line of the log must be in the chain, and so must the repairs found here.
        """
        gaps: set[Gap] = set()
        with self.path.open("rb") as source:
            for line in source:
                if line.endswith(b"\n"):
                    gaps |= gaps_of(line)
        return frozenset(gaps)


def gaps_of(line: bytes) -> frozenset[Gap]:
    """The gaps that a line of the log declares; none where it is no repair."""
    if _REPAIR not in line:
        return frozenset()
    try:
        record = check(read_json(line))
    except ShapeError:
        return frozenset()
    rows = record["data"]["gaps"] if record["type"] == EventType.LOG_REPAIRED else ()
    return frozenset(Gap(Head(last, digest), Head(first - 1, prev)) for last, digest, first, prev in rows)


def broken(path: Path, found: str) -> DamagedError:
    """The error for a log that does not hold."""
    return DamagedError(
        "log_broken",
        expected=f"an unbroken chain of events in {path}",
        found=found,
        fix="restore the file from a copy, or let `workbench repair` keep what is whole",
    )


def first_problem(path: Path) -> Break | None:
    """Where the log at `path` first fails to hold, or ``None`` where it holds. Raises as `Walk` does where it is unreadable."""
    walk = Walk(path)
    try:
        for _ in walk:
            pass
    except DamagedError as error:
        if isinstance(error.__cause__, ChainError):
            return error.__cause__.at
        raise
    return Break(walk.head.seq + 1, "its writing did not come to its end") if walk.rest else None
