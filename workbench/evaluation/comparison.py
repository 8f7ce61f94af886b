"""Two runs of one suite on the same data, side by side: what changed, and whether it can be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.errors import BadInputError
from workbench.evaluation.bootstrap import differences
from workbench.evaluation.items import Figure, Item, Run
from workbench.evaluation.metrics import columns_of
from workbench.evaluation.run import Suite


@dataclass(frozen=True, slots=True)
class MetricChange:
    """A metric in both runs; ``difference`` is new minus old with its paired 95 % interval."""

    name: str
    old: float
    new: float
    difference: Figure


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that was right in one run alone. A find where nothing is labelled counts as wrong, its absence as right."""

    item_id: str
    gold: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RunComparison:
    """What changed from an earlier run: the metrics, the items gained and the items lost, in order of their id."""

    metrics: tuple[MetricChange, ...]
    gained: tuple[ItemChange, ...]
    lost: tuple[ItemChange, ...]
    settings_changed: bool
    models_changed: bool


def compare_runs(suite: Suite, old: tuple[Run, Sequence[Item]], new: tuple[Run, Sequence[Item]]) -> RunComparison:
    """Compare `new` with `old`, drawing both by the same groups with the seed of `new`.

    Raises:
        BadInputError: the runs are of different suites or different data.
    """
    (before, old_items), (after, new_items) = old, new
    _refuse_other("suite", before.suite, after.suite)
    _refuse_other("data digest", before.data_digest, after.data_digest)
    was, now = _aligned(old_items, new_items)
    changes = differences(
        columns_of(was, suite.columns),
        columns_of(now, suite.columns),
        suite.metrics,
        seed=after.seed,
        resamples=after.resamples,
    )
    values = {figure.name: figure.value for figure in before.metrics}, {figure.name: figure.value for figure in after.metrics}
    gained, lost = _changed(old_items, new_items)
    return RunComparison(
        metrics=tuple(MetricChange(one.name, values[0].get(one.name, 0.0), values[1][one.name], one) for one in changes),
        gained=gained,
        lost=lost,
        settings_changed=before.settings != after.settings,
        models_changed=before.models != after.models,
    )


def _refuse_other(what: str, old: str, new: str) -> None:
    if old != new:
        raise BadInputError(
            "other_run",
            expected=f"an earlier run with the {what} {new[:16]}",
            found=old[:16],
            fix="compare with a run on this data",
        )


def _aligned(old: Sequence[Item], new: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Both runs with the same groups: a text with no label has an item only where something was found in it."""
    was, now = ({item.group for item in items} for items in (old, new))
    return [*old, *_blanks(old, now - was)], [*new, *_blanks(new, was - now)]


def _blanks(items: Sequence[Item], groups: set[str]) -> list[Item]:
    """An item that counts nothing for each group that has none in this run."""
    size = len(items[0].counts)
    return [
        Item(f"{group}:blank", group, "", "", "", items[0].row, items[0].column, True, None, (0.0,) * size)
        for group in sorted(groups)
    ]


def _changed(old: Sequence[Item], new: Sequence[Item]) -> tuple[tuple[ItemChange, ...], tuple[ItemChange, ...]]:
    was, now = {item.item_id: item for item in old}, {item.item_id: item for item in new}
    gained: list[ItemChange] = []
    lost: list[ItemChange] = []
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name), now.get(name)
        right_before, right_after = before is None or before.correct, after is None or after.correct
        if right_before == right_after:
            continue
        gold = next(item.gold for item in (before, after) if item)
        change = ItemChange(name, gold, before.found if before else "", after.found if after else "")
        (gained if right_after else lost).append(change)
    return tuple(gained), tuple(lost)
