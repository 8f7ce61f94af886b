"""Labelled desks on disk: an article, the corpus it is checked against, and the check itself.

A desk folder holds ``article.txt``, ``corpus/`` and ``gold.json``; ``corpus/meta.json``, where it is there, tells date,
publisher and tier of files that cannot say so themselves (a table, a plain page).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.building import add_to_corpus
from workbench.errors import BadInputError
from workbench.evaluation.labelled import GUIDE, Line, digest_of, existing, whole
from workbench.fingerprint import file_sha256
from workbench.models import Article, Assessment, Hit, SuggestionLabel, Tier
from workbench.pipeline import Workbench
from workbench.reading import find_files, read_file

GOLD, META = "gold.json", "meta.json"
MISSED = "missed"
"""In the place of a label where nothing covers the labelled words."""


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """One desk: its files, the article's date, and a line for each labelled place of the article."""

    name: str
    article: Path
    corpus: Path
    date: dt.date | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CheckedDesk:
    """An article with its assessments; ``sources`` names the file of each document by its id."""

    article: Article
    assessments: tuple[Assessment, ...]
    sources: dict[str, str]

    def span_of(self, find: str, name: str) -> tuple[int, int]:
        """Where the words `find` first stand in the article `name`. Raises `BadInputError` where they stand nowhere."""
        start = self.article.text.find(find)
        if start < 0 or not find:
            raise BadInputError(
                "not_in_article", expected=f"words that {name} holds", found=repr(find[:60]), fix=GUIDE
            )  # fmt: skip
        return start, start + len(find)

    def is_from(self, hit: Hit | None, document: str | None) -> bool:
        """Whether `hit` comes from the file `document`."""
        return hit is not None and document is not None and Path(self.sources[hit.doc_id]).name == Path(document).name


def desk_folders(data: Path) -> tuple[DeskFolder, ...]:
    """`data` where it is a desk folder, else the desk folders in it by name; none where there is no ``gold.json``.

    Raises:
        BadInputError: a desk's article or corpus is missing, or its ``gold.json`` is no list of claims.
    """
    folders = [data] if (data / GOLD).exists() else sorted(path.parent for path in data.glob(f"*/{GOLD}"))
    return tuple(map(_desk_folder, folders))


def check_desk(bench: Workbench, article: Path, corpus: Path, date: dt.date | None) -> CheckedDesk:
    """Check the article in a file against the documents in a folder, which become a corpus of `bench`.

    Raises:
        BadInputError: a document cannot be read, or ``meta.json`` names a file that is not there.
        MissingResourceError: a model is missing.
    """
    name = _filled(bench, corpus)
    read = bench.article_from(read_file(article, bench.settings)[0], date)
    assessments = bench.check(read, name).assessments
    return CheckedDesk(read, assessments, {card.doc_id: card.source_name for card in bench.searcher(name).corpus.cards})


def shortest_covering(assessments: Sequence[Assessment], start: int, end: int) -> Assessment | None:
    """The assessment of the shortest claim that covers a stretch of the article; ``None`` where none does."""
    covering = [one for one in assessments if one.claim.start <= start and end <= one.claim.end]
    return min(covering, key=lambda one: one.claim.end - one.claim.start, default=None)


def labels_of(line: Line) -> tuple[str, ...]:
    """The suggestions under ``expect``. Raises `BadInputError` where there are none, or one is not known."""
    known = {label.value for label in SuggestionLabel}
    labels = line.texts("expect")
    if not labels:
        raise line.wrong("at least one suggestion to expect", "none")
    for label in labels:
        if label not in known:
            raise line.wrong("suggestions: " + " ".join(label.value for label in SuggestionLabel), repr(label))
    return labels


def corpus_digest(folder: Path) -> str:
    """SHA-256 over names and contents of all files of a corpus folder."""
    return digest_of([path.name, file_sha256(path)] for path in find_files([folder]))


def _desk_folder(folder: Path) -> DeskFolder:
    gold = whole(folder / GOLD)
    lines = tuple(Line(gold.path, number, record) for number, record in enumerate(gold.records("claims"), start=1))
    return DeskFolder(folder.name, existing(folder / "article.txt"), existing(folder / "corpus"), gold.day(), lines)


def _filled(bench: Workbench, folder: Path) -> str:
    """A corpus of the documents in `folder`: first those that speak for themselves, then each that ``meta.json`` speaks for."""
    name = f"evaluation-{corpus_digest(folder)[:16]}"
    told = dict(_told(folder))
    plain = [path for path in find_files([folder]) if path not in told and path != folder / META]
    for paths, line in ((plain, None), *(([path], line) for path, line in told.items())):
        if not paths:
            continue
        added = add_to_corpus(
            bench.workspace, name, paths, bench.settings,
            tier=_tier(line) if line else None, publisher=line.maybe_text("publisher") if line else None,
            published=line.day("published") if line else None, encoder=bench.encoder(),
        )  # fmt: skip
        if added.refused:
            raise BadInputError(
                "refused", expected=f"documents that can be read in {folder}", found=added.refused[0].reason, fix=GUIDE
            )
    return name


def _told(folder: Path) -> Iterator[tuple[Path, Line]]:
    """What ``meta.json`` says of each file it names, by name."""
    if not (folder / META).exists():
        return
    meta = whole(folder / META)
    for name, record in sorted(meta.record.items()):
        if not isinstance(record, dict) or not (folder / name).is_file():
            raise meta.wrong("files of the corpus, each with an object", repr(name))
        yield folder / name, Line(meta.path, meta.number, record)


def _tier(line: Line) -> Tier | None:
    written = line.maybe_text("tier")
    if written is not None and written not in set(Tier):
        raise line.wrong(f"a tier: {' · '.join(Tier)}", repr(written))
    return Tier(written) if written else None
