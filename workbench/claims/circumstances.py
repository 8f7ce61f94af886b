"""To whom and on what occasion something was said, where the text states it; read off the words around the cue.

An addressee is the object of a verb of telling ("told reporters"), the "to" or "before" phrase of a verb of saying ("said to
staff"), or whom a letter, a speech or an interview was for. An occasion is a phrase with a preposition whose noun is one
("at a news conference in Oslo on Monday", "in a statement"), beside the cue and outside what was said. A bare day or place
is no occasion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.claims.cues import DOCUMENT_NOUNS, SPEECH
from workbench.claims.occasions import (
    ADDRESSED,
    ADDRESSING,
    BROADCASTERS,
    GOING_ON,
    OCCASIONS,
    ON_OCCASION,
    SHARED,
    SPEAKING,
    TOWARDS,
)
from workbench.claims.parts import comma_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

_BEFORE_NOUN = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod", "case", "advmod", "npadvmod"}
)
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_OBJECTS = frozenset({"dobj", "dative", "iobj"})
_WHEN = frozenset({"DATE", "TIME"})
_WHERE = frozenset({"GPE", "LOC", "FAC", "EVENT", "ORG", "PERSON", "NORP"})
_NOBODY = frozenset(
    "it this that what which itself something anything everything nothing himself herself themselves yourself myself".split()
)
_THINGS = frozenset(
    "question story truth lie thing way point end time day year month week joke reason plan issue matter extent degree "
    "fact list answer number applause cheer laughter support boo".split()
)
_STEPS = 8
_LONGEST = 25  # tokens of an occasion


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Offsets of the words that name the addressee and the occasion; ``None`` where they are not stated."""

    addressee: Span | None = None
    occasion: Span | None = None


def find_circumstances(doc: Doc, cue_start: int, region: Sequence[Span]) -> Circumstances:
    """What the text says of the saying whose cue begins at `cue_start`.

    Args:
        doc: the parse of the source.
        cue_start: offset of the cue ("told", "according to").
        region: the stretches of the cue's sentence that are neither quoted nor reported; words outside them are not looked at.
    """
    span = doc.char_span(cue_start, cue_start + 1, alignment_mode="expand")
    if span is None or not len(span):
        return Circumstances()
    cue = span[0]
    place = _Place(doc, cue, _tokens(doc, region))
    occasion = place.occasion()
    return Circumstances(place.addressee(occasion), _offsets(occasion))


def _tokens(doc: Doc, region: Sequence[Span]) -> tuple[Token, ...]:
    found: list[Token] = []
    for start, end in region:
        span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
        found += span if span is not None else ()
    return tuple(found)


def _offsets(tokens: Sequence[Token]) -> Span | None:
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None


