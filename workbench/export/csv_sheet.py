"""The log as one CSV row a claim, for spreadsheets: every column always there, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from workbench.export.log import SCHEMA_VERSION, Entry, VerificationLog
from workbench.ledger.events import TIME_FORMAT
from workbench.models import Comparison

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(log: VerificationLog) -> bytes:
    """UTF-8 with a header row; lists are joined by `` | ``; empty means none."""
    rows = [_row(log, entry) for entry in log.entries]
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
        *("claim_id", "start", "end", "claim", "standalone", "types", "speaker", "modality", "check_worthiness"),
        *("suggestion", "reason", "explanation", "rests_on", "comparisons"),
        *("evidence_title", "evidence_publisher", "evidence_date", "evidence_tier", "evidence_locator", "evidence_relation"),
        *("evidence_text", "evidence_passages"),
        *("verdict", "qualifiers", "note", "relied_on", "reviewer", "auth", "decided", "suggested_then", "notes", "events"),
    )


def _row(log: VerificationLog, entry: Entry) -> dict[str, str]:
    cells = _article_cells(log) | _claim_cells(entry) | _evidence_cells(entry) | _verdict_cells(entry)
    return {name: cells.get(name, "") for name in _row_names()}


def _article_cells(log: VerificationLog) -> dict[str, str]:
    check = log.check
    return {
        "schema_version": str(SCHEMA_VERSION),
        "article_id": check.article_id,
        "article_title": log.article.title,
        "article_date": check.date.isoformat() if check.date else "",
        "corpus": check.corpus,
        "snapshot": check.snapshot,
        "settings": check.settings,
    }


def _claim_cells(entry: Entry) -> dict[str, str]:
    claim, suggestion = entry.assessment.claim, entry.assessment.suggestion
    return {
        "claim_id": claim.claim_id,
        "start": str(claim.start),
        "end": str(claim.end),
        "claim": claim.text,
        "standalone": claim.standalone,
        "types": _joined(kind.value for kind in claim.types),
        "speaker": claim.speaker or "",
        "modality": claim.modality.value,
        "check_worthiness": str(claim.check_worthiness),
        "suggestion": suggestion.label.value,
        "reason": suggestion.reason,
        "explanation": suggestion.explanation,
        "rests_on": _joined(suggestion.rests_on),
        "comparisons": _joined(_comparison(comparison) for comparison in entry.assessment.comparisons),
    }


def _evidence_cells(entry: Entry) -> dict[str, str]:
    if not entry.assessment.evidence:
        return {}
    best = entry.assessment.evidence[0]
    hit = best.hit
    return {
        "evidence_title": hit.title,
        "evidence_publisher": hit.publisher or "",
        "evidence_date": hit.published.isoformat() if hit.published else "",
        "evidence_tier": hit.tier.value,
        "evidence_locator": hit.locator,
        "evidence_relation": best.relation.value,
        "evidence_text": hit.text[max(0, best.sentence_start - hit.start) : best.sentence_end - hit.start],
        "evidence_passages": _joined(evidence.hit.passage_id for evidence in entry.assessment.evidence),
    }


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


def _comparison(comparison: Comparison) -> str:
    return f"{comparison.level.value}: {comparison.explanation}"


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(parts)
