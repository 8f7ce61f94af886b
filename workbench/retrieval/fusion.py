"""Reciprocal rank fusion: several rankings made one by their ranks alone, since their scores share no scale.

Cormack, Clarke and Büttcher, SIGIR 2009: a row's score is the sum of ``1 / (k + rank)`` over the rankings that found it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fused:
    """A row with its fused score and its rank in each leg, in the order of the legs (``None``: not found there)."""

    row: int
    score: float
    ranks: tuple[int | None, ...]


def fuse(legs: Sequence[Sequence[int]], *, k: int) -> list[Fused]:
    """Fuse rankings of rows, each best first without repeats; best first, ties by best single rank, then by row.

    Scores are scaled so that a row first in every leg has 1. A larger `k` lets the agreement of legs weigh more against a
    first place in one of them.
    """
    ranks: dict[int, list[int | None]] = {}
    for leg, rows in enumerate(legs):
        for rank, row in enumerate(rows, start=1):
            ranks.setdefault(row, [None] * len(legs))[leg] = rank
    best = len(legs) / (k + 1)
    fused = (Fused(row, _score(found, k) / best, tuple(found)) for row, found in ranks.items())
    return sorted(fused, key=lambda one: (-one.score, min(rank for rank in one.ranks if rank is not None), one.row))


def _score(ranks: Sequence[int | None], k: int) -> float:
    # Smallest terms first: the sum must not depend on which leg found the row.
    return sum(sorted(1 / (k + rank) for rank in ranks if rank is not None))
