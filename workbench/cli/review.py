"""What people do with an article: `articles`, `verdict`, `undo`, `export`, `verify`, `repair`; the events the desk writes."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from workbench.cli import tables
from workbench.cli.console import ProgressBar, out, parse_date, say
from workbench.errors import BadInputError, CheckFailedError, MissingResourceError
from workbench.export import FORMATS, export_log, verify_log
from workbench.export.verification import corpus_of, losses_of
from workbench.ledger import Ledger, Reviewer
from workbench.ledger import repair as repair_ledger
from workbench.models import Article, ArticleCheck, Qualifier, Refusal, Verdict

PURPOSE = "command line"
Choice = TypeVar("Choice", bound=StrEnum)

articles = typer.Typer(no_args_is_help=True, help="The desk's articles: add, list.")

ReviewerOption = Annotated[str, typer.Option("--reviewer", help="Who you are.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    for command in (verdict, undo, export, verify, repair):
        app.command()(command)


@articles.command()
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The article.", show_default=False)],
    date: Annotated[
        str | None, typer.Option("--date", help="Publication date; a file's own is used where it states one.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    country: Annotated[str | None, typer.Option(help="Its publisher's country, whose dollar a bare sign means: AU.")] = None,
    corpus: Annotated[str | None, typer.Option(help="Check it against this corpus at once.")] = None,
    reviewer: Annotated[str, typer.Option(help="Who adds it.")] = PURPOSE,
) -> None:
    """Put an article on the desk, or each of a file of several; prints their ids."""
    from workbench.pipeline import Workbench
    from workbench.reading import read_many

    workbench = Workbench.open(context.obj)
    sources = []
    for source in read_many([file], workbench.settings):
        if isinstance(source, Refusal):
            raise BadInputError(
                "bad_article", expected="an article that can be read", found=source.reason, fix="nothing was added"
            )
        sources.append(source)
    given = parse_date(date)
    if title and len(sources) > 1:
        raise BadInputError("title", expected="one article", found=f"{len(sources)} in {file.name}", fix="leave --title out")
    for number, source in enumerate(sources, 1):
        if not (given or source.published):
            raise BadInputError(
                "no_date",
                expected="the publication date, which relative dates hang on",
                found=f"none in {file.name}{f', article {number}' if len(sources) > 1 else ''}",
                fix="add --date",
            )
    for source in sources:
        article = workbench.article_from(replace(source, title=title or source.title), given, country)
        if corpus is None:
            with Ledger.open(context.obj, purpose=PURPOSE, shared=True) as ledger:
                ledger.add_article(article, Reviewer(reviewer))
                _say_if_queued(ledger)
        else:
            with ProgressBar() as progress:
                check = workbench.check(article, corpus, progress)
            put_on_desk(context.obj, article, check, reviewer)
        out().print(article.article_id)


@articles.command(name="list")
def list_all(context: typer.Context) -> None:
    """List the articles on the desk, the one changed last first."""
    with Ledger.open(context.obj, purpose=PURPOSE, shared=True) as ledger:
        rows = ledger.articles()
    if not rows:
        say("no article yet: `workbench articles add FILE --date D` adds one")
        return
    out().print(tables.articles_view(rows))


def put_on_desk(workspace: Path, article: Article, check: ArticleCheck, reviewer: str) -> None:
    """Store an article with what was suggested for it; where the desk holds the workspace, leave both for it."""
    with Ledger.open(workspace, purpose=PURPOSE, shared=True) as ledger:
        ledger.add_checked(article, check, Reviewer(reviewer))
        _say_if_queued(ledger)


def verdict(
    context: typer.Context,
    claim_id: Annotated[str, typer.Argument(help="The claim's id.", show_default=False)],
    decision: Annotated[str, typer.Argument(metavar="VERDICT", help=" · ".join(v.value for v in Verdict), show_default=False)],
    reviewer: ReviewerOption,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    evidence: Annotated[list[str] | None, typer.Option(help="Ids of the passages relied on.")] = None,
    qualifier: Annotated[list[str] | None, typer.Option(help=" · ".join(q.value for q in Qualifier))] = None,
    article: Annotated[str | None, typer.Option(help="The article's id, where several hold the claim.")] = None,
) -> None:
    """Store your verdict on a claim."""
    given = _one_of(Verdict, decision, "verdict")
    qualifiers = [_one_of(Qualifier, written, "qualifier") for written in qualifier or []]
    with Ledger.open(context.obj, purpose=PURPOSE, shared=True) as ledger:
        article_id = article or _only_article(ledger, claim_id)
        ledger.give_verdict(
            article_id, claim_id, given, Reviewer(reviewer), qualifiers=qualifiers, note=note, evidence=evidence or []
        )
        _say_if_queued(ledger)
    out().print(f"{claim_id}: {given.value}")


def undo(
    context: typer.Context,
    reviewer: ReviewerOption,
    article: Annotated[str | None, typer.Option(help="Only in this article.")] = None,
) -> None:
    """Take back your latest verdict or note; the log keeps both."""
    with Ledger.open(context.obj, purpose=PURPOSE, shared=True) as ledger:
        last = ledger.undo(Reviewer(reviewer), article)
        if last is None:
            raise BadInputError(
                "nothing_to_undo", expected=f"a verdict or note by {reviewer}", found="none left", fix="nothing to do"
            )
        _say_if_queued(ledger)
    out().print(f"took back event {last.seq}: {last.type.value} on {last.claim_id}")


def export(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(help="The article's id.", show_default=False)],
    form: Annotated[str, typer.Option("--format", help=" · ".join(FORMATS))],
    to: Annotated[Path | None, typer.Option("--out", help="The file to write; standard output without it.")] = None,
) -> None:
    """Write the verification log of an article."""
    with Ledger.open(context.obj, purpose=PURPOSE, shared=True) as ledger:
        data = export_log(ledger, article_id, form)
    if to is None:
        typer.get_binary_stream("stdout").write(data)
        return
    _write_whole(to, data)
    say(f"wrote {to}")


def verify(
    context: typer.Context,
    log: Annotated[Path, typer.Argument(help="An exported log, or a ledger's events.jsonl.", show_default=False)],
    corpus: Annotated[str | None, typer.Option(help="Compare with this corpus as it is now.")] = None,
) -> None:
    """Recompute a log's chain and its corpus digest; exit 1 names the first entry or document that does not hold."""
    snapshot, documents = None, {}
    if corpus is not None:
        from workbench.corpus import Corpus, verify_corpus

        broken = verify_corpus(context.obj, corpus)
        if broken:
            raise CheckFailedError(
                "corpus_changed",
                expected=f"corpus {corpus} as it was published",
                found=str(broken[0]),
                fix="restore or rebuild it",
            )
        opened = Corpus.open(context.obj, corpus)
        snapshot = opened.snapshot
        documents = {card.doc_id: card.sha256 for card in opened.cards}
    problem = verify_log(log, snapshot, documents)
    if problem is not None:
        where = f"entry {problem.entry}: " if problem.entry else ""
        raise CheckFailedError(
            "log_changed",
            expected=f"{log} as it was written",
            found=f"{where}{problem.reason}",
            fix="compare it with another copy",
        )
    against = f", made against corpus {corpus} as it is now" if corpus else ""
    made_with = corpus_of(log)
    hint = f" (made against corpus {made_with}; --corpus compares)" if made_with and not corpus else ""
    losses = losses_of(log)
    lost = f"; lost before a repair, which the log records: entries {losses}" if losses else ""
    out().print(f"{log}: every entry holds{against}{hint}{lost}")


