"""JSON files of records: every record a readable line, "name: value; name: value"."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.decoding import decode
from workbench.reading.layout import Layout, one_line
from workbench.settings import Settings

_MOST_FIELDS = 2_000_000
_DEEPEST = 8  # lists and objects inside one another; what lies deeper is left out


def read_json(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read a ``.json`` file: a record of every object in a list, places ``record N`` as they come.

    Objects inside a record give names of two parts ("address city: Halm"), lists of plain values one value. What stands beside
    the lists in an outer object is a record of its own.

    Raises:
        UnreadableFileError: this is no JSON, or there are too many values in it.
    """
    decoded = decode(name, data)
    try:
        whole = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise refusals.damaged(name, "JSON file", str(error)) from error
    layout = Layout(name, settings.max_characters)
    fields = 0
    for number, record in enumerate(_records(whole, _DEEPEST), 1):
        fields += len(record)
        if fields > _MOST_FIELDS:
            raise refusals.too_many(name, "values", fields, _MOST_FIELDS, None)
        layout.add("; ".join(f"{key}: {value}" if key else value for key, value in record), place=f"record {number}")
    return SourceText(text=layout.text(), media_type="application/json", locators=layout.places(), replaced=decoded.replaced)


def _records(thing: Any, depth: int) -> Iterator[list[tuple[str, str]]]:
    """Records in the order of the file; lists of objects inside one come after it."""
    if depth == 0:
        return
    if isinstance(thing, list) and any(isinstance(item, dict | list) for item in thing):
        for item in thing:
            yield from _records(item, depth - 1)
        return
    inner: list[Any] = []
    fields = list(_fields("", thing, inner, depth))
    if fields:
        yield fields
    for item in inner:
        yield from _records(item, depth - 1)


def _fields(key: str, thing: Any, inner: list[Any], depth: int) -> Iterator[tuple[str, str]]:
    """Names and values of one record; lists of objects go into `inner`."""
    if isinstance(thing, dict) and depth:
        for name, value in thing.items():
            yield from _fields(f"{key} {one_line(str(name).replace('_', ' '))}".strip(), value, inner, depth - 1)
    elif isinstance(thing, list):
        if any(isinstance(item, dict | list) for item in thing):
            inner.append(thing)
        elif thing:
            yield key, ", ".join(map(_value, thing))
    elif thing is not None and not isinstance(thing, dict):
        yield key, _value(thing)


def _value(thing: Any) -> str:
    if isinstance(thing, bool):
        return "yes" if thing else "no"
    return one_line(str(thing)) if thing is not None else ""
