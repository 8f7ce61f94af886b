"""A claim fact by fact: what could fill each fact's slot, what the slot reader is asked of it, and the suggestion it gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.judging.decide.fact_features import UNREAD, Features, Told, fact_features, pair_features, told_of
from workbench.judging.decide.fact_levels import Case, suggest_for_value
from workbench.judging.decide.linear import FactWeights, Linear, fact_weights
from workbench.judging.decide.quote_facts import Heard
from workbench.judging.facts.around import Offer, Source, offers
from workbench.judging.facts.cut import Asked, cut
from workbench.judging.facts.findings import find_quote
from workbench.judging.quotes.matching import QuoteLevel
from workbench.judging.sentence.nearness import Rarity
from workbench.judging.sides.claim_side import ClaimSide
from workbench.judging.sources.grounds import Judged
from workbench.models import Claim, Comparison, Fact, Quote, Suggestion, SuggestionLabel

READ_EQUAL, READ_OTHERS = 2, 2
"""How many values that agree, and that differ, the slot reader is asked about for each fact."""
_GREEN = frozenset((SuggestionLabel.MATCH, SuggestionLabel.MATCH_ROUNDED))


@dataclass(frozen=True, slots=True, eq=False)
class OpenFact:
    """A fact with the ``offers`` that may fill its slot, of sources that count, and those ``aside``: they agree and do not.

    ``read`` are the offers the slot reader is asked about. ``held`` tells for each of the claim's other values which passages
    have it too.
    """

    asked: Asked
    offers: tuple[Offer, ...]
    told: Told
    aside: tuple[Offer, ...]
    held: tuple[frozenset[str], ...] = ()
    heard: tuple[Heard, ...] = ()
    read: tuple[Offer, ...] = ()

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What the slot reader reads, for each of ``read``."""
        return tuple(one.texts for one in self.read)

    def others(self, offer: Offer) -> float:
        """The share of the claim's other values that the passage of `offer` has too."""
        return sum(_passage(offer) in some for some in self.held) / len(self.held) if self.held else 0.0


def open_facts(side: ClaimSide, sources: Sequence[Source], rarity: Rarity, inner: Sequence[Claim] = ()) -> tuple[OpenFact, ...]:
    """The facts of a claim beside `sources`, those of its own search first; what stands in `inner` claims is theirs."""
    asked = cut(side, inner)
    counted = [source for source in sources if source.counts]
    every = [offers(one, side, sources, rarity) for one in asked]
    found = []
    for one, told in zip(asked, every, strict=True):
        if one.quote is not None:
            found.append(replace(_open(one, (), ()), heard=_heard(one.quote, side, counted)))
        else:
            found.append(_open(one, told, [other for other in every if other is not told]))
    return tuple(found)


def _heard(quote: Quote, side: ClaimSide, sources: Sequence[Source]) -> tuple[Heard, ...]:
    """The places that have the quote or something like it."""
    found = ((source, find_quote(quote, side, source.passage)) for source in sources)
    claimed = quote.speaker or side.claim.speaker
    return tuple(Heard(source, one, claimed) for source, one in found if one.check.level is not QuoteLevel.ABSENT)


def _open(asked: Asked, every: Sequence[Offer], others: Sequence[Sequence[Offer]]) -> OpenFact:
    told = tuple(one for one in every if one.source.counts)
    aside = tuple(one for one in every if not one.source.counts and one.agrees and not one.candidate.assumed)
    held = tuple(
        frozenset(_passage(one) for one in some if one.agrees and not one.candidate.assumed) for some in others if some
    )
    return ranked(OpenFact(asked, told, told_of(told), aside, held), fact_weights().linear("worth"))


def ranked(fact: OpenFact, worth: Linear) -> OpenFact:
    """The fact with the offers that are most worth reading."""
    order = sorted(fact.offers, key=lambda one: (-worth.score(pair_features(fact.asked, one, fact.told)), *_place(one)))
    read = [one for one in order if one.agrees][:READ_EQUAL]
    read += [one for one in order if not one.agrees and not one.candidate.assumed][:READ_OTHERS]
    return replace(fact, read=tuple(read))


def _is_there(offer: Offer) -> bool:
    return offer.agrees and not offer.candidate.assumed


def _passage(offer: Offer) -> str:
    return offer.source.passage.hit.passage_id


def _place(offer: Offer) -> tuple[int, str, int, int]:
    return offer.source.rank, _passage(offer), offer.candidate.at, offer.candidate.value.start


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the slot reader makes of a fact: the best offer that agrees and the best that differs, with the numbers of each."""

    best: Offer | None
    for_it: Features
    rival: Offer | None
    against_it: Features
    alike: tuple[Offer, ...]


def reading_of(fact: OpenFact, logits: Sequence[float]) -> Reading:
    """Weigh the offers of `fact` by `logits`, one for each of ``fact.read``."""
    rated = [(one, logit, fact.others(one)) for one, logit in zip(fact.read, logits, strict=True)]
    equal = [one for one in rated if one[0].agrees]
    differing = [one for one in rated if not one[0].agrees]
    best = max(equal, key=lambda one: one[1], default=None)
    rival = max(differing, key=lambda one: one[1], default=None)
    return Reading(
        best[0] if best else None,
        _features(fact, best, differing),
        rival[0] if rival else None,
        _features(fact, rival, equal),
        tuple(one for one, logit, _ in equal if best and one is not best[0] and logit >= best[1] - 1.0),
    )


def _features(
    fact: OpenFact, chosen: tuple[Offer, float, float] | None, opposed: Sequence[tuple[Offer, float, float]]
) -> Features:
    if chosen is None:
        return {}
    offer, logit, others = chosen
    highest = max((one for _, one, _ in opposed), default=UNREAD)
    there = max((one for other, one, _ in opposed if _passage(other) == _passage(offer)), default=UNREAD)
    return fact_features(fact.asked, offer, logit, highest, there, others, fact.told)


def settle_fact(fact: OpenFact, logits: Sequence[float], rules: Suggestion) -> Fact:
    """The suggestion for a value fact; `rules` is what the rules suggest for its claim as a whole."""
    weights: FactWeights = fact_weights()
    read = reading_of(fact, logits)
    case = Case(
        asked=fact.asked,
        weights=weights,
        best=read.best,
        borne=weights.linear("borne").chance(read.for_it) if read.best else 0.0,
        alike=read.alike,
        rival=read.rival,
        against=weights.linear("against").chance(read.against_it) if read.rival else 0.0,
        aside=fact.aside,
        later=bool(fact.aside) and all(one.source.later for one in fact.aside),
        ruled=rules.label in _GREEN,
    )
    suggestion = suggest_for_value(case)
    shown = [one for one in (read.best, *read.alike, read.rival) if one is not None]
    pairs: tuple[Comparison, ...] = tuple(dict.fromkeys(one.candidate.arithmetic for one in shown))
    asked = fact.asked
    return Fact(asked.fact_id, asked.kind, asked.start, asked.end, asked.text, suggestion, suggestion.rests_on, pairs)


def as_fact(asked: Asked, suggestion: Suggestion, judged: Sequence[Judged]) -> Fact:
    """A fact that gets `suggestion` as it is, with its own pairs among those of `judged`."""
    value = asked.wanted.value if asked.wanted is not None else None
    own = [pair for one in judged for pair in one.finding.comparisons if value is not None and pair.claim_value == value]
    pairs = tuple(dict.fromkeys(pair for pair in own if pair.passage_id in suggestion.rests_on))
    return Fact(asked.fact_id, asked.kind, asked.start, asked.end, asked.text, suggestion, suggestion.rests_on, pairs)
