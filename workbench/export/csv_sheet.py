"""The log as a CSV sheet: a row a claim and below it a row for each of its facts, which a checker ticks off.

Every column is always there, and no cell is one that a spreadsheet would run. The column ``row`` says ``claim`` or ``fact``,
so that a filter on it gives either alone; a fact's row repeats its claim and has no verdict, which is given on claims.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from workbench.export.log import Entry, VerificationLog
from workbench.ledger.events import TIME_FORMAT
from workbench.models import Comparison, Evidence, Fact, Suggestion
from workbench.sentences import split_sentences

SHEET_VERSION = 2
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(log: VerificationLog) -> bytes:
    """UTF-8 with a header row; lists are joined by `` | ``; empty means none."""
    rows = [_row(cells) for entry in log.entries for cells in _entry_cells(log, entry)]
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(_row_names()), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8", "backslashreplace")


def safe_cell(value: str) -> str:
    """A cell's text with a leading apostrophe where a spreadsheet would take it for a formula; numbers stay."""
    if value.startswith(RUNS_AS_FORMULA) and not NUMBER.fullmatch(value):
        return "'" + value
    return value


def _row_names() -> tuple[str, ...]:
    return (
        *("schema_version", "article_id", "article_title", "article_date", "corpus", "snapshot", "settings"),
        *("claim_id", "row", "fact_id", "fact_kind", "fact"),
        *("start", "end", "claim", "standalone", "types", "speaker", "modality", "check_worthiness"),
        *("suggestion", "reason", "explanation", "rests_on", "comparisons"),
        *("evidence_title", "evidence_publisher", "evidence_date", "evidence_tier", "evidence_locator", "evidence_relation"),
        *("evidence_text", "evidence_passages"),
        *("verdict", "qualifiers", "note", "relied_on", "reviewer", "auth", "decided", "suggested_then", "notes", "events"),
    )


def _row(cells: dict[str, str]) -> dict[str, str]:
    return {name: cells.get(name, "") for name in _row_names()}


def _entry_cells(log: VerificationLog, entry: Entry) -> Iterator[dict[str, str]]:
    """The claim, then its facts in the order of the article; claims checked before there were facts have none."""
    common = _article_cells(log)
    yield common | _claim_cells(entry) | _best_evidence_cells(entry) | _verdict_cells(entry)
    for fact in entry.assessment.facts:
        yield common | _fact_cells(entry, fact) | _fact_evidence_cells(entry, fact)


def _article_cells(log: VerificationLog) -> dict[str, str]:
    check = log.check
    return {
        "schema_version": str(SHEET_VERSION),
        "article_id": check.article_id,
        "article_title": log.article.title,
        "article_date": check.date.isoformat() if check.date else "",
        "corpus": check.corpus,
        "snapshot": check.snapshot,
        "settings": check.settings,
    }


def _claim_cells(entry: Entry) -> dict[str, str]:
    claim = entry.assessment.claim
    return _suggestion_cells(entry.assessment.suggestion, entry.assessment.comparisons) | {
        "claim_id": claim.claim_id,
        "row": "claim",
        "start": str(claim.start),
        "end": str(claim.end),
        "claim": claim.text,
        "standalone": claim.standalone,
        "types": _joined(kind.value for kind in claim.types),
        "speaker": claim.speaker or "",
        "modality": claim.modality.value,
        "check_worthiness": str(claim.check_worthiness),
    }


def _fact_cells(entry: Entry, fact: Fact) -> dict[str, str]:
    claim = entry.assessment.claim
    return _suggestion_cells(fact.suggestion, fact.comparisons) | {
        "claim_id": claim.claim_id,
        "row": "fact",
        "fact_id": fact.fact_id,
        "fact_kind": fact.kind.value,
        "fact": fact.text,
        "start": str(fact.start),
        "end": str(fact.end),
        "claim": claim.text,
    }


def _suggestion_cells(suggestion: Suggestion, comparisons: Iterable[Comparison]) -> dict[str, str]:
    return {
        "suggestion": suggestion.label.value,
        "reason": suggestion.reason,
        "explanation": suggestion.explanation,
        "rests_on": _joined(suggestion.rests_on),
        "comparisons": _joined(f"{comparison.level.value}: {comparison.explanation}" for comparison in comparisons),
    }


def _best_evidence_cells(entry: Entry) -> dict[str, str]:
    if not entry.assessment.evidence:
        return {}
    best = entry.assessment.evidence[0]
    passages = (evidence.hit.passage_id for evidence in entry.assessment.evidence)
    return _source_cells(best, best.sentence_start, best.sentence_end) | {
        "evidence_relation": best.relation.value,
        "evidence_passages": _joined(passages),
    }


def _fact_evidence_cells(entry: Entry, fact: Fact) -> dict[str, str]:
    """The best passage behind a fact, at the sentence of its own pair; the relation is left out, being the claim's."""
    passages = {"evidence_passages": _joined(fact.evidence)}
    known = {evidence.hit.passage_id: evidence for evidence in entry.assessment.evidence}
    best = next((known[passage] for passage in fact.evidence if passage in known), None)
    return passages if best is None else passages | _source_cells(best, *_sentence_of(fact, best))


def _source_cells(evidence: Evidence, start: int, end: int) -> dict[str, str]:
    """Where `evidence` comes from, with its words from `start` to `end` of the document."""
    hit = evidence.hit
    return {
        "evidence_title": hit.title,
        "evidence_publisher": hit.publisher or "",
        "evidence_date": hit.published.isoformat() if hit.published else "",
        "evidence_tier": hit.tier.value,
        "evidence_locator": hit.locator,
        "evidence_text": hit.text[max(0, start - hit.start) : max(0, end - hit.start)],
    }


def _sentence_of(fact: Fact, evidence: Evidence) -> tuple[int, int]:
    """The sentence of the passage with the value of the fact's first pair there, else the one that bears on the claim."""
    hit, shown = evidence.hit, (evidence.sentence_start, evidence.sentence_end)
    value = next((pair.evidence_value for pair in fact.comparisons if pair.passage_id == hit.passage_id), None)
    if value is None:
        return shown
    sentences = ((hit.start + start, hit.start + end) for start, end in split_sentences(hit.text))
    return next((one for one in (shown, *sentences) if one[0] <= value.start and value.end <= one[1]), shown)


def _verdict_cells(entry: Entry) -> dict[str, str]:
    cells = {
        "notes": _joined(str(event.data["note"]) for event in entry.notes),
        "events": _joined(str(event.seq) for event in entry.history),
    }
    row = entry.verdict
    if row is None:
        return cells
    return cells | {
        "verdict": row.verdict.value,
        "qualifiers": _joined(qualifier.value for qualifier in row.qualifiers),
        "note": row.note,
        "relied_on": _joined(row.evidence),
        "reviewer": row.by.name,
        "auth": row.by.auth,
        "decided": row.time.strftime(TIME_FORMAT),
        "suggested_then": row.suggestion or "",
    }


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(parts)
