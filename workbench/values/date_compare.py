"""Dates against dates: every date is the stretch of days it can mean, and two stretches are compared in days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workbench.models import Level, Modifier, Value


@dataclass(frozen=True, slots=True)
class DayComparison:
    """Level, the gap in days (evidence minus claim, 0 where they meet), and the arithmetic in words.

    ``reason`` is ``evidence_less_precise`` where the evidence only allows the claim's day without naming it.
    """

    level: Level
    days: int
    explanation: str
    reason: str | None = None


def has_days(value: Value) -> bool:
    """Whether `value` is settled on the calendar on at least one side."""
    return value.resolved and (value.first_day is not None or value.last_day is not None)


def compare_days(claim: Value, evidence: Value) -> DayComparison:
    """Same days are EXACT, one stretch inside the other WITHIN_PRECISION, anything else DIFFERS.

    Of two things that last until a day, the days are compared on which they end.
    """
    lasting = claim.modifier is evidence.modifier is Modifier.UP_TO
    claimed, found = (_end(claim), _end(evidence)) if lasting else (_stretch(claim), _stretch(evidence))
    words = f"evidence {_days(evidence)}; claim {_days(claim)}"
    if claimed == found:
        return DayComparison(Level.EXACT, 0, f"{words}: the same")
    if claimed[0] <= found[0] and found[1] <= claimed[1]:
        return DayComparison(Level.WITHIN_PRECISION, 0, f"{words}: the evidence lies within it")
    if found[0] <= claimed[0] and claimed[1] <= found[1]:
        return DayComparison(
            Level.WITHIN_PRECISION, 0, f"{words}: the evidence is less precise and allows it", "evidence_less_precise"
        )
    return _apart(claimed, found, words)


def _apart(claimed: tuple[dt.date, dt.date], found: tuple[dt.date, dt.date], words: str) -> DayComparison:
    if found[0] > claimed[1]:
        days = (found[0] - claimed[1]).days
        return DayComparison(Level.DIFFERS, days, f"{words}: {_count(days)} later")
    if found[1] < claimed[0]:
        days = (claimed[0] - found[1]).days
        return DayComparison(Level.DIFFERS, -days, f"{words}: {_count(days)} earlier")
    return DayComparison(Level.DIFFERS, 0, f"{words}: they overlap only in part", "stretches_overlap")


def _stretch(value: Value) -> tuple[dt.date, dt.date]:
    return value.first_day or dt.date.min, value.last_day or dt.date.max


def _end(value: Value) -> tuple[dt.date, dt.date]:
    """The days on which something can end that lasts "through" (its last day alone) or "until" a date."""
    last = value.last_day or dt.date.max
    return value.first_day or last, last


def _days(value: Value) -> str:
    if value.first_day == value.last_day and value.first_day:
        return value.first_day.isoformat()
    if value.first_day is None and value.last_day:
        return f"up to {value.last_day.isoformat()}"
    if value.last_day is None and value.first_day:
        return f"from {value.first_day.isoformat()} on"
    return f"{value.first_day} to {value.last_day}"


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
