"""Files into a corpus and out again: the line from paths to a published generation. `workbench.searching` searches it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import workbench.corpus.passages
import workbench.sentences
from workbench.corpus import Card, Corpus, EncoderStamp, Entry, IndexStamp, Writer, make_document, make_passages, open_writer
from workbench.errors import BadInputError, DamagedError, MissingResourceError, UnreadDocumentsError, in_one_line
from workbench.fingerprint import code_sha256
from workbench.models import Document, Passage, Refusal, Tier
from workbench.reading import find_files, label_of, read_many
from workbench.retrieval import Encoder, Heading, Index, build_index, load_encoder
from workbench.retrieval.checkpoint import ResumableEncoder, forget
from workbench.retrieval.typed_values import reader_fingerprint
from workbench.sentences import split_sentences
from workbench.settings import Settings


class Progress(Protocol):
    """Told how far a stage (``reading`` or ``encoding``) has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` files or passages."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did. ``passages`` counts those of the whole corpus; ``replaced`` documents had the id of an older text.

    ``snapshot`` and ``generation`` are ``None`` where the corpus still does not exist, because no file could be read.
    """

    added: int
    replaced: int
    unchanged: int
    refused: tuple[Refusal, ...]
    snapshot: str | None
    generation: str | None
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What removing did; the counts are those of the corpus afterwards."""

    removed: tuple[str, ...]
    snapshot: str
    generation: str
    documents: int
    passages: int


def add_to_corpus(
    workspace: Path,
    name: str,
    paths: Sequence[Path],
    settings: Settings,
    *,
    tier: Tier | None = None,
    publisher: str | None = None,
    published: dt.date | None = None,
    country: str | None = None,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> Added:
    """Read the files and folders `paths` into the corpus `name`, making it where it does not exist.

    What the corpus holds already is skipped by content; a text with the id of another one replaces it. `tier`,
    `publisher`, `published` and `country` win over what the files say. A new generation is published whole or not at all, and
    none where nothing is new, unless its search index is damaged, another encoder made it, or it was cut or read by other
    passage settings or another version's rules: then it is rebuilt.

    A file that cannot be read, and a document over whose values or words the workbench stumbles, is refused by the name of
    its file, and the others go in.

    Raises:
        BadInputError: a path does not exist, `name` is not a corpus name, or a document held cannot be read again.
        MissingResourceError: the encoder is missing, or somebody else is writing this corpus.
        DamagedError: the documents held are not what was written.
    """
    files = find_files(paths)
    encoder = encoder or load_encoder(settings)
    with open_writer(workspace, name) as writer:
        batch = _Batch({card.doc_id: card.sha256 for card in writer.held.cards} if writer.held else {})
        total = len(files)
        for done, path in enumerate(files, start=1):
            for source in read_many([path], settings):
                if isinstance(source, Refusal):
                    batch.refused.append(source)
                else:
                    told = make_document(source, tier=tier, publisher=publisher, published=published, country=country)
                    batch.take(told, label_of(str(path)))
            if progress:
                progress("reading", done, total)
        corpus = _publish_readable(writer, batch, settings, encoder, progress=progress)
    replaced = sum(doc_id in batch.held for doc_id in batch.fresh)
    return Added(
        added=len(batch.fresh) - replaced,
        replaced=replaced,
        unchanged=batch.unchanged,
        refused=tuple(batch.refused),
        snapshot=corpus.snapshot if corpus else None,
        generation=corpus.generation if corpus else None,
        documents=len(corpus.cards) if corpus else 0,
        passages=len(corpus.passages) if corpus else 0,
    )


def remove_from_corpus(
    workspace: Path,
    name: str,
    doc_ids: Sequence[str],
    settings: Settings,
    *,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> Removed:
    """Publish a generation of the corpus `name` without the documents `doc_ids`; all of them must be there.

    Raises:
        BadInputError: one of them is not, and then nothing is removed.
        MissingResourceError: there is no such corpus or encoder, or somebody else is writing this corpus.
        DamagedError: the documents held are not what was written.
    """
    Corpus.open(workspace, name)
    encoder = encoder or load_encoder(settings)
    with open_writer(workspace, name) as writer:
        if writer.held is None or not doc_ids:
            raise BadInputError("no_documents", expected="documents to remove", found="none", fix="name their doc_id")
        for doc_id in doc_ids:
            writer.held.card(doc_id)
        corpus = _publish(writer, {}, frozenset(doc_ids), settings, encoder, progress=progress)
    assert corpus is not None  # noqa: S101 - there was one before
    return Removed(
        removed=tuple(sorted(set(doc_ids))),
        snapshot=corpus.snapshot,
        generation=corpus.generation,
        documents=len(corpus.cards),
        passages=len(corpus.passages),
    )


@dataclass(slots=True)
class _Batch:
    """What one run of adding collects.

    ``held`` is the hash of each document the corpus had, ``seen`` of each read now, and ``files`` is where it was read.
    """

    held: Mapping[str, str]
    seen: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    fresh: dict[str, Document] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    unchanged: int = 0

    def take(self, document: Document, file: str) -> None:
        twin = self.seen.setdefault(document.doc_id, document.sha256)
        if twin != document.sha256:
            reason = f"expected one text with the id {document.doc_id!r}; found a second, different one; give it another id"
            self.refused.append(Refusal(file, "duplicate_id", reason))
        elif document.doc_id in self.fresh or self.held.get(document.doc_id) == document.sha256:
            self.unchanged += 1
        else:
            self.fresh[document.doc_id] = document
            self.files[document.doc_id] = file

    def leave_out(self, unread: UnreadDocumentsError, corpus: str) -> None:
        """Refuse by their files the documents that cannot be read. Raises `BadInputError` where one is held already."""
        for doc_id, reason in unread.reasons.items():
            if self.fresh.pop(doc_id, None) is None:
                raise BadInputError(
                    "unread_document",
                    expected=f"documents of {corpus} that this version can read",
                    found=f"{doc_id}: {reason}",
                    fix=f"take it out with `workbench corpus remove {corpus} {doc_id}`, and report it",
                ) from unread
            self.refused.append(_refusal(self.files[doc_id], doc_id, unread.code, reason))


def _refusal(file: str, doc_id: str, code: str, reason: str) -> Refusal:
    found = f"{Path(file).name}, document {doc_id}: {reason}"
    fix = "leave it out and report it: the workbench should read it"
    return Refusal(file, code, f"expected a document that can be taken apart; found {found}; {fix}")


def _publish_readable(
    writer: Writer, batch: _Batch, settings: Settings, encoder: Encoder, *, progress: Progress | None
) -> Corpus | None:
    """Publish the batch; documents that turn out to be unreadable on the way are left out, and it is tried again."""
    while True:
        try:
            return _publish(writer, batch.fresh, frozenset(), settings, encoder, progress=progress)
        except UnreadDocumentsError as unread:
            batch.leave_out(unread, writer.name)


def _publish(
    writer: Writer,
    fresh: Mapping[str, Document],
    gone: frozenset[str],
    settings: Settings,
    encoder: Encoder,
    *,
    progress: Progress | None,
) -> Corpus | None:
    """Publish what is held with `fresh` and without `gone`; the corpus as it is then, ``None`` where there is none."""
    previous, recipe = _usable_index(writer.held, encoder), _recipe(settings)
    sound = previous is not None and writer.held is not None and writer.held.manifest.settings == recipe
    if not fresh and not gone and (sound or writer.held is None):
        return writer.held

    def build(folder: Path, passages: Sequence[Passage], cards: Mapping[str, Card]) -> IndexStamp:
        def report(done: int, total: int) -> None:
            if progress:
                progress("encoding", done, total)

        headings = {doc_id: Heading(card.title, card.published, card.country) for doc_id, card in cards.items()}
        kept = ResumableEncoder(encoder, folder.parents[1])
        built = build_index(folder, passages, headings, kept, previous=previous, report=report)
        return IndexStamp(EncoderStamp(encoder.name, encoder.weights_sha256, encoder.dimension), built.tools)

    corpus = writer.publish(_entries(writer.held, fresh, gone, settings), settings=recipe, build=build)
    forget(corpus.folder.parent)
    return corpus


def _usable_index(held: Corpus | None, encoder: Encoder) -> Index | None:
    """The index held, for its vectors; ``None`` where it is damaged or another encoder made it."""
    if held is None:
        return None
    try:
        held.check_index()
        return Index.open(held.index_folder, encoder)
    except (DamagedError, MissingResourceError):
        return None


def _entries(held: Corpus | None, fresh: Mapping[str, Document], gone: frozenset[str], settings: Settings) -> Iterator[Entry]:
    """Every document of the next generation in order of id, with its passages. Raises `UnreadDocumentsError` at the end."""
    rows = {card.doc_id: row for row, card in enumerate(held.cards)} if held else {}
    kept = _passages_by_document(held) if held and held.manifest.settings == _recipe(settings) else None
    faults: dict[str, str] = {}
    for doc_id in sorted((rows.keys() | fresh.keys()) - gone):
        old = kept.get(doc_id, ()) if kept is not None else None
        if held is not None and doc_id not in fresh and old is not None:
            yield Entry(held.documents[rows[doc_id]], tuple(held.passages[row] for row in old))
            continue
        document = fresh[doc_id] if doc_id in fresh or held is None else held.documents[rows[doc_id]]
        try:
            entry = _cut(document, settings)
        except Exception as error:  # noqa: BLE001 - one document of thousands, whatever it is that it brings about
            faults[doc_id] = in_one_line(error)
        else:
            yield entry
    if faults:
        raise UnreadDocumentsError(faults)


def _recipe(settings: Settings) -> str:
    """SHA-256 of what a document is cut and read by: the settings of passages, and the code that finds sentences and values.

    A corpus with another one is cut and read again as a whole, also one made when every setting was part of it.
    """
    folders = (Path(workbench.sentences.__file__).parent, Path(workbench.corpus.passages.__file__))
    parts = [settings.passage_characters, settings.passage_overlap_sentences, code_sha256(*folders), reader_fingerprint()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _passages_by_document(held: Corpus) -> dict[str, range]:
    """The rows of each document's passages; a document without any is left out."""
    found: dict[str, range] = {}
    for row in range(len(held.passages)):
        doc_id = held.passages.record(row)["doc_id"]
        first = found[doc_id].start if doc_id in found else row
        found[doc_id] = range(first, row + 1)
    return found


def _cut(document: Document, settings: Settings) -> Entry:
    return Entry(document, make_passages(document, split_sentences(document.text), settings))
