"""The value reader: every date, duration, quantity, amount of money, percent and count of a text."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import replace

from workbench.models import Value, ValueKind
from workbench.values.dates import read_dates
from workbench.values.plain_text import Plain, plain
from workbench.values.quantities import BEGINNINGS, read_quantities
from workbench.values.scan import scan

_CALENDAR = frozenset({ValueKind.DATE, ValueKind.TIME, ValueKind.SET})
_DIGIT = re.compile("[0-9¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘]")
_LETTERS = re.compile(r"[^\W\d_]+")


def read_values(text: str, *, published: dt.date | None = None, country: str | None = None) -> tuple[Value, ...]:
    """Every value of `text`, ordered by start, never overlapping, ``text[v.start:v.end] == v.text``.

    `published` anchors relative dates; `country` (ISO 3166) says which dollar or pound a bare sign or word
    means, whether 03/04 is a day of March or April, and when its fiscal year begins. Dates,
    times and sets shadow the numbers inside them; otherwise the longer of two overlapping readings wins. Marks that are not
    seen part nothing, and numbers may be grouped in other countries' ways (`plain_text`).
    """
    read = plain(text)
    quantities = read_quantities(scan(read.text), country=country) if _may_count(read.text) else []
    values = _merge(read_dates(read.text, published=published, country=country), list(filter(_is_finite, quantities)))
    return tuple(values if read.places is None else (_as_printed(value, read, text) for value in values))


def _as_printed(value: Value, read: Plain, text: str) -> Value:
    """A value of the plain text at its place in the printed one."""
    start, end = read.span(value.start, value.end)
    return replace(value, start=start, end=end, text=text[start:end])


def _is_finite(value: Value) -> bool:
    """Whether the value's numbers are numbers: 400 digits are a pattern or a key, and no float holds them."""
    bounds = (value.low, value.high, value.base_low, value.base_high)
    return all(bound is None or math.isfinite(bound) for bound in bounds)


def _may_count(text: str) -> bool:
    """Whether `text` holds a digit or a number word; without one it holds no quantity, and is not cut into tokens at all."""
    return _DIGIT.search(text) is not None or not BEGINNINGS.isdisjoint(_LETTERS.findall(text.lower()))


def _merge(dates: list[Value], quantities: list[Value]) -> list[Value]:
    """One line of values from two: at each overlap one value stays, as `_choose` says."""
    merged: list[Value] = []
    for value in sorted((*dates, *quantities), key=lambda value: (value.start, -value.end)):
        while merged and merged[-1].end > value.start:
            value = _choose(merged.pop(), value)  # noqa: PLW2901 - the winner may overlap what stands before it
        merged.append(value)
    return merged


def _choose(one: Value, other: Value) -> Value:
    """The value that stays where two overlap.

    A calendar value gives way only to a quantity around it ("$3,500 a month" holds the set "a month"); two readings of one
    length of time become one; else the longer stays, and the earlier of two that are equally long.
    """
    if _is_span(one) and _is_span(other):
        return _same_span(one, other)
    long, short = (one, other) if one.end - one.start >= other.end - other.start else (other, one)
    around = long.start <= short.start and short.end <= long.end
    return short if short.kind in _CALENDAR and long.kind not in _CALENDAR and not around else long


def _is_span(value: Value) -> bool:
    return value.kind is ValueKind.DURATION and value.per is None


def _same_span(one: Value, other: Value) -> Value:
    """A length of time read by both readers: the numbers of the quantity, the calendar's TIMEX3 where it means the same."""
    calendar, quantity = (one, other) if one.timex else (other, one)
    if not calendar.timex or quantity.timex:
        return one if one.end - one.start >= other.end - other.start else other
    if calendar.unit != quantity.unit or (calendar.start > quantity.start and calendar.end < quantity.end):
        return quantity
    return replace(
        quantity,
        timex=calendar.timex,
        first_day=calendar.first_day,
        last_day=calendar.last_day,
        resolved=calendar.resolved,
        hangs_on=calendar.hangs_on,
    )