def repair(
    context: typer.Context,
    reviewer: Annotated[str, typer.Option(help="Who repairs; the repair is an entry of the log.")] = PURPOSE,
) -> None:
    """Mend a damaged ledger: what is whole stays, what the tables know is restored, damaged bytes are kept beside the log."""
    found = repair_ledger(context.obj, Reviewer(reviewer))
    with Ledger.open(context.obj, purpose="repair") as ledger:
        events = len(ledger.events())
    if found is None:
        out().print(f"nothing to repair: {events} entries, all whole")
        return
    out().print(
        f"{events} entries now: {found.kept} were whole, {len(found.restored)} restored from the tables, 1 records the repair"
    )
    if found.lost:
        out().print(f"lost: entries {', '.join(map(str, found.lost))}")
    for name in found.set_aside:
        out().print(f"kept beside the log: {name}")


def _one_of(kind: type[Choice], written: str, name: str) -> Choice:
    try:
        return kind(written)
    except ValueError as error:
        raise BadInputError(
            name, expected=", ".join(item.value for item in kind), found=repr(written), fix="use one of those"
        ) from error


def _only_article(ledger: Ledger, claim_id: str) -> str:
    found = ledger.articles_with_claim(claim_id)
    if len(found) == 1:
        return found[0]
    raise BadInputError(
        "claim",
        expected="the id of a claim in one checked article",
        found=f"{claim_id} in {len(found)} articles" if found else f"{claim_id}, which no checked article holds",
        fix=f"name one with --article: {', '.join(found)}" if found else "see `workbench check FILE… --save`",
    )


def _say_if_queued(ledger: Ledger) -> None:
    if not ledger.owned:
        say(f"queued: {ledger.holder()} holds the workspace and will store this")


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside, then rename, so that a full disk or a kill leaves no half file."""
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}-")
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise MissingResourceError(
            "not_written",
            expected=f"a place to write {path}",
            found=str(error.strerror),
            fix="name a folder that exists and is yours",
        ) from error
