"""The typed leg: passages that hold a value near one of the query's, of the same dimension, and share words with it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.retrieval.dense import Scored
from workbench.retrieval.typed_tables import Tables, word_number
from workbench.retrieval.typed_values import TypedValue, nearness

# A word that names what the query's value is of counts as much as two words beside it.
SUBJECT_WEIGHT = 2.0
# Pairs that share less of the words than this are left out: nearly everything shares a year and one word.
LEAST_SHARED = 0.3
# A word that stands with more values than this, and with more than a fiftieth of all, tells little and costs most.
COMMON = 10_000
_COMMON_SHARE = 1 / 50
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A value of the query and the value of the passage that was found for it, both as offsets."""

    query: tuple[int, int]
    passage: tuple[int, int]
    nearness: float


@dataclass(frozen=True, slots=True)
class TypedMatch:
    """A row with its score, higher is better, and the pairs it was found by, in the order of the query's values."""

    found: Scored
    pairs: tuple[Pair, ...]


class TypedIndex:
    """The typed index of one generation, opened; its files must have been checked before."""

    def __init__(self, folder: Path, *, common: int = COMMON) -> None:
        self.tables: Final = Tables(folder)
        self._common: Final = max(common, int(len(self.tables.values) * _COMMON_SHARE))

    def search(self, values: Sequence[TypedValue], k: int, *, allowed: NDArray[np.bool_] | None = None) -> list[TypedMatch]:
        """At most `k` rows that hold a value near one of `values` and share words with it, best first; equal scores by row.

        A row's score is the sum, over the query's values, of its best pair: nearness times the share of the value's words,
        weighed by their rarity, that stand with the passage's value. `allowed` says which rows may be found.
        """
        best = [one for value in values if (one := self._candidates(value, allowed)) is not None]
        if not best or k < 1:
            return []
        rows, places = np.unique(np.concatenate([one.rows for one in best]), return_inverse=True)
        scores = np.round(np.bincount(places, weights=np.concatenate([one.scores for one in best])), DECIMALS)
        order = np.lexsort((rows, -scores))[:k]
        return [TypedMatch(Scored(int(rows[at]), float(scores[at])), tuple(self._pairs(best, int(rows[at])))) for at in order]

    def _candidates(self, value: TypedValue, allowed: NDArray[np.bool_] | None) -> _Candidates | None:
        """The best pair of each row for one value of the query, by row."""
        holders, shares = self._sharing(value)
        records = self.tables.values[holders]
        near = nearness(value, records["low"], records["high"])
        kept = near > 0
        if allowed is not None:
            kept &= allowed[records["row"]]
        holders, near = holders[kept], near[kept]
        rows, scores = records["row"][kept].astype(np.int64), near * shares[kept]
        order = np.lexsort((holders, -scores, rows))
        firsts = order[np.flatnonzero(np.diff(rows[order], prepend=-1))]
        if not len(firsts):
            return None
        return _Candidates(value, rows[firsts], scores[firsts], holders[firsts], near[firsts])

    def _sharing(self, value: TypedValue) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The values of the group that share enough words with `value`, by number, and the weighed share of its words."""
        shared, total = np.zeros(len(self.tables.values)), 0.0
        for stem in sorted(value.subject | value.around):
            word = np.uint32(word_number(value.group, stem))
            first, last = (
                int(at) for at in (np.searchsorted(self.tables.words, word), np.searchsorted(self.tables.words, word, "right"))
            )
            if last - first > self._common:
                continue
            weight = math.log(1 + len(self.tables.values) / (last - first + 1))
            weight *= SUBJECT_WEIGHT if stem in value.subject else 1.0
            total += weight
            shared[self.tables.holders[first:last]] += weight  # a value stands under a word once
        # Without a word there is nothing to share, and every value would have its share of nothing.
        holders = np.flatnonzero(shared >= LEAST_SHARED * total) if total else np.empty(0, np.int64)
        return holders, shared[holders] / (total or 1.0)

    def _pairs(self, best: Sequence[_Candidates], row: int) -> Iterator[Pair]:
        for one in best:
            at = int(np.searchsorted(one.rows, row))
            if at < len(one.rows) and one.rows[at] == row:
                record = self.tables.values[int(one.holders[at])]
                near = round(float(one.near[at]), DECIMALS)
                yield Pair((one.value.start, one.value.end), (int(record["start"]), int(record["end"])), near)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """For one value of the query: rows in order, with score, number of the value and nearness of each one's best pair."""

    value: TypedValue
    rows: NDArray[np.int64]
    scores: NDArray[np.float64]
    holders: NDArray[np.int64]
    near: NDArray[np.float64]
