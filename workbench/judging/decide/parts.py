"""The parts of a claim that need evidence, and for each who bears it out, half does, or contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.judging.facts.events import happens_once
from workbench.judging.facts.findings import QuoteFinding, carries, contradicts, half_carries
from workbench.judging.quotes.matching import QuoteLevel
from workbench.judging.sides.claim_side import (
    DATES,
    LONG_QUOTE,
    ClaimSide,
    Wanted,
    is_long,
)
from workbench.judging.sources.grounds import Judged
from workbench.models import Comparison, SlotCheck
from workbench.tokens import words

# Shares of the claim's words (names double) from which a passage is worth a person's look.
WORTH_A_LOOK = 0.5
TURN_WORTH_A_LOOK = 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the claim that needs evidence, with who bears it out, half does, or contradicts it."""

    name: str
    wanted: Wanted | None
    quote_index: int | None
    carried: tuple[Judged, ...]
    half: tuple[Judged, ...]
    against: tuple[Judged, ...]


def value_parts(side: ClaimSide, usable: Sequence[Judged]) -> list[Part]:
    """One part per claim value, in the claim's order."""
    parts = []
    for wanted in side.values:
        own = [(one, [c for c in one.finding.comparisons if c.claim_value == wanted.value]) for one in usable]
        parts.append(
            Part(
                wanted.value.text.strip(), wanted, None,
                tuple(one for one, pairs in own if any(map(carries, pairs))),
                tuple(one for one, pairs in own if any(_half(one, pair) for pair in pairs) and not any(map(carries, pairs))),
                tuple(one for one, pairs in own if any(map(contradicts, pairs))),
            )
        )  # fmt: skip
    return parts


def _half(one: Judged, comparison: Comparison) -> bool:
    """A partial pair counts where the entity is known, or the sentence says much of what the claim says."""
    known = comparison.slot.entity is SlotCheck.SAME and comparison.slot.attribute is SlotCheck.SAME
    return half_carries(comparison) and (known or one.finding.coverage.share >= WORTH_A_LOOK)


def quote_parts(side: ClaimSide, usable: Sequence[Judged]) -> list[Part]:
    """One part per quote, in the claim's order."""
    parts = []
    for index, quote in enumerate(side.quotes):
        own = [(one, one.finding.quotes[index]) for one in usable]
        parts.append(
            Part(
                f"“{quote.text.strip()}”", None, index,
                tuple(one for one, found in own if _quote_carried(side, one, found)),
                tuple(one for one, found in own if found.check.level is QuoteLevel.SIMILAR or mouth_unknown(found)),
                tuple(one for one, found in own if found.check.level in {QuoteLevel.CHANGED, QuoteLevel.CUT}),
            )
        )  # fmt: skip
    return parts


def _quote_carried(side: ClaimSide, one: Judged, found: QuoteFinding) -> bool:
    """Same words from the same mouth. A word or two in quotation marks also needs the sentence around it."""
    if found.check.level is not QuoteLevel.SAME:
        return False
    short = len(words(found.quote.text)) < LONG_QUOTE
    if short:
        return found.mouth is not SlotCheck.DIFFERENT and one.finding.coverage.share >= WORTH_A_LOOK
    return found.mouth is SlotCheck.SAME or (side.speaker is None and one.finding.coverage.share >= WORTH_A_LOOK)


def mouth_unknown(found: QuoteFinding) -> bool:
    """Whether the words are there and it is not settled who says them."""
    long = len(words(found.quote.text)) >= LONG_QUOTE
    return long and found.check.level is QuoteLevel.SAME and found.mouth is SlotCheck.UNKNOWN


def stands_alone(side: ClaimSide, part: Part) -> bool:
    """Whether a part is evidence by itself: any amount, and a quote of some length; a quoted word is wording.

    A date beside an amount is the amount's time, and alone says nothing about it, unless it dates a single happening.
    """
    if part.wanted is None:
        return part.quote_index is not None and is_long(side.quotes[part.quote_index])
    if part.wanted.value.kind not in DATES:
        return True
    return happens_once(side, part.wanted) or all(wanted.value.kind in DATES for wanted in side.values)


def arithmetic(parts: Sequence[Part]) -> str:
    """The comparisons of the parts in words, strongest pair of each."""
    told = []
    for part in parts:
        if part.wanted is None:
            told.append(f"{part.name}: the same words")
            continue
        pairs = [
            pair
            for one in (*part.carried, *part.half)
            for pair in one.finding.comparisons
            if pair.claim_value == part.wanted.value
        ]
        if pairs:
            told.append(pairs[0].explanation)
    return "; ".join(told) + "." if told else ""


def source_of(one: Judged) -> str:
    """Title and date of the source, as a reviewer names it; "the passage" where it has no title."""
    hit = one.evidence.hit
    if not hit.title:
        return "the passage"
    return f"{hit.title}, {hit.published.isoformat()}" if hit.published else f"{hit.title}, undated"


def opening(words_: str) -> str:
    """Words as they open a sentence."""
    return words_[:1].upper() + words_[1:]


def passages_of(judged: Sequence[Judged]) -> tuple[str, ...]:
    """Passage ids, best first, each once."""
    return tuple(dict.fromkeys(one.evidence.hit.passage_id for one in judged))


def unique(judged: Sequence[Judged]) -> list[Judged]:
    """Each once, in order."""
    found: list[Judged] = []
    for one in judged:
        if not any(one is other for other in found):
            found.append(one)
    return found
