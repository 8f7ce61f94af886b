"""Events from processes that do not own the ledger: a file each, written whole, applied once by the owner."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.errors import DamagedError
from workbench.ledger.events import Draft, draft_from_record, draft_to_record


def queue(folder: Path, drafts: Sequence[Draft]) -> Path:
    """Write `drafts` as one batch for the owner to apply; whole or not at all. The name is the hash of the content."""
    folder.mkdir(parents=True, exist_ok=True)
    data = json.dumps([draft_to_record(draft) for draft in drafts], ensure_ascii=False, sort_keys=True).encode()
    path = folder / f"{hashlib.sha256(data).hexdigest()[:32]}.json"
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    Path(temporary).replace(path)
    return path


def waiting(folder: Path) -> Iterator[tuple[str, Path, tuple[Draft, ...]]]:
    """Batches not yet applied, oldest event first: batch id, file, drafts.

    Raises:
        DamagedError: a file in the inbox is not a batch.
    """
    if not folder.is_dir():
        return
    batches = [(path.stem, path, _read(path)) for path in sorted(folder.glob("*.json"))]
    yield from sorted(batches, key=lambda batch: (batch[2][0].time, batch[0]))


def _read(path: Path) -> tuple[Draft, ...]:
    try:
        drafts = tuple(draft_from_record(record) for record in json.loads(path.read_text(encoding="utf-8")))
        if not drafts:
            raise ValueError("empty batch")  # noqa: TRY301 - the same answer as for any other broken file
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise DamagedError(
            "inbox_broken",
            expected=f"a batch of events in {path}",
            found=str(error),
            fix="move that file away; nothing else is lost",
        ) from error
    return drafts
