"""The dense leg: exact inner products between a query's vector and the passages'. The only module that knows FAISS.

Vectors are kept once, as float16 in ``vectors.npy``, row by row; FAISS never reads or writes that file. Up to
`FLAT_ROWS` the exact index is filled from it when opened (a copy; no index file to trust). Beyond, an eight-bit index
proposes candidates, all rows scanned, and the exact scores come from the vectors.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import faiss
import numpy as np
from numpy.typing import NDArray

VECTORS = "vectors.npy"
COARSE = "coarse.faiss"

# Up to here the exact index answers within about a tenth of a second on two cores, and nothing is missed: docs/retrieval.md.
FLAT_ROWS = 250_000
# Candidates of the eight-bit index that are scored exactly: recall of the best ten was 0.9998 on real vectors.
RESCORED = 100
TRAINED_ON = 100_000
CHUNK = 16_384
# Scores are rounded to this many decimals, so that the last bits of a sum cannot order two equal passages.
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Scored:
    """A row with its score; higher is better."""

    row: int
    score: float


def write_dense(folder: Path, *, flat_rows: int = FLAT_ROWS) -> None:
    """Complete the dense index in `folder`, where `VECTORS` already lies: above `flat_rows` it needs the eight-bit index."""
    vectors = read_vectors(folder)
    rows, dimension = vectors.shape
    if rows <= flat_rows:
        return
    index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
    step = -(-rows // TRAINED_ON)
    index.train(vectors[::step].astype(np.float32))
    for start in range(0, rows, CHUNK):
        index.add(vectors[start : start + CHUNK].astype(np.float32))
    faiss.write_index(index, str(folder / COARSE))


def read_vectors(folder: Path) -> NDArray[np.float16]:
    """The vectors of `folder` by row, mapped and not loaded."""
    vectors: NDArray[np.float16] = np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False)
    return vectors


class DenseIndex:
    """The dense index of one generation, opened; its files must have been checked before."""

    def __init__(self, folder: Path) -> None:
        self.vectors: Final = read_vectors(folder)
        coarse = folder / COARSE
        self._index = faiss.read_index(str(coarse)) if coarse.is_file() else _fill_flat(self.vectors)

    def near(self, queries: NDArray[np.float32], k: int) -> list[NDArray[np.int64]]:
        """Candidates for the `k` nearest of each of `queries`, looked for together: the vectors are read once for all of them.

        More rows than `k`, in no order; `search` scores them one query at a time.
        """
        depth = self._depth(k)
        return list(self._index.search(queries, depth)[1]) if depth and len(queries) else [np.empty(0, np.int64)] * len(queries)

    def _depth(self, k: int) -> int:
        """A few more than `k`, so that the cut falls in the order of rounded score and row."""
        return min(max(RESCORED, 2 * k), len(self.vectors))

    def search(
        self,
        query: NDArray[np.float32],
        k: int,
        *,
        allowed: NDArray[np.bool_] | None = None,
        near: NDArray[np.int64] | None = None,
    ) -> list[Scored]:
        """The `k` rows nearest to `query` (a vector of length 1), best first; equal scores by row.

        `allowed` says which rows may be found; the others are passed over while searching, so that `k` of them are found.
        `near` are candidates found for this query and `k` among all rows.
        """
        k = min(k, len(self.vectors))
        if k == 0:
            return []
        if near is None or allowed is not None:
            near = self._index.search(query.reshape(1, -1), self._depth(k), params=_only(allowed))[1][0]
        rows = np.sort(near[near >= 0])
        scores = np.round(self.vectors[rows].astype(np.float32) @ query, DECIMALS)
        order = np.lexsort((rows, -scores))[:k]
        return [Scored(int(rows[at]), float(scores[at])) for at in order]


def _only(allowed: NDArray[np.bool_] | None) -> Any:
    if allowed is None:
        return None
    library: Any = faiss  # its stubs leave out the constructors that its Python wrapper adds
    return library.SearchParameters(sel=library.IDSelectorBitmap(np.packbits(allowed, bitorder="little")))


def _fill_flat(vectors: NDArray[np.float16]) -> Any:
    index = faiss.IndexFlatIP(vectors.shape[1])
    for start in range(0, len(vectors), CHUNK):
        index.add(vectors[start : start + CHUNK].astype(np.float32))
    return index
