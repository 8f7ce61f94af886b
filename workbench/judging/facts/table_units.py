"""A bare number of a table in the unit that its column, its heading or its title names ("EUR million", "thousand tonnes")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from workbench.models import Value, ValueKind
from workbench.values import read_values

_SCALE = re.compile(r"\b(thousands?|millions?|billions?|mn|bn|m|k)\b|'000|\b000s\b", re.IGNORECASE)
_SCALES = {"'000": "thousand", "000s": "thousand", "k": "thousand", "m": "million", "mn": "million", "bn": "billion"}
_SAID = re.compile(r"[^\s(),;:/\[\]]+(?:[/][^\s(),;:\[\]]+)?")
_LONGEST = 3
_BARE = frozenset((ValueKind.NUMBER, ValueKind.COUNT))


def units_named(text: str) -> tuple[str, ...]:
    """Phrases of `text` that read as a unit behind a number, the longest first: "million EUR" for "EUR million"."""
    return _units_named(text)


@lru_cache(maxsize=4096)
def _units_named(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for part in re.split(r"[(),;:\[\]\n]", text):
        said = _SAID.findall(part)
        for size in range(_LONGEST, 0, -1):
            for start in range(len(said) - size + 1):
                for phrase in _orders(said[start : start + size]):
                    if _is_unit(phrase):
                        found.setdefault(phrase)
    return tuple(found)


def _orders(said: Sequence[str]) -> Iterator[str]:
    scaled = [_SCALES.get(word.lower(), word) for word in said]
    yield from dict.fromkeys((" ".join(said), " ".join(scaled)))
    if len(scaled) == 2:  # noqa: PLR2004 a pair that may be turned: "EUR million"
        yield f"{scaled[1]} {scaled[0]}"


@lru_cache(maxsize=8192)
def _is_unit(phrase: str) -> bool:
    read = read_values(f"17 {phrase}")
    if len(read) != 1 or (read[0].start, read[0].end) != (0, len(phrase) + 3):
        return False
    return read[0].kind in {ValueKind.MONEY, ValueKind.PERCENT, ValueKind.QUANTITY, ValueKind.DURATION} or (
        bool(_SCALE.fullmatch(phrase))
    )


def in_named_units(value: Value, above: Sequence[str]) -> tuple[Value, ...]:
    """Readings of a bare number in the units that the texts `above` it name, those of the nearest text first.

    `above` are label, heading and title, the nearest first. Offsets stay those of `value`. A value with a unit of its own has
    none.
    """
    if value.kind not in _BARE or value.dimension not in {"", "[count]"} or value.per:
        return ()
    number = re.match(r"[\d.,'’\u00a0\u2009\u202f ]*\d", value.text)
    if number is None:
        return ()
    found: dict[tuple[object, ...], Value] = {}
    for text in above:
        for phrase in _units_named(text):
            read = read_values(f"{number.group()} {phrase}")
            if len(read) == 1 and read[0].low is not None:
                one = replace(read[0], start=value.start, end=value.end, text=value.text)
                if one.kind is ValueKind.NUMBER and value.unit:
                    one = replace(one, kind=value.kind, unit=value.unit, dimension=value.dimension)
                found.setdefault((one.kind, one.unit, one.low), one)
    return tuple(found.values())
