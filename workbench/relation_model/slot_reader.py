"""The slot reader: whether a value of a passage fills the slot of a claim's value, both hidden, on this machine alone.

It shares the word embeddings and the lowest layers of the relation model; its own upper layers were trained by
`scripts/slots/train.py` (data, scores and limits stand in `docs/slots-card.md`). A pair's logit depends neither on the pairs
beside it nor on the processor.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import DamagedError, MissingResourceError
from workbench.fingerprint import file_sha256
from workbench.minilm import encodable, load_tokenizer
from workbench.relation_model.batches import batches_of
from workbench.relation_model.cross_encoder import WEIGHTS as SHARED

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from workbench.relation_model.network import Network

WEIGHTS = Path(__file__).with_name("slots.safetensors")
WEIGHTS_SHA256 = ""
HIDDEN = "\ufffc"
"""Stands where a value was hidden, once in each text."""
LONGEST = 160
"""Word pieces of passage and claim together, with the four that stand around them."""
_AFTER_SPECIAL = 4
_OPEN, _CLOSE, _MASK, _UNKNOWN = 0, 2, 30_526, 104
_DIGITS = 4
_REMEMBERED = 65_536
_ROWS_AT_ONCE = 512


class SlotReader:
    """The reader that ships with the workbench."""

    def __init__(self, weights: Path = WEIGHTS, *, shared: Path = SHARED, expected_sha256: str | None = WEIGHTS_SHA256) -> None:
        """Check `weights`; they are loaded when first used, with the layers of `shared` below them.

        Raises:
            MissingResourceError: the file is not there.
            DamagedError: it is not the expected one.
        """
        if not weights.is_file():
            raise MissingResourceError(
                "slot reader", expected=f"the file {weights}", found="no such file", fix="run `make setup`"
            )
        self.weights_sha256 = file_sha256(weights)
        if expected_sha256 and self.weights_sha256 != expected_sha256:
            raise DamagedError(
                "slot reader",
                expected=f"SHA-256 {expected_sha256}",
                found=self.weights_sha256,
                fix="install the workbench again",
            )
        self.weights, self.shared = weights, shared
        self._known = dict[tuple[str, str], float]()
        self._loading: Future[tuple[Network, list[int]]] | None = None

    def load_ahead(self) -> None:
        """Begin to load the weights beside other work; the first `logits` waits for them."""
        if self._loading is None:
            loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="slot-reader")
            self._loading = loader.submit(_load, self.weights, self.shared)
            loader.shutdown(wait=False)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """One number per pair of claim and passage, in order, higher where they are rather of one slot.

        Both have `HIDDEN` once. No pair is read twice.
        """
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if len(self._known) + len(new) > _REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(pairs))
        if new:
            self._known |= zip(new, self._read(new), strict=True)
        return [self._known[pair] for pair in pairs]

    @cached_property
    def reader(self) -> Reader:
        """Tokenizer and network, loaded once."""
        self.load_ahead()
        assert self._loading is not None  # noqa: S101 load_ahead has set it
        tokenizer = load_tokenizer()
        network, vocabulary = self._loading.result()
        rows = np.full(_MASK + 1, vocabulary.index(_UNKNOWN))
        rows[vocabulary] = np.arange(len(vocabulary))
        return Reader(tokenizer, network, tuple(rows.tolist()))

    def _read(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        reader = self.reader
        texts = [reader.rows_of(passage, claim) for claim, passage in pairs]
        batches = batches_of([len(text) for text in texts], _ROWS_AT_ONCE)
        with ThreadPoolExecutor(max_workers=min(len(batches), os.cpu_count() or 1)) as pool:
            told = pool.map(reader.logits, ([texts[at] for at in batch] for batch in batches))
            found = {at: one for batch, some in zip(batches, told, strict=True) for at, one in zip(batch, some, strict=True)}
        return [found[at] for at in range(len(pairs))]


@dataclass(frozen=True, slots=True)
class Reader:
    """Tokenizer, network, and the row of each word piece in the network's embeddings."""

    tokenizer: Tokenizer
    network: Network
    rows: tuple[int, ...]

    def rows_of(self, passage: str, claim: str) -> list[int]:
        """Rows of the word pieces of both texts."""
        return [self.rows[piece] for piece in word_pieces(self.tokenizer, passage, claim)]

    def logits(self, texts: Sequence[Sequence[int]]) -> list[float]:
        """One number for each text."""
        import torch

        torch.set_num_threads(1)
        with torch.inference_mode():
            found: list[float] = self.network.logits(texts)[:, 0].tolist()
        return [round(one, _DIGITS) for one in found]


def word_pieces(tokenizer: Tokenizer, passage: str, claim: str, longest: int = LONGEST) -> list[int]:
    """Both texts as MPNet pairs them, in its own numbers; the passage is cut around the hidden value where it is too long."""
    first, second = _pieces(tokenizer, passage), _pieces(tokenizer, claim)
    room = longest - 4
    second = second[: room * 2 // 3]
    left = room - len(second)
    if len(first) > left:
        at = first.index(_MASK) if _MASK in first else 0
        end = max(left, min(len(first), at + left // 3))
        first = first[end - left : end]
    return [_OPEN, *first, _CLOSE, _CLOSE, *second, _CLOSE]


def _pieces(tokenizer: Tokenizer, text: str) -> list[int]:
    found: list[int] = []
    for number, part in enumerate(text.split(HIDDEN)):
        if number:
            found.append(_MASK)
        if part:
            found += [piece + _AFTER_SPECIAL for piece in tokenizer.encode(encodable(part), add_special_tokens=False).ids]
    return found


def _load(weights: Path, shared: Path) -> tuple[Network, list[int]]:
    """The network, and for each row of its word embeddings the word piece's number in MPNet, ascending."""
    from workbench.relation_model.kept_weights import KeptWeights
    from workbench.relation_model.network import WORD_EMBEDDINGS, Network

    below, own = KeptWeights.read(shared), KeptWeights.read(weights)
    tensors = below.tensors(leave_out={WORD_EMBEDDINGS}) | own.tensors()
    return Network(tensors, below.rows(WORD_EMBEDDINGS)), below.vocabulary


@cache
def shipped_slots() -> SlotReader:
    """The reader in the package. Raises as `SlotReader`."""
    return SlotReader()
