"""Sentences, quotes and claims of an article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.models.values import Value


class ClaimType(StrEnum):
    """What a claim states; one claim can have several."""

    QUANTITY = "quantity"
    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DURATION = "duration"
    COMPARISON = "comparison"
    QUOTE = "quote"
    EVENT = "event"
    ATTRIBUTE = "attribute"


class Modality(StrEnum):
    """Whether the text says it is so, will be so, may be so, or is not so."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the source. ``skipped`` says why no claim was taken from it, or is ``None`` where one was."""

    start: int
    end: int
    text: str
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words put into somebody's mouth. ``start``/``end`` span the content without its quotation marks.

    ``addressee`` ("reporters") and ``occasion`` ("at a news conference in Oslo on Monday") are the source's words at their
    offsets, ``None`` where the text does not state them. ``nested``: it stands inside another quotation. ``turn``: it is
    what follows a speaker's name in a transcript, without quotation marks.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    direct: bool = True
    addressee: str | None = None
    addressee_start: int | None = None
    addressee_end: int | None = None
    occasion: str | None = None
    occasion_start: int | None = None
    occasion_end: int | None = None
    nested: bool = False
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of the source that states something checkable; ``text`` is exactly ``source[start:end]``."""

    claim_id: str
    start: int
    end: int
    text: str
    standalone: str
    sentence: int
    types: tuple[ClaimType, ...]
    check_worthiness: float
    reasons: tuple[str, ...]
    speaker: str | None = None
    modality: Modality = Modality.ASSERTED
    values: tuple[Value, ...] = ()
    subject: str | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """All that was read from an article: every sentence (claimed or with a reason why not), claim, quote, value."""

    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]
    values: tuple[Value, ...]
