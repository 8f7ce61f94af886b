"""Amounts of every form: numbers, magnitudes, fractions, shares, vague plurals and multiples, one at a token.

Ranges, units and bounds are other modules' business.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.values.cardinals import (
    ARTICLES,
    MULTIPLES,
    ORDINALS,
    PARTS,
    PLURALS,
    SCALES,
    SMALL,
    TENS,
    Amount,
    Shape,
    read_cardinal,
    read_decimals,
    read_numeral,
    read_ratio,
    scale_up,
)
from workbench.values.scan import Scan
from workbench.values.shares import part_of, read_added_part, read_fraction, read_share, read_written_fraction
from workbench.values.tables import read_toml

_CONTEXT = read_toml("context.toml")
_TIMES_COMPARED: frozenset[str] = frozenset(_CONTEXT["times_compared"].split())
_PART_COMPARED: frozenset[str] = frozenset(_CONTEXT["part_compared"].split())
_AFTER_HALF: frozenset[str] = frozenset(_CONTEXT["after_half"].split())
_VAGUE = {"several": 3.0, "few": 2.0, "many": 2.0}  # "several hundred" is at least three hundred
_COUPLES = {"couple": 2.0, "pair": 2.0}
# A plural such as "dozens" has no agreed upper end; the others end where the next word would have been used.
_OPEN = frozenset({"dozens", "scores"})
_BEFORE_A_PERIOD = frozenset({"other", "better", "last"})
_NEVER_FIRST = frozenset({"halves", "many", "bn", "mn", "tn", "mln", "bln", "trn"})

STARTERS: frozenset[str] = frozenset((*SMALL, *TENS, *PLURALS, *MULTIPLES, *PARTS, *SCALES, *_COUPLES, *_VAGUE)) - _NEVER_FIRST
"""Words that can begin an amount."""


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
    value, last = read_numeral(scan, at)
    if value is None:
        return None
    share = read_written_fraction(scan, at, last, value) or read_share(scan, at, last, value)
    if share:
        return share
    half = read_added_part(scan, last) or _read_added_ratio(scan, last)
    if half and value == int(value):
        return scale_up(scan, at, half[1], value + half[0], digits=False)
    return scale_up(scan, at, last, value, digits=True)


def _read_added_ratio(scan: Scan, last: int) -> tuple[float, int] | None:
    """As in "1 and 1/2"."""
    ratio = read_ratio(scan, last + 1) if scan.lower[last] == "and" else None
    return (ratio, last + 4) if ratio else None


def _read_counted(scan: Scan, at: int) -> Amount | None:
    """Number words, alone or as the upper part of a fraction, a share or a multiple of a magnitude."""
    value, last = read_cardinal(scan, at)
    fraction = read_fraction(scan, at, last, value)
    if fraction:
        return fraction
    share = read_share(scan, at, last, value)
    if share:
        return share
    half = read_added_part(scan, last)
    if half:
        value, last = value + half[0], half[1]
    elif scan.lower[last] == "point" and scan.lower[last + 1] in SMALL:
        value, last = read_decimals(scan, value, last + 1)
    return scale_up(scan, at, last, value, digits=False)


def _read_plural(scan: Scan, at: int) -> Amount | None:
    """As in "hundreds", "tens of thousands": from the named size to ten times it; "dozens" is left open above."""
    word = scan.lower[at]
    size, last = PLURALS[word], at + 1
    while scan.lower[last] == "of" and scan.lower[last + 1] in PLURALS:
        size, last = size * PLURALS[scan.lower[last + 1]], last + 2
    if word in {"tens", "scores"} and last == at + 1 and scan.lower[last] != "of":
        return None
    high = None if word in _OPEN and last == at + 1 else size * 10
    return Amount(size, high, at, last, size, Shape.VAGUE, scaled=True, takes_of=True)


def _read_led(scan: Scan, at: int) -> Amount | None:
    """Amounts led by an article or a bare word: "a million", "half a million", "a third of", "a couple of"."""
    first = at - 1 if scan.lower[at - 1] in ARTICLES and at > 0 else at
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
    """As in "a million", "a hundred and two", "a thousand million"."""
    value, last = read_cardinal(scan, at)
    scaled = scale_up(scan, first, last, value, digits=False)
    return replace(scaled, mantissa=1.0, scaled=True, takes_of=True)


def _read_several(scan: Scan, at: int) -> Amount | None:
    first = at - 1 if scan.lower[at - 1] in ARTICLES else at
    scale = SCALES.get(scan.lower[at + 1])
    if scale is None:
        return None
    low = _VAGUE[scan.lower[at]] * scale
    return Amount(low, scale * 10, first, at + 2, low, Shape.VAGUE, scaled=True, takes_of=True)


def _read_half(scan: Scan, first: int, at: int) -> Amount | None:
    """As in "half of", "half the", "half a million", "half an hour"; not "the second half", "half-time"."""
    following = scan.lower[at + 1]
    if scan.lower[at - 1] in ORDINALS or scan.lower[at - 1] in _BEFORE_A_PERIOD or _is_added(scan, at):
        return None
    if following in ARTICLES:
        if scan.lower[at + 2] in SCALES:
            return scale_up(scan, at, at + 2, 0.5, digits=False)
        return Amount(0.5, 0.5, at, at + 2, 0.5)
    if following in SCALES:
        return scale_up(scan, first, at + 1, 0.5, digits=False)
    if following == "-" and scan.glued(at + 1):
        return Amount(0.5, 0.5, at, at + 1, 0.5)
    return Amount(0.5, 0.5, first, at + 1, 0.5, Shape.SHARE) if following in _AFTER_HALF else None


def _is_added(scan: Scan, at: int) -> bool:
    """As in "two and half": a part that belongs to the number before it."""
    before = scan.lower[at - 2]
    return scan.lower[at - 1] == "and" and (scan.numeral(at - 2) or before in SMALL or before in TENS)


def _read_article_part(scan: Scan, first: int, at: int) -> Amount | None:
    """As in "a third of", "a quarter less", "a tenth the size", "by a fifth"."""
    if scan.lower[first - 1] != "by" and scan.lower[at + 1] not in _PART_COMPARED:
        return None
    return part_of(scan, first, at + 1, 1 / PARTS[scan.lower[at]])


def read_times(scan: Scan, amount: Amount) -> int:
    """The token after "times" or "fold" where `amount` is a multiple ("four times the", "6-fold"), else 0."""
    at = amount.last + 1 if scan.words[amount.last] == "-" else amount.last
    if scan.lower[at] == "fold" or (scan.words[at] in {"x", "×"} and scan.glued(at) and not scan.numeral(at + 1)):
        return at + 1
    if scan.lower[at] == "times" and scan.lower[at + 1] in _TIMES_COMPARED:
        return at + 1
    return 0
