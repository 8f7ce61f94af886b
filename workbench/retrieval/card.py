"""``index.json``: who encoded an index, how many rows it has, and the hash of each of its other files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from workbench.errors import DamagedError, MissingResourceError
from workbench.fingerprint import check_file, file_sha256_now
from workbench.retrieval.encoder import Encoder

# 2: the typed leg, and the document of each row.
FORMAT: Final = 2
CARD = "index.json"
REBUILD = "run `workbench corpus add NAME PATH…` with any file of that corpus to rebuild its index"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Hash and size of one file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class IndexCard:
    """The description of an index; ``files`` by path within its folder."""

    format: int
    rows: int
    encoder: str
    weights_sha256: str
    dimension: int
    files: dict[str, StoredFile]


def write_card(folder: Path, rows: int, encoder: Encoder) -> None:
    """Describe the index in `folder`, all of whose files must be there."""
    card = IndexCard(
        format=FORMAT,
        rows=rows,
        encoder=encoder.name,
        weights_sha256=encoder.weights_sha256,
        dimension=encoder.dimension,
        files={
            path.relative_to(folder).as_posix(): StoredFile(file_sha256_now(path), path.stat().st_size)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    )
    (folder / CARD).write_text(json.dumps(asdict(card), indent=1), encoding="utf-8")


def read_card(folder: Path) -> IndexCard:
    """The description of the index in `folder`.

    Raises:
        MissingResourceError: there is none.
        DamagedError: it is not a description, or another version of the workbench wrote it.
    """
    path = folder / CARD
    if not path.is_file():
        raise MissingResourceError("no_index", expected=f"a search index in {folder}", found="no such file", fix=REBUILD)
    try:
        record = json.loads(path.read_bytes())
        card = IndexCard(**record | {"files": {name: StoredFile(**file) for name, file in record["files"].items()}})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(
            "damaged_index", expected=f"the description of an index in {path}", found=str(error), fix=REBUILD
        ) from error
    if card.format != FORMAT:
        raise DamagedError("index_format", expected=f"index format {FORMAT} in {path}", found=str(card.format), fix=REBUILD)
    return card


def check_index(folder: Path, encoder: Encoder) -> None:
    """Hash every file of the index in `folder`, and make sure that `encoder` made it.

    Raises:
        MissingResourceError: no index is there, or another model made it.
        DamagedError: a file is not what was written, or another version of the workbench wrote it.
    """
    card = read_card(folder)
    for name, file in card.files.items():
        check_file(folder / name, sha256=file.sha256, size=file.size, fix=REBUILD)
    if (card.encoder, card.weights_sha256) != (encoder.name, encoder.weights_sha256):
        raise MissingResourceError(
            "other_encoder",
            expected=f"an index made by {_describe(encoder.name, encoder.weights_sha256)} in {folder}",
            found=f"one made by {_describe(card.encoder, card.weights_sha256)}",
            fix=REBUILD,
        )


def _describe(name: str, weights: str) -> str:
    return f"{name} (weights {weights[:12]}…)"
