"""The `values` suite: does the reader find each quantity of a text, with its unit and its bound?

One value found can satisfy one labelled quantity of its text. Dates, times and ordinals are not quantities here. A labelled
range wants both ends; a single labelled number is met by a single value or by the bounded end of an open range.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.building import Progress
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import Line, Record, at_most, digest_of, find_file, lines_of, unique
from workbench.evaluation.metrics import Metric, f1, mean
from workbench.evaluation.unit_names import is_money, same_unit
from workbench.models import Modifier, Value, ValueKind
from workbench.pipeline import Workbench
from workbench.values import read_values

COLUMNS = ("wanted", "found", "value_hit", "unit_hit", "modifier_hit")
METRICS: dict[str, Metric] = {
    "value_f1": f1("value_hit", "found", "wanted"),
    "value_p": mean("value_hit", "found"),
    "value_r": mean("value_hit", "wanted"),
    "unit_f1": f1("unit_hit", "found", "wanted"),
    "modifier_f1": f1("modifier_hit", "found", "wanted"),
}
_OTHER_KINDS = {ValueKind.DATE, ValueKind.TIME, ValueKind.SET, ValueKind.ORDINAL}
# The bounds of a label and the modifiers that meet it; NewsQuant writes them as signs, and "up"/"down" bound nothing.
_BOUNDS: dict[str, frozenset[Modifier | None]] = {
    "=": frozenset({None, Modifier.EXACTLY}),
    "~": frozenset({Modifier.ABOUT}),
    ">": frozenset({Modifier.MORE_THAN, Modifier.AT_LEAST}),
    "<": frozenset({Modifier.LESS_THAN, Modifier.AT_MOST, Modifier.UP_TO}),
}
_RANGE = re.compile(r"\s*(-?[\d.]+(?:e\d+)?)\s*-\s*([\d.]+(?:e\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A labelled quantity. ``bound`` is a sign of `_BOUNDS`, a modifier's name, ``""`` for none, ``None`` where unlabelled."""

    low: float | None
    high: float | None
    unit: str
    bound: str | None


@dataclass(frozen=True, slots=True)
class ValuesExample:
    """A text with its labelled quantities."""

    name: str
    kind: str | None
    text: str
    date: dt.date | None
    quantities: tuple[Quantity, ...]


def score_values(data: Path, workbench: Workbench, limit: int | None, tell: Progress) -> Scored:
    """Read every labelled text of `data` and score what is found.

    Raises:
        BadInputError: `data` is missing or not in a layout that docs/evaluation.md names.
    """
    del workbench
    lines = list(lines_of(find_file(data, "values.jsonl", "NewsQuant*.json", "*.jsonl")))
    names = unique(line.name() for line in lines)
    examples = at_most([_example(line, name) for line, name in zip(lines, names, strict=True)], limit)
    items: list[Item] = []
    for done, example in enumerate(examples, start=1):
        items.extend(_items(example))
        tell("values", done, len(examples))
    return Scored(data.name, digest_of(examples), tuple(items))


def _example(line: Line, name: str) -> ValuesExample:
    if "quantities" in line.record:
        quantities = tuple(q for one in line.records("quantities") if (q := _newsquant(one)) is not None)
    else:
        quantities = tuple(_quantity(line, one) for one in line.records("values"))
    return ValuesExample(name, line.maybe_text("kind"), line.text("text"), line.day(), quantities)


def _quantity(line: Line, record: Record) -> Quantity:
    low, high = line.number_of(record, "low"), line.number_of(record, "high")
    if low is None and high is None:
        raise line.wrong('a number "low" or "high" in each value', str(record)[:60])
    bound = record.get("modifier") or ("" if "modifier" in record else None)
    if bound and bound not in {modifier.value for modifier in Modifier}:
        raise line.wrong("a modifier: " + ", ".join(modifier.value for modifier in Modifier), repr(bound))
    return Quantity(low, high, str(record.get("unit") or ""), bound)


