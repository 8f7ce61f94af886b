"""JSON Lines in, JSON Lines out: one answer a line, in order; a bad line is answered with its error and the run goes on."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any

import typer

from workbench.cli.console import complain, in_unicode
from workbench.errors import BadInputError, WorkbenchError, in_one_line
from workbench.records import to_line

Record = dict[str, Any]


def stream(answer: Callable[[Record], Record], source: Iterable[bytes] | None = None, target: IO[bytes] | None = None) -> None:
    """Answer every line of standard input (or `source`) on standard output (or `target`), as soon as it is read.

    Raises:
        typer.Exit: with code 2 at the end, where a line could not be answered.
        MissingResourceError: whatever `answer` needs is not there; no line could be answered then.
        DamagedError: it is there and not what was written.
    """
    target = target or sys.stdout.buffer
    failed = False
    for number, line in enumerate(source or sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        answered, sound = _answer(answer, number, line)
        failed = failed or not sound
        target.write(answered + b"\n")
        target.flush()
    if failed:
        raise typer.Exit(WorkbenchError.exit_code)


def text_of(record: Record, field: str) -> str:
    """A text field of a line; raises `BadInputError` where it is missing or not Unicode text."""
    value = record.get(field)
    if not isinstance(value, str):
        found = f"`{field}` = {json.dumps(value)[:60]}" if field in record else f"no `{field}`"
        raise BadInputError("bad_field", expected=f'a text field "{field}"', found=found, fix="correct that line")
    return in_unicode(value, f'"{field}"')


def _answer(answer: Callable[[Record], Record], number: int, line: bytes) -> tuple[bytes, bool]:
    """The answer to one line as it is written, and whether it is one; else it is the line's error."""
    identity: str | float | None = None
    try:
        record = _parse(line)
        identity = _identity(record)
        return to_line({"id": identity} | answer(record)).encode(), True
    except BadInputError as error:
        fault = {"code": error.code, "message": str(error)}
    except (WorkbenchError, OSError):  # a resource is missing, which no other line would find either
        raise
    except Exception as error:  # noqa: BLE001 - what one line brings about must not take the others with it
        unforeseen = _unforeseen(number, error)
        complain(unforeseen)
        fault = {"code": unforeseen.code, "message": str(unforeseen)}
    return to_line({"id": identity, "error": fault}).encode(errors="replace"), False


def _unforeseen(number: int, error: Exception) -> BadInputError:
    return BadInputError(
        "fault",
        expected="a line that can be answered",
        found=f"{in_one_line(error)} at line {number}",
        fix="leave that line out and report it: the workbench should have answered it",
    )


def _identity(record: Record) -> str | float | None:
    """The line's own name, which its answer has to carry and JSON has to be able to write."""
    given = record.get("id")
    written: str | float | None = text_of(record, "id") if isinstance(given, str) else given
    if written is None or isinstance(written, str):
        return written
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    if isinstance(written, float) and math.isfinite(written):
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
