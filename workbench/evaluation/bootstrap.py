"""How sure a figure is: percentile bootstrap over groups of items (Efron and Tibshirani 1993, chapter 13).

Draws come from NumPy's PCG64 generator with the seed given, so one seed gives one interval. A draw in which a metric is
undefined says nothing about it and is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from workbench.evaluation.items import Figure
from workbench.evaluation.metrics import Columns, Floats, Ints, Metric

RESAMPLES = 1_000
CONFIDENCE = 0.95
_FEWEST = 2
_DIGITS = 6


def figures(columns: Columns, metrics: Mapping[str, Metric], *, seed: int, resamples: int = RESAMPLES) -> tuple[Figure, ...]:
    """Each metric of `metrics` on all items, with its 95 % interval; in the order given.

    A metric that is undefined on them is 0, without an interval; and one group alone gives none.
    """
    drawn: dict[str, list[float]] = {name: [] for name in metrics}
    for times in _draws(columns.groups, seed, resamples):
        weights = times[columns.group]
        for name, metric in metrics.items():
            drawn[name].append(metric(columns, weights))
    return tuple(_figure(name, _on_all(metric, columns), drawn[name]) for name, metric in metrics.items())


def differences(
    old: Columns, new: Columns, metrics: Mapping[str, Metric], *, seed: int, resamples: int = RESAMPLES
) -> tuple[Figure, ...]:
    """New minus old for each metric, with the paired 95 % interval: both runs are drawn by the same groups.

    The two must hold the same groups, in the same (sorted) order.
    """
    drawn: dict[str, list[float]] = {name: [] for name in metrics}
    for times in _draws(old.groups, seed, resamples):
        before, after = times[old.group], times[new.group]
        for name, metric in metrics.items():
            drawn[name].append(metric(new, after) - metric(old, before))
    return tuple(_figure(name, _on_all(metric, new) - _on_all(metric, old), drawn[name]) for name, metric in metrics.items())


def _draws(groups: int, seed: int, resamples: int) -> Iterator[Floats]:
    """How often each group was drawn, once a resample; of one group every draw would be the same, so none is made."""
    if groups < _FEWEST:
        return
    generator = np.random.default_rng(seed)
    for _ in range(resamples):
        taken: Ints = generator.integers(0, groups, groups)
        yield np.bincount(taken, minlength=groups).astype(np.float64)


def _on_all(metric: Metric, columns: Columns) -> float:
    value = metric(columns, np.ones(len(columns.wrong)))
    return 0.0 if math.isnan(value) else value


def _figure(name: str, value: float, drawn: list[float]) -> Figure:
    defined = [one for one in drawn if not math.isnan(one)]
    if not defined:
        return Figure(name, round(value, _DIGITS), None, None)
    edge = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(defined, [edge, 100 - edge])
    return Figure(name, round(value, _DIGITS), round(float(low), _DIGITS), round(float(high), _DIGITS))
