"""Copies of one text do not fill the list: of passages that say nearly the same, only the first few keep their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.tokens import words

# Vectors of a text and its copy lie closer than this even when a sentence was cut; it spares reading all other pairs.
ALIKE = 0.85
# Share of the shorter text's runs of four words that stand in the other: neighbours that overlap by a sentence share less.
COPIED = 0.6
_RUN = 4


def copies_last(
    rows: Sequence[int], text_of: Callable[[int], str], likeness: NDArray[np.float32], *, most: int, k: int
) -> list[int]:
    """Places in `rows` (best first) of the `k` to show, in order: rows with more than `most` copies before them come last.

    Args:
        rows: the rows found.
        text_of: the text of a row; asked for only where two vectors are alike.
        likeness: the cosine of every two of `rows`.
        most: how many passages of one text keep their place.
        k: how many are wanted.
    """
    origins: list[int] = []
    shown: list[int] = []
    late: list[int] = []
    for place in range(len(rows)):
        near = (earlier for earlier in range(place) if likeness[place, earlier] >= ALIKE)
        copied = next((earlier for earlier in near if is_copy(text_of(rows[place]), text_of(rows[earlier]))), None)
        origins.append(place if copied is None else origins[copied])
        (shown if origins.count(origins[place]) <= most else late).append(place)
        if len(shown) == k:
            break
    return (shown + late)[:k]


def is_copy(one: str, other: str) -> bool:
    """Whether most of the shorter text's runs of four words stand in the other text."""
    ours, theirs = _runs(one), _runs(other)
    shorter = min(len(ours), len(theirs))
    return shorter > 0 and len(ours & theirs) >= COPIED * shorter


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = words(text)
    return frozenset(tuple(found[at : at + _RUN]) for at in range(max(1, len(found) - _RUN + 1))) if found else frozenset()
