"""The trained relation model: a small cross-encoder that reads evidence and claim together, on this machine alone.

Six transformer layers that started from the built-in sentence model (all-MiniLM-L6-v2, Apache-2.0; Wang et al. 2020), trained
by `scripts/relation/train.py`; data, scores and limits stand in `docs/relation-card.md`. The word embeddings were left as they
were, so they are read from the sentence model and the file here holds the rest.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from workbench.errors import DamagedError, MissingResourceError
from workbench.fingerprint import file_sha256
from workbench.minilm import model_folder
from workbench.models import RelationScores

WEIGHTS = Path(__file__).with_name("relation.safetensors")
WEIGHTS_SHA256 = "0d32385edbbd2dfe94e15adcca66d49520bb6e1ecccb2482b060e217854017cd"
LABELS = ("supports", "refutes", "neutral")
"""The model's outputs, in order."""
LONGEST = 208
"""Word pieces of evidence and claim together, as in training."""
SHARED = "bert.embeddings.word_embeddings.weight"
"""The tensor that is read from the sentence model."""
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
        tokenizer, network = _loaded(self.weights)
        # The tokenizer may not be shared by threads; the network may.
        read = [
            tokenizer(passage, claim, truncation="longest_first", max_length=LONGEST, return_tensors="pt")
            for claim, passage in pairs
        ]
        with ThreadPoolExecutor(max_workers=min(len(pairs), os.cpu_count() or 1)) as pool:
            return list(pool.map(lambda tokens: _scores(network, tokens), read))


def _scores(network: Any, tokens: Any) -> RelationScores:
    import torch

    torch.set_num_threads(1)
    with torch.inference_mode():
        shares = torch.softmax(network(**tokens).logits[0].double(), dim=0).tolist()
    supports, refutes = round(shares[0], _DIGITS), round(shares[1], _DIGITS)
    return RelationScores(supports, refutes, round(1 - supports - refutes, _DIGITS))


@cache
def shipped() -> TrainedRelation:
    """The model in the package. Raises as `TrainedRelation`."""
    return TrainedRelation()


@cache
def _loaded(weights: Path) -> tuple[Any, Any]:
    """Tokenizer and network; weights are kept as half precision floats and worked with as single."""
    import torch
    from safetensors.torch import load_file
    from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

    folder = model_folder()
    network = AutoModelForSequenceClassification.from_config(  # type: ignore[no-untyped-call]
        AutoConfig.from_pretrained(folder, num_labels=len(LABELS))
    )
    own = {name: tensor.to(torch.float32) for name, tensor in load_file(weights).items()}
    words = load_file(folder / "model.safetensors")[SHARED.removeprefix("bert.")]
    network.load_state_dict(own | {SHARED: words.to(torch.float32)}, strict=True)
    return AutoTokenizer.from_pretrained(folder), network.eval()
