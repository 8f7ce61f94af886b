"""The suggestion for a fact that is a quote: are these the words, and are they whose the claim says?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from workbench.judging.decide.fact_levels import ground
from workbench.judging.facts.around import Source
from workbench.judging.facts.findings import QuoteFinding
from workbench.judging.quotes.matching import QuoteLevel
from workbench.judging.sentence.lexicon import lexicon
from workbench.models import SlotCheck, Suggestion, SuggestionLabel, Tier
from workbench.tokens import words

L = SuggestionLabel
FEWEST_WORDS = 5
"""Words from which a quote that is only alike is the same utterance, changed."""
_ONE_NAME = 80.0
_FULL_NAME = 2


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A place of a source that has the quote, or something like it."""

    source: Source
    found: QuoteFinding
    claimed: str | None

    @property
    def first_hand(self) -> bool:
        """Whether the source is a primary one."""
        return self.source.passage.hit.tier is Tier.PRIMARY

    @property
    def same_words(self) -> bool:
        """Whether nothing but typography differs."""
        return self.found.check.level is QuoteLevel.SAME

    @property
    def other_mouth(self) -> bool:
        """Whether somebody else says it there: a full name that is not a near spelling of the one found."""
        theirs, ours = self.found.found_speaker or "", self.claimed or ""
        if self.found.mouth is not SlotCheck.DIFFERENT or len(words(ours)) < _FULL_NAME:
            return False
        return fuzz.token_set_ratio(ours, theirs) < _ONE_NAME and fuzz.partial_ratio(ours, theirs) < _ONE_NAME

    @property
    def altered(self) -> bool:
        """Whether the words were changed: another word that matters, a negation left out, other words from the same mouth."""
        level, quote = self.found.check.level, self.found.quote.text
        if level is QuoteLevel.CUT:
            return bool(set(words(self.found.check.difference or "")) & lexicon().negators)
        own = self.found.mouth is SlotCheck.SAME and len(words(quote)) >= FEWEST_WORDS
        return level is QuoteLevel.CHANGED or (level is QuoteLevel.SIMILAR and own)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table for quotes: the places that make it apply, and what is said of the first."""

    reason: str
    label: SuggestionLabel
    says: str
    applies: Callable[[Sequence[Heard]], list[Heard]]
    tell: Callable[[Heard], str]


def _verbatim(heard: Sequence[Heard]) -> list[Heard]:
    """The same words from the claimed mouth or an open one; first-hand sources outweigh second-hand ones."""
    same = [one for one in heard if one.same_words and not one.other_mouth]
    against = any(one.first_hand and (one.altered or (one.same_words and one.other_mouth)) for one in heard)
    return [one for one in same if one.first_hand or not against]


def _difference(one: Heard) -> str:
    return one.found.check.difference or "the words differ"


def _as_said(one: Heard) -> str:
    return f"The same words, said by {one.found.found_speaker}" if one.found.found_speaker else "The same words"


ROWS = (
    Row("same_words", L.MATCH, "the same words, from the same mouth or an open one", _verbatim, _as_said),
    Row(
        "altered_quote", L.CONFLICT, "a word that matters was changed or left out",
        lambda heard: [one for one in heard if one.altered],
        lambda one: f"The words were changed: {_difference(one)}",
    ),
    Row(
        "attribution", L.CONFLICT, "the same words from somebody else",
        lambda heard: [one for one in heard if one.same_words and one.other_mouth],
        lambda one: f"The same words, said by {one.found.found_speaker}, not by {one.claimed}",
    ),
    Row(
        "quote_differs", L.REVIEW, "something like it is there", list,
        lambda one: f"Something like it is there: {_difference(one)}",
    ),
)  # fmt: skip


def suggest_for_quote(heard: Sequence[Heard]) -> Suggestion:
    """The first row that applies to the places, of sources that count, that have the quote or something like it."""
    for row in ROWS:
        resting = sorted(row.applies(heard), key=lambda one: (not one.first_hand, one.source.rank, _passage(one)))
        if resting:
            told = f"{row.tell(resting[0])} ({_source(resting[0])})."
            reason = ground([one.source for one in resting])[0] if row.label is L.MATCH else row.reason
            return Suggestion(row.label, reason, told, rests_on=tuple(dict.fromkeys(map(_passage, resting))))
    return Suggestion(L.NO_EVIDENCE, "slot_not_filled", "No passage has these words.")


def _passage(one: Heard) -> str:
    return one.source.passage.hit.passage_id


def _source(one: Heard) -> str:
    hit = one.source.passage.hit
    return f"{hit.title}, {hit.published.isoformat()}" if hit.published else f"{hit.title or 'the passage'}, undated"
