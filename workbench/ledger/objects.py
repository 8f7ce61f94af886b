"""Large things an event points to (an article's text, a whole check), stored once under the hash of their bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from workbench.errors import DamagedError
from workbench.ledger.disk import put_whole


def put(folder: Path, data: bytes) -> str:
    """Store `data` and return its SHA-256. On the disk when this returns; what is there already, and whole, stays."""
    name = hashlib.sha256(data).hexdigest()
    if not whole(folder, name):
        put_whole(folder / name, data)
    return name


def whole(folder: Path, name: str) -> bool:
    """Whether what was stored under `name` is there, with the bytes it had."""
    found = _read(folder / name)
    return found is not None and hashlib.sha256(found).hexdigest() == name


def get(folder: Path, name: str) -> bytes:
    """Read what was stored under `name`.

    Raises:
        DamagedError: it is missing, or its bytes are not the ones that were stored.
    """
    found = _read(folder / name)
    if found is not None and hashlib.sha256(found).hexdigest() == name:
        return found
    raise DamagedError(
        "object_damaged",
        expected=f"the bytes with hash {name[:12]}… in {folder}",
        found="no such file" if found is None else "other bytes",
        fix="restore the ledger folder from a copy",
    )


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # missing, or a disk that gives nothing back: the bytes are not to be had
        return None
