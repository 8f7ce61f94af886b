"""The claim on the screen, with what its parts need to name and draw themselves."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.desk import draft
from workbench.ledger import VerdictRow


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One claim of one article, when the page was drawn: its verdict, and what accepting it as a whole rests on."""

    article_id: str
    claim_id: str
    standing: VerdictRow | None
    basis: tuple[str, ...] = ()

    def key(self, name: str, of: str = "") -> str:
        """Return the session key of one widget of this claim."""
        return draft.key(self.article_id, self.claim_id, name, of)
