"""What an event must look like, field by field, before anything is built from it.

The same check stands before every door: what is appended, what is read back, what the inbox brings. So nothing is
written that could not be read again. Fields that this version does not know are let through: a later one added them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from workbench.chain import written
from workbench.ledger.events import EventType, read_time
from workbench.models import Qualifier, SuggestionLabel, Verdict

Test = Callable[[Any], bool]


class ShapeError(ValueError):
    """A record is no event; the message names the field and what it should hold."""


def read_json(text: bytes) -> Any:
    """Read JSON as the ledger writes it: UTF-8, no floats, no key twice. Raises `ShapeError` for anything else."""
    try:
        return json.loads(text.decode(), parse_float=_no_float, parse_constant=_no_float, object_pairs_hook=_no_twice)
    except ShapeError:
        raise
    except UnicodeDecodeError as error:
        raise ShapeError("the line is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ShapeError("the line is not JSON") from error


def check(record: Any) -> dict[str, Any]:
    """Return `record` where it is an event, or a draft of one.

    Raises:
        ShapeError: a field is missing or holds another kind of thing; what is wrong is named.
    """
    if not isinstance(record, dict):
        raise ShapeError("an event is an object with named fields")
    _fields(record, _EVENT, "")
    if record["type"] not in _DATA:
        raise ShapeError(f"`type` is {_short(record['type'])}, which this version does not know")
    by = record["by"]
    _fields(by, _BY, "by.")
    kind = EventType(record["type"])
    if (kind is EventType.LOG_REPAIRED) != (not record["article_id"]):
        raise ShapeError("`article_id` should be the id of an article")
    if (kind in _ON_CLAIM) != (record["claim_id"] is not None) and kind is not EventType.UNDONE:
        raise ShapeError("`claim_id` should be " + ("the id of a claim" if kind in _ON_CLAIM else "null"))
    _fields(record["data"], _DATA[kind], "data.")
    _no_floats(record)
    return record


def check_draft(record: Any) -> dict[str, Any]:
    """Return `record` where it is a draft that can be written and read back. Raises `ShapeError` where it is not."""
    _written(check(record))
    checked: dict[str, Any] = record
    return checked


def check_line(bare: bytes, record: dict[str, Any]) -> None:
    """Hold a line against the record read from it: its shape, its one written form, its own check sum.

    Raises:
        ShapeError: what is wrong, in words.
    """
    check(record)
    if not isinstance(record.get("batch"), (str, type(None))):
        raise ShapeError("`batch` should be the name of a batch")
    undoes = record["data"].get("undoes")
    if record["type"] == EventType.UNDONE and undoes >= record["seq"]:
        raise ShapeError("`data.undoes` should be the number of an earlier entry")
    if _written(record) != bare:
        raise ShapeError("the line is not in the form that the ledger writes")
    if "sum" in record:
        # In the one written form the sum stands near the end, so that the line without it need not be written again.
        before, found, after = bare.rpartition(f',"sum":"{record["sum"]}"'.encode())
        if not found or record["sum"] != hashlib.sha256(before + after).hexdigest()[:32]:
            raise ShapeError("the line is not the one its check sum was taken of")


def check_sum(record: dict[str, Any]) -> str:
    """Half of the SHA-256 of a record that has no ``sum`` yet: a line that was changed shows it by itself."""
    return hashlib.sha256(written(record)).hexdigest()[:32]


def _written(record: dict[str, Any]) -> bytes:
    try:
        return written(record)
    except (ValueError, RecursionError) as error:
        raise ShapeError("it holds text that cannot be written as UTF-8") from error


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _name(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _number(value: Any) -> bool:
    return type(value) is int and 1 <= value < 2**53


def _hash(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def _time(value: Any) -> bool:
    try:
        return isinstance(value, str) and read_time(value) is not None
    except ValueError:
        return False


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _object(value: Any) -> bool:
    return isinstance(value, dict)


def _labels(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(pair, list) and len(pair) == 2 and _name(pair[0]) and _of(_SUGGESTIONS)(pair[1])  # noqa: PLR2004 - a pair
        for pair in value
    )


def _gaps(value: Any) -> bool:
    """Rows of four: last entry before, its hash, first entry after, the hash it holds on to."""
    return isinstance(value, list) and all(
        isinstance(row, list)
        and len(row) == 4  # noqa: PLR2004 - as the docstring says
        and type(row[0]) is int
        and _number(row[2])
        and 0 <= row[0] < row[2]
        and _hash(row[1])
        and _hash(row[3])
        for row in value
    )


def _numbers(value: Any) -> bool:
    return isinstance(value, list) and all(map(_number, value))


def _maybe(test: Test) -> Test:
    return lambda value: value is None or test(value)


def _of(values: frozenset[str]) -> Test:
    return lambda value: isinstance(value, str) and value in values


_SUGGESTIONS = frozenset(item.value for item in SuggestionLabel)
_QUALIFIERS = frozenset(item.value for item in Qualifier)
_ON_CLAIM = frozenset({EventType.VERDICT_GIVEN, EventType.NOTE_ADDED})

Shape = dict[str, tuple[Test, str]]
_EVENT: Shape = {
    "type": (_text, "the kind of event"),
    "by": (_object, "who did it"),
    "time": (_time, "a time like 2024-05-31T09:30:00.000000Z"),
    "article_id": (_text, "the id of an article"),
    "claim_id": (_maybe(_name), "the id of a claim, or null"),
    "data": (_object, "an object with named fields"),
}
_BY: Shape = {"name": (_name, "the reviewer's name"), "auth": (_name, "how the reviewer was known")}
_DATA: dict[str, Shape] = {
    EventType.ARTICLE_ADDED: {
        "title": (_text, "a text"),
        "published": (_maybe(_day), "a day like 2024-05-31, or null"),
        "object": (_hash, "the hash of the article"),
    },
    EventType.CHECK_RECORDED: {
        "object": (_hash, "the hash of the check"),
        "corpus": (_text, "the name of a corpus"),
        "snapshot": (_text, "the digest of a corpus"),
        "settings": (_text, "the digest of settings"),
        "labels": (_labels, "pairs of a claim's id and the label suggested"),
    },
    EventType.VERDICT_GIVEN: {
        "verdict": (_of(frozenset(item.value for item in Verdict)), "a verdict"),
        "qualifiers": (lambda value: _texts(value) and _QUALIFIERS.issuperset(value), "qualifiers"),
        "note": (_text, "a text"),
        "evidence": (_texts, "ids of passages"),
        "suggestion": (_maybe(_of(_SUGGESTIONS)), "a suggestion, or null"),
        "check": (_maybe(_hash), "the hash of a check, or null"),
    },
    EventType.NOTE_ADDED: {"note": (_text, "a text")},
    EventType.UNDONE: {"undoes": (_number, "the number of an earlier entry")},
    EventType.LOG_REPAIRED: {
        "gaps": (_gaps, "the places where entries are lost"),
        "restored": (_numbers, "numbers of entries"),
        "set_aside": (_texts, "names of files"),
    },
}


def _fields(record: dict[str, Any], shape: Shape, within: str) -> None:
    for name, (test, holds) in shape.items():
        if name not in record:
            raise ShapeError(f"`{within}{name}` is missing")
        if not test(record[name]):
            raise ShapeError(f"`{within}{name}` should be {holds}, and is {_short(record[name])}")


def _short(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"  # noqa: PLR2004 - a line stays a line


def _no_float(text: str) -> NoReturn:
    raise ShapeError(f"an event holds no floats, and here is {_short(text)}")


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ShapeError("a field is there twice")
    return record


def _no_floats(value: object) -> None:
    if isinstance(value, float):
        raise ShapeError(f"an event holds no floats: {value}")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ():
        _no_floats(item)
