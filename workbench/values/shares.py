"""Fractions and shares: "two-thirds", "a quarter of a million", "one in three", "nine out of ten"."""

from __future__ import annotations

from workbench.values.cardinals import (
    ARTICLES,
    HYPHENS,
    PARTS,
    SCALES,
    SMALL,
    TENS,
    Amount,
    Shape,
    read_cardinal,
    scale_up,
    to_number,
)
from workbench.values.nouns import is_plural
from workbench.values.scan import BREAK, Scan
from workbench.values.tables import read_toml

_NOT_A_GROUP: frozenset[str] = frozenset(read_toml("context.toml")["not_a_group"].split())
# Only such round groups make a share, so that "two in 2019" is none.
_GROUPS = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 200, 250, 500, 1000, 10000, 100000, 1000000}
)
_FRACTION_ENDINGS = frozenset("nd nds rd rds th ths".split())
_NO_NOUN = frozenset(("in", "out", "of", "and", "or", "to"))
# What may follow the group of "one death in five ...": anything else is what the group counts ("one goal in five games").
_AFTER_GROUP: frozenset[str] = frozenset(read_toml("context.toml")["after_group"].split()) | frozenset(
    (".", ",", ";", ")", "", BREAK)
)


def read_fraction(scan: Scan, first: int, last: int, value: float) -> Amount | None:
    """As in "two-thirds", "one quarter of", "three-quarters of a million"; "two quarters" without "of" are periods."""
    at = last + 1 if scan.words[last] in HYPHENS and scan.glued(last) else last
    part = scan.lower[at]
    if part not in PARTS or value >= PARTS[part] or value == 0 or (value == 1) == part.endswith("s"):
        return None
    if part.startswith(("quarter", "half")) and at == last and scan.lower[at + 1] != "of":
        return None
    return part_of(scan, first, at + 1, value / PARTS[part])


def read_share(scan: Scan, first: int, last: int, value: float) -> Amount | None:
    """As in "one in three", "1 in 5", "nine out of ten", and with the noun in the middle: "one death in five"."""
    named = _named_between(scan, last, one=value == 1)
    at = _after_in(scan, last + named)
    if not at or value != int(value) or value < 1:
        return None
    if scan.lower[at] == "every":
        at += 1
    below, end = _plain(scan, at)
    if named and scan.lower[end] not in _AFTER_GROUP:
        return None
    if (
        below is None
        or below not in _GROUPS
        or below <= value
        or scan.words[end] in {"%", "-", "–", "/", ":"}
        or scan.lower[end] in _NOT_A_GROUP
    ):
        return None
    return Amount(value / below, value / below, first, end, value, Shape.SHARE)


def _after_in(scan: Scan, at: int) -> int:
    """The token after "in" or "out of" at `at`, hyphens between them allowed ("1-in-5"); 0 where neither stands there."""
    hyphened = scan.words[at] in HYPHENS and scan.glued(at) and scan.glued(at + 1)
    at += hyphened
    if scan.lower[at] == "in":
        return at + 1 + (hyphened and scan.words[at + 1] in HYPHENS)
    return at + 2 if scan.lower[at] == "out" and scan.lower[at + 1] == "of" else 0


def _named_between(scan: Scan, last: int, *, one: bool) -> int:
    """How many words name what is shared, between the number and "in": a noun, or an adjective and a noun; 0 for none."""
    for count in (1, 2):
        noun = scan.words[last + count - 1]
        if not noun.isalpha() or scan.lower[last] in _NO_NOUN:
            return 0
        if _after_in(scan, last + count):
            return count if is_plural(noun) != one else 0
    return 0


def part_of(scan: Scan, first: int, last: int, value: float) -> Amount:
    """A fraction: of a magnitude ("a quarter of a million") it is a number, before a unit a plain number, else a share."""
    at = last
    if scan.lower[at] == "of" or scan.lower[at] in ARTICLES:
        at += 1 + (scan.lower[at] == "of" and scan.lower[at + 1] in ARTICLES)
        if scan.lower[at] in SCALES:
            scaled = scale_up(scan, first, at, value, digits=False)
            return Amount(scaled.low, scaled.high, first, scaled.last, value, scaled=True, takes_of=True)
    return Amount(value, value, first, last, value, Shape.SHARE)


def read_added_part(scan: Scan, last: int) -> tuple[float, int] | None:
    """As in "and a half", "and three quarters", "and three-quarter" after a number, with the token after it."""
    words = _past_hyphens(scan, last)
    if scan.lower[words[0]] != "and":
        return None
    first, second = scan.lower[words[1]], scan.lower[words[2]]
    if first == "half" and scan.lower[words[2]] not in {*ARTICLES, "of", "the"}:
        return 0.5, words[1] + 1
    if second not in PARTS or scan.lower[words[3]] == "of":
        return None
    if first in ARTICLES:
        return 1 / PARTS[second], words[2] + 1
    return (SMALL[first] / PARTS[second], words[2] + 1) if 0 < SMALL.get(first, 0) < PARTS[second] else None


def _past_hyphens(scan: Scan, at: int) -> list[int]:
    """The places of the next four words, the hyphens that tie them passed over."""
    places: list[int] = []
    for _ in range(4):
        at += scan.words[at] in HYPHENS and scan.glued(at) and scan.glued(at + 1)
        places.append(min(at, scan.size))
        at += 1
    return places


def read_written_fraction(scan: Scan, first: int, last: int, value: float) -> Amount | None:
    """As in "2/3rds of", "3/4 of members": a fraction in digits that is a share of something."""
    if value >= 1 or scan.words[last - 2] not in {"/", "⁄"}:
        return None
    ended = scan.glued(last) and scan.lower[last] in _FRACTION_ENDINGS
    if not ended and scan.lower[last] != "of":
        return None
    return part_of(scan, first, last + ended, value)


def _plain(scan: Scan, at: int) -> tuple[float | None, int]:
    if scan.numeral(at):
        return to_number(scan.words[at]) if scan.words[at].replace(",", "").isdigit() else None, at + 1
    if scan.lower[at] in SMALL or scan.lower[at] in TENS:
        return read_cardinal(scan, at)
    return (SCALES[scan.lower[at + 1]], at + 2) if scan.lower[at] in ARTICLES and scan.lower[at + 1] in SCALES else (None, at)
