"""The search index of one generation: a dense and a lexical leg over the same rows, fused.

A folder of plain files: ``index.json`` (who encoded, how many rows, the hash of every other file), ``vectors.npy``,
``keys.npy`` (a digest of each row's indexed text, by which the next generation reuses vectors), ``lexical/``, and
above a quarter of a million rows ``coarse.faiss``.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, overload

import numpy as np

from workbench.errors import DamagedError, MissingResourceError
from workbench.fingerprint import check_file, file_sha256_now
from workbench.models import Passage
from workbench.retrieval.dense import FLAT_ROWS, VECTORS, DenseIndex, write_dense
from workbench.retrieval.encoder import Encoder
from workbench.retrieval.fusion import fuse
from workbench.retrieval.lexical import LexicalIndex, write_lexical

FORMAT = 1
CARD = "index.json"
KEYS = "keys.npy"
LEXICAL = "lexical"
REBUILD = "run `workbench corpus add NAME PATH…` with any file of that corpus to rebuild its index"

# Texts encoded between two reports of progress.
STEP = 32
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Found:
    """A row that was found: fused score (1 is first in both legs) and its rank in each leg, from 1."""

    row: int
    score: float
    dense_rank: int | None
    lexical_rank: int | None


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took: rows in all, rows encoded now (the others were known), versions of the tools used."""

    rows: int
    encoded: int
    tools: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _File:
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class _Card:
    format: int
    rows: int
    encoder: str
    weights_sha256: str
    dimension: int
    files: dict[str, _File]


def indexed_text(title: str, passage: Passage) -> str:
    """What is encoded and indexed for `passage`: the document's title and the heading above it give the words context."""
    heading = passage.heading or ""
    context = [part for part in dict.fromkeys((title.strip(), heading.strip())) if part and not passage.text.startswith(part)]
    return "\n".join([*context, passage.text])


def build_index(
    folder: Path,
    passages: Sequence[Passage],
    titles: Mapping[str, str],
    encoder: Encoder,
    *,
    previous: Index | None = None,
    report: Callable[[int, int], None] | None = None,
    flat_rows: int = FLAT_ROWS,
) -> Built:
    """Index `passages` by row into the existing, empty `folder`.

    Args:
        folder: where the files go.
        passages: in the order of their rows; read one after the other, never all at once.
        titles: the title of each document by ``doc_id``.
        encoder: makes the vectors.
        previous: an index made by the same encoder, whose vectors are reused where the indexed text is the same.
        report: called with rows done and rows in all.
        flat_rows: above this many rows the dense leg is an eight-bit index with exact rescoring.
    """
    texts = _Texts(passages, titles)
    keys = _write_keys(folder, texts)
    encoded = _write_vectors(folder, keys, texts, encoder, previous, report=report)
    write_dense(folder, flat_rows=flat_rows)
    write_lexical(folder / LEXICAL, texts)
    _write_card(folder, len(texts), encoder)
    packages = ("bm25s", "faiss-cpu", "numpy", "PyStemmer", "sentence-transformers", "torch", "transformers")
    return Built(len(passages), encoded, {name: importlib.metadata.version(name) for name in packages})


