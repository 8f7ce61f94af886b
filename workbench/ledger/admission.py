"""Whether a batch from the inbox fits what the ledger holds: its article, its claim, what it points to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.ledger import objects
from workbench.ledger.events import Draft, EventType
from workbench.ledger.views import View


def unfit(drafts: Sequence[Draft], view: View, folder: Path) -> str:
    """What is wrong with `drafts`, in words; nothing where each is about something that is there or that one before brings."""
    articles: set[str] = set()
    claims: set[tuple[str, str]] = set()
    for draft in drafts:
        if draft.type is EventType.ARTICLE_ADDED:
            articles.add(draft.article_id)
        elif draft.type is EventType.CHECK_RECORDED:
            claims |= {(draft.article_id, claim_id) for claim_id, _ in draft.data["labels"]}
        wrong = (
            _article(draft, articles, view)
            or _object(draft, folder / "objects")
            or (_undoing(draft, view) if draft.type is EventType.UNDONE else _claim(draft, claims, view))
        )
        if wrong:
            return wrong
    return ""


def _article(draft: Draft, brought: set[str], view: View) -> str:
    known = draft.article_id in brought or view.article_object(draft.article_id) is not None
    return "" if known else f"no article {draft.article_id!r} is on the desk"


def _object(draft: Draft, folder: Path) -> str:
    """An event that points to something must find it whole."""
    name = draft.data.get("object")
    return "" if name is None or objects.whole(folder, name) else f"what it points to, {name[:12]}…, is missing or damaged"


def _claim(draft: Draft, brought: set[tuple[str, str]], view: View) -> str:
    """A claim must be in some check of its article: the latest may have come after the verdict."""
    article, claim = draft.article_id, draft.claim_id
    if claim is None or (article, claim) in brought or view.was_checked(article, claim):
        return ""
    return f"no check of article {article!r} holds the claim {claim!r}"


def _undoing(draft: Draft, view: View) -> str:
    """An undo takes back a verdict or note of the same person on the same claim."""
    undone = view.event(draft.data["undoes"])
    if (
        undone is not None
        and undone.type in {EventType.VERDICT_GIVEN, EventType.NOTE_ADDED}
        and (undone.article_id, undone.claim_id, undone.by.name) == (draft.article_id, draft.claim_id, draft.by.name)
    ):
        return ""
    return f"it takes back entry {draft.data['undoes']}, which is no verdict or note of {draft.by.name!r} there"
