"""Origins, not appearances: which passages say the same thing because one said it first, and which are the article itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.judging.quotes.matching import QUOTED
from workbench.judging.sentence.terms import NUMBER_WORDS
from workbench.judging.sides.passages import sentences_of
from workbench.models import Article, Document, Tier
from workbench.tokens import words

SHINGLE = 4
# Measured by hand on rewritten agency copy: two reports of one event in their own words share under a fifth.
SAME_ORIGIN = 0.5
COPIED = 0.6
_LONG_SENTENCE = 12
_LONG_TEXT = 40  # words; a shorter text may be a note from which the article took its sentence
_LATEST = dt.date.max


@dataclass(frozen=True, slots=True)
class Appearance:
    """One evidence sentence with what decides who said it first."""

    doc_id: str
    sentence: str
    published: dt.date | None
    publisher: str | None


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of four folded words in `text`; a shorter text is one run."""
    found = words(text)
    if len(found) <= SHINGLE:
        return frozenset((tuple(found),)) if found else frozenset()
    return frozenset(zip(*(found[at:] for at in range(SHINGLE)), strict=False))


def contained(text: str, whole: str) -> float:
    """Share of the runs of `text` that occur in `whole`, 0…1."""
    ours = shingles(text)
    return round(len(ours & shingles(whole)) / len(ours), 6) if ours else 0.0


def origins_of(appearances: Sequence[Appearance]) -> tuple[str, ...]:
    """One origin name per appearance: the document of its group that was published first (ties: the smaller id).

    Two appearances share an origin when they stand in one document, or one sentence holds half of the other's word runs and
    neither has figures that the other lacks while lacking some of its own.
    """
    groups = list(range(len(appearances)))
    for later in range(len(appearances)):
        for earlier in range(later):
            if _one_origin(appearances[earlier], appearances[later]):
                old, new = groups[later], groups[earlier]
                groups = [new if group == old else group for group in groups]
    return tuple(_first_of([one for one, own in zip(appearances, groups, strict=True) if own == group]) for group in groups)


def is_copy(sentence: str, passage: str, document: Document, article: Article) -> bool:
    """Whether the evidence sentence is the article's own: then it supports nothing.

    A document, or a passage of one, that is mostly the article's text is a copy as a whole, its headline and its edited
    sentences included. A primary document that was there before the article is a source the article copied, not a copy.
    """
    if document.text.strip() == article.text.strip():
        return True
    older = document.published is not None and article.published is not None and document.published < article.published
    if document.tier is Tier.PRIMARY and older:
        return False
    own = own_words(article)
    if _mostly_copied(document.text, own) or _mostly_copied(passage, own):
        return True
    return _sentence_copied(sentence, document, own, older=older)


@lru_cache(maxsize=4096)
def _mostly_copied(text: str, own: str) -> bool:
    """Whether most of a text of some length is in the article; what both only quote says nothing about copying."""
    unquoted = without_quotes(text)
    return len(words(unquoted)) >= _LONG_TEXT and contained(unquoted, own) >= COPIED


def _sentence_copied(sentence: str, document: Document, own: str, *, older: bool) -> bool:
    """A sentence with another number is its own, one short sentence alone may be coincidence, and nothing copies the future."""
    if older or contained(sentence, own) < COPIED or not _numbers(sentence) <= _numbers_beside(sentence, own):
        return False
    if len(words(sentence)) >= _LONG_SENTENCE:
        return True
    return len(words(document.text)) >= _LONG_SENTENCE and contained(document.text, own) >= SAME_ORIGIN


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if word in NUMBER_WORDS or any(character.isdigit() for character in word))


@lru_cache(maxsize=4096)
def _numbers_beside(sentence: str, own: str) -> frozenset[str]:
    """The numbers of those sentences of the article that share a run of words with `sentence`."""
    runs = shingles(sentence)
    cut = (own[start:end] for start, end in sentences_of(own))
    return frozenset(number for piece in cut if runs & shingles(piece) for number in _numbers(piece))


@lru_cache(maxsize=8)
def own_words(article: Article) -> str:
    """Headline and text of the article without what it quotes, which any transcript repeats."""
    return f"{article.title}\n\n{without_quotes(article.text)}"


def without_quotes(text: str) -> str:
    """`text` without the stretches between quotation marks."""
    return QUOTED.sub(" \n", text)


def _one_origin(one: Appearance, other: Appearance) -> bool:
    if one.doc_id == other.doc_id:
        return True
    if min(_word_count(one.sentence), _word_count(other.sentence)) < SHINGLE:
        return False
    ours, theirs = _numbers(one.sentence), _numbers(other.sentence)
    if not (ours <= theirs or theirs <= ours):  # like words with other figures are another statement
        return False
    return max(contained(one.sentence, other.sentence), contained(other.sentence, one.sentence)) >= SAME_ORIGIN


@lru_cache(maxsize=4096)
def _word_count(text: str) -> int:
    return len(words(text))


def _first_of(group: list[Appearance]) -> str:
    return min(group, key=lambda one: (one.published or _LATEST, one.doc_id)).doc_id
