"""A run as a page to read: figures, kinds, confusion, risk, and the items that were wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.evaluation.comparison import ItemChange, RunComparison
from workbench.evaluation.items import Figure, Item, KindRow, Risk, Run, Slice

SLICE_HEAD = ("slice", "accepted", "missed", "wrong greens", "wrong reds")
_SHOWN = 40
_CUT = 160


def report_of(run: Run, items: Sequence[Item], comparison: RunComparison | None, picture: str | None) -> str:
    """The report in Markdown; `picture` is the file name of the curve beside it."""
    parts = [
        *_head(run),
        *_table("Figures", ("metric", "value", "95 % interval"), ((f.name, _n(f.value), span_words(f)) for f in run.metrics)),
        *_table("Counts", ("count", "total"), ((total.name, f"{total.count:g}") for total in run.totals)),
        *_risk("Wrong greens", run.wrong_greens),
        *_risk("Wrong reds", run.wrong_reds),
        *_table(
            "By kind", ("kind", "items", "right", "share", "95 % interval"),
            ((k.kind, str(k.items), str(k.right), _n(k.share), span_words(k)) for k in run.kinds),
        ),
        *_slices(run),
        *_confusion(run),
        *_curve(run, picture),
        *(_compared(comparison) if comparison else ()),
        *_wrong(items),
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def risk_words(risk: Risk) -> str:
    """A risk in words, with its bound, or that there are too few cases for one."""
    if risk.rate is None or risk.bound is None:
        return f"{risk.wrong} wrong of {risk.kept}: too few labelled cases to state a rate (at least {risk.fewest})"
    return (
        f"{risk.wrong} wrong of {risk.kept} ({risk.rate:.1%}), at most {risk.bound:.1%} with 95 % confidence (Clopper–Pearson)"
    )


def slice_cells(one: Slice) -> tuple[str, ...]:
    """A slice as cells under `SLICE_HEAD`; a wrong share with its bound where there are cases enough."""
    wrong = (
        f"{risk.wrong} of {risk.kept}" + ("" if risk.bound is None else f" ≤ {risk.bound:.1%}")
        for risk in (one.wrong_greens, one.wrong_reds)
    )
    return (f"{one.by} {one.name}", f"{one.accepted} of {one.items}", str(one.missed), *wrong)


def span_words(interval: Figure | KindRow, sign: str = "", digits: int = 4) -> str:
    """An interval in words, a dash where there is none; `sign` is ``+`` for differences."""
    if interval.low is None or interval.high is None:
        return "–"
    return f"{interval.low:{sign}.{digits}f} – {interval.high:{sign}.{digits}f}"


def _head(run: Run) -> Iterator[str]:
    yield f"# {run.suite} on {_cell(run.data)}"
    yield ""
    limited = f", the first {run.limit} labelled" if run.limit else ""
    yield f"{run.items} items{limited}. Intervals: percentile bootstrap, {run.resamples} resamples, seed {run.seed}."
    yield ""
    models = " · ".join(f"{model.role} {model.name} `{model.digest[:12]}`" for model in run.models)
    yield f"Data `{run.data_digest[:16]}` · settings `{run.settings[:16]}` · version {run.version} · {models}"
    yield ""


def _risk(title: str, risk: Risk | None) -> Iterator[str]:
    if risk:
        yield f"## {title}"
        yield ""
        yield f"{risk_words(risk)}."
        yield ""


def _slices(run: Run) -> Iterator[str]:
    if run.slices:
        yield from _table("By kind and trap", SLICE_HEAD, map(slice_cells, run.slices))


def _confusion(run: Run) -> Iterator[str]:
    columns = sorted({cell.column for cell in run.confusion})
    counts = {(cell.row, cell.column): cell.items for cell in run.confusion}
    rows = sorted({cell.row for cell in run.confusion})
    yield from _table(
        "Labelled (rows) and found (columns)", ("labelled", *columns),
        ((row, *(str(counts.get((row, column), "")) for column in columns)) for row in rows),
    )  # fmt: skip


def _curve(run: Run, picture: str | None) -> Iterator[str]:
    if run.curve is None or picture is None:
        return
    yield "## Risk and coverage"
    yield ""
    yield f"![Share of answers wrong against share answered]({picture})"
    yield ""
    for mark in run.curve.marks:
        point = mark.point
        yield f"- {mark.name}: {point.risk:.1%} wrong of the {point.coverage:.1%} answered, score {point.score:g} and above"
    yield ""


def _compared(comparison: RunComparison) -> Iterator[str]:
    yield from _table(
        "Against the earlier run", ("metric", "before", "now", "difference", "95 % interval"),
        (
            (c.name, _n(c.old), _n(c.new), f"{c.difference.value:+.4f}", span_words(c.difference, "+"))
            for c in comparison.metrics
        ),
    )  # fmt: skip
    changed = [name for name, so in (("settings", comparison.settings_changed), ("models", comparison.models_changed)) if so]
    since = " and ".join(changed) or "neither settings nor models"
    yield f"{len(comparison.gained)} gained, {len(comparison.lost)} lost; changed since: {since}."
    yield ""
    yield from _changes("Gained", comparison.gained)
    yield from _changes("Lost", comparison.lost)


def _changes(title: str, changes: Sequence[ItemChange]) -> Iterator[str]:
    if changes:
        rows = ((change.item_id, change.gold, change.old, change.new) for change in changes[:_SHOWN])
        yield from _table(_titled(title, len(changes)), ("item", "labelled", "before", "now"), rows)


def _wrong(items: Sequence[Item]) -> Iterator[str]:
    wrong = [item for item in items if not item.correct]
    if wrong:
        rows = ((item.item_id, item.kind, item.gold, item.found) for item in wrong[:_SHOWN])
        yield from _table(_titled("Wrong", len(wrong)), ("item", "kind", "labelled", "found"), rows)


def _titled(title: str, count: int) -> str:
    return f"{title} ({count})" if count <= _SHOWN else f"{title} (the first {_SHOWN} of {count}; all in items.jsonl)"


def _table(title: str, head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"
    yield ""


def _cell(text: str) -> str:
    """Labelled text as plain words in a table: no line break, no markup."""
    flat = " ".join(text.split())
    flat = flat if len(flat) <= _CUT else flat[:_CUT] + "…"
    for sign in "\\`*[]<>|!":
        flat = flat.replace(sign, f"\\{sign}")
    return flat


def _n(value: float) -> str:
    return f"{value:.4f}"
