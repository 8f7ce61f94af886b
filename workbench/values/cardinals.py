"""Cardinals: numerals and number words with their magnitudes, as amounts over tokens.

Words and their numbers are data (``lexicon/numbers.toml``).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum

from workbench.values.currencies import signs
from workbench.values.scan import Scan
from workbench.values.tables import read_toml

_DATA = {name: {word: float(size) for word, size in table.items()} for name, table in read_toml("numbers.toml").items()}
SMALL: dict[str, float] = _DATA["small"]
TENS: dict[str, float] = _DATA["tens"]
SCALES: dict[str, float] = _DATA["scales"]
LETTERS: dict[str, float] = _DATA["letters"]
PLURALS: dict[str, float] = _DATA["plurals"]
PARTS: dict[str, float] = _DATA["parts"]
MULTIPLES: dict[str, float] = _DATA["multiples"]
ORDINALS: dict[str, float] = _DATA["ordinals"]
ARTICLES = frozenset({"a", "an"})
HYPHENS = frozenset("-‐‑–")
_HUNDRED = 100
_SCALING_PLURALS = frozenset({"millions", "billions", "thousands", "hundreds", "dozens"})
_VULGAR = frozenset("¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘")
_SEPARATORS = str.maketrans("", "", ",\u00a0\u202f\u2009")
_LONGEST_NUMERAL = 30  # characters; no written quantity is longer
_LONGEST_RATIO_PART = 4  # digits
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 1000})
_MONTH_DAYS = 31  # "1/20" is a day of January, "1/40" is none
_PERSONS = frozenset({"people", "children", "women", "men"})
_SHORT_NOUN = 4  # letters
_NEVER_UNITS = frozenset("k K bn bln mn mln tn trn".split())


class Shape(Enum):
    """What an amount is by its form: a plain number, a share of a whole, a vague plural, a multiple, an ordinal."""

    PLAIN = "plain"
    SHARE = "share"
    VAGUE = "vague"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number over the tokens ``[first, last)``. `mantissa` is what stood before a magnitude word (`scaled`)."""

    low: float | None
    high: float | None
    first: int
    last: int
    mantissa: float
    shape: Shape = Shape.PLAIN
    scaled: bool = False
    digits: bool = False
    # The counted noun may follow "of": "dozens of", "a couple of".
    takes_of: bool = False


def read_numeral(scan: Scan, at: int) -> tuple[float | None, int]:
    """A numeral with what belongs to it: ``2½``, ``2 1/2``, ``3/4``, ``2.4×10^5``."""
    word = scan.words[at]
    value = unicodedata.numeric(word) if len(word) == 1 else to_number(word)
    if value is None:
        return None, at
    following = scan.words[at + 1]
    if len(following) == 1 and following in "¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘" and value == int(value):
        return value + unicodedata.numeric(following), at + 2
    ratio = read_ratio(scan, at)
    if ratio is not None:
        return ratio, at + 3
    tied = is_mixed(scan, at)
    mixed = read_ratio(scan, at + 1 + tied) if scan.starts[at + 1] - scan.ends[at] <= 1 else None
    if mixed is not None and value == int(value):
        return value + mixed, at + 4 + tied
    if following in {"×", "x"} and scan.words[at + 2] == "10":
        return _scientific(scan, at, value)
    return value, at + 1


def is_mixed(scan: Scan, at: int) -> bool:
    """As in "3-1/2": a whole number tied to a fraction by a hyphen."""
    tied = scan.words[at + 1] in HYPHENS and scan.glued(at + 1) and scan.glued(at + 2)
    return tied and scan.words[at].isdecimal() and read_ratio(scan, at + 2) is not None


def to_number(word: str) -> float | None:
    """A numeral as a number; ``None`` for one too long to be anything but an identifier."""
    return float(word.translate(_SEPARATORS)) if len(word) <= 30 else None  # noqa: PLR2004 - no written quantity is longer


def read_ratio(scan: Scan, at: int) -> float | None:
    """``3/4``: a proper fraction with a usual denominator, glued, and not part of a date or a longer chain."""
    if scan.words[at + 1] not in {"/", "⁄"} or not scan.glued(at + 1) or not scan.glued(at + 2):
        return None
    if not scan.words[at].isdecimal():  # a superscript ("5²/7") counts as a digit, and is no number
        return None
    below = scan.words[at + 2]
    if not below.isdecimal() or len(below) > 4 or len(scan.words[at]) > 4 or int(scan.words[at]) >= int(below):  # noqa: PLR2004
        return None
    ended = scan.glued(at + 3) and scan.lower[at + 3] in {"rd", "rds", "th", "ths"}  # "5/7ths"
    if int(below) not in _DENOMINATORS and not ended and (scan.words[at] != "1" or int(below) <= _MONTH_DAYS):
        return None
    chained = scan.words[at + 3] == "/" or (scan.glued(at) and scan.words[at - 1] == "/")
    return None if chained else int(scan.words[at]) / int(below)


