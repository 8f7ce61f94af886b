"""The layers of the relation model's network, each giving the same numbers on every processor.

Products are of whole numbers (`whole_numbers`); curves are read from tables; what must be summed in floats is summed in double
precision and rounded once to single, so that the order of the sum is lost in the rounding. A last digit that still differs,
once in some hundred million numbers, seldom changes a whole number and never more than one. Imported where it is used.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.nn.functional import layer_norm

from workbench.relation_model.whole_numbers import EIGHT_BITS, Way, Whole, fastest, rounded

_EPSILON = 1e-12
_FINER = 511
"""The largest whole number in attention: 64 products of two such numbers stay under 2**24, so single precision sums them."""
_SHARES = 1 << 14
"""What shares of attention are counted in: with `_FINER`, too, a sum of all of them stays under 2**24."""
_STEPS = 512
"""Steps of a table between two whole numbers."""


class Linear:
    """A linear layer whose product is computed in whole numbers of eight bits."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, way: Way | None = None) -> None:
        """Round `weight`, a row per output; `bias` has one number per output; `way` is `fastest` unless named."""
        whole = rounded(weight, EIGHT_BITS)
        self._scale = whole.scale[:, 0]
        self._product = (way or fastest())(whole.codes)
        self._bias = bias

    def __call__(self, rows: Whole) -> torch.Tensor:
        """The output for each of `rows`, of two dimensions."""
        return self._product(rows.codes).mul_(rows.scale).mul_(self._scale).add_(self._bias)


def eight_bits(rows: torch.Tensor) -> Whole:
    """What a `Linear` takes, from rows of floats."""
    return rounded(rows, EIGHT_BITS)


@dataclass(frozen=True, slots=True)
class Norm:
    """A layer's normalisation of its rows; weight and bias in double precision."""

    weight: torch.Tensor
    bias: torch.Tensor

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        """Each row with its mean taken off and divided by its spread."""
        return layer_norm(rows.double(), self.weight.shape, self.weight, self.bias, _EPSILON).float()


class Table:
    """A curve read at the nearest of evenly spaced points, and at the last one beyond either end."""

    def __init__(self, curve: Callable[[float], float], first: int, last: int) -> None:
        """Compute the points between two whole numbers."""
        self._points = torch.tensor([curve(at / _STEPS) for at in range(first * _STEPS, last * _STEPS + 1)])
        self._first, self._last = first * _STEPS, last * _STEPS

    def __call__(self, numbers: torch.Tensor) -> torch.Tensor:
        """The curve at each of `numbers`."""
        at = (numbers * _STEPS).round_().clamp_(self._first, self._last).sub_(self._first).to(torch.int32)
        return self._points.index_select(0, at.view(-1)).view_as(at)


_EXPONENTIAL = Table(math.exp, -16, 0)
_SMOOTH_STEP = Table(lambda at: (1 + math.erf(at / math.sqrt(2))) / 2, -6, 6)


def gelu(rows: torch.Tensor) -> torch.Tensor:
    """Each number times the chance that a normal one is below it (Hendrycks and Gimpel 2016)."""
    return _SMOOTH_STEP(rows).mul_(rows)


def attention(queries: Whole, keys: Whole, values: torch.Tensor, nearness: torch.Tensor) -> torch.Tensor:
    """What each query of one text takes from its rows.

    Args:
        queries: by head, query and number.
        keys: by head, row and number.
        values: by head, row and number.
        nearness: what is added to a query's score for a row, by head, query and row.
    """
    size = queries.codes.shape[-1]
    scores = (queries.codes @ keys.codes.transpose(-1, -2)).mul_(queries.scale / math.sqrt(size))
    scores.mul_(keys.scale.transpose(-1, -2)).add_(nearness)
    weights = _EXPONENTIAL(scores.sub_(scores.amax(dim=-1, keepdim=True)))
    total = weights.sum(dim=-1, keepdim=True, dtype=torch.float64)
    shares = weights.mul_((_SHARES / total).float()).round_()
    offered = rounded(values, _FINER, along=-2)
    return (shares @ offered.codes).div_(shares.sum(dim=-1, keepdim=True)).mul_(offered.scale)


def for_attention(rows: torch.Tensor) -> Whole:
    """Queries or keys as `attention` takes them, with one scale for each row of each head."""
    return rounded(rows, _FINER)
