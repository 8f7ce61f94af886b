"""One process writes a workspace's ledger; anyone else is told which one, by process id and purpose."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from workbench.errors import MissingResourceError


class Ownership:
    """An exclusive lock on a ledger folder, released with `release` or by the end of the process, however it ends."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle = handle

    @classmethod
    def take(cls, folder: Path, purpose: str) -> Ownership:
        """Lock `folder` for this process.

        Raises:
            MissingResourceError: another process holds it (code ``workspace_busy``); the message names that process.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "owner.lock"
        handle = path.open("a+b")
        if not _lock(handle):
            handle.close()
            holder = owner(folder)
            raise MissingResourceError(
                "workspace_busy",
                expected=f"nobody else at work in {folder}",
                found=f"process {holder.get('pid', '?')} ({holder.get('purpose', 'unknown')}) holds it",
                fix="use that one, or close it first",
            )
        (folder / "owner.json").write_text(json.dumps({"pid": os.getpid(), "purpose": purpose}), encoding="utf-8")
        return cls(handle)

    def release(self) -> None:
        """Give the folder back; safe to call twice."""
        self._handle.close()


def owner(folder: Path) -> dict[str, Any]:
    """Who last took `folder` (``pid``, ``purpose``); empty where nobody did."""
    try:
        found: dict[str, Any] = json.loads((folder / "owner.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


if sys.platform == "win32":

    def _lock(handle: IO[bytes]) -> bool:
        import msvcrt

        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(handle: IO[bytes]) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
