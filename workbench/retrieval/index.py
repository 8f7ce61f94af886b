"""The search index of one generation, opened: three legs over the same rows, fused. `indexing` writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workbench.retrieval.card import check_index
from workbench.retrieval.dense import DenseIndex, Scored
from workbench.retrieval.encoder import Encoder
from workbench.retrieval.fusion import Fused, Leg, fuse
from workbench.retrieval.lexical import LexicalIndex
from workbench.retrieval.typed import Pair, TypedIndex, TypedMatch
from workbench.retrieval.typed_tables import Tables
from workbench.retrieval.typed_values import read_typed

KEYS = "keys.npy"
DOCUMENTS = "documents.npy"
LEXICAL = "lexical"
TYPED = "typed"
# Beside 1 for the other two; the leg answers seldom and then mostly well. Measured, see docs/retrieval.md.
TYPED_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """A row that was found: fused score (1 is first in every leg that answered), and what each leg says of it.

    The rank in each leg counts from 1, ``None`` where that leg did not find it; ``similarity`` is the cosine of the dense leg,
    ``pairs`` are the values of the query and of the passage that brought the typed leg here.
    """

    row: int
    score: float
    dense_rank: int | None
    lexical_rank: int | None
    value_rank: int | None
    similarity: float | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A query's vector, and the rows near it among all for so many candidates."""

    vector: NDArray[np.float32]
    candidates: int
    near: NDArray[np.int64]


class Index:
    """An index opened for searching; got from `Index.open`."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._encoder: Final = encoder
        self._prepared = dict[str, _Prepared]()
        self._dense: Final = DenseIndex(folder)
        self._lexical: Final = LexicalIndex(folder / LEXICAL)
        self._typed: Final = TypedIndex(folder / TYPED)
        self._keys: Final = np.load(folder / KEYS, mmap_mode="r", allow_pickle=False)
        self._documents: Final = np.load(folder / DOCUMENTS, mmap_mode="r", allow_pickle=False)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> Index:
        """Open the index in `folder` for queries encoded by `encoder`. Every file is hashed before it is read.

        Raises:
            MissingResourceError: no index is there, or another model made it.
            DamagedError: a file is not what was written, or another version of the workbench wrote it.
        """
        check_index(folder, encoder)
        return cls(folder, encoder)

    def __len__(self) -> int:
        """How many rows are indexed."""
        return len(self._keys)

    def prepare(self, queries: Sequence[str], *, candidates: int) -> None:
        """Encode `queries` and find what is near them together, for searches among all rows with as many `candidates`.

        Those prepared before are forgotten.
        """
        told = list(dict.fromkeys(query for query in queries if query.strip()))
        vectors = self._encoder.encode(told) if told else np.empty((0, 0), np.float32)
        near = self._dense.near(vectors, candidates)
        self._prepared = {
            query: _Prepared(vector, candidates, rows) for query, vector, rows in zip(told, vectors, near, strict=True)
        }

    def search(
        self,
        query: str,
        k: int,
        *,
        candidates: int,
        fusion_k: int = 10,
        published: dt.date | None = None,
        country: str | None = None,
        documents: NDArray[np.bool_] | None = None,
    ) -> list[Found]:
        """The `k` best rows for `query`, best first; each leg offers at most `candidates` (never fewer than `k`).

        Args:
            query: a standalone claim, or any words.
            k: how many rows.
            candidates: how deep each leg looks.
            fusion_k: the constant of `fuse`.
            published: when the query was written, on which its relative dates hang.
            country: whose dollar or pound a bare sign or word of the query means.
            documents: which documents may be found, by number; no leg offers a row of another one.
        """
        depth = max(candidates, k)
        if not len(self) or not query.strip():
            return []
        allowed = None if documents is None else documents[self._documents]
        prepared = self._prepared.get(query)  # one look: another thread may prepare its own queries meanwhile
        vector = self._encoder.encode([query])[0] if prepared is None else prepared.vector
        near = prepared.near if prepared is not None and prepared.candidates == depth else None
        dense = self._dense.search(vector, depth, allowed=allowed, near=near)
        lexical = self._lexical.search(query, depth, allowed=allowed)
        typed = self._typed.search(read_typed(query, published=published, country=country), depth, allowed=allowed)
        fused = _fused(dense, lexical, typed, fusion_k)[:k]
        similarities = {one.row: one.score for one in dense}
        pairs = {match.found.row: match.pairs for match in typed}
        return [_found(one, similarities.get(one.row), pairs.get(one.row, ())) for one in fused]

    def likeness(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """The cosine of every two of `rows`."""
        vectors = self._dense.vectors[list(rows)].astype(np.float32)
        likeness: NDArray[np.float32] = vectors @ vectors.T
        return likeness

    def vectors_by_key(self) -> KnownVectors:
        """The vectors held, by the digest of the text they stand for."""
        return KnownVectors({bytes(key): row for row, key in enumerate(self._keys)}, self._dense.vectors)

    def typed_tables(self) -> Tables:
        """The values held."""
        return self._typed.tables


class KnownVectors:
    """Vectors that need not be encoded again."""

    def __init__(self, rows: dict[bytes, int], vectors: Any) -> None:
        self._rows = rows
        self._vectors = vectors

    def get(self, key: bytes) -> Any | None:
        """The vector of the text with this digest, ``None`` where there is none."""
        row = self._rows.get(key)
        return None if row is None else self._vectors[row]


def _fused(dense: Sequence[Scored], lexical: Sequence[Scored], typed: Sequence[TypedMatch], k: int) -> list[Fused]:
    return fuse(
        [
            Leg([one.row for one in dense]),
            Leg([one.row for one in lexical]),
            Leg([one.found.row for one in typed], TYPED_WEIGHT),
        ],
        k=k,
    )


def _found(one: Fused, similarity: float | None, pairs: tuple[Pair, ...]) -> Found:
    dense, lexical, value = one.ranks
    return Found(one.row, one.score, dense, lexical, value, similarity, pairs)
