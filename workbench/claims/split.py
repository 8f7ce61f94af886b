"""From a sentence to the parts that can be checked alone.

Coordinated clauses are cut apart; relative clauses, appositions and attributes that state something of their own become
parts nested in the clause around them. Every part is one contiguous stretch of the source. `Part.core` is the stretch a
part is responsible for: cores of nested parts lie inside their parent, and a value belongs to the smallest core around it.
Nothing is cut inside a quotation, a bracket or a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Stretch = tuple[int, int]


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


# Verbs that introduce what somebody states.
REPORTING = frozenset(
    "say tell add announce report state claim confirm note explain insist warn argue acknowledge declare maintain assert "
    "testify write estimate find show reveal indicate".split()
)
CONTRAST = frozenset(("while", "whereas", "although", "though"))
_JOINING = frozenset(("and", "but", "while", "yet", ";"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_CONTENT = frozenset(("dobj", "attr", "acomp", "prep", "ccomp", "xcomp", "oprd", "dative", "agent", "npadvmod", "advcl"))
_SHORTEST_CLAUSE = 3  # words; anything shorter is a crumb
_SHORTEST_NESTED = 4
_TRIMMED = " \t\r\n,;:—–-"


def split_sentence(sentence: Span, guarded: Sequence[Stretch], valued: Sequence[Stretch]) -> tuple[Part, ...]:
    """Parts of `sentence` in order of start, outer before inner.

    `guarded` are stretches that no cut may enter (quotations and values), `valued` those of the values alone; both are
    character offsets of the source.
    """
    words = [token for token in sentence if not token.is_space]
    if not words:
        return ()
    tops = list(_top_parts(words, guarded))
    nested = [part for token in words for part in _nested(token, words, guarded, valued)]
    kept = [part for part in _without_crossings(nested) if any(top.start <= part.start and part.end <= top.end for top in tops)]
    return tuple(sorted([*tops, *kept], key=lambda part: (part.start, -part.end)))


# ------------------------------------------------------------------------------------------ coordinated clauses


def _top_parts(words: list[Token], guarded: Sequence[Stretch]) -> Iterator[Part]:
    cuts = sorted({place for token in words for place in _cut_before(token, words) if not _within(place, guarded)})
    first = words[0].idx
    last = words[-1].idx + len(words[-1])
    edges = [first, *(cut for cut in cuts if first < cut < last), last]
    for piece in _merged_crumbs([_tokens_between(words, a, b) for a, b in pairwise(edges)]):
        stretch = _trim(piece, leading_joints=piece[0].i != words[0].i)
        head = _top_of(piece)
        shares = None if _own_subject(head) is not None or head.i == _top_of(words).i else _sharing_verb(head)
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
    first = token.head
    if not _is_verb(token) or not _is_verb(first) or not _reaches_top(first):
        return False
    joint = _joint_before(token)
    if joint not in _JOINING:
        return False
    if any(child.dep_ == "preconj" for child in (*first.children, *token.children)):
        return False
    if _own_subject(token) is not None:
        return _word_count(token.subtree) >= _SHORTEST_CLAUSE and _finite(token)
    return _shared_predicate(first, token)


def _shared_predicate(first: Token, second: Token) -> bool:
    """``cut 300 jobs and closed two plants``: both halves say enough, and the second hangs on the first one's subject."""
    if any(child.dep_ == "neg" for child in first.children):
        return False
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in (*first.children, *second.children)):
        return False
    same_form = second.tag_ in _FINITE or second.tag_ == first.tag_ or _finite(second)
    if not same_form or not _finite(first) or _sharing_verb(second) is None:
        return False
    if second.tag_ == "VBG" or not any(child.dep_ in _CONTENT for child in second.children):
        return False
    ahead = [child for child in first.children if child.dep_ in _CONTENT and child.i < second.i and child.i > first.i]
    return bool(ahead) and _word_count(second.subtree) >= _SHORTEST_CLAUSE


