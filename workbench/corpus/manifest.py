"""What a generation says about itself: the snapshot, who encoded it, and the hash of each of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.corpus.documents import canonical_json
from workbench.fingerprint import file_sha256_now
from workbench.records import to_record

FORMAT = 1
FILE_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class EncoderStamp:
    """Which model made the vectors; a query from another one would be compared with nothing it knows."""

    name: str
    weights_sha256: str
    dimension: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of a generation; ``path`` is relative to the generation's folder, with forward slashes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of one generation. It holds no time of day: the same content gives the same bytes.

    ``settings`` is the digest of the settings and rules that cut and read the passages; ``tools`` the versions of the
    libraries that wrote the files, by name.
    """

    format: int
    corpus: str
    number: int
    snapshot: str
    documents: int
    passages: int
    encoder: EncoderStamp
    settings: str
    tools: tuple[tuple[str, str], ...]
    files: tuple[StoredFile, ...]

    def to_bytes(self) -> bytes:
        """The manifest as it is written to disk."""
        return canonical_json(to_record(self)) + b"\n"

    @property
    def generation(self) -> str:
        """The folder's name: its number, and the hash of this manifest, so that the name vouches for the manifest."""
        return generation_name(self.number, self.to_bytes())


def generation_name(number: int, manifest: bytes) -> str:
    """``000007-0123456789abcdef``: the seventh generation, and the first 16 digits of its manifest's SHA-256."""
    return f"{number:06d}-{hashlib.sha256(manifest).hexdigest()[:16]}"


def list_files(folder: Path) -> tuple[StoredFile, ...]:
    """Every file below `folder` but the manifest, hashed, in order of path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE_NAME)
    return tuple(StoredFile(path.relative_to(folder).as_posix(), file_sha256_now(path), path.stat().st_size) for path in paths)


def tool_versions(versions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """`versions` in the order a manifest keeps them."""
    return tuple(sorted(versions.items()))


def manifest_from(record: dict[str, Any]) -> Manifest:
    """Rebuild a manifest.

    Raises:
        KeyError, TypeError, ValueError: the record is not one of a manifest.
    """
    return Manifest(
        **{name: record[name] for name in ("format", "corpus", "number", "snapshot", "documents", "passages", "settings")},
        encoder=EncoderStamp(**record["encoder"]),
        tools=tuple((name, version) for name, version in record["tools"]),
        files=tuple(StoredFile(**file) for file in record["files"]),
    )
