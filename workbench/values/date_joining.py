"""Expressions that stand together joined into one: "early next year", "Friday morning", "8 p.m. Thursday", "by May 3"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from workbench.models import Modifier, ValueKind
from workbench.values.calendar_periods import Grain
from workbench.values.calendar_terms import MONTHS, PARTS, WEEKDAYS
from workbench.values.date_meanings import Expression, Fixed, Named, Shifted, Slice, TimeOfDay
from workbench.values.date_patterns import compile_pattern
from workbench.values.date_tokens import Token

_REACH: Final = 6
_BEFORE_SLICE: Final = compile_pattern(
    "(?:THE? (?:EARLY|MID|LATE) (?:HYPHEN|IN)? THE?|THE? (?:START|END|MID|EARLY|LATE) OF|(?:EARLIER|LATER) (?:IN|ON)?"
    "|THE? ORDINAL HALF OF|THE? SECOND HALF OF|THE? LAST HALF OF)$"
)
_AFTER_SLICE: Final = compile_pattern("POSSESSIVE? HYPHEN? END")
_AFTER_PART: Final = compile_pattern("(?P<part>PART)")
_BETWEEN: Final = compile_pattern("COMMA? ON?")
_SLICES: Final = {
    "early": Slice.EARLY, "mid": Slice.MID, "middle": Slice.MID, "late": Slice.LATE, "beginning": Slice.START,
    "start": Slice.START, "turn": Slice.START, "end": Slice.END, "close": Slice.END, "earlier": Slice.SO_FAR,
    "later": Slice.REST,
}  # fmt: skip
_BOUNDS: Final = {
    "by": Modifier.AT_MOST, "before": Modifier.LESS_THAN, "until": Modifier.UP_TO, "till": Modifier.UP_TO,
    "through": Modifier.UP_TO, "since": Modifier.AT_LEAST, "after": Modifier.MORE_THAN, "around": Modifier.ABOUT,
    "about": Modifier.ABOUT, "circa": Modifier.ABOUT,
}  # fmt: skip


def join(expressions: list[Expression], tokens: list[Token], codes: str) -> list[Expression]:
    """Widen each expression by the words that cut or time it, and merge a clock time with the day beside it."""
    widened: list[Expression] = []
    for position, expression in enumerate(expressions):
        floor = widened[-1].last if widened else 0
        ceiling = expressions[position + 1].first if position + 1 < len(expressions) else len(tokens)
        wide = _with_part(expression, tokens, codes, ceiling)
        wide = _with_slice(wide, tokens, codes, floor, ceiling)
        if widened and _is_clock(widened[-1]) and _is_day(wide) and _BETWEEN.fullmatch(codes, widened[-1].last, wide.first):
            wide = replace(wide, first=widened[-1].first, kind=ValueKind.TIME, clock=widened[-1].clock, slice=None)
            widened.pop()
        widened.append(_bounded(wide, tokens, widened[-1].last if widened else -1))
    return widened


def _with_part(expression: Expression, tokens: list[Token], codes: str, ceiling: int) -> Expression:
    match = _AFTER_PART.match(codes, expression.last)
    if not match or match.end() > ceiling or not _is_day(expression):
        return expression
    clock = "T" + PARTS[tokens[match.start()].lower]
    return replace(expression, last=match.end(), kind=ValueKind.TIME, clock=clock)


def _with_slice(expression: Expression, tokens: list[Token], codes: str, floor: int, ceiling: int) -> Expression:
    if expression.kind not in {ValueKind.DATE, ValueKind.TIME} or not isinstance(expression.meaning, (Fixed, Named, Shifted)):
        return expression
    before = _BEFORE_SLICE.search(codes, max(floor, expression.first - _REACH), expression.first)
    if before:
        words = [token.lower for token in tokens[before.start() : before.end()]]
        part = _slice_of(words)
        return replace(expression, first=before.start(), slice=part)
    after = _AFTER_SLICE.match(codes, expression.last)
    if after and after.end() <= ceiling and expression.kind is ValueKind.DATE:
        return replace(expression, last=after.end(), slice=Slice.END)
    return expression


def _slice_of(words: list[str]) -> Slice | None:
    if "half" in words:
        return Slice.FIRST_HALF if "first" in words else Slice.SECOND_HALF
    return next((_SLICES[word] for word in words if word in _SLICES), None)


def _bounded(expression: Expression, tokens: list[Token], before: int) -> Expression:
    if expression.kind not in {ValueKind.DATE, ValueKind.TIME} or expression.first == 0:
        return expression
    word = tokens[expression.first - 1].lower
    if word == "." and expression.first > 1 and tokens[expression.first - 2].lower in {"c", "ca"}:
        word = "circa"
    after_end = before == expression.first - 1 or tokens[max(0, expression.first - 2)].lower in {*MONTHS, *WEEKDAYS}
    ended = word in {"until", "till"} and expression.slice is Slice.END  # "until the end of 2030" is through 2030
    through = (word == "through" and not after_end) or ended  # "May through July" is a range of two
    return replace(expression, modifier=_BOUNDS[word], through=through) if word in _BOUNDS else expression


def _is_clock(expression: Expression) -> bool:
    return isinstance(expression.meaning, TimeOfDay)


def _is_day(expression: Expression) -> bool:
    """Whether the expression names one day that a time of day can be said of."""
    meaning = expression.meaning
    if expression.clock or expression.kind is not ValueKind.DATE:
        return False
    if isinstance(meaning, Fixed):
        return meaning.period.grain is Grain.DAY and meaning.until is None
    if isinstance(meaning, Named):
        return meaning.weekday is not None or meaning.day is not None or meaning.holiday is not None
    return isinstance(meaning, Shifted) and meaning.unit is Grain.DAY and meaning.grain is Grain.DAY
