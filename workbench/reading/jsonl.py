"""A file of documents, one JSON object a line; a line that cannot be taken is refused by its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from workbench.errors import UnreadableFileError
from workbench.models import Locator, Refusal, SourceText, Tier
from workbench.reading import refusals
from workbench.reading.countries import declared_country
from workbench.reading.dates import read_date
from workbench.reading.decoding import decode
from workbench.settings import Settings

_NEEDED = ("doc_id", "title", "text")
_OPTIONAL = ("url", "publisher", "published", "tier", "author", "country")
_MOST_BAD_LINES = 1_000


def read_lines(name: str, data: bytes, settings: Settings) -> Iterator[SourceText | Refusal]:
    """Read line by line, in order; blank lines are passed over.

    Each text carries one place, ``line N``: the line of the file it stands in.

    Raises:
        UnreadableFileError: no text at all, or so many bad lines before the first good one that this is another kind of file.
    """
    refused = taken = 0
    for number, line in enumerate(decode(name, data).text.split("\n"), 1):
        if line.strip():
            item = _read_line(name, number, line, settings)
            taken += isinstance(item, SourceText)
            refused += isinstance(item, Refusal)
            if refused > _MOST_BAD_LINES and not taken:
                raise refusals.mismatch(name, f"{refused:,} lines and none of them a document")
            yield item


def _read_line(name: str, number: int, line: str, settings: Settings) -> SourceText | Refusal:
    try:
        return _source(_record(name, number, line), f"line {number}", name, number, settings)
    except UnreadableFileError as error:
        return Refusal(name, error.code, str(error))


def _record(name: str, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise refusals.bad_line(name, number, f"not JSON ({error})"[:160]) from error
    if not isinstance(record, dict):
        raise refusals.bad_line(name, number, f"a JSON {type(record).__name__}")
    for key in _NEEDED:
        if not _has_words(record.get(key)):
            raise refusals.bad_line(name, number, f'"{key}" is missing or holds no words')
    for key in _OPTIONAL:
        if not isinstance(record.get(key), str | None):
            raise refusals.bad_line(name, number, f'"{key}" is no text')
    return record


def _has_words(value: object) -> bool:
    return isinstance(value, str) and any(map(str.isalnum, value))


def _source(record: dict[str, Any], place: str, name: str, number: int, settings: Settings) -> SourceText:
    text = record["text"]
    if len(text) > settings.max_characters:
        raise refusals.too_many(f"{name}, {place}", "characters", len(text), settings.max_characters, "max_characters")
    tier = record.get("tier")
    if tier is not None and tier not in set(Tier):
        raise refusals.bad_line(name, number, f'"tier" is {tier!r}, not primary, secondary or author'[:160])
    country = declared_country(record.get("country"))
    if record.get("country") and not country:
        raise refusals.bad_line(name, number, f'"country" is {record["country"]!r}, not two letters'[:160])
    return SourceText(
        text=text,
        title=record["title"].strip(),
        author=record.get("author"),
        publisher=record.get("publisher"),
        published=read_date(record.get("published")),
        url=record.get("url"),
        tier=Tier(tier) if tier else None,
        doc_id=record["doc_id"].strip(),
        media_type="application/jsonl",
        locators=(Locator(0, len(text), place),),
        country=country,
    )
