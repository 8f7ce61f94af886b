"""Matrix products of the relation model in whole numbers of eight bits, some three times as fast as in floats.

Weights have one scale per output, inputs one per row, found as they come (dynamic quantisation as in Q8BERT, Zafrir et al.
2019); the products are summed exactly in 32 bits, so that a row's output does not depend on the rows beside it. A processor
that cannot sum them exactly is left to work in floats. Imported where it is used: it needs PyTorch, a second's load.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import cache

import torch

Product = Callable[[torch.Tensor], torch.Tensor]
"""Rows of floats to rows of floats."""

_TOP = 127
_X86 = frozenset(("x86_64", "amd64"))
_product: Callable[[torch.Tensor, torch.Tensor], torch.Tensor] | None = getattr(torch, "_int_mm", None)
"""PyTorch's product of eight-bit matrices, summed in 32 bits. Its name is not public: should it go, floats do."""


class EightBitLinear:
    """A linear layer whose product is computed in whole numbers."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor) -> None:
        """Round `weight`, a row per output, to eight bits; `bias` has one number per output."""
        self._scale = (weight.abs().amax(dim=1) / _TOP).clamp_min(torch.finfo(torch.float32).tiny)
        self._codes = (weight / self._scale[:, None]).round_().to(torch.int8).t().contiguous()
        self._bias = bias

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        """The output for each of `rows`, of two dimensions."""
        scale = (rows.abs().amax(dim=1, keepdim=True) / _TOP).clamp_min(torch.finfo(torch.float32).tiny)
        codes = (rows / scale).round_().to(torch.int8)
        assert _product is not None  # noqa: S101 no layer is made without it
        return _product(codes, self._codes).float().mul_(scale).mul_(self._scale).add_(self._bias)


def linear(weight: torch.Tensor, bias: torch.Tensor) -> Product:
    """A linear layer in eight bits, or in floats where sums are not exact."""
    if is_exact():
        return EightBitLinear(weight, bias)
    return lambda rows: torch.nn.functional.linear(rows, weight, bias)


@cache
def is_exact() -> bool:
    """Whether this processor and build of PyTorch sum products of eight-bit numbers exactly, by instructions made for it.

    Older instructions take one side as unsigned, add two products in sixteen bits and cut off what does not fit: the largest
    numbers of both signs show it. Without oneDNN, and on other processors than x86, PyTorch may sum in a plain loop, which is
    exact and slower than floats.
    """
    made_for_it = platform.machine().lower() in _X86 and torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    if _product is None or not made_for_it:
        return False
    signs = torch.tensor([[1, 1, 1, 1], [-1, -1, -1, -1], [1, -1, 1, -1], [1, 1, -1, -1]], dtype=torch.int32).repeat(8, 16)
    left = (signs * _TOP).to(torch.int8)
    right = (signs.t().repeat(1, 2) * _TOP).to(torch.int8).contiguous()
    try:
        found = _product(left, right)
    except RuntimeError:
        return False
    return bool((found == left.int() @ right.int()).all())
