"""Whether two spellings of a unit mean the same one, so that labels may say "kilometre" and the reader `kilometer`."""

from __future__ import annotations

import re
from functools import cache

from workbench.values.currencies import currencies
from workbench.values.nouns import singular
from workbench.values.units import physical_units

_RATE = re.compile(r" per |/")
_OTHER_NAMES = {
    "percentage": "percent", "%": "percent", "percentage point": "percent point", "people": "person",
    "year of age": "year", "pound-mass": "pound", "shekel": "ILS", "mph": "mile per hour", "kph": "kilometer per hour",
    "celsius": "degree_celsius", "fahrenheit": "degree_fahrenheit", "-": "",
}  # fmt: skip


def same_unit(one: str, other: str) -> bool:
    """Whether `one` and `other` name the same unit.

    Spellings, plurals and currency names fold together, so do the dollars, which news does not tell apart; of a counted
    noun in several words the last must agree ("heart transplant", "transplant"). A measure is no other measure: a square mile
    is no mile.
    """
    ours, theirs = _sides(one), _sides(other)
    return len(ours) == len(theirs) and all(_same_side(a, b) for a, b in zip(ours, theirs, strict=True))


def is_money(unit: str) -> bool:
    """Whether `unit` is a currency, alone or over something."""
    return _sides(unit)[0] in currencies()


def _head(side: str) -> str:
    return side.rsplit(maxsplit=1)[-1]


def _same_side(one: str, other: str) -> bool:
    if one == other or {one, other} <= _dollars():
        return True
    known = _measures()
    return bool(one and other) and not {one, other} & known and _head(one) == _head(other)


def _sides(unit: str) -> tuple[str, ...]:
    plain = unit.lower().strip().replace("_", " ")
    plain = _OTHER_NAMES.get(plain, plain)
    return tuple(_folded(side.strip()) for side in _RATE.split(plain))


def _folded(side: str) -> str:
    side = _OTHER_NAMES.get(side, side).replace("_", " ").lower()
    known = _spellings().get(side)
    if known is not None:
        return known
    words = [_OTHER_NAMES.get(word, word) for word in side.split()]
    words = [_spellings().get(word, singular(word)) for word in words]
    whole = " ".join(words)
    return _spellings().get(whole, whole)


@cache
def _spellings() -> dict[str, str]:
    """Lower-case spelling to one name, from the lexicon of units and currencies; the first line with a spelling keeps it."""
    found: dict[str, str] = {}
    for unit in physical_units().values():
        for word in (unit.name, *unit.words):
            found.setdefault(word.lower().replace("_", " "), unit.name.lower())
    for currency in currencies().values():
        for word in (currency.code, *currency.names):
            found.setdefault(word.lower(), currency.code)
    return found


@cache
def _measures() -> frozenset[str]:
    return frozenset(unit.name.lower() for unit in physical_units().values()) | frozenset(currencies())


@cache
def _dollars() -> frozenset[str]:
    return frozenset(currency.code for currency in currencies().values() if currency.countries)
