"""The events of the ledger: what happened, to which claim, when, and by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class EventType(StrEnum):
    """Every kind of event; a view that meets an unknown one refuses rather than guesses."""

    ARTICLE_ADDED = "article_added"
    CHECK_RECORDED = "check_recorded"
    VERDICT_GIVEN = "verdict_given"
    NOTE_ADDED = "note_added"
    UNDONE = "undone"


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
    """A draft that has been written: ``seq`` is its line in the log, counted from 1."""

    seq: int
    type: EventType
    by: Reviewer
    time: dt.datetime
    article_id: str
    claim_id: str | None
    data: dict[str, Any]


def draft_to_record(draft: Draft) -> dict[str, Any]:
    """The JSON form of a draft.

    Raises:
        ValueError: `data` holds a float, whose written form could differ between machines.
    """
    _refuse_floats(draft.data)
    return {
        "type": draft.type.value,
        "by": {"name": draft.by.name, "auth": draft.by.auth},
        "time": draft.time.astimezone(dt.UTC).strftime(TIME_FORMAT),
        "article_id": draft.article_id,
        "claim_id": draft.claim_id,
        "data": draft.data,
    }


def draft_from_record(record: dict[str, Any]) -> Draft:
    """Rebuild a draft; raises `KeyError`, `TypeError` or `ValueError` on a record of another shape."""
    return Draft(
        type=EventType(record["type"]),
        by=Reviewer(name=record["by"]["name"], auth=record["by"]["auth"]),
        time=dt.datetime.strptime(record["time"], TIME_FORMAT).replace(tzinfo=dt.UTC),
        article_id=record["article_id"],
        claim_id=record["claim_id"],
        data=record["data"],
    )


def event_from_record(record: dict[str, Any]) -> Event:
    """Rebuild an event from its line in the log; raises as `draft_from_record` does."""
    draft = draft_from_record(record)
    return Event(record["seq"], draft.type, draft.by, draft.time, draft.article_id, draft.claim_id, draft.data)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"an event holds no floats: {value}")  # noqa: TRY004 - the type is right, the value is not allowed
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_floats(item)
