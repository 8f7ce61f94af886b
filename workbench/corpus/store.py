"""A corpus as it is read: the current generation, checked, with its documents and passages by row.

``indexes/<corpus>/CURRENT`` names the generation; `workbench.corpus.publish` writes it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, overload

from workbench.corpus.cards import Card, DocumentText, card_from, document_of
from workbench.corpus.manifest import FILE_NAME, FORMAT, Manifest, generation_name, manifest_from
from workbench.corpus.rows import Rows
from workbench.errors import BadInputError, DamagedError, MissingResourceError
from workbench.fingerprint import check_file
from workbench.models import Document, Passage
from workbench.records import from_record

if TYPE_CHECKING:
    from workbench.corpus.verify import Problem

INDEXES = "indexes"
CURRENT = "CURRENT"
INDEX_FOLDER = "index"
_NAME = re.compile(r"[a-z0-9_-]{1,64}")
GENERATION = re.compile(r"\d{6}-[0-9a-f]{16}")


def corpus_folder(workspace: Path, name: str) -> Path:
    """Where the corpus `name` lives.

    Raises:
        BadInputError: the name is not 1 to 64 of a-z, 0-9, ``_`` and ``-``.
    """
    if not _NAME.fullmatch(name):
        raise BadInputError(
            "corpus_name",
            expected="a corpus name of 1 to 64 small letters, digits, _ or -",
            found=repr(name[:80]),
            fix="choose such a name",
        )
    return workspace / INDEXES / name


def list_corpora(workspace: Path) -> tuple[str, ...]:
    """Names of the corpora of `workspace` that have a published generation, sorted."""
    folder = workspace / INDEXES
    if not folder.is_dir():
        return ()
    names = (entry.name for entry in folder.iterdir() if _NAME.fullmatch(entry.name) and (entry / CURRENT).is_file())
    return tuple(sorted(names))


class Corpus:
    """One generation of a corpus, opened for reading and pinned: a later publish does not change what this one shows.

    Attributes:
        name: the corpus's name.
        folder: the generation's folder.
        manifest: what the generation says about itself.
        cards: what is known of each document without its text, ordered by ``doc_id``.
        texts: the documents' texts, in the same order.
        documents: the two joined.
        passages: the passages, ordered by document and start; the row number is the index's row.
    """

    def __init__(self, name: str, folder: Path, manifest: Manifest) -> None:
        self.name: Final = name
        self.folder: Final = folder
        self.manifest: Final = manifest
        self.cards: Final = Rows(folder, "documents", card_from)
        # Rows that were looked up before: one search asks for the same few documents again and again.
        self._rows: Final[dict[str, int]] = {}
        self.texts: Final[Sequence[DocumentText]] = Rows(folder, "texts", lambda record: from_record(DocumentText, record))
        self.documents: Final[Sequence[Document]] = _Documents(self.cards, self.texts)
        self.passages: Final = Rows(folder, "passages", lambda record: from_record(Passage, record))

    @classmethod
    def open(cls, workspace: Path, name: str, *, check: bool = True) -> Corpus:
        """Open the current generation of `name`; its files are hashed first unless `check` is off.

        Raises:
            BadInputError: `name` is not a corpus name.
            MissingResourceError: there is no such corpus, or one of its files is gone.
            DamagedError: a file is not what was written, or another version of the workbench wrote it.
        """
        folder = current_folder(workspace, name)
        manifest = read_manifest(folder, name)
        if check:
            for file in manifest.files:
                if not file.path.startswith(f"{INDEX_FOLDER}/"):  # see `Corpus.check_index`
                    check_file(folder / file.path, sha256=file.sha256, size=file.size, fix=start_again(name, folder.parent))
        try:
            return cls(name, folder, manifest)
        except (OSError, ValueError) as error:
            raise DamagedError(
                "damaged_corpus",
                expected=f"readable tables in {folder}",
                found=str(error),
                fix=start_again(name, folder.parent),
            ) from error

    @property
    def snapshot(self) -> str:
        """The digest of the documents held."""
        return self.manifest.snapshot

    @property
    def generation(self) -> str:
        """The name of the generation that was opened."""
        return self.folder.name

    @property
    def index_folder(self) -> Path:
        """Where the search index of this generation lies."""
        return self.folder / INDEX_FOLDER

    def check_index(self) -> None:
        """Hash every file of the search index; the documents do not depend on it, so opening the corpus does not.

        Raises:
            MissingResourceError: one of them is gone.
            DamagedError: one of them is not what was written.
        """
        fix = f"run `workbench corpus add {self.name} PATH…` with any of its files to rebuild the index"
        for file in self.manifest.files:
            if file.path.startswith(f"{INDEX_FOLDER}/"):
                check_file(self.folder / file.path, sha256=file.sha256, size=file.size, fix=fix)

    def card(self, doc_id: str) -> Card:
        """What is known of the document `doc_id` without its text.

        Raises:
            BadInputError: the corpus holds no such document.
        """
        return self.cards[self._row(doc_id)]

    def document(self, doc_id: str) -> Document:
        """The document `doc_id`.

        Raises:
            BadInputError: the corpus holds no such document.
        """
        return self.documents[self._row(doc_id)]

    def verify(self) -> tuple[Problem, ...]:
        """Read everything again and name each file and document that is not what was published; empty when all is well."""
        from workbench.corpus.verify import verify_generation  # it reads a Corpus

        return verify_generation(self)

    def _row(self, doc_id: str) -> int:
        if doc_id in self._rows:
            return self._rows[doc_id]
        row = bisect_left(range(len(self.cards)), doc_id, key=self._doc_id)
        if row == len(self.cards) or self._doc_id(row) != doc_id:
            raise BadInputError(
                "unknown_document",
                expected=f"a document of the corpus {self.name}",
                found=repr(doc_id[:80]),
                fix=f"see `workbench corpus show {self.name}`",
            )
        self._rows[doc_id] = row
        return row

    def _doc_id(self, row: int) -> str:
        return str(self.cards.record(row)["doc_id"])


def current_folder(workspace: Path, name: str) -> Path:
    """The folder of the generation that ``CURRENT`` names.

    Raises:
        MissingResourceError: no corpus of that name has been published.
        DamagedError: ``CURRENT`` names no generation that is there.
    """
    folder = corpus_folder(workspace, name)
    try:
        named = (folder / CURRENT).read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        raise MissingResourceError(
            "unknown_corpus",
            expected=f"the corpus {name} in {workspace / INDEXES}",
            found=", ".join(list_corpora(workspace)) or "no corpus",
            fix=f"run `workbench corpus add {name} PATH…`",
        ) from error
    except UnicodeDecodeError:
        named = ""
    if not GENERATION.fullmatch(named) or not (folder / named).is_dir():
        raise DamagedError(
            "damaged_corpus",
            expected=f"the name of a generation in {folder / CURRENT}",
            found=repr(named[:80]),
            fix=start_again(name, folder),
        )
    return folder / named


def read_manifest(folder: Path, name: str) -> Manifest:
    """Read the manifest of the generation in `folder`, and hold it against the folder's name.

    Raises:
        DamagedError: it is not the manifest that was written, or has another format.
    """
    fix = start_again(name, folder.parent)
    path = folder / FILE_NAME
    content = path.read_bytes() if path.is_file() else b""
    named = generation_name(int(folder.name.split("-")[0]), content)
    if named != folder.name:
        raise DamagedError("damaged_manifest", expected=f"the manifest of {folder.name} in {path}", found=named, fix=fix)
    record = json.loads(content)
    if record.get("format") != FORMAT:
        raise DamagedError(
            "corpus_format", expected=f"corpus format {FORMAT} in {path}", found=str(record.get("format")), fix=fix
        )
    return manifest_from(record)


def start_again(name: str, folder: Path) -> str:
    """What to do about a corpus that is past repair."""
    return f"restore {folder} from a copy, or delete it and run `workbench corpus add {name} PATH…` with its files"


class _Documents(Sequence[Document]):
    """Cards and texts joined when a document is asked for."""

    def __init__(self, cards: Sequence[Card], texts: Sequence[DocumentText]) -> None:
        self._cards = cards
        self._texts = texts

    def __len__(self) -> int:
        return len(self._cards)

    @overload
    def __getitem__(self, row: int) -> Document: ...
    @overload
    def __getitem__(self, row: slice) -> list[Document]: ...
    def __getitem__(self, row: int | slice) -> Any:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        return document_of(self._cards[row], self._texts[row])

    def __iter__(self) -> Iterator[Document]:
        return (self[row] for row in range(len(self)))
