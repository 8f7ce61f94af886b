"""What evidence does to a claim: relations, comparisons, suggestions, assessments."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

from workbench.models.claims import Claim, Quote, Sentence
from workbench.models.corpus import Hit
from workbench.models.values import Value


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

    @property
    def calibrated(self) -> str | None:
        """The confidence with its set, as it is shown: in whole percent rounded down, since so much is borne out at least."""
        if self.confidence is None or not self.calibrated_on:
            return None
        return f"{math.floor(round(self.confidence * 100, 4))} % on {self.calibrated_on}"


class FactKind(StrEnum):
    """What a fact of a claim is; the unit that a checker ticks off."""

    AMOUNT = "amount"
    DATE = "date"
    QUOTE = "quote"
    NAME = "name"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a claim, judged: a value, a quote, a named person, or what the clause says of its subject without its values.

    ``text`` is exactly ``source[start:end]``. Spans of a claim's facts do not overlap, but for its one statement, which spans
    the claim. ``evidence`` are the passages behind the suggestion, best first; ``comparisons`` the pairs of this fact.
    """

    fact_id: str
    kind: FactKind
    start: int
    end: int
    text: str
    suggestion: Suggestion
    evidence: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the workbench has to say about one claim; the same object in desk, command line and API.

    ``facts`` are ordered by start, the statement before what it spans; checks stored before there were any have none.
    """

    claim: Claim
    evidence: tuple[Evidence, ...]
    comparisons: tuple[Comparison, ...]
    suggestion: Suggestion
    facts: tuple[Fact, ...] = ()


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
class ModelStamp:
    """A model that had a part in a check: its ``role`` in the line, its name, and the hash or version that fixes it."""

    role: str
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """One article against one corpus snapshot under one set of settings and models; replaying gives the same bytes.

    ``models`` is empty in checks stored before they were recorded.
    """

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
    models: tuple[ModelStamp, ...] = ()
