"""A run on disk: ``run.json``, ``items.jsonl``, ``report.md`` and, where there is a curve, ``risk-coverage.svg``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import BadInputError, MissingResourceError
from workbench.evaluation.comparison import RunComparison
from workbench.evaluation.items import SCHEMA_VERSION, Item, Run
from workbench.evaluation.picture import curve_svg
from workbench.evaluation.report import report_of
from workbench.evaluation.run import Suite
from workbench.records import from_record, to_record

RUN, ITEMS, REPORT, PICTURE = "run.json", "items.jsonl", "report.md", "risk-coverage.svg"


def write_run(folder: Path, suite: Suite, run: Run, items: Sequence[Item], comparison: RunComparison | None = None) -> None:
    """Write a run into `folder`, which is made where it does not exist; an earlier run in it is replaced.

    Raises:
        MissingResourceError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / RUN).write_text(run_json(run), encoding="utf-8")
        (folder / ITEMS).write_text("".join(_item_line(suite, item) for item in items), encoding="utf-8")
        picture = PICTURE if run.curve else None
        (folder / REPORT).write_text(report_of(run, items, comparison, picture), encoding="utf-8")
        if run.curve:
            (folder / PICTURE).write_text(curve_svg(run.curve, f"{run.suite} on {run.data}"), encoding="utf-8")
    except OSError as error:
        raise MissingResourceError(
            "not_written", expected=f"a folder {folder} to write", found=str(error.strerror), fix="name another with --out"
        ) from error


def run_json(run: Run) -> str:
    """A run as JSON for people and programs."""
    return json.dumps(to_record(run), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_run(folder: Path) -> tuple[Run, tuple[Item, ...]]:
    """Read what `write_run` wrote.

    Raises:
        BadInputError: the folder holds no run, or one of another version.
    """
    try:
        record = json.loads((folder / RUN).read_text(encoding="utf-8"))
        lines = (folder / ITEMS).read_text(encoding="utf-8").split("\n")
        run, items = from_record(Run, record), tuple(_item(line) for line in lines if line)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadInputError(
            "no_run", expected=f"a run in {folder} ({RUN}, {ITEMS})", found=str(error)[:100], fix="make one with `eval --out`"
        ) from error
    if run.schema_version != SCHEMA_VERSION:
        raise BadInputError(
            "other_version", expected=f"a run of version {SCHEMA_VERSION} in {folder}", found=str(run.schema_version),
            fix="make it again with `eval --out`",
        )  # fmt: skip
    return run, items


def _item_line(suite: Suite, item: Item) -> str:
    record = to_record(item) | {"counts": dict(zip(suite.columns, map(float, item.counts), strict=True))}
    return json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"


def _item(line: str) -> Item:
    record = json.loads(line)
    return from_record(Item, record | {"counts": list(record["counts"].values())})
