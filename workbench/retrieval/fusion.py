"""Weighed reciprocal rank fusion: several rankings made one by their ranks alone, since their scores share no scale.

Cormack, Clarke and Büttcher, SIGIR 2009: a row's score is the sum of ``1 / (k + rank)`` over the rankings that found it; here
each term is multiplied by the weight of its leg.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leg:
    """One ranking of rows, best first without repeats, and how much it weighs."""

    rows: Sequence[int]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fused:
    """A row with its fused score and its rank in each leg, in the order of the legs (``None``: not found there)."""

    row: int
    score: float
    ranks: tuple[int | None, ...]


def fuse(legs: Sequence[Leg], *, k: int) -> list[Fused]:
    """Fuse rankings; best first, ties by best single rank, then by row.

    Scores are scaled so that a row first in every leg that found anything has 1. A larger `k` lets the agreement of legs weigh
    more against a first place in one of them.
    """
    ranks: dict[int, list[int | None]] = {}
    for number, leg in enumerate(legs):
        for rank, row in enumerate(leg.rows, start=1):
            ranks.setdefault(row, [None] * len(legs))[number] = rank
    weights = [leg.weight for leg in legs]
    best = sum(sorted(leg.weight for leg in legs if leg.rows)) / (k + 1)
    fused = (Fused(row, _score(found, weights, k) / best, tuple(found)) for row, found in ranks.items())
    return sorted(fused, key=lambda one: (-one.score, min(rank for rank in one.ranks if rank is not None), one.row))


def _score(ranks: Sequence[int | None], weights: Sequence[float], k: int) -> float:
    # Smallest terms first: the sum must not depend on which leg found the row.
    return sum(sorted(weight / (k + rank) for rank, weight in zip(ranks, weights, strict=True) if rank is not None))
