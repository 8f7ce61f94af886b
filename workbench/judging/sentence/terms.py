"""What a sentence says, as terms: names and content lemmas with their place, and which of them are negated.

Claim and evidence are read the same way, so a word that is dropped on one side is dropped on the other.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from workbench.judging.sentence.lexicon import lexicon
from workbench.parser import parse, parse_all
from workbench.tokens import STOP, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X", "INTJ"))
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday year month week day today yesterday tomorrow "
    "century decade quarter hour minute".split()
)
_TITLES = frozenset("mr mrs ms dr sir dame prof rep reps sen sens gov gen lt col capt sgt president".split())
# "One" is left out: mostly a pronoun.
NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen".split()
)
"""Numbers written in words, folded."""
_ENDINGS = frozenset(("n", "an", "ian", "ish", "ese", "i", "s", "es", "ns", "ans", "ians", "is", "y"))
_SHORTEST_STEM = 3
_LONGEST_TEXT = 4_000
_EXPLAINED_WITHIN = 100_000  # characters; a short name is explained at its first use, and hostile text stays cheap


@dataclass(frozen=True, slots=True)
class Term:
    """One word that carries meaning; ``key`` is shared by words of one meaning, offsets are the sentence's."""

    key: str
    lemma: str
    start: int
    end: int
    name: bool
    negated: bool
    index: int
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of a text in order, and its parse; ``keys`` serve membership tests. Equal texts give the same object.

    Names have a kind (``PERSON``) in what `read_terms` reads, and none in what `read_evidence` reads.
    """

    text: str
    doc: Doc
    terms: tuple[Term, ...]
    keys: frozenset[str]

    @property
    def names(self) -> tuple[Term, ...]:
        """The terms that are names, in order."""
        return tuple(term for term in self.terms if term.name)


def read_terms(text: str) -> Terms:
    """Parse `text` (cut at 4,000 characters: no sentence is longer) and keep the words that carry meaning."""
    found = _HELD.get(text)
    return found if found is not None else _HELD.keep(_terms_of(text, parse(text[:_LONGEST_TEXT])))


def read_terms_ahead(texts: Iterable[str]) -> None:
    """Parse several texts together, for `read_terms` to come."""
    fresh = [text for text in dict.fromkeys(texts) if _HELD.get(text) is None]
    for text, doc in zip(fresh, parse_all([text[:_LONGEST_TEXT] for text in fresh], names=True), strict=True):
        _HELD.keep(_terms_of(text, doc))


def read_evidence(texts: Iterable[str]) -> dict[str, Terms]:
    """The terms of sentences of evidence, parsed together; their names have no kind, which nobody asks of evidence."""
    held = {text: _HELD_OF_EVIDENCE.get(text) for text in texts}
    fresh = [text for text, terms in held.items() if terms is None]
    docs = parse_all([text[:_LONGEST_TEXT] for text in fresh])
    found = {text: _HELD_OF_EVIDENCE.keep(_terms_of(text, doc)) for text, doc in zip(fresh, docs, strict=True)}
    return {text: terms or found[text] for text, terms in held.items()}


def _terms_of(text: str, doc: Doc) -> Terms:
    negated = negated_tokens(doc)
    terms = [_term(token, negated) for token in doc if _carries_meaning(token)]
    return Terms(text, doc, tuple(terms), frozenset(term.key for term in terms))


class _Shelf:
    """The texts read last, for every thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._terms: OrderedDict[str, Terms] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str) -> Terms | None:
        with self._lock:
            found = self._terms.get(text)
            if found is not None:
                self._terms.move_to_end(text)
            return found

    def keep(self, terms: Terms) -> Terms:
        """The terms kept for this text: another thread may have been first."""
        with self._lock:
            kept = self._terms.setdefault(terms.text, terms)
            if len(self._terms) > self._most:
                self._terms.popitem(last=False)
            return kept


_HELD, _HELD_OF_EVIDENCE = _Shelf(4096), _Shelf(4096)

fold_word = lru_cache(maxsize=32_768)(fold)
"""`fold` for single words, which come back in every sentence."""


def main_verb(terms: Terms) -> Term | None:
    """The verb that the sentence hangs on; None where that word carries no meaning of its own ("is")."""
    return next((term for term in terms.terms if terms.doc[term.index].dep_ == "ROOT"), None)


def key_of(token: Token) -> str:
    """The key of a parsed word: its lemma, folded, brought to the word that stands for its meaning."""
    named = is_name(token)
    return _key(token.text if named else token.lemma_, named)


@lru_cache(maxsize=32_768)
def _key(word: str, named: bool) -> str:
    folded = fold(word).strip(".'")
    folded = lexicon().peoples.get(folded, folded)
    return folded if named and folded not in lexicon().same else lexicon().key(folded)


def is_name(token: Token) -> bool:
    """Whether a word is (part of) a name: capitals inside, or a capital where no sentence starts."""
    text = token.text
    if not any(character.isupper() for character in text):
        return False
    if any(character.isupper() for character in text[1:]) and len(text) > 1:
        return True
    return bool(token.pos_ == "PROPN" or (not token.is_sent_start and token.ent_type_ and token.pos_ != "VERB"))


def same_key(one: str, other: str) -> bool:
    """Whether two keys name the same thing: equal, or a country beside its people ("ukraine", "ukrainian")."""
    return other in _forms(one)


