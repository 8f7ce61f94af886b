"""The time that the words around a date speak of, from cheap cues: auxiliaries and a few telling words, no parse."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from workbench.values.date_tokens import Token

_REACH = 9
_AHEAD = 6
_FUTURE: Final = frozenset(
    "will 'll ’ll shall scheduled due plans planned planning expects expect expected upcoming forthcoming payable "
    "effective expire expires expiring deadline tentatively predicts predicting forecast forecasts projected sees "
    "hopes intends postponed delayed begins opens starts reconvenes soon early set".split()
)
_PAST: Final = frozenset(
    "was were had did said told since fell rose began became came went made took got held met won lost left sent saw "
    "gave found kept led ran spoke ago brought bought sold paid broke chose drew drove flew grew hit knew meant put "
    "read sat shot stood struck taught thought threw wrote built caught cut felt fought".split()
)
_WEAK_FUTURE: Final = frozenset("until till would could may can".split())
_PASSIVE: Final = frozenset({"be", "being", "is", "are"})
"""A participle behind these says nothing of the time ("will be held")."""
_ENDS: Final = frozenset({".", "!", "?", ";", "\n\n"})


class Tense(StrEnum):
    """What the words around an expression say about its time."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def tense_at(tokens: list[Token], first: int, last: int) -> Tense:
    """The tense around the tokens `[first, last)`: that of the nearest clear cue before them in the sentence, else behind them.

    Words such as "until" and "would" count only where nothing clearer stands near.
    """
    weak = Tense.UNKNOWN
    for position in range(first - 1, max(first - 1 - _REACH, -1), -1):
        word = tokens[position].lower
        if word in _ENDS:
            break
        if word in _FUTURE and not (word in {"due", "early", "soon", "set"} and not _looks_ahead(tokens, position)):
            return Tense.FUTURE
        passive = position > 0 and tokens[position - 1].lower in _PASSIVE
        if not passive and (word in _PAST or _is_past_form(word)):
            return Tense.PAST
        if word == "would" and tokens[position + 1].lower != "have":  # "said that she would leave in May"
            return Tense.FUTURE
        if word in _WEAK_FUTURE:
            weak = Tense.FUTURE
    return _tense_behind(tokens, last) or weak


def _tense_behind(tokens: list[Token], last: int) -> Tense | None:
    for token in tokens[last : last + _AHEAD]:
        if token.text in _ENDS:
            return None
        if token.lower in {"will", "'ll", "’ll", "shall"}:
            return Tense.FUTURE
        if token.lower in _PAST or _is_past_form(token.lower):
            return Tense.PAST
    return None


def _looks_ahead(tokens: list[Token], position: int) -> bool:
    """Whether a word of two readings looks ahead: "due Friday", "set to open", "as early as Friday", not "due to"."""
    word = tokens[position].lower
    after = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    return after == "to" if word == "set" else after != "to" if word == "due" else after == "as"


def _is_past_form(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed")  # noqa: PLR2004 — "need" and "bed" are no past tense
