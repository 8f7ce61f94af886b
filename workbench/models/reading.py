"""A text after reading: where its pieces came from, what it says about itself, and the article that is checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Tier(StrEnum):
    """How close a document stands to the fact: the source itself, someone reporting it, or the article's author."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Locator:
    """A labelled stretch of a text, so that a person can find it: ``page 3``, ``line 12``, ``sheet Prices, row 4``."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file after reading: plain text, where its pieces came from, and what it says about itself.

    ``locators`` are ordered by ``start`` and may be empty (then lines of the text serve). ``headings`` are the
    headings inside the text, in order. ``replaced`` counts characters that could not be decoded. ``country`` is the publisher's
    (ISO 3166, two capitals).
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    tier: Tier | None = None
    doc_id: str | None = None
    source_name: str = ""
    media_type: str = "text/plain"
    locators: tuple[Locator, ...] = ()
    headings: tuple[Locator, ...] = ()
    replaced: int = 0
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, with the reason a person can act on. The rest of the batch goes on."""

    source_name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """The text being checked. ``article_id`` derives from text, date and country; ``published`` anchors relative dates.

    ``country`` (ISO 3166, two capitals) is the publisher's, whose dollar or pound a bare sign or word means.
    """

    article_id: str
    title: str
    text: str
    published: dt.date | None
    author: str | None = None
    source_name: str = ""
    country: str | None = field(default=None, metadata={"sparse": True})
