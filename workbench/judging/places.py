"""A value where it stands in its sentence, and the noun it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.judging.lexicon import lexicon
from workbench.judging.terms import Terms, fold_word, is_name, key_of
from workbench.models import Value, ValueKind
from workbench.values.subjects import find_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTED = frozenset((ValueKind.COUNT, ValueKind.NUMBER))
_MEANS = frozenset(("with", "through", "using", "by"))


@dataclass(frozen=True, slots=True)
class Place:
    """A value where it stands: its sentence (offsets of ``value`` are the sentence's) and the settled dates around it.

    ``as_of`` is the day the text was published: what has no date of its own is taken to speak of that time.
    """

    value: Value
    terms: Terms
    dates: tuple[Value, ...] = ()
    as_of: dt.date | None = None

    @property
    def is_count(self) -> bool:
        """Whether the value counts things, so that the noun counted is what is measured."""
        return self.value.kind in _COUNTED


def head_of(place: Place) -> Token | None:
    """The noun `place`'s value belongs to, where the parse tells."""
    subject = find_subject(place.value, place.terms.doc)
    return None if subject is None or subject.token is None else place.terms.doc[subject.token]


def qualifiers(token: Token, place: Place) -> frozenset[str]:
    """Keys of the common adjectives and nouns before `token` that say which one is meant."""
    return frozenset(
        key_of(child)
        for child in token.children
        if child.dep_ in {"compound", "amod", "nmod"}
        and not is_name(child)
        and not child.like_num
        and not place.value.start <= child.idx < place.value.end
        and fold_word(child.lemma_) not in lexicon().neutral
    )


def is_instrument(claim: Place, evidence: Place) -> bool:
    """Whether the claim's doer is what the evidence's doer does the same with: "with the new mill the firm cut costs"."""
    ours, theirs = head_of(claim), head_of(evidence)
    if ours is None or theirs is None or ours.dep_ != "nsubj" or theirs.dep_ != "nsubj":
        return False
    if key_of(ours.head) != key_of(theirs.head):
        return False
    means = [
        inner
        for child in theirs.head.children
        if child.dep_ == "prep" and child.lower_ in _MEANS
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    return any(key_of(inner) == key_of(ours) and qualifiers(inner, evidence) == qualifiers(ours, claim) for inner in means)


def own_dates(value: Value, dates: Sequence[Value], amounts: Sequence[Value]) -> tuple[Value, ...]:
    """Of several dates of a sentence those that no other amount parts from `value`: "34 in 2019, 9 in 2020 and 20 in 2022".

    All of them where there is but one, where the value is the only amount, or where each is parted from it.
    """
    others = [other for other in amounts if other.end <= value.start or value.end <= other.start]
    if len(dates) < 2 or not others:  # noqa: PLR2004 one date is everything's
        return tuple(dates)

    def parted(date: Value) -> bool:
        start, end = min(date.end, value.end), max(date.start, value.start)
        return any(start <= other.start and other.end <= end for other in others)

    return tuple(date for date in dates if not parted(date)) or tuple(dates)