class _Place:
    """One cue with the words around it that may be looked at."""

    def __init__(self, doc: Doc, cue: Token, words: Sequence[Token]) -> None:
        self._doc = doc
        self._cue = cue
        self._words = words
        self._allowed = {token.i for token in words}
        self._verbs = _verbs_of(cue)

    # ------------------------------------------------------------------------------------------------ occasion

    def occasion(self) -> tuple[Token, ...]:
        """The tokens of the first phrase that names an occasion of this saying, the ones right beside the cue first."""
        if self._cue.lower_ == "according":
            return self._document_behind()
        ordered = sorted(self._words, key=lambda token: (token.i < self._cue.i, token.i))
        for token in ordered:
            noun = _object(token) if token.lower_ in ON_OCCASION and self._is_ours(token) else None
            if noun is not None and noun.i in self._allowed and _names_occasion(token, noun):
                return self._extended(token, noun)
        return self._document_above()

    def _document_behind(self) -> tuple[Token, ...]:
        """The document after "according to": "a statement from the airline"."""
        noun = next((token for token in self._words if token.dep_ == "pobj" and self._cue in _heads(token)), None)
        known = noun is not None and noun.lemma_.lower() in DOCUMENT_NOUNS and noun.lemma_.lower() in OCCASIONS
        return self._extended(_first(noun), noun) if noun is not None and known else ()

    def _document_above(self) -> tuple[Token, ...]:
        """The document whose clause the cue heads: "joined him in a statement that said …"."""
        noun = self._cue.head
        if self._cue.dep_ not in {"relcl", "acl"} or noun.lemma_.lower() not in OCCASIONS & DOCUMENT_NOUNS:
            return ()
        first = noun.head if noun.dep_ == "pobj" and noun.head.lower_ in ON_OCCASION else _first(noun)
        return self._run(first, noun) if first.i in self._allowed and noun.i in self._allowed else ()

    def _is_ours(self, preposition: Token) -> bool:
        """Whether the phrase hangs on the cue, on a verb of speaking, or on nothing but nouns beside the cue."""
        for above in _heads(preposition):
            if above.pos_ in {"VERB", "AUX"}:
                return above.i in self._verbs or (_speaks(above) and self._cue_is_near(above))
        return True

    def _cue_is_near(self, verb: Token) -> bool:
        """Whether a verb of speaking belongs to the cue's speaker: it hangs on the cue or on the cue's subject."""
        heads = {token.i for token in _heads(verb)}
        return bool(heads & self._verbs) or any(token.i in heads for token in self._subjects())

    def _subjects(self) -> Iterator[Token]:
        for token in self._words:
            if token.dep_ in {"nsubj", "nsubjpass"} and token.head.i in self._verbs:
                yield token

    def _extended(self, first: Token, noun: Token) -> tuple[Token, ...]:
        """The phrase from `first` to its noun, with the phrases of place, day and company that follow at once."""
        run = list(self._run(first, noun))
        while run and len(run) < _LONGEST:
            more = self._going_on(run[-1].i + 1)
            if not more:
                break
            run += more
        return tuple(run)

    def _run(self, first: Token, noun: Token) -> tuple[Token, ...]:
        """`first` to `noun`, with the rest of a name that the parse set after it."""
        last = noun
        while last.i + 1 < len(self._doc) and last.nbor().ent_iob_ == "I" and last.ent_type_ not in {"", *_WHEN}:
            last = last.nbor()
        words = tuple(self._doc[first.i : last.i + 1])
        return words if all(token.i in self._allowed for token in words) else ()

    def _going_on(self, index: int) -> tuple[Token, ...]:
        if index not in self._allowed:
            return ()
        token = self._doc[index]
        if token.ent_type_ in _WHEN:
            return tuple(self._of_entity(token))
        if token.lower_ in GOING_ON and (noun := _object(token)) is not None and index < noun.i <= index + _STEPS:
            known = (
                noun.ent_type_ in _WHEN | _WHERE
                or _lemma(noun) in OCCASIONS
                or token.lower_ in {"of", "with", "to", "before", "from"}
            )
            return self._run(token, noun) if known and noun.pos_ in _NOUNS else ()
        if token.text == "'s" or (token.dep_ == "acl" and token.tag_ == "VBN"):
            return (token,) if self._going_on(index + 1) else ()
        return ()

    def _of_entity(self, token: Token) -> Iterator[Token]:
        yield token
        while token.i + 1 in self._allowed and token.nbor().ent_iob_ == "I":
            token = token.nbor()
            yield token

    # ------------------------------------------------------------------------------------------------ addressee

    def addressee(self, occasion: Sequence[Token]) -> Span | None:
        """Whom the cue's verb, its "to" phrase or the occasion names."""
        if self._cue.lower_ == "according":
            return _offsets(self._company(occasion))
        return _offsets(self._told() or self._towards(self._cue) or self._company(occasion) or self._briefed())

    def _told(self) -> tuple[Token, ...]:
        """The object of a verb of telling; of a passive participle none."""
        if self._cue.lemma_.lower() not in ADDRESSING or self._cue.pos_ not in {"VERB", "AUX"}:
            return ()
        for child in self._cue.children:
            if child.dep_ in _OBJECTS and child.i > self._cue.i and _is_somebody(child):
                return self._phrase(child)
        return self._next_noun() if self._cue.lemma_.lower() == "tell" else ()

    def _next_noun(self) -> tuple[Token, ...]:
        """The noun right after the cue, which the parse took for a part of something else."""
        first = self._cue.i + 1
        if first not in self._allowed:
            return ()
        for noun in (self._doc[first], *_heads(self._doc[first])):
            if noun.i >= first and noun.pos_ in _NOUNS:
                return self._phrase(noun) if _first(noun).i == first and _is_somebody(noun) else ()
        return ()

    def _towards(self, above: Token) -> tuple[Token, ...]:
        """The one after "to" or "before": "said to reporters", "testified before the committee"."""
        for child in above.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in {"to", "before"} and child.i > above.i:
                noun = _object(child)
                if child.i - 1 != above.i and child.i - 1 not in self._allowed:
                    continue  # "said an adviser to the king": the phrase belongs to the speaker
                if noun is not None and _is_somebody(noun) and _lemma(noun) not in OCCASIONS:
                    return self._phrase(noun)
        return ()

    def _company(self, occasion: Sequence[Token]) -> tuple[Token, ...]:
        """Whom the occasion names: "in a letter to Congress", "in an interview with the BBC"."""
        for before, token in pairwise(occasion):
            wanted = ADDRESSED if token.lower_ in {"to", "before", "for"} else SHARED if token.lower_ == "with" else frozenset()
            nouns = {_lemma(word) for word in occasion if word.i <= before.i and word.pos_ in {"NOUN", "PROPN"}}
            if token.lower_ in TOWARDS and nouns & wanted and (noun := _object(token)) is not None and _is_somebody(noun):
                return self._phrase(noun)
        return ()

    def _briefed(self) -> tuple[Token, ...]:
        """Whom a participle names: "she said, briefing lawmakers"; "speaking to reporters, he said"."""
        for token in self._words:
            if token.lower_ == "briefing" and token.dep_ == "compound" and comma_before(token):
                return self._phrase(token.head, after=token)
            if token.tag_ != "VBG" or not _speaks_to(token) or not ({t.i for t in _heads(token)} & self._verbs):
                continue
            for child in token.children:
                if child.dep_ in _OBJECTS and _lemma(token) in ADDRESSING and _is_somebody(child):
                    return self._phrase(child)
            if found := self._towards(token):
                return found
        return ()

    def _phrase(self, noun: Token, after: Token | None = None) -> tuple[Token, ...]:
        """`noun` with what stands before it (but only `after` a word), its "of" phrase, and those joined to it by "and"."""
        first, last = _first(noun) if after is None else after.nbor(), noun
        while last.i + 1 < len(self._doc) and last.nbor().ent_iob_ == "I" and last.ent_type_ not in {"", *_WHEN}:
            last = last.nbor()
        for child in noun.rights:
            if child.lower_ == "of" and child.i == last.i + 1 and (inner := _object(child)) is not None:
                last = self._doc[max(inner.i, last.i)]
            elif child.dep_ == "conj" and child.pos_ in _NOUNS and child.i <= last.i + _STEPS and not _has_verb(child):
                last = child
        words = tuple(self._doc[first.i : last.i + 1])
        return words if all(token.i in self._allowed and not token.is_space for token in words) else ()


