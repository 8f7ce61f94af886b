"""Word pieces of a claim and a passage that have a value hidden, as MPNet pairs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.judging.sentence.nearness import HIDDEN
from workbench.minilm import encodable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 160
_AFTER_SPECIAL = 4
_OPEN, _CLOSE, _MASK = 0, 2, 30_526


def word_pieces(tokenizer: Tokenizer, passage: str, claim: str, longest: int = LONGEST) -> list[int]:
    """Both texts in MPNet's own numbers; the passage is cut around the hidden value where they are too long together."""
    first, second = _pieces(tokenizer, passage), _pieces(tokenizer, claim)
    room = longest - 4
    second = second[: room * 2 // 3]
    left = room - len(second)
    if len(first) > left:
        at = first.index(_MASK) if _MASK in first else 0
        end = max(left, min(len(first), at + left // 3))
        first = first[end - left : end]
    return [_OPEN, *first, _CLOSE, _CLOSE, *second, _CLOSE]


def _pieces(tokenizer: Tokenizer, text: str) -> list[int]:
    found: list[int] = []
    for number, part in enumerate(text.split(HIDDEN)):
        if number:
            found.append(_MASK)
        if part:
            found += [piece + _AFTER_SPECIAL for piece in tokenizer.encode(encodable(part), add_special_tokens=False).ids]
    return found
