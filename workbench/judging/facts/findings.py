"""One claim against one passage: the sentences that bear on it, the values paired, the quotes checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workbench.judging.facts.changes import compare_placed
from workbench.judging.facts.events import date_pairs, dates_of
from workbench.judging.facts.row_slots import row_slot
from workbench.judging.facts.slots import ALL_SAME, SAME, UNKNOWN, agrees, build_slot
from workbench.judging.language.contradiction import Turn, find_turn
from workbench.judging.language.hedging import find_weakening
from workbench.judging.quotes.matching import QUOTED, QuoteCheck, QuoteLevel, check_quote
from workbench.judging.quotes.speakers import mouth_at, same_mouth
from workbench.judging.sentence.coverage import Coverage, Words, cover
from workbench.judging.sides.claim_side import DATES, ClaimSide, Wanted
from workbench.judging.sides.passages import Line, PassageSide
from workbench.judging.sides.places import Place, own_dates, read_beside, with_periods
from workbench.models import Comparison, Level, Quote, SlotCheck, Value, ValueKind
from workbench.tokens import words
from workbench.values.compare import PART, UNCLEAR, WEAKER
from workbench.values.units import convert

ShortNames = tuple[tuple[str, frozenset[str]], ...]

_LINES_READ_TOGETHER = 2
_QUOTE_REACH = 40
_NUMBERED = frozenset((ValueKind.COUNT, ValueKind.NUMBER))
_PARTING = re.compile(r"\b(?:of which|of that|of this|of these|of those|including)\b", re.IGNORECASE)
# A heading names everything and states little: its words weigh half when the sentence to show is chosen.
HEADING_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """A claim's quote in the passage: what became of its words, and whether the mouth is the same."""

    quote: Quote
    check: QuoteCheck
    mouth: SlotCheck
    found_speaker: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """All that one passage has to say about one claim, before sources are weighed.

    ``comparisons`` hold the best pair for each claim value, and every further pair of an agreeing slot that differs.
    ``start``/``end`` are the best sentence's offsets in the document.
    """

    passage: PassageSide
    start: int
    end: int
    line: Line | None
    coverage: Coverage
    comparisons: tuple[Comparison, ...]
    quotes: tuple[QuoteFinding, ...]
    turn: Turn | None
    weakening: Turn | None
    short_names: ShortNames = ()


def carries(comparison: Comparison) -> bool:
    """Whether a comparison bears its claim value out in full."""
    return (
        comparison.level in {Level.EXACT, Level.WITHIN_PRECISION}
        and comparison.reason not in WEAKER
        and agrees(comparison.slot)
        and comparison.slot.time is SAME
        and comparison.slot.scope is SAME
    )


def half_carries(comparison: Comparison) -> bool:
    """Whether it bears the value out in part: derived, bounded, less precise, or with a part of the slot unknown."""
    return comparison.level in {Level.EXACT, Level.WITHIN_PRECISION} and not carries(comparison)


def contradicts(comparison: Comparison) -> bool:
    """Whether the same slot is filled with a different value, and no rounding or overlap explains it."""
    return (
        comparison.level is Level.DIFFERS
        and comparison.reason not in UNCLEAR
        and agrees(comparison.slot)
        and comparison.slot.scope is SAME
        and comparison.slot.time is SAME
    )


def find(side: ClaimSide, passage: PassageSide, short_names: ShortNames) -> Finding:
    """Look in one passage for what bears on the claim."""
    offered = [Words((line.terms,), passage.context, short_names) for line in passage.lines]
    covers = [cover(side.wanted_terms, words_of) for words_of in offered]
    quotes = tuple(find_quote(quote, side, passage) for quote in side.quotes)
    comparisons = _comparisons(side, passage, offered, covers)
    best = _best_line(passage, covers, comparisons, quotes)
    line = passage.lines[best] if passage.lines else None
    coverage = _joint_coverage(side, passage, best, short_names)
    read = [] if _quoted(quotes) else _lines_leant_on(passage, best, comparisons)
    turn = next(filter(None, (find_turn(side.terms, side.wanted_terms, one.terms, side.loose_numbers) for one in read)), None)
    said = bool(side.claim.speaker)
    weakening = next(
        filter(None, (find_weakening(side.terms, side.claim.modality, one.terms, claim_is_said=said) for one in read)), None
    )
    start, end = (line.start, line.end) if line else (passage.hit.start, passage.hit.end)
    return Finding(
        passage, start, end, line, coverage, tuple(one for one, _ in comparisons), quotes, turn, weakening, short_names
    )


