"""One suite on one set of data: items in, a run with its figures out."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.building import Progress
from workbench.errors import BadInputError
from workbench.evaluation import (
    claims_suite,
    dates_suite,
    facts_suite,
    relation_suite,
    retrieval_suite,
    suggesting,
    values_suite,
)
from workbench.evaluation.bootstrap import RESAMPLES, figures
from workbench.evaluation.desk_suite import score_desk
from workbench.evaluation.items import Cell, Item, KindRow, Risk, Run, Scored, Slice, Total
from workbench.evaluation.metrics import Columns, Metric, accuracy, columns_of
from workbench.evaluation.risk import curve_of, risk_of
from workbench.pipeline import Workbench

Score = Callable[[Path, Workbench, int | None, Progress], Scored]
GREEN_COLUMN, RED_COLUMN = "green", "red"


@dataclass(frozen=True, slots=True)
class Suite:
    """How one stage is scored: how its items are made, what they count, and what is measured from that.

    ``calibrates`` says whether thresholds may be set on its greens.
    """

    name: str
    score: Score
    columns: tuple[str, ...]
    metrics: Mapping[str, Metric]
    headline: str
    calibrates: bool = False

    @property
    def has_greens(self) -> bool:
        """Whether its items tell greens apart, so that their risk can be stated."""
        return GREEN_COLUMN in self.columns

    @property
    def has_reds(self) -> bool:
        """Whether its items tell reds apart, so that their risk can be stated, by kind and trap too."""
        return RED_COLUMN in self.columns

    @property
    def has_suggestions(self) -> bool:
        """Whether those greens are suggestions about an article's claims, of which alone the settings can hold thresholds."""
        return self.has_greens and "abstained" in self.columns


SUITES: dict[str, Suite] = {
    suite.name: suite
    for suite in (
        Suite("values", values_suite.score_values, values_suite.COLUMNS, values_suite.METRICS, "value_f1"),
        Suite("dates", dates_suite.score_dates, dates_suite.COLUMNS, dates_suite.METRICS, "value_f1"),
        Suite("claims", claims_suite.score_claims, claims_suite.COLUMNS, claims_suite.METRICS, "f1"),
        Suite("retrieval", retrieval_suite.score_retrieval, retrieval_suite.COLUMNS, retrieval_suite.METRICS, "ndcg10"),
        Suite(
            "relation",
            relation_suite.score_relation,
            relation_suite.COLUMNS,
            relation_suite.METRICS,
            "macro_f1",
            calibrates=True,
        ),
        Suite("desk", score_desk, suggesting.COLUMNS, suggesting.METRICS, "accepted", calibrates=True),
        Suite("facts", facts_suite.score_facts, facts_suite.COLUMNS, suggesting.METRICS, "accepted"),
    )
}


def suite_named(name: str) -> Suite:
    """The suite `name`. Raises `BadInputError` for an unknown one."""
    if name not in SUITES:
        raise BadInputError("suite", expected=" · ".join(SUITES), found=repr(name), fix="choose one of those")
    return SUITES[name]


def evaluate(
    suite: Suite, data: Path, workbench: Workbench, *, seed: int, limit: int | None, tell: Progress
) -> tuple[Run, tuple[Item, ...]]:
    """Score `suite` on `data` with the settings and models of `workbench`; the same inputs and seed give the same bytes.

    Raises:
        BadInputError: the data is missing, in no known layout, or empty.
        MissingResourceError: a model is missing.
    """
    scored = suite.score(data, workbench, limit, tell)
    if not scored.items:
        raise BadInputError("no_items", expected="labelled items", found=f"none in {data}", fix="docs/evaluation.md shows how")
    run = Run(
        suite=suite.name,
        data=scored.data,
        data_digest=scored.digest,
        settings=workbench.settings.digest(),
        models=workbench.models(),
        version=importlib.metadata.version("claim-workbench"),
        seed=seed,
        resamples=RESAMPLES,
        limit=limit,
        items=len(scored.items),
        metrics=figures(columns_of(scored.items, suite.columns), suite.metrics, seed=seed),
        totals=_totals(suite, scored.items),
        kinds=_kinds(suite, scored.items, seed),
        confusion=_confusion(scored.items),
        wrong_greens=_risk(suite, scored.items, GREEN_COLUMN) if suite.has_greens else None,
        curve=curve_of(scored.items),
        wrong_reds=_risk(suite, scored.items, RED_COLUMN) if suite.has_reds else None,
        slices=tuple(_slices(suite, scored.items)) if suite.has_reds else None,
    )
    return run, scored.items


def _totals(suite: Suite, items: Sequence[Item]) -> tuple[Total, ...]:
    sums = [sum(item.counts[place] for item in items) for place in range(len(suite.columns))]
    return tuple(Total(name, round(float(total), 6)) for name, total in zip(suite.columns, sums, strict=True))


def _kinds(suite: Suite, items: Sequence[Item], seed: int) -> tuple[KindRow, ...]:
    rows = []
    for kind in sorted({item.kind for item in items}):
        own = [item for item in items if item.kind == kind]
        columns: Columns = columns_of(own, suite.columns)
        (share,) = figures(columns, {"right": accuracy}, seed=seed)
        rows.append(KindRow(kind, len(own), sum(item.correct for item in own), share.value, share.low, share.high))
    return tuple(rows)


def _confusion(items: Sequence[Item]) -> tuple[Cell, ...]:
    counts: dict[tuple[str, str], int] = {}
    for item in items:
        counts[item.row, item.column] = counts.get((item.row, item.column), 0) + 1
    return tuple(Cell(row, column, counts[row, column]) for row, column in sorted(counts))


def _slices(suite: Suite, items: Sequence[Item]) -> Iterator[Slice]:
    """The items by kind, then those with a trap by trap, in the order of their names."""
    shared: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        shared.setdefault(("kind", item.kind), []).append(item)
        if item.trap:
            shared.setdefault(("trap", item.trap), []).append(item)
    for (by, name), own in sorted(shared.items()):
        yield Slice(
            by, name, len(own), _count(suite, own, "accepted"), _count(suite, own, "missed"),
            _risk(suite, own, GREEN_COLUMN), _risk(suite, own, RED_COLUMN),
        )  # fmt: skip


def _risk(suite: Suite, items: Sequence[Item], column: str) -> Risk:
    """How many of the greens, or of the reds, are wrong."""
    return risk_of(_count(suite, items, column), _count(suite, items, f"wrong_{column}"))


def _count(suite: Suite, items: Sequence[Item], column: str) -> int:
    place = suite.columns.index(column)
    return sum(bool(item.counts[place]) for item in items)
