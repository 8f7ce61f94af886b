"""What the tables answer with: articles, verdicts and events as the desk uses them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from workbench.ledger.events import Event, Reviewer, event_from_record
from workbench.models import Qualifier, Verdict


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article on the desk. ``decided`` counts claims with a standing verdict, ``conflicts`` suggested ones still without."""

    article_id: str
    title: str
    published: dt.date | None
    corpus: str | None
    snapshot: str | None
    claims: int
    decided: int
    conflicts: int
    last_change: dt.datetime


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """The standing verdict on one claim. ``suggestion`` is what the machine had suggested when it was given."""

    seq: int
    article_id: str
    claim_id: str
    verdict: Verdict
    qualifiers: tuple[Qualifier, ...]
    note: str
    evidence: tuple[str, ...]
    suggestion: str | None
    by: Reviewer
    time: dt.datetime


def article_row(row: tuple[Any, ...]) -> ArticleRow:
    """An article from a row of the tables, its columns in the order of the fields."""
    article_id, title, published, corpus, snapshot, claims, decided, conflicts, happened = row
    last_change = happened.replace(tzinfo=dt.UTC)
    return ArticleRow(article_id, title, published, corpus, snapshot, claims, decided, conflicts, last_change)


def event_of(line: str) -> Event:
    """An event from its line in the tables."""
    return event_from_record(json.loads(line))


def verdict_row(event: Event) -> VerdictRow:
    """A verdict from its event."""
    data = event.data
    return VerdictRow(
        seq=event.seq,
        article_id=event.article_id,
        claim_id=event.claim_id or "",
        verdict=Verdict(data["verdict"]),
        qualifiers=tuple(Qualifier(item) for item in data["qualifiers"]),
        note=data["note"],
        evidence=tuple(data["evidence"]),
        suggestion=data["suggestion"],
        by=event.by,
        time=event.time,
    )
