"""Events from processes that do not own the ledger: a file each, written whole, applied once by the owner.

A file's name is its place in the queue and the hash of its bytes: ``000000000007-<32 hex digits>.json``. The place comes
from a counter under a lock of the queue's own, so the order is that of queueing whatever the clocks say. Files without a
place were left by version 0.1; they come first, the oldest event first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import MissingResourceError
from workbench.ledger.disk import make_folder, move, put_whole
from workbench.ledger.events import Draft, EventType, draft_from_record, draft_to_record
from workbench.ledger.ownership import waiting_lock
from workbench.ledger.shapes import ShapeError, check_draft, read_json

_NAME = re.compile(r"(?:(?P<place>\d{12})-)?(?P<hash>[0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Batch:
    """One file of the inbox: the drafts in it, or what is wrong with it. ``name`` is the batch's id in the log."""

    name: str
    path: Path
    drafts: tuple[Draft, ...]
    wrong: str = ""


def queue(folder: Path, drafts: Sequence[Draft]) -> Path:
    """Write `drafts` as one batch for the owner to apply; whole or not at all, and on the disk when this returns.

    Raises:
        MissingResourceError: the disk did not take it (code ``not_stored``).
    """
    data = json.dumps([draft_to_record(draft) for draft in drafts], ensure_ascii=False, sort_keys=True).encode()
    try:
        make_folder(folder)
        with waiting_lock(folder / "queue.lock") as counter:
            place = 1 + max(_read_number(counter.read()), *(_place(path.stem) for path in _files(folder)), 0)
            path = folder / f"{place:012d}-{_hash(data)}.json"
            put_whole(path, data)
            counter.seek(0)
            counter.write(b"%012d\n" % place)
            counter.flush()
    except OSError as error:
        raise MissingResourceError(
            "not_stored",
            expected=f"a folder {folder} that can be written",
            found=error.strerror or str(error),
            fix="nothing was stored; check the free space and the permissions, then do it again",
        ) from error
    return path


def waiting(folder: Path) -> Iterator[Batch]:
    """Batches not yet applied, in the order in which they were queued; each read when its turn comes."""
    names = [path for path in _files(folder) if _place(path.stem)]
    earlier = [_read(path) for path in _files(folder) if not _place(path.stem)]
    yield from sorted(
        earlier, key=lambda batch: (not batch.wrong, batch.drafts[0].time.isoformat() if batch.drafts else "", batch.name)
    )
    for path in sorted(names, key=lambda path: (_place(path.stem), path.name)):
        yield _read(path)


def quarantine(batch: Batch, wrong: str) -> Path:
    """Move a batch that cannot be applied out of the way, with a note that says what is wrong; no byte of it is changed."""
    folder = batch.path.parent.with_name("quarantine")
    make_folder(folder)
    to = folder / batch.path.name
    number = 1
    while to.exists():
        number += 1
        to = folder / f"{batch.path.stem}-{number}.json"
    move(batch.path, to)
    with contextlib.suppress(OSError):  # the note is a comfort; the file is what counts
        to.with_suffix(".txt").write_text(wrong + "\n", encoding="utf-8")
    return to


def quarantined(folder: Path) -> tuple[str, ...]:
    """Names of the batches in quarantine, for a ledger's folder."""
    try:
        return tuple(sorted(path.name for path in (folder / "quarantine").glob("*.json")))
    except OSError:
        return ()


def _read(path: Path) -> Batch:
    try:
        data = path.read_bytes()
        name = _NAME.fullmatch(path.stem)
        if name is None or name["hash"] != _hash(data):
            raise ShapeError("its bytes are not the ones its name was taken of")  # noqa: TRY301 - one answer for all that is wrong
        return Batch(path.stem, path, _drafts(data))
    except OSError as error:
        return Batch(path.stem, path, (), f"it cannot be read: {error.strerror or error}")
    except ShapeError as error:
        return Batch(path.stem, path, (), str(error))


def _drafts(data: bytes) -> tuple[Draft, ...]:
    records = read_json(data)
    if not isinstance(records, list) or not records:
        raise ShapeError("it is no list of events")
    drafts = tuple(draft_from_record(check_draft(record)) for record in records)
    if any(draft.type is EventType.LOG_REPAIRED for draft in drafts):
        raise ShapeError("a repair does not come through the inbox")
    return drafts


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def _place(stem: str) -> int:
    """The number in a file's name; 0 where it has none."""
    before, dash, _ = stem.partition("-")
    return int(before) if dash and re.fullmatch("[0-9]{12}", before) else 0


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _read_number(written: bytes) -> int:
    """The last place given out; 0 where the counter is new or damaged: the waiting files still keep their order."""
    return int(written) if re.fullmatch(rb"[0-9]{12}\n", written) else 0
