"""How much of what a claim says around its value a passage says around its own, rare words weighing more than common ones."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from workbench.judging.sentence.lexicon import lexicon
from workbench.tokens import STOP, fold

HIDDEN = "\ufffc"
"""Stands where a value was hidden, once in a text."""
_TOKEN = re.compile(rf"{HIDDEN}|[^\W_]+(?:['’\-.][^\W_]+)*")
_NAME = re.compile(r"(?<=[a-z,;:0-9)\-] )[A-ZÀ-Ž][\w’'-]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "er", "ers", "ly")
_SHORTEST_STEM, _LONGEST_STEM, _STEMMED_FROM = 3, 7, 4
_CLAIM_REACH, _PASSAGE_REACH, _FAR_SHARE = 7.0, 12.0, 0.15
"""Words over which nearness falls to a third, in the claim and in the passage; what a word far from the value still weighs."""
_STANDING, _BESIDE = 0.4, 5
_MOST_NAMES = 4


class Rarity:
    """How rare the words of an article's passages are among them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of `texts`, each once a text."""
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            counts.update(set(keys_of(text)))
        self._counts, self._total = counts, total

    def weight(self, key: str) -> float:
        """The logarithm of how many texts there are to one that has the word."""
        return math.log((self._total + 1) / (self._counts[key] + 0.5)) if key and key != HIDDEN else 0.0


@dataclass(frozen=True, slots=True)
class Nearness:
    """Shares between 0 and 1, but for the flags.

    ``near``: of the claim's words by their rarity and nearness to its value, those near the passage's value. ``local``: those
    anywhere in the passage; ``said``: the same without nearness. ``lacking``: of the words beside the passage's value those the
    claim has not. ``foreign`` and ``unnamed``: names of the line that the claim has not, and the other way round, by four.
    """

    near: float
    local: float
    said: float
    lacking: float
    foreign: float
    unnamed: float
    one_year: bool
    other_year: bool


def nearness(claim: str, passage: str, line: str, rarity: Rarity) -> Nearness:
    """Compare two texts with a value hidden in each; `line` is the passage's sentence or row alone."""
    ours, theirs = keys_of(claim), keys_of(passage)
    wanted = _weights(ours, rarity)
    there = _standing(theirs)
    total = sum(wanted.values()) or 1.0
    flat = {key: rarity.weight(key) for key in wanted}
    at = theirs.index(HIDDEN) if HIDDEN in theirs else 0
    beside = {key for place, key in enumerate(theirs) if key and key != HIDDEN and abs(place - at) <= _BESIDE}
    beside_total = sum(map(rarity.weight, beside)) or 1.0
    years, other_years = set(_YEAR.findall(claim)), set(_YEAR.findall(passage))
    return Nearness(
        near=math.fsum(w * (_STANDING + (1 - _STANDING) * there[key]) for key, w in wanted.items() if key in there) / total,
        local=math.fsum(w for key, w in wanted.items() if key in there) / total,
        said=math.fsum(w for key, w in flat.items() if key in there) / (sum(flat.values()) or 1.0),
        lacking=math.fsum(rarity.weight(key) for key in sorted(beside) if key not in wanted) / beside_total,
        foreign=min(sum(key not in ours for key in _names(line)), _MOST_NAMES) / _MOST_NAMES,
        unnamed=min(sum(key not in there for key in _names(claim)), _MOST_NAMES) / _MOST_NAMES,
        one_year=bool(years & other_years),
        other_year=bool(years and other_years and not years & other_years),
    )


@lru_cache(maxsize=65_536)
def keys_of(text: str) -> tuple[str, ...]:
    """The words of a text as keys, in order; a stop word is empty, the hidden value stands for itself."""
    return tuple(
        word if word == HIDDEN else _key(word.lower().removesuffix("'s").removesuffix("’s")) for word in _TOKEN.findall(text)
    )


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    folded = fold(word)
    if folded in STOP:
        return ""
    key = lexicon().key(folded)
    if key == folded and len(folded) > _STEMMED_FROM:
        ending = next((e for e in _ENDINGS if folded.endswith(e) and len(folded) - len(e) >= _SHORTEST_STEM), "")
        key = folded.removesuffix(ending)
    return key[:_LONGEST_STEM] if key.isalpha() else key


@lru_cache(maxsize=65_536)
def _names(text: str) -> frozenset[str]:
    """Words with a capital that does not open a sentence."""
    return frozenset(map(_key, map(str.lower, _NAME.findall(text)))) - {""}


def _weights(keys: tuple[str, ...], rarity: Rarity) -> dict[str, float]:
    at = keys.index(HIDDEN) if HIDDEN in keys else 0
    found: dict[str, float] = {}
    for place, key in enumerate(keys):
        if key and key != HIDDEN:
            own = rarity.weight(key) * (_FAR_SHARE + math.exp(-abs(place - at) / _CLAIM_REACH))
            found[key] = max(found.get(key, 0.0), own)
    return found


def _standing(keys: tuple[str, ...]) -> dict[str, float]:
    """How near to the hidden value each word stands."""
    at = keys.index(HIDDEN) if HIDDEN in keys else 0
    found: dict[str, float] = {}
    for place, key in enumerate(keys):
        if key and key != HIDDEN:
            found[key] = max(found.get(key, 0.0), math.exp(-abs(place - at) / _PASSAGE_REACH))
    return found
