"""The weights file: plain tensors, packed ones in three parts each, and the word pieces that were kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from workbench.relation_model.packed import Packed, unpacked, unpacked_rows

PLANES, SCALES, SHAPE = ".planes", ".scales", ".shape"
"""How the names of the parts of a packed tensor end."""
VOCABULARY = "vocabulary"
"""The tensor of the word pieces that were kept, by their number in MPNet, ascending."""


@dataclass(frozen=True, slots=True)
class KeptWeights:
    """What a file holds, by name, as it was written."""

    parts: Mapping[str, np.ndarray[Any, Any]]

    @classmethod
    def read(cls, path: Path) -> KeptWeights:
        """Read a file that `scripts/relation/pack.py` wrote; nothing in it is run."""
        from safetensors.numpy import load_file

        return cls(load_file(path))

    @property
    def vocabulary(self) -> list[int]:
        """For each row of the word embeddings, the word piece's number in MPNet."""
        numbers: list[int] = self.parts[VOCABULARY].tolist()
        return numbers

    def tensors(self, leave_out: Collection[str] = ()) -> dict[str, torch.Tensor]:
        """All tensors but those left out, in single precision, under the names of published MPNet classifiers."""
        plain = {name: part for name, part in self.parts.items() if name != VOCABULARY and not _is_part(name)}
        told = {name: torch.from_numpy(part.astype(np.float32)) for name, part in plain.items()}
        for name in [name.removesuffix(SHAPE) for name in self.parts if name.endswith(SHAPE)]:
            if name not in leave_out:
                told[name] = torch.from_numpy(unpacked(self._packed(name), self._shape(name)))
        return told

    def rows(self, name: str) -> Callable[[torch.Tensor], torch.Tensor]:
        """A look-up of rows of a packed matrix by their numbers, unpacked as they are asked for."""
        packed, (count, width) = self._packed(name), self._shape(name)
        return lambda asked: torch.from_numpy(unpacked_rows(packed, (count, width), asked.numpy()))

    def _packed(self, name: str) -> Packed:
        return Packed(self.parts[name + PLANES], self.parts[name + SCALES])

    def _shape(self, name: str) -> tuple[int, ...]:
        return tuple(map(int, self.parts[name + SHAPE]))


def _is_part(name: str) -> bool:
    return name.endswith((PLANES, SCALES, SHAPE))
