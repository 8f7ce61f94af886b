"""What the facts of a claim are: its values, its quotes, the people it names with their office, and one statement."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.judging.sides.claim_side import DATES, ClaimSide, Wanted
from workbench.models import Claim, FactKind, Quote


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A fact before it is judged: its kind and place in the article, and the value or quote that it is."""

    claim: Claim
    kind: FactKind
    start: int
    end: int
    text: str
    wanted: Wanted | None = None
    quote: Quote | None = None

    @property
    def fact_id(self) -> str:
        """Derived from the claim, the kind and the place within the claim."""
        place = f"{self.claim.claim_id} {self.kind} {self.start - self.claim.start} {self.end - self.claim.start}"
        return "f-" + hashlib.sha256(place.encode()).hexdigest()[:12]


def cut(side: ClaimSide, inner: Sequence[Claim] = ()) -> tuple[Asked, ...]:
    """The facts of a claim, in the order of their start, the statement before what it spans.

    `inner` are the claims that stand inside this one: what is theirs is not asked twice.
    """
    claim = side.claim
    found = [Asked(claim, FactKind.STATEMENT, claim.start, claim.end, claim.text)]
    taken: list[tuple[int, int]] = []
    for quote in claim.quotes:
        if (
            quote.direct
            and _is_own(quote.start, quote.end, inner, taken)
            and claim.start <= quote.start < quote.end <= claim.end
        ):
            taken.append((quote.start, quote.end))
            found.append(Asked(claim, FactKind.QUOTE, quote.start, quote.end, quote.text, quote=quote))
    for wanted in side.values:
        value = wanted.value
        if _is_own(value.start, value.end, inner, taken) and claim.start <= value.start < value.end <= claim.end:
            taken.append((value.start, value.end))
            kind = FactKind.DATE if value.kind in DATES else FactKind.AMOUNT
            text = claim.text[value.start - claim.start : value.end - claim.start]
            found.append(Asked(claim, kind, value.start, value.end, text, wanted=wanted))
    return tuple(sorted(found, key=lambda one: (one.start, one.kind is not FactKind.STATEMENT, one.end)))


def inside(claim: Claim, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of an article that stand inside `claim` and are shorter."""
    size = claim.end - claim.start
    return tuple(one for one in claims if claim.start <= one.start and one.end <= claim.end and one.end - one.start < size)


def _is_own(start: int, end: int, inner: Sequence[Claim], taken: Sequence[tuple[int, int]]) -> bool:
    inside = any(one.start <= start and end <= one.end for one in inner)
    return not inside and not any(start < until and at < end for at, until in taken)
