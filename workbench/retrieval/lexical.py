"""The lexical leg: BM25 over stemmed words, for names, numbers and rare terms that vectors blur."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from workbench.retrieval.dense import Scored
from workbench.tokens import content_words

# Within the ranges that Robertson and Zaragoza 2009 (section 3.5) find good for most collections; Lucene's defaults.
K1 = 1.2
B = 0.75
PARAMETERS = "params.index.json"  # written last by bm25s


def write_lexical(folder: Path, texts: Iterable[str]) -> None:
    """Index `texts` by row into `folder`. Texts without a single word make no index, and searching it finds nothing."""
    vocabulary: dict[str, int] = {}
    rows = [[vocabulary.setdefault(term, len(vocabulary)) for term in terms(text)] for text in texts]
    folder.mkdir(exist_ok=True)
    if not vocabulary:
        return
    index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
    index.index((rows, vocabulary), create_empty_token=False, show_progress=False)
    index.save(str(folder), allow_pickle=False, show_progress=False)


class LexicalIndex:
    """The lexical index of one generation, opened; its files must have been checked before."""

    def __init__(self, folder: Path) -> None:
        self._index: Any = None
        if (folder / PARAMETERS).is_file():
            self._index = bm25s.BM25.load(str(folder), mmap=True, allow_pickle=False, show_progress=False)

    def search(self, query: str, k: int, *, allowed: NDArray[np.bool_] | None = None) -> list[Scored]:
        """At most `k` rows that share a word with `query`, best first; equal scores by row. `allowed`: which may be found."""
        if self._index is None:
            return []
        vocabulary = self._index.vocab_dict
        ids = [vocabulary[term] for term in dict.fromkeys(terms(query)) if term in vocabulary]
        if not ids or k < 1:
            return []
        scores = self._index.get_scores_from_ids(ids)
        rows = np.flatnonzero(scores > 0 if allowed is None else (scores > 0) & allowed)
        if len(rows) > k:
            least = np.partition(scores[rows], -k)[-k]
            rows = rows[scores[rows] >= least]
        order = np.lexsort((rows, -scores[rows]))[:k]
        return [Scored(int(rows[at]), float(scores[rows[at]])) for at in order]


def terms(text: str) -> list[str]:
    """The stems of the content words of `text`, in order (Porter's second English stemmer); numbers and ``u.s`` as they are."""
    return [_term(word) for word in content_words(text)]


def matched_words(query: str, text: str) -> tuple[str, ...]:
    """The content words of `query`, folded, in order, each once, whose stem stands in `text`."""
    held = set(terms(text))
    return tuple(dict.fromkeys(word for word in content_words(query) if _term(word) in held))


def _term(word: str) -> str:
    return _stem(word) if word.replace("'", "").isalpha() else word


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")
