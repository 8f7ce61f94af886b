"""What the commands share: where they print, how they read a text, and how they show that they are at work."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn, Self

from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.segment import Segment

from workbench.errors import BadInputError, WorkbenchError
from workbench.models import SourceText
from workbench.reading import read_bytes, read_file, stated_day
from workbench.settings import Settings

QUIET_SECONDS = 2.0
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


class PlainConsole(Console):
    """A console that shows texts as they are: no markup, and no control character of theirs reaches the terminal."""

    def __init__(self) -> None:
        super().__init__(highlight=False, soft_wrap=False, markup=False, emoji=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as the parent does; a control character in a text becomes U+FFFD."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=segment.text.translate(_CONTROLS))

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to `main` to end quietly; the parent would exit with 1, which here means something else."""
        self.quiet = True
        raise BrokenPipeError


def out() -> Console:
    """The console on standard output, made anew so that a redirected stream is honoured."""
    return PlainConsole()


def say(line: str) -> None:
    """A line for the person on standard error."""
    print(line.translate(_CONTROLS), file=sys.stderr, flush=True)  # noqa: T201 - this is where the command line speaks


def complain(error: WorkbenchError) -> None:
    """An error as its one line on standard error."""
    say(f"workbench: {' '.join(str(error).split())}")


def parse_date(written: Any) -> dt.date | None:
    """An ISO 8601 day, or ``None`` for none given.

    Raises:
        BadInputError: it is not a day of the calendar.
    """
    if written is None:
        return None
    try:
        return dt.date.fromisoformat(written)
    except (ValueError, TypeError) as error:
        raise BadInputError(
            "date", expected="a publication date like 2024-05-31", found=repr(written)[:60], fix="write year-month-day"
        ) from error


def in_unicode(text: str, where: str) -> str:
    """`text`, which may have come from a terminal or a line of JSON.

    Raises:
        BadInputError: part of it is no Unicode: a byte that is no UTF-8, or half of a surrogate pair.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadInputError(
            "bad_text",
            expected=f"Unicode text in {where}",
            found=f"{text[error.start]!a} at character {error.start}",
            fix="correct its encoding to UTF-8",
        ) from error
    return text


def read_source(given: str | None, settings: Settings) -> SourceText:
    """A text from where the user pointed: a file that exists, ``-`` or nothing for standard input, or the words themselves.

    Raises:
        BadInputError: a folder, an unreadable file, or nothing at all.
    """
    if given is None or given == "-":
        return read_bytes("standard-input.txt", sys.stdin.buffer.read(), settings)[0]
    if not given.strip():
        raise BadInputError("no_text", expected="a file or a text", found="an empty one", fix="name a file or write the text")
    path = Path(given)
    if _exists(path):
        return read_file(path, settings)[0]
    if len(given.split()) == 1 and ("/" in given or path.suffix):
        raise BadInputError("no_file", expected="a file or a text", found=given, fix="check the path; no such file exists")
    text = in_unicode(given, "the text")
    return SourceText(text=text, published=stated_day(text))


class ProgressBar:
    """A bar with rate and time left on standard error, shown once the work has lasted two seconds."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._tasks: dict[str, tuple[TaskID, float]] = {}
        self._begun = time.monotonic()
        self._shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move the stage's bar to `done` of `total`."""
        if stage not in self._tasks:
            self._tasks[stage] = (self._bar.add_task(stage, total=total, rate=""), time.monotonic())
        task, begun = self._tasks[stage]
        elapsed = time.monotonic() - begun
        rate = f"{done / elapsed:,.0f}/s" if elapsed > 0 and done else ""
        self._bar.update(task, completed=done, total=total, rate=rate)
        if not self._shown and time.monotonic() - self._begun > QUIET_SECONDS and sys.stderr.isatty():
            self._bar.start()
            self._shown = True

    def __enter__(self) -> Self:
        """Begin; nothing is drawn yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar off the screen."""
        if self._shown:
            self._bar.stop()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a long text is no path
        return False
