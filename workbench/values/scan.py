"""A text cut into the tokens that the quantity grammar reads: numerals, words, currency signs, single marks.

Parallel lists instead of token objects: the reader looks at every token of a corpus, and this is its inner loop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.values.currencies import signs

BREAK = "\n\n"  # the token of a paragraph's or list item's end, which no phrase crosses
_BULLETS = ("- ", "• ", "* ", "– ", "— ", "▪ ", "‣ ", "◦ ")


@dataclass(frozen=True, slots=True)
class Scan:
    """Tokens of `text`: as written, in lower case, with their offsets. Empty tokens at the end stop every look-ahead.

    The lists end in six empty tokens, so an index a little past either end reads an empty word.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    size: int

    def glued(self, index: int) -> bool:
        """Whether nothing stands between the token at `index` and the one before it."""
        return 0 < index < self.size and self.starts[index] == self.ends[index - 1]

    def numeral(self, index: int) -> bool:
        """Whether the token at `index` is written in digits (or is a vulgar fraction such as ½)."""
        word = self.words[index]
        return bool(word) and (word[0] in _DIGITS or (word[0] == "." and word[1:2] in _DIGITS))


_DIGITS = frozenset("0123456789¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘")
_PAD = 6


def scan(text: str) -> Scan:
    """Cut `text` into tokens; linear in its length."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _token().finditer(text):
        word = match[1]
        if word is None:
            break  # only blanks were left
        if word[0] in "\r\n":
            if word.count("\n") < 2 and not text.startswith(_BULLETS, match.end()):  # noqa: PLR2004 - one line end is a space
                continue
            word = BREAK
        words.append(word)
        start, end = match.span(1)
        starts.append(start)
        ends.append(end)
    size, padding = len(words), [""] * _PAD
    beyond = [len(text)] * _PAD
    lower = [word.lower() for word in words]
    return Scan(text, words + padding, lower + padding, starts + beyond, ends + beyond, size)


@cache
def _token() -> re.Pattern[str]:
    """Every alternative is bounded or a single repetition and blanks are taken at once, so scanning is linear."""
    sign = "|".join(
        ("(?<![A-Za-z])" if mark[0].isalpha() else "") + re.escape(mark) + (r"(?=\s?[0-9])" if mark[-1].isalpha() else "")
        for mark in sorted(signs(), key=len, reverse=True)
    )
    first = re.escape("".join(sorted({mark[0] for mark in signs()})))
    return re.compile(
        r"[^\S\r\n]*+(?:("
        r"[a-z]++(?=[\s,;)?!\"”]|\Z)|[A-Z][a-z]++(?=[,;)]|\s[^0-9])"  # most tokens; the rest is tried for few
        r"|https?://\S+|www\.\S+|[\w.+-]{1,64}+@[\w-]{1,64}\.[\w.]{1,64}|[#@][A-Za-z]\w*"  # names, never values
        rf"|(?=[{first}])(?:{sign})"
        r"|(?<![0-9])\.[0-9]+(?![0-9.])"
        r"|[0-9]{1,3}(?:[,\u00a0\u202f\u2009][0-9]{3}){1,9}(?![0-9])(?:\.[0-9]+)?"
        r"|[0-9]+(?:\.[0-9]+)?"
        r"|(?:[A-Za-z]\.){2,6}"
        r"|(?:[Aa]pprox|[Nn]os?|(?<![0-9°º])[Cc]a?|[Ss]q|[Cc]u|Mk|Fig|Vol|Sec|Prop|[Pp]p|[Aa]vg|[Oo]z|[Ll]bs?|[Ff]t|[Ii]n|[Mm]i)\.(?=\s?[0-9A-Za-z])"
        r"|[¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘]"
        r"|[^\W\d_¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘]+(?:['’][^\W\d_¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘]+)?"
        r"|[\r\n][ \t\r\n]*"
        r"|\S"
        r")|\Z)"
    )
