"""JSON lines that hold on to one another: each carries its number and the SHA-256 of the line before it.

A changed, dropped, added or swapped line breaks the chain at that line. A cut tail or a wholly rewritten file does not
show here; that needs the head hash kept elsewhere. The ledger and the exported verification log share this form.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the number of the last entry (0 where there is none) and the hash of its line."""

    seq: int = 0
    digest: str = GENESIS


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold. ``seq`` counts lines from 1; after a gap it is the entry's number."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries known to be lost: the chain stops at ``after`` and goes on with an entry that holds on to ``before``."""

    after: Head
    before: Head


def digest(line: bytes) -> str:
    """SHA-256 of a line without its newline, in hex."""
    return hashlib.sha256(line).hexdigest()


def written(record: dict[str, Any]) -> bytes:
    """Write a record in its one form: keys sorted, blanks left out, UTF-8.

    Raises:
        ValueError: it holds NaN, infinity or half a surrogate pair.
    """
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def link(head: Head, record: dict[str, Any]) -> tuple[bytes, Head]:
    """Write `record` as the line after `head`; returns the line (no newline) and the new head. Raises as `written` does."""
    line = written(record | {"seq": head.seq + 1, "prev": head.digest})
    return line, Head(head.seq + 1, digest(line))


def chain(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Write `records` as one chain from its beginning, a line (with newline) each."""
    head = Head()
    for record in records:
        line, head = link(head, record)
        yield line + b"\n"


def follow(lines: Iterable[bytes], gaps: Collection[Gap] = ()) -> Iterator[tuple[dict[str, Any], Head]]:
    """Walk a chain; yields each record with the head after it. Where one of `gaps` opens, it is stepped over.

    Raises:
        ChainError: at the first line that is not JSON, has the wrong number or does not hold on to the line before.
    """
    head, over = Head(), {(gap.after, gap.before.seq + 1): gap.before for gap in gaps}
    for line in lines:
        bare = line.removesuffix(b"\n")
        record = _parsed(bare, head.seq + 1)
        seq = record.get("seq")
        if type(seq) is int and (head, seq) in over:
            head = over[head, seq]
        if type(seq) is not int or seq != head.seq + 1:
            raise ChainError(Break(head.seq + 1, f"the line should be entry {head.seq + 1}"))
        if record.get("prev") != head.digest:
            raise ChainError(Break(seq, f"`prev` is not the hash of entry {seq - 1}: one of the two was changed"))
        head = Head(seq, digest(bare))
        yield record, head


class ChainError(ValueError):
    """A chain does not hold; ``at`` says where and why."""

    def __init__(self, at: Break) -> None:
        self.at = at
        super().__init__(f"entry {at.seq}: {at.reason}")


def first_break(path: Path) -> Break | None:
    """Where the chain in `path` first breaks, or ``None`` where it holds from end to end."""
    with path.open("rb") as source:
        try:
            for _ in follow(source):
                pass
        except ChainError as error:
            return error.at
    return None


def _parsed(bare: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(bare.decode())
    except (ValueError, RecursionError) as error:
        raise ChainError(Break(number, "the line is not JSON")) from error
    if not isinstance(record, dict):
        raise ChainError(Break(number, f"the line should be entry {number}"))
    return record
