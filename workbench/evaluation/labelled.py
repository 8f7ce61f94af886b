"""Labelled data on disk: lines of JSON (or rows of a table) that name themselves in every complaint, and their digest."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from workbench.errors import BadInputError
from workbench.records import to_line

GUIDE = "docs/evaluation.md shows the format"
Record = dict[str, Any]
Example = TypeVar("Example")


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line: its file, its number from 1, and what it says."""

    path: Path
    number: int
    record: Record

    def text(self, *names: str) -> str:
        """The text under the first of `names` that is there. Raises `BadInputError` where none is, or it is no text."""
        for name in names:
            if name in self.record:
                value = self.record[name]
                if isinstance(value, str):
                    return value
                raise self.wrong(f'a text "{name}"', f"{json.dumps(value)[:60]}")
        raise self.wrong(f'a text "{names[0]}"', f"only {', '.join(self.record) or 'an empty line'}")

    def maybe_text(self, name: str) -> str | None:
        """The text under `name`, or ``None`` where there is none."""
        return None if self.record.get(name) is None else self.text(name)

    def records(self, name: str) -> list[Record]:
        """The list of objects under `name`. Raises `BadInputError` where it is something else."""
        value = self.record.get(name)
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        raise self.wrong(f'a list of objects "{name}"', json.dumps(value)[:60])

    def texts(self, name: str) -> tuple[str, ...]:
        """The list of texts (numbers are taken as text) under `name`. Raises `BadInputError` where it is something else."""
        value = self.record.get(name)
        if isinstance(value, list) and all(isinstance(one, (str, int)) for one in value):
            return tuple(str(one) for one in value)
        raise self.wrong(f'a list of texts "{name}"', json.dumps(value)[:60])

    def day(self, name: str = "date") -> dt.date | None:
        """The day under `name`, or ``None``. Raises `BadInputError` where it is not a day."""
        written = self.maybe_text(name)
        try:
            return dt.date.fromisoformat(written) if written else None
        except ValueError as error:
            raise self.wrong("a day like 2024-05-31", repr(written)) from error

    def number_of(self, record: Record, name: str) -> float | None:
        """The number under `name` of a part of this line, or ``None``. Raises `BadInputError` where it is no number."""
        value = record.get(name)
        if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
            return value
        raise self.wrong(f'a number "{name}"', json.dumps(value)[:60])

    def name(self) -> str:
        """The line's own ``id``, or its number."""
        value = self.record.get("id")
        return str(self.number if value is None else value)

    def wrong(self, expected: str, found: str) -> BadInputError:
        """A complaint about this line."""
        return BadInputError(
            "bad_line", expected=expected, found=f"{found} in line {self.number} of {self.path.name}", fix=GUIDE
        )


def existing(data: Path) -> Path:
    """`data`, which is there. Raises `BadInputError` where it is not."""
    if data.exists():
        return data
    raise BadInputError(
        "no_data", expected="a file or folder with labelled data", found=f"nothing at {data}", fix="check --data"
    )


def find_file(data: Path, *patterns: str) -> Path:
    """`data` itself where it is a file, else the one file in it that the first fitting pattern names.

    Raises:
        BadInputError: nothing is there, nothing fits, or several files fit equally well.
    """
    if existing(data).is_file():
        return data
    for pattern in patterns:
        found = sorted(data.glob(pattern))
        if len(found) > 1:
            names = ", ".join(path.name for path in found[:4])
            raise BadInputError(
                "several_files", expected="one labelled file", found=f"{names} in {data}", fix="name one with --data"
            )
        if found:
            return found[0]
    raise unknown_layout(data, patterns[0])


def unknown_layout(data: Path, wanted: str) -> BadInputError:
    """A complaint about a folder in which nothing is known."""
    return BadInputError("layout", expected=f"{wanted} or another known layout in {data}", found="none of them", fix=GUIDE)


def lines_of(path: Path) -> Iterator[Line]:
    """The objects of a `.jsonl`, `.json` (one array) or `.csv`/`.tsv` (with a header) file, blank lines left out.

    Raises:
        BadInputError: the file cannot be read, or a line is not an object.
    """
    readers: dict[str, Callable[[Path], Iterator[Line]]] = {".csv": _rows, ".tsv": _rows}
    try:
        yield from readers.get(path.suffix.lower(), _json_lines)(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInputError("unreadable", expected=f"UTF-8 text in {path}", found=str(error)[:100], fix=GUIDE) from error


def whole(path: Path) -> Line:
    """A file that is one JSON object, as one line. Raises `BadInputError` where it is something else."""
    try:
        return _line(path, 1, _parsed(path, 1, path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError("unreadable", expected=f"UTF-8 text in {path}", found=str(error)[:100], fix=GUIDE) from error


def unique(names: Iterable[str]) -> Iterator[str]:
    """`names` with ``#2``, ``#3`` … behind the ones that came before."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}"


def digest_of(examples: Iterable[object]) -> str:
    """SHA-256 of labelled examples in their order, whatever files they came in."""
    found = hashlib.sha256()
    for example in examples:
        found.update(to_line(example).encode("utf-8", "surrogatepass") + b"\n")
    return found.hexdigest()


def at_most(examples: Sequence[Example], limit: int | None) -> Sequence[Example]:
    """The first `limit` of `examples`, or all of them."""
    return examples if limit is None else examples[:limit]


def _json_lines(path: Path) -> Iterator[Line]:
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix.lower() == ".json" and text.lstrip().startswith("["):
        yield from (_line(path, number, one) for number, one in enumerate(_parsed(path, 1, text), start=1))
        return
    for number, written in enumerate(text.split("\n"), start=1):
        if written.strip():
            yield _line(path, number, _parsed(path, number, written))


def _parsed(path: Path, number: int, written: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError) as error:
        raise Line(path, number, {}).wrong("JSON", str(error)[:80]) from error


def _line(path: Path, number: int, record: Any) -> Line:
    if not isinstance(record, dict):
        raise Line(path, number, {}).wrong("a JSON object", type(record).__name__)
    return Line(path, number, record)


def _rows(path: Path) -> Iterator[Line]:
    tabs = path.suffix.lower() == ".tsv"
    with path.open(encoding="utf-8-sig", newline="") as source:
        for number, row in enumerate(csv.DictReader(source, delimiter="\t" if tabs else ","), start=2):
            yield Line(path, number, {name: cell for name, cell in row.items() if name and cell is not None})
