"""A document in two halves: the card with what is known about it, and its text.

A list of hits or documents needs the card alone; a text can be five million characters.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from workbench.models import Document, Locator, Tier
from workbench.records import from_record


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a document without its text; ``characters`` is the text's length."""

    doc_id: str
    title: str
    publisher: str | None
    author: str | None
    published: dt.date | None
    tier: Tier
    url: str | None
    source_name: str
    media_type: str
    sha256: str
    characters: int
    country: str | None = field(default=None, metadata={"sparse": True})


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The other half; ``doc_id`` stands here as well, so that damage to one half leaves the document's name."""

    doc_id: str
    text: str
    locators: tuple[Locator, ...]
    headings: tuple[Locator, ...]


def card_of(document: Document) -> Card:
    """The card of `document`."""
    return Card(
        doc_id=document.doc_id,
        title=document.title,
        publisher=document.publisher,
        author=document.author,
        published=document.published,
        tier=document.tier,
        url=document.url,
        source_name=document.source_name,
        media_type=document.media_type,
        sha256=document.sha256,
        characters=len(document.text),
        country=document.country,
    )


def card_from(record: dict[str, Any]) -> Card:
    """Rebuild a card from its stored form."""
    return from_record(Card, record)


def text_of(document: Document) -> DocumentText:
    """The text half of `document`."""
    return DocumentText(document.doc_id, document.text, document.locators, document.headings)


def document_of(card: Card, text: DocumentText) -> Document:
    """The two halves joined."""
    return Document(
        doc_id=card.doc_id,
        title=card.title,
        text=text.text,
        publisher=card.publisher,
        author=card.author,
        published=card.published,
        tier=card.tier,
        url=card.url,
        source_name=card.source_name,
        media_type=card.media_type,
        locators=text.locators,
        headings=text.headings,
        sha256=card.sha256,
        country=card.country,
    )
