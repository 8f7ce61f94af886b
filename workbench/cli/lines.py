"""JSON Lines in, JSON Lines out: one answer a line, in order; a bad line is answered with its error and the run goes on."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any

import typer

from workbench.errors import BadInputError, WorkbenchError
from workbench.records import to_line

Record = dict[str, Any]


def stream(answer: Callable[[Record], Record], source: Iterable[bytes] | None = None, target: IO[bytes] | None = None) -> None:
    """Answer every line of standard input (or `source`) on standard output (or `target`), as soon as it is read.

    Raises:
        typer.Exit: with code 2 at the end, where a line could not be answered.
        MissingResourceError: whatever `answer` needs is not there; no line could be answered then.
    """
    target = target or sys.stdout.buffer
    failed = False
    for line in source or sys.stdin.buffer:
        if not line.strip():
            continue
        identity: str | float | None = None
        try:
            record = _parse(line)
            identity = _identity(record)
            result: dict[str, Any] = {"id": identity} | answer(record)
        except BadInputError as error:
            failed = True
            result = {"id": identity, "error": {"code": error.code, "message": str(error)}}
        target.write(to_line(result).encode() + b"\n")
        target.flush()
    if failed:
        raise typer.Exit(WorkbenchError.exit_code)


def text_of(record: Record, field: str) -> str:
    """A text field of a line; raises `BadInputError` where it is missing or not Unicode text."""
    value = record.get(field)
    if not isinstance(value, str):
        found = f"`{field}` = {json.dumps(value)[:60]}" if field in record else f"no `{field}`"
        raise BadInputError("bad_field", expected=f'a text field "{field}"', found=found, fix="correct that line")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadInputError(
            "bad_text",
            expected=f'Unicode text in "{field}"',
            found="half of a surrogate pair",
            fix="correct that line's encoding",
        ) from error
    return value


def _identity(record: Record) -> str | float | None:
    """The line's own name, which its answer has to carry and JSON has to be able to write."""
    given = record.get("id")
    written: str | float | None = text_of(record, "id") if isinstance(given, str) else given
    if written is None or isinstance(written, str):
        return written
    if isinstance(written, (int, float)) and not isinstance(written, bool) and math.isfinite(written):
        return written
    raise BadInputError("bad_id", expected="a text or a number as id", found=type(given).__name__, fix="correct that line")


def _parse(line: bytes) -> Record:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            "bad_json", expected="one JSON object a line", found=str(error)[:100], fix="correct that line"
        ) from error
    if not isinstance(record, dict):
        raise BadInputError("bad_json", expected="a JSON object", found=type(record).__name__, fix="correct that line")
    return record
