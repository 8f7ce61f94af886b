"""The claims of one article as a worklist: order, filter, neighbours, progress. Nothing of Streamlit in here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.desk.wording import is_conflict
from workbench.models import ArticleCheck, Assessment


class Filter(StrEnum):
    """Which claims the reviewer walks through."""

    ALL = "all"
    UNDECIDED = "undecided"
    CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class Item:
    """One claim of the list: its number in the article (from 1), what the machine says, whether a person decided."""

    number: int
    assessment: Assessment
    decided: bool

    @property
    def claim_id(self) -> str:
        """The claim's id."""
        return self.assessment.claim.claim_id

    @property
    def conflict(self) -> bool:
        """Whether the suggestion is one of the two conflicts."""
        return is_conflict(self.assessment.suggestion.label)


@dataclass(frozen=True, slots=True)
class Worklist:
    """The claims in reading order."""

    items: tuple[Item, ...]

    @property
    def decided(self) -> int:
        """How many claims a person has decided."""
        return sum(item.decided for item in self.items)

    def find(self, claim_id: str | None) -> Item | None:
        """Return the item with that id, or ``None``."""
        return next((item for item in self.items if item.claim_id == claim_id), None)

    def shown(self, which: Filter) -> tuple[Item, ...]:
        """Return the items a filter lets through, in reading order."""
        if which is Filter.UNDECIDED:
            return tuple(item for item in self.items if not item.decided)
        if which is Filter.CONFLICTS:
            return tuple(item for item in self.items if item.conflict)
        return self.items

    def start(self, which: Filter) -> Item | None:
        """Return where a reviewer begins: the first undecided claim shown, else the first shown, else the first."""
        shown = self.shown(which)
        return next((item for item in shown if not item.decided), None) or (shown or self.items or (None,))[0]

    def after(self, claim_id: str, which: Filter) -> Item | None:
        """Return the next item shown, or ``None`` at the end."""
        here = self._place(claim_id)
        return next((item for item in self.shown(which) if item.number > here), None)

    def before(self, claim_id: str, which: Filter) -> Item | None:
        """Return the item shown before, or ``None`` at the start."""
        here = self._place(claim_id)
        return next((item for item in reversed(self.shown(which)) if item.number < here), None)

    def next_undecided(self, claim_id: str) -> Item | None:
        """Return the next claim nobody decided, going round at the end; never the same claim."""
        here = self._place(claim_id)
        open_items = [item for item in self.items if not item.decided and item.claim_id != claim_id]
        return next((item for item in open_items if item.number > here), open_items[0] if open_items else None)

    def _place(self, claim_id: str) -> int:
        found = self.find(claim_id)
        return found.number if found else 0


def build_worklist(check: ArticleCheck, verdicts: Mapping[str, object]) -> Worklist:
    """Order the claims by where they stand in the article and mark those with a verdict."""
    ordered: Sequence[Assessment] = sorted(check.assessments, key=lambda a: (a.claim.start, a.claim.end, a.claim.claim_id))
    return Worklist(tuple(Item(n, a, a.claim.claim_id in verdicts) for n, a in enumerate(ordered, start=1)))
