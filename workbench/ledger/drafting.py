"""The events that actions on the desk become: built and held to what can be read back, not yet stored."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from workbench.errors import BadInputError
from workbench.ledger import objects
from workbench.ledger.events import Draft, EventType, Reviewer, draft_to_record
from workbench.ledger.log import no_event, not_stored
from workbench.ledger.shapes import check_draft
from workbench.models import Article, ArticleCheck
from workbench.records import to_line


def checked(draft: Draft) -> Draft:
    """Return `draft` where it can be stored.

    Raises:
        BadInputError: the reviewer has no name, or the event holds what could not be read back.
    """
    if not draft.by.name.strip():
        raise BadInputError("reviewer", expected="the reviewer's name", found="nothing", fix="give a name")
    try:
        check_draft(draft_to_record(draft))
    except ValueError as error:
        raise no_event(error) from error
    return draft


def article_added(folder: Path, article: Article, by: Reviewer, time: dt.datetime) -> Draft:
    """The event that puts `article` on the desk; its text is stored in the ledger's `folder`. Raises as `checked` does.

    Raises:
        MissingResourceError: the disk did not take the text.
    """
    published = article.published.isoformat() if article.published else None
    data = {"title": article.title, "published": published, "object": _put(folder, article)}
    return checked(Draft(EventType.ARTICLE_ADDED, by, time, article.article_id, None, data))


def check_recorded(folder: Path, check: ArticleCheck, by: Reviewer, time: dt.datetime) -> Draft:
    """The event that remembers `check`; the whole of it is stored in the ledger's `folder`. Raises as `article_added` does."""
    data = {
        "object": _put(folder, check),
        "corpus": check.corpus,
        "snapshot": check.snapshot,
        "settings": check.settings,
        "labels": [[a.claim.claim_id, a.suggestion.label.value] for a in check.assessments],
    }
    return checked(Draft(EventType.CHECK_RECORDED, by, time, check.article_id, None, data))


def _put(folder: Path, thing: Article | ArticleCheck) -> str:
    """Store an article or a check and return its hash."""
    try:
        return objects.put(folder / "objects", to_line(thing).encode())
    except UnicodeEncodeError as error:
        raise no_event(error) from error
    except OSError as error:
        raise not_stored(error) from error
