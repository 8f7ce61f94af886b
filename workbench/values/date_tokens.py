"""A text as words of known classes: the tokens with their offsets, and one character per token for its class."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from workbench.values.calendar_terms import CLASS_CODES, CODE_OF_CAPITALISED, CODE_OF_WORD, OTHER, TRIGGER

FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Four digits outside these are never a year."""

# Blanks are taken together with the token behind them, most words are met by the first alternative, and guards in front
# keep the rare forms from being tried at every word; all repetition is bounded or takes each character once.
_TOKEN: Final = re.compile(
    r"""(?:[^\S\n]|\n(?![ \t\r]*\n))*+(?:
      (?P<PLAIN>(?![ap]m)[a-z]{1,40}+(?=[\s,;)]))
      | (?=[FQHapAPo'’BC])(?:
          (?P<FISCALYEAR>FY\s?['’]?\d{2}(?:\d{2})?\b)
        | (?P<QUARTER>[QH][1-4]\b)
        | (?P<MERIDIEM>[apAP](?:\.\s?[mM]\b\.?|[mM]\b))
        | (?P<ERA>A\.D\.|B\.C\.(?:E\.)?|C\.E\.)
        | (?P<OCLOCK>o['’]clock\b)
        | (?P<POSSESSIVE>['’]s\b))
      | (?P<WORD>[^\W\d_]{1,40}+(?!\w))
      | (?=[\d½¼¾])(?:
          (?P<ISO>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w/]))
        | (?P<SLASHED>\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:\d{4}|\d{2})(?![\w/])
            | \d{4}(?P<sign2>[/.])\d{1,2}(?P=sign2)\d{1,2}(?![\w/]))
        | (?P<CLOCK>\d{1,2}[:.]\d{2}(?::\d{2})?(?=\s?[apAP]\.?\s?[mM]\b|\s(?:local\stime|GMT|UTC|C?EST|BST|CET|hrs)\b)
            | \d{1,2}:\d{2}(?::\d{2})?(?![\w:]))
        | (?P<FRACTION>[1-9]/[2-8](?![\w/.]) | [½¼¾])
        | (?P<DECADES>(?:\d\d)?\d0['’]?s\b)
        | (?P<NTH>\d{1,2}(?:st|nd|rd|th)\b)
        | (?P<NUMBEREDQUARTER>[1-4][QH]\b)
        | (?P<CLOCKHOUR>\d{1,2}(?=[apAP]\.?[mM]\b))
        | (?P<DIGITS>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?(?!\w) | \d{1,18}(?:\.\d{1,9})?(?!\w|[.,]\d)))
      | (?P<MIXED>\w{1,40})
      | (?P<BREAK>\n[ \t\r]*\n)
      | (?P<SIGN>[^\w\s])
      | \Z)""",
    re.VERBOSE,
)
_CODES: Final = CLASS_CODES | {"NUMBEREDQUARTER": CLASS_CODES["QUARTER"], "CLOCKHOUR": CLASS_CODES["DAY"]}


class Token(NamedTuple):
    """One word, number or sign of the text, with its offsets."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def read_tokens(text: str) -> tuple[list[Token], str]:
    """The tokens of `text` and, position by position, the code of their class; none where no word can belong to a date."""
    matches: list[re.Match[str]] = []
    coded: list[str] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group is None:
            break  # only blanks were left
        matches.append(match)
        word = match[group]
        coded.append(CODE_OF_WORD.get(word, OTHER) if group == "PLAIN" else _code_of(word, group))
    codes = "".join(coded)
    if not TRIGGER.search(codes):
        return [], ""
    return [Token(match[match.lastindex or 0], *match.span(match.lastindex or 0)) for match in matches], codes


def _code_of(word: str, group: str) -> str:
    if group in {"WORD", "SIGN", "MIXED"}:
        return CODE_OF_CAPITALISED.get(word) or CODE_OF_WORD.get(word.lower(), OTHER)
    if group == "DIGITS":
        return CLASS_CODES[_numeral_class(word)]
    return _CODES[group]


def _numeral_class(word: str) -> str:
    if not word.isascii() or not word.isdigit():
        return "NUMBER"
    if len(word) <= 2 and 1 <= int(word) <= 31:  # noqa: PLR2004 — days of a month
        return "DAY"
    if len(word) == 4 and FIRST_YEAR <= int(word) <= LAST_YEAR:  # noqa: PLR2004 — digits of a year
        return "YEAR"
    return "NUMBER"
