"""The trained relation model: a cross-encoder that reads evidence and claim together, on this machine alone.

The lowest eight transformer layers of all-mpnet-base-v2 (Apache-2.0; Song et al. 2020), trained by
`scripts/relation/train.py`; data, scores and limits stand in `docs/relation-card.md`. Its weights are kept in a few bits each
(`judging/packed.py`). It has the word pieces of the built-in sentence model, whose tokenizer it shares, but for those of other
scripts than Latin.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from workbench.errors import DamagedError, MissingResourceError
from workbench.fingerprint import file_sha256
from workbench.judging.packed import Packed, unpacked
from workbench.minilm import model_folder
from workbench.models import RelationScores

WEIGHTS = Path(__file__).with_name("relation.safetensors")
WEIGHTS_SHA256 = "4a16cbbe078a7ec231971287d893779b2b789eb09401c658987b3922e7aa1d98"
LABELS = ("supports", "refutes", "neutral")
"""The model's outputs, in order."""
LONGEST = 208
"""Word pieces of evidence and claim together, with the four that stand around them."""
PLANES, SCALES, SHAPE, VOCABULARY = ".planes", ".scales", ".shape", "vocabulary"
"""How the parts of a packed tensor end, and the tensor of the word pieces that were kept, by their number in MPNet."""
_AFTER_SPECIAL = 4
"""MPNet's numbers of word pieces begin after four special ones."""
_OPEN, _CLOSE, _UNKNOWN = 0, 2, 104
_DIGITS = 6
_REMEMBERED = 16_384


class TrainedRelation:
    """The `RelationModel` that ships with the workbench.

    Each pair goes through the model alone and on one thread, so that its scores do not depend on its neighbours or on the
    number of cores; several cores read several pairs.
    """

    def __init__(self, weights: Path = WEIGHTS, *, expected_sha256: str | None = WEIGHTS_SHA256) -> None:
        """Check `weights`; they are loaded when first used.

        Raises:
            MissingResourceError: the file is not there.
            DamagedError: it is not the expected one.
        """
        if not weights.is_file():
            raise MissingResourceError(
                "relation model", expected=f"the file {weights}", found="no such file", fix="run `make setup`"
            )
        self.weights_sha256 = file_sha256(weights)
        if expected_sha256 and self.weights_sha256 != expected_sha256:
            raise DamagedError(
                "relation model",
                expected=f"SHA-256 {expected_sha256}",
                found=self.weights_sha256,
                fix="install the workbench again",
            )
        self.weights = weights
        self._known = dict[tuple[str, str], RelationScores]()

    def relate(self, pairs: Sequence[tuple[str, str]]) -> list[RelationScores]:
        """One score triple per pair of claim and passage, in order, each summing to 1; no pair is scored twice."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if len(self._known) + len(new) > _REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(pairs))
        if new:
            self._known |= zip(new, self._score(new), strict=True)
        return [self._known[pair] for pair in pairs]

    def _score(self, pairs: Sequence[tuple[str, str]]) -> list[RelationScores]:
        reader = _loaded(self.weights)
        # The tokenizer may not be shared by threads; the network may.
        read = [reader.word_pieces(passage, claim) for claim, passage in pairs]
        with ThreadPoolExecutor(max_workers=min(len(pairs), os.cpu_count() or 1)) as pool:
            return list(pool.map(reader.scores, read))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Tokenizer, network, and the row of each word piece in the network's embeddings."""

    tokenizer: Any
    network: Any
    rows: tuple[int, ...]

    def word_pieces(self, evidence: str, claim: str) -> list[int]:
        """Rows of both texts as MPNet pairs them; the longer one is cut where they are too long together."""
        first, second = (self.tokenizer(text, add_special_tokens=False)["input_ids"] for text in (evidence, claim))
        room = LONGEST - 4
        first = first[: max(room // 2, room - len(second))]
        second = second[: room - len(first)]
        told = [[self.rows[piece + _AFTER_SPECIAL] for piece in some] for some in (first, second)]
        return [_OPEN, *told[0], _CLOSE, _CLOSE, *told[1], _CLOSE]

    def scores(self, pieces: list[int]) -> RelationScores:
        """Shares of the three labels."""
        import torch

        torch.set_num_threads(1)
        with torch.inference_mode():
            asked = torch.tensor([pieces])
            found = self.network(input_ids=asked, attention_mask=torch.ones_like(asked)).logits[0]
            shares = torch.softmax(found.double(), dim=0).tolist()
        supports, refutes = round(shares[0], _DIGITS), round(shares[1], _DIGITS)
        return RelationScores(supports, refutes, round(1 - supports - refutes, _DIGITS))


@cache
def shipped() -> TrainedRelation:
    """The model in the package. Raises as `TrainedRelation`."""
    return TrainedRelation()


@cache
def _loaded(weights: Path) -> _Reader:
    """The weights unpacked into a network that works with single-precision floats."""
    import torch
    from safetensors.numpy import load_file
    from transformers import AutoTokenizer, MPNetConfig, MPNetForSequenceClassification

    kept = load_file(weights)
    told = {
        name: torch.from_numpy(tensor.astype(np.float32))
        for name, tensor in kept.items()
        if name != VOCABULARY and not name.endswith((PLANES, SCALES, SHAPE))
    }
    for name in [name.removesuffix(SHAPE) for name in kept if name.endswith(SHAPE)]:
        shape = tuple(map(int, kept[name + SHAPE]))
        told[name] = torch.from_numpy(unpacked(Packed(kept[name + PLANES], kept[name + SCALES]), shape))
    layers = {name.split(".layer.")[1].partition(".")[0] for name in told if ".layer." in name}
    network: Any = MPNetForSequenceClassification(
        MPNetConfig(
            vocab_size=len(told["mpnet.embeddings.word_embeddings.weight"]),
            max_position_embeddings=len(told["mpnet.embeddings.position_embeddings.weight"]),
            num_hidden_layers=len(layers),
            num_labels=len(LABELS),  # type: ignore[call-arg]
        )
    )
    network.load_state_dict(told, strict=True)
    tokenizer = AutoTokenizer.from_pretrained(model_folder())
    rows = np.full(len(tokenizer) + _AFTER_SPECIAL + 1, int(np.searchsorted(kept[VOCABULARY], _UNKNOWN)))
    rows[kept[VOCABULARY]] = np.arange(len(kept[VOCABULARY]))
    return _Reader(tokenizer, network.eval(), tuple(rows.tolist()))
