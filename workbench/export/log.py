"""What the log of an article holds: the check, and for every claim the suggestion, the verdict and how it came about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.chain import chain
from workbench.errors import BadInputError
from workbench.ledger import Event, EventType, Ledger, VerdictRow
from workbench.ledger.events import TIME_FORMAT
from workbench.models import Article, ArticleCheck, Assessment
from workbench.records import to_record

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of the log. ``notes`` are standing notes in order; ``history`` every event on the claim, undone ones too."""

    assessment: Assessment
    verdict: VerdictRow | None
    notes: tuple[Event, ...]
    history: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class VerificationLog:
    """The whole record of one article's check; entries in the order of the article."""

    article: Article
    check: ArticleCheck
    entries: tuple[Entry, ...]
    undone: frozenset[int]


def build_log(ledger: Ledger, article_id: str) -> VerificationLog:
    """Gather the log of an article.

    Raises:
        BadInputError: the article is unknown or has not been checked yet.
    """
    article, check = ledger.article(article_id), ledger.check(article_id)
    if check is None:
        raise BadInputError(
            "not_checked",
            expected="an article that was checked",
            found=f"{article_id}, which was not",
            fix="check it against a corpus first",
        )
    verdicts, events, undone = ledger.verdicts(article_id), ledger.events(article_id=article_id), ledger.undone()
    entries = []
    for assessment in check.assessments:
        claim_id = assessment.claim.claim_id
        history = tuple(event for event in events if event.claim_id == claim_id)
        notes = tuple(event for event in history if event.type is EventType.NOTE_ADDED and event.seq not in undone)
        entries.append(Entry(assessment, verdicts.get(claim_id), notes, history))
    return VerificationLog(article, check, tuple(entries), undone)


def to_jsonl(log: VerificationLog) -> bytes:
    """The log as chained JSON Lines: a header, a line a claim, a line an internal conflict, an end that counts them."""
    return b"".join(chain(_records(log)))


def verdict_record(row: VerdictRow) -> dict[str, Any]:
    """A verdict as it is exported."""
    return {
        "verdict": row.verdict.value,
        "qualifiers": [qualifier.value for qualifier in row.qualifiers],
        "note": row.note,
        "evidence": list(row.evidence),
        "suggestion": row.suggestion,
        "reviewer": row.by.name,
        "auth": row.by.auth,
        "time": row.time.strftime(TIME_FORMAT),
        "event": row.seq,
    }


def _records(log: VerificationLog) -> Iterator[dict[str, Any]]:
    check = log.check
    yield {
        "entry": "header",
        "schema_version": SCHEMA_VERSION,
        "article": {
            "article_id": log.article.article_id,
            "title": log.article.title,
            "date": to_record(log.article.published),
            "author": log.article.author,
            "source_name": log.article.source_name,
            "text": log.article.text,
            "text_sha256": hashlib.sha256(log.article.text.encode("utf-8", "surrogatepass")).hexdigest(),
            **({"country": log.article.country} if log.article.country else {}),
        },
        "corpus": check.corpus,
        "snapshot": check.snapshot,
        "settings": check.settings,
        "models": to_record(check.models),
        "documents": to_record(check.cited),
    }
    count = 1
    for entry in log.entries:
        yield {
            "entry": "claim",
            "assessment": to_record(entry.assessment),
            "verdict": verdict_record(entry.verdict) if entry.verdict else None,
            "notes": [_event_record(event, log.undone) for event in entry.notes],
            "history": [_event_record(event, log.undone) for event in entry.history],
        }
        count += 1
    for conflict in check.internal_conflicts:
        yield {"entry": "internal_conflict", "conflict": to_record(conflict)}
        count += 1
    yield {"entry": "end", "entries": count}


def _event_record(event: Event, undone: frozenset[int]) -> dict[str, Any]:
    return {
        "event": event.seq,
        "type": event.type.value,
        "reviewer": event.by.name,
        "auth": event.by.auth,
        "time": event.time.strftime(TIME_FORMAT),
        "data": event.data,
        "undone": event.seq in undone,
    }
