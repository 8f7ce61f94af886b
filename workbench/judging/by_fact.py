"""A claim fact by fact: what could fill each fact's slot, and the suggestion it gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.judging.decide.fact_features import Features, Told, fact_features, pair_features, told_of
from workbench.judging.decide.fact_levels import Case, suggest_for_value
from workbench.judging.decide.linear import Linear, fact_weights
from workbench.judging.decide.quote_facts import Heard
from workbench.judging.facts.around import Offer, Source, offers
from workbench.judging.facts.cut import Asked, cut
from workbench.judging.facts.findings import find_quote
from workbench.judging.quotes.matching import QuoteLevel
from workbench.judging.sentence.nearness import Rarity
from workbench.judging.sides.claim_side import ClaimSide
from workbench.judging.sources.grounds import Judged
from workbench.models import Claim, Comparison, Fact, Quote, Suggestion
from workbench.values.compare import WEAKER

NEARLY = 1.0
"""Offers this much less worth than the best one bear the fact out beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenFact:
    """A fact with the ``offers`` that may fill its slot, of sources that count, and those ``aside``: they agree and do not.

    ``best`` agrees and is most worth reading, ``alike`` are nearly as good; ``weaker`` is the best of those that only allow the
    value, ``rivals`` differ, the likeliest first. ``held`` tells for each other value of the claim which passages have it;
    ``heard`` are the places that have the quote.
    """

    asked: Asked
    offers: tuple[Offer, ...]
    told: Told
    aside: tuple[Offer, ...]
    held: tuple[frozenset[str], ...] = ()
    heard: tuple[Heard, ...] = ()
    best: Offer | None = None
    alike: tuple[Offer, ...] = ()
    weaker: Offer | None = None
    rivals: tuple[Offer, ...] = ()

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
    """The fact with its best offer that agrees, those nearly as good, and the best that differs."""

    def score(one: Offer) -> float:
        return worth.score(pair_features(fact.asked, one, fact.told))

    scored = sorted(((score(one), one) for one in fact.offers), key=lambda pair: (-pair[0], *_place(pair[1])))
    equal = [(value, one) for value, one in scored if one.agrees and not _is_weaker(one)]
    differing = [one for _, one in scored if not one.agrees and not one.candidate.assumed]
    alike = tuple(one for value, one in equal[1:] if value >= equal[0][0] - NEARLY)
    weaker = next((one for _, one in scored if one.agrees and _is_weaker(one)), None)
    return replace(fact, best=equal[0][1] if equal else None, alike=alike, rivals=tuple(differing), weaker=weaker)


def _is_weaker(offer: Offer) -> bool:
    """Whether the arithmetic only allows the value: a bound, a longer time, an end of a change."""
    return offer.candidate.arithmetic.reason in WEAKER


def _is_there(offer: Offer) -> bool:
    return offer.agrees and not offer.candidate.assumed


def _passage(offer: Offer) -> str:
    return offer.source.passage.hit.passage_id


def _place(offer: Offer) -> tuple[int, str, int, int]:
    return offer.source.rank, _passage(offer), offer.candidate.at, offer.candidate.value.start


def features_of(fact: OpenFact, offer: Offer) -> Features:
    """What the fact is judged by, `offer` being its best one or its rival."""
    return fact_features(fact.asked, offer, fact.others(offer), fact.told)


def settle_fact(fact: OpenFact, rules: Suggestion) -> Fact:
    """The suggestion for a fact that is a value; `rules` is what the rules suggest for its claim as a whole."""
    weights = fact_weights()
    ruled = (one for one in fact.rivals if _passage(one) in rules.rests_on)
    rival = next(ruled, next(iter(fact.rivals), None))
    case = Case(
        asked=fact.asked,
        weights=weights,
        best=fact.best,
        borne=weights.linear("borne").chance(features_of(fact, fact.best)) if fact.best else 0.0,
        alike=fact.alike,
        weaker=fact.weaker,
        allowed=weights.linear("borne").chance(features_of(fact, fact.weaker)) if fact.weaker else 0.0,
        rival=rival,
        rivals=fact.rivals,
        aside=fact.aside,
        later=bool(fact.aside) and all(one.source.later for one in fact.aside),
        rules=rules,
        told=fact.told,
    )
    suggestion = suggest_for_value(case)
    shown = [one for one in (fact.best, *fact.alike, fact.weaker, rival) if one is not None]
    pairs: tuple[Comparison, ...] = tuple(dict.fromkeys(one.candidate.arithmetic for one in shown))
    asked = fact.asked
    return Fact(asked.fact_id, asked.kind, asked.start, asked.end, asked.text, suggestion, suggestion.rests_on, pairs)


def as_fact(asked: Asked, suggestion: Suggestion, judged: Sequence[Judged]) -> Fact:
    """A fact that gets `suggestion` as it is, with its own pairs among those of `judged`."""
    value = asked.wanted.value if asked.wanted is not None else None
    own = [pair for one in judged for pair in one.finding.comparisons if value is not None and pair.claim_value == value]
    pairs = tuple(dict.fromkeys(pair for pair in own if pair.passage_id in suggestion.rests_on))
    return Fact(asked.fact_id, asked.kind, asked.start, asked.end, asked.text, suggestion, suggestion.rests_on, pairs)
