"""What people decide, and where a claim stands in the work."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What a person decided; only ever a person."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    NOT_CHECKABLE = "not_checkable"


class Qualifier(StrEnum):
    """What a reviewer may add to a verdict."""

    ROUNDED = "rounded"
    OUTDATED = "outdated"
    MISATTRIBUTED = "misattributed"
    ON_AUTHOR = "on_author"


class Status(StrEnum):
    """Where a claim stands in the desk's work; apart from what anyone thinks of it."""

    OPEN = "open"
    IN_CHECK = "in_check"
    QUERY_TO_AUTHOR = "query_to_author"
    CHECKED = "checked"
    SECOND_CHECK = "second_check"
    SIGNED_OFF = "signed_off"
    REOPENED = "reopened"
