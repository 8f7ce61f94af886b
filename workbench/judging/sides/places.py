"""A value where it stands in its sentence, and the noun it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import Terms, fold_word, is_name, key_of
from workbench.models import Value, ValueKind
from workbench.tokens import words
from workbench.values import read_values
from workbench.values.derive import denominator
from workbench.values.subjects import Subject, find_subject
from workbench.values.units import convert, is_physical

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTED = frozenset((ValueKind.COUNT, ValueKind.NUMBER))
_MEANS = frozenset(("with", "through", "using", "by"))
_ONE_OF_IT = frozenset(("a", "an", "each", "every", "one", "per"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_UNTIL = frozenset(("to", "until", "till", "through", "up to"))
_DASHES = frozenset("–—-")


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
    """The noun `place`'s value belongs to, where the parse tells; of "a tonne of newsprint" that is newsprint."""
    return _head_in(place.value, place.terms)


def subject_of(place: Place) -> Subject | None:
    """Entity and attribute that `place`'s value fills, where the parse tells."""
    return _subject_in(place.value, place.terms)


# A value is asked for its subject once for every value it is laid beside.
@lru_cache(maxsize=8_192)
def _subject_in(value: Value, terms: Terms) -> Subject | None:
    return find_subject(value, terms.doc)


@lru_cache(maxsize=8_192)
def _head_in(value: Value, terms: Terms) -> Token | None:
    head = _owner_of(value, terms)
    stuff = None if head is None or not _is_one_unit(head) else next(_after_of(head), None)
    return stuff or head


def _owner_of(value: Value, terms: Terms) -> Token | None:
    subject = _subject_in(value, terms)
    return None if subject is None or subject.token is None else terms.doc[subject.token]


def _is_one_unit(token: Token) -> bool:
    """Whether the noun is one of a unit ("a tonne", "every barrel")."""
    return any(child.lower_ in _ONE_OF_IT for child in token.children) and bool(_unit_named(fold_word(token.lemma_)))


@lru_cache(maxsize=4_096)
def _unit_named(noun: str) -> str:
    """The physical unit that `noun` names, by the name the readers give it; empty for other nouns."""
    unit = next((value.unit for value in read_values(f"1 {noun}")), "")
    return unit if unit and is_physical(unit) else ""


def _after_of(token: Token) -> Iterator[Token]:
    """The nouns that "of" ties to `token`."""
    return (
        inner
        for child in token.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for inner in child.children
        if inner.dep_ == "pobj"
    )


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


def with_periods(dates: Sequence[Value], text: str) -> tuple[Value, ...]:
    """The dates of a sentence, the two ends of a stretch as one: "between 2015 and 2020" holds the years between too."""
    found: list[Value] = []
    for date in sorted(dates, key=lambda date: date.start):
        first = found[-1] if found else None
        if first is not None and _ends_of_one(first, date, text):
            whole = text[first.start : date.end]
            found[-1] = replace(first, end=date.end, text=whole, last_day=date.last_day, timex=None)
        else:
            found.append(date)
    return tuple(found)


def _ends_of_one(first: Value, last: Value, text: str) -> bool:
    if first.first_day is None or last.last_day is None or first.first_day > last.last_day or first.end > last.start:
        return False
    before, link = words(text[: first.start])[-1:], text[first.end : last.start].strip().lower()
    return (before == ["between"] and link == "and") or (before == ["from"] and link in _UNTIL) or link in _DASHES


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


def read_beside(one: Place, other: Place) -> Value:
    """`one`'s value with what its sentence says of it elsewhere, where the other value says it in place.

    "Visitors rose to 112,000" is 112,000 visitors; "a tonne of newsprint fetches 560 euros" is 560 euros a tonne.
    """
    value, beside = one.value, other.value
    bare = value.kind is ValueKind.NUMBER and not value.unit and not value.dimension
    if bare and other.is_count and beside.unit:
        counted = lexicon().key(words(beside.unit.replace("_", " "))[-1])
        if counted in {key_of(token) for token in _counted_subjects(one)}:
            return replace(value, kind=ValueKind.COUNT, unit=beside.unit, dimension=beside.dimension)
    per = denominator(beside)
    if per and not denominator(value):
        subject = _owner_of(one.value, one.terms) or next(iter(_subjects_above(one)), None)
        unit = _unit_named(fold_word(subject.lemma_)) if subject is not None and _is_one_unit(subject) else ""
        if unit and convert(1.0, unit, per) is not None:
            return replace(value, per=unit)
    return value


def _counted_subjects(place: Place) -> list[Token]:
    """What a bare number may count: the subject of a verb of reaching or changing before it, or the label before a colon."""
    doc = place.terms.doc
    span = doc.char_span(place.value.start, place.value.end, alignment_mode="expand")
    if span is None or not len(span):
        return []
    before = [token for token in doc[: span.start] if not token.is_space]
    if before and before[-1].text == ":":
        label = next((n for n, token in enumerate(before) if token.dep_ == "prep" or token.text in ",:;"), len(before))
        return [token for token in before[:label] if token.pos_ in {"NOUN", "PROPN"}][-1:]
    subjects = [one for one in _subjects_above(place) if fold_word(one.head.lemma_) in lexicon().reaching | lexicon().changing]
    parts = [part for one in subjects for part in one.subtree if part.dep_ in {"compound", "pobj"} and _of_number(part, one)]
    return subjects + parts


def _subjects_above(place: Place) -> list[Token]:
    """The subjects of the nearest verb above the value."""
    span = place.terms.doc.char_span(place.value.start, place.value.end, alignment_mode="expand")
    above = span.root.ancestors if span is not None and len(span) else ()
    verb = next((token for token in above if token.pos_ in {"VERB", "AUX"}), None)
    return [] if verb is None else [child for child in verb.children if child.dep_ in _SUBJECTS]


def _of_number(part: Token, subject: Token) -> bool:
    """Whether the noun is what "the number of visitors" or "visitor numbers" tells the number of."""
    near = part.head.i == subject.i or (part.head.lower_ == "of" and part.head.head.i == subject.i)
    return near and fold_word(subject.lemma_) in {"number", "total", "figure", "count"}
