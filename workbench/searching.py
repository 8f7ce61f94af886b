"""The search over a published corpus: queries in, explained hits with their document's metadata out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workbench.corpus import Corpus
from workbench.models import Document, Hit, HitFilter, Passage, ValuePair
from workbench.retrieval import Encoder, Found, Index, copies_last, indexed_text, load_encoder, matched_words
from workbench.settings import Settings

# Hit scores are shown and stored with this many decimals.
DECIMALS = 6
# Documents kept whole in memory: the evidence of about two claims; of the longest texts it is some 100 MB.
OPEN_DOCUMENTS = 16


class Searcher:
    """A corpus and its index opened together.

    Attributes:
        corpus: the pinned generation.
    """

    def __init__(self, corpus: Corpus, index: Index, settings: Settings) -> None:
        self.corpus: Final = corpus
        self._index: Final = index
        self._settings: Final = settings
        self._facts: list[_Facts] = []
        # The claims of one article find the same few documents, and a long one takes most of a second to read.
        self._document: Final = lru_cache(maxsize=OPEN_DOCUMENTS)(corpus.document)
        self._allowed: dict[HitFilter, NDArray[np.bool_]] = {}

    @classmethod
    def open(cls, workspace: Path, name: str, settings: Settings, *, encoder: Encoder | None = None) -> Searcher:
        """Open the current generation of the corpus `name` for searching.

        Raises:
            BadInputError: `name` is not a corpus name.
            MissingResourceError: there is no such corpus, its index is gone or another encoder made it.
            DamagedError: a file is not what was written.
        """
        corpus = Corpus.open(workspace, name)
        corpus.check_index()
        return cls(corpus, Index.open(corpus.index_folder, encoder or load_encoder(settings)), settings)

    def prepare(self, queries: Sequence[str]) -> None:
        """Encode `queries` and find what is near them together, for the searches to come."""
        self._index.prepare(queries, candidates=self._settings.candidates)

    def search(
        self,
        query: str,
        k: int,
        *,
        published: dt.date | None = None,
        country: str | None = None,
        only: HitFilter | None = None,
    ) -> tuple[Hit, ...]:
        """The `k` best passages for `query`, best first; those with the text of `Settings.copies` others before them come last.

        Args:
            query: a standalone claim, or any words.
            k: how many passages.
            published: the day the query was written, on which its relative dates hang.
            country: whose dollar or pound a bare sign or word of the query means.
            only: which documents may be found.

        Raises:
            BadInputError: `only` names a document that the corpus does not hold.
        """
        settings = self._settings
        depth = max(settings.candidates, k)
        found = self._index.search(
            query,
            depth,
            candidates=settings.candidates,
            fusion_k=settings.fusion_k,
            published=published,
            country=country,
            documents=self._documents(only or HitFilter()),
        )
        if not found:
            return ()
        rows = [one.row for one in found]
        places = copies_last(rows, self._text, self._index.likeness(rows), most=settings.copies, k=k)
        return tuple(self._hit(rank, found[place], query) for rank, place in enumerate(places, start=1))

    def document(self, doc_id: str) -> Document:
        """The document `doc_id`; those asked for last are kept.

        Raises:
            BadInputError: the corpus holds no such document.
        """
        return self._document(doc_id)

    def _text(self, row: int) -> str:
        return str(self.corpus.passages[row].text)

    def _documents(self, only: HitFilter) -> NDArray[np.bool_] | None:
        """Which documents pass, by their number; ``None`` where all do."""
        if only == HitFilter():
            return None
        if only not in self._allowed:
            for doc_id in only.documents:
                self.corpus.card(doc_id)
            documents, publishers = frozenset(only.documents), frozenset(name.casefold() for name in only.publishers)
            self._facts = self._facts or [
                _facts(record) for record in map(self.corpus.cards.record, range(len(self.corpus.cards)))
            ]
            self._allowed[only] = np.array(
                [_passes(facts, only, documents, publishers) for facts in self._facts], dtype=np.bool_
            )
        return self._allowed[only]

    def _hit(self, rank: int, found: Found, query: str) -> Hit:
        passage = self.corpus.passages[found.row]
        card = self.corpus.card(passage.doc_id)
        return Hit(
            rank=rank,
            score=round(found.score, DECIMALS),
            doc_id=passage.doc_id,
            passage_id=passage.passage_id,
            title=card.title,
            publisher=card.publisher,
            published=card.published,
            tier=card.tier,
            locator=passage.locator,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            dense_rank=found.dense_rank,
            lexical_rank=found.lexical_rank,
            value_rank=found.value_rank,
            similarity=found.similarity,
            matched_terms=matched_words(query, indexed_text(card.title, passage)),
            matched_values=_pairs(found, query, passage),
        )


@dataclass(frozen=True, slots=True)
class _Facts:
    """What of a document a filter looks at, as it is stored."""

    doc_id: str
    published: str
    tier: str
    publisher: str


def _facts(record: dict[str, Any]) -> _Facts:
    return _Facts(record["doc_id"], record["published"] or "", record["tier"], (record["publisher"] or "").casefold())


def _passes(facts: _Facts, only: HitFilter, documents: frozenset[str], publishers: frozenset[str]) -> bool:
    # Days in ISO 8601 are in the order of time as texts.
    first = only.published_from.isoformat() if only.published_from else ""
    last = only.published_to.isoformat() if only.published_to else ""
    return (
        (not (first or last) or bool(facts.published))
        and (not first or facts.published >= first)
        and (not last or facts.published <= last)
        and (not only.tiers or facts.tier in only.tiers)
        and (not publishers or facts.publisher in publishers)
        and (not documents or facts.doc_id in documents)
    )


def _pairs(found: Found, query: str, passage: Passage) -> tuple[ValuePair, ...]:
    return tuple(
        ValuePair(
            query=query[slice(*pair.query)],
            passage=passage.text[slice(*pair.passage)],
            start=passage.start + pair.passage[0],
            end=passage.start + pair.passage[1],
            nearness=pair.nearness,
        )
        for pair in found.pairs
    )