def _contrasted(token: Token) -> bool:
    marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"} and child.i < token.i}
    long_enough = _word_count(token.subtree) > _SHORTEST_NESTED
    return bool(marks & CONTRAST) and _own_subject(token) is not None and long_enough and _finite(token)


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
    return all(any(_is_verb(t) and _finite(t) and _own_subject(t) is not None for t in side) for side in (before, after))


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
    return ";" if token.doc[max(edge.i - 1, 0)].text == "," and _own_subject(token) is not None else ""


def _reaches_top(token: Token) -> bool:
    """Whether only coordination and reported speech lie between `token` and the root of its sentence."""
    for _ in range(12):
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return True
        if token.dep_ not in {"conj", "ccomp", "parataxis"}:
            return False
        token = token.head
    return False


def _sharing_verb(token: Token) -> Token | None:
    """The verb whose subject `token` shares, up the chain of coordination."""
    for _ in range(12):
        if token.dep_ != "conj":
            return None
        token = token.head
        if _own_subject(token) is not None:
            return token
    return None


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
    return _word_count(piece) < _SHORTEST_CLAUSE or not any(_is_verb(token) for token in piece) or _is_frame(piece)


def _is_frame(piece: list[Token]) -> bool:
    """A bare ``officials said on Friday``, whose report stands in another piece."""
    verb = _top_of(piece)
    inside = {token.i for token in piece}
    reported = [child for child in verb.children if child.dep_ in {"ccomp", "dobj"}]
    return verb.lemma_.lower() in REPORTING and not any(child.i in inside for child in reported)


def _top_of(piece: list[Token]) -> Token:
    """The token of `piece` whose head lies outside it (the root of the sentence first), verbs before other words."""
    inside = {token.i for token in piece}
    tops = [token for token in piece if token.head.i == token.i or token.head.i not in inside]
    return min(tops, key=lambda token: (token.head.i != token.i, not _is_verb(token), token.i), default=piece[0])


# -------------------------------------------------------------------------------------------------- nested parts


def _nested(token: Token, words: list[Token], guarded: Sequence[Stretch], valued: Sequence[Stretch]) -> Iterator[Part]:
    """The part that hangs on `token`, if it states something of its own about the noun before it."""
    if token.dep_ == "relcl" and _comma_before(token.left_edge) and _finite(token):
        yield from _hanging(PartKind.RELATIVE, token, token.head, words, guarded)
    elif token.dep_ == "appos" and _comma_before(token.left_edge) and _says_something(token, valued):
        yield from _hanging(PartKind.APPOSITION, token, token.head, words, guarded)
    elif token.dep_ == "prep" and token.lower_ == "with" and token.head.pos_ in {"NOUN", "PROPN"}:
        if _holds(token.left_edge.idx, _end(token.right_edge), valued):
            yield from _hanging(PartKind.ATTRIBUTE, token, token.head, words, guarded, shortest=3)
    elif token.pos_ in {"NOUN", "PROPN"}:
        yield from _premodified(token, valued)


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
    start, end = _phrase_start(owner), _end(token.right_edge)
    core = (token.left_edge.idx, _trim_end(words, end))
    too_short = _word_count(token.subtree) < shortest or (kind is PartKind.APPOSITION and not _agree(token, owner))
    if (
        too_short
        or owner.i >= token.left_edge.i
        or _within(start, guarded)
        or _within(core[1], guarded)
        or _within(core[0], guarded)
    ):
        return
    yield Part(kind, start, core[1], core, head=token.i, owner=owner.i)


def _premodified(noun: Token, valued: Sequence[Stretch]) -> Iterator[Part]:
    """``the 12-mile Kerch Bridge``: a hyphened value in front of a name states an attribute of what is named."""
    if noun.pos_ != "PROPN" and not any(child.lower_ in {"the", "its", "their"} for child in noun.lefts):
        return
    for start, end in valued:
        if noun.left_edge.idx <= start and end <= noun.idx and _hyphened(noun, start, end):
            inside = [token for token in noun.lefts if token.idx <= start <= _end(token)] or list(noun.lefts)
            if any(token.left_edge.idx <= start and end <= _end(token) and token.dep_ != "poss" for token in inside):
                stretch = (_phrase_start(noun), _end(noun))
                yield Part(PartKind.ATTRIBUTE, *stretch, core=stretch, head=noun.i, owner=noun.i)
                return


