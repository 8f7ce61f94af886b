"""Words of a text as retrieval and judging see them: one pattern, one folding, one stop list.

The pattern keeps what a checker searches for whole (``U.S.``, ``$1.3``, ``M39A1``) and parts what hyphens join, so that
``12-mile`` meets ``12 miles``.
"""

from __future__ import annotations

import re
import unicodedata

# Bounded alternatives without nested repetition: linear on any input.
WORD = re.compile(r"(?:[A-Za-z]\.){2,8}|[$€£¥]?\d+(?:[.,:]\d+)*%?|\w+(?:['’]\w+)?", re.UNICODE)

STOP = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her his i if in into is it its may might "
    "more no not of on or our she so some such than that the their them then there these they this to was we were what when "
    "where which while who whose will with would you your said says say also".split()
)

_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None, "\u200b": None, "\u00a0": " "}
)


def fold(text: str) -> str:
    """Lower case, plain quotes and hyphens, no soft hyphens or accents. Length may change: never use it for offsets."""
    plain = text.translate(_FOLDED).casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(character for character in plain if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """Every word of `text`, folded, in order."""
    return [word.strip(".") for word in WORD.findall(fold(text))]


def content_words(text: str) -> list[str]:
    """The folded words that carry meaning: stop words and single letters left out."""
    return [word for word in words(text) if word not in STOP and (len(word) > 1 or word.isdigit())]