def _newsquant(record: Record) -> Quantity | None:
    """A quantity as NewsQuant writes it, or ``None`` where its value is no number (the set has a few)."""
    written = str(record.get("value", ""))
    match = _RANGE.fullmatch(written)
    try:
        low, high = sorted(float(end) for end in (match.groups() if match else (written, written)))
    except ValueError:
        return None
    bound = str(record.get("change", ""))
    return Quantity(low, high, str(record.get("normalized_unit") or ""), bound if bound in _BOUNDS else None)


def _items(example: ValuesExample) -> Iterator[Item]:
    """An item for every labelled quantity, and one for every value found that satisfies none."""
    values = read_values(example.text, published=example.date)
    found = [value for value in values if value.kind not in _OTHER_KINDS]
    by_value, left = _paired(example.quantities, found, _same_number)
    by_unit, _ = _paired(example.quantities, found, lambda q, v: _same_number(q, v) and same_unit(q.unit, _written_unit(v)))
    by_bound, _ = _paired(example.quantities, found, lambda q, v: _same_number(q, v) and _same_bound(q, v))
    for number, quantity in enumerate(example.quantities, start=1):
        one, unit, bound = by_value[number - 1], by_unit[number - 1] is not None, by_bound[number - 1] is not None
        yield Item(
            item_id=f"{example.name}:{number}", group=example.name, kind=example.kind or _kind(quantity),
            gold=_shown(quantity), found=_text(by_unit[number - 1] or one), row=example.kind or _kind(quantity),
            column="value and unit" if unit else "value alone" if one else "missed", correct=unit and bound, score=None,
            counts=(1, one is not None, one is not None, unit, bound),
        )  # fmt: skip
    for value in left:
        yield Item(
            item_id=f"{example.name}:at {value.start}", group=example.name, kind="nothing labelled", gold="",
            found=_text(value), row="nothing labelled", column="found", correct=False, score=None, counts=(0, 1, 0, 0, 0),
        )  # fmt: skip


def _paired(
    quantities: Sequence[Quantity], values: Sequence[Value], fits: Callable[[Quantity, Value], bool]
) -> tuple[list[Value | None], list[Value]]:
    """The first value still free that fits each quantity, in order, and the values left over."""
    left, pairs = list(values), []
    for quantity in quantities:
        found = next((value for value in left if fits(quantity, value)), None)
        if found is not None:
            left.remove(found)
        pairs.append(found)
    return pairs, left


def _same_number(quantity: Quantity, value: Value) -> bool:
    low, high = quantity.low, quantity.high
    if low is not None and high is not None and low != high:
        return _close(value.low, low) and _close(value.high, high)
    wanted = low if low is not None else high
    open_ended = value.low is None or value.high is None or _close(value.low, value.high)
    return wanted is not None and open_ended and (_close(value.low, wanted) or _close(value.high, wanted))


def _close(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= 1e-6 * max(1.0, abs(other))


def _same_bound(quantity: Quantity, value: Value) -> bool:
    if quantity.bound is None:
        return True
    wanted = _BOUNDS.get(quantity.bound)
    if wanted is not None:
        return value.modifier in wanted
    return (value.modifier.value if value.modifier else "") == quantity.bound


def _written_unit(value: Value) -> str:
    return f"{value.unit} per {value.per}" if value.per else value.unit


def _kind(quantity: Quantity) -> str:
    """What the label measures, coarsely, for the table of kinds."""
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        return "range"
    if same_unit(quantity.unit, "percent") or same_unit(quantity.unit, "percentage point"):
        return "percent"
    return "plain number" if quantity.unit in {"", "-"} else "money" if is_money(quantity.unit) else "with unit"


def _shown(quantity: Quantity) -> str:
    ends = [f"{end:g}" for end in (quantity.low, quantity.high) if end is not None]
    return " ".join(part for part in (quantity.bound or "", "–".join(dict.fromkeys(ends)), quantity.unit) if part)


def _text(value: Value | None) -> str:
    return value.text if value else ""
