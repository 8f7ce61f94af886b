"""Large things an event points to (an article's text, a whole check), stored once under the hash of their bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from workbench.errors import DamagedError


def put(folder: Path, data: bytes) -> str:
    """Store `data` and return its SHA-256; what is there already is not written again. On the disk when this returns."""
    name = hashlib.sha256(data).hexdigest()
    path = folder / name
    if path.exists():
        return name
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    Path(temporary).replace(path)
    return name


def get(folder: Path, name: str) -> bytes:
    """Read what was stored under `name`.

    Raises:
        DamagedError: it is missing, or its bytes are not the ones that were stored.
    """
    path = folder / name
    found = path.read_bytes() if path.is_file() else None
    if found is not None and hashlib.sha256(found).hexdigest() == name:
        return found
    raise DamagedError(
        "object_damaged",
        expected=f"the bytes with hash {name[:12]}… in {folder}",
        found="no such file" if found is None else "other bytes",
        fix="restore the ledger folder from a copy",
    )
