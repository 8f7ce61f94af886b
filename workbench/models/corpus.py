"""Documents of a corpus, their passages, and passages that were found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from workbench.models.reading import Locator, Tier


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus. ``sha256`` is of its canonical record, so one changed character changes it.

    ``country`` (ISO 3166, two capitals) is the publisher's, whose dollar or pound a bare sign or word means.
    """

    doc_id: str
    title: str
    text: str
    publisher: str | None
    author: str | None
    published: dt.date | None
    tier: Tier
    url: str | None
    source_name: str
    media_type: str
    locators: tuple[Locator, ...]
    headings: tuple[Locator, ...]
    sha256: str
    country: str | None = field(default=None, metadata={"sparse": True})


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved piece of a document; never cuts a sentence. ``sentences`` are offsets into the document's text."""

    passage_id: str
    doc_id: str
    start: int
    end: int
    text: str
    locator: str
    heading: str | None
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class HitFilter:
    """Which documents a search may find; what is empty sets no condition.

    Both days are inclusive; a document without a date is not found under a condition on dates. Publishers are compared without
    regard to case.
    """

    published_from: dt.date | None = None
    published_to: dt.date | None = None
    tiers: tuple[Tier, ...] = ()
    publishers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValuePair:
    """A value of the query and the value of a passage that was found by it ("190 miles", "300 km"), both as written.

    ``start`` and ``end`` are the passage's value in the document's text; ``nearness`` is 1 where the two meet, a half where one
    is twice the other.
    """

    query: str
    passage: str
    start: int
    end: int
    nearness: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with its rank in each leg (1 is best, ``None`` where that leg did not find it).

    What matched: ``similarity`` is the cosine of query and passage, where the dense leg found it; ``matched_terms`` the words
    of the query that stand in the passage, its title or its heading; ``matched_values`` the pairs that the typed leg found.
    """

    rank: int
    score: float
    doc_id: str
    passage_id: str
    title: str
    publisher: str | None
    published: dt.date | None
    tier: Tier
    locator: str
    start: int
    end: int
    text: str
    dense_rank: int | None = None
    lexical_rank: int | None = None
    value_rank: int | None = None
    similarity: float | None = None
    matched_terms: tuple[str, ...] = ()
    matched_values: tuple[ValuePair, ...] = ()
