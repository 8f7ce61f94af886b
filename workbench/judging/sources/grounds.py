"""Is what supports a claim enough, and what is it: the source itself, several that do not copy one another, or one report?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.judging.facts.findings import Finding, carries, contradicts, half_carries
from workbench.judging.sentence.coverage import Coverage
from workbench.judging.sentence.lexicon import lexicon
from workbench.models import Comparison, Evidence, RelationScores, Suggestion, SuggestionLabel, Tier, ValueKind

PRIMARY = "primary"
INDEPENDENT = "independent_secondary_n"
SINGLE = "supported_secondary_single"
AUTHOR = "author_supplied"
STRENGTH = (AUTHOR, SINGLE, INDEPENDENT, PRIMARY)
"""Grounds from the weakest to the strongest; a claim of several parts rests on the weakest of theirs."""
SLOWER = 3
"""How many times longer what changes slowly stays fresh; set by hand (censuses are taken every five or ten years)."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the relation model says of the words of a passage, the claim's values being put in the passage's figures.

    ``agreeing`` and ``differing`` are those values, laid side by side as if they were of the same thing: that they are, the
    scores say. ``coverage`` is that of the sentences read; ``replaced`` a word of the claim and the word in its place there.
    """

    scores: RelationScores
    agreeing: tuple[Comparison, ...]
    differing: tuple[Comparison, ...]
    coverage: Coverage
    replaced: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A finding with the evidence the reviewer sees, and what the relation model says of the words, where it was asked."""

    finding: Finding
    evidence: Evidence
    reading: Reading | None = None

    @property
    def counts(self) -> bool:
        """Whether it may support or refute: neither published later nor the article itself."""
        return not self.evidence.known_later and not self.evidence.self_support


@dataclass(frozen=True, slots=True)
class Basis:
    """What a suggestion rests on: a reason code and the same in words."""

    reason: str
    words: str


def basis_of(supporting: Sequence[Judged]) -> Basis:
    """Name the ground: a primary source, n secondary origins, a single one, or the author's own material."""
    tiers = [one.evidence.hit.tier for one in supporting]
    if Tier.PRIMARY in tiers:
        return Basis(PRIMARY, "a primary source")
    origins = {one.evidence.origin for one in supporting if one.evidence.hit.tier is Tier.SECONDARY}
    if len(origins) > 1:
        return Basis(INDEPENDENT, f"{len(origins)} secondary sources of different origin")
    if origins:
        return Basis(SINGLE, "a single secondary source")
    return Basis(AUTHOR, "material supplied by the author only")


def demoted(suggestion: Suggestion) -> Suggestion:
    """REVIEW in place of anything that leans on evidence and names no passage."""
    leaning = suggestion.label not in {
        SuggestionLabel.NO_EVIDENCE,
        SuggestionLabel.NOT_CHECKABLE,
        SuggestionLabel.REVIEW,
    }
    if leaning and not suggestion.rests_on:
        return Suggestion(SuggestionLabel.REVIEW, "no_span", f"No passage can be shown for it. {suggestion.explanation}")
    return suggestion


def is_stale(finding: Finding, as_of: dt.date | None, stale_days: int) -> bool:
    """Whether what ages (prices, counts, offices) was published long before the article; a flag to check again.

    What changes slowly (the lexicon's `slow`: inhabitants, capacity) ages `SLOWER` times as slowly.
    """
    published = finding.passage.document.published
    if as_of is None or published is None or (as_of - published).days <= stale_days:
        return False
    old = (as_of - published).days > SLOWER * stale_days
    values = [one.evidence_value for one in finding.comparisons if carries(one) or half_carries(one) or contradicts(one)]
    aging = [value for value in values if value.kind in {ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT}]
    known = lexicon()
    if any(old or known.attributes.get(value.unit) not in known.slow for value in aging):
        return True
    keys = [term.lemma for term in finding.line.terms.terms] if finding.line else []
    told = [known.attributes.get(key, key) for key in keys]
    return any(name in known.ages and (old or name not in known.slow) for name in told)
