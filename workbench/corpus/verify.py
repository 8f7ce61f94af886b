"""Verification: everything a generation holds is read again and held against what was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus.documents import document_sha256
from workbench.corpus.snapshot import snapshot_digest
from workbench.corpus.store import Corpus
from workbench.errors import DamagedError
from workbench.fingerprint import file_sha256_now

# What broken JSON lines raise when they are read as records.
_UNREADABLE = (ValueError, KeyError, TypeError, IndexError, StopIteration)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was published. ``where`` is a file of the corpus or a ``doc_id``."""

    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        """The problem in one line."""
        return f"{self.where}: expected {self.expected}; found {self.found}"


def verify_corpus(workspace: Path, name: str) -> tuple[Problem, ...]:
    """Verify the current generation of `name`, however damaged it is.

    Raises:
        BadInputError: `name` is not a corpus name.
        MissingResourceError: there is no such corpus.
    """
    try:
        corpus = Corpus.open(workspace, name, check=False)
    except DamagedError as error:
        return (Problem(name, error.expected, error.found),)
    return verify_generation(corpus)


def verify_generation(corpus: Corpus) -> tuple[Problem, ...]:
    """Every file against the manifest, every document against its own hash, and all of them against the snapshot digest."""
    return (*_broken_files(corpus), *_broken_documents(corpus))


def _broken_files(corpus: Corpus) -> Iterator[Problem]:
    for file in corpus.manifest.files:
        path = corpus.folder / file.path
        if not path.is_file():
            yield Problem(file.path, f"{file.size} bytes", "no such file")
        elif (found := file_sha256_now(path)) != file.sha256:
            yield Problem(file.path, f"sha256 {file.sha256}", found)


def _broken_documents(corpus: Corpus) -> Iterator[Problem]:
    hashes = []
    if len(corpus.documents) != corpus.manifest.documents:
        yield Problem("documents.jsonl", f"{corpus.manifest.documents} documents", str(len(corpus.documents)))
    for row in range(len(corpus.documents)):
        try:
            document = corpus.documents[row]
        except _UNREADABLE as error:
            yield Problem(_name_of(corpus, row), "a readable record", f"{type(error).__name__}: {error}")
            continue
        found = document_sha256(document)
        hashes.append(found)
        if found != document.sha256:
            yield Problem(document.doc_id, f"sha256 {document.sha256}", found)
    snapshot = snapshot_digest(hashes)
    if snapshot != corpus.snapshot:
        yield Problem(corpus.name, f"snapshot {corpus.snapshot}", snapshot)


def _name_of(corpus: Corpus, row: int) -> str:
    """The id of a document one half of which cannot be read, from the other half."""
    try:
        return corpus.cards[row].doc_id
    except _UNREADABLE:
        pass
    try:
        return corpus.texts[row].doc_id
    except _UNREADABLE:
        return f"document {row + 1}"
