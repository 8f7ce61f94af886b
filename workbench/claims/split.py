"""From a sentence to the parts that can be checked alone.

Coordinated clauses are cut apart; relative clauses, appositions and attributes that state something of their own become
parts nested in the clause around them. Every part is one contiguous stretch of the source. `Part.core` is the stretch a
part is responsible for: cores of nested parts lie inside their parent, and a value belongs to the smallest core around it.
Nothing is cut inside a quotation, a bracket or a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.claims.nested import nested_parts, without_tails
from workbench.claims.parts import (
    FINITE,
    LONGEST_CLIMB,
    SHORTEST_CLAUSE,
    TRAILING,
    Part,
    PartKind,
    Stretch,
    end_of,
    is_finite,
    is_finite_alone,
    is_verb,
    own_subject,
    within,
    word_count,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Verbs that introduce what somebody states.
REPORTING = frozenset(
    "say tell add announce report state claim confirm note explain insist warn argue acknowledge declare maintain assert "
    "testify write estimate find show reveal indicate".split()
)
CONTRAST = frozenset(("while", "whereas", "although", "though"))
_JOINTS = frozenset((",", ";", "--", "—", "–"))
_BULLETS = frozenset(("•", "·", "▪", "‣", "◦", "*", "-", "--", "–", "—"))
_JOINING = frozenset(("and", "but", "while", "yet", ";"))
_UNFINISHED = frozenset(("xcomp", "ccomp", "advcl", "acl", "pcomp"))
_CONTENT = frozenset(("dobj", "attr", "acomp", "prep", "ccomp", "xcomp", "oprd", "dative", "agent", "npadvmod", "advcl"))


def split_sentence(sentence: Span, guarded: Sequence[Stretch], valued: Sequence[Stretch]) -> tuple[Part, ...]:
    """Parts of `sentence` in order of start, outer before inner.

    `guarded` are stretches that no cut may enter (quotations and values), `valued` those of the values alone; both are
    character offsets of the source.
    """
    words = [token for token in sentence if not token.is_space]
    if not words:
        return ()
    tops = list(_top_parts(words, guarded))
    nested = nested_parts(words, guarded, valued)
    kept = [part for part in nested if any(top.start <= part.start and part.end <= top.end for top in tops)]
    return tuple(sorted(without_tails([*tops, *kept], kept, words), key=lambda part: (part.start, -part.end)))


def doc_sentences(doc: Doc, sentences: Sequence[Stretch]) -> list[Span]:
    """The tokens of each sentence as a span of `doc`; a sentence without a token gives an empty span."""
    return [
        doc.char_span(start, end, alignment_mode="contract") or doc.char_span(start, end, alignment_mode="expand") or doc[0:0]
        for start, end in sentences
    ]


# --------------------------------------------------------------------------------------------- coordinated clauses


def _top_parts(words: list[Token], guarded: Sequence[Stretch]) -> Iterator[Part]:
    cuts = sorted({place for token in words for place in _cut_before(token, words) if not within(place, guarded)})
    first = words[0].idx
    last = words[-1].idx + len(words[-1])
    edges = [first, *(cut for cut in cuts if first < cut < last), last]
    for piece in _merged_crumbs([_tokens_between(words, a, b) for a, b in pairwise(edges)]):
        stretch = _trim(piece, leading=_JOINTS if piece[0].i != words[0].i else _BULLETS)
        head = _top_of(piece)
        shares = None if own_subject(head) is not None or head.i == _top_of(words).i else _sharing_verb(head)
        kind = PartKind.CLAUSE if shares is None else PartKind.PREDICATE
        yield Part(kind, *stretch, core=stretch, head=head.i, owner=None if shares is None else shares.i)


def _cut_before(token: Token, words: list[Token]) -> Iterator[int]:
    """Character offsets before which the sentence may be cut because of `token`, the head of some clause."""
    if token.dep_ == "conj" and _coordinated(token):
        yield token.left_edge.idx
    elif token.text == ";" and _speaks_on_both_sides(token, words):
        yield token.idx
    elif token.dep_ == "advcl" and _contrasted(token):
        if token.left_edge.i > words[0].i:
            yield token.left_edge.idx
        if token.i < token.head.i and token.right_edge.i + 1 < words[-1].i:
            following = token.doc[token.right_edge.i + 1]
            yield following.idx + len(following) if following.is_punct else following.idx


def _coordinated(token: Token) -> bool:
    """Whether `token` is a clause that stands beside another one, at the top of its sentence or of what is reported."""
    first = _partner(token)
    if not is_verb(token) or not is_verb(first) or not _reaches_top(first):
        return False
    joint = _joint_before(token)
    if joint not in _JOINING:
        return False
    if any(child.dep_ == "preconj" for child in (*first.children, *token.children)):
        return False
    if own_subject(token) is not None:
        return word_count(token.subtree) >= SHORTEST_CLAUSE and is_finite(token)
    return _shared_predicate(first, token)


def _shared_predicate(first: Token, second: Token) -> bool:
    """``cut 300 jobs and closed two plants``: both halves say enough, and the second hangs on the first one's subject."""
    if any(child.dep_ == "neg" for child in first.children):
        return False
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in (*first.children, *second.children)):
        return False
    same_form = second.tag_ in FINITE or second.tag_ == first.tag_ or is_finite(second)
    if not same_form or not is_finite(first) or _sharing_verb(second) is None:
        return False
    if second.tag_ == "VBG" or not any(child.dep_ in _CONTENT for child in second.children):
        return False
    ahead = [child for child in first.children if child.dep_ in _CONTENT and child.i < second.i and child.i > first.i]
    return bool(ahead) and word_count(second.subtree) >= SHORTEST_CLAUSE


