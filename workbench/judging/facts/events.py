"""Dates of a claim beside dates of a passage: the slot of a date is the happening it dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.judging.facts.slots import ALL_SAME, SAME, UNKNOWN
from workbench.judging.quotes.matching import QuoteLevel, check_quote
from workbench.judging.sentence.coverage import Coverage, NameGroup, Words, cover, covers_name
from workbench.judging.sentence.lexicon import lexicon
from workbench.judging.sentence.terms import Term, fold_word, key_of
from workbench.judging.sides.claim_side import DATES, ClaimSide, Wanted
from workbench.judging.sides.passages import Line, PassageSide
from workbench.models import Comparison, Level, Modality, Slot, SlotCheck, Value
from workbench.values.compare import compare_values

if TYPE_CHECKING:
    from spacy.tokens import Token

EVENT_RULE = "named event"
# A date belongs to the claim's happening where this share of the claim's words is in the sentence or its title.
SAME_EVENT = 0.6
OTHER_EVENT = 0.3
# Summits and forums come back every year: dates further apart than this are two of them.
_ONE_OCCURRENCE_DAYS = 200
_MONTH = 31
_DATED = {Level.EXACT, Level.WITHIN_PRECISION}


def date_pairs(  # noqa: PLR0917 the six things a date is read against; a carrier for them would have no other use
    side: ClaimSide,
    wanted: Wanted,
    passage: PassageSide,
    offered: list[Words],
    covers: list[Coverage],
    told: frozenset[int],
) -> list[tuple[Comparison, int]]:
    """Pairs of one claim date with the dates of the sentences, then with those of title and publication, with their line.

    A sentence in `told` carries an amount of the claim: its date is that amount's. Offsets are the document's.
    """
    pairs: list[tuple[Comparison, int]] = []
    joint = [cover(side.wanted_terms, _with_neighbours(offered, index)) for index in range(len(offered))]
    for index, line in enumerate(passage.lines):
        for value in line.values:
            if value.kind not in DATES:
                continue
            slot = ALL_SAME if index in told else _slot(side, wanted, line, joint[index])
            pair = compare_values(wanted.value, value, slot=slot)
            once = happens_once(side, wanted) and covers[index].share >= SAME_EVENT
            if pair.level is Level.DIFFERS and not once:
                pair = replace(pair, slot=replace(slot, attribute=UNKNOWN))
            pairs.append((_placed(_tied(side, wanted, pair, offered[index], line), line, passage), index))
    return pairs + _stated_days(side, wanted, passage, covers)


def _with_neighbours(offered: list[Words], index: int) -> Words:
    """A sentence with those beside it: the date often stands in one and what happened in the next."""
    near = offered[max(0, index - 1) : index + 2]
    return replace(offered[index], sentences=tuple(terms for words_of in near for terms in words_of.sentences))


def happens_once(side: ClaimSide, wanted: Wanted) -> bool:
    """Whether another date would be a difference: not for a series, of which each period has its own amount."""
    if {token_key for token in _above(wanted) for token_key in (key_of(token), fold_word(token.lemma_))} & lexicon().events:
        return True
    first, last = wanted.value.first_day, wanted.value.last_day
    amounts = any(other.value.kind not in DATES for other in side.values)
    return not amounts and first is not None and last is not None and (last - first).days <= _MONTH


def dates_of(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The dates among `values`, in order."""
    return tuple(value for value in values if value.kind in DATES)


def _placed(pair: Comparison, line: Line, passage: PassageSide) -> Comparison:
    value = pair.evidence_value
    moved = replace(value, start=value.start + line.start, end=value.end + line.start)
    return replace(pair, evidence_value=moved, passage_id=passage.hit.passage_id)


def _stated_days(side: ClaimSide, wanted: Wanted, passage: PassageSide, covers: list[Coverage]) -> list[tuple[Comparison, int]]:
    """The days in the title and the day a primary document carries, where the document is itself what the claim tells of."""
    best = max(range(len(covers)), key=lambda index: (covers[index].share, -index), default=None)
    if best is None or not _speaks_for_its_day(side, wanted, covers[best], passage):
        return []
    pairs: list[tuple[Comparison, int]] = []
    for value in (*dates_of(passage.title_values), *((passage.dated,) if passage.dated else ())):
        untold = replace(value, start=0, end=0)
        pair = replace(compare_values(wanted.value, untold, slot=ALL_SAME), passage_id=passage.hit.passage_id)
        # A document may be issued after what it tells of: its day can bear a date out, never contradict it.
        if pair.level in _DATED:
            pairs.append((pair, best))
    return pairs


def _speaks_for_its_day(side: ClaimSide, wanted: Wanted, coverage: Coverage, passage: PassageSide) -> bool:
    """Whether the document is a statement, transcript or decision of which the claim tells, and not a plan for later."""
    value = wanted.value
    if value.first_day is None or value.last_day is None or (side.claim.modality is Modality.PLANNED and not side.quotes):
        return False
    if any(check_quote(quote.text, passage.text).level is QuoteLevel.SAME for quote in side.quotes):
        return True
    verb = _verb_of(wanted)
    acts = verb is not None and (fold_word(verb.lemma_) in lexicon().say or key_of(verb) in lexicon().events)
    return acts and coverage.share >= SAME_EVENT and not coverage.missing_names


# ----------------------------------------------------------------------------------------------------- the slot


