"""Rates: what is counted per what, and how "40 a month" becomes 480 a year.

A derived number is arithmetic on somebody's words, not their words, so whatever rests on it is marked and never more than
a partial match.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.models import Value
from workbench.values.units import convert, describe

# Whole periods in one of the larger; business months and years, not Pint's Gregorian means (12 months, not 11.99…).
_PER_YEAR = {"year": 1.0, "half": 2.0, "quarter": 4.0, "month": 12.0, "fortnight": 26.0, "week": 52.0, "day": 365.0}
_ANNUAL = {
    "annum": "year",
    "yr": "year",
    "annual": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}


@dataclass(frozen=True, slots=True)
class Scaled:
    """Bounds brought to another denominator; ``factor`` 1 where they were the same. ``words`` show the arithmetic."""

    low: float | None
    high: float | None
    factor: float
    words: str


def denominator(value: Value) -> str | None:
    """What the value is per: its ``per``, or the right side of a unit like ``USD per barrel`` that is no physical unit."""
    if value.per:
        name = value.per.strip().lower()
        return _ANNUAL.get(name, name)
    return None


def scale_rate(evidence: Value, into_per: str) -> Scaled | None:
    """The evidence rate per `into_per`, or ``None`` where no fixed number of one makes the other."""
    own = denominator(evidence)
    if own is None:
        return None
    factor = 1.0 if own == into_per else _periods(own, into_per)
    if factor is None:
        return None
    low = None if evidence.low is None else evidence.low * factor
    high = None if evidence.high is None else evidence.high * factor
    shown = next((bound for bound in (evidence.low, evidence.high) if bound is not None), 0.0)
    words = (
        ""
        if factor == 1
        else (f"{describe(evidence.unit, shown)} a {own} × {factor:g} = {describe(evidence.unit, shown * factor)} a {into_per}")
    )
    return Scaled(low, high, factor, words)


def _periods(own: str, into: str) -> float | None:
    """How many `own` periods go into one `into` period."""
    if own in _PER_YEAR and into in _PER_YEAR:
        return _PER_YEAR[own] / _PER_YEAR[into]
    return convert(1.0, into, own)
