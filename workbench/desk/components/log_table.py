"""The ledger's events as rows a person reads: when, who, what, on which claim; undone ones are struck out, not hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.desk import resources
from workbench.desk.markup import Markup, chip, tag
from workbench.desk.wording import QUALIFIERS, SUGGESTIONS, VERDICTS, moment, plural
from workbench.ledger import ArticleRow, Event, EventType, Ledger
from workbench.models import Qualifier, SuggestionLabel, Verdict

ROWS = 50


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are wanted; ``None`` means any."""

    article_id: str | None
    reviewer: str | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class LogRow:
    """One event with the words it is shown with."""

    event: Event
    article: str
    claim: str
    undone: bool


def log_rows(ledger: Ledger, articles: Mapping[str, ArticleRow], wanted: LogFilter) -> list[LogRow]:
    """Return the entries wanted, the newest first."""
    undone = ledger.undone()
    claims = {article_id: _claims(article_id) for article_id in articles}
    rows = [
        LogRow(
            event=event,
            article=articles[event.article_id].title if event.article_id in articles else event.article_id,
            claim=claims.get(event.article_id, {}).get(event.claim_id or "", event.claim_id or ""),
            undone=event.seq in undone,
        )
        for event in ledger.events(article_id=wanted.article_id, reviewer=wanted.reviewer)
        if wanted.verdict is None or event.data.get("verdict") == wanted.verdict
    ]
    return rows[::-1]


def log_table(rows: Sequence[LogRow]) -> Markup:
    """Return the table of `rows`, or a line where there are none."""
    if not rows:
        return tag("p", "No entry fits.", cls="wb-soft")
    names = ("No.", "When", "Reviewer", "Entry", "Claim", "Article")
    head = tag("tr", *[tag("th", name) for name in names])
    body = tag("tbody", *[_row(row) for row in rows])
    return tag("div", tag("table", tag("thead", head), body, cls="wb-table"), cls="wb-table-frame")


def _row(row: LogRow) -> Markup:
    event = row.event
    return tag(
        "tr",
        tag("td", str(event.seq), cls="wb-number"),
        tag("td", moment(event.time), cls="wb-nowrap"),
        tag("td", event.by.name),
        tag("td", _what(event), *_details(event)),
        tag("td", row.claim or "–"),
        tag("td", row.article),
        cls="wb-undone" if row.undone else "",
        title="Taken back by a later entry" if row.undone else None,
    )


def _what(event: Event) -> Markup:
    if event.type is EventType.VERDICT_GIVEN:
        sign = VERDICTS[Verdict(event.data["verdict"])]
        return chip(sign.label, sign.tone, sign.glyph)
    if event.type is EventType.CHECK_RECORDED:
        return chip(f"Checked against {event.data.get('corpus', '?')}", "none", "search")
    if event.type is EventType.NOTE_ADDED:
        return chip("Note", "none", "edit_note")
    if event.type is EventType.UNDONE:
        return chip(f"Took back no. {event.data.get('undoes')}", "part", "undo")
    if event.type is EventType.LOG_REPAIRED:
        return chip("Log repaired", "part", "build")
    return chip("Article added", "none", "note_add")


def _details(event: Event) -> list[Markup]:
    data = event.data
    parts = [QUALIFIERS[Qualifier(value)].lower() for value in data.get("qualifiers", ())]
    if event.type is EventType.LOG_REPAIRED:
        lost = sum(following - last - 1 for last, _, following, _ in data["gaps"])
        parts.append(f"{plural(lost, 'entry', 'entries')} lost, {len(data['restored'])} restored")
    if data.get("evidence"):
        parts.append(f"relied on {plural(len(data['evidence']), 'passage')}")
    if data.get("suggestion"):
        parts.append(f"the suggestion was {SUGGESTIONS[SuggestionLabel(data['suggestion'])].label.lower()}")
    if data.get("note"):
        parts.append(f"“{data['note']}”")
    return [tag("br"), tag("span", " · ".join(parts), cls="wb-soft")] if parts else []


def _claims(article_id: str) -> dict[str, str]:
    check = resources.check(article_id)
    return {found.claim.claim_id: found.claim.text for found in check.assessments} if check else {}