def _scientific(scan: Scan, at: int, value: float) -> tuple[float, int]:
    """``2.4 × 10^-5`` and ``2.4×10−5``."""
    last = at + 3
    if scan.words[last] == "^":
        last += 1
    sign = 1
    if scan.words[last] in {"-", "−"} and scan.glued(last):
        sign, last = -1, last + 1
    exponent = scan.words[last]
    if exponent.isdecimal() and len(exponent) <= 2 and scan.glued(last):  # noqa: PLR2004 - 10^99 and no further
        return value * 10.0 ** (sign * int(exponent)), last + 1
    return value, at + 1


def scale_up(scan: Scan, first: int, last: int, value: float, *, digits: bool) -> Amount:
    """`value` times the magnitudes that follow: "1.3 billion", "4 hundred", "10k", "2 dozen", "1.8 billion-mile"."""
    mantissa, scaled = value, False
    letter = scan.words[last]
    if digits and scan.glued(last) and letter in LETTERS and not _is_unit_letter(scan, last):
        return Amount(
            _times(value, LETTERS[letter]), _times(value, LETTERS[letter]), first, last + 1, value, scaled=True, digits=True
        )
    while True:
        at = last + 1 if scan.words[last] in HYPHENS and scan.glued(last) and scan.glued(last + 1) else last
        scale = SCALES.get(scan.lower[at])
        if scale is None:
            scale = (
                PLURALS.get(scan.lower[at])
                if scan.lower[at] in {"millions", "billions", "thousands", "hundreds", "dozens"}
                else None
            )
        if scale is None:
            break
        value, last, scaled = _times(value, scale), at + 1, True
    return Amount(value, value, first, last, mantissa, scaled=scaled, digits=digits, takes_of=scaled)


def _is_unit_letter(scan: Scan, at: int) -> bool:
    """Whether a letter glued to a number is a unit there: ``100m`` is metres unless money or a counted noun stands by."""
    letter, after = scan.words[at], scan.lower[at + 1]
    if scan.glued(at + 1) and scan.words[at + 1] in {"2", "3", "/"}:
        return True
    if letter in _NEVER_UNITS:
        return False
    if at > 1 and scan.words[at - 2] in signs():
        return False
    counted = (after.endswith("s") and len(after) >= _SHORT_NOUN) or after in _PERSONS
    return letter in {"mm", "t", "T"} or not counted


def _times(value: float, scale: float) -> float:
    """The product without the dust of binary fractions: 4.1 million is 4100000, not 4099999.9999999995."""
    return float(f"{value * scale:.12g}")


def read_cardinal(scan: Scan, at: int) -> tuple[float, int]:
    """A cardinal in words, with the token after it: "thirty-one million two hundred fifty-six", "one hundred and sixteen"."""
    total = group = 0.0
    last, ceiling = at, float("inf")
    while True:
        step = at if last == at else _next_word(scan, last)
        word = scan.lower[step] if step >= 0 else ""
        if word in SCALES and word != "hundred" and SCALES[word] < ceiling and (group > 0 or last == at):
            total, ceiling, group = total + (group or 1.0) * SCALES[word], SCALES[word], 0.0
        else:
            added = _grown(group, word, first=last == at)
            if added is None:
                break
            group = added
        last = step + 1
        if word in SMALL and group < _HUNDRED and not _continues(scan, last):
            break
    return total + group, last


def _grown(group: float, word: str, *, first: bool) -> float | None:
    """A group below a thousand with one more word, or ``None`` where the word does not continue it."""
    rest = group % _HUNDRED
    if word in SMALL and (first or SMALL[word] > 0):
        fits = rest == 0 or (rest >= TENS["twenty"] and rest % SMALL["ten"] == 0 and SMALL[word] < SMALL["ten"])
        return group + SMALL[word] if fits else None
    if word in TENS and rest == 0:
        return group + TENS[word]
    if word == "hundred" and (first or 0 < group < _HUNDRED):
        return (group or 1.0) * _HUNDRED
    return None


def _next_word(scan: Scan, last: int) -> int:
    """Index of the next word of the same cardinal: past a hyphen, or past "and" after a hundred or a magnitude; -1 for none."""
    if scan.words[last] in HYPHENS and scan.glued(last) and scan.glued(last + 1):
        return last + 1 if scan.lower[last + 1] in SMALL or scan.lower[last + 1] in SCALES else -1
    before = scan.lower[last - 1]
    if scan.lower[last] == "and" and (before == "hundred" or before in SCALES):
        following = scan.lower[last + 1]
        return last + 1 if following in SMALL or following in TENS else -1
    return last


def _continues(scan: Scan, last: int) -> bool:
    """Whether a magnitude follows, so that a small number is not the end of its cardinal."""
    return scan.lower[last] in SCALES or (scan.words[last] in HYPHENS and scan.lower[last + 1] in SCALES)


def read_decimals(scan: Scan, value: float, at: int) -> tuple[float, int]:
    """As in "three point five": each following small number is a decimal."""
    digits = ""
    while scan.lower[at] in SMALL and SMALL[scan.lower[at]] < 10 and len(digits) < 9:  # noqa: PLR2004 - decimal digits
        digits += str(int(SMALL[scan.lower[at]]))
        at += 1
    return (float(f"{int(value)}.{digits}"), at) if digits else (value, at - 1)