class Index:
    """An index opened for searching; got from `Index.open`."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._encoder: Final = encoder
        self._dense: Final = DenseIndex(folder)
        self._lexical: Final = LexicalIndex(folder / LEXICAL)
        self._keys: Final = np.load(folder / KEYS, mmap_mode="r", allow_pickle=False)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> Index:
        """Open the index in `folder` for queries encoded by `encoder`. Every file is hashed before it is read.

        Raises:
            MissingResourceError: no index is there, or another model made it.
            DamagedError: a file is not what was written, or another version of the workbench wrote it.
        """
        card = _read_card(folder)
        for name, file in card.files.items():
            check_file(folder / name, sha256=file.sha256, size=file.size, fix=REBUILD)
        if (card.encoder, card.weights_sha256) != (encoder.name, encoder.weights_sha256):
            raise MissingResourceError(
                "other_encoder",
                expected=f"an index made by {_describe(encoder.name, encoder.weights_sha256)} in {folder}",
                found=f"one made by {_describe(card.encoder, card.weights_sha256)}",
                fix=REBUILD,
            )
        return cls(folder, encoder)

    def __len__(self) -> int:
        """How many rows are indexed."""
        return len(self._keys)

    def search(self, query: str, k: int, *, candidates: int, fusion_k: int = 60) -> list[Found]:
        """The `k` best rows for `query`, best first; each leg offers at most `candidates` (never fewer than `k`)."""
        depth = max(candidates, k)
        if not len(self) or not query.strip():
            return []
        dense = [one.row for one in self._dense.search(self._encoder.encode([query])[0], depth)]
        lexical = [one.row for one in self._lexical.search(query, depth)]
        fused = fuse([dense, lexical], k=fusion_k)[:k]
        return [Found(one.row, one.score, dense_rank=one.ranks[0], lexical_rank=one.ranks[1]) for one in fused]

    def vectors_by_key(self) -> _Known:
        """The vectors held, by the digest of the text they stand for."""
        return _Known({bytes(key): row for row, key in enumerate(self._keys)}, self._dense.vectors)


class _Known:
    """Vectors that need not be encoded again."""

    def __init__(self, rows: dict[bytes, int], vectors: Any) -> None:
        self._rows = rows
        self._vectors = vectors

    def get(self, key: bytes) -> Any | None:
        row = self._rows.get(key)
        return None if row is None else self._vectors[row]


class _Texts(Sequence[str]):
    """The indexed text of each row, made when asked for."""

    def __init__(self, passages: Sequence[Passage], titles: Mapping[str, str]) -> None:
        self._passages = passages
        self._titles = titles

    def __len__(self) -> int:
        return len(self._passages)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        passage = self._passages[row]
        return indexed_text(self._titles[passage.doc_id], passage)


def _write_keys(folder: Path, texts: Sequence[str]) -> Any:
    keys = np.zeros((len(texts), _KEY_BYTES), dtype=np.uint8)
    for row, text in enumerate(texts):
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        keys[row] = np.frombuffer(digest[:_KEY_BYTES], dtype=np.uint8)
    np.save(folder / KEYS, keys, allow_pickle=False)
    return keys


def _write_vectors(
    folder: Path,
    keys: Any,
    texts: Sequence[str],
    encoder: Encoder,
    previous: Index | None,
    *,
    report: Callable[[int, int], None] | None,
) -> int:
    """Write the vectors file; how many texts were encoded for it."""
    if not len(texts):
        np.save(folder / VECTORS, np.empty((0, encoder.dimension), dtype=np.float16), allow_pickle=False)
        return 0
    vectors = np.lib.format.open_memmap(folder / VECTORS, mode="w+", dtype=np.float16, shape=(len(texts), encoder.dimension))
    known = previous.vectors_by_key() if previous else _Known({}, ())
    missing = []
    for row, key in enumerate(keys):
        vector = known.get(bytes(key))
        if vector is None:
            missing.append(row)
        else:
            vectors[row] = vector
    for start in range(0, len(missing), STEP):
        rows = missing[start : start + STEP]
        vectors[rows] = encoder.encode([texts[row] for row in rows])
        if report:
            report(start + len(rows), len(missing))
    vectors.flush()
    return len(missing)


def _write_card(folder: Path, rows: int, encoder: Encoder) -> None:
    card = _Card(
        format=FORMAT,
        rows=rows,
        encoder=encoder.name,
        weights_sha256=encoder.weights_sha256,
        dimension=encoder.dimension,
        files={
            path.relative_to(folder).as_posix(): _File(file_sha256_now(path), path.stat().st_size)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    )
    (folder / CARD).write_text(json.dumps(asdict(card), indent=1), encoding="utf-8")


def _read_card(folder: Path) -> _Card:
    path = folder / CARD
    if not path.is_file():
        raise MissingResourceError("no_index", expected=f"a search index in {folder}", found="no such file", fix=REBUILD)
    try:
        record = json.loads(path.read_bytes())
        card = _Card(**record | {"files": {name: _File(**file) for name, file in record["files"].items()}})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(
            "damaged_index", expected=f"the description of an index in {path}", found=str(error), fix=REBUILD
        ) from error
    if card.format != FORMAT:
        raise DamagedError("index_format", expected=f"index format {FORMAT} in {path}", found=str(card.format), fix=REBUILD)
    return card


def _describe(name: str, weights: str) -> str:
    return f"{name} (weights {weights[:12]}…)"
