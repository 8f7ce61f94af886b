"""Parts set off inside a clause that state something of their own about the noun before them.

Relative clauses, appositions, ``with …`` phrases with a value, and hyphened values in front of a name. Each runs from the noun
it speaks of to its own end, in one stretch; its core is what is set off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.claims.parts import (
    CLOSING,
    LONGEST_CLIMB,
    SHORTEST_CLAUSE,
    TRAILING,
    Part,
    PartKind,
    Stretch,
    comma_before,
    end_of,
    holds,
    is_finite,
    is_verb,
    trim_end,
    within,
    word_count,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATING = frozenset(("when", "where", "which", "who", "whose"))
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM"))
_DESCRIBING = frozenset(("det", "poss", "prep", "relcl", "acl"))
_SHORTEST_NESTED = 4  # words
_SHORTEST_NAMING = 2


def nested_parts(words: list[Token], guarded: Sequence[Stretch], valued: Sequence[Stretch]) -> list[Part]:
    """Parts set off in the sentence `words`, none crossing another; no cut enters a stretch of `guarded`."""
    return _without_crossings([part for token in words for part in _nested(token, words, guarded, valued)])


def without_tails(parts: Sequence[Part], nested: Sequence[Part], words: list[Token]) -> list[Part]:
    """`parts` without the nested ones set off at their very ends, which are claims of their own.

    "… in Ely, a town of 900." leaves "… in Ely"; the one that ends the sentence takes its full stop.
    """
    return [_without_tail(part, nested, words) for part in parts]


def _nested(token: Token, words: list[Token], guarded: Sequence[Stretch], valued: Sequence[Stretch]) -> Iterator[Part]:
    """The part that hangs on `token`, if it states something of its own about the noun before it."""
    if (owner := _related(token, words)) is not None:
        yield from _hanging(PartKind.RELATIVE, token, owner, words, guarded)
    elif token.dep_ == "appos" and comma_before(token.left_edge) and _says_something(token, valued):
        yield from _hanging(PartKind.APPOSITION, token, token.head, words, guarded, shortest=_SHORTEST_NAMING)
    elif token.dep_ == "prep" and token.lower_ == "with" and token.head.pos_ in {"NOUN", "PROPN"}:
        if (not _is_value(token.head, valued) or comma_before(token)) and holds(
            token.left_edge.idx, end_of(token.right_edge), valued
        ):
            yield from _hanging(PartKind.ATTRIBUTE, token, token.head, words, guarded, shortest=3)
    elif token.pos_ in {"NOUN", "PROPN"}:
        yield from _premodified(token, valued)


def _related(token: Token, words: list[Token]) -> Token | None:
    """The noun that a relative clause set off by a comma speaks of, also where the parser took it for an adverbial."""
    edge = token.left_edge
    if not is_verb(token) or not comma_before(edge) or not is_finite(token) or edge.i - 2 < words[0].i:
        return None
    if token.dep_ == "relcl":
        return token.head
    opening = edge.lower_ in _RELATING or any(
        word.tag_ == "WDT" and word.dep_ == "pobj" for word in token.doc[edge.i : token.i]
    )
    before = token.doc[edge.i - 2]
    if token.dep_ not in {"advcl", "ccomp"} or not opening or before.pos_ not in _NOMINAL:
        return None
    return _whole_phrase(before)


def _whole_phrase(noun: Token) -> Token:
    """The head of the noun phrase that ends in `noun`: ``end`` in "the end of September"."""
    for _ in range(LONGEST_CLIMB):
        above = noun.head
        if noun.dep_ in {"compound", "nummod", "nmod"} and above.i < noun.i:
            noun = above
        elif noun.dep_ == "pobj" and above.lower_ == "of" and above.head.pos_ in _NOMINAL and above.head.i < noun.i:
            noun = above.head
        else:
            return noun
    return noun


def _hanging(
    kind: PartKind,
    token: Token,
    owner: Token,
    words: list[Token],
    guarded: Sequence[Stretch],
    *,
    shortest: int = _SHORTEST_NESTED,
) -> Iterator[Part]:
    """A part from the noun phrase of `owner` to the end of `token`'s subtree."""
    start, end = owner.left_edge.idx, end_of(token.right_edge)
    core = (token.left_edge.idx, trim_end(words, end))
    too_short = word_count(token.subtree) < shortest or (kind is PartKind.APPOSITION and not _agree(token, owner))
    if (
        too_short
        or owner.i >= token.left_edge.i
        or within(start, guarded)
        or within(core[1], guarded)
        or within(core[0], guarded)
    ):
        return
    yield Part(kind, start, core[1], core, head=token.i, owner=owner.i)