def _contrasted(token: Token) -> bool:
    marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"} and child.i < token.i}
    long_enough = word_count(token.subtree) > SHORTEST_CLAUSE
    return bool(marks & CONTRAST) and own_subject(token) is not None and long_enough and is_finite(token)


def _speaks_on_both_sides(mark: Token, words: list[Token]) -> bool:
    """Whether a finite verb with its own subject stands on either side of a semicolon, up to the next one."""
    before: list[Token] = []
    after: list[Token] = []
    for token in words:
        if token.text == ";" and token.i != mark.i:
            before = before if token.i > mark.i else []
            if token.i > mark.i:
                break
        elif token.i != mark.i:
            (before if token.i < mark.i else after).append(token)
    return all(any(is_verb(t) and is_finite(t) and own_subject(t) is not None for t in side) for side in (before, after))


def _joint_before(token: Token) -> str:
    """The word or mark that joins `token`'s clause to what stands before it."""
    edge = token.left_edge
    for back in range(1, 4):
        if edge.i - back < 0:
            break
        before = token.doc[edge.i - back]
        if before.dep_ == "cc" or before.text == ";":
            return before.lower_
        if not before.is_punct and before.dep_ not in {"advmod", "mark"}:
            break
    inner = next((child for child in token.children if child.dep_ == "cc" and child.i < token.i), None)
    if inner is not None:
        return inner.lower_
    return ";" if token.doc[max(edge.i - 1, 0)].text == "," and own_subject(token) is not None else ""


def _reaches_top(token: Token) -> bool:
    """Whether only coordination and reported speech lie between `token` and the root of its sentence."""
    for _ in range(LONGEST_CLIMB):
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return True
        if token.dep_ not in {"conj", "ccomp", "parataxis"}:
            return False
        token = token.head
    return False


def _sharing_verb(token: Token) -> Token | None:
    """The verb whose subject `token` shares, up the chain of coordination."""
    for _ in range(LONGEST_CLIMB):
        if token.dep_ != "conj":
            return None
        token = _partner(token)
        if own_subject(token) is not None:
            return token
    return None


def _partner(token: Token) -> Token:
    """The verb that `token` is coordinated with.

    "meant to reach 32 knots but have not exceeded 27": a finite verb cannot stand beside an infinitive, so where the parser
    hangs it on one, its partner is the finite verb above.
    """
    first = token.head
    if not is_finite_alone(token) or own_subject(token) is not None:
        return first
    for _ in range(LONGEST_CLIMB):
        if first.dep_ not in _UNFINISHED or first.tag_ not in {"VB", "VBG"} or is_finite_alone(first):
            return first
        first = first.head
    return first


def _merged_crumbs(pieces: list[list[Token]]) -> list[list[Token]]:
    """Join a piece without a verb or with too few words to its neighbour, so that nothing is lost and no crumb stands."""
    merged: list[list[Token]] = []
    for piece in pieces:
        if merged and (_is_crumb(piece) or _is_crumb(merged[-1])):
            merged[-1] = [*merged[-1], *piece]
        elif piece:
            merged.append(piece)
    return merged


def _is_crumb(piece: list[Token]) -> bool:
    return word_count(piece) < SHORTEST_CLAUSE or not any(is_verb(token) for token in piece) or _is_frame(piece)


def _is_frame(piece: list[Token]) -> bool:
    """A bare ``officials said on Friday``, whose report stands in another piece; never behind a semicolon."""
    if piece[0].text == ";":
        return False
    verb = _top_of(piece)
    inside = {token.i for token in piece}
    reported = [child for child in verb.children if child.dep_ in {"ccomp", "dobj"}]
    return verb.lemma_.lower() in REPORTING and not any(child.i in inside for child in reported)


def _top_of(piece: list[Token]) -> Token:
    """The token of `piece` whose head lies outside it (the root of the sentence first), verbs before other words."""
    inside = {token.i for token in piece}
    tops = [token for token in piece if token.head.i == token.i or token.head.i not in inside]
    return min(tops, key=lambda token: (token.head.i != token.i, not is_verb(token), token.i), default=piece[0])


def _tokens_between(words: list[Token], start: int, end: int) -> list[Token]:
    return [token for token in words if start <= token.idx < end]


def _trim(piece: list[Token], *, leading: frozenset[str]) -> Stretch:
    """The stretch of `piece` without joining words and marks at its ends; closing full stops and quotes stay."""
    first, last = 0, len(piece) - 1
    while first < last and (piece[first].text in leading or (leading is _JOINTS and piece[first].dep_ == "cc")):
        first += 1
    while last > first and (piece[last].dep_ == "cc" or piece[last].text in TRAILING):
        last -= 1
    return piece[first].idx, end_of(piece[last])
