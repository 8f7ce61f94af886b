"""The time that the words around a date speak of, from cheap cues: auxiliaries and a few telling words, no parse."""

from __future__ import annotations

from typing import Final

from workbench.values.calendar_terms import Token
from workbench.values.resolve import Tense

_REACH: Final = 9
_FUTURE: Final = frozenset(
    "will 'll ’ll shall would expected expects expect scheduled due plans plan planned planning set hopes intends upcoming until "
    "till by forthcoming to begin begins deadline forecast forecasts projected sees predicts tentatively".split()
)
_PAST: Final = frozenset(
    "was were had did said says told announced reported has have been since fell rose began became came went made took got held "
    "met won lost left sent saw gave found kept led ran spoke".split()
)
_ENDS: Final = frozenset({".", "!", "?", ";"})


def tense_at(tokens: list[Token], first: int, last: int) -> str:
    """The tense around the tokens `[first, last)`: that of the nearest cue before them in the sentence, else behind them."""
    for step in range(1, _REACH + 1):
        position = first - step
        if position < 0 or tokens[position].text in _ENDS:
            break
        tense = _tense_of(tokens[position].lower)
        if tense != Tense.UNKNOWN:
            return tense
    for token in tokens[last : last + 5]:
        if token.text in _ENDS:
            break
        if token.lower in {"will", "'ll", "’ll", "shall"}:
            return Tense.FUTURE
    return Tense.UNKNOWN


def _tense_of(word: str) -> str:
    if word in _FUTURE:
        return Tense.FUTURE
    if word in _PAST or (word.endswith("ed") and len(word) > 4):  # noqa: PLR2004 — "need", "bed" are no past tense
        return Tense.PAST
    return Tense.UNKNOWN
