"""A hit as the judging reads it: its sentences, their terms and values at document offsets, and what stands around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.judging.sentence.coverage import loose_keys
from workbench.judging.sentence.terms import Terms, read_evidence
from workbench.judging.sides.rows import is_row, row_values
from workbench.models import Document, Hit, Tier, Value, ValueKind
from workbench.sentences import split_sentences
from workbench.values import read_values

_LONGEST = 20_000
_LONGEST_HEADING = 120
_ENDS_SENTENCE = frozenset('.!?:…"”’)')


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage. ``start``/``end`` are offsets of the document; ``values`` have offsets of the sentence.

    ``heading`` marks a line that is no sentence: a title, a salutation. ``row`` marks a row of a table.
    """

    start: int
    end: int
    terms: Terms
    values: tuple[Value, ...]
    heading: bool = False
    row: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PassageSide:
    """A passage prepared once for all claims; ``context`` are the keys of title, heading and publisher.

    ``above`` are heading and title, the nearer first.
    """

    hit: Hit
    document: Document
    lines: tuple[Line, ...]
    context: frozenset[str]
    title_values: tuple[Value, ...]
    above: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The passage's own text."""
        return self.document.text[self.hit.start : self.hit.end]

    @property
    def dated(self) -> Value | None:
        """The day a primary document carries as its publication date, as a value without a place in the text."""
        day = self.document.published
        return stated_day(day) if day and self.document.tier is Tier.PRIMARY else None


def read_passage(hit: Hit, document: Document) -> PassageSide:
    """Read the passage of `hit` out of its document (the offsets are the document's)."""
    text = _text_of(hit, document)
    lines = _lines(text, hit.start, document.published, document.country)
    heading = next((mark.label for mark in reversed(document.headings) if mark.start <= hit.start), "")
    context = loose_keys(" . ".join(part for part in (document.title, heading, document.publisher, document.author) if part))
    above = tuple(part for part in (heading, document.title) if part)
    titled = values_of(" — ".join(reversed(above)), document.published, document.country)
    return PassageSide(hit, document, lines, context, titled, above)


def read_passages_ahead(found: Iterable[tuple[Hit, Document]]) -> None:
    """Parse the sentences of several hits together, for `read_passage` to come."""
    texts = dict.fromkeys(_text_of(hit, document) for hit, document in found)
    read_evidence(text[start:end] for text in texts for start, end in sentences_of(text))


def _text_of(hit: Hit, document: Document) -> str:
    return document.text[hit.start : hit.end][:_LONGEST]


@lru_cache(maxsize=2048)
def _lines(text: str, at: int, published: dt.date | None, country: str | None) -> tuple[Line, ...]:
    values, spans = values_of(text, published, country), sentences_of(text)
    terms = read_evidence(text[start:end] for start, end in spans)
    return tuple(_line(text, start, end, at, terms[text[start:end]], _values_in(values, start, end)) for start, end in spans)


def _line(text: str, start: int, end: int, at: int, terms: Terms, values: tuple[Value, ...]) -> Line:  # noqa: PLR0917 one place
    row = is_row(text[start:end])
    return Line(
        at + start, at + end, terms, row_values(text[start:end], values) if row else values,
        heading=not row and _is_heading(text, start, end), row=row,
    )  # fmt: skip


def _is_heading(text: str, start: int, end: int) -> bool:
    """A short line by itself that no full stop ends: headings, salutations; never the only line of a text."""
    own = text[start:end].strip()
    if own.startswith("#"):
        return True
    alone = text[:start].rpartition("\n")[2].strip() == "" and text[end:].partition("\n")[0].strip() == ""
    ended = own[-1:] in _ENDS_SENTENCE
    return alone and not ended and len(own) <= _LONGEST_HEADING and len(own) < len(text.strip())


def stated_day(day: dt.date) -> Value:
    """A publication date as a date value; its offsets are empty because it stands in no text."""
    return Value(
        ValueKind.DATE, 0, 0, f"dated {day.isoformat()}", dimension="[time]", timex=day.isoformat(), first_day=day, last_day=day
    )


@lru_cache(maxsize=2048)
def values_of(text: str, published: dt.date | None, country: str | None = None) -> tuple[Value, ...]:
    """The values of a text, read once."""
    return read_values(text, published=published, country=country)


sentences_of = lru_cache(maxsize=2048)(split_sentences)
"""Half-open offsets of the sentences of a text, cut once."""


def _values_in(values: tuple[Value, ...], start: int, end: int) -> tuple[Value, ...]:
    return tuple(
        replace(value, start=value.start - start, end=value.end - start)
        for value in values
        if start <= value.start and value.end <= end
    )
