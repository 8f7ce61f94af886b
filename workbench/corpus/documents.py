"""From a file that was read to a document of the corpus: its identity and the hash of its content."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from pathlib import PurePath
from typing import Any

from workbench.models import Document, SourceText, Tier
from workbench.records import to_record

# Where the file lay, how near a person ranks it and whose dollars it speaks of do not make it another document.
_NOT_IDENTITY = {"doc_id", "sha256", "source_name", "tier", "country", "locators", "headings"}


def make_document(
    source: SourceText,
    *,
    tier: Tier | None = None,
    publisher: str | None = None,
    published: dt.date | None = None,
    country: str | None = None,
) -> Document:
    """Turn `source` into a document; what is passed here wins over what the file says about itself.

    A file without its own ``doc_id`` gets one from its content, so the same content is the same document wherever it lay.
    A document nobody ranked is secondary.
    """
    document = Document(
        doc_id=source.doc_id or "",
        title=source.title or PurePath(source.source_name).stem or "untitled",
        text=source.text,
        publisher=publisher or source.publisher,
        author=source.author,
        published=published or source.published,
        tier=tier or source.tier or Tier.SECONDARY,
        url=source.url,
        source_name=source.source_name,
        media_type=source.media_type,
        locators=source.locators,
        headings=source.headings,
        sha256="",
        country=country or source.country,
    )
    if not document.doc_id:
        document = dataclasses.replace(document, doc_id="d-" + _digest(document, _NOT_IDENTITY)[:12])
    return dataclasses.replace(document, sha256=document_sha256(document))


def document_sha256(document: Document) -> str:
    """SHA-256 of the document's canonical record: every field but the hash itself and the name of the file it came from."""
    return _digest(document, {"sha256", "source_name"})


def canonical_json(record: Any) -> bytes:
    """The one way a record is written down to be hashed or stored: sorted keys, no spaces, ASCII only."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _digest(document: Document, left_out: set[str]) -> str:
    record = {name: value for name, value in to_record(document).items() if name not in left_out}
    return hashlib.sha256(canonical_json(record)).hexdigest()
