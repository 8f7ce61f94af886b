"""The first end of a range takes its year from the second: "28 June to 3 July 2021", "between January and March 2019"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from workbench.values.calendar_periods import Grain, Period
from workbench.values.date_meanings import Expression, Fixed, Lean, Named, TimeOfDay
from workbench.values.date_resolving import Anchors, resolve
from workbench.values.date_tense import tense_at
from workbench.values.date_tokens import Token

_JOINERS: Final = frozenset({"to", "until", "till", "through", "and", "or", "-", "–", "—", "‑"})
_LEADS: Final = frozenset({"from", "between"})


def with_range_years(expressions: list[Expression], tokens: list[Token], published: dt.date | None) -> list[Expression]:
    """`expressions` with each month or day that has no year, and leads to one that has, put into that year.

    Where the range would run backwards it began the year before. Two ends without a year after "from" or "between" stay
    together: the first hangs on the second.
    """
    settled = list(expressions)
    listed = False
    for position in range(len(settled) - 2, -1, -1):
        first, second = settled[position], settled[position + 1]
        joined = _joins(tokens, first.last, second.first, listed=listed)
        listed = False
        if joined and isinstance(first.meaning, TimeOfDay) and second.clock and not isinstance(second.meaning, TimeOfDay):
            settled[position] = replace(first, meaning=second.meaning)  # "9 a.m. to 5 p.m. on 3 May"
        if not joined or not _is_yearless(first):
            continue
        end = _fixed(second, published) if not _is_yearless(second) else _guessed(first, second, tokens, published)
        start = _before(first, end) if end else None
        if start:
            settled[position], listed = replace(first, meaning=Fixed(start)), True
    return settled


def _joins(tokens: list[Token], last: int, first: int, *, listed: bool) -> bool:
    """Whether one word joins the two, or a comma before two that are joined ("January, February and March 2019")."""
    between = [token.lower for token in tokens[last:first]]
    return len(between) == 1 and (between[0] in _JOINERS or (listed and between[0] == ","))


def _is_yearless(expression: Expression) -> bool:
    meaning = expression.meaning
    plain = isinstance(meaning, Named) and meaning.month is not None and meaning.year is None and meaning.within is None
    return (
        plain
        and isinstance(meaning, Named)
        and meaning.lean is Lean.NONE
        and meaning.counted is None
        and meaning.until_day is None
        and not meaning.week_of
        and expression.slice is None
    )


def _fixed(second: Expression, published: dt.date | None) -> Period | None:
    """The end of a range that has its year, also as "last year"; none of another grain than a day or a month."""
    meaning = second.meaning
    if isinstance(meaning, Named) and meaning.within is not None and meaning.month is not None:
        return resolve(meaning, Anchors(published)).period
    if isinstance(meaning, Fixed) and meaning.until is None and meaning.period.grain in {Grain.DAY, Grain.MONTH}:
        return meaning.period
    return None


def _guessed(first: Expression, second: Expression, tokens: list[Token], published: dt.date | None) -> Period | None:
    """The end of a range without years, as it will be settled; only where "from" or "between" leads the two."""
    if published is None or first.first == 0 or tokens[first.first - 1].lower not in _LEADS:
        return None
    return resolve(second.meaning, Anchors(published, (), tense_at(tokens, second.first, second.last))).period


def _before(first: Expression, end: Period) -> Period | None:
    """The first end in the year of the second, or in the year before where it would come later."""
    meaning = first.meaning
    if not isinstance(meaning, Named) or meaning.month is None or (meaning.day is None) != (end.grain is Grain.MONTH):
        return None
    for year in (end.first.year, end.first.year - 1):
        try:
            start = dt.date(year, meaning.month, meaning.day or 1)
        except ValueError:
            continue
        if start <= end.first:
            return Period(end.grain, start)
    return None