def has_key(key: str, keys: frozenset[str] | set[str]) -> bool:
    """Whether `key` or another form of the same name is among `keys`."""
    return not _forms(key).isdisjoint(keys)


@lru_cache(maxsize=32_768)
def _forms(key: str) -> frozenset[str]:
    """Every key that names the same thing as `key`, so that a set answers what would be a walk over all keys."""
    longer = {stem + ending for stem in (key, key[:-1]) for ending in _ENDINGS}
    stems = {key.removesuffix(ending) for ending in _ENDINGS}
    shorter = {stem + vowel for stem in stems for vowel in ("", *"aeoy")}
    return frozenset(form for form in longer | shorter | {key} if _same_stem(key, form))


def _same_stem(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    stems = (short, short[:-1]) if short[-1:] in "aeoy" else (short,)
    return any(len(stem) > _SHORTEST_STEM and long.startswith(stem) and long[len(stem) :] in _ENDINGS for stem in stems)


# -------------------------------------------------------------------------------------------------- other names

_ACRONYM = r"[A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]{0,4}s?"
_FULL_NAME = r"[A-Z][\w'’-]{1,20}(?: (?:(?:of|for|and|the|on|to) ){0,2}[A-Z][\w'’-]{1,20}){1,6}"
_NAME_THEN_SHORT = re.compile(rf"({_FULL_NAME}),? ?\(?(?:or |the |called the |known as )?({_ACRONYM})\b")
_SHORT_THEN_NAME = re.compile(rf"\b({_ACRONYM}),? ?\(?(?:or |the |short for |for )?(?:the )?({_FULL_NAME})")
_NAMED = re.compile(rf"({_FULL_NAME})(?:[^.\n]{{0,40}}?)\b(?:for|or|called|,) ({_ACRONYM})\b")


@lru_cache(maxsize=512)
def other_names(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Short names `text` explains, with the keys of the full name ("ATACMS" - army, tactical, missile, system), by name."""
    found: dict[str, frozenset[str]] = {}
    text = text[:_EXPLAINED_WITHIN]
    for pattern, short_first in ((_SHORT_THEN_NAME, True), (_NAME_THEN_SHORT, False), (_NAMED, False)):
        for match in pattern.finditer(text):
            short, full = match.group(1 if short_first else 2), match.group(2 if short_first else 1)
            parts = _initials_match(short, full)
            if parts:
                found.setdefault(fold(short), parts)
    return tuple(sorted(found.items()))


def _initials_match(short: str, full: str) -> frozenset[str]:
    """Keys of the words whose initials spell `short` in order, leading extra words left out; empty where they do not."""
    parts = [part for part in re.split(r"[ -]", full) if part[:1].isupper()]
    for drop in range(len(parts) - 1):
        rest = parts[drop:]
        if _spells([part[0].lower() for part in rest], fold(short)):
            return frozenset(_singular(fold(part)) for part in rest)
    return frozenset()


def _spells(initials: list[str], short: str) -> bool:
    at = 0
    for initial in initials:
        at = short.find(initial, at) + 1
        if not at:
            return False
    return bool(initials) and short[0] == initials[0] and len(short) <= len(initials) * 2


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


# ---------------------------------------------------------------------------------------------------- one token


def _carries_meaning(token: Token) -> bool:
    folded = fold_word(token.text).strip(".'")
    if token.pos_ not in _CONTENT or not any(character.isalnum() for character in token.text) or folded in STOP | _TITLES:
        return False
    if token.like_num or folded in _DATE_WORDS or fold_word(token.lemma_) in _DATE_WORDS or token.text[0].isdigit():
        return False
    return is_name(token) or fold_word(token.lemma_) not in _unwanted()


@cache
def _unwanted() -> frozenset[str]:
    return lexicon().filler | lexicon().negators


def _term(token: Token, negated: frozenset[int]) -> Term:
    return Term(
        key_of(token), fold_word(token.lemma_), token.idx, token.idx + len(token.text), is_name(token), token.i in negated,
        token.i, token.ent_type_,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def negated_tokens(doc: Doc) -> frozenset[int]:
    """Indices of words a negation governs directly: "not built", "no decision", "never met", "failed to deliver"."""
    words = lexicon()
    found: set[int] = set()
    for token in doc:
        lower = fold_word(token.text)
        if lower == "without":
            found.update(child.i for child in token.children if child.dep_ == "pobj")
        elif lower in words.negators or token.dep_ == "neg":
            found.add(token.head.i)
            found.update(child.i for child in token.children if child.dep_ == "pobj")
            # "has not been shown", "no decision had been made": the verb turns with its noun.
            if token.dep_ in {"det", "nsubj", "nsubjpass"}:
                found.add(token.head.head.i)
        elif words.key(fold_word(token.lemma_)) in words.denying or fold_word(token.lemma_) in words.denying:
            found.update(child.i for child in token.children if child.dep_ in {"xcomp", "ccomp"})
    return frozenset(found)


def loose_name_keys(name: str) -> frozenset[str]:
    """The capitalised words of a person's name without titles and initials, folded."""
    found = [fold(part).strip(".,'") for part in re.split(r"[\s,]", name) if part[:1].isupper()]
    return frozenset(part.removesuffix("'s") for part in found if len(part) > 1 and part not in _TITLES)