def _hyphened(noun: Token, start: int, end: int) -> bool:
    return any("-" in token.text and start <= token.idx <= end for token in noun.doc[noun.left_edge.i : noun.i])


def _says_something(token: Token, valued: Sequence[Stretch]) -> bool:
    """An apposition is a statement when it holds a value or describes with an article, a possessor or an ``of``."""
    if _holds(token.left_edge.idx, _end(token.right_edge), valued):
        return True
    describes = any(child.dep_ in {"det", "poss", "prep", "relcl", "acl"} for child in token.children)
    return describes and token.head.pos_ == "PROPN"


def _agree(token: Token, owner: Token) -> bool:
    """Whether an apposition can be said of its noun alone: "A and B, the senators" speaks of both."""
    plural = {"NNS", "NNPS"}
    return token.tag_ not in plural or owner.tag_ in plural


def _without_crossings(parts: list[Part]) -> list[Part]:
    """Drop parts that overlap an earlier one without nesting, and doubles of the same stretch."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda item: (item.start, -item.end)):
        crossing = any(part.start < other.end < part.end for other in kept)
        if not crossing and all(part.core != other.core for other in kept):
            kept.append(part)
    return kept


# ------------------------------------------------------------------------------------------------------ measures


def _is_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def _finite(token: Token) -> bool:
    return (
        token.tag_ in _FINITE
        or any(child.dep_ in {"aux", "auxpass"} and child.tag_ in _FINITE for child in token.children)
        or (token.dep_ == "conj" and token.tag_ in {"VB", "VBN"} and token.head.i != token.i and _finite(token.head))
    )


def _own_subject(token: Token) -> Token | None:
    return next((child for child in token.children if child.dep_ in _SUBJECTS), None)


def _comma_before(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].text in {",", "—", "–", "--", "("}


def _word_count(tokens: Sequence[Token] | Iterator[Token]) -> int:
    return sum(1 for token in tokens if token.is_alpha or token.like_num)


def _phrase_start(noun: Token) -> int:
    """Where the noun phrase of `noun` begins (its left edge, which never reaches back over a clause)."""
    return int(noun.left_edge.idx)


def _end(token: Token) -> int:
    return int(token.idx + len(token))


def _holds(start: int, end: int, stretches: Sequence[Stretch]) -> bool:
    return any(start <= a and b <= end for a, b in stretches)


def _within(place: int, stretches: Sequence[Stretch]) -> bool:
    return any(a < place < b for a, b in stretches)


def _tokens_between(words: list[Token], start: int, end: int) -> list[Token]:
    return [token for token in words if start <= token.idx < end]


def _trim(piece: list[Token], *, leading_joints: bool) -> Stretch:
    """The stretch of `piece` without joining words and marks at its ends; closing full stops and quotes stay."""
    first, last = 0, len(piece) - 1
    while leading_joints and first < last and (piece[first].dep_ == "cc" or piece[first].text in {",", ";", "--", "—", "–"}):
        first += 1
    while last > first and (piece[last].dep_ == "cc" or piece[last].text in {",", ";", "--", "—", "–", ":"}):
        last -= 1
    return piece[first].idx, _end(piece[last])


def _trim_end(words: list[Token], end: int) -> int:
    inside = [token for token in words if _end(token) <= end]
    while inside and inside[-1].text in {",", ";", "--", "—", "–", ":"}:
        inside.pop()
    return _end(inside[-1]) if inside else end


def doc_sentences(doc: Doc, sentences: Sequence[Stretch]) -> list[Span]:
    """The tokens of each sentence as a span of `doc`; a sentence without a token gives an empty span."""
    return [
        doc.char_span(start, end, alignment_mode="contract") or doc.char_span(start, end, alignment_mode="expand") or doc[0:0]
        for start, end in sentences
    ]