def _quoted(quotes: tuple[QuoteFinding, ...]) -> bool:
    return any(found.check.level is QuoteLevel.SAME for found in quotes)


# ------------------------------------------------------------------------------------------------------ sentences


def _lines_leant_on(passage: PassageSide, best: int, comparisons: list[tuple[Comparison, int]]) -> list[Line]:
    """The best sentence, then the others that bear a value out: each of them must say it straight."""
    if not passage.lines:
        return []
    carrying = sorted({index for pair, index in comparisons if carries(pair)} - {best})
    return [passage.lines[index] for index in (best, *carrying)]


def _best_line(
    passage: PassageSide,
    covers: list[Coverage],
    comparisons: list[tuple[Comparison, int]],
    quotes: tuple[QuoteFinding, ...],
) -> int:
    """The sentence that bears most: pairs of values count most, then a quote, then words; the earlier one wins ties."""

    def weight(index: int) -> tuple[float, int]:
        paired = sum(_strength(one) for one, at in comparisons if at == index)
        line = passage.lines[index]
        quoted = sum(
            found.check.level is not QuoteLevel.ABSENT and line.start < found.check.end and found.check.start < line.end
            for found in quotes
        )
        said = covers[index].sentence_share * (HEADING_SHARE if line.heading else 1.0)
        return paired + 2.0 * quoted + said, -index

    return max(range(len(passage.lines)), key=weight, default=0)


def _strength(comparison: Comparison) -> float:
    if carries(comparison):
        return 3.0
    if contradicts(comparison):
        return 2.5
    if half_carries(comparison):
        return 1.5 if comparison.slot.entity is SAME or comparison.slot.attribute is SAME else 0.5
    return 0.3 if comparison.slot.entity is SAME else 0.0


def _joint_coverage(side: ClaimSide, passage: PassageSide, best: int, short_names: ShortNames) -> Coverage:
    """What the best sentence and its neighbours cover together with title, heading and publisher."""
    near = range(max(0, best - 1), min(len(passage.lines), best + _LINES_READ_TOGETHER))
    together = tuple(passage.lines[index].terms for index in near)
    joint = cover(side.wanted_terms, Words(together, passage.context, short_names))
    alone = cover(side.wanted_terms, Words(together[best - near.start : best - near.start + 1], frozenset(), short_names))
    return replace(joint, sentence_share=alone.share)


# --------------------------------------------------------------------------------------------------------- values


def _comparisons(
    side: ClaimSide, passage: PassageSide, offered: list[Words], covers: list[Coverage]
) -> list[tuple[Comparison, int]]:
    """For each claim value the strongest pair of this passage, then further contradicting pairs, with their line."""
    kept: list[tuple[Comparison, int]] = []
    for wanted in sorted(side.values, key=lambda wanted: wanted.value.kind in DATES):
        if wanted.value.kind in DATES:
            told = frozenset(index for one, index in kept if carries(one) and one.claim_value.kind not in DATES)
            pairs = date_pairs(side, wanted, passage, offered, covers, told)
        else:
            pairs = _amount_pairs(wanted, passage, offered)
        pairs = _parts_and_wholes(pairs, passage)
        ranked = sorted(pairs, key=lambda pair: (-_rank(pair[0]), pair[1], pair[0].evidence_value.start))
        kept += ranked[:1]
        further = [pair for pair in ranked[1:] if contradicts(pair[0]) or pair[0].reason == PART]
        kept += further if wanted.value.kind not in DATES else []
    return _one_slot_each(kept)