def _premodified(noun: Token, valued: Sequence[Stretch]) -> Iterator[Part]:
    """``the 12-mile Kerch Bridge``: a hyphened value in front of a name states an attribute of what is named."""
    if noun.pos_ != "PROPN" and not any(child.lower_ in {"the", "its", "their"} for child in noun.lefts):
        return
    for start, end in valued:
        if noun.left_edge.idx <= start and end <= noun.idx and _hyphened(noun, start, end):
            inside = [token for token in noun.lefts if token.idx <= start <= end_of(token)] or list(noun.lefts)
            if any(token.left_edge.idx <= start and end <= end_of(token) and token.dep_ != "poss" for token in inside):
                stretch = (noun.left_edge.idx, end_of(noun))
                yield Part(PartKind.ATTRIBUTE, *stretch, core=stretch, head=noun.i, owner=noun.i)
                return


def _hyphened(noun: Token, start: int, end: int) -> bool:
    return any("-" in token.text and start <= token.idx <= end for token in noun.doc[noun.left_edge.i : noun.i])


def _says_something(token: Token, valued: Sequence[Stretch]) -> bool:
    """An apposition is a statement when it holds a value, describes a name, or names what is described.

    A description has an article, a possessor or an ``of``; nothing is said of a date.
    """
    if _is_value(token.head, valued):
        return False
    if holds(token.left_edge.idx, end_of(token.right_edge), valued):
        return word_count(token.subtree) >= _SHORTEST_NESTED
    if token.head.pos_ == "PROPN":
        return any(child.dep_ in _DESCRIBING for child in token.children)
    return token.pos_ == "PROPN" and any(child.dep_ == "poss" for child in token.head.children)


def _is_value(noun: Token, valued: Sequence[Stretch]) -> bool:
    return any(start <= noun.idx < end for start, end in valued)


def _agree(token: Token, owner: Token) -> bool:
    """Whether an apposition can be said of its noun alone: "A and B, the senators" speaks of both."""
    plural = {"NNS", "NNPS"}
    return token.tag_ not in plural or owner.tag_ in plural


def _without_tail(part: Part, nested: Sequence[Part], words: list[Token]) -> Part:
    end = part.end
    fragment = part not in nested and not any(is_verb(token) for token in words)
    for other in sorted(nested, key=lambda item: -item.core[0]):
        set_off = not fragment and max(part.start, other.start) < other.core[0] and part.core != other.core
        if set_off and other.core[1] == trim_end(words, end, TRAILING | CLOSING):
            rest = [token for token in words if part.start <= token.idx and end_of(token) <= other.core[0]]
            if word_count(rest) >= SHORTEST_CLAUSE and any(token.i == part.head for token in rest):
                end = trim_end(words, other.core[0], TRAILING | CLOSING | {"("})
    last = end_of(words[-1])
    if part in nested and part.start < part.core[0] and end == part.end == trim_end(words, last, TRAILING | CLOSING):
        end = last
    return replace(part, end=end, core=(part.core[0], end)) if end != part.end else part


def _without_crossings(parts: list[Part]) -> list[Part]:
    """Drop parts that overlap an earlier one without nesting, and doubles of the same stretch."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda item: (item.start, -item.end)):
        crossing = any(part.start < other.end < part.end for other in kept)
        if not crossing and all(part.core != other.core for other in kept):
            kept.append(part)
    return kept
