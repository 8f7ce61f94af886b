"""One process writes a workspace's ledger; anyone else is told which one, by process id and purpose."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from workbench.errors import MissingResourceError
from workbench.ledger.disk import make_folder


class Ownership:
    """An exclusive lock on a ledger folder, released with `release` or by the end of the process, however it ends."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle = handle

    @classmethod
    def take(cls, folder: Path, purpose: str) -> Ownership:
        """Lock `folder` for this process.

        Raises:
            MissingResourceError: another process holds it (code ``workspace_busy``); the message names that process. Or
                the folder cannot be written (code ``workspace_read_only``), or something else stands in its place
                (code ``workspace_no_folder``).
        """
        try:
            make_folder(folder)
            handle = (folder / "owner.lock").open("a+b")
        except OSError as error:
            if isinstance(error, (NotADirectoryError, FileExistsError)):
                raise _no_folder(folder, error) from error
            raise MissingResourceError(
                "workspace_read_only",
                expected=f"a folder {folder} that can be written",
                found=error.strerror or str(error),
                fix="check the permissions and the free space; what only reads still works",
            ) from error
        if not _lock(handle, wait=False):
            handle.close()
            raise MissingResourceError(
                "workspace_busy",
                expected=f"nobody else at work in {folder}",
                found=f"{holder(folder)} holds it",
                fix="use that one, or close it first",
            )
        with contextlib.suppress(OSError):  # a full disk; the name is only told to whoever comes second
            (folder / "owner.json").write_text(json.dumps({"pid": os.getpid(), "purpose": purpose}), encoding="utf-8")
        return cls(handle)

    def release(self) -> None:
        """Give the folder back; safe to call twice."""
        self._handle.close()


def _no_folder(folder: Path, error: OSError) -> MissingResourceError:
    return MissingResourceError(
        "workspace_no_folder",
        expected=f"a folder {folder}, or a place to make one",
        found=f"{error.strerror}: {error.filename}",
        fix="check --workspace",
    )


def holder(folder: Path) -> str:
    """Who last took `folder`, in words."""
    found = owner(folder)
    return f"process {found.get('pid', '?')} ({found.get('purpose', 'unknown')})"


def owner(folder: Path) -> dict[str, Any]:
    """Who last took `folder` (``pid``, ``purpose``); empty where nobody did."""
    try:
        found = json.loads((folder / "owner.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@contextlib.contextmanager
def waiting_lock(path: Path) -> Iterator[IO[bytes]]:
    """Hold the lock of a file, after whoever has it now; yields the file, open to read and write from its beginning."""
    with path.open("a+b"):
        pass  # made where it is missing
    with path.open("r+b") as handle:
        _lock(handle, wait=True)
        handle.seek(0)
        yield handle


if sys.platform == "win32":

    def _lock(handle: IO[bytes], *, wait: bool) -> bool:
        import msvcrt

        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(handle: IO[bytes], *, wait: bool) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            return False
        return True
