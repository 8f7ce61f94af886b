"""The events of the ledger: what happened, to which claim, when, and by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class EventType(StrEnum):
    """Every kind of event; a view that meets an unknown one refuses rather than guesses.

    ``LOG_REPAIRED`` is about the log itself: its ``article_id`` is empty and its data say which entries were lost.
    """

    ARTICLE_ADDED = "article_added"
    CHECK_RECORDED = "check_recorded"
    VERDICT_GIVEN = "verdict_given"
    NOTE_ADDED = "note_added"
    UNDONE = "undone"
    LOG_REPAIRED = "log_repaired"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person, and how the workbench knows it is that person (``none`` for a name typed at a local desk)."""

    name: str
    auth: str = "none"


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it has its place in the log. ``data`` holds JSON without floats."""

    type: EventType
    by: Reviewer
    time: dt.datetime
    article_id: str
    claim_id: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """A draft that has been written: ``seq`` is its entry's number in the log, counted from 1."""

    seq: int
    type: EventType
    by: Reviewer
    time: dt.datetime
    article_id: str
    claim_id: str | None
    data: dict[str, Any]


def draft_to_record(draft: Draft) -> dict[str, Any]:
    """The JSON form of a draft."""
    return {
        "type": draft.type.value,
        "by": {"name": draft.by.name, "auth": draft.by.auth},
        "time": draft.time.astimezone(dt.UTC).strftime(TIME_FORMAT),
        "article_id": draft.article_id,
        "claim_id": draft.claim_id,
        "data": draft.data,
    }


def draft_from_record(record: dict[str, Any]) -> Draft:
    """Rebuild a draft from a record whose shape was checked (`shapes.check`)."""
    return Draft(
        type=EventType(record["type"]),
        by=Reviewer(name=record["by"]["name"], auth=record["by"]["auth"]),
        time=read_time(record["time"]),
        article_id=record["article_id"],
        claim_id=record["claim_id"],
        data=record["data"],
    )


def event_from_record(record: dict[str, Any]) -> Event:
    """Rebuild an event from its checked line in the log."""
    draft = draft_from_record(record)
    return Event(record["seq"], draft.type, draft.by, draft.time, draft.article_id, draft.claim_id, draft.data)


def read_time(written: str) -> dt.datetime:
    """Read a time as events write it. Raises `ValueError` for any other form, also one that means the same."""
    # Several times faster than `strptime`; a log has one of these a line.
    time = dt.datetime.fromisoformat(written)
    if time.isoformat(timespec="microseconds") != f"{written[:-1]}+00:00" or not written.endswith("Z"):
        raise ValueError(f"a time like 2024-05-31T09:30:00.000000Z, not {written!r}")
    return time
