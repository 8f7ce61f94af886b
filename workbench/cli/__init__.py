"""The command line: each command parses, calls one function, prints.

Standard output carries the result alone; progress and complaints go to standard error, one line each. Exit codes: 0 done,
1 a failure that was looked for, 2 bad input, 3 a missing resource, 4 a fault of the workbench itself.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import corpora, evaluation, review, service, stages
from workbench.cli.console import complain, say
from workbench.errors import MissingResourceError, WorkbenchError

FAULT_EXIT_CODE = 4

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
evaluation.register(app)
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


def run(arguments: Sequence[str]) -> int:
    """Run one command; every error of ours becomes its one line on standard error. Returns the exit code."""
    try:
        return app(list(arguments), standalone_mode=False) or 0
    except WorkbenchError as error:
        complain(error)
        return error.exit_code
    except typer.TyperException as error:
        # A bare group raises with no words of its own, after it has printed its help.
        if message := " ".join(str(error).split()):
            say(f"workbench: {message.rstrip('.')}; see `workbench --help`")
        return WorkbenchError.exit_code
    except BrokenPipeError:
        raise  # the reader of our output went away: `main` ends quietly
    except SystemExit as left:  # typer leaves with 1 where the reader went away, which here means something else
        raise left.__context__ if isinstance(left.__context__, BrokenPipeError) else left from None
    except OSError as error:
        complain(_of_the_system(error))
        return MissingResourceError.exit_code
    except Exception as error:  # noqa: BLE001 - exit code 1 would read as "found what it looked for"
        traceback.print_exc()
        say(f"workbench: a fault of the workbench itself: {type(error).__name__}; please report it with the lines above")
        return FAULT_EXIT_CODE


def _of_the_system(error: OSError) -> WorkbenchError:
    """A full disk, a folder that may not be written: what the operating system said, as an error of ours."""
    return MissingResourceError(
        "system",
        expected="files and folders that can be read and written",
        found=f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}",
        fix="check the permissions and the free space",
    )


def main() -> None:
    """Run the command line on this process's arguments and leave with its exit code."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.exit(run(sys.argv[1:]))
    except BrokenPipeError:
        # The reader went away (`| head`); point the stream at nothing so that closing it stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def _open_closed_streams() -> None:
    """Point a standard stream that was closed before the start at nothing: there is nothing to read, and nobody reads."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the process
