"""The `desk` suite: whole articles against whole corpora. Does each labelled claim get a suggestion a careful checker accepts?

The claim judged is the shortest one that covers the labelled words. A *wrong green* is a MATCH or MATCH_ROUNDED where neither
is accepted, a *wrong red* a CONFLICT where it is not, *missed* a label that no claim covers.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.building import Progress
from workbench.errors import BadInputError
from workbench.evaluation.desk_log import holds_logs, score_log
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import (
    GUIDE,
    Line,
    at_most,
    digest_of,
    existing,
    find_file,
    lines_of,
    unique,
    unknown_layout,
    whole,
)
from workbench.evaluation.suggesting import ABSTAINED, GREEN, green_case, strength
from workbench.fingerprint import file_sha256
from workbench.judging import kind_of
from workbench.models import Article, Assessment, SuggestionLabel
from workbench.pipeline import Workbench
from workbench.reading import find_files, read_file

MISSED = "missed"


@dataclass(frozen=True, slots=True)
class DeskExample:
    """Words of an article and the suggestions that a careful checker would accept there.

    ``document`` names the file that the first evidence should come from, where that is labelled.
    """

    name: str
    kind: str | None
    article: str
    corpus: str
    date: dt.date | None
    find: str
    expect: tuple[str, ...]
    document: str | None


@dataclass(frozen=True, slots=True)
class _Placed:
    """An example with the files it speaks of, and their hashes for the digest."""

    example: DeskExample
    article: Path
    corpus: Path


def score_desk(data: Path, workbench: Workbench, limit: int | None, tell: Progress) -> Scored:
    """Check every article of `data` against its corpus, or compare suggestions with verdicts where `data` is an exported log.

    Raises:
        BadInputError: `data` is missing, not in a layout that docs/evaluation.md names, or labels words no article holds.
        MissingResourceError: a model is missing.
    """
    if holds_logs(existing(data)):
        return score_log(data, limit)
    placed = at_most(_placed(data), limit)
    items: list[Item] = []
    with tempfile.TemporaryDirectory(prefix="workbench-evaluation-") as folder:
        bench = Workbench(Path(folder), workbench.settings)
        for article, corpus, examples in _by_article(placed):
            items.extend(_items(bench, article, corpus, examples))
            tell("desk", len(items), len(placed))
    files = sorted({f"{one.example.article} {file_sha256(one.article)}" for one in placed})
    corpora = sorted({f"{one.example.corpus} {_digest(one.corpus)}" for one in placed})
    return Scored(data.name, digest_of((*(one.example for one in placed), files, corpora)), tuple(items))


def _placed(data: Path) -> Sequence[_Placed]:
    """Our own lines, one folder with `gold.json`, or a folder of such folders."""
    if data.is_file() or (data / "desk.jsonl").exists():
        path = find_file(data, "desk.jsonl")
        found = [_from_line(line, path.parent) for line in lines_of(path)]
    else:
        folders = [data] if (data / "gold.json").exists() else sorted(path.parent for path in data.glob("*/gold.json"))
        if not folders:
            raise unknown_layout(data, "desk.jsonl, gold.json")
        found = [one for folder in folders for one in _from_gold(folder)]
    return found


def _from_line(line: Line, folder: Path) -> _Placed:
    article, corpus = line.text("article"), line.text("corpus")
    example = DeskExample(
        f"{article}:{line.name()}", line.maybe_text("kind"), article, corpus, line.day(),
        line.text("find"), _labels(line), line.maybe_text("doc"),
    )  # fmt: skip
    return _Placed(example, existing(folder / article), existing(folder / corpus))


def _from_gold(folder: Path) -> Iterator[_Placed]:
    gold = whole(folder / "gold.json")
    article, corpus = existing(folder / "article.txt"), existing(folder / "corpus")
    for number, record in enumerate(gold.records("claims"), start=1):
        line = Line(gold.path, number, record)
        example = DeskExample(
            f"{folder.name}:{number}", line.maybe_text("kind"), f"{folder.name}/article.txt", f"{folder.name}/corpus",
            gold.day(), line.text("find"), _labels(line), line.maybe_text("doc"),
        )  # fmt: skip
        yield _Placed(example, article, corpus)


def _labels(line: Line) -> tuple[str, ...]:
    known = {label.value for label in SuggestionLabel}
    labels = line.texts("expect")
    if not labels:
        raise line.wrong("at least one suggestion to expect", "none")
    for label in labels:
        if label not in known:
            raise line.wrong("suggestions: " + " ".join(label.value for label in SuggestionLabel), repr(label))
    return labels


def _by_article(placed: Sequence[_Placed]) -> Iterator[tuple[Path, Path, list[DeskExample]]]:
    """The examples of each article, date and corpus together, in the order of their first appearance."""
    groups: dict[tuple[Path, Path, dt.date | None], list[DeskExample]] = {}
    for one in placed:
        groups.setdefault((one.article, one.corpus, one.example.date), []).append(one.example)
    for (article, corpus, _), examples in groups.items():
        yield article, corpus, examples


def _items(bench: Workbench, path: Path, corpus: Path, examples: Sequence[DeskExample]) -> Iterator[Item]:
    name = f"evaluation-{_digest(corpus)[:16]}"
    bench.add_documents(name, [corpus])
    article = bench.article_from(read_file(path, bench.settings)[0], examples[0].date)
    check = bench.check(article, name)
    sources = {card.doc_id: card.source_name for card in bench.searcher(name).corpus.cards}
    names = unique(example.name for example in examples)
    for example, item_id in zip(examples, names, strict=True):
        yield _item(example, item_id, _covering(example, article, check.assessments), sources)


def _covering(example: DeskExample, article: Article, assessments: Sequence[Assessment]) -> Assessment | None:
    start = article.text.find(example.find)
    if start < 0 or not example.find:
        raise BadInputError(
            "not_in_article", expected=f"words that {example.article} holds", found=repr(example.find[:60]), fix=GUIDE
        )
    end = start + len(example.find)
    covering = [one for one in assessments if one.claim.start <= start and end <= one.claim.end]
    return min(covering, key=lambda one: one.claim.end - one.claim.start, default=None)


def _item(example: DeskExample, name: str, found: Assessment | None, sources: dict[str, str]) -> Item:
    label = found.suggestion.label if found else None
    accepted = label is not None and label.value in example.expect
    first = found.evidence[0].hit.doc_id if found and found.evidence else None
    cited = example.document is not None and first is not None and Path(sources[first]).name == Path(example.document).name
    # A suggestion that is accepted stands on the diagonal, any other against the label's first choice.
    kind = kind_of(found.claim) if found else MISSED
    row = label.value if label and accepted else example.expect[0]
    return Item(
        item_id=name, group=example.article, kind=example.kind or kind, gold="/".join(example.expect),
        found=f"{label.value}: {found.suggestion.reason}" if label and found else "", row=row,
        column=label.value if label else MISSED, correct=accepted, score=strength(found) if found else None,
        counts=(
            accepted, label in GREEN, label in GREEN and not _any_of(GREEN, example.expect),
            label is SuggestionLabel.CONFLICT and SuggestionLabel.CONFLICT.value not in example.expect,
            label is None, label in ABSTAINED and not accepted, cited, example.document is not None,
        ),
        green=green_case(found, right=_any_of(GREEN, example.expect)) if found else None,
    )  # fmt: skip


def _any_of(labels: frozenset[SuggestionLabel], expect: Sequence[str]) -> bool:
    return any(label.value in expect for label in labels)


def _digest(folder: Path) -> str:
    return digest_of([path.name, file_sha256(path)] for path in find_files([folder]))
