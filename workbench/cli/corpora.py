"""`workbench corpus`: add, list, show, remove, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import tables
from workbench.cli.console import ProgressBar, complain, in_unicode, out, parse_date, say
from workbench.errors import BadInputError, CheckFailedError, WorkbenchError
from workbench.models import Tier
from workbench.reading.countries import parse_country
from workbench.settings import load as load_settings

app = typer.Typer(no_args_is_help=True, help="The reference material: add, list, show, remove, verify.")

NameArgument = Annotated[str, typer.Argument(help="The corpus: lower-case letters, digits, - and _.", show_default=False)]


@app.command()
def add(
    context: typer.Context,
    name: NameArgument,
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", show_default=False)],
    tier: Annotated[str | None, typer.Option(help="primary, secondary or author; for all these files.")] = None,
    published: Annotated[str | None, typer.Option(help="Publication date of all these files.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of all these files.")] = None,
    country: Annotated[str | None, typer.Option(help="The publisher's country, whose dollar a bare sign means: AU.")] = None,
) -> None:
    """Read files and folders into a corpus; what it already holds is skipped, what cannot be read is named."""
    from workbench.building import add_to_corpus

    with ProgressBar() as progress:
        added = add_to_corpus(
            context.obj,
            name,
            paths,
            load_settings(context.obj),
            tier=_tier(tier),
            published=parse_date(published),
            publisher=in_unicode(publisher, "the publisher") if publisher else None,
            country=parse_country(country),
            progress=progress,
        )
    for refusal in added.refused:
        say(" ".join(f"refused {refusal.source_name}: {refusal.reason}".split()))
    out().print(tables.added_view(name, added))
    if added.refused and not (added.added or added.replaced or added.unchanged):
        raise typer.Exit(WorkbenchError.exit_code)


@app.command(name="list")
def list_all(context: typer.Context) -> None:
    """List the corpora of the workspace; one that cannot be opened is named, and the others are listed."""
    from workbench.corpus import Corpus, list_corpora

    names = list_corpora(context.obj)
    if not names:
        say("no corpus yet: `workbench corpus add NAME PATH…` makes one")
        return
    opened: list[Corpus] = []
    damaged: list[WorkbenchError] = []
    for name in names:
        try:
            opened.append(Corpus.open(context.obj, name))
        except WorkbenchError as error:
            complain(error)
            damaged.append(error)
    out().print(tables.corpora_view(opened))
    if damaged:
        raise typer.Exit(max(error.exit_code for error in damaged))


@app.command()
def show(context: typer.Context, name: NameArgument) -> None:
    """List the documents of a corpus."""
    from workbench.corpus import Corpus

    out().print(tables.documents_view(Corpus.open(context.obj, name)))


@app.command()
def remove(
    context: typer.Context,
    name: NameArgument,
    documents: Annotated[list[str], typer.Argument(help="Document ids, as `corpus show` lists them.", show_default=False)],
) -> None:
    """Take documents out of a corpus; publishes a new generation without them."""
    from workbench.building import remove_from_corpus

    removed = remove_from_corpus(context.obj, name, documents, load_settings(context.obj))
    out().print(f"removed {len(set(documents))} of {name}; snapshot {removed.snapshot[:12]}")


@app.command()
def verify(context: typer.Context, name: NameArgument) -> None:
    """Recompute every hash of a corpus; exit 1 names the first document or file that is not what was published."""
    from workbench.corpus import Corpus, verify_corpus

    problems = verify_corpus(context.obj, name)
    for problem in problems:
        say(str(problem))
    if problems:
        raise CheckFailedError(
            "corpus_changed",
            expected=f"corpus {name} as it was published",
            found=f"{len(problems)} change(s), first {problems[0].where}",
            fix=f"build it again: `workbench corpus add {name} PATH…`",
        )
    out().print(f"{name}: whole; snapshot {Corpus.open(context.obj, name).snapshot}")


def _tier(written: str | None) -> Tier | None:
    if written is None:
        return None
    try:
        return Tier(written)
    except ValueError as error:
        raise BadInputError(
            "tier", expected=" or ".join(tier.value for tier in Tier), found=written, fix="use one of those"
        ) from error
