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
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from workbench.models import Evidence

T = TypeVar("T")


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
    hints = _hints(typing.cast("type", kind))
    values = {a: _revive(hints[a], record[name]) for a, name in _names(typing.cast("type", kind)) if name in record}
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
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _revive(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        inner = next(arg for arg in typing.get_args(hint) if arg is not type(None))
        return _revive(inner, value)
    if origin is tuple:
        args = typing.get_args(hint)
        kinds = [args[0]] * len(value) if args[-1] is Ellipsis else list(args)
        return tuple(_revive(kind, item) for kind, item in zip(kinds, value, strict=True))
    if isinstance(hint, type):
        return _revive_plain(hint, value)
    return value


def _revive_plain(hint: type, value: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        return from_record(hint, value)
    if issubclass(hint, Enum):
        return hint(value)
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    if hint is float:
        return float(value)
    return value
