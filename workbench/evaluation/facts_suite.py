"""The `facts` suite: labelled desks, scored fact by fact. Does each marked fact get a suggestion a careful checker accepts?

Judged are the facts that lie on the marked words, those of the marked kind first. Where the label says *statement* it is the
one statement that lies on most of them. Of several other facts a conflict outweighs all, then the one that is least borne out:
words with one wrong figure in them are wrong. Where no fact lies there (a check without facts), it is the shortest claim.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
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
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import Line, at_most, digest_of, existing, unknown_layout
from workbench.evaluation.suggesting import ABSTAINED, GREEN, any_of, strength
from workbench.fingerprint import file_sha256
from workbench.models import Assessment, Fact, FactKind, Hit, Suggestion, SuggestionLabel
from workbench.pipeline import Workbench

COLUMNS = ("accepted", "green", "wrong_green", "red", "wrong_red", "missed", "abstained", "cited", "with_doc")
_L = SuggestionLabel
FROM_BORNE_OUT = (
    *(_L.MATCH, _L.MATCH_ROUNDED, _L.PARTIAL, _L.REVIEW, _L.NOT_COMPARABLE, _L.NOT_CHECKABLE, _L.NO_EVIDENCE),
    *(_L.CONFLICTING_SOURCES, _L.CONFLICT),
)
"""The suggestions in the order in which one outweighs those before it."""


@dataclass(frozen=True, slots=True)
class FactExample:
    """Words of an article that one fact is told in, and the suggestions that a careful checker would accept there."""

    name: str
    desk: str
    kind: FactKind | None
    trap: str | None
    find: str
    expect: tuple[str, ...]
    document: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What lies on marked words: a suggestion, the assessment it belongs to, and the kind of the fact, if it is of one."""

    suggestion: Suggestion
    assessment: Assessment
    kind: FactKind | None

    @property
    def first_hit(self) -> Hit | None:
        """The passage that the suggestion rests on first, else the best one of the claim."""
        hits = [evidence.hit for evidence in self.assessment.evidence]
        rests_on = self.suggestion.rests_on[:1]
        return next((hit for hit in hits if hit.passage_id in rests_on), hits[0] if hits else None)


def score_facts(data: Path, workbench: Workbench, limit: int | None, tell: Progress) -> Scored:
    """Check the article of every desk of `data`, one desk folder or a folder of them, and look up each marked fact.

    Raises:
        BadInputError: `data` is missing, holds no desk, or marks words that no article holds.
        MissingResourceError: a model is missing.
    """
    desks = desk_folders(existing(data))
    if not desks:
        raise unknown_layout(data, GOLD)
    marked = at_most([(desk, _example(desk, line)) for desk in desks for line in desk.lines], limit)
    items: list[Item] = []
    digests: list[list[str]] = []
    with tempfile.TemporaryDirectory(prefix="workbench-evaluation-") as folder:
        bench = Workbench(Path(folder), workbench.settings)
        for desk, examples in groupby(marked, key=lambda one: one[0]):
            items.extend(_items(bench, desk, [example for _, example in examples]))
            digests.append([desk.name, str(desk.date), file_sha256(desk.article), corpus_digest(desk.corpus)])
            tell("facts", len(items), len(marked))
    return Scored(data.name, digest_of((*(example for _, example in marked), *digests)), tuple(items))


def judged_at(start: int, end: int, kind: FactKind | None, assessments: Sequence[Assessment]) -> Judged | None:
    """What is suggested for the words from `start` to `end`, marked as a fact of `kind`; ``None`` where nothing covers them."""
    lying = [(fact, one) for one in assessments for fact in one.facts if _overlap(fact, start, end) > 0]
    if not lying:
        claim = shortest_covering(assessments, start, end)
        return Judged(claim.suggestion, claim, None) if claim else None
    of_kind = [pair for pair in lying if pair[0].kind is kind]
    alike = [pair for pair in lying if (pair[0].kind is FactKind.STATEMENT) == (kind is FactKind.STATEMENT)]
    asked = of_kind or alike or lying
    if kind is FactKind.STATEMENT:
        fact, claim = max(asked, key=lambda pair: _overlap(pair[0], start, end))
    else:
        fact, claim = max(asked, key=lambda pair: FROM_BORNE_OUT.index(pair[0].suggestion.label))
    return Judged(fact.suggestion, claim, fact.kind)


def _overlap(fact: Fact, start: int, end: int) -> int:
    return min(fact.end, end) - max(fact.start, start)


def _example(desk: DeskFolder, line: Line) -> FactExample:
    kind = line.maybe_text("kind")
    if kind is not None and kind not in set(FactKind):
        raise line.wrong(f"a kind of fact: {' · '.join(FactKind)}", repr(kind))
    return FactExample(
        f"{desk.name}:{line.number}", desk.name, FactKind(kind) if kind else None, line.maybe_text("trap"),
        line.text("find"), labels_of(line), line.maybe_text("doc"),
    )  # fmt: skip


def _items(bench: Workbench, desk: DeskFolder, examples: Sequence[FactExample]) -> Iterator[Item]:
    checked = check_desk(bench, desk.article, desk.corpus, desk.date)
    for example in examples:
        span = checked.span_of(example.find, f"{desk.name}/{desk.article.name}")
        yield _item(example, judged_at(*span, example.kind, checked.assessments), checked)


def _item(example: FactExample, found: Judged | None, checked: CheckedDesk) -> Item:
    label = found.suggestion.label if found else None
    accepted = label is not None and label.value in example.expect
    kind = example.kind or (found.kind if found else None)
    cited = found is not None and checked.is_from(found.first_hit, example.document)
    # As in the desk suite: accepted suggestions stand on the diagonal, any other against the label's first choice.
    row = label.value if label and accepted else example.expect[0]
    return Item(
        item_id=example.name, group=example.desk, kind=kind.value if kind else MISSED, gold="/".join(example.expect),
        found=f"{label.value}: {found.suggestion.reason}" if label and found else "", row=row,
        column=label.value if label else MISSED, correct=accepted,
        score=strength(replace(found.assessment, suggestion=found.suggestion)) if found else None,
        counts=(
            accepted, label in GREEN, label in GREEN and not any_of(GREEN, example.expect),
            label is _L.CONFLICT, label is _L.CONFLICT and _L.CONFLICT.value not in example.expect,
            label is None, label in ABSTAINED and not accepted, cited, example.document is not None,
        ),
        trap=example.trap,
    )  # fmt: skip
