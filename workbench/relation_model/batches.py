"""Texts put together for reading: about so many rows at once, the long ones first."""

from __future__ import annotations

from collections.abc import Sequence


def batches_of(lengths: Sequence[int], rows: int) -> list[list[int]]:
    """Places of texts of about `rows` rows together, the long ones first, so that threads end together."""
    batches: list[list[int]] = []
    room = 0
    for at in sorted(range(len(lengths)), key=lambda at: (-lengths[at], at)):
        if not batches or room < lengths[at]:
            batches.append([])
            room = rows
        batches[-1].append(at)
        room -= lengths[at]
    return batches
