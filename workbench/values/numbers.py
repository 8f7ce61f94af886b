"""Amounts: numbers in digits and words, magnitudes, fractions, shares, vague plurals and multiples.

``read_amount`` reads one amount at a token; ranges, units and bounds are other modules' business. Words and their
numbers are data (``lexicon/numbers.toml``).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import Enum

from workbench.values.scan import Scan
from workbench.values.tables import read_toml

_DATA = read_toml("numbers.toml")
SMALL: dict[str, float] = _DATA["small"]
TENS: dict[str, float] = _DATA["tens"]
SCALES: dict[str, float] = _DATA["scales"]
LETTERS: dict[str, float] = _DATA["letters"]
PLURALS: dict[str, float] = _DATA["plurals"]
PARTS: dict[str, float] = _DATA["parts"]
MULTIPLES: dict[str, float] = _DATA["multiples"]
ORDINALS: dict[str, float] = _DATA["ordinals"]
_HUNDRED = 100
_ARTICLES = frozenset({"a", "an"})
_VAGUE = {"several": 3.0, "few": 2.0, "many": 2.0}  # "several hundred" is at least three hundred
_COUPLES = {"couple": 2.0, "pair": 2.0}
_SEPARATORS = str.maketrans("", "", ",\u00a0\u202f\u2009")
_HYPHENS = frozenset("-‐‑–")
# A plural such as "dozens" has no agreed upper end; the others end where the next word would have been used.
_OPEN = frozenset({"dozens", "scores"})
# "one in three", "seven out of ten": only such round groups make a share, so that "two in 2019" is none.
_GROUPS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 200, 250, 500, 1000, 10000, 100000, 1000000})
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 1000})
_MONTH_DAYS = 31  # "1/20" is a day of January, "1/40" is none
_TIMES_COMPARED = frozenset(
    "the as more higher larger bigger greater faster longer that its their his her what smaller lower less fewer better likelier worse "
    "stronger heavier older richer poorer wider deeper taller normal average earnings revenue annual".split()
)

STARTERS = frozenset(SMALL) | frozenset(TENS) | frozenset(PLURALS) | frozenset(MULTIPLES) | frozenset(PARTS) | frozenset(_COUPLES)
STARTERS |= frozenset(SCALES) | frozenset(_VAGUE)
STARTERS -= {"halves", "many", "bn", "mn", "tn", "mln", "bln", "trn"}


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


def read_amount(scan: Scan, at: int) -> Amount | None:
    """The longest amount that starts at token `at`, or ``None``."""
    if scan.numeral(at):
        return _read_digits(scan, at)
    word = scan.lower[at]
    if word in MULTIPLES:
        return Amount(MULTIPLES[word], MULTIPLES[word], at, at + 1, MULTIPLES[word], Shape.MULTIPLE)
    if word in PLURALS:
        return _read_plural(scan, at)
    if word in SMALL or word in TENS:
        return _read_counted(scan, at)
    return _read_led(scan, at)


def _read_digits(scan: Scan, at: int) -> Amount | None:
    value, last = _numeral(scan, at)
    if value is None:
        return None
    share = _share(scan, at, last, value)
    if share:
        return share
    return _scaled(scan, at, last, value, digits=True)


def _numeral(scan: Scan, at: int) -> tuple[float | None, int]:
    """A numeral with what belongs to it: ``2½``, ``2 1/2``, ``3/4``, ``2.4×10^5``."""
    word = scan.words[at]
    value = unicodedata.numeric(word) if len(word) == 1 else _to_float(word)
    if value is None:
        return None, at
    following = scan.words[at + 1]
    if len(following) == 1 and following in "¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘" and value == int(value):
        return value + unicodedata.numeric(following), at + 2
    ratio = read_ratio(scan, at)
    if ratio is not None:
        return ratio, at + 3
    mixed = read_ratio(scan, at + 1) if scan.starts[at + 1] - scan.ends[at] <= 1 else None
    if mixed is not None and value == int(value):
        return value + mixed, at + 4
    if following in {"×", "x"} and scan.words[at + 2] == "10":
        return _scientific(scan, at, value)
    return value, at + 1


def _to_float(word: str) -> float | None:
    """A numeral as a number; ``None`` for one too long to be anything but an identifier."""
    return float(word.translate(_SEPARATORS)) if len(word) <= 30 else None  # noqa: PLR2004 - no written quantity is longer


def read_ratio(scan: Scan, at: int) -> float | None:
    """``3/4``: a proper fraction with a usual denominator, glued, and not part of a date or a longer chain."""
    if scan.words[at + 1] not in {"/", "⁄"} or not scan.glued(at + 1) or not scan.glued(at + 2) or not scan.words[at].isdigit():
        return None
    below = scan.words[at + 2]
    if not below.isdigit() or len(below) > 4 or len(scan.words[at]) > 4 or int(scan.words[at]) >= int(below):  # noqa: PLR2004
        return None
    if int(below) not in _DENOMINATORS and (scan.words[at] != "1" or int(below) <= _MONTH_DAYS):
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
    if exponent.isdigit() and len(exponent) <= 2 and scan.glued(last):  # noqa: PLR2004 - 10^99 and no further
        return value * 10.0 ** (sign * int(exponent)), last + 1
    return value, at + 1


def _scaled(scan: Scan, first: int, last: int, value: float, *, digits: bool) -> Amount:
    """`value` times the magnitudes that follow: "1.3 billion", "4 hundred", "10k", "2 dozen", "1.8 billion-mile"."""
    mantissa, scaled = value, False
    letter = scan.words[last]
    if digits and scan.glued(last) and letter in LETTERS and not _is_unit_letter(scan, last):
        return Amount(_times(value, LETTERS[letter]), _times(value, LETTERS[letter]), first, last + 1, value, scaled=True, digits=True)
    while True:
        at = last + 1 if scan.words[last] in _HYPHENS and scan.glued(last) and scan.glued(last + 1) else last
        scale = SCALES.get(scan.lower[at])
        if scale is None:
            scale = PLURALS.get(scan.lower[at]) if scan.lower[at] in {"millions", "billions", "thousands", "hundreds", "dozens"} else None
        if scale is None:
            break
        value, last, scaled = _times(value, scale), at + 1, True
    return Amount(value, value, first, last, mantissa, scaled=scaled, digits=digits, takes_of=scaled)


def _is_unit_letter(scan: Scan, at: int) -> bool:
    """Whether a letter glued to a number is a unit there: ``100m`` is metres unless money or a counted noun stands by."""
    letter = scan.words[at]
    if scan.glued(at + 1) and scan.words[at + 1] in {"2", "3", "/"}:
        return True
    if letter in {"k", "bn", "bln", "mn", "mln", "tn", "trn", "K"}:
        return letter == "K" and scan.words[at - 1] != "" and "." not in scan.words[at - 1] and scan.lower[at + 1] in {"resolution", "tv"}
    before = scan.lower[at - 2]
    if before and (not before[-1].isalnum()) and before not in {"(", ",", "-", "–", "~", "“", '"', "'", "‘", "/", "+", ":", ";", "—", ")"}:
        return False  # a currency sign
    if letter in {"mm", "t", "T", "b", "B"}:
        return letter in {"mm", "t", "T"} or not scan.lower[at + 1].endswith("s")
    return not (scan.lower[at + 1].endswith("s") or scan.lower[at + 1] in {"people", "children", "women", "men"}) or len(scan.lower[at + 1]) < 4  # noqa: PLR2004


def _times(value: float, scale: float) -> float:
    """The product without the dust of binary fractions: 4.1 million is 4100000, not 4099999.9999999995."""
    return float(f"{value * scale:.12g}")


def _read_counted(scan: Scan, at: int) -> Amount | None:
    """Number words, alone or as the upper part of a fraction, a share or a multiple of a magnitude."""
    value, last = _cardinal(scan, at)
    fraction = _fraction(scan, at, last, value)
    if fraction:
        return fraction
    share = _share(scan, at, last, value)
    if share:
        return share
    half = _and_a_part(scan, last)
    if half:
        value, last = value + half[0], half[1]
    elif scan.lower[last] == "point" and scan.lower[last + 1] in SMALL:
        value, last = _point(scan, value, last + 1)
    return _scaled(scan, at, last, value, digits=False)


def _cardinal(scan: Scan, at: int) -> tuple[float, int]:
    """A cardinal in words: "thirty-one million two hundred fifty-six thousand", "one hundred and sixteen"."""
    total = group = 0.0
    last, ceiling = at, float("inf")
    while True:
        step = at
        if last > at:
            step = _next_word(scan, last)
            if step < 0:
                break
        else:
            step = at
        word = scan.lower[step]
        if word in SMALL and (group % _HUNDRED == 0 or (20 <= group % _HUNDRED < _HUNDRED and group % 10 == 0 and 0 < SMALL[word] < 10)):  # noqa: PLR2004
            if last > at and SMALL[word] == 0:
                break
            group += SMALL[word]
        elif word in TENS and group % _HUNDRED == 0:
            group += TENS[word]
        elif word == "hundred" and (0 < group < _HUNDRED or last == at):
            group = (group or 1.0) * _HUNDRED
        elif word in SCALES and word != "hundred" and SCALES[word] < ceiling and (group > 0 or last == at):
            total, ceiling, group = total + (group or 1.0) * SCALES[word], SCALES[word], 0.0
        else:
            break
        last = step + 1
        if word in SMALL and group < _HUNDRED and not _continues(scan, last):
            break
    return total + group, last


def _next_word(scan: Scan, last: int) -> int:
    """Index of the next word of the same cardinal: past a hyphen, or past "and" after a hundred or a magnitude; -1 for none."""
    if scan.words[last] in _HYPHENS and scan.glued(last) and scan.glued(last + 1):
        return last + 1 if scan.lower[last + 1] in SMALL or scan.lower[last + 1] in SCALES else -1
    before = scan.lower[last - 1]
    if scan.lower[last] == "and" and (before == "hundred" or before in SCALES):
        following = scan.lower[last + 1]
        return last + 1 if following in SMALL or following in TENS else -1
    return last


def _continues(scan: Scan, last: int) -> bool:
    """Whether a magnitude follows, so that a small number is not the end of its cardinal."""
    return scan.lower[last] in SCALES or (scan.words[last] in _HYPHENS and scan.lower[last + 1] in SCALES)


def _point(scan: Scan, value: float, at: int) -> tuple[float, int]:
    """"three point five": each following small number is a decimal."""
    digits = ""
    while scan.lower[at] in SMALL and SMALL[scan.lower[at]] < 10 and len(digits) < 9:  # noqa: PLR2004 - decimal digits
        digits += str(int(SMALL[scan.lower[at]]))
        at += 1
    return (float(f"{int(value)}.{digits}"), at) if digits else (value, at - 1)


def _and_a_part(scan: Scan, last: int) -> tuple[float, int] | None:
    """"and a half", "and three quarters" after a number."""
    if scan.lower[last] != "and":
        return None
    if scan.lower[last + 1] in _ARTICLES and scan.lower[last + 2] in PARTS:
        return 1 / PARTS[scan.lower[last + 2]], last + 3
    if scan.lower[last + 1] in SMALL and scan.lower[last + 2] in PARTS and SMALL[scan.lower[last + 1]] < PARTS[scan.lower[last + 2]]:
        return SMALL[scan.lower[last + 1]] / PARTS[scan.lower[last + 2]], last + 3
    return None


def _fraction(scan: Scan, first: int, last: int, value: float) -> Amount | None:
    """"two-thirds", "one quarter of", "three-quarters of a million"; "two quarters" without "of" are periods."""
    at = last + 1 if scan.words[last] in _HYPHENS and scan.glued(last) else last
    part = scan.lower[at]
    if part not in PARTS or value >= PARTS[part] or value == 0 or (value == 1) == part.endswith("s"):
        return None
    if part.startswith(("quarter", "half")) and at == last and scan.lower[at + 1] != "of":
        return None
    return _part_of(scan, first, at + 1, value / PARTS[part])


def _part_of(scan: Scan, first: int, last: int, value: float) -> Amount:
    """A fraction: of a magnitude ("a quarter of a million") it is a number, before a unit a plain number, else a share."""
    at = last
    if scan.lower[at] == "of" or scan.lower[at] in _ARTICLES:
        at += 1 + (scan.lower[at] == "of" and scan.lower[at + 1] in _ARTICLES)
        if scan.lower[at] in SCALES:
            scaled = _scaled(scan, first, at, value, digits=False)
            return Amount(scaled.low, scaled.high, first, scaled.last, value, scaled=True, takes_of=True)
    return Amount(value, value, first, last, value, Shape.SHARE)


def _share(scan: Scan, first: int, last: int, value: float) -> Amount | None:
    """"one in three", "1 in 5", "nine out of ten"."""
    at = last + 1 if scan.lower[last] == "in" else last + 2 if scan.lower[last] == "out" and scan.lower[last + 1] == "of" else 0
    if not at or value != int(value) or value < 1:
        return None
    if scan.lower[at] == "every":
        at += 1
    below, end = _plain(scan, at)
    if below is None or below not in _GROUPS or below <= value or scan.words[end] in {"%", "-", "–", "/", ":"} or scan.lower[end] in _NOT_A_GROUP:
        return None
    return Amount(value / below, value / below, first, end, value, Shape.SHARE)


_NOT_A_GROUP = frozenset(
    "day days week weeks month months year years hour hours minute minutes second seconds decade decades percent per hundred thousand million "
    "games matches quarters innings overs sets rounds attempts starts seasons appearances countries cities states".split()
)


def _plain(scan: Scan, at: int) -> tuple[float | None, int]:
    if scan.numeral(at):
        return _to_float(scan.words[at]) if scan.words[at].replace(",", "").isdigit() else None, at + 1
    if scan.lower[at] in SMALL or scan.lower[at] in TENS:
        return _cardinal(scan, at)
    return (SCALES[scan.lower[at + 1]], at + 2) if scan.lower[at] in _ARTICLES and scan.lower[at + 1] in SCALES else (None, at)


def _read_plural(scan: Scan, at: int) -> Amount | None:
    """"hundreds", "tens of thousands": from the named size to ten times it; "dozens" is left open above."""
    word = scan.lower[at]
    size, last = PLURALS[word], at + 1
    while scan.lower[last] == "of" and scan.lower[last + 1] in PLURALS:
        size, last = size * PLURALS[scan.lower[last + 1]], last + 2
    if word in {"tens", "scores"} and last == at + 1 and scan.lower[last] != "of":
        return None
    high = None if word in _OPEN and last == at + 1 else size * 10
    return Amount(size, high, at, last, size, Shape.VAGUE, scaled=True, takes_of=True)


def _read_led(scan: Scan, at: int) -> Amount | None:
    """Amounts led by an article or a bare word: "a million", "half a million", "a third of", "a couple of", "several hundred"."""
    first = at - 1 if scan.lower[at - 1] in _ARTICLES and at > 0 else at
    word = scan.lower[at]
    if word in _VAGUE:
        return _read_several(scan, at)
    if word in _COUPLES:
        return Amount(2.0, 2.0, first, at + 1, 2.0, takes_of=True) if scan.lower[at + 1] == "of" and first < at else None
    if word in SCALES:
        return _read_article_scale(scan, first, at) if first < at else None
    if word == "half":
        return _read_half(scan, first, at)
    if word in PARTS and first < at:
        return _read_article_part(scan, first, at)
    return None


def _read_article_scale(scan: Scan, first: int, at: int) -> Amount:
    """"a million", "a hundred and two", "a thousand million"."""
    value, last = _cardinal(scan, at)
    scaled = _scaled(scan, first, last, value, digits=False)
    return replace(scaled, mantissa=1.0, scaled=True, takes_of=True)


def _read_several(scan: Scan, at: int) -> Amount | None:
    first = at - 1 if scan.lower[at - 1] in _ARTICLES else at
    scale = SCALES.get(scan.lower[at + 1])
    if scale is None:
        return None
    low = _VAGUE[scan.lower[at]] * scale
    return Amount(low, scale * 10, first, at + 2, low, Shape.VAGUE, scaled=True, takes_of=True)


def _read_half(scan: Scan, first: int, at: int) -> Amount | None:
    """"half of", "half the", "half a million", "half an hour"; not "the second half", "half-time"."""
    following = scan.lower[at + 1]
    if scan.lower[at - 1] in ORDINALS or scan.lower[at - 1] in {"other", "better", "last", "and"}:
        return None
    if following in {"-"} and scan.glued(at + 1):
        return Amount(0.5, 0.5, at, at + 1, 0.5)
    if following in _ARTICLES and scan.lower[at + 2] in SCALES:
        return _scaled(scan, at, at + 2, 0.5, digits=False)
    if following in SCALES:
        return _scaled(scan, first, at + 1, 0.5, digits=False)
    if following in _ARTICLES:
        return Amount(0.5, 0.5, at, at + 2, 0.5)
    if following in {"of", "the", "its", "their", "his", "her", "our", "my", "your", "all", "as", "those", "these"}:
        return Amount(0.5, 0.5, first, at + 1, 0.5, Shape.SHARE)
    return None


def _read_article_part(scan: Scan, first: int, at: int) -> Amount | None:
    """"a third of", "a quarter less", "a tenth the size"."""
    following = scan.lower[at + 1]
    if scan.lower[first - 1] != "by" and following not in {"of", "less", "more", "as", "higher", "lower", "larger", "smaller", "fewer", "the"}:
        return None
    return _part_of(scan, first, at + 1, 1 / PARTS[scan.lower[at]])


def read_times(scan: Scan, amount: Amount) -> int:
    """The token after "times" or "fold" where `amount` is a multiple ("four times the", "6-fold"), else 0."""
    at = amount.last + 1 if scan.words[amount.last] == "-" else amount.last
    if scan.lower[at] == "fold" or (scan.words[at] in {"x", "×"} and scan.glued(at) and not scan.numeral(at + 1)):
        return at + 1
    if scan.lower[at] == "times" and scan.lower[at + 1] in _TIMES_COMPARED:
        return at + 1
    return 0