def _parts_and_wholes(pairs: list[tuple[Comparison, int]], passage: PassageSide) -> list[tuple[Comparison, int]]:
    """Make contradictions unsure where the sentence has the claim's own figure, said of what is left open.

    "120,000 people, including 30,000 in Europe", "Of the 1,500 buses, 200 are electric": one figure is a part of the other, and
    which of them the claim means its words must tell. Of money and measures the sentence must say so ("of which").
    """
    own = {
        index
        for pair, index in pairs
        if (pair.evidence_value.low, pair.evidence_value.high) == (pair.claim_value.low, pair.claim_value.high)
        and ({pair.claim_value.kind, pair.evidence_value.kind} <= _NUMBERED or _PARTING.search(passage.lines[index].terms.text))
        and not carries(pair)
    }
    return [(replace(pair, reason=PART) if index in own and _is_rival(pair) else pair, index) for pair, index in pairs]


def _is_rival(pair: Comparison) -> bool:
    """Whether the evidence has another number of what the claim counts."""
    counted = pair.claim_value.unit == pair.evidence_value.unit != ""
    return contradicts(pair) or (counted and pair.level is Level.DIFFERS and pair.reason not in UNCLEAR)


def _one_slot_each(pairs: list[tuple[Comparison, int]]) -> list[tuple[Comparison, int]]:
    """Drop contradictions by values that have a place of their own.

    Such a value carries another claim value, or stands in a sentence whose other value carries this one ("three of the 12").
    """
    carrying = [(pair, index) for pair, index in pairs if carries(pair)]
    taken = {(pair.evidence_value.start, pair.evidence_value.end) for pair, _ in carrying}
    told = {(pair.claim_value.start, index) for pair, index in carrying}
    return [
        (pair, index)
        for pair, index in pairs
        if not contradicts(pair)
        or ((pair.evidence_value.start, pair.evidence_value.end) not in taken and (pair.claim_value.start, index) not in told)
    ]


def _rank(comparison: Comparison) -> float:
    """Full pairs, contradictions, partial pairs, then what cannot be compared; an exact value before a rounded one."""
    exact = 0.1 if comparison.level is Level.EXACT else 0.0
    named = 0.05 if comparison.evidence_value.end > comparison.evidence_value.start else 0.0
    return _strength(comparison) + exact + named


def _amount_pairs(wanted: Wanted, passage: PassageSide, offered: list[Words]) -> list[tuple[Comparison, int]]:
    pairs: list[tuple[Comparison, int]] = []
    for index, line in enumerate(passage.lines):
        before = passage.lines[index - 1].terms.keys if index else frozenset()
        words_here = replace(offered[index], context=offered[index].context | before)
        for value in line.values:
            if value.kind not in DATES and worth_pairing(wanted.value, value):
                dates = _dates_in(line, value)
                place = Place(value, line.terms, dates or dates_of(passage.title_values), passage.document.published)
                found = _compare(wanted, place, offered[index] if line.row else words_here, row=line.row)
                pairs.append((_at_document(found, line, passage), index))
    return pairs


def _dates_in(line: Line, value: Value) -> tuple[Value, ...]:
    dates = with_periods([other for other in line.values if other.kind in DATES], line.terms.text)
    return own_dates(value, dates, [other for other in line.values if other.kind not in DATES])


def _compare(wanted: Wanted, place: Place, offered: Words, *, row: bool) -> Comparison:
    """One pair; an amount in "pounds" that reads as money is laid beside a mass as a mass."""
    ours = replace(wanted.place, value=read_beside(wanted.place, place))
    theirs = replace(place, value=read_beside(place, ours))
    if "[mass]" in {ours.value.dimension, theirs.value.dimension}:
        ours, theirs = (replace(one, value=pounds_as_mass(one.value)) for one in (ours, theirs))
    slot = (row_slot if row else build_slot)(ours, theirs, offered)
    found = compare_placed(_at(ours.value, wanted.value), ours, theirs, slot)
    return replace(found, claim_value=wanted.value, evidence_value=place.value)


