"""Tables of JSON lines on disk, read by row number without loading the rest: millions of rows, no pickle, no server.

``NAME.jsonl`` holds one record a line; ``NAME.offsets`` holds where each line starts, and where the last one ends, as
bare little-endian 64-bit numbers: there is no header in it that damage could turn into something else.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, overload

import numpy as np

from workbench.corpus.documents import canonical_json

T = TypeVar("T")
_OFFSET = np.dtype("<i8")


def row_files(name: str) -> tuple[str, str]:
    """The two file names of the table `name`."""
    return f"{name}.jsonl", f"{name}.offsets"


class RowWriter:
    """Writes a table row by row; a context manager, complete when left without an error."""

    def __init__(self, folder: Path, name: str) -> None:
        lines, self._offsets_name = row_files(name)
        self._folder = folder
        self._file = (folder / lines).open("wb")
        self._offsets = [0]

    def __enter__(self) -> Self:
        """Start writing."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the lines, and write the offsets unless something went wrong."""
        self._file.close()
        if error is None:
            np.array(self._offsets, dtype=_OFFSET).tofile(self._folder / self._offsets_name)

    def write(self, record: Any) -> None:
        """Append one record."""
        line = canonical_json(record) + b"\n"
        self._file.write(line)
        self._offsets.append(self._offsets[-1] + len(line))


class Rows(Sequence[T], Generic[T]):
    """A table opened for reading: a sequence whose items are parsed when asked for. Safe to read from several threads.

    The files stay open, so a reader keeps the generation it opened even when that is swept away meanwhile.
    """

    def __init__(self, folder: Path, name: str, revive: Callable[[dict[str, Any]], T]) -> None:
        lines, offsets = row_files(name)
        self._revive = revive
        self._offsets = np.memmap(folder / offsets, dtype=_OFFSET, mode="r")
        with (folder / lines).open("rb") as file:
            empty = file.seek(0, os.SEEK_END) == 0
            self._bytes: mmap.mmap | bytes = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        """How many rows the table has."""
        return len(self._offsets) - 1

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> list[T]: ...
    def __getitem__(self, row: int | slice) -> T | list[T]:
        """The row, or the rows, read from disk and parsed now."""
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        return self._revive(self.record(row))

    def record(self, row: int) -> dict[str, Any]:
        """The row as it is written; a tenth of the cost of the typed row where one field is all that is looked at."""
        at = row + len(self) if row < 0 else row
        if not 0 <= at < len(self):
            raise IndexError(row)
        record: dict[str, Any] = json.loads(self._bytes[int(self._offsets[at]) : int(self._offsets[at + 1])])
        return record

    def __iter__(self) -> Iterator[T]:
        """Row by row, never all of them in memory."""
        return (self[at] for at in range(len(self)))
