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
from workbench.evaluation.desk_folders import (
    GOLD,
    MISSED,
    CheckedDesk,
    DeskFolder,
    check_desk,
    corpus_digest,
    desk_folders,
    labels_of,
    shortest_covering,
)
from workbench.evaluation.desk_log import holds_logs, score_log
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import (
    Line,
    at_most,
    digest_of,
    existing,
    find_file,
    lines_of,
    unique,
    unknown_layout,
)
from workbench.evaluation.suggesting import ABSTAINED, GREEN, any_of, green_case, strength
from workbench.fingerprint import file_sha256
from workbench.judging import kind_of
from workbench.models import Assessment, SuggestionLabel
from workbench.pipeline import Workbench


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
    corpora = sorted({f"{one.example.corpus} {corpus_digest(one.corpus)}" for one in placed})
    return Scored(data.name, digest_of((*(one.example for one in placed), files, corpora)), tuple(items))


def _placed(data: Path) -> Sequence[_Placed]:
    """Our own lines, one folder with `gold.json`, or a folder of such folders."""
    if data.is_file() or (data / "desk.jsonl").exists():
        path = find_file(data, "desk.jsonl")
        found = [_from_line(line, path.parent) for line in lines_of(path)]
    else:
        desks = desk_folders(data)
        if not desks:
            raise unknown_layout(data, f"desk.jsonl, {GOLD}")
        found = [one for desk in desks for one in _from_folder(desk)]
    return found


def _from_line(line: Line, folder: Path) -> _Placed:
    article, corpus = line.text("article"), line.text("corpus")
    example = DeskExample(
        f"{article}:{line.name()}", line.maybe_text("kind"), article, corpus, line.day(),
        line.text("find"), labels_of(line), line.maybe_text("doc"),
    )  # fmt: skip
    return _Placed(example, existing(folder / article), existing(folder / corpus))


def _from_folder(desk: DeskFolder) -> Iterator[_Placed]:
    for line in desk.lines:
        example = DeskExample(
            f"{desk.name}:{line.number}", line.maybe_text("kind"), f"{desk.name}/{desk.article.name}",
            f"{desk.name}/{desk.corpus.name}", desk.date, line.text("find"), labels_of(line), line.maybe_text("doc"),
        )  # fmt: skip
        yield _Placed(example, desk.article, desk.corpus)


def _by_article(placed: Sequence[_Placed]) -> Iterator[tuple[Path, Path, list[DeskExample]]]:
    """The examples of each article, date and corpus together, in the order of their first appearance."""
    groups: dict[tuple[Path, Path, dt.date | None], list[DeskExample]] = {}
    for one in placed:
        groups.setdefault((one.article, one.corpus, one.example.date), []).append(one.example)
    for (article, corpus, _), examples in groups.items():
        yield article, corpus, examples


def _items(bench: Workbench, path: Path, corpus: Path, examples: Sequence[DeskExample]) -> Iterator[Item]:
    checked = check_desk(bench, path, corpus, examples[0].date)
    names = unique(example.name for example in examples)
    for example, item_id in zip(examples, names, strict=True):
        found = shortest_covering(checked.assessments, *checked.span_of(example.find, example.article))
        yield _item(example, item_id, found, checked)


def _item(example: DeskExample, name: str, found: Assessment | None, checked: CheckedDesk) -> Item:
    label = found.suggestion.label if found else None
    accepted = label is not None and label.value in example.expect
    cited = checked.is_from(found.evidence[0].hit if found and found.evidence else None, example.document)
    # A suggestion that is accepted stands on the diagonal, any other against the label's first choice.
    kind = kind_of(found.claim) if found else MISSED
    row = label.value if label and accepted else example.expect[0]
    return Item(
        item_id=name, group=example.article, kind=example.kind or kind, gold="/".join(example.expect),
        found=f"{label.value}: {found.suggestion.reason}" if label and found else "", row=row,
        column=label.value if label else MISSED, correct=accepted, score=strength(found) if found else None,
        counts=(
            accepted, label in GREEN, label in GREEN and not any_of(GREEN, example.expect),
            label is SuggestionLabel.CONFLICT and SuggestionLabel.CONFLICT.value not in example.expect,
            label is None, label in ABSTAINED and not accepted, cited, example.document is not None,
        ),
        green=green_case(found, right=any_of(GREEN, example.expect)) if found else None,
    )  # fmt: skip
