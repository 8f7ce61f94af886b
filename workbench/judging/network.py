"""The relation model's network: transformer layers as in MPNet (Song et al. 2020), over several texts laid end to end.

Linear layers see the rows of all texts at once, which spares packing the weights for each text; attention stays within a text.
Imported where it is used: it needs PyTorch, which takes a second to load.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import torch
from torch.nn.functional import gelu, layer_norm

from workbench.judging.eight_bit import Product, linear

_HEADS = 12
_EPSILON = 1e-12
_FIRST_POSITION = 2
"""The rows of MPNet's position embeddings before it serve padding."""
_BUCKETS, _FARTHEST = 32, 128
"""Relative positions share learned numbers: one each when near, and the farther the more together, up to the farthest."""

Tensors = Mapping[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class _Norm:
    """A layer's normalisation of its rows."""

    weight: torch.Tensor
    bias: torch.Tensor

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        return layer_norm(rows, self.weight.shape, self.weight, self.bias, _EPSILON)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Self-attention and the two linear layers behind it, each followed by its normalisation."""

    asked: Product
    offered: Product
    joined: Product
    after_attention: _Norm
    widened: Product
    narrowed: Product
    after_all: _Norm

    def __call__(self, rows: torch.Tensor, starts: Sequence[int], near: torch.Tensor, *, last: bool) -> torch.Tensor:
        """The rows after this layer; of the last one only each text's first row, which is all that is read of it."""
        kept = rows[list(starts[:-1])] if last else rows
        queries, offered = self.asked(kept), self.offered(rows)
        asked_of = range(len(kept) + 1) if last else starts
        told = [
            _attended(queries[first:behind], offered[start:end], near)
            for (first, behind), (start, end) in zip(pairwise(asked_of), pairwise(starts), strict=True)
        ]
        middle = self.after_attention(self.joined(torch.cat(told)).add_(kept))
        return self.after_all(self.narrowed(gelu(self.widened(middle))).add_(middle))


class Network:
    """The layers and the head, from tensors under the names that published MPNet classifiers give them."""

    def __init__(self, tensors: Tensors) -> None:
        """Take the tensors; how many layers there are follows from their names."""
        embeddings = "mpnet.embeddings."
        self._words = tensors[f"{embeddings}word_embeddings.weight"]
        self._positions = tensors[f"{embeddings}position_embeddings.weight"]
        self._after_embeddings = _norm(tensors, f"{embeddings}LayerNorm")
        layers = {name.split(".layer.")[1].partition(".")[0] for name in tensors if ".layer." in name}
        self._layers = [_layer(tensors, f"mpnet.encoder.layer.{number}.") for number in range(len(layers))]
        self._near = _relative(tensors["mpnet.encoder.relative_attention_bias.weight"], len(self._positions) - _FIRST_POSITION)
        self._dense = _linear(tensors, "classifier.dense")
        self._labels = tensors["classifier.out_proj.weight"], tensors["classifier.out_proj.bias"]

    def logits(self, texts: Sequence[Sequence[int]]) -> torch.Tensor:
        """A row of scores per text; `texts` are rows of the word embeddings."""
        starts = [0, *accumulate(len(text) for text in texts)]
        pieces = torch.tensor([piece for text in texts for piece in text])
        places = torch.tensor([_FIRST_POSITION + at for text in texts for at in range(len(text))])
        rows = self._after_embeddings(self._words[pieces] + self._positions[places])
        for number, layer in enumerate(self._layers, 1):
            rows = layer(rows, starts, self._near, last=number == len(self._layers))
        weight, bias = self._labels
        # One row at a time: a product in floats rounds otherwise beside other rows.
        return torch.cat([torch.nn.functional.linear(row[None], weight, bias) for row in torch.tanh(self._dense(rows))])


def _attended(queries: torch.Tensor, offered: torch.Tensor, near: torch.Tensor) -> torch.Tensor:
    """What each query of one text takes from its rows; `offered` holds keys and, behind them, values."""
    asked, rows = len(queries), len(offered)
    size = queries.shape[1] // _HEADS
    query = queries.view(asked, _HEADS, size).transpose(0, 1)
    key, value = offered.view(rows, 2, _HEADS, size).permute(1, 2, 0, 3)
    scores = (query @ key.transpose(1, 2)).div_(math.sqrt(size)).add_(near[:, :asked, :rows])
    taken: torch.Tensor = torch.softmax(scores, dim=-1) @ value
    return taken.transpose(0, 1).reshape(asked, -1)


def _relative(learned: torch.Tensor, longest: int) -> torch.Tensor:
    """What each head adds for the way from one row to another, by head, row and other row.

    As in T5 (Raffel et al. 2020): half of the buckets for either direction, half of those for one step each.
    """
    places = torch.arange(longest)
    way = places[:, None] - places[None]
    half = _BUCKETS // 2
    exact = half // 2
    steps = way.abs()
    far = torch.log(steps.float() / exact) / math.log(_FARTHEST / exact) * (half - exact)
    bucket = torch.where(steps < exact, steps, (exact + far.clamp_min(0).long()).clamp_max(half - 1))
    by_head: torch.Tensor = learned[bucket + half * (way < 0)].permute(2, 0, 1).contiguous()
    return by_head


def _layer(tensors: Tensors, name: str) -> _Layer:
    attention = f"{name}attention.attn."
    return _Layer(
        asked=_linear(tensors, f"{attention}q"),
        offered=_linear(tensors, f"{attention}k", f"{attention}v"),
        joined=_linear(tensors, f"{attention}o"),
        after_attention=_norm(tensors, f"{name}attention.LayerNorm"),
        widened=_linear(tensors, f"{name}intermediate.dense"),
        narrowed=_linear(tensors, f"{name}output.dense"),
        after_all=_norm(tensors, f"{name}output.LayerNorm"),
    )


def _linear(tensors: Tensors, *names: str) -> Product:
    """The linear layer of this name, or several side by side."""
    weight, bias = (torch.cat([tensors[f"{name}.{part}"] for name in names]) for part in ("weight", "bias"))
    return linear(weight, bias)


def _norm(tensors: Tensors, name: str) -> _Norm:
    return _Norm(tensors[f"{name}.weight"], tensors[f"{name}.bias"])
