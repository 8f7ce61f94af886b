"""Commands for one stage each: `values`, `claims`, `search`, `compare`, and the whole line, `check`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import tables
from workbench.cli.console import ProgressBar, complain, in_unicode, out, parse_date, read_source, say
from workbench.cli.lines import Record, stream, text_of
from workbench.errors import BadInputError, WorkbenchError, in_one_line
from workbench.models import Article, ArticleCheck, HitFilter, Refusal, SourceText, Tier
from workbench.reading.countries import parse_country
from workbench.records import to_record
from workbench.settings import load as load_settings

if TYPE_CHECKING:
    from workbench.pipeline import Workbench

TextArgument = Annotated[str | None, typer.Argument(help="A file, a text, or - for standard input.", show_default=False)]
DateOption = Annotated[str | None, typer.Option("--date", help="Publication date, the anchor of relative dates: 2024-05-31.")]
CountryOption = Annotated[
    str | None, typer.Option("--country", help="The publisher's country, whose dollar or pound a bare sign means: AU.")
]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="Read and write JSON Lines on standard input and output.")]
CorpusOption = Annotated[str, typer.Option("--corpus", help="The corpus to search.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    for command in (values, claims, search, compare, check):
        app.command()(command)


def values(
    context: typer.Context,
    text: TextArgument = None,
    date: DateOption = None,
    country: CountryOption = None,
    jsonl: JsonlOption = False,
) -> None:
    """Read the values of a text: quantities, money, percentages, counts, rates, dates, durations."""
    from workbench.values import read_values
    from workbench.values.plain_subjects import cheap_subject

    home = parse_country(country)

    def answer(record: Record) -> Record:
        written = text_of(record, "text")
        publisher_country = parse_country(record.get("country")) or home
        found = read_values(written, published=parse_date(record.get("date")), country=publisher_country)
        return {"values": [to_record(replace(value, subject=cheap_subject(written, value))) for value in found]}

    if jsonl:
        stream(answer)
        return
    source = read_source(text, load_settings(context.obj))
    published = parse_date(date) or source.published
    found = read_values(source.text, published=published, country=home or source.country)
    out().print(tables.values_view(source.text, found))


def claims(
    context: typer.Context,
    text: TextArgument = None,
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    date: DateOption = None,
    country: CountryOption = None,
    jsonl: JsonlOption = False,
) -> None:
    """Find the sentences, claims and quotes of a text."""
    from workbench.pipeline import Workbench

    workbench = Workbench.open(context.obj)
    home = parse_country(country)

    def answer(record: Record) -> Record:
        written = text_of(record, "text")
        if not written.strip():
            return {"sentences": [], "claims": [], "quotes": []}
        named = text_of(record, "title") if record.get("title") is not None else None
        published = parse_date(record.get("date"))
        publisher_country = parse_country(record.get("country")) or home
        article = workbench.make_article(written, title=named, published=published, country=publisher_country)
        reading = workbench.read(article)
        spans = [[sentence.start, sentence.end] for sentence in reading.sentences]
        skipped = [[index, sentence.skipped] for index, sentence in enumerate(reading.sentences) if sentence.skipped]
        return {
            "sentences": spans,
            "claims": to_record(reading.claims),
            "quotes": to_record(reading.quotes),
            "skipped": skipped,
        }

    if jsonl:
        stream(answer)
        return
    source = read_source(text, workbench.settings)
    named = in_unicode(title, "the title") if title else source.title
    article = workbench.article_from(replace(source, title=named), parse_date(date), home)
    out().print(tables.claims_view(article, workbench.read(article)))


def search(
    context: typer.Context,
    corpus: CorpusOption,
    query: Annotated[str | None, typer.Argument(help="What to look for.", show_default=False)] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages, best first.")] = 10,
    date: DateOption = None,
    country: CountryOption = None,
    since: Annotated[str | None, typer.Option("--from", help="Only documents published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Only documents published on this day or earlier.")] = None,
    tier: Annotated[list[Tier] | None, typer.Option(help="Only documents of this tier; may be repeated.")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Only documents of this publisher; may be repeated.")] = None,
    document: Annotated[list[str] | None, typer.Option(help="Only this document, by its id; may be repeated.")] = None,
    jsonl: JsonlOption = False,
) -> None:
    """Find the passages of a corpus that bear on a query, best first, with what matched."""
    from workbench.pipeline import Workbench

    home = parse_country(country)
    searcher = Workbench.open(context.obj).searcher(corpus)
    only = HitFilter(parse_date(since), parse_date(until), tuple(tier or ()), tuple(publisher or ()), tuple(document or ()))
    if jsonl:

        def answer(record: Record) -> Record:
            published = parse_date(record.get("date")) or parse_date(date)
            spoken = parse_country(record.get("country")) or home
            found = searcher.search(text_of(record, "query"), k, published=published, country=spoken, only=only)
            return {"hits": to_record(found)}

        stream(answer)
        return
    if not (query or "").strip():
        raise BadInputError("query", expected="words to look for", found="none", fix="add them, or use --jsonl")
    words = in_unicode(query or "", "the query")
    out().print(tables.hits_view(searcher.search(words, k, published=parse_date(date), country=home, only=only)))


def compare(
    claim: Annotated[str | None, typer.Argument(help="The claim.", show_default=False)] = None,
    evidence: Annotated[str | None, typer.Argument(help="The passage.", show_default=False)] = None,
    claim_date: Annotated[str | None, typer.Option(help="When the claim was published.")] = None,
    evidence_date: Annotated[str | None, typer.Option(help="When the passage was published.")] = None,
    jsonl: JsonlOption = False,
) -> None:
    """Compare one claim with one passage: relation, values, suggestion."""
    from workbench.judging import compare_texts

    def answer(record: Record) -> Record:
        outcome = compare_texts(
            text_of(record, "claim"),
            text_of(record, "evidence"),
            claim_date=parse_date(record.get("claim_date")),
            evidence_date=parse_date(record.get("evidence_date")),
        )
        answered: Record = to_record(outcome)
        return answered

    if jsonl:
        stream(answer)
        return
    if not (claim or "").strip() or not (evidence or "").strip():
        raise BadInputError("compare", expected="a claim and a passage", found="fewer", fix="give both, or use --jsonl")
    words = in_unicode(claim or "", "the claim"), in_unicode(evidence or "", "the passage")
    outcome = compare_texts(*words, claim_date=parse_date(claim_date), evidence_date=parse_date(evidence_date))
    out().print(tables.outcome_view(outcome))


def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="The articles.", show_default=False)],
    corpus: CorpusOption,
    date: DateOption = None,
    country: CountryOption = None,
    form: Annotated[str, typer.Option("--format", help="table for a person, json for a program.")] = "table",
    save: Annotated[bool, typer.Option("--save", help="Put the articles and what was suggested on the desk.")] = False,
    reviewer: Annotated[str, typer.Option(help="Who saves.")] = "command line",
) -> None:
    """Check articles against a corpus: every claim with its evidence, its arithmetic and a suggestion."""
    from workbench.cli.review import put_on_desk
    from workbench.pipeline import Workbench
    from workbench.reading import read_many

    if form not in {"table", "json"}:
        raise BadInputError("format", expected="table or json", found=form, fix="use --format table or --format json")
    published, home = parse_date(date), parse_country(country)
    workbench = Workbench.open(context.obj)
    workbench.searcher(corpus)
    checks: list[ArticleCheck] = []
    refused = 0
    for source in read_many(files, workbench.settings):
        checked = _check_one(workbench, source, corpus, published, home)
        if checked is None:
            refused += 1
            continue
        article, found = checked
        checks.append(found)
        if save:
            put_on_desk(context.obj, article, found, reviewer)
        if form == "table":
            out().print(tables.check_view(article, found))
    if form == "json":
        _print_json(to_record(checks))
    if refused:
        raise typer.Exit(WorkbenchError.exit_code)


def _check_one(
    workbench: Workbench, source: SourceText | Refusal, corpus: str, published: dt.date | None, country: str | None
) -> tuple[Article, ArticleCheck] | None:
    """One article of several, checked; ``None`` where it cannot be, which is said, so that the others are."""
    if isinstance(source, Refusal):
        say(f"workbench: {' '.join(source.reason.split())}")
        return None
    try:
        article = workbench.article_from(source, published, country)
        if article.published is None:
            say(f"workbench: {source.source_name} has no publication date: relative dates stay open; add --date")
        with ProgressBar() as progress:
            return article, workbench.check(article, corpus, progress)
    except BadInputError as error:
        complain(error)
    except (WorkbenchError, OSError):  # a resource is missing, which no other article would find either
        raise
    except Exception as error:  # noqa: BLE001 - what one article brings about must not take the others with it
        complain(
            BadInputError(
                "fault",
                expected="an article that can be checked",
                found=f"{source.source_name}: {in_one_line(error)}",
                fix="leave it out and report it: the workbench should check it",
            )
        )
    return None


def _print_json(record: Any) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n")
