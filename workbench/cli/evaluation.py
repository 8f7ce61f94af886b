"""`eval` and `replay`: how good a stage is on labelled data, and whether a log comes out the same again."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from workbench.cli.console import ProgressBar, out, say
from workbench.errors import BadInputError, CheckFailedError
from workbench.records import to_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.evaluation.calibration import Calibration
    from workbench.evaluation.items import Run
    from workbench.evaluation.run import Suite

SEED = 20_240


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command(name="eval")(evaluate)
    app.command()(replay)


def evaluate(
    context: typer.Context,
    suite: Annotated[
        str, typer.Argument(help="values · dates · claims · retrieval · relation · desk · facts", show_default=False)
    ],
    data: Annotated[Path, typer.Option("--data", help="Labelled data: a folder, a file, or an exported log (desk).")],
    to: Annotated[Path | None, typer.Option("--out", help="Write the run into this folder: figures, items, report.")] = None,
    compare: Annotated[Path | None, typer.Option("--compare", help="An earlier run's folder, on the same data.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the bootstrap.")] = SEED,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first N labelled lines.")] = None,
    least: Annotated[list[str] | None, typer.Option("--min", help="METRIC=VALUE; exit 1 where it is lower.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run as JSON.")] = False,
    calibrate: Annotated[bool, typer.Option("--calibrate", help="Say which threshold holds the risk.")] = False,
    risk: Annotated[float, typer.Option(min=0.0001, max=0.5, help="The risk that a threshold must hold.")] = 0.01,
    write_calibration: Annotated[Path | None, typer.Option(help="Write the thresholds to this TOML file.")] = None,
) -> None:
    """Score a stage on labelled data, with confidence intervals; docs/evaluation.md shows the formats."""
    from workbench.cli import evaluation_views as views
    from workbench.evaluation.calibration import calibrate as set_thresholds
    from workbench.evaluation.comparison import compare_runs
    from workbench.evaluation.folder import read_run, write_run
    from workbench.evaluation.run import evaluate as score
    from workbench.evaluation.run import suite_named
    from workbench.pipeline import Workbench

    chosen = suite_named(suite)
    floors = _floors(least or [], chosen)
    calibrating = calibrate or write_calibration is not None
    _refuse_uncalibrated(chosen, calibrating, write_calibration)
    earlier = read_run(compare) if compare else None
    with ProgressBar() as progress:
        run, items = score(chosen, data, Workbench.open(context.obj), seed=seed, limit=limit, tell=progress)
    comparison = compare_runs(chosen, earlier, (run, items)) if earlier else None
    calibration = set_thresholds(run, [item.green for item in items if item.green], risk=risk) if calibrating else None
    if to:
        write_run(to, chosen, run, items, comparison)
    if as_json:
        extra = {"comparison": to_record(comparison), "calibration": to_record(calibration)}
        _print_json(to_record(run) | {name: found for name, found in extra.items() if found is not None})
    else:
        out().print(views.run_view(run, comparison, calibration))
        _show_lines(chosen, calibration)
    _keep(calibration, write_calibration)
    _refuse_low(run, floors)


def replay(
    context: typer.Context,
    log: Annotated[Path, typer.Argument(help="An exported log.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print what came out as JSON.")] = False,
) -> None:
    """Run a log's checks again: exit 0 the same bytes, 1 something changed, 3 it was made with something else."""
    from workbench.cli import evaluation_views as views
    from workbench.evaluation.replay import refuse_obstacles
    from workbench.evaluation.replay import replay as run_again
    from workbench.pipeline import Workbench

    with ProgressBar() as progress:
        found = run_again(log, Workbench.open(context.obj), progress)
    if as_json:
        _print_json(to_record(found))
    else:
        out().print(views.replay_view(found))
    refuse_obstacles(found)
    if not found.same:
        changed = [claim for claim in found.claims if claim.outcome != "same"]
        what = f"{len(changed)} claim(s) changed, first {changed[0].claim_id}" if changed else "other internal conflicts"
        raise CheckFailedError(
            "changed",
            expected=f"the same bytes as in {log.name}",
            found=what,
            fix="look at each before you rely on the old log",
        )


def _floors(written: Sequence[str], suite: Suite) -> dict[str, float]:
    floors = {}
    for one in written:
        name, _, value = one.partition("=")
        try:
            floors[name] = float(value)
        except ValueError as error:
            raise BadInputError("min", expected="METRIC=VALUE", found=repr(one), fix="as in --min f1=0.8") from error
        if name not in suite.metrics:
            raise BadInputError("min", expected=" · ".join(suite.metrics), found=repr(name), fix="name one of those")
    return floors


def _refuse_uncalibrated(suite: Suite, calibrating: bool, path: Path | None) -> None:
    from workbench.evaluation.calibration import refuse_settings_file

    if calibrating and not suite.calibrates:
        raise BadInputError(
            "calibrate",
            expected="a suite on whose greens thresholds are set: relation or desk",
            found=suite.name,
            fix="calibrate on one of those",
        )
    if path is not None:
        refuse_settings_file(path)
        if not suite.has_suggestions:
            raise BadInputError(
                "calibrate",
                expected="suggestions about an article's claims: desk, or a log",
                found=f"pairs, as {suite.name} labels them",
                fix="calibrate on labelled articles; --calibrate alone shows the thresholds of pairs",
            )


def _show_lines(suite: Suite, calibration: Calibration | None) -> None:
    """The lines for the settings, never broken: they are there to be copied."""
    from workbench.evaluation.calibration import toml_of

    if calibration is not None and suite.has_suggestions and not calibration.kinds[0].too_few:
        out().print(Text("\nTo use these thresholds put the following at the end of workbench.toml:\n"))
        out().print(Text(toml_of(calibration)), soft_wrap=True)


def _keep(calibration: Calibration | None, path: Path | None) -> None:
    from workbench.evaluation.calibration import toml_of, write_toml

    if calibration is not None and path is not None:
        write_toml(path, toml_of(calibration))
        say(f"wrote {path}; it takes effect once its lines stand in workbench.toml")


def _refuse_low(run: Run, floors: dict[str, float]) -> None:
    for metric in run.metrics:
        if metric.name in floors and metric.value < floors[metric.name]:
            raise CheckFailedError(
                "too_low",
                expected=f"{metric.name} of at least {floors[metric.name]:g}",
                found=f"{metric.value:.4f}",
                fix="see the report's errors",
            )


def _print_json(record: object) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
