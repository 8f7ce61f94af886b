"""Where a text has telephone numbers: by their form, or after a word that says one follows."""

from __future__ import annotations

import re
from typing import Final

_FORMS: Final = re.compile(
    r"(?<![\w.,/#-])(?:"
    r"(?P<abroad>\+\d{1,3}(?:[ \u00a0.-]?\(?\d{1,5}\)?){2,6})"
    r"|(?P<home>\(?0\d{2,5}\)?(?:[ \u00a0-]\d{2,6}){1,4})"
    r"|\(\d{3}\)[ \u00a0]?\d{3}[-–. ]\d{4}"
    r"|(?:1[-. ])?\d{3}([-. ])\d{3}\3\d{4}"
    r")(?: ?ext\.? ?\d{1,5})?(?![\w/-]|[.,]\d)"
)
_CUED: Final = re.compile(
    r"(?<![\w.,/#-])\+?\(?\d[\d() \u00a0.-]{1,20}\d"
    r"(?=[.,;:!?)]*(?:\s*$|\s*\n|[.,;:!?)]|\s(?:for|to|or|and|between|before|after|if|in|on|from|now|today|with|by|free)\b))"
)
_CUE: Final = re.compile(
    r"\b(?:call(?:ing|ed)?|phone|phoned|tel|telephone|dial(?:led|ling)?|ring|text(?:ing)?|fax|hotline|helpline|whatsapp|sms)\.?"
    r"(?: (?:us|them|him|her|me|police))?(?: (?:on|at|via))?:? $",
    re.IGNORECASE,
)
_CUE_REACH: Final = 32
_SHORT: Final = re.compile(r"\b[Tt]ext [“\"‘']?[A-Z][A-Z0-9]{1,14}[”\"’']? to (?P<number>\d{4,6})\b")
_GROUPED: Final = re.compile(r"\+?[1-9]\d{0,2}(?:[ \u00a0]\d{3})+")
_LEAST, _MOST, _LEAST_ABROAD, _SURELY_ABROAD = 7, 15, 8, 10


def telephones(text: str) -> list[tuple[int, int]]:
    """The spans of the telephone numbers of `text`, those known by their form first; they may overlap."""
    found = [match.span() for match in _FORMS.finditer(text) if _is_number(match)]
    found += [match.span() for match in _CUED.finditer(text) if _is_called(text, match.start())]
    return found + [match.span("number") for match in _SHORT.finditer(text)]


def _is_called(text: str, place: int) -> bool:
    """Whether the words before `place` say that a telephone number follows."""
    return _CUE.search(text[max(0, place - _CUE_REACH) : place]) is not None


def _is_number(match: re.Match[str]) -> bool:
    digits = sum(character.isdigit() for character in match[0])
    if match["abroad"]:
        least = _SURELY_ABROAD if _GROUPED.fullmatch(match[0]) else _LEAST_ABROAD
        return least <= digits <= _MOST
    return not match["home"] or _LEAST <= digits <= _MOST
