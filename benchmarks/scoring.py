"""Scores of quantities, dates and sentence boundaries, the same for every reader; used by `peers.py`.

Quantities: one prediction can meet one gold quantity of its text. A gold range wants both ends; a single gold value is met by
a single value or by the one end of an open range. Units are compared after spellings, plurals and currency names are
folded; dollars of all countries count as one, and of a counted noun the head has to agree.

Dates: a prediction that overlaps a gold expression is a relaxed hit; it is a value hit where the TIMEX3 values are equal.

Sentences: exact share is the share of texts whose every sentence agrees; boundary F1 compares the offsets of sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]

# One spelling for all: the right side is written as the left one.
_SPELLINGS = {
    "percent": "% percentage",
    "usd": "dollar dollars",
    "eur": "euro",
    "gbp": "",
    "jpy": "yen",
    "cny": "yuan",
    "inr": "rupee",
    "rub": "ruble",
    "ils": "shekel",
    "degf": "fahrenheit",
    "degc": "celsius",
    "meter": "metre",
    "kilometer": "kilometre",
    "centimeter": "centimetre",
    "millimeter": "millimetre",
    "micrometer": "micrometre",
    "liter": "litre",
    "person": "people",
    "metric ton": "tonne",
    "pound": "pound-mass",
    "kilometer per hour": "kph",
    "mile per hour": "mph",
}
_PHRASES = {
    "united states dollar": "usd",
    "us dollar": "usd",
    "pound sterling": "gbp",
    "japanese yen": "jpy",
    "chinese yuan": "cny",
    "malaysian ringgit": "myr",
    "hong kong dollar": "hkd",
    "australian dollar": "aud",
    "canadian dollar": "cad",
    "new zealand dollar": "nzd",
    "singapore dollar": "sgd",
    "indian rupee": "inr",
    "swiss franc": "chf",
    "russian ruble": "rub",
    "year of age": "year",
    "percentage point": "percent point",
    "per cent": "percent",
    "square metre": "square meter",
}
_WORDS = {variant: name for name, variants in _SPELLINGS.items() for variant in variants.split()}
_DOLLARS = frozenset({"usd", "aud", "cad", "hkd", "sgd", "nzd"})
_PER = re.compile(r"\s+per\s+|/")
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity by its ends; an open end is `None`."""

    low: float | None
    high: float | None
    unit: str

    @property
    def is_range(self) -> bool:
        """Whether it has two different ends."""
        return self.low is not None and self.high is not None and not _near(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Timex:
    """A date, time, duration or set with its TIMEX3 value."""

    start: int
    end: int
    value: str | None


@dataclass(slots=True)
class Tally:
    """Hits, predictions and gold items, added up over texts."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, hits: int, found: int, wanted: int) -> None:
        """Count one more text."""
        self.hits += hits
        self.found += found
        self.wanted += wanted

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.wanted) if self.hits else 0.0


def quantity_hits(gold: Sequence[Quantity], found: Sequence[Quantity], *, units: bool) -> int:
    """How many of `gold` are met, by value alone or by value and unit."""
    left = list(found)
    hits = 0
    for wanted in gold:
        for candidate in left:
            if _same_amount(wanted, candidate) and (not units or same_unit(wanted.unit, candidate.unit)):
                left.remove(candidate)
                hits += 1
                break
    return hits


def date_hits(gold: Sequence[Timex], found: Sequence[Timex]) -> tuple[int, int]:
    """Relaxed hits, and how many of them have the right value."""
    left = list(found)
    relaxed = valued = 0
    for wanted in gold:
        over = [one for one in left if one.start < wanted.end and wanted.start < one.end]
        if over:
            best = max(over, key=lambda one, wanted=wanted: (one.value == wanted.value, _overlap(one, wanted)))
            left.remove(best)
            relaxed += 1
            valued += best.value == wanted.value
    return relaxed, valued


def same_unit(one: str, other: str) -> bool:
    """Whether two units mean the same, however they are written."""
    first, second = _folded(one), _folded(other)
    return len(first) == len(second) and all(_same_part(a, b) for a, b in zip(first, second, strict=True))


def _same_part(one: str, other: str) -> bool:
    if one == other or {one, other} <= _DOLLARS:
        return True
    return bool(one and other) and one.rsplit(maxsplit=1)[-1] == other.rsplit(maxsplit=1)[-1]


def _folded(unit: str) -> tuple[str, ...]:
    plain = unit.lower().strip().replace("_", " ")
    return tuple(_folded_part(part.strip()) for part in _PER.split(plain)) if plain != "-" else ("",)


def _folded_part(part: str) -> str:
    part = _PHRASES.get(part, _WORDS.get(part, part))
    return " ".join(_singular(_WORDS.get(word, word)) for word in part.split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _same_amount(wanted: Quantity, found: Quantity) -> bool:
    if wanted.is_range:
        return _near(found.low, wanted.low) and _near(found.high, wanted.high)
    amount = wanted.low if wanted.low is not None else wanted.high
    return not found.is_range and (_near(found.low, amount) or _near(found.high, amount))


def _near(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _NEAR * max(1.0, abs(other))


def _overlap(one: Timex, other: Timex) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
