"""Metrics over weighted items: the weight is how often a bootstrap draw took the item, 1 for each in the figure itself.

Every factory returns a function of `Columns` and weights. An undefined ratio (nothing found, nothing wanted) is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.evaluation.items import Item

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """Items as arrays, one entry an item. ``found`` and ``gold`` index ``labels``; a missing score is NaN."""

    counts: Mapping[str, Floats]
    labels: tuple[str, ...]
    gold: Ints
    found: Ints
    wrong: Floats
    score: Floats
    group: Ints
    groups: int


Metric = Callable[[Columns, Floats], float]


def columns_of(items: Sequence[Item], names: Sequence[str]) -> Columns:
    """Turn items into arrays; `names` are the suite's columns, in the order of `Item.counts`."""
    labels = tuple(sorted({item.row for item in items} | {item.column for item in items}))
    groups = sorted({item.group for item in items})
    place = {label: index for index, label in enumerate(labels)}
    group = {name: index for index, name in enumerate(groups)}
    table = np.array([item.counts for item in items], dtype=np.float64).reshape(len(items), len(names))
    return Columns(
        counts={name: table[:, index] for index, name in enumerate(names)},
        labels=labels,
        gold=np.array([place[item.row] for item in items], dtype=np.int64),
        found=np.array([place[item.column] for item in items], dtype=np.int64),
        wrong=np.array([not item.correct for item in items], dtype=np.float64),
        score=np.array([np.nan if item.score is None else item.score for item in items], dtype=np.float64),
        group=np.array([group[item.group] for item in items], dtype=np.int64),
        groups=len(groups),
    )


def mean(count: str, over: str | None = None) -> Metric:
    """The total of `count` over the total of `over`, or over the number of items."""

    def measure(columns: Columns, weights: Floats) -> float:
        below = _total(weights) if over is None else _total(weights, columns.counts[over])
        return _ratio(_total(weights, columns.counts[count]), below)

    return measure


def f1(hits: str, found: str, wanted: str) -> Metric:
    """The harmonic mean of precision (hits over found) and recall (hits over wanted)."""

    def measure(columns: Columns, weights: Floats) -> float:
        counts = columns.counts
        return _ratio(2 * _total(weights, counts[hits]), _total(weights, counts[found]) + _total(weights, counts[wanted]))

    return measure


def accuracy(columns: Columns, weights: Floats) -> float:
    """The share of right items."""
    return 1 - _ratio(_total(weights, columns.wrong), _total(weights))


def majority(columns: Columns, weights: Floats) -> float:
    """The accuracy of always answering the most frequent gold label."""
    gold, _, _ = _by_label(columns, weights)
    return _ratio(float(gold.max(initial=0.0)), _total(weights))


def macro_f1(columns: Columns, weights: Floats) -> float:
    """The unweighted mean of each gold label's F1, over the labels that the gold uses."""
    gold, found, hits = _by_label(columns, weights)
    used = gold > 0
    return float(np.mean(2 * hits[used] / (gold[used] + found[used]))) if used.any() else math.nan


def balanced_accuracy(columns: Columns, weights: Floats) -> float:
    """The unweighted mean of each gold label's recall."""
    gold, _, hits = _by_label(columns, weights)
    used = gold > 0
    return float(np.mean(hits[used] / gold[used])) if used.any() else math.nan


def average_precision(score: str, label: str) -> Metric:
    """The mean of the precision at each positive item, items taken by falling score and equal scores together."""

    def measure(columns: Columns, weights: Floats) -> float:
        hits, taken, positive = _ranked(columns, weights, score, label)
        precision = np.divide(hits, taken, out=np.zeros_like(hits), where=taken > 0)
        return _ratio(float(positive @ precision), float(positive.sum()))

    return measure


def best_f1(score: str, label: str) -> Metric:
    """The highest F1 that any threshold on `score` reaches."""

    def measure(columns: Columns, weights: Floats) -> float:
        hits, taken, positive = _ranked(columns, weights, score, label)
        below = taken + positive.sum()
        return float(np.max(np.divide(2 * hits, below, out=np.zeros_like(hits), where=below > 0), initial=0.0))

    return measure


def aurc(columns: Columns, weights: Floats) -> float:
    """Area under the risk–coverage curve over the scored items (Geifman, Uziel, El-Yaniv 2019): lower is better.

    The mean, over all coverages, of the share of wrong answers among the surest. Equal scores share their errors
    evenly, so that the order of the items does not matter.
    """
    scored = ~np.isnan(columns.score)
    taken, wrong, drawn = _surest_first(columns.score[scored], columns.wrong[scored], weights[scored])
    risk = np.divide(wrong, taken, out=np.zeros_like(wrong), where=taken > 0)
    return _ratio(float(drawn @ risk), float(drawn.sum()))


def _surest_first(score: Floats, wrong: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Running totals of the items taken and of those wrong, by falling score, and each item's weight."""
    order = np.argsort(-score, kind="stable")
    drawn = weights[order]
    _, tie = np.unique(-score[order], return_inverse=True)
    # Of nothing at all bincount makes whole numbers, into which no share can be written.
    size = np.bincount(tie, weights=drawn).astype(np.float64)
    errors = np.bincount(tie, weights=drawn * wrong[order]).astype(np.float64)
    share = np.divide(errors, size, out=np.zeros_like(errors), where=size > 0)
    return np.cumsum(drawn), np.cumsum(drawn * share[tie]), drawn


def _ranked(columns: Columns, weights: Floats, score: str, label: str) -> tuple[Floats, Floats, Floats]:
    """Running totals of positives and of items by falling score, and the positives of each distinct score.

    No threshold parts equal scores, so they are one entry.
    """
    _, tie = np.unique(-columns.counts[score], return_inverse=True)
    positive = np.bincount(tie, weights=weights * columns.counts[label]).astype(np.float64)
    taken = np.bincount(tie, weights=weights).astype(np.float64)
    return np.cumsum(positive), np.cumsum(taken), positive


def _by_label(columns: Columns, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Per label: how often it is gold, how often found, how often both."""
    size = len(columns.labels)
    hits = np.where(columns.gold == columns.found, weights, 0.0)

    def per_label(index: Ints, drawn: Floats) -> Floats:
        return np.bincount(index, weights=drawn, minlength=size).astype(np.float64)

    return per_label(columns.gold, weights), per_label(columns.found, weights), per_label(columns.gold, hits)


def _total(weights: Floats, counts: Floats | None = None) -> float:
    return float(weights.sum() if counts is None else np.dot(weights, counts))


def _ratio(above: float, below: float) -> float:
    return float(above / below) if below else math.nan
