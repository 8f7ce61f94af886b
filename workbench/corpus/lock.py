"""One writer at a time for each corpus, by a lock of the operating system: it falls open when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import MissingResourceError

LOCK = ".lock"


@contextmanager
def writing(folder: Path, name: str) -> Iterator[None]:
    """Hold the corpus in `folder` for writing.

    Raises:
        MissingResourceError: another process, or another part of this one, is writing it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError as error:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace") if hasattr(os, "pread") else ""
            raise MissingResourceError(
                "corpus_busy",
                expected=f"nobody else writing the corpus {name}",
                found=f"process {holder or 'unknown'} at it",
                fix="wait until it is done and run the command again",
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode("ascii"))
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, 1024, os.SEEK_SET)  # beyond the process number, which others may want to read
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
