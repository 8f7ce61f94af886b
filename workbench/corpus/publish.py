"""Publishing a generation: written beside, made durable, then named in one rename. Whole or not at all.

The order is what keeps a killed writer harmless: files and manifest are on the disk before the folder gets its name, and
the folder has its name before ``CURRENT`` says so. Whatever a dead writer left is swept by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus.cards import Card, card_of, text_of
from workbench.corpus.lock import writing
from workbench.corpus.manifest import FILE_NAME, FORMAT, EncoderStamp, Manifest, list_files, tool_versions
from workbench.corpus.rows import Rows, RowWriter
from workbench.corpus.snapshot import snapshot_digest
from workbench.corpus.store import CURRENT, GENERATION, INDEX_FOLDER, Corpus, corpus_folder
from workbench.models import Document, Passage
from workbench.records import from_record, to_record

BUILDING = ".building"
KEPT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with the passages cut from it."""

    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class IndexStamp:
    """What the builder of the search index reports for the manifest."""

    encoder: EncoderStamp
    tools: Mapping[str, str]


# Builds the search index into a folder: the passages by row, and the cards by document.
IndexBuilder = Callable[[Path, Sequence[Passage], Mapping[str, Card]], IndexStamp]


class Writer:
    """The one writer of a corpus while it lasts; got from `open_writer`.

    Attributes:
        name: of the corpus.
        held: the generation that is current, or ``None`` for a new corpus.
    """

    def __init__(self, workspace: Path, name: str) -> None:
        self._workspace = workspace
        self.name = name
        self._folder = corpus_folder(workspace, name)
        self.held = Corpus.open(workspace, name) if (self._folder / CURRENT).exists() else None

    def publish(self, entries: Iterable[Entry], *, settings: str, build: IndexBuilder) -> Corpus:
        """Publish `entries` (ordered by ``doc_id``) as the next generation and open it.

        Nothing is visible until the end: when reading `entries` or `build` raises, the old generation stays current.
        `settings` is the digest of the settings and rules that cut and read the passages.
        """
        building = self._folder / f"{BUILDING}-{os.getpid()}"
        building.mkdir()
        try:
            manifest = self._write(building, entries, settings, build)
            generation = self._folder / manifest.generation
            if generation.exists():  # a writer died between naming this same folder and saying that it is current
                shutil.rmtree(generation)
            building.rename(generation)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        _sync_folder(self._folder)
        self._name_current(generation.name)
        sweep(self._folder)
        self.held = Corpus.open(self._workspace, self.name)
        return self.held

    def _write(self, folder: Path, entries: Iterable[Entry], settings: str, build: IndexBuilder) -> Manifest:
        cards, hashes, count = _write_tables(folder, entries)
        passages = Rows(folder, "passages", lambda record: from_record(Passage, record))
        index = folder / INDEX_FOLDER
        index.mkdir()
        stamp = build(index, passages, cards)
        manifest = Manifest(
            format=FORMAT,
            corpus=self.name,
            number=self.held.manifest.number + 1 if self.held else 1,
            snapshot=snapshot_digest(hashes),
            documents=len(cards),
            passages=count,
            encoder=stamp.encoder,
            settings=settings,
            tools=tool_versions(stamp.tools),
            files=list_files(folder),
        )
        (folder / FILE_NAME).write_bytes(manifest.to_bytes())
        _sync_tree(folder)
        return manifest

    def _name_current(self, generation: str) -> None:
        beside = self._folder / f".{CURRENT}"
        beside.write_text(generation + "\n", encoding="ascii")
        _sync_file(beside)
        beside.replace(self._folder / CURRENT)
        _sync_folder(self._folder)


@contextmanager
def open_writer(workspace: Path, name: str) -> Iterator[Writer]:
    """Take the corpus for writing, and sweep what a dead writer left.

    Raises:
        BadInputError: `name` is not a corpus name.
        MissingResourceError: somebody else is writing it.
        DamagedError: the documents held are not what was written.
    """
    folder = corpus_folder(workspace, name)
    with writing(folder, name):
        sweep(folder)
        yield Writer(workspace, name)


def sweep(folder: Path) -> None:
    """Remove what a dead writer left, and all but the `KEPT` newest published generations. Only for who holds the lock.

    Where ``CURRENT`` names no generation, no generation is touched: a person may still want to repair it.
    """
    current = (folder / CURRENT).read_bytes().decode("ascii", "replace").strip() if (folder / CURRENT).exists() else ""
    generations = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and GENERATION.fullmatch(entry.name))
    unwanted = sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name.startswith(BUILDING))
    if current in generations:
        kept = [name for name in generations if name <= current][-KEPT:]
        unwanted += [name for name in generations if name not in kept]
    for name in unwanted:
        shutil.rmtree(folder / name, ignore_errors=True)  # a reader on Windows may hold it: the next writer tries again


def _write_tables(folder: Path, entries: Iterable[Entry]) -> tuple[dict[str, Card], list[str], int]:
    """Write documents, texts and passages; the cards by document, the documents' hashes, the number of passages."""
    held: dict[str, Card] = {}
    hashes: list[str] = []
    count = 0
    last = ""
    with ExitStack() as stack:
        cards, texts, passages = (stack.enter_context(RowWriter(folder, name)) for name in ("documents", "texts", "passages"))
        for entry in entries:
            document = entry.document
            if held and document.doc_id <= last:
                raise ValueError(f"documents out of order: {document.doc_id!r} after {last!r}")
            last = document.doc_id
            card = card_of(document)
            cards.write(to_record(card))
            texts.write(to_record(text_of(document)))
            for passage in entry.passages:
                passages.write(to_record(passage))
            held[document.doc_id] = card
            hashes.append(document.sha256)
            count += len(entry.passages)
    return held, hashes, count


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _sync_file(path)
        else:
            _sync_folder(path)
    _sync_folder(folder)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
