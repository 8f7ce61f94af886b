"""Numbers rounded to whole ones, and products of them whose sums are exact on every processor.

Rows are rounded as they come, each with a scale of its own (dynamic quantisation as in Q8BERT, Zafrir et al. 2019). A sum of
whole numbers has no order: what comes out for a row depends neither on the rows beside it nor on how the processor sums.
`fastest` picks the quickest exact way. Imported where it is used: it needs PyTorch, a second's load.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import torch

EIGHT_BITS = 127
"""The largest whole number of a weight, and of what is multiplied with it."""
_BLOCK = 1024
"""Products of two such numbers that single precision sums exactly in any order: 1024 of 127 x 127 stay under 2**24."""
_TRIED_ROWS, _TRIED_OUTPUTS, _TRIALS = 32, 256, 8
_TINIEST = torch.finfo(torch.float32).tiny


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers, held as floats, and the scale by which each is to be multiplied."""

    codes: torch.Tensor
    scale: torch.Tensor


def rounded(numbers: torch.Tensor, top: int, *, along: int = -1) -> Whole:
    """`numbers` as whole ones of at most `top`, with one scale for all of them along a dimension."""
    scale = (numbers.abs().amax(dim=along, keepdim=True) / top).clamp_min(_TINIEST)
    return Whole((numbers / scale).round_(), scale)


class WholeProduct(Protocol):
    """A way to multiply with one weight, whose whole numbers are at most `EIGHT_BITS`."""

    def __call__(self, codes: torch.Tensor) -> torch.Tensor:
        """The exact product of rows of whole numbers and the weight, rounded once to single precision."""
        ...


Way = Callable[[torch.Tensor], WholeProduct]
"""Makes a product from a weight of whole numbers, a row per output."""


class InEightBits:
    """PyTorch's product of eight-bit matrices: several times as fast as floats on a processor with instructions for it.

    On others it is slow, or cuts off sums that do not fit sixteen bits. Its name is not public: should it go, others do.
    """

    def __init__(self, weight: torch.Tensor) -> None:
        """Take the weight, a row per output."""
        self._weight = weight.to(torch.int8).t().contiguous()

    def __call__(self, codes: torch.Tensor) -> torch.Tensor:
        """The product of `codes` and the weight."""
        return torch._int_mm(codes.to(torch.int8), self._weight).float()  # noqa: SLF001 see the class


class InSinglePrecision:
    """Whole numbers held as floats and summed in blocks that single precision holds exactly: as fast as floats anywhere."""

    def __init__(self, weight: torch.Tensor) -> None:
        """Take the weight, a row per output."""
        self._blocks = [block.contiguous() for block in torch.split(weight, _BLOCK, dim=1)]

    def __call__(self, codes: torch.Tensor) -> torch.Tensor:
        """The product of `codes` and the weight."""
        parts = zip(torch.split(codes, _BLOCK, dim=1), self._blocks, strict=True)
        first, *others = (torch.nn.functional.linear(part, block) for part, block in parts)
        if not others:
            return first
        total = first.to(torch.int32)
        for other in others:
            total += other.to(torch.int32)
        return total.float()


class InPlainIntegers:
    """PyTorch's product of 32-bit matrices: exact everywhere and slow; for a processor set to round floats more coarsely."""

    def __init__(self, weight: torch.Tensor) -> None:
        """Take the weight, a row per output."""
        self._weight = weight.to(torch.int32).t().contiguous()

    def __call__(self, codes: torch.Tensor) -> torch.Tensor:
        """The product of `codes` and the weight."""
        return (codes.to(torch.int32) @ self._weight).float()


QUICK: tuple[Way, ...] = (InEightBits, InSinglePrecision)


@cache
def fastest() -> Way:
    """The quickest exact way on this processor and build of PyTorch; tried once in a process."""
    return quickest(QUICK)


def quickest(ways: Sequence[Way]) -> Way:
    """The one of `ways` that takes least time over a small product and gives its exact sums; else `InPlainIntegers`."""
    # The largest numbers of both signs show sums that are cut off; the ones show floats that cannot hold the last digit.
    signs = torch.tensor([[1, 1, 1, 1], [-1, -1, -1, -1], [1, -1, 1, -1], [1, 1, -1, -1]], dtype=torch.float32) * EIGHT_BITS
    codes = signs.repeat(_TRIED_ROWS // 4, _BLOCK // 4)
    weight = signs.flip(0).repeat(_TRIED_OUTPUTS // 4, _BLOCK // 4)
    codes[:, 0] = weight[:, 0] = 1
    expected = InPlainIntegers(weight)(codes)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # as the network will use it, and so that a busy core does not hold up the others
    try:
        taken = {way: _seconds(way, weight, codes, expected) for way in ways}
    finally:
        torch.set_num_threads(threads)
    best = min(taken, key=lambda way: taken[way])
    return best if math.isfinite(taken[best]) else InPlainIntegers


def _seconds(way: Way, weight: torch.Tensor, codes: torch.Tensor, expected: torch.Tensor) -> float:
    """The least time of a few trials; endless where the sums are not exact or the product cannot be had."""
    try:
        product = way(weight)
        if not torch.equal(product(codes), expected):
            return math.inf
    except (RuntimeError, AttributeError):
        return math.inf
    taken = []
    for _ in range(_TRIALS):
        start = time.perf_counter()
        product(codes)
        taken.append(time.perf_counter() - start)
    return min(taken)  # others at work on the machine only ever lengthen a trial