# ------------------------------------------------------------------------------------------------ reading the parse


def _verbs_of(cue: Token) -> set[int]:
    """The cue, and the verb a participle "saying" adds to."""
    found = {cue.i}
    if cue.tag_ == "VBG" and cue.dep_ in {"advcl", "acl"} and cue.head.pos_ in {"VERB", "AUX"}:
        found.add(cue.head.i)
    return found


def _heads(token: Token) -> Iterator[Token]:
    for _ in range(_STEPS):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def _speaks(verb: Token) -> bool:
    return _lemma(verb) in SPEAKING


def _speaks_to(verb: Token) -> bool:
    return _lemma(verb) in SPEAKING or _lemma(verb) in ADDRESSING


def _object(preposition: Token) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj" and child.i > preposition.i), None)


def _first(noun: Token) -> Token:
    """The first token of what stands before a noun and belongs to it."""
    lefts = [child.left_edge for child in noun.lefts if child.dep_ in _BEFORE_NOUN]
    return min((*lefts, noun), key=lambda token: token.i)


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _names_occasion(preposition: Token, noun: Token) -> bool:
    """Whether "in a statement", "at the Security Forum", "on CNN" is an occasion."""
    before = preposition.lower_
    if before == "on" and (noun.lower_ in BROADCASTERS or any(word.lower_ in BROADCASTERS for word in noun.lefts)):
        return True
    if noun.lower_ == "x":
        return before in {"on", "via"}
    names = {noun.lower_, _lemma(noun)}
    if "release" in names and not any(word.lower_ in {"press", "news", "media"} for word in noun.lefts):
        return False
    return bool(names & OCCASIONS) and not (
        before == "by" and _lemma(noun) not in {"phone", "telephone", "email", "e-mail", "text"}
    )


def _is_somebody(noun: Token) -> bool:
    """A person, a body or a group, as far as the word shows; never a day, a number or "it"."""
    if noun.ent_type_ in _WHEN or noun.lower_ in _NOBODY or noun.pos_ not in _NOUNS or noun.tag_ in {"WP", "WDT"}:
        return False
    if any(child.tag_ in {"WDT", "WP", "WP$", "WRB"} for child in noun.lefts):
        return False
    return _lemma(noun) not in _THINGS and _lemma(noun) not in SPEECH


def _has_verb(token: Token) -> bool:
    return any(child.dep_ in {"aux", "nsubj", "relcl"} for child in token.children)


def stretches_outside(whole: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `whole` that no stretch of `taken` covers, in order."""
    free, place = [], whole[0]
    for start, end in sorted(taken):
        if end <= place or start >= whole[1]:
            continue
        if start > place:
            free.append((place, start))
        place = max(place, end)
    if place < whole[1]:
        free.append((place, whole[1]))
    return tuple(free)
