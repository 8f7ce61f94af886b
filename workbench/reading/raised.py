"""What a raised or lowered piece of text says in plain text: a power, an ordinal's ending, or a mark that calls a note.

Raised digits must not fuse with the figure before them: 10 with a raised 6 is a million, 85 with a raised 4 is 85 and a note.
"""

from __future__ import annotations

import re

_LONGEST = 20  # characters; a longer piece is text that happens to be set small
_UP = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_PLAIN_SIGNS = str.maketrans("−–⁻", "---")
_SIGNED = re.compile(r"[-−–+]\d{1,3}")
_NUMBER = re.compile(r"\d{1,3}")
_NOTE = re.compile(r"[\[(]?\d{1,3}[\])]?(?:\s*[,;–-]\s*[\[(]?\d{1,3}[\])]?)*|[*†‡§¶#]+|\[\w{1,6}(?: \d{1,3})?\]")
_NOTE_LETTER = re.compile(r"[\[(]?[a-df-mp-z][\])]?")  # e and o end ordinals, n stands for a number
_TIMES_TEN = re.compile(r"[×x*·∙⋅]\s*10$")
_BARE_TEN = re.compile(r"(?<![\d.,])10$")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdmnµμ]?m|ft|yd|mi|(?<=\d )in|(?<=/)s(?:ec)?)$")
_VARIABLE = re.compile(r"(?<!\w)[^\W\d_]$")
_SUM = re.compile(r"[=×^]\s*\d+$")
_PRICE = re.compile(r"[$€£]\s?\d+$")
_LEAST_CENTS = 50  # fewer are as likely the number of a note
_LEAST_BARE_POWER = 3

SUPERSCRIPT = "superscript"
"""The position of a raised piece, by the name Word has for it."""


def raised(before: str, mark: str, after: str, *, linked: bool = False) -> str:
    """What stands for the raised `mark` between the texts `before` and `after`: nothing for the mark of a note.

    ``linked`` says that the mark is a link, which a power is not.
    """
    plain = " ".join(mark.split())
    if len(plain) > _LONGEST or not plain:
        return mark
    power = None if linked else _power(before, plain, after)
    if power is not None:
        return power
    if _NOTE.fullmatch(plain) or (_NOTE_LETTER.fullmatch(plain) and (linked or before[-1:].isdigit())):
        return " " if before[-1:].isalnum() and after[:1].isalnum() else ""
    apart = plain[0] == "[" or (plain[0].isdigit() and before[-1:].isdigit())
    return f" {plain}" if apart else plain


def lowered(before: str, mark: str) -> str:
    """What stands for the lowered `mark`: as it is (H2O), but never one number with the digits before it."""
    plain = mark.strip()
    return plain.translate(_DOWN) if before[-1:].isdigit() and plain.isdigit() else mark


def _power(before: str, mark: str, after: str) -> str | None:
    """What raised digits say where they are no mark of a note; ``None`` where they may be one."""
    if _SIGNED.fullmatch(mark) and before[-1:].isalnum():
        return f"^{mark.translate(_PLAIN_SIGNS)}" if before[-1].isdigit() else mark.translate(_UP)
    if not _NUMBER.fullmatch(mark):
        return None
    if after[:1] in {"/", "⁄"}:  # the upper half of a fraction set in two pieces
        return f" {mark}" if before[-1:].isdigit() else mark
    if (_UNIT.search(before) and mark in {"2", "3"}) or _VARIABLE.search(before) or _is_isotope(before, after):
        return mark.translate(_UP)
    if _PRICE.search(before) and len(mark) == len("99") and (mark == "00" or int(mark) >= _LEAST_CENTS):
        return f".{mark}"
    return f"^{mark}" if _has_power(before, int(mark), after) else None


def _is_isotope(before: str, after: str) -> bool:
    return after[:1].isupper() and not before[-1:].isalnum() and before[-1:] not in set(".,;:!?”\"'")


def _has_power(before: str, exponent: int, after: str) -> bool:
    """Whether the number at the end of `before` is the base of a power."""
    if _TIMES_TEN.search(before) or (_BARE_TEN.search(before) and exponent >= _LEAST_BARE_POWER):
        return True
    return before[-1:].isdigit() and bool(_SUM.search(before) or after.lstrip()[:1] == "=")


def written_out(pieces: list[tuple[str, str]]) -> str:
    """One text of pieces with their positions: `SUPERSCRIPT`, another for what is lowered, empty for the rest.

    Pieces of one position go together, then each raised or lowered one is read between its neighbours.
    """
    joined: list[tuple[str, str]] = []
    for text, position in pieces:
        if joined and joined[-1][1] == position:
            joined[-1] = (joined[-1][0] + text, position)
        else:
            joined.append((text, position))
    shown = ""
    for number, (text, position) in enumerate(joined):
        after = joined[number + 1][0] if number + 1 < len(joined) else ""
        if position == SUPERSCRIPT:
            shown += raised(shown[-24:], text, after)
        else:
            shown += lowered(shown[-1:], text) if position else text
    return shown