def _slot(side: ClaimSide, wanted: Wanted, line: Line, coverage: Coverage) -> Slot:
    """The claim's names and words around the date, and something of what is said to have happened in the date's own line."""
    entity = SAME if coverage.share >= SAME_EVENT else UNKNOWN if coverage.share >= OTHER_EVENT else SlotCheck.DIFFERENT
    there = frozenset(key_of(token) for token in line.terms.doc)
    attribute = SAME if _happening(side, wanted) & there else UNKNOWN
    return Slot(entity, attribute, SAME, SAME, SAME)


def _happening(side: ClaimSide, wanted: Wanted) -> frozenset[str]:
    """The date's verb and the common nouns of its predicate: what happened, not to whom, and not that it is planned."""
    verb = _verb_of(wanted)
    found = {key_of(token) for token in _above(wanted)}
    if verb is not None:
        subject = {inner.i for child in verb.children if child.dep_ in _SUBJECTS for inner in child.subtree}
        names = {term.index for term in side.terms.terms if term.name}
        found |= {key_of(t) for t in verb.subtree if t.pos_ in {"NOUN", "VERB"} and t.i not in subject | names}
    words = lexicon()
    nouns = {key_of(other) for other in side.terms.doc if other.pos_ in {"NOUN", "PROPN"}}
    light = words.filler | words.planned | words.say | {words.key(word) for word in words.planned | words.say} | _LIGHT
    return frozenset((found | (nouns & words.events)) - light)


_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_LIGHT = frozenset(("be", "year", "month", "week", "day", "end", "time"))


def _above(wanted: Wanted) -> list[Token]:
    """Nouns above the date in the parse, up to and with its verb."""
    doc = wanted.place.terms.doc
    span = doc.char_span(wanted.place.value.start, wanted.place.value.end, alignment_mode="expand")
    found: list[Token] = []
    token = span.root if span is not None and len(span) else None
    while token is not None and token.head.i != token.i:
        token = token.head
        if token.pos_ in {"VERB", "NOUN", "PROPN", "AUX"}:
            found.append(token)
        if token.pos_ in {"VERB", "AUX"}:
            break
    return found


def _verb_of(wanted: Wanted) -> Token | None:
    return next((token for token in _above(wanted) if token.pos_ in {"VERB", "AUX"}), None)


# -------------------------------------------------------------------------------------------------- named events


def _tied(side: ClaimSide, wanted: Wanted, pair: Comparison, offered: Words, line: Line) -> Comparison:
    """Where claim and passage name one event ("the summit in X"), its date settles what can hold.

    What is told on a day about an event that is over cannot be told before the event: an event that lies after the claim's
    day contradicts it. An event before that day contradicts nothing when the day is only that of the telling.
    """
    phrase = _event_phrase(side, offered)
    if phrase is None or pair.level is not Level.DIFFERS or pair.reason or not _dates_the_event(line, phrase):
        return pair
    days = pair.difference or 0.0
    verb = _verb_of(wanted)
    only_told = verb is not None and fold_word(verb.lemma_) in lexicon().say
    if abs(days) > _ONE_OCCURRENCE_DAYS or (only_told and days <= 0) or not _speaks_of_the_past(side):
        return pair
    words = (
        f"{pair.explanation}; “{phrase}” cannot be spoken of as past before it took place" if only_told else pair.explanation
    )
    return replace(pair, slot=ALL_SAME, tolerance_rule=EVENT_RULE, explanation=words)


def _event_phrase(side: ClaimSide, offered: Words) -> str | None:
    """The claim's event noun with its names, where the evidence has the noun and every name."""
    everywhere = offered.keys | offered.context
    for token in side.terms.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or (
            key_of(token) not in lexicon().events and fold_word(token.text) not in lexicon().events
        ):
            continue
        inside = _names_of_event(token, side.terms.terms)
        noun = fold_word(token.text)
        if inside and noun in everywhere and all(covers_name(NameGroup((term,)), everywhere, offered) for term in inside):
            return " ".join(
                [term.lemma for term in inside if term.index < token.i]
                + [noun]
                + [term.lemma for term in inside if term.index > token.i]
            )
    return None


def _names_of_event(token: Token, terms: tuple[Term, ...]) -> list[Term]:
    """Names that belong to the event noun: before it ("NATO summit") and after its preposition ("summit in Vilnius")."""
    indices = {child.i for child in token.children if child.dep_ in {"compound", "amod", "nmod", "poss"}}
    for child in token.children:
        if child.dep_ == "prep":
            indices |= {inner.i for inner in child.children if inner.dep_ == "pobj"}
    return [term for term in terms if term.name and term.index in indices]


def _dates_the_event(line: Line, phrase: str) -> bool:
    """Whether the sentence tells of the event taking place: its noun, or people meeting or holding it."""
    keys = frozenset(key_of(token) for token in line.terms.doc) | frozenset(fold_word(token.text) for token in line.terms.doc)
    return bool(keys & (set(phrase.split()) & lexicon().events | {lexicon().key("meet"), lexicon().key("hold"), "gather"}))


def _speaks_of_the_past(side: ClaimSide) -> bool:
    return side.claim.modality not in {Modality.PLANNED, Modality.POSSIBLE} and any(
        token.tag_ in {"VBD", "VBN"} for token in side.terms.doc
    )
