"""The SHA-256 of files on disk, checked before anything else reads them.

Model weights, indexes and corpus files are trusted by their bytes, not by their names. A hash once taken is remembered for
this process under the file's path, size and modification time, so that opening twice does not read twice.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from workbench.errors import DamagedError, MissingResourceError

_CODE = ("*.py", "*.tsv", "*.toml")


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of the bytes of `path`.

    Raises:
        OSError: the file cannot be read.
    """
    state = path.stat()
    return _remembered(str(path.resolve()), state.st_size, state.st_mtime_ns)


def file_sha256_now(path: Path) -> str:
    """The same, reading the file again whatever is remembered: for `verify`, which trusts no modification time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def code_sha256(*places: Path) -> str:
    """SHA-256 over the code and word lists at `places`, files or whole folders: what another version made is not used again."""
    digest = hashlib.sha256()
    for place in places:
        files = [place] if place.is_file() else [path for kind in _CODE for path in place.rglob(kind)]
        for path in sorted(files):
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def check_file(path: Path, *, sha256: str, size: int, fix: str) -> None:
    """Make sure that `path` holds the bytes that were written.

    Raises:
        MissingResourceError: there is no such file.
        DamagedError: its size or its hash is another one.
    """
    if not path.is_file():
        raise MissingResourceError("missing_file", expected=f"the file {path}", found="no such file", fix=fix)
    if path.stat().st_size != size:
        raise DamagedError("damaged_file", expected=f"{size} bytes in {path}", found=f"{path.stat().st_size} bytes", fix=fix)
    found = file_sha256(path)
    if found != sha256:
        raise DamagedError("damaged_file", expected=f"sha256 {sha256} for {path}", found=found, fix=fix)


@lru_cache(maxsize=1024)
def _remembered(path: str, size: int, modified: int) -> str:  # noqa: ARG001 - size and time are part of the key
    return file_sha256_now(Path(path))
