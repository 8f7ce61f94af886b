"""Building the index of one generation: the vectors, the words and the values of every passage, by row.

A folder of plain files: ``index.json`` (who encoded, how many rows, the hash of every other file), ``vectors.npy``,
``keys.npy`` (a digest of each row's indexed text, by which the next generation reuses vectors), ``documents.npy`` (the
document of each row), ``lexical/``, ``typed/``, and above a quarter of a million rows ``coarse.faiss``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar, overload

import numpy as np

from workbench.errors import UnreadDocumentsError, WorkbenchError, in_one_line
from workbench.models import Passage
from workbench.retrieval.card import write_card
from workbench.retrieval.dense import FLAT_ROWS, VECTORS, write_dense
from workbench.retrieval.encoder import Encoder, Vectors
from workbench.retrieval.index import DOCUMENTS, KEYS, LEXICAL, TYPED, Index, KnownVectors
from workbench.retrieval.lexical import write_lexical
from workbench.retrieval.typed_tables import TypedText, write_typed

# Texts encoded between two reports of progress.
STEP = 32
_KEY_BYTES = 16
# What any encoder can encode: if this fails, it is the encoder and no document.
_PLAIN = "word"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heading:
    """What of a document stands above each of its passages: its title, its date, on which relative dates hang, its country."""

    title: str
    published: dt.date | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took: rows in all, rows encoded now (the others were known), versions of the tools used."""

    rows: int
    encoded: int
    tools: Mapping[str, str]


def indexed_text(title: str, passage: Passage) -> str:
    """What is encoded and indexed for `passage`: the document's title and the heading above it give the words context."""
    return "\n".join([*_context(title, passage), passage.text])


def build_index(
    folder: Path,
    passages: Sequence[Passage],
    documents: Mapping[str, Heading],
    encoder: Encoder,
    *,
    previous: Index | None = None,
    report: Callable[[int, int], None] | None = None,
    flat_rows: int = FLAT_ROWS,
) -> Built:
    """Index `passages` by row into the existing, empty `folder`.

    Args:
        folder: where the files go.
        passages: in the order of their rows; read one after the other, never all at once.
        documents: every document by ``doc_id``, in the order by which `Index.search` counts them.
        encoder: makes the vectors.
        previous: an index made by the same encoder, whose vectors and values are reused where the text is the same.
        report: called with rows done and rows in all.
        flat_rows: above this many rows the dense leg is an eight-bit index with exact rescoring.

    Raises:
        UnreadDocumentsError: the values of some documents cannot be read, or the encoder stumbles over their words.
    """
    typed = _ByRow(passages, lambda passage: _typed_text(documents[passage.doc_id], passage))
    write_typed(folder / TYPED, typed, previous=previous.typed_tables() if previous else None)
    texts = _ByRow(passages, lambda passage: indexed_text(documents[passage.doc_id].title, passage))
    keys = _write_keys(folder, passages, documents)
    encode = partial(_encode, encoder, passages, texts)
    encoded = _write_vectors(folder, keys, encode, encoder.dimension, previous, report=report)
    write_dense(folder, flat_rows=flat_rows)
    write_lexical(folder / LEXICAL, texts)
    write_card(folder, len(texts), encoder)
    packages = ("bm25s", "faiss-cpu", "numpy", "PyStemmer", "sentence-transformers", "torch", "transformers")
    return Built(len(passages), encoded, {name: importlib.metadata.version(name) for name in packages})


class _ByRow(Sequence[T], Generic[T]):
    """Something of each passage, made when asked for."""

    def __init__(self, passages: Sequence[Passage], make: Callable[[Passage], T]) -> None:
        self._passages = passages
        self._make = make

    def __len__(self) -> int:
        return len(self._passages)

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> list[T]: ...
    def __getitem__(self, row: int | slice) -> T | list[T]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        return self._make(self._passages[row])


def _context(title: str, passage: Passage) -> list[str]:
    """Title and heading, but for what the passage opens with itself."""
    above = dict.fromkeys((title.strip(), (passage.heading or "").strip()))
    return [part for part in above if part and not passage.text.startswith(part)]


def _typed_text(document: Heading, passage: Passage) -> TypedText:
    sentences = tuple((start - passage.start, end - passage.start) for start, end in passage.sentences)
    context = "\n".join(_context(document.title, passage))
    return TypedText(passage.text, sentences, context, document.published, document.country, passage.doc_id)


def _write_keys(folder: Path, passages: Sequence[Passage], documents: Mapping[str, Heading]) -> Any:
    """Write the digest of each row's text and the number of its document; the digests."""
    keys = np.zeros((len(passages), _KEY_BYTES), dtype=np.uint8)
    numbers = {doc_id: number for number, doc_id in enumerate(documents)}
    rows = np.zeros(len(passages), dtype="<u4")
    for row, passage in enumerate(passages):
        text = indexed_text(documents[passage.doc_id].title, passage)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        keys[row] = np.frombuffer(digest[:_KEY_BYTES], dtype=np.uint8)
        rows[row] = numbers[passage.doc_id]
    np.save(folder / KEYS, keys, allow_pickle=False)
    np.save(folder / DOCUMENTS, rows, allow_pickle=False)
    return keys


def _write_vectors(
    folder: Path,
    keys: Any,
    encode: Callable[[Sequence[int]], Vectors],
    dimension: int,
    previous: Index | None,
    *,
    report: Callable[[int, int], None] | None,
) -> int:
    """Write the vectors file; how many texts were encoded for it."""
    if not len(keys):
        np.save(folder / VECTORS, np.empty((0, dimension), dtype=np.float16), allow_pickle=False)
        return 0
    vectors = np.lib.format.open_memmap(folder / VECTORS, mode="w+", dtype=np.float16, shape=(len(keys), dimension))
    known = previous.vectors_by_key() if previous else KnownVectors({}, ())
    missing = []
    for row, key in enumerate(keys):
        vector = known.get(bytes(key))
        if vector is None:
            missing.append(row)
        else:
            vectors[row] = vector
    for start in range(0, len(missing), STEP):
        rows = missing[start : start + STEP]
        vectors[rows] = encode(rows)
        if report:
            report(start + len(rows), len(missing))
    vectors.flush()
    return len(missing)


def _encode(encoder: Encoder, passages: Sequence[Passage], texts: Sequence[str], rows: Sequence[int]) -> Vectors:
    """The vectors of `rows`; where the encoder stumbles over some and not over a plain word, their documents are named.

    Raises:
        UnreadDocumentsError: so it is.
    """
    try:
        return encoder.encode([texts[row] for row in rows])
    except (WorkbenchError, OSError):  # the model is missing or the disk full, which is no document's doing
        raise
    except Exception:
        if _fault(encoder, _PLAIN) is not None:
            raise
        found = ((passages[row].doc_id, _fault(encoder, texts[row])) for row in rows)
        faults = {doc_id: fault for doc_id, fault in found if fault is not None}
        if not faults:
            raise
        raise UnreadDocumentsError(faults) from None


def _fault(encoder: Encoder, text: str) -> str | None:
    """What the encoder stumbles over in `text`, in one line; ``None`` where it does not."""
    try:
        encoder.encode([text])
    except Exception as error:  # noqa: BLE001 - asked for whatever it is
        return f"{in_one_line(error)} in {text[:80]!r}"
    return None
