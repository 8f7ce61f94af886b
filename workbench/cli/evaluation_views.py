"""How runs, comparisons, thresholds and replays look to a person in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from workbench.evaluation.calibration import Calibration, KindThreshold
from workbench.evaluation.comparison import ItemChange, RunComparison
from workbench.evaluation.items import Run, Slice
from workbench.evaluation.replay import Outcome, Replay, ReplayedClaim
from workbench.evaluation.report import SLICE_HEAD, risk_words, slice_cells, span_words
from workbench.models import Suggestion

_SHOWN = 12
_CUT = 60
_MOST_COLUMNS = 5
_STYLES = {
    Outcome.SAME: "green",
    Outcome.CHANGED: "bold red",
    Outcome.GONE: "red",
    Outcome.NEW: "yellow",
    Outcome.NOT_REPLAYED: "dim",
}


def run_view(run: Run, comparison: RunComparison | None, calibration: Calibration | None) -> RenderableType:
    """The figures with their intervals, the kinds, the confusion table, and what else was asked for."""
    blocks: list[RenderableType] = [
        Rule(Text(f"{run.suite} on {run.data}: {run.items} items", style="bold")),
        _figures(run),
        _kinds(run),
        _confusion(run),
    ]
    if run.slices:
        blocks.append(_slices(run.slices))
    risks = (("wrong greens", run.wrong_greens), ("wrong reds", run.wrong_reds))
    blocks.extend(Text(f"{name}: {risk_words(risk)}") for name, risk in risks if risk)
    marks = run.curve.marks if run.curve else ()
    blocks.extend(Text(f"{m.name}: {m.point.risk:.1%} wrong of the {m.point.coverage:.0%} answered") for m in marks)
    blocks.extend(_compared(comparison) if comparison else ())
    blocks.extend(_thresholds(calibration) if calibration else ())
    return Group(*blocks)


def replay_view(found: Replay) -> RenderableType:
    """What stands in the way, or a row for each claim that did not come out the same, and a count."""
    blocks: list[RenderableType] = [Rule(Text(f"{found.log}: article {found.article_id}", style="bold"))]
    blocks.extend(
        Text(f"cannot be replayed: {one.what} was {one.logged}, is {one.now}", style="red") for one in found.obstacles
    )
    blocks.extend(
        Text(f"the log does not name its {name}: it is older than that record", style="yellow") for name in found.unnamed
    )
    table = _table("claim", "outcome", "first difference", "then", "now")
    for claim in found.claims:
        if claim.outcome not in {Outcome.SAME, Outcome.NOT_REPLAYED}:
            table.add_row(*_claim_cells(claim))
    if table.row_count:
        blocks.append(table)
    counts = {outcome: sum(claim.outcome is outcome for claim in found.claims) for outcome in Outcome}
    blocks.append(Text(", ".join(f"{count} {outcome.value.replace('_', ' ')}" for outcome, count in counts.items() if count)))
    if not found.internal_conflicts_same:
        blocks.append(Text("the article's internal conflicts changed", style="red"))
    return Group(*blocks)


def _claim_cells(claim: ReplayedClaim) -> tuple[Text, ...]:
    return (
        Text(f"{claim.claim_id} {_short(claim.text)}"),
        Text(claim.outcome.value, style=_STYLES[claim.outcome]),
        Text(claim.field or ""),
        Text(_suggested(claim.old)),
        Text(_suggested(claim.new)),
    )


def _suggested(suggestion: Suggestion | None) -> str:
    return f"{suggestion.label.value} {suggestion.reason}" if suggestion else "–"


def _figures(run: Run) -> Table:
    table = _table("metric", "value", "95 % interval")
    for figure in run.metrics:
        table.add_row(figure.name, f"{figure.value:.4f}", span_words(figure))
    return table


def _kinds(run: Run) -> Table:
    table = _table("kind", "items", "right", "share", "95 % interval")
    for row in run.kinds:
        table.add_row(Text(row.kind), str(row.items), str(row.right), f"{row.share:.3f}", span_words(row, digits=3))
    return table


def _slices(slices: Sequence[Slice]) -> Table:
    table = _table(*SLICE_HEAD)
    for one in slices:
        table.add_row(*map(Text, slice_cells(one)))
    return table


def _confusion(run: Run) -> Table:
    columns = sorted({cell.column for cell in run.confusion})
    if len(columns) > _MOST_COLUMNS:
        return _confusion_list(run)
    counts = {(cell.row, cell.column): cell.items for cell in run.confusion}
    table = _table("labelled ↓ found →", *columns)
    for row in sorted({cell.row for cell in run.confusion}):
        table.add_row(Text(_short(row)), *(str(counts.get((row, column), "")) for column in columns))
    return table


def _confusion_list(run: Run) -> Table:
    """The same as a list: a terminal is not wide enough for that many labels."""
    table = _table("labelled", "found", "items")
    for cell in run.confusion:
        table.add_row(Text(_short(cell.row)), cell.column, str(cell.items))
    return table


def _compared(comparison: RunComparison) -> Iterator[RenderableType]:
    table = _table("against the earlier run", "before", "now", "difference", "95 % interval")
    for change in comparison.metrics:
        gap = change.difference
        table.add_row(change.name, f"{change.old:.4f}", f"{change.new:.4f}", f"{gap.value:+.4f}", span_words(gap, "+"))
    yield table
    yield from _changes("gained", comparison.gained)
    yield from _changes("lost", comparison.lost)


def _changes(name: str, changes: Sequence[ItemChange]) -> Iterator[Text]:
    yield Text(f"{name}: {len(changes)}")
    for change in changes[:_SHOWN]:
        yield Text(f"  {change.item_id}: {_short(change.gold)}: {_short(change.old) or '–'} → {_short(change.new) or '–'}")


def _thresholds(calibration: Calibration) -> Iterator[RenderableType]:
    table = _table("kind of claim", "greens", f"threshold for a risk of {calibration.risk:.1%}", "wrong of kept", "at most")
    for kind in calibration.kinds:
        table.add_row(Text(kind.kind), str(kind.n), Text(_threshold(kind)), *_kept(kind))
    yield table
    if calibration.by_letters.kept:
        yield Text(f"quotes found letter by letter, without a threshold: {risk_words(calibration.by_letters)}")


def _threshold(kind: KindThreshold) -> str:
    if kind.too_few:
        return f"too few labelled cases (at least {kind.needed})"
    return "no threshold holds it" if kind.threshold is None else f"{kind.threshold:.4f}"


def _kept(kind: KindThreshold) -> tuple[str, str]:
    if kind.bound is None:
        return "", ""
    return f"{kind.wrong} of {kind.kept}", f"{kind.bound:.2%}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CUT else flat[:_CUT] + "…"


def _table(*headers: str) -> Table:
    table = Table(header_style="bold", show_edge=False, pad_edge=False)
    for header in headers:
        table.add_column(Text(header), overflow="fold")
    return table
