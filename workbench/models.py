"""The nouns of the product as frozen dataclasses; every stage takes and returns these and nothing else.

Offsets are half-open ``[start, end)`` in Unicode code points of the *source* text as it was read. Scores are
higher-is-better. ``None`` means unknown or open, never zero. Field names are those of the public machine interface;
`workbench.records` turns any of these into its JSON form. This module imports nothing of ours.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

# ---------------------------------------------------------------------------------------------- what was read


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
    headings inside the text, in order. ``replaced`` counts characters that could not be decoded.
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


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, with the reason a person can act on. The rest of the batch goes on."""

    source_name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """The text being checked. ``article_id`` derives from text and date; ``published`` anchors relative dates."""

    article_id: str
    title: str
    text: str
    published: dt.date | None
    author: str | None = None
    source_name: str = ""


# ------------------------------------------------------------------------------------------------------ values


class ValueKind(StrEnum):
    """What a value measures; dates and their kin follow TIMEX3, the rest carry numbers."""

    NUMBER = "number"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"
    SET = "set"


class Modifier(StrEnum):
    """How the text bounds or blurs a value."""

    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    UP_TO = "up_to"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Value:
    """One typed value with its exact place in the text.

    ``low``/``high`` are in the written unit with magnitude words applied ("$1.3 billion" is 1.3e9); equal for a single
    value, one of them ``None`` for an open range. ``unit`` is Pint's canonical singular name, an ISO 4217 code,
    ``percent``, ``percentage_point`` or the counted noun (singular, lower case). ``per`` is the denominator of a rate.
    ``base_*`` are the same in SI base units (money and counts unchanged). ``timex`` is the TIMEX3 value and
    ``first_day``/``last_day`` (JSON ``from``/``to``) the inclusive days it can mean; ``resolved`` is false where
    the value hangs on something that could not be settled, named in ``hangs_on``. ``subject`` names the entity and
    attribute the value fills ("ATACMS · range").
    """

    kind: ValueKind
    start: int
    end: int
    text: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    dimension: str = ""
    per: str | None = None
    modifier: Modifier | None = None
    base_low: float | None = None
    base_high: float | None = None
    base_unit: str = ""
    timex: str | None = None
    first_day: dt.date | None = field(default=None, metadata={"json": "from"})
    last_day: dt.date | None = field(default=None, metadata={"json": "to"})
    resolved: bool = True
    subject: str | None = None
    hangs_on: str | None = None


# ------------------------------------------------------------------------------------------------------ claims


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
    """Words put into somebody's mouth. ``start``/``end`` span the content without its quotation marks."""

    start: int
    end: int
    text: str
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    direct: bool = True


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


# ------------------------------------------------------------------------------------------------------ corpus


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


# ----------------------------------------------------------------------------------------------------- judging


class Relation(StrEnum):
    """What one passage does to one claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class RelationScores:
    """Scores of the three relations; they sum to 1."""

    supports: float
    refutes: float
    neutral: float


class Level(StrEnum):
    """Ordered levels of a comparison, from the same value to values that cannot be compared."""

    EXACT = "EXACT"
    WITHIN_PRECISION = "WITHIN_PRECISION"
    DIFFERS = "DIFFERS"
    NOT_COMPARABLE = "NOT_COMPARABLE"


class SlotCheck(StrEnum):
    """Whether one part of the slot agrees between claim and evidence."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Slot:
    """The five checks that come before two values may be compared."""

    entity: SlotCheck
    attribute: SlotCheck
    dimension: SlotCheck
    scope: SlotCheck
    time: SlotCheck


@dataclass(frozen=True, slots=True)
class Comparison:
    """One claim value beside one evidence value, with the arithmetic in words.

    ``converted_*`` is the evidence value in the claim's unit. ``difference`` is converted minus claim in that unit (days
    for dates), ``difference_relative`` the same over the claim's value, ``tolerance`` the half width allowed by
    ``tolerance_rule``. ``reason`` names why a pair is NOT_COMPARABLE. Offsets of ``claim_value`` refer to the
    article, those of ``evidence_value`` to the document's text. ``derived`` marks a value that was computed
    (40 a month -> 480 a year) and is never stronger than PARTIAL.
    """

    claim_value: Value
    evidence_value: Value
    converted_low: float | None
    converted_high: float | None
    unit: str
    difference: float | None
    difference_relative: float | None
    tolerance: float | None
    tolerance_rule: str
    slot: Slot
    level: Level
    explanation: str
    reason: str | None = None
    derived: bool = False
    passage_id: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A hit, judged. ``spans`` are the stretches of the document's text to highlight; ``sentence_*`` the best sentence."""

    hit: Hit
    relation: Relation
    relation_scores: RelationScores
    origin: str
    known_later: bool
    self_support: bool
    sentence_start: int
    sentence_end: int
    spans: tuple[tuple[int, int], ...] = ()
    quote_difference: str | None = None
    stale: bool = False


class SuggestionLabel(StrEnum):
    """What the machine suggests. Never called a verdict."""

    MATCH = "MATCH"
    MATCH_ROUNDED = "MATCH_ROUNDED"
    PARTIAL = "PARTIAL"
    CONFLICT = "CONFLICT"
    CONFLICTING_SOURCES = "CONFLICTING_SOURCES"
    NOT_COMPARABLE = "NOT_COMPARABLE"
    NO_EVIDENCE = "NO_EVIDENCE"
    NOT_CHECKABLE = "NOT_CHECKABLE"
    REVIEW = "REVIEW"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The machine's suggestion: a label, one reason code, a sentence, and the passages it rests on.

    ``confidence`` is ``None`` unless it was calibrated, and then ``calibrated_on`` names the labelled set.
    """

    label: SuggestionLabel
    reason: str
    explanation: str
    confidence: float | None = None
    calibrated_on: str | None = None
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the workbench has to say about one claim; the same object in desk, command line and API."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    comparisons: tuple[Comparison, ...]
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class InternalConflict:
    """Two places of the article that cannot both hold, with the arithmetic in words."""

    reason: str
    explanation: str
    spans: tuple[tuple[int, int], ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that some evidence comes from, with the hash of its record when it was read."""

    doc_id: str
    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """One article against one corpus snapshot under one set of settings; replaying gives the same bytes."""

    article_id: str
    title: str
    date: dt.date | None
    corpus: str
    snapshot: str
    settings: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    assessments: tuple[Assessment, ...]
    internal_conflicts: tuple[InternalConflict, ...]
    cited: tuple[CitedDocument, ...] = ()


# ---------------------------------------------------------------------------------------------------- reviewing


class Verdict(StrEnum):
    """What a person decided; only ever a person."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    NOT_CHECKABLE = "not_checkable"


class Qualifier(StrEnum):
    """What a reviewer may add to a verdict."""

    ROUNDED = "rounded"
    OUTDATED = "outdated"
    MISATTRIBUTED = "misattributed"
    ON_AUTHOR = "on_author"


class Status(StrEnum):
    """Where a claim stands in the desk's work; apart from what anyone thinks of it."""

    OPEN = "open"
    IN_CHECK = "in_check"
    QUERY_TO_AUTHOR = "query_to_author"
    CHECKED = "checked"
    SECOND_CHECK = "second_check"
    SIGNED_OFF = "signed_off"
    REOPENED = "reopened"
