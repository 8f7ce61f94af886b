"""The few operations on files that decide whether something is stored, so that their failing can be tried out."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from io import FileIO
from pathlib import Path
from typing import Protocol


class Disk(Protocol):
    """What the event log asks of an open file. Each call is done when it returns and raises `OSError` where it is not."""

    def write(self, file: FileIO, data: bytes) -> None:
        """Write all of `data` where the file stands."""

    def sync(self, file: FileIO) -> None:
        """Bring what was written onto the disk."""

    def cut(self, file: FileIO, length: int) -> None:
        """Cut the file back to `length` bytes."""


class RealDisk:
    """The operating system's own files."""

    def write(self, file: FileIO, data: bytes) -> None:
        """Write all of `data`; a disk that takes a part is asked again for the rest."""
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) or 0 :]

    def sync(self, file: FileIO) -> None:
        """Bring what was written onto the disk."""
        os.fsync(file.fileno())

    def cut(self, file: FileIO, length: int) -> None:
        """Cut the file back to `length` bytes."""
        file.truncate(length)


REAL_DISK = RealDisk()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; each new name is on the disk when this returns."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


def put_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, then rename it there: whole or not at all, and on the disk when this returns."""
    make_folder(path.parent)
    # Not `mkstemp`: its files are for one account alone, and another may have to read what is queued or stored here.
    temporary = path.with_name(f".new-{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def move(path: Path, to: Path) -> None:
    """Rename a file; the new name is on the disk when this returns."""
    path.replace(to)
    for folder in {path.parent, to.parent}:
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names onto the disk; where the system cannot do that for folders, nothing."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
