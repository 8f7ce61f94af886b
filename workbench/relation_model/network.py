"""The relation model's network: transformer layers as in MPNet (Song et al. 2020), over several texts laid end to end.

Linear layers see the rows of all texts at once, which spares packing the weights for each text; attention stays within a text.
A text's scores are the same alone and among others, and on every processor (`layers`). Imported where it is used: it needs
PyTorch, which takes a second to load.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import torch

from workbench.relation_model.layers import Linear, Norm, attention, eight_bits, for_attention, gelu
from workbench.relation_model.whole_numbers import Whole

_HEADS = 12
_FIRST_POSITION = 2
"""The rows of MPNet's position embeddings before it serve padding."""
_BUCKETS, _FARTHEST = 32, 128
"""Relative positions share learned numbers: one each when near, and the farther the more together, up to the farthest."""

WORD_EMBEDDINGS = "mpnet.embeddings.word_embeddings.weight"

Tensors = Mapping[str, torch.Tensor]
Words = Callable[[torch.Tensor], torch.Tensor]
"""The embedding of each word piece, a row each, from their numbers."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """Self-attention and the two linear layers behind it, each followed by its normalisation."""

    asked: Linear
    offered: Linear
    joined: Linear
    after_attention: Norm
    widened: Linear
    narrowed: Linear
    after_all: Norm

    def __call__(self, rows: torch.Tensor, starts: Sequence[int], near: torch.Tensor, *, last: bool) -> torch.Tensor:
        """The rows after this layer; of the last one only each text's first row, which is all that is read of it."""
        whole = eight_bits(rows)
        kept, asking = rows, whole
        if last:
            firsts = list(starts[:-1])
            kept, asking = rows[firsts], Whole(whole.codes[firsts], whole.scale[firsts])
        queries = for_attention(_by_head(self.asked(asking)))
        to_keys, to_values = self.offered(whole).chunk(2, dim=1)
        keys, values = for_attention(_by_head(to_keys)), _by_head(to_values)
        asked_of = range(len(kept) + 1) if last else starts
        told = []
        for (ask, asked), (start, end) in zip(pairwise(asked_of), pairwise(starts), strict=True):
            nearness = near[:, : asked - ask, : end - start]
            taken = attention(_part(queries, ask, asked), _part(keys, start, end), values[:, start:end], nearness)
            told.append(taken.transpose(0, 1).reshape(asked - ask, -1))
        middle = self.after_attention(self.joined(eight_bits(torch.cat(told))).add_(kept))
        wide = gelu(self.widened(eight_bits(middle)))
        return self.after_all(self.narrowed(eight_bits(wide)).add_(middle))


class Network:
    """The layers and the head, from tensors under the names that published MPNet classifiers give them."""

    def __init__(self, tensors: Tensors, words: Words | None = None) -> None:
        """Take the tensors; how many layers there are follows from their names.

        `words` looks word embeddings up where these are not among the tensors.
        """
        embeddings = "mpnet.embeddings."
        self._words = words or tensors[WORD_EMBEDDINGS].__getitem__
        self._positions = tensors[f"{embeddings}position_embeddings.weight"]
        self._after_embeddings = _norm(tensors, f"{embeddings}LayerNorm")
        layers = {name.split(".layer.")[1].partition(".")[0] for name in tensors if ".layer." in name}
        self._layers = [_layer(tensors, f"mpnet.encoder.layer.{number}.") for number in range(len(layers))]
        self._near = _relative(tensors["mpnet.encoder.relative_attention_bias.weight"], len(self._positions) - _FIRST_POSITION)
        self._dense = _linear(tensors, "classifier.dense")
        self._labels = tensors["classifier.out_proj.weight"].double(), tensors["classifier.out_proj.bias"].double()

    def logits(self, texts: Sequence[Sequence[int]]) -> torch.Tensor:
        """A row of scores per text, in double precision; `texts` are rows of the word embeddings."""
        starts = [0, *accumulate(len(text) for text in texts)]
        pieces = torch.tensor([piece for text in texts for piece in text])
        places = torch.tensor([_FIRST_POSITION + at for text in texts for at in range(len(text))])
        rows = self._after_embeddings(self._words(pieces) + self._positions[places])
        for number, layer in enumerate(self._layers, 1):
            rows = layer(rows, starts, self._near, last=number == len(self._layers))
        weight, bias = self._labels
        # One row at a time: a product in floats rounds otherwise beside other rows.
        heads = torch.tanh(self._dense(eight_bits(rows)).double())
        return torch.cat([torch.nn.functional.linear(head[None], weight, bias) for head in heads])


def _by_head(rows: torch.Tensor) -> torch.Tensor:
    """Rows by head, row and number."""
    return rows.view(len(rows), _HEADS, -1).transpose(0, 1)


def _part(whole: Whole, start: int, end: int) -> Whole:
    """Some of the rows, by head."""
    return Whole(whole.codes[:, start:end], whole.scale[:, start:end])


def _relative(learned: torch.Tensor, longest: int) -> torch.Tensor:
    """What each head adds for the way from one row to another, by head, row and other row.

    As in T5 (Raffel et al. 2020): half of the buckets for either direction, half of those for one step each.
    """
    places = torch.arange(longest)
    way = places[:, None] - places[None]
    half = _BUCKETS // 2
    exact = half // 2
    steps = way.abs()
    far = torch.log(steps.double() / exact) / math.log(_FARTHEST / exact) * (half - exact)
    bucket = torch.where(steps < exact, steps, (exact + far.clamp_min(0).long()).clamp_max(half - 1))
    by_head: torch.Tensor = learned[bucket + half * (way < 0)].permute(2, 0, 1).contiguous()
    return by_head


def _layer(tensors: Tensors, name: str) -> _Layer:
    attention_name = f"{name}attention.attn."
    return _Layer(
        asked=_linear(tensors, f"{attention_name}q"),
        offered=_linear(tensors, f"{attention_name}k", f"{attention_name}v"),
        joined=_linear(tensors, f"{attention_name}o"),
        after_attention=_norm(tensors, f"{name}attention.LayerNorm"),
        widened=_linear(tensors, f"{name}intermediate.dense"),
        narrowed=_linear(tensors, f"{name}output.dense"),
        after_all=_norm(tensors, f"{name}output.LayerNorm"),
    )


def _linear(tensors: Tensors, *names: str) -> Linear:
    """The linear layer of this name, or several side by side."""
    weight, bias = (torch.cat([tensors[f"{name}.{part}"] for name in names]) for part in ("weight", "bias"))
    return Linear(weight, bias)


def _norm(tensors: Tensors, name: str) -> Norm:
    return Norm(tensors[f"{name}.weight"].double(), tensors[f"{name}.bias"].double())
