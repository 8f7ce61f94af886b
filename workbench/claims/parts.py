"""The parts of a sentence that can be checked alone, and what the cutters ask of the parse.

`split` cuts coordinated clauses apart, `nested` finds what is set off inside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Stretch = tuple[int, int]
SHORTEST_CLAUSE = 3
"""Words; anything shorter is a crumb."""
LONGEST_CLIMB = 12
"""Tokens up the parse: a broken parse may chain hundreds."""
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
TRAILING = frozenset((",", ";", "--", "—", "–", ":"))
CLOSING = frozenset((".", "!", "?"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))


class PartKind(StrEnum):
    """How a part stands in its sentence."""

    CLAUSE = "clause"
    PREDICATE = "predicate"
    RELATIVE = "relative"
    APPOSITION = "apposition"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Part:
    """A checkable stretch ``[start, end)`` of the source.

    ``head`` is the token index of its verb or noun. ``owner`` is the token index of the noun a nested part speaks of, or
    of the verb whose subject a predicate shares; ``None`` for a clause with its own subject.
    """

    kind: PartKind
    start: int
    end: int
    core: Stretch
    head: int
    owner: int | None = None


def is_verb(token: Token) -> bool:
    """Whether `token` is a verb or an auxiliary."""
    return token.pos_ in {"VERB", "AUX"}


def is_finite(token: Token) -> bool:
    """Finite by its form, its auxiliary, or the finite verb it is coordinated with."""
    return (
        token.tag_ in FINITE
        or any(child.dep_ in {"aux", "auxpass"} and child.tag_ in FINITE for child in token.children)
        or (token.dep_ == "conj" and token.tag_ in {"VB", "VBN"} and token.head.i != token.i and is_finite(token.head))
    )


def is_finite_alone(token: Token) -> bool:
    """Finite by its own form or auxiliary, not by what it is coordinated with."""
    own = any(child.dep_ in {"aux", "auxpass"} and child.tag_ in FINITE for child in token.children)
    return own or token.tag_ in {"VBD", "VBZ"}


def own_subject(token: Token) -> Token | None:
    """The subject that hangs on `token` itself."""
    return next((child for child in token.children if child.dep_ in _SUBJECTS), None)


def comma_before(token: Token) -> bool:
    """Whether a comma, dash or bracket stands directly before `token`."""
    return token.i > 0 and token.doc[token.i - 1].text in {",", "—", "–", "--", "("}


def word_count(tokens: Iterable[Token]) -> int:
    """How many of `tokens` are words or numbers."""
    return sum(1 for token in tokens if token.is_alpha or token.like_num)


def end_of(token: Token) -> int:
    """Offset after the last character of `token`."""
    return int(token.idx + len(token))


def holds(start: int, end: int, stretches: Sequence[Stretch]) -> bool:
    """Whether one of `stretches` lies between `start` and `end`."""
    return any(start <= a and b <= end for a, b in stretches)


def within(place: int, stretches: Sequence[Stretch]) -> bool:
    """Whether `place` lies inside one of `stretches`, not at its ends."""
    return any(a < place < b for a, b in stretches)


def trim_end(words: list[Token], end: int, marks: frozenset[str] = TRAILING) -> int:
    """`end` moved back over `marks` that close the words before it."""
    inside = [token for token in words if end_of(token) <= end]
    while inside and inside[-1].text in marks:
        inside.pop()
    return end_of(inside[-1]) if inside else end
