"""Weights kept in a few bits each: whole numbers as bit planes, and one scale for each run of neighbours.

Rounding to the nearest of a symmetric grid, as in Q8BERT (Zafrir et al. 2019), with a scale for every `GROUP` weights of a row;
the scale is the one of sixteen that leaves the least squared error. How many bits were kept follows from the planes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Halves = np.ndarray[tuple[int, ...], np.dtype[np.float16]]
Bytes = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Places = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

GROUP = 64
"""Weights that share a scale."""
_TRIED = np.linspace(0.7, 1.0, 16, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Packed:
    """Bit planes, the lowest first (a row of bytes each), and half-precision scales, one per group."""

    planes: Bytes
    scales: Halves


def packed(weights: Floats, bits: int) -> Packed:
    """`weights`, read row by row, in `bits` each (2 to 8); the last group is filled up with noughts."""
    flat = weights.astype(np.float32).ravel()
    groups = np.concatenate([flat, np.zeros(-flat.size % GROUP, np.float32)]).reshape(-1, GROUP)
    middle = 1 << (bits - 1)
    widest = np.abs(groups).max(axis=1, keepdims=True) / (middle - 1)
    best, least = np.zeros_like(widest), np.full(widest.shape, np.inf, np.float32)
    for share in _TRIED:
        scale = (widest * share).astype(np.float16).astype(np.float32)
        missed = ((_rounded(groups, scale, middle) * scale - groups) ** 2).sum(axis=1, keepdims=True)
        best, least = np.where(missed < least, scale, best), np.minimum(missed, least)
    codes = (_rounded(groups, best, middle) + middle).astype(np.uint8).ravel()
    planes = np.stack([np.packbits((codes >> bit) & 1) for bit in range(bits)])
    return Packed(planes, best.ravel().astype(np.float16))


def unpacked(kept: Packed, shape: tuple[int, ...]) -> Floats:
    """The weights as single-precision floats of `shape`."""
    return _floats(kept)[: int(np.prod(shape))].reshape(shape)


def unpacked_rows(kept: Packed, shape: tuple[int, int], rows: Places) -> Floats:
    """Some rows of a matrix of `shape`, in the order asked; the width must be a multiple of `GROUP`.

    Raises:
        ValueError: the groups run over the ends of rows.
    """
    count, width = shape
    if width % GROUP:
        raise ValueError(f"expected rows of a multiple of {GROUP} weights, found {width}; unpack the whole matrix")
    planes = kept.planes.reshape(len(kept.planes), count, width // 8)[:, rows]
    scales = kept.scales.reshape(count, width // GROUP)[rows]
    some = Packed(planes.reshape(len(planes), -1), scales.ravel())
    return _floats(some).reshape(-1, width)


def _floats(kept: Packed) -> Floats:
    """All weights in a row, those that fill up the last group too."""
    codes = np.zeros(kept.scales.size * GROUP, np.uint8)
    for bit, plane in enumerate(kept.planes):
        ones = np.unpackbits(plane, count=codes.size)
        codes |= np.left_shift(ones, bit, out=ones)
    values = codes.astype(np.float32)
    values -= 1 << (len(kept.planes) - 1)
    values.reshape(-1, GROUP)[:] *= kept.scales.astype(np.float32)[:, None]
    return values


def _rounded(groups: Floats, scale: Floats, middle: int) -> Floats:
    told = np.divide(groups, scale, out=np.zeros_like(groups), where=scale > 0)
    return np.clip(np.rint(told), -middle, middle - 1)
