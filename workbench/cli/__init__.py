"""The command line: each command parses, calls one function, prints.

Standard output carries the result alone; progress and complaints go to standard error, one line each. Exit codes: 0 done,
1 a failure that was looked for, 2 bad input, 3 a missing resource.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import corpora, review, service, stages
from workbench.cli.console import complain
from workbench.errors import WorkbenchError

app = typer.Typer(
    name="workbench",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Find the claims of an article, the passages that bear on them, and what they say. The checker decides.",
)
stages.register(app)
app.add_typer(corpora.app, name="corpus")
app.add_typer(review.articles, name="articles")
review.register(app)
service.register(app)


@app.callback()
def workspace_option(
    context: typer.Context,
    workspace: Annotated[
        Path,
        typer.Option("--workspace", envvar="WORKBENCH_WORKSPACE", help="The folder that holds settings, corpora and ledger."),
    ] = Path(),
) -> None:
    """Find the claims of an article, the passages that bear on them, and what they say. The checker decides."""
    context.obj = workspace


def main() -> None:
    """Run the command line; turns every error of ours into its one line and exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except WorkbenchError as error:
        complain(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader went away (`| head`); point the stream at nothing so that closing it stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
