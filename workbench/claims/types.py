"""What kind of statement a claim makes: read off its values, its quotations and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.claims.parts import PartKind
from workbench.models import ClaimType, Quote, Value, ValueKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_KIND = {
    ValueKind.COUNT: ClaimType.COUNT,
    ValueKind.NUMBER: ClaimType.QUANTITY,
    ValueKind.QUANTITY: ClaimType.QUANTITY,
    ValueKind.MONEY: ClaimType.MONEY,
    ValueKind.PERCENT: ClaimType.PERCENT,
    ValueKind.DURATION: ClaimType.DURATION,
    ValueKind.DATE: ClaimType.DATE,
    ValueKind.TIME: ClaimType.DATE,
    ValueKind.SET: ClaimType.DATE,
}
_CHANGES = frozenset(
    "rise fall grow shrink increase decrease double triple halve quadruple climb drop decline jump surge "
    "plunge soar slump exceed "
    "outnumber outpace surpass overtake outperform beat".split()
)
_COMPARING = frozenset(("than", "compared", "versus", "vs", "twice", "thrice", "half"))
_STATIVE = frozenset(
    "be have own contain include comprise consist belong remain cost weigh measure span hold lie stand "
    "mean need want believe think "
    "know like love hate fear hope expect require represent constitute total equal".split()
)


def claim_types(
    kind: PartKind, head: Token, inside: Sequence[Token], values: Sequence[Value], quotes: Sequence[Quote]
) -> tuple[ClaimType, ...]:
    """Types of a claim in the order of `ClaimType`; never empty."""
    found = {_OF_KIND[value.kind] for value in values if value.kind in _OF_KIND and not value.vague}
    if any(value.per for value in values):
        found.add(ClaimType.RATE)
    if _compares(inside):
        found.add(ClaimType.COMPARISON)
    if any(quote.direct for quote in quotes):
        found.add(ClaimType.QUOTE)
    found.add(_event_or_attribute(kind, head))
    return tuple(claim_type for claim_type in ClaimType if claim_type in found)


def _compares(inside: Sequence[Token]) -> bool:
    """A comparative with ``than``, a superlative, or a verb of change; "more than 40" alone bounds a number."""
    for token in inside:
        if token.lower_ in _COMPARING and not _bounds_number(token):
            return True
        if token.tag_ in {"JJS", "RBS"} and token.lower_ not in {"least", "most"}:
            return True
        if token.lower_ in {"most", "least", "fewest"} and token.head.pos_ in {"ADJ", "ADV"}:
            return True
        if token.pos_ == "VERB" and token.lemma_.lower() in _CHANGES:
            return True
    return False


def _bounds_number(token: Token) -> bool:
    follows = token.i + 1 < len(token.doc) and (token.nbor().like_num or token.nbor().is_currency)
    return token.lower_ == "than" and follows


def _event_or_attribute(kind: PartKind, head: Token) -> ClaimType:
    if kind in {PartKind.APPOSITION, PartKind.ATTRIBUTE} or head.pos_ not in {"VERB", "AUX"}:
        return ClaimType.ATTRIBUTE
    if head.lemma_.lower() in _STATIVE:
        return ClaimType.ATTRIBUTE
    habitual = head.tag_ in {"VBZ", "VBP"} and not any(child.dep_ in {"aux", "auxpass"} for child in head.children)
    return ClaimType.ATTRIBUTE if habitual else ClaimType.EVENT
