"""The JSON form of the product's types: field names of the machine interface, and the way back.

Dates become ISO 8601, enums their value, tuples lists, ``None`` stays ``null``. Keys keep the declared order, so the same
object always gives the same bytes. A field whose metadata say ``sparse`` is left out while it is ``None``: it was added
later, and what does not use it keeps its bytes and hashes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar

from workbench.models import Evidence

T = TypeVar("T")
Reviver = Callable[[Any], Any]


def to_record(thing: object) -> Any:
    """Turn a dataclass (or a tuple, enum, date, plain value) into what `json.dumps` takes.

    An `Evidence` is written flat, as the interface promises: the hit's fields, then its own.
    """
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        sparse = _sparse(type(thing))
        fields = ((name, getattr(thing, attribute)) for attribute, name in _names(type(thing)))
        record = {name: to_record(value) for name, value in fields if value is not None or name not in sparse}
        if isinstance(thing, Evidence):
            record = record.pop("hit") | record
        return record
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, dt.date):
        return thing.isoformat()
    if isinstance(thing, (tuple, list)):
        return [to_record(item) for item in thing]
    if isinstance(thing, dict):
        return {key: to_record(value) for key, value in thing.items()}
    return thing


def from_record(kind: type[T], record: dict[str, Any]) -> T:
    """Rebuild a dataclass from its JSON form; unknown keys are ignored, missing ones take their defaults."""
    if kind is Evidence and "hit" not in record:
        record = record | {"hit": record}
    values = {
        a: record[name] if revive is None else revive(record[name])
        for a, name, revive in _revivers(typing.cast("type", kind))
        if name in record
    }
    return kind(**values)


def to_line(thing: object) -> str:
    """One JSON line (without its newline): UTF-8 kept readable, no spaces lost or added between runs."""
    return json.dumps(to_record(thing), ensure_ascii=False, allow_nan=False)


@cache
def _names(kind: type) -> tuple[tuple[str, str], ...]:
    """Pairs of attribute name and JSON name, in declared order."""
    return tuple((f.name, f.metadata.get("json", f.name)) for f in dataclasses.fields(kind))


@cache
def _sparse(kind: type) -> frozenset[str]:
    """JSON names of the fields that are left out while they are ``None``."""
    return frozenset(f.metadata.get("json", f.name) for f in dataclasses.fields(kind) if f.metadata.get("sparse"))


@cache
def _revivers(kind: type) -> tuple[tuple[str, str, Reviver | None], ...]:
    """For each field of `kind`: attribute name, JSON name, and what rebuilds its value."""
    hints = typing.get_type_hints(kind)
    return tuple((attribute, name, _reviver(hints[attribute])) for attribute, name in _names(kind))


@cache
def _reviver(hint: Any) -> Reviver | None:
    """What turns the JSON form of a `hint` into one; ``None`` where JSON has it as it is.

    Made once for each type: a table has millions of rows, and looking at their types again would cost most of the time.
    """
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        return _reviver(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
    if origin is tuple:
        return _or_none(_tuple_reviver(typing.get_args(hint)))
    return _plain_reviver(hint) if isinstance(hint, type) else None


def _plain_reviver(hint: type) -> Reviver | None:
    if dataclasses.is_dataclass(hint):
        return _or_none(partial(from_record, hint))
    if issubclass(hint, Enum):
        return _or_none(hint)
    if hint is dt.date:
        return _or_none(dt.date.fromisoformat)
    return _or_none(float) if hint is float else None


def _or_none(revive: Reviver) -> Reviver:
    return lambda value: None if value is None else revive(value)


def _tuple_reviver(args: tuple[Any, ...]) -> Reviver:
    if args[-1] is Ellipsis:
        revive = _reviver(args[0])
        return tuple if revive is None else lambda value: tuple(map(revive, value))
    revivers = [_reviver(arg) for arg in args]

    def fixed(value: Sequence[Any]) -> tuple[Any, ...]:
        pairs = zip(revivers, value, strict=True)
        return tuple([item if revive is None else revive(item) for revive, item in pairs])

    return fixed
