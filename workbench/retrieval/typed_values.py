"""What the typed leg keeps of a value: its group, its amount in the group's own unit, and the words that say what it is of.

Two values can stand for one another only inside a group: a physical dimension, one currency, shares, counts, days, each with
its denominator. Inside it they are nearer or farther (`nearness`); whether they may be *compared* is for the judging to say.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import workbench.sentences
import workbench.tokens
import workbench.values
from workbench.fingerprint import code_sha256
from workbench.models import Value, ValueKind
from workbench.retrieval import lexical
from workbench.retrieval.lexical import terms
from workbench.values import read_values
from workbench.values.plain_subjects import cheap_subject
from workbench.values.units import convert, is_money, is_physical

DAYS = "day of the calendar"
SHARES = "share"
COUNTS = "count"
_CALENDAR = frozenset((ValueKind.DATE, ValueKind.TIME))
_WITHOUT_AMOUNT = frozenset((ValueKind.ORDINAL, ValueKind.SET))
_SHARE_DIMENSIONS = frozenset(("[percent]", "[percentage_point]"))
# Beyond ten times the amount, or ten times the longer stretch of days, two values have nothing to do with each other.
_FARTHEST = 10.0
# Days apart are measured in stretches at least this long: "Tuesday" and "Thursday" are near.
_SHORTEST_STRETCH = 7.0

Span = tuple[int, int]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value as the typed leg sees it.

    ``low`` and ``high`` are amounts in the unit of ``group``, or ordinals of days; ``subject`` and ``around`` are stems: of
    the words that name what the value is of, and of the other words of its sentence, the one before, title and heading.
    """

    start: int
    end: int
    group: str
    low: float
    high: float
    subject: frozenset[str]
    around: frozenset[str]


def read_typed(
    text: str,
    *,
    sentences: Sequence[Span] = (),
    context: str = "",
    published: dt.date | None = None,
    country: str | None = None,
) -> list[TypedValue]:
    """The values of `text` that name an amount or a day, by start.

    Args:
        text: a passage or a claim.
        sentences: where its sentences stand; the whole text is one where none are given.
        context: title and heading.
        published: anchors relative dates.
        country: the publisher's, whose dollar or pound a bare sign or word means.
    """
    values = read_values(text, published=published, country=country)
    sides = [(value, side) for value in values if (side := _side_of(value)) is not None]
    if not sides:
        return []
    above = frozenset(terms(context))
    cut = _Sentences(text, sentences, values)
    found = []
    for value, (group, low, high) in sides:
        subject = frozenset(terms(f"{cheap_subject(text, value) or ''} {_noun(value)}"))
        found.append(TypedValue(value.start, value.end, group, low, high, subject, (cut.words(value) | above) - subject))
    return found


def nearness(value: TypedValue, lows: Floats, highs: Floats) -> Floats:
    """How near values of the same group lie to `value`, 0…1, by their bounds; 0 where they have nothing to do with it.

    Amounts by their ratio, since units and magnitudes differ: 1 where they meet, a half at twice the amount. Days by the gap
    in terms of the longer stretch; where they meet, the more alike the two stretches are in length, the nearer.
    """
    return _nearness_of_days(value, lows, highs) if value.group == DAYS else _nearness_of_amounts(value, lows, highs)


@lru_cache(maxsize=1)
def reader_fingerprint() -> str:
    """SHA-256 over what reads values and words, and the stemmer's version: what another version read is not used again."""
    modules = (workbench.values, workbench.sentences)
    places = [Path(module.__file__).parent for module in modules if module.__file__]
    words = [Path(file) for file in (workbench.tokens.__file__, lexical.__file__, __file__)]
    made = [code_sha256(*places, *words), importlib.metadata.version("PyStemmer")]
    return hashlib.sha256(json.dumps(made).encode()).hexdigest()


class _Sentences:
    """The words around a value: those of its sentence and of the one before, to which "it" and "they" point back.

    What the values themselves are written with is left out.
    """

    def __init__(self, text: str, spans: Sequence[Span], values: Sequence[Value]) -> None:
        self._spans = spans or ((0, len(text)),)
        self._words: dict[Span, frozenset[str]] = {}
        parts: list[str] = []
        last = 0
        for value in values:
            parts.extend((text[last : value.start], " " * (value.end - value.start)))
            last = value.end
        self._text = "".join((*parts, text[last:]))

    def words(self, value: Value) -> frozenset[str]:
        at = next((at for at, (start, end) in enumerate(self._spans) if start <= value.start < end), None)
        if at is None:
            return frozenset()
        return frozenset().union(*(self._of(span) for span in self._spans[max(0, at - 1) : at + 1]))

    def _of(self, span: Span) -> frozenset[str]:
        if span not in self._words:
            self._words[span] = frozenset(terms(self._text[span[0] : span[1]]))
        return self._words[span]


def _side_of(value: Value) -> tuple[str, float, float] | None:
    """Group and bounds of `value`; ``None`` where it names neither an amount nor a day. An open end is taken for a point."""
    if value.kind in _CALENDAR:
        if value.first_day is None or value.last_day is None:
            return None
        return DAYS, float(value.first_day.toordinal()), float(value.last_day.toordinal())
    low, high = value.base_low, value.base_high
    low, high = (high if low is None else low), (low if high is None else high)
    if low is None or high is None or value.kind in _WITHOUT_AMOUNT:
        return None
    group, factor = _group_of(value)
    return group, min(low, high) * factor, max(low, high) * factor


def _group_of(value: Value) -> tuple[str, float]:
    """The group of an amount, and what takes it to the group's unit: rates of things by time are all counted a year."""
    if value.unit and is_physical(value.unit):
        return value.base_unit, 1.0
    top, _, below = value.base_unit.partition(" per ")
    below = below or value.per or ""
    if value.dimension in _SHARE_DIMENSIONS:
        top, below = SHARES, ""
    elif top != "multiple" and not is_money(top):
        top = COUNTS
    years = convert(1.0, "year", below) if below else None
    if years:
        return f"{top} per year", years
    return (f"{top} per {below}" if below else top), 1.0


def _noun(value: Value) -> str:
    """What is counted, in words; units of measure and money say nothing about the subject."""
    unit = value.unit.partition(" per ")[0]
    return "" if not unit or is_physical(unit) or is_money(unit) else unit.replace("_", " ")


def _nearness_of_days(value: TypedValue, lows: Floats, highs: Floats) -> Floats:
    ours, theirs = value.high - value.low + 1, highs - lows + 1
    longer, shorter = np.maximum(ours, theirs), np.minimum(ours, theirs)
    gaps = np.maximum(np.maximum(value.low, lows) - np.minimum(value.high, highs), 0.0)
    distances = gaps / np.maximum(longer, _SHORTEST_STRETCH)
    apart = np.where(distances > _FARTHEST, 0.0, 0.5 / (1 + distances))
    return np.where(gaps > 0, apart, 0.5 + 0.5 * shorter / longer)


def _nearness_of_amounts(value: TypedValue, lows: Floats, highs: Floats) -> Floats:
    meet = (lows <= value.high) & (highs >= value.low)
    above = lows > value.high
    ours = np.where(above, abs(value.high), abs(value.low))
    theirs = np.where(above, np.abs(lows), np.abs(highs))
    small, large = np.minimum(ours, theirs), np.maximum(ours, theirs)
    related = (small > 0) & (large <= _FARTHEST * small)
    ratios = np.divide(large, small, out=np.full_like(large, np.inf), where=related)
    return np.where(meet, 1.0, 1 / (1 + np.log2(ratios)))
