"""Dates, times, durations and repetitions in a text: where they stand, their TIMEX3 value and the days they mean.

The text is read into classes of words (`date_tokens`, `calendar_terms`), rules over those classes propose expressions
(`absolute_dates`, `year_dates`, `relative_dates`, `clock_times`, `durations`), the longest stay and take in the words beside
them (`date_joining`), and each is settled in reading order (`date_resolving`), because "two weeks later" hangs on the date
before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from workbench.models import Modifier, Value
from workbench.values.absolute_dates import ABSOLUTE_RULES
from workbench.values.calendar_periods import Grain
from workbench.values.calendar_terms import CLASS_CODES, TRIGGER, TRIGGERS
from workbench.values.clock_times import CLOCK_RULES
from workbench.values.date_joining import join
from workbench.values.date_meanings import Discussed, Expression, Length, Repeated, Shifted, Slice
from workbench.values.date_narrowing import narrow
from workbench.values.date_patterns import Found
from workbench.values.date_resolving import Anchors, Settled, Told, resolve
from workbench.values.date_tense import tense_at
from workbench.values.date_tokens import Token, read_tokens
from workbench.values.durations import DURATION_RULES, UNIT_SECONDS, timex_of
from workbench.values.relative_dates import RELATIVE_RULES
from workbench.values.year_dates import YEAR_RULES

_MEMORY: Final = 11
"""How many dates back a relative date may reach for its anchor."""
_REACH: Final = 12
"""How many tokens around a telling word the rules look at; no expression is longer."""
_HALVES: Final[dict[Slice | None, str]] = {Slice.FIRST_HALF: "-H1", Slice.SECOND_HALF: "-H2"}
_RULES: Final = tuple(
    (pattern, build, TRIGGERS.intersection(pattern.pattern) or frozenset(CLASS_CODES["CARDINAL"]))
    for pattern, build in (*ABSOLUTE_RULES, *YEAR_RULES, *CLOCK_RULES, *RELATIVE_RULES, *DURATION_RULES)
)


def read_dates(text: str, *, published: dt.date | None = None) -> list[Value]:
    """Every date, time, duration and set of `text`, ordered by start, never overlapping.

    `published` anchors relative dates; without it they stay unresolved and say that they hang on it.
    """
    tokens, codes = read_tokens(text)
    values: list[Value] = []
    told: tuple[Told, ...] = ()
    for expression in join(_longest(_propose(tokens, codes)), tokens, codes):
        start, end = tokens[expression.first].start, tokens[expression.last - 1].end
        bare = Value(expression.kind, start, end, text[start:end], modifier=expression.modifier)
        if isinstance(expression.meaning, Length):
            values.append(_with_length(bare, expression.meaning))
        elif isinstance(expression.meaning, Repeated):
            values.append(replace(bare, timex=expression.meaning.timex))
        else:
            anchors = Anchors(published, told, tense_at(tokens, expression.first, expression.last))
            settled = resolve(expression.meaning, anchors)
            days = settled.days or (narrow(settled.period, expression.slice, published) if settled.period else None)
            values.append(_with_days(bare, expression, settled, days))
            if settled.period is not None and days is not None:
                told = (Told(settled.period, *days, isinstance(expression.meaning, (Shifted, Discussed))), *told[:_MEMORY])
    return values


def _propose(tokens: list[Token], codes: str) -> list[Expression]:
    return [
        replace(expression, rank=rank)
        for start, end, present in _stretches(codes)
        for rank, (pattern, build, needed) in enumerate(_RULES)
        if not needed.isdisjoint(present)
        for match in pattern.finditer(codes, start, end)
        for expression in build(Found(match, tokens))
    ]


def _stretches(codes: str) -> Iterator[tuple[int, int, set[str]]]:
    """The parts of the text around words that dates are made of, and those words' classes; the rest is never searched."""
    start, end = 0, -1
    for match in TRIGGER.finditer(codes):
        if end >= 0 and match.start() - _REACH > end:
            yield start, end, set(codes[start:end])
            start, end = match.start() - _REACH, -1
        elif end < 0:
            start = max(match.start() - _REACH, 0)
        end = min(match.end() + _REACH, len(codes))
    if end >= 0:
        yield start, end, set(codes[start:end])


def _longest(expressions: list[Expression]) -> list[Expression]:
    """The longest of those that overlap; on a tie the one whose rule comes first."""
    kept: list[Expression] = []
    taken: set[int] = set()
    for expression in sorted(expressions, key=lambda each: (each.first - each.last, each.rank, each.first)):
        places = range(expression.first, expression.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(expression)
    return sorted(kept, key=lambda each: each.first)


def _with_length(value: Value, length: Length) -> Value:
    unit, seconds = UNIT_SECONDS[length.unit]
    # Units without a name in the unit registry are counted in one that has it: two weekends are four days.
    times = {"WE": 2.0, "H": 6.0, "Q": 3.0}.get(length.unit, 1.0)
    low, high = (None if amount is None else amount * times for amount in (length.low, length.high))
    return replace(
        value,
        low=low,
        high=high,
        unit=unit,
        dimension="[time]",
        base_low=None if low is None else low * seconds,
        base_high=None if high is None else high * seconds,
        base_unit="second",
        timex=timex_of(length.low, length.unit),
    )


def _with_days(value: Value, expression: Expression, settled: Settled, days: tuple[dt.date, dt.date] | None) -> Value:
    timex = settled.timex
    if settled.period is not None and settled.period.grain is Grain.YEAR:
        timex += _HALVES.get(expression.slice, "")
    first, last = _bounded(days, settled, expression.modifier) if days else (None, None)
    return replace(
        value,
        timex=timex + expression.clock,
        first_day=first,
        last_day=last,
        resolved=settled.resolved,
        hangs_on=settled.hangs_on,
    )


def _bounded(days: tuple[dt.date, dt.date], settled: Settled, modifier: Modifier | None) -> tuple[dt.date | None, dt.date]:
    """Leave open from when where a "by" sets the end; end "before July 7" on the 6th."""
    first, last = days[0], settled.until.last if settled.until is not None else days[1]
    if modifier is Modifier.LESS_THAN:
        return None, first - dt.timedelta(days=1)
    return (None if modifier is Modifier.AT_MOST else first), last
