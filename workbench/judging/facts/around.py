"""A fact with its candidates: those worth reading first, each with what is known of it before any model is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.judging.facts.candidates import AGREES, Candidate, ShortNames, candidates
from workbench.judging.facts.cut import Asked
from workbench.judging.facts.slot_texts import around, claim_text, passage_text
from workbench.judging.sentence.coverage import Coverage, Words, cover
from workbench.judging.sentence.nearness import Nearness, Rarity, nearness
from workbench.judging.sides.claim_side import ClaimSide
from workbench.judging.sides.passages import PassageSide, read_passage
from workbench.models import Document, Hit

FAR = 99
"""The rank of a passage that was found for another claim of the article."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A passage as a source for one fact: its rank in the claim's own search, whether it counts, whether it is later."""

    passage: PassageSide
    rank: int
    counts: bool
    later: bool = False
    short_names: ShortNames = ()

    @property
    def own(self) -> bool:
        """Whether it was found for the claim itself."""
        return self.rank < FAR


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A candidate with its source and how much of the claim its line covers, with and without what stands around it.

    ``texts`` are claim and passage as the slot reader reads them, with both values hidden.
    """

    source: Source
    candidate: Candidate
    joint: Coverage
    alone: Coverage
    texts: tuple[str, str]
    nearness: Nearness

    @property
    def agrees(self) -> bool:
        """Whether the amounts or days agree."""
        return self.candidate.arithmetic.level in AGREES


def offers(asked: Asked, side: ClaimSide, sources: Sequence[Source], rarity: Rarity) -> list[Offer]:
    """Every candidate of every source; of passages found for other claims only what may agree."""
    found: list[Offer] = []
    if asked.wanted is None:
        return found
    for source in sources:
        covers: dict[int, tuple[Coverage, Coverage]] = {}
        for one in candidates(asked.wanted, source.passage, source.short_names, equal_only=not source.own):
            if one.at not in covers:
                terms = (one.line.terms,)
                covers[one.at] = (
                    cover(side.wanted_terms, Words(terms, source.passage.context, source.short_names)),
                    cover(side.wanted_terms, Words(terms, frozenset(), source.short_names)),
                )
            texts = texts_of(asked, side, one)
            near = nearness(*texts, one.titled or one.line.terms.text, rarity)
            found.append(Offer(source, one, *covers[one.at], texts, near))
    return found


def texts_of(asked: Asked, side: ClaimSide, candidate: Candidate) -> tuple[str, str]:
    """Claim and passage as the slot reader reads them."""
    assert asked.wanted is not None  # noqa: S101 only values have offers
    claim = claim_text(side.terms.text, asked.wanted.place.value)
    if candidate.titled is not None:
        return claim, candidate.titled
    lines = [line.terms.text for line in candidate.passage.lines]
    before, after = around(lines, candidate.at)
    above = tuple(reversed(candidate.passage.above))
    passage = passage_text(above, before, lines[candidate.at], after, candidate.value, candidate.cell)
    return claim, passage


def rarity_of_passages(found: Sequence[tuple[Hit, Document]]) -> Rarity:
    """How rare words are among the sentences of the passages `found`."""
    return Rarity(line.terms.text for hit, document in found for line in read_passage(hit, document).lines)


def rarity_of(sources: Sequence[Source]) -> Rarity:
    """How rare words are among the sentences of `sources`."""
    return Rarity(line.terms.text for source in sources for line in source.passage.lines)
