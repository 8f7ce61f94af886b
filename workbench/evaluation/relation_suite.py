"""The `relation` suite: does a passage support a claim, refute it, or neither?

What is answered depends on the labels in use. All three: the relation as it is found. Supports and refutes alone: the likelier
of the two. No refutes at all, or ``not_supported``: supported or not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.building import Progress
from workbench.evaluation.items import GreenCase, Item, Scored
from workbench.evaluation.labelled import at_most, digest_of
from workbench.evaluation.metrics import Metric, accuracy, aurc, balanced_accuracy, macro_f1, majority
from workbench.evaluation.relation_layouts import NOT_SUPPORTED, Pair, read_pairs
from workbench.judging import PairResult, compare_texts
from workbench.models import Relation
from workbench.pipeline import Workbench

COLUMNS = ("green", "wrong_green")
METRICS: dict[str, Metric] = {
    "macro_f1": macro_f1,
    "accuracy": accuracy,
    "balanced_accuracy": balanced_accuracy,
    "majority": majority,
    "aurc": aurc,
}
_SUPPORTS, _REFUTES = Relation.SUPPORTS.value, Relation.REFUTES.value
_DIGITS = 6
Answer = tuple[str, float]
Answering = Callable[[PairResult], Answer]


def score_relation(data: Path, workbench: Workbench, limit: int | None, tell: Progress) -> Scored:
    """Compare every labelled pair of `data`.

    Raises:
        BadInputError: `data` is missing or not in a layout that docs/evaluation.md names.
    """
    everything = read_pairs(data)
    answering = _answering({pair.label for pair in everything})
    pairs = at_most(everything, limit)
    items = []
    for done, pair in enumerate(pairs, start=1):
        found = compare_texts(pair.claim, pair.evidence, settings=workbench.settings)
        items.append(_item(pair, answering, found))
        tell("relation", done, len(pairs))
    return Scored(data.name, digest_of(pairs), tuple(items))


def _answering(labels: set[str]) -> Answering:
    if labels == {_SUPPORTS, _REFUTES}:
        return _likelier
    return _relation if _REFUTES in labels else _supported


def _relation(found: PairResult) -> Answer:
    return found.relation.value, getattr(found.relation_scores, found.relation.value)


def _likelier(found: PairResult) -> Answer:
    scores = found.relation_scores
    sure = max(scores.supports, scores.refutes) / (scores.supports + scores.refutes or 1.0)
    return (_SUPPORTS if scores.supports >= scores.refutes else _REFUTES), sure


def _supported(found: PairResult) -> Answer:
    supports = found.relation_scores.supports
    return (_SUPPORTS, supports) if found.relation is Relation.SUPPORTS else (NOT_SUPPORTED, 1 - supports)


def _item(pair: Pair, answering: Answering, result: PairResult) -> Item:
    found, score = answering(result)
    gold = pair.label if answering is not _supported or pair.label == _SUPPORTS else NOT_SUPPORTED
    green = found == _SUPPORTS
    sure = round(score, _DIGITS)
    return Item(
        item_id=pair.name, group=pair.group, kind=pair.kind, gold=gold, found=found, row=gold, column=found,
        correct=found == gold, score=sure, counts=(green, green and gold != _SUPPORTS),
        green=GreenCase(pair.kind, sure, gold == _SUPPORTS) if green else None,
    )  # fmt: skip
