"""The nouns of the product as frozen dataclasses; every stage takes and returns these and nothing else.

Offsets are half-open ``[start, end)`` in Unicode code points of the *source* text as it was read. Scores are
higher-is-better. ``None`` means unknown or open, never zero. Field names are those of the public machine interface;
`workbench.records` turns any of these into its JSON form. Nothing here imports anything
of ours but the other nouns.
"""

from workbench.models.claims import ArticleReading, Claim, ClaimType, Modality, Quote, Sentence
from workbench.models.corpus import Document, Hit, HitFilter, Passage, ValuePair
from workbench.models.judging import (
    ArticleCheck,
    Assessment,
    CitedDocument,
    Comparison,
    Evidence,
    Fact,
    FactKind,
    InternalConflict,
    Level,
    ModelStamp,
    Relation,
    RelationScores,
    Slot,
    SlotCheck,
    Suggestion,
    SuggestionLabel,
)
from workbench.models.reading import Article, Locator, Refusal, SourceText, Tier
from workbench.models.reviewing import Qualifier, Status, Verdict
from workbench.models.values import Modifier, Value, ValueKind

__all__ = [
    "Article",
    "ArticleCheck",
    "ArticleReading",
    "Assessment",
    "CitedDocument",
    "Claim",
    "ClaimType",
    "Comparison",
    "Document",
    "Evidence",
    "Fact",
    "FactKind",
    "Hit",
    "HitFilter",
    "InternalConflict",
    "Level",
    "Locator",
    "Modality",
    "ModelStamp",
    "Modifier",
    "Passage",
    "Qualifier",
    "Quote",
    "Refusal",
    "Relation",
    "RelationScores",
    "Sentence",
    "Slot",
    "SlotCheck",
    "SourceText",
    "Status",
    "Suggestion",
    "SuggestionLabel",
    "Tier",
    "Value",
    "ValueKind",
    "ValuePair",
    "Verdict",
]
