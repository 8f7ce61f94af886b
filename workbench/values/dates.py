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
from typing import Final, NamedTuple

from workbench.models import Modifier, Value, ValueKind
from workbench.values.absolute_dates import ABSOLUTE_RULES
from workbench.values.calendar_periods import BeyondCalendarError, Grain, add_days
from workbench.values.calendar_terms import TRIGGER, TRIGGERS
from workbench.values.clock_times import CLOCK_RULES
from workbench.values.date_joining import join
from workbench.values.date_meanings import Discussed, Expression, Length, Repeated, Shifted, Slice
from workbench.values.date_narrowing import narrow
from workbench.values.date_patterns import Found, needs_of
from workbench.values.date_ranges import with_range_years
from workbench.values.date_resolving import Anchors, Settled, Told, resolve
from workbench.values.date_tense import tense_at
from workbench.values.date_tokens import Token, read_tokens
from workbench.values.durations import DURATION_RULES, UNIT_SECONDS, timex_of
from workbench.values.match_parts import is_part_of_match
from workbench.values.relative_dates import RELATIVE_RULES
from workbench.values.year_dates import YEAR_RULES

_MEMORY: Final = 11
"""How many dates back a relative date may reach for its anchor."""
_REACH: Final = 12
"""How many tokens around a telling word the rules look at; no expression is longer."""
_BEYOND: Final = "a day outside the years 1 to 9999"
"""What a date hangs on that no calendar day can stand for."""
_HALVES: Final[dict[Slice | None, str]] = {Slice.FIRST_HALF: "-H1", Slice.SECOND_HALF: "-H2"}
_RULES: Final = tuple(
    (pattern, build, needs_of(pattern))
    for pattern, build in (*ABSOLUTE_RULES, *YEAR_RULES, *CLOCK_RULES, *RELATIVE_RULES, *DURATION_RULES)
)


class _Proposal(NamedTuple):
    """What the rule of that rank reads somewhere; the lower rank wins between readings of equal length."""

    rank: int
    expression: Expression


def _ranks_by_class() -> dict[str, list[int]]:
    """The rules to try where a class stands: each rule under the most telling set of classes that it needs."""
    found: dict[str, list[int]] = {}
    for rank, (_, _, needs) in enumerate(_RULES):
        for code in max(needs, key=lambda one: (one <= TRIGGERS, -len(one))):
            found.setdefault(code, []).append(rank)
    return found


_RANKS: Final = _ranks_by_class()


def read_dates(text: str, *, published: dt.date | None = None, country: str | None = None) -> list[Value]:
    """Every date, time, duration and set of `text`, ordered by start, never overlapping.

    `published` anchors relative dates; without it they stay unresolved and say that they hang on it. `country` says how
    numeric dates are written there and when the fiscal year begins; without one as in the United States.
    """
    tokens, codes = read_tokens(text)
    values: list[Value] = []
    told: tuple[Told, ...] = ()
    proposed = _longest(_propose(tokens, codes, (country or "").upper()))
    for expression in with_range_years(join(proposed, tokens, codes), tokens, published):
        if is_part_of_match(expression, tokens):
            continue
        start, end = tokens[expression.first].start, tokens[expression.last - 1].end
        place = start, end, text[start:end]
        if isinstance(expression.meaning, Length):
            values.append(_length_of(expression, place, expression.meaning))
        elif isinstance(expression.meaning, Repeated):
            values.append(Value(expression.kind, *place, modifier=expression.modifier, timex=expression.meaning.timex))
        else:
            value, dated = _date_of(
                expression, place, Anchors(published, told, tense_at(tokens, expression.first, expression.last))
            )
            values.append(value)
            told = told if dated is None else (dated, *told[:_MEMORY])
    return values


def _propose(tokens: list[Token], codes: str, country: str) -> list[_Proposal]:
    found: list[_Proposal] = []
    for start, end, present in _stretches(codes):
        for rank in sorted({rank for code in present for rank in _RANKS.get(code, ())}):
            pattern, build, needs = _RULES[rank]
            if any(one.isdisjoint(present) for one in needs):
                continue
            for match in pattern.finditer(codes, start, end):
                found += [_Proposal(rank, expression) for expression in build(Found(match, tokens, country))]
    return found


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


def _longest(proposals: list[_Proposal]) -> list[Expression]:
    """The longest of those that overlap; on a tie the one whose rule comes first."""
    kept: list[Expression] = []
    taken: set[int] = set()
    for _, expression in sorted(proposals, key=_order):
        places = range(expression.first, expression.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(expression)
    return sorted(kept, key=lambda each: each.first)


def _order(proposal: _Proposal) -> tuple[int, int, int]:
    rank, expression = proposal
    return expression.first - expression.last, rank, expression.first


def _length_of(expression: Expression, place: tuple[int, int, str], length: Length) -> Value:
    unit, seconds = UNIT_SECONDS[length.unit]
    # Units without a name in the unit registry are counted in one that has it: two weekends are four days.
    times = {"WE": 2.0, "H": 6.0, "Q": 3.0}.get(length.unit, 1.0)
    low, high = (None if amount is None else amount * times for amount in (length.low, length.high))
    if low is None and high is None:
        return Value(ValueKind.DATE, *place, modifier=expression.modifier, timex=timex_of(None, length.unit))
    return Value(
        expression.kind,
        *place,
        low=low,
        high=high,
        unit=unit,
        dimension="[time]",
        modifier=expression.modifier,
        base_low=None if low is None else low * seconds,
        base_high=None if high is None else high * seconds,
        base_unit="second",
        timex=timex_of(length.low, length.unit),
    )


def _date_of(expression: Expression, place: tuple[int, int, str], anchors: Anchors) -> tuple[Value, Told | None]:
    """The date an expression means, and what later ones can hang on. The one place that meets the ends of the calendar."""
    try:
        settled = resolve(expression.meaning, anchors)
        days = settled.days or (narrow(settled.period, expression.slice, anchors.published) if settled.period else None)
        value = _days_of(expression, place, settled, days)
    except BeyondCalendarError as beyond:
        beyond_it = Settled("PAST_REF" if beyond.early else "FUTURE_REF", resolved=False, hangs_on=_BEYOND)
        return _days_of(replace(expression, clock=""), place, beyond_it, None), None
    if settled.period is None or days is None:
        return value, None
    return value, Told(settled.period, *days, isinstance(expression.meaning, (Shifted, Discussed)))


def _days_of(
    expression: Expression, place: tuple[int, int, str], settled: Settled, days: tuple[dt.date, dt.date] | None
) -> Value:
    timex = settled.timex
    if settled.period is not None and settled.period.grain is Grain.YEAR:
        timex += _HALVES.get(expression.slice, "")
    first, last = _bounded(days, settled, expression.modifier) if days else (None, None)
    first = None if expression.through else first
    return Value(
        expression.kind,
        *place,
        modifier=expression.modifier,
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
        return None, add_days(first, -1)
    return (None if modifier is Modifier.AT_MOST else first), last
