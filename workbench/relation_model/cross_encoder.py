"""The trained relation model: a cross-encoder that reads evidence and claim together, on this machine alone.

The lowest eight transformer layers of all-mpnet-base-v2 (Apache-2.0; Song et al. 2020), trained by
`scripts/relation/train.py`; data, scores and limits stand in `docs/relation-card.md`. Its weights are kept in a few bits each
(`packed`). It has the word pieces of the built-in sentence model, whose tokenizer it shares, but for those of other scripts
than Latin.
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
from workbench.models import RelationScores
from workbench.relation_model.batches import batches_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from workbench.relation_model.network import Network

WEIGHTS = Path(__file__).with_name("relation.safetensors")
WEIGHTS_SHA256 = "bc78e3587c2d6f8cc509c4cab2e496d6d28047de246b402718bdd156766ab601"
LABELS = ("supports", "refutes", "neutral")
"""The model's outputs, in order."""
LONGEST = 208
"""Word pieces of evidence and claim together, with the four that stand around them."""
_AFTER_SPECIAL = 4
"""MPNet's numbers of word pieces begin after four special ones."""
_OPEN, _CLOSE, _UNKNOWN = 0, 2, 104
_DIGITS = 6
_REMEMBERED = 16_384
_ROWS_AT_ONCE = 512
"""Word pieces read together: more no longer save time, and their numbers leave the processor's memory."""


class TrainedRelation:
    """The `RelationModel` that ships with the workbench.

    Pairs are read several at once and on several cores, in whole numbers that are summed exactly, so that the scores of a
    pair do not depend on those beside it.
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
        self._loading: Future[tuple[Network, list[int]]] | None = None

    def load_ahead(self) -> None:
        """Begin to load the weights beside other work; the first `relate` waits for them."""
        if self._loading is None:
            loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="relation-model")
            self._loading = loader.submit(_load, self.weights)
            loader.shutdown(wait=False)

    def relate(self, pairs: Sequence[tuple[str, str]]) -> list[RelationScores]:
        """One score triple per pair of claim and passage, in order, each summing to 1; no pair is scored twice."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if len(self._known) + len(new) > _REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(pairs))
        if new:
            self._known |= zip(new, self._score(new), strict=True)
        return [self._known[pair] for pair in pairs]

    @cached_property
    def reader(self) -> Reader:
        """Tokenizer and network, loaded once."""
        self.load_ahead()
        tokenizer = load_tokenizer()
        assert self._loading is not None  # noqa: S101 load_ahead has set it
        network, vocabulary = self._loading.result()
        rows = np.full(tokenizer.get_vocab_size() + _AFTER_SPECIAL + 1, vocabulary.index(_UNKNOWN))
        rows[vocabulary] = np.arange(len(vocabulary))
        return Reader(tokenizer, network, tuple(rows.tolist()))

    def _score(self, pairs: Sequence[tuple[str, str]]) -> list[RelationScores]:
        reader = self.reader
        read = [reader.word_pieces(passage, claim) for claim, passage in pairs]
        batches = batches_of([len(pieces) for pieces in read], _ROWS_AT_ONCE)
        with ThreadPoolExecutor(max_workers=min(len(batches), os.cpu_count() or 1)) as pool:
            told = pool.map(reader.scores, ([read[at] for at in batch] for batch in batches))
            found = {
                at: scores for batch, some in zip(batches, told, strict=True) for at, scores in zip(batch, some, strict=True)
            }
        return [found[at] for at in range(len(pairs))]


@dataclass(frozen=True, slots=True)
class Reader:
    """Tokenizer, network, and the row of each word piece in the network's embeddings."""

    tokenizer: Tokenizer
    network: Network
    rows: tuple[int, ...]

    def word_pieces(self, evidence: str, claim: str) -> list[int]:
        """Rows of both texts as MPNet pairs them; the longer one is cut where they are too long together."""
        first, second = (self.tokenizer.encode(encodable(text), add_special_tokens=False).ids for text in (evidence, claim))
        room = LONGEST - 4
        first = first[: max(room // 2, room - len(second))]
        second = second[: room - len(first)]
        told = [[self.rows[piece + _AFTER_SPECIAL] for piece in some] for some in (first, second)]
        return [_OPEN, *told[0], _CLOSE, _CLOSE, *told[1], _CLOSE]

    def scores(self, texts: Sequence[Sequence[int]]) -> list[RelationScores]:
        """Shares of the three labels for each text."""
        import torch

        torch.set_num_threads(1)
        with torch.inference_mode():
            shares = torch.softmax(self.network.logits(texts), dim=1).tolist()
        return [_rounded(*row) for row in shares]


def _rounded(supports: float, refutes: float, _neutral: float) -> RelationScores:
    supports, refutes = round(supports, _DIGITS), round(refutes, _DIGITS)
    return RelationScores(supports, refutes, round(1 - supports - refutes, _DIGITS))


def _load(weights: Path) -> tuple[Network, list[int]]:
    """The network, and for each row of its word embeddings the word piece's number in MPNet, ascending."""
    from workbench.relation_model.kept_weights import KeptWeights
    from workbench.relation_model.network import WORD_EMBEDDINGS, Network

    kept = KeptWeights.read(weights)
    # A text has some hundred of 28,000 word pieces: theirs are unpacked as they are met.
    return Network(kept.tensors(leave_out={WORD_EMBEDDINGS}), kept.rows(WORD_EMBEDDINGS)), kept.vocabulary


@cache
def shipped() -> TrainedRelation:
    """The model in the package. Raises as `TrainedRelation`."""
    return TrainedRelation()
