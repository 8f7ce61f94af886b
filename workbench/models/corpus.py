"""Documents of a corpus, their passages, and passages that were found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.models.reading import Locator, Tier


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus. ``sha256`` is of its canonical record, so one changed character changes it."""

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
class Hit:
    """A passage that was found, with its rank in each leg (1 is best, ``None`` where that leg did not find it)."""

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
