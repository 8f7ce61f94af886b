"""The tables of the typed leg: plain columns on disk, mapped and not loaded, the same bytes for the same passages.

``values.npy`` holds a record for each value, by row and place: its bounds and where it stands in the passage. ``words.npy``
and ``holders.npy`` are two columns, sorted together, that lead from a word within a group to the values it stands with: the
word is kept as a checksum of group and stem, so that one look-up finds the values of the right dimension about the right
thing. ``keys.npy`` is a digest of what each row was read from; the next generation takes over what it finds there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workbench.errors import UnreadDocumentsError, in_one_line
from workbench.retrieval.typed_values import TypedValue, read_typed, reader_fingerprint

VALUES = "values.npy"
WORDS = "words.npy"
HOLDERS = "holders.npy"
KEYS = "keys.npy"
_RECORD = np.dtype([("row", "<u4"), ("start", "<u4"), ("end", "<u4"), ("low", "<f8"), ("high", "<f8")])
_NUMBER = np.dtype("<u4")
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class TypedText:
    """What the values of one row are read from: ``sentences`` are offsets into ``text``, ``published`` anchors its dates.

    ``country`` says whose dollar a bare sign is. ``doc_id`` names the document where the reading fails, and changes no value.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    context: str
    published: dt.date | None
    country: str | None = None
    doc_id: str = ""


def word_number(group: str, stem: str) -> int:
    """The number that stands for a word within a group; two words may share one, once in some billion pairs."""
    return zlib.crc32(f"{group}\0{stem}".encode("utf-8", "surrogatepass"))


def write_typed(folder: Path, texts: Sequence[TypedText], *, previous: Tables | None = None) -> None:
    """Index the values of `texts` by row into `folder`; what `previous` holds of the same text is taken from there.

    Raises:
        UnreadDocumentsError: the values of some texts cannot be read; it names all of their documents.
    """
    folder.mkdir(exist_ok=True)
    known = _Known(previous) if previous else None
    faults: dict[str, str] = {}
    keys = np.zeros((len(texts), _KEY_BYTES), dtype=np.uint8)
    writing = _Writing()
    for row, text in enumerate(texts):
        key = _key(text)
        keys[row] = np.frombuffer(key, dtype=np.uint8)
        held = known.get(key) if known else None
        writing.add(row, _read_or_note(text, faults) if held is None else held)
    if faults:
        raise UnreadDocumentsError(faults)
    np.save(folder / KEYS, keys, allow_pickle=False)
    writing.save(folder)


class Tables:
    """The tables of one generation, opened; their files must have been checked before.

    Attributes:
        values: a record for each value, by row and place.
        words: the numbers of words within groups, sorted.
        holders: for each of `words`, the number of a value it stands with.
        keys: the digest of each row.
    """

    def __init__(self, folder: Path) -> None:
        self.values: Final = _column(folder / VALUES)
        self.words: Final = _column(folder / WORDS)
        self.holders: Final = _column(folder / HOLDERS)
        self.keys: Final = _column(folder / KEYS)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One value as the tables hold it, but for the row."""

    start: int
    end: int
    low: float
    high: float
    words: tuple[int, ...]


class _Writing:
    """Collects the tables column by column: numbers, never objects, for there may be millions."""

    def __init__(self) -> None:
        self._places = array("I")
        self._bounds = array("d")
        self._words = array("I")
        self._holders = array("I")

    def add(self, row: int, readings: Iterable[_Reading]) -> None:
        for one in readings:
            number = len(self._bounds) // 2
            self._places.extend((row, one.start, one.end))
            self._bounds.extend((one.low, one.high))
            self._words.extend(one.words)
            self._holders.extend([number] * len(one.words))

    def save(self, folder: Path) -> None:
        places = np.frombuffer(self._places, dtype=np.uint32).reshape(-1, 3)
        bounds = np.frombuffer(self._bounds, dtype=np.float64).reshape(-1, 2)
        values = np.zeros(len(places), dtype=_RECORD)
        for column, name in enumerate(("row", "start", "end")):
            values[name] = places[:, column]
        values["low"], values["high"] = bounds[:, 0], bounds[:, 1]
        words = np.frombuffer(self._words, dtype=np.uint32)
        order = np.argsort(words, kind="stable")  # holders were added in order, and stay so under each word
        np.save(folder / VALUES, values, allow_pickle=False)
        np.save(folder / WORDS, words[order].astype(_NUMBER), allow_pickle=False)
        np.save(folder / HOLDERS, np.frombuffer(self._holders, dtype=np.uint32)[order].astype(_NUMBER), allow_pickle=False)


class _Known:
    """What an older generation read, by the digest of the text."""

    def __init__(self, tables: Tables) -> None:
        self._rows = {bytes(key): row for row, key in enumerate(tables.keys)}
        self._values = tables.values
        self._firsts = np.searchsorted(tables.values["row"], np.arange(len(tables.keys) + 1))
        self._words = tables.words[np.argsort(tables.holders, kind="stable")]
        self._first_words = np.searchsorted(np.sort(tables.holders), np.arange(len(tables.values) + 1))

    def get(self, key: bytes) -> list[_Reading] | None:
        row = self._rows.get(key)
        return None if row is None else list(self._readings(int(self._firsts[row]), int(self._firsts[row + 1])))

    def _readings(self, first: int, last: int) -> Iterator[_Reading]:
        for number in range(first, last):
            _, start, end, low, high = self._values[number].tolist()
            words = self._words[self._first_words[number] : self._first_words[number + 1]]
            yield _Reading(start, end, low, high, tuple(words.tolist()))


def _read_or_note(text: TypedText, faults: dict[str, str]) -> list[_Reading]:
    """The values of `text`; where the reader stumbles, none, and `faults` names the document."""
    try:
        return _read(text)
    except Exception as error:  # noqa: BLE001 - one document of thousands, whatever it is that it brings about
        faults.setdefault(text.doc_id, f"{in_one_line(error)} in {text.text[:80]!r}")
        return []


def _read(text: TypedText) -> list[_Reading]:
    values = read_typed(
        text.text, sentences=text.sentences, context=text.context, published=text.published, country=text.country
    )
    return [_Reading(value.start, value.end, value.low, value.high, _numbers(value)) for value in values]


def _numbers(value: TypedValue) -> tuple[int, ...]:
    return tuple(sorted({word_number(value.group, stem) for stem in value.subject | value.around}))


def _key(text: TypedText) -> bytes:
    published = text.published.isoformat() if text.published else None
    read_from = [reader_fingerprint(), text.text, text.sentences, text.context, published, text.country]
    return hashlib.sha256(json.dumps(read_from).encode()).digest()[:_KEY_BYTES]


def _column(path: Path) -> NDArray[Any]:
    column: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    return column
