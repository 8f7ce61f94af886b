"""How much of what a claim says is said by a piece of evidence: its names, its content words, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import Term, Terms, has_key, same_key
from workbench.tokens import STOP, fold, words

NAME_WEIGHT = 2.0
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Neighbouring name words that form one name ("Michael McCaul"), in order."""

    terms: tuple[Term, ...]

    @property
    def text(self) -> str:
        """The name as keys, for showing."""
        return " ".join(term.key for term in self.terms)


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a piece of evidence offers for covering a claim: sentence terms, and looser keys from title and heading.

    ``short_names`` are the short names explained in the article or the document, with the keys of their full names.
    """

    sentences: tuple[Terms, ...]
    context: frozenset[str]
    short_names: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the sentences alone."""
        return _joint_keys(self.sentences)


@lru_cache(maxsize=8_192)
def _joint_keys(sentences: tuple[Terms, ...]) -> frozenset[str]:
    return frozenset(key for sentence in sentences for key in sentence.keys)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``share`` of the claim's weight that is covered (1 where the claim has no words left to cover)."""

    share: float
    sentence_share: float
    missing_names: tuple[str, ...]
    missing_words: tuple[str, ...]
    matched: int
    total: int


def cover(claim_terms: Sequence[Term], offered: Words) -> Coverage:
    """Weigh each claim term by whether the evidence says it; names count double and must be covered as whole names."""
    keys = offered.keys
    everywhere = keys | offered.context
    groups = name_groups(claim_terms)
    missing_groups = [group for group in groups if not covers_name(group, everywhere, offered)]
    plain = [term for term in claim_terms if not term.name]
    missing = [term for term in plain if not covers_word(term, everywhere, offered)]
    near = sum(NAME_WEIGHT for group in groups if covers_name(group, keys, offered))
    near += sum(1.0 for term in plain if covers_word(term, keys, offered))
    total = NAME_WEIGHT * len(groups) + len(plain)
    lost = NAME_WEIGHT * len(missing_groups) + len(missing)
    return Coverage(
        share=round(1 - lost / total, 6) if total else 1.0,
        sentence_share=round(near / total, 6) if total else 1.0,
        missing_names=tuple(group.text for group in missing_groups),
        missing_words=tuple(term.lemma for term in missing),
        matched=len(groups) + len(plain) - len(missing_groups) - len(missing),
        total=len(groups) + len(plain),
    )


def name_groups(terms: Sequence[Term]) -> tuple[NameGroup, ...]:
    """Neighbouring name terms joined; each name once, in order."""
    groups: list[list[Term]] = []
    for term in terms:
        if not term.name:
            continue
        if groups and term.index - groups[-1][-1].index == 1:
            groups[-1].append(term)
        else:
            groups.append([term])
    seen: dict[str, NameGroup] = {}
    for group in groups:
        made = NameGroup(tuple(group))
        seen.setdefault(made.text, made)
    return tuple(seen.values())


def covers_name(group: NameGroup, keys: frozenset[str], offered: Words) -> bool:
    """A name is there whole, by its surname with no other first name beside it, or by its short or full form."""
    weighty = [term for term in group.terms if term.key not in lexicon().generic] or list(group.terms)
    if all(_there(term.key, keys, offered) for term in weighty):
        return True
    last = group.terms[-1]
    if len(group.terms) > 1 and last.kind in {"PERSON", ""} and has_key(last.key, keys):
        return not any(_other_first_name(group, sentence) for sentence in offered.sentences)
    return False


def covers_word(term: Term, keys: frozenset[str], offered: Words) -> bool:
    """A plain word is there in some form, or as part of the full name of something named in short."""
    return _there(term.key, keys, offered) or term.lemma in keys


def _there(key: str, keys: frozenset[str], offered: Words) -> bool:
    if has_key(key, keys):
        return True
    return any((short == key and _mostly(full, keys)) or (key in full and short in keys) for short, full in offered.short_names)


def _mostly(full: frozenset[str], keys: frozenset[str]) -> bool:
    """Half of a full name's words; "tactical missiles" stands for the Army Tactical Missile System."""
    present = sum(has_key(part, keys) or lexicon().key(part) in keys for part in full)
    return present * 2 >= len(full)


def _other_first_name(group: NameGroup, sentence: Terms) -> bool:
    surname = group.terms[-1].key
    ours = {term.key for term in group.terms}
    for other in name_groups(sentence.terms):
        if any(same_key(term.key, surname) for term in other.terms[1:]) and not _among(other.terms[0].key, ours):
            return True
    return False


def _among(first: str, ours: set[str]) -> bool:
    """Whether a first name is one of ours, or one is the initial of the other ("J. Reel", "Jonas Reel")."""
    return first in ours or any(len(min(first, own, key=len)) == 1 and first[:1] == own[:1] for own in ours)


@lru_cache(maxsize=4096)
def loose_keys(text: str) -> frozenset[str]:
    """Keys of a title, heading or publisher, where capitals and missing grammar make a parse worthless."""
    found: set[str] = set()
    for word in words(text):
        if word in STOP or _DIGITS.match(word):
            continue
        for form in (word, word.removesuffix("'s"), _singular(word)):
            found |= {form, lexicon().key(form), lexicon().peoples.get(form, form)}
    return frozenset(found)


def wanted_terms(terms: Terms, left_out: Iterable[tuple[int, int]]) -> tuple[Term, ...]:
    """The claim terms that evidence should cover: those outside values and quotes, each key once."""
    spans = tuple(left_out)
    seen: dict[tuple[str, bool], Term] = {}
    for term in terms.terms:
        if not any(start < term.end and term.start < end for start, end in spans):
            seen.setdefault((term.key, term.name), term)
    return tuple(seen.values())


def _singular(word: str) -> str:
    folded = fold(word)
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded
