"""Rules for what cannot both hold: altered quotes, other speakers, sources that disagree, values that differ, turned words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.judging.decide.parts import (
    TURN_WORTH_A_LOOK,
    Part,
    passages_of,
    source_of,
    unique,
)
from workbench.judging.facts.events import EVENT_RULE
from workbench.judging.facts.findings import QuoteFinding, carries, contradicts
from workbench.judging.quotes.matching import QuoteLevel
from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import is_name, key_of
from workbench.judging.sides.claim_side import (
    DATES,
    LONG_QUOTE,
    ClaimSide,
    Wanted,
)
from workbench.judging.sources.grounds import Judged
from workbench.models import Comparison, Level, SlotCheck, Suggestion, SuggestionLabel, Tier, ValueKind
from workbench.tokens import fold, words

if TYPE_CHECKING:
    from spacy.tokens import Token

L = SuggestionLabel
# Shares of the claim's words (names double) that the evidence must cover before it may speak against the claim.
CONFLICT_SHARE = 0.5
TURNED_SHARE = 0.85
_FEWEST_WORDS = 3
_SOURCES_SHOWN = 5
_TIERS = {Tier.PRIMARY: 0, Tier.SECONDARY: 1, Tier.AUTHOR: 2}
# Turns that leave no reading in which both hold; the others may only look so.
_CONTRARY = frozenset(("negation", "number_differs"))


def altered_quote(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """CONFLICT where a quote's words were changed or cut in a way that matters and nobody has them as quoted."""
    del side, usable
    for part in parts:
        if part.quote_index is not None and part.against and not part.carried:
            difference = part.against[0].finding.quotes[part.quote_index].check.difference
            words_ = f"The quote {part.name} differs from its source: {difference} ({source_of(part.against[0])})."
            return Suggestion(L.CONFLICT, "altered_quote", words_, rests_on=passages_of(part.against))
    return None


def wrong_mouth(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """CONFLICT where the words are there and somebody else says them."""
    for part in parts:
        if part.quote_index is None or part.carried:
            continue
        other = [one for one in usable if _other_mouth(one.finding.quotes[part.quote_index])]
        if other:
            found = other[0].finding.quotes[part.quote_index]
            claimed = found.quote.speaker or side.claim.speaker
            where = source_of(other[0])
            told = f"The words {part.name} are {found.found_speaker}'s in {where}; the claim gives them to {claimed}."
            return Suggestion(L.CONFLICT, "attribution", told, rests_on=passages_of(other))
    return None


def _other_mouth(found: QuoteFinding) -> bool:
    same = found.check.level is QuoteLevel.SAME and found.mouth is SlotCheck.DIFFERENT
    return same and len(words(found.quote.text)) >= LONG_QUOTE


def disagreeing(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """The same slot filled differently: by different sources, or for different variants inside one."""
    del side, usable
    for part in parts:
        if part.wanted is None or part.wanted.value.kind in DATES or not part.against:
            continue
        against = [one for one in part.against if _sure_enough(one)]
        involved = unique([*part.carried, *against])
        if not against or len(_fillings(part, involved)) <= 1 or not (part.carried or _spread(part, against)):
            continue
        origins = {one.evidence.origin for one in involved}
        reason = "sources_disagree" if len(origins) > 1 else "variants_differ"
        told = f"Sources fill “{part.name}” differently: {_table(part, involved)}. No average is taken."
        return Suggestion(L.CONFLICTING_SOURCES, reason, told, rests_on=passages_of(involved))
    return None


def _spread(part: Part, against: Sequence[Judged]) -> bool:
    """Whether the sources that differ from the claim also differ from one another."""
    found = [pair for _, pair in _fillings(part, against)]
    lows = [pair.converted_low for pair in found if pair.converted_low is not None]
    width = max((pair.tolerance or 0.0 for pair in found), default=0.0)
    return bool(lows) and max(lows) - min(lows) > 2 * width


def _fillings(part: Part, involved: Sequence[Judged]) -> list[tuple[Judged, Comparison]]:
    """Each source's pairs of this slot that carry or contradict, best source first, in order of the text."""
    assert part.wanted is not None  # noqa: S101 only value parts are asked
    return [
        (one, pair)
        for one in involved
        for pair in sorted(one.finding.comparisons, key=lambda pair: pair.evidence_value.start)
        if pair.claim_value == part.wanted.value and (carries(pair) or contradicts(pair))
    ]


def _table(part: Part, involved: Sequence[Judged]) -> str:
    rows = _fillings(part, involved)
    known = part.wanted.place.terms.keys if part.wanted else frozenset()
    marks = [_marks(one, pair, known) for one, pair in rows]
    shown: dict[tuple[str, float | None], str] = {}
    for (one, pair), own in zip(rows, marks, strict=True):
        differing = [other for (_, rival), other in zip(rows, marks, strict=True) if carries(rival) != carries(pair)]
        others = {fold(mark) for other in differing or [each for each in marks if each is not own] for mark in other}
        telling = [mark for mark in own if fold(mark) not in others][:_MARKS_SHOWN]
        note = f" [{', '.join(telling)}]" if telling else ""
        more = {other.evidence.hit.doc_id for other, _ in rows if other.evidence.origin == one.evidence.origin} - {
            one.evidence.hit.doc_id
        }
        also = f", and {len(more)} more of that origin" if more else ""
        row = f"{source_of(one)}{also}: {pair.evidence_value.text.strip()}{note} ({pair.explanation})"
        shown.setdefault((one.evidence.origin, pair.converted_low), row)
    return " | ".join(list(shown.values())[:_SOURCES_SHOWN])


def _marks(one: Judged, pair: Comparison, known: frozenset[str]) -> list[str]:
    """The words of the pair's own clause that may explain why it differs, those nearest to the value first."""
    for line in one.finding.passage.lines:
        if line.start <= pair.evidence_value.start < line.end:
            start, end = pair.evidence_value.start - line.start, pair.evidence_value.end - line.start
            first, last = _clause(line.terms.text, start, end)
            telling = [
                token
                for token in line.terms.doc
                if first <= token.idx < last and not start <= token.idx < end and token.pos_ in _TELLING
            ]
            nearest = sorted(telling, key=lambda token: (_rank(token), abs(token.idx - start)))
            return list(dict.fromkeys(_with_head(token) for token in nearest if key_of(token) not in known))
    return []


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between semicolons in which a value stands."""
    close = text.find(";", end)
    return text.rfind(";", 0, start) + 1, len(text) if close < 0 else close


def _with_head(token: Token) -> str:
    """An order word or adjective with its noun: "second phase"."""
    return f"{token.text} {token.head.text}" if token.dep_ == "amod" and token.head.i == token.i + 1 else str(token.text)


def _rank(token: Token) -> int:
    """Names and order words tell variants apart best, then adjectives, then nouns."""
    if is_name(token) or token.like_num or token.ent_type_ == "ORDINAL":
        return 0
    return 1 if token.pos_ == "ADJ" else 2


_TELLING = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
_MARKS_SHOWN = 3


def contradicted(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """CONFLICT where the same slot holds another value, REVIEW where that is not sure enough.

    An older value that is unsure says nothing where a newer source holds the claim's: it is history.
    """
    del side
    for part in parts:
        if part.wanted is None or part.carried:
            continue
        sure = [one for one in part.against if _sure_enough(one) or _tied_to_event(one, part)]
        against = [one for one in part.against if one in sure or not _outdated(one, part.wanted, usable)]
        if not against:
            continue
        pair = next(pair for _, pair in _fillings(part, against) if contradicts(pair))
        where = source_of((sure or against)[0])
        if not sure:
            told = f"A value that may fill the same slot differs ({pair.explanation}; {where}); look before you lean on it."
            return Suggestion(L.REVIEW, _unsure_reason(against[0]), told, rests_on=passages_of(against))
        reason = "date_arithmetic" if part.wanted.value.kind in DATES else "value_differs"
        return Suggestion(L.CONFLICT, reason, f"{pair.explanation} ({where}).", rests_on=passages_of(sure))
    return None


def history(side: ClaimSide, usable: Sequence[Judged]) -> str:
    """The values that were once there, newest first: "Earlier: 16 cameras (Title, 2017-08-12)."; empty without one."""
    rows = {
        f"{pair.evidence_value.text.strip()} ({source_of(one)})": one.evidence.hit.published
        for wanted in side.values
        for one in usable
        for pair in one.finding.comparisons
        if pair.claim_value == wanted.value and contradicts(pair) and _outdated(one, wanted, usable)
    }
    told = sorted(rows, key=lambda row: (rows[row] or dt.date.min, row), reverse=True)[:_SOURCES_SHOWN]
    return f"Earlier: {'; '.join(told)}." if told else ""


def _outdated(one: Judged, wanted: Wanted, usable: Sequence[Judged]) -> bool:
    """Whether what changes was published long ago and a newer source of no lower tier holds the claim's value exactly."""
    hit = one.evidence.hit
    if hit.published is None or not one.evidence.stale:
        return False
    newer = [
        other
        for other in usable
        if other.evidence.hit.published is not None
        and other.evidence.hit.published > hit.published
        and _TIERS[other.evidence.hit.tier] <= _TIERS[hit.tier]
    ]
    return any(_holds(pair, wanted) for other in newer for pair in other.finding.comparisons)


def _holds(pair: Comparison, wanted: Wanted) -> bool:
    """The value exactly, in a slot of which nothing is known to be another's."""
    slot = pair.slot
    other = SlotCheck.DIFFERENT in {slot.entity, slot.attribute, slot.scope, slot.time}
    return pair.claim_value == wanted.value and pair.level is Level.EXACT and not other


def _sure_enough(one: Judged) -> bool:
    finding = one.finding
    return (
        finding.coverage.share >= CONFLICT_SHARE
        and not one.evidence.stale
        and (finding.weakening is None or finding.weakening.kind != "modality")
        and finding.turn is None
    )


def _tied_to_event(one: Judged, part: Part) -> bool:
    """A named event carries its date whatever else the claim says of it."""
    wanted = part.wanted
    return wanted is not None and any(
        pair.claim_value == wanted.value and pair.tolerance_rule == EVENT_RULE and contradicts(pair)
        for pair in one.finding.comparisons
    )


def _unsure_reason(one: Judged) -> str:
    return "stale" if one.evidence.stale else "difference_unsure"


def turned(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """Like words with a negation or an opposite on one side: never a match, a conflict where nearly everything else agrees."""
    for one in usable:
        turn, coverage = one.finding.turn, one.finding.coverage
        if turn is None or coverage.share < TURN_WORTH_A_LOOK or _straight(side, parts, usable):
            continue
        told = f"{turn.words} ({source_of(one)})."
        certain = coverage.share >= TURNED_SHARE and coverage.sentence_share >= TURN_WORTH_A_LOOK and not coverage.missing_names
        alone = not any(part.wanted is not None and one not in part.carried for part in parts)
        contrary = turn.kind in _CONTRARY and coverage.total >= _FEWEST_WORDS and _leaves_no_other(side, one)
        label = L.CONFLICT if certain and alone and contrary else L.REVIEW
        return Suggestion(label, turn.kind, told, rests_on=passages_of([one]))
    return None


def _leaves_no_other(side: ClaimSide, one: Judged) -> bool:
    """Whether both cannot hold: "most do not" and "one in five does" can, and so can what two people say."""
    line = one.finding.line
    values = (*(wanted.value for wanted in side.values), *(line.values if line else ()))
    told = {*words(side.terms.text), *words(line.terms.text if line else "")}
    some = not told.isdisjoint(lexicon().amounting) or any(value.kind is ValueKind.PERCENT for value in values)
    return not some and side.claim.speaker is None and side.terms.keys.isdisjoint(lexicon().say)


def _straight(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> bool:
    """Whether another finding without any turn bears the claim out, so that the turned sentence is about something else."""
    straight = [one for one in usable if one.finding.turn is None]
    return bool(parts) and all(any(one in straight for one in part.carried) for part in parts) and bool(side.values)