def compare_in_place(wanted: Wanted, value: Value, line: Line, finding: Finding) -> Comparison:
    """One claim value beside one value of a sentence, the arithmetic done as if both were said of the same.

    The pair's slot is what the words say all the same. A bare number of the claim ("at 17") is taken to be of the evidence's
    measure ("17 years"). Offsets of the evidence value are the document's.
    """
    place = Place(value, line.terms, _dates_in(line, value), finding.passage.document.published)
    offered = Words((line.terms,), finding.passage.context, finding.short_names)
    real = ALL_SAME if value.kind in DATES else (row_slot if line.row else build_slot)(wanted.place, place, offered)
    theirs = replace(place, value=read_beside(place, wanted.place))
    ours = replace(wanted.place, value=_measured_as(read_beside(wanted.place, theirs), theirs.value))
    if "[mass]" in {ours.value.dimension, theirs.value.dimension} and real.attribute is not SlotCheck.DIFFERENT:
        ours, theirs = (replace(one, value=pounds_as_mass(one.value)) for one in (ours, theirs))
    found = compare_placed(_at(ours.value, wanted.value), ours, theirs, replace(ALL_SAME, scope=real.scope, time=real.time))
    return _at_document(replace(found, claim_value=wanted.value, evidence_value=value, slot=real), line, finding.passage)


def is_bare(value: Value) -> bool:
    """Whether it is a number without noun or unit, whose measure the sentence leaves to the reader."""
    return value.kind is ValueKind.NUMBER and not value.unit and not value.dimension


def _measured_as(value: Value, other: Value) -> Value:
    if not is_bare(value) or other.kind in DATES or not other.unit:
        return value
    return replace(value, kind=other.kind, unit=other.unit, dimension=other.dimension, per=other.per)


def _at(value: Value, original: Value) -> Value:
    return replace(value, start=original.start, end=original.end)


def worth_pairing(claim: Value, evidence: Value) -> bool:
    """Values of the same sort of thing, or whose confusion deserves a word (a share and a change of share)."""
    if claim.kind is evidence.kind or claim.dimension == evidence.dimension != "":
        return True
    if pounds_as_mass(claim).dimension == pounds_as_mass(evidence).dimension == "[mass]":
        return True
    counted = {ValueKind.COUNT, ValueKind.NUMBER}
    if claim.kind in counted and evidence.kind in counted:
        return True
    return claim.kind is ValueKind.PERCENT and evidence.kind is ValueKind.PERCENT


def pounds_as_mass(value: Value) -> Value:
    """A bare "2 million pounds", which reads as money, as the mass it may also be; anything else unchanged."""
    if value.kind is not ValueKind.MONEY or value.unit != "GBP" or words(value.text)[-1:] != ["pounds"] or "£" in value.text:
        return value
    low, high = (None if bound is None else convert(bound, "pound", "kilogram") for bound in (value.low, value.high))
    return replace(
        value, kind=ValueKind.QUANTITY, unit="pound", dimension="[mass]", base_low=low, base_high=high, base_unit="kilogram"
    )


def _at_document(comparison: Comparison, line: Line, passage: PassageSide) -> Comparison:
    value = comparison.evidence_value
    moved = replace(value, start=value.start + line.start, end=value.end + line.start)
    return replace(comparison, evidence_value=moved, passage_id=passage.hit.passage_id)


# --------------------------------------------------------------------------------------------------------- quotes


def find_quote(quote: Quote, side: ClaimSide, passage: PassageSide) -> QuoteFinding:
    """What became of a quote of the claim in one passage, and who says it there."""
    text = passage.document.text
    reach = len(quote.text) + _QUOTE_REACH
    begin, stop = max(0, passage.hit.start - reach), min(len(text), passage.hit.end + reach)
    check = check_quote(quote.text, text[begin:stop], _beside(quote, side.claim.standalone))
    if check.level is QuoteLevel.ABSENT:
        return QuoteFinding(quote, check, UNKNOWN, None)
    moved = replace(check, start=check.start + begin, end=check.end + begin)
    found = mouth_at(text, moved.start, moved.end)
    source = passage.document
    around = " . ".join(part for part in (source.title, source.author, source.publisher, passage.text) if part)
    return QuoteFinding(quote, moved, same_mouth(quote.speaker or side.claim.speaker, found, around), found.name)


def _beside(quote: Quote, standalone: str) -> str:
    """What the claim says before its quote and right after it, in its own words."""
    before, _, after = standalone.partition(quote.text)
    return QUOTED.sub(" ", f"{before} {after[:_QUOTE_REACH]}") if quote.text in standalone else ""
