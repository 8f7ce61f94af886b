"""The built-in sentence model run directly, without the second or more that loading the libraries around it takes.

Six layers of BERT (Devlin et al. 2019) as all-MiniLM-L6-v2 has them, mean pooling, length 1. The vectors are those that
sentence-transformers makes of the same folder, to the bit; a test holds them together. Imported where it is used: it needs
PyTorch, a second's load.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch.nn.functional import gelu, layer_norm, linear, normalize, scaled_dot_product_attention

from workbench.minilm import load_tokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 256
"""The model's shape; a text is cut after `LONGEST` word pieces."""
_EPSILON = 1e-12


class MiniLM:
    """The model's weights and tokenizer; safe to use from several threads at once."""

    def __init__(self, folder: Path) -> None:
        """Load the weights in `folder`, which the caller has checked."""
        read = load_file(folder / "model.safetensors")
        # Copies stand where the processor reads them best; where a tensor stands changes the last bits of a product.
        self._weights: Mapping[str, torch.Tensor] = {name: tensor.clone() for name, tensor in read.items()}
        self._tokenizer = load_tokenizer()
        self._tokenizer.enable_truncation(LONGEST)

    def encode(self, text: str) -> NDArray[np.float32]:
        """The vector of one text, of length 1."""
        with torch.inference_mode():
            pieces = torch.tensor([self._tokenizer.encode(text.strip()).ids])
            rows = self._embedded(pieces)
            for number in range(LAYERS):
                rows = self._layer(rows, f"encoder.layer.{number}.")
            mean = rows.sum(1) / torch.tensor([[float(pieces.shape[1])]])
            # Twice, as the library does (the model's last step, and what `encode` is asked for): the last bit may move.
            vector: NDArray[np.float32] = normalize(normalize(mean, p=2, dim=1), p=2, dim=1)[0].numpy()
        return vector

    def _embedded(self, pieces: torch.Tensor) -> torch.Tensor:
        words, kinds, places = (self._weights[f"embeddings.{kind}_embeddings.weight"] for kind in _EMBEDDINGS)
        rows = words[pieces] + kinds[torch.zeros_like(pieces)] + places[torch.arange(pieces.shape[1])][None]
        return self._norm(rows, "embeddings.LayerNorm")

    def _layer(self, rows: torch.Tensor, name: str) -> torch.Tensor:
        count = rows.shape[1]
        query, key, value = (
            self._linear(rows, f"{name}attention.self.{part}").view(1, count, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        taken = scaled_dot_product_attention(query, key, value).transpose(1, 2).reshape(1, count, WIDTH)
        rows = self._norm(self._linear(taken, f"{name}attention.output.dense") + rows, f"{name}attention.output.LayerNorm")
        wide = gelu(self._linear(rows, f"{name}intermediate.dense"))
        return self._norm(self._linear(wide, f"{name}output.dense") + rows, f"{name}output.LayerNorm")

    def _linear(self, rows: torch.Tensor, name: str) -> torch.Tensor:
        return linear(rows, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, rows: torch.Tensor, name: str) -> torch.Tensor:
        return layer_norm(rows, (WIDTH,), self._weights[f"{name}.weight"], self._weights[f"{name}.bias"], _EPSILON)


_EMBEDDINGS = ("word", "token_type", "position")
