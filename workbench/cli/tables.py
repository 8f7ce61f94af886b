"""How results look to a person in a terminal: coloured text and tables. Article and corpus text is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from workbench.cli.suggestion_lines import facts_table, suggestion_line, tally
from workbench.models import (
    Article,
    ArticleCheck,
    ArticleReading,
    Assessment,
    Claim,
    Comparison,
    Evidence,
    Hit,
    Level,
    Modality,
    Value,
)

if TYPE_CHECKING:
    from workbench.building import Added
    from workbench.cli.diagnosis import Finding
    from workbench.corpus import Corpus
    from workbench.judging import PairResult
    from workbench.ledger import ArticleRow

LEVEL_MARKS = {Level.EXACT: "=", Level.WITHIN_PRECISION: "≈", Level.DIFFERS: "≠", Level.NOT_COMPARABLE: "∤"}
MODALITY_STYLES = {Modality.PLANNED: "blue", Modality.POSSIBLE: "yellow", Modality.DENIED: "red"}
SHOWN_EVIDENCE = 3
SHOWN_COMPARISONS = 4
VALUE_STYLE = "bold cyan"


def values_view(text: str, values: Sequence[Value]) -> RenderableType:
    """The text with its values marked, and a row for each."""
    table = _table("value", "kind", "reads as", "means")
    for value in values:
        table.add_row(Text(value.text), value.kind.value, Text(_reading_of(value)), _meaning(value))
    return Group(_marked(text, [(value.start, value.end) for value in values], VALUE_STYLE), Text(), table)


def claims_view(article: Article, reading: ArticleReading) -> RenderableType:
    """Each sentence with its claims below it, or with the reason why it has none."""
    blocks: list[RenderableType] = [Rule(Text(article.title, style="bold"))]
    for index, sentence in enumerate(reading.sentences):
        blocks.append(_marked(sentence.text, _inside(reading.values, sentence.start, sentence.end), VALUE_STYLE))
        if sentence.skipped:
            blocks.append(_indented(Text(f"no claim: {sentence.skipped}", style="dim")))
        blocks.extend(_indented(_claim_line(claim)) for claim in reading.claims if claim.sentence == index)
    return Group(*blocks)


def hits_view(hits: Sequence[Hit]) -> RenderableType:
    """Passages best first, with source, the rank in each leg and what matched; the values found by the typed leg are marked."""
    blocks: list[RenderableType] = []
    for hit in hits:
        spans = [(pair.start, pair.end) for pair in hit.matched_values]
        text = _marked(hit.text, _shifted(spans, hit.start), VALUE_STYLE)
        blocks.extend((_source_line(hit), _indented(_matched_line(hit)), _indented(text), Text()))
    return Group(*blocks) if blocks else Text("no passage found", style="dim")


def outcome_view(outcome: PairResult) -> RenderableType:
    """One claim beside one passage."""
    relation = Text(f"relation: {outcome.relation.value}")
    facts = _indented(facts_table(outcome.facts, outcome.suggestion))
    return Group(suggestion_line(outcome.suggestion), facts, relation, *map(_comparison_line, outcome.comparisons))


def check_view(article: Article, check: ArticleCheck) -> RenderableType:
    """The whole check of an article, claim by claim, and what contradicts itself."""
    head = Text.assemble((article.title, "bold"), f"  {check.date or 'no date'} · corpus {check.corpus} {check.snapshot[:12]}")
    blocks: list[RenderableType] = [Rule(style="dim"), head]
    for number, assessment in enumerate(check.assessments, 1):
        blocks.extend((Text(), *_assessment_lines(number, assessment)))
    if check.internal_conflicts:
        blocks.extend((Text(), Text("The article against itself", style="bold")))
    blocks.extend(Text(f"  {conflict.reason}: {conflict.explanation}", style="red") for conflict in check.internal_conflicts)
    blocks.extend((Text(), tally("claims", [assessment.suggestion for assessment in check.assessments])))
    if facts := [fact.suggestion for assessment in check.assessments for fact in assessment.facts]:
        blocks.append(tally("facts", facts))
    return Group(*blocks)


def added_view(name: str, added: Added) -> RenderableType:
    """What `corpus add` did, on one line."""
    held = f"{added.passages} passages, snapshot {added.snapshot[:12]}" if added.snapshot else "nothing was published"
    taken = f"{added.added} added, {added.replaced} replaced, {added.unchanged} unchanged"
    return Text(f"{name}: {taken}, {len(added.refused)} refused; {held}")


def corpora_view(corpora: Iterable[Corpus]) -> RenderableType:
    """A row for each corpus."""
    table = _table("corpus", "documents", "passages", "snapshot", "generation")
    for corpus in corpora:
        documents, passages = f"{len(corpus.cards):,}", f"{len(corpus.passages):,}"
        table.add_row(corpus.name, documents, passages, corpus.snapshot[:12], corpus.folder.name)
    return table


def documents_view(corpus: Corpus) -> RenderableType:
    """A row for each document of a corpus."""
    table = _table("document", "title", "publisher", "published", "tier", "file")
    for card in corpus.cards:
        published = card.published.isoformat() if card.published else ""
        title, publisher, file = Text(card.title), Text(card.publisher or ""), Text(card.source_name)
        table.add_row(card.doc_id, title, publisher, published, card.tier.value, file)
    return table


def articles_view(rows: Sequence[ArticleRow]) -> RenderableType:
    """A row for each article on the desk."""
    table = _table("article", "title", "published", "corpus", "decided", "conflicts", "last change")
    for row in rows:
        published = row.published.isoformat() if row.published else ""
        decided = f"{row.decided} of {row.claims}"
        changed = row.last_change.strftime("%Y-%m-%d %H:%M")
        table.add_row(row.article_id, Text(row.title), published, row.corpus or "", decided, str(row.conflicts), changed)
    return table


def findings_view(findings: Sequence[Finding]) -> RenderableType:
    """What the doctor looked at, the fix beside what is wrong."""
    table = _table("", "part", "found", "fix")
    for finding in findings:
        mark = Text("ok", style="green") if finding.fine else Text("wrong", style="bold red")
        table.add_row(mark, finding.name, Text(finding.detail), Text("" if finding.fine else finding.fix))
    return table


def _assessment_lines(number: int, assessment: Assessment) -> Iterable[RenderableType]:
    claim = assessment.claim
    spans = [(value.start, value.end) for value in claim.values]
    yield Text.assemble((f"{number:>3} ", "dim"), _marked(claim.text, _shifted(spans, claim.start), VALUE_STYLE))
    yield _indented(suggestion_line(assessment.suggestion))
    if assessment.facts:
        yield _indented(facts_table(assessment.facts, assessment.suggestion), 6)
    for comparison in assessment.comparisons[:SHOWN_COMPARISONS]:
        yield _indented(_comparison_line(comparison), 6)
    for evidence in assessment.evidence[:SHOWN_EVIDENCE]:
        yield _indented(_evidence_line(evidence), 6)


def _claim_line(claim: Claim) -> Text:
    types = " ".join(kind.value for kind in claim.types)
    line = Text.assemble(("▸ ", "green"), claim.text, (f"  {claim.check_worthiness:.2f} {types}", "dim"))
    if claim.modality is not Modality.ASSERTED:
        line.append(f"  {claim.modality.value}", style=MODALITY_STYLES[claim.modality])
    if claim.standalone != claim.text:
        line.append(f"\n  = {claim.standalone}", style="italic dim")
    if said := _said(claim):
        line.append(f"\n  {said}", style="dim")
    return line


def _said(claim: Claim) -> str:
    """Who said it to whom and on what occasion, as far as the article states it."""
    told = next((quote for quote in claim.quotes if quote.addressee or quote.occasion), None)
    facts = [f"said by {claim.speaker}" if claim.speaker else ""]
    if told is not None:
        facts += [f"to {told.addressee}" if told.addressee else "", told.occasion or ""]
    return " · ".join(" ".join(fact.split()) for fact in facts if fact)


def _comparison_line(comparison: Comparison) -> Text:
    return Text(f"{LEVEL_MARKS[comparison.level]} {comparison.explanation}")


def _evidence_line(evidence: Evidence) -> Text:
    hit = evidence.hit
    flags = [
        name
        for name, set_ in (("known later", evidence.known_later), ("self", evidence.self_support), ("stale", evidence.stale))
        if set_
    ]
    sentence = hit.text[max(0, evidence.sentence_start - hit.start) : max(0, evidence.sentence_end - hit.start)]
    marks = [(start - evidence.sentence_start, end - evidence.sentence_start) for start, end in evidence.spans]
    line = _source_line(hit)
    line.append(f" · {evidence.relation.value}", style="dim")
    if flags:
        line.append(f" · {', '.join(flags)}", style="yellow")
    line.append("\n  ")
    line.append_text(_marked(" ".join(sentence.split()) if "\n" in sentence and not marks else sentence, marks, VALUE_STYLE))
    return line


def _source_line(hit: Hit) -> Text:
    facts = [hit.publisher, hit.published.isoformat() if hit.published else None, hit.tier.value, hit.locator]
    ranks = (("dense", hit.dense_rank), ("lexical", hit.lexical_rank), ("value", hit.value_rank))
    legs = " ".join(f"{name} {rank}" for name, rank in ranks if rank)
    return Text.assemble((f"[{hit.rank}] {hit.title}", "bold"), (f" · {' · '.join(filter(None, facts))} · {legs}", "dim"))


def _matched_line(hit: Hit) -> Text:
    """What brought the passage here: the pairs of values, the words, how near the meaning is."""
    pairs = [f"{pair.query} {'=' if pair.nearness == 1 else '≈'} {pair.passage}" for pair in hit.matched_values]
    words = [f"words {', '.join(hit.matched_terms)}"] if hit.matched_terms else []
    meaning = [f"meaning {hit.similarity:.2f}"] if hit.similarity is not None else []
    return Text(" · ".join((*pairs, *words, *meaning)), style="italic dim")


def _reading_of(value: Value) -> str:
    """The value in the machine's words: modifier, amounts, unit, rate."""
    low, high = _number(value.low), _number(value.high)
    amount = low if low == high else f"{low or '…'} – {high or '…'}"
    rate = f"per {value.per}" if value.per else ""
    parts = (
        (value.modifier or "").replace("_", " "),
        amount if value.low is not None or value.high is not None else "",
        value.unit,
        rate,
    )
    return " ".join(filter(None, parts))


def _meaning(value: Value) -> Text:
    if not value.resolved:
        return Text(f"open: hangs on {value.hangs_on}", style="yellow")
    if (
        value.first_day is None
        or value.last_day is None
        or value.timex == value.first_day.isoformat() == value.last_day.isoformat()
    ):
        return Text(value.timex or "")
    return Text(f"{value.timex} ({value.first_day} – {value.last_day})")


def _number(amount: float | None) -> str:
    return "" if amount is None else f"{amount:,.10g}"


def _marked(text: str, spans: Iterable[tuple[int, int]], style: str) -> Text:
    marked = Text(text)
    for start, end in spans:
        marked.stylize(style, max(0, start), max(0, end))
    return marked


def _inside(values: Sequence[Value], start: int, end: int) -> list[tuple[int, int]]:
    return _shifted([(value.start, value.end) for value in values if start <= value.start and value.end <= end], start)


def _shifted(spans: Iterable[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(start - by, end - by) for start, end in spans]


def _indented(thing: RenderableType, by: int = 4) -> Padding:
    return Padding(thing, (0, 0, 0, by))


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")  # an id cut short is of no use
    return table
