"""Halves and quarters that belong to a match, and two figures "in the 60s" that are no decade: told by the sentence around."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from workbench.values.calendar_periods import Grain
from workbench.values.date_meanings import Discussed, Expression, Named, Shifted
from workbench.values.date_tokens import Token
from workbench.values.tables import read_toml

_WORDS: Final = read_toml("match.toml")
_PLAY: Final[frozenset[str]] = frozenset(_WORDS["play"].split())
_PLAY_PAIRS: Final = frozenset(tuple(line.split()) for line in _WORDS["play_pairs"].strip().splitlines())
_BUSINESS: Final[frozenset[str]] = frozenset(_WORDS["business"].split())
_WARMTH_AND_AGE: Final[frozenset[str]] = frozenset(_WORDS["warmth_and_age"].split())
_ENDS: Final = frozenset({".", "!", "?", "\n\n"})
_REACH: Final = 30
_PARTS: Final = frozenset({Grain.QUARTER, Grain.HALF})
_MOST_GOALS: Final = 200


def is_part_of_match(expression: Expression, tokens: list[Token]) -> bool:
    """Whether a half or quarter without a year is one of a match: the sentence speaks of play, and not of business."""
    meaning = expression.meaning
    parted = (isinstance(meaning, Named) and (meaning.quarter or meaning.half) and meaning.year is None) or (
        isinstance(meaning, (Shifted, Discussed))
        and (meaning.unit if isinstance(meaning, Shifted) else Grain.QUARTER) in _PARTS
    )
    if not parted:
        return False
    sentence = _sentence(tokens, expression.first, expression.last)
    words = {token.lower for token in sentence}
    return words.isdisjoint(_BUSINESS) and (not words.isdisjoint(_PLAY) or _has_pair(sentence) or _has_score(sentence))


def is_warmth_or_age(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the sentence speaks of temperatures, ages or rounds, which are "in the 60s" as well."""
    return any(token.lower in _WARMTH_AND_AGE for token in _sentence(tokens, first, last))


def _sentence(tokens: list[Token], first: int, last: int) -> list[Token]:
    start, end = first, last
    while start > max(0, first - _REACH) and tokens[start - 1].text not in _ENDS:
        start -= 1
    while end < min(len(tokens), last + _REACH) and tokens[end].text not in _ENDS:
        end += 1
    return tokens[start:end]


def _has_pair(sentence: list[Token]) -> bool:
    """As in "came on", "minutes into"."""
    return any((one.lower, other.lower) in _PLAY_PAIRS for one, other in pairwise(sentence))


def _has_score(sentence: list[Token]) -> bool:
    """As in "21-14": two small whole numbers with a hyphen."""
    return any(
        before.text.isdigit()
        and after.text.isdigit()
        and mark.text in {"-", "–"}
        and max(int(before.text), int(after.text)) < _MOST_GOALS
        for before, mark, after in zip(sentence, sentence[1:], sentence[2:], strict=False)
    )
