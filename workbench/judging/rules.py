"""From findings to one suggestion: one label, one reason code, one sentence a reviewer can check.

The order of the rules is the order of `suggest`: quotes and values that conflict, sources that disagree, then matches part by
part, then what is partial, not comparable, only alike in wording, or not there. In doubt the weaker label is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.judging.claim_side import (
    DATES,
    LONG_QUOTE,
    ClaimSide,
    Wanted,
    core_terms,
    is_long,
    is_opinion,
    is_prediction,
    setting_names,
)
from workbench.judging.events import EVENT_RULE, happens_once
from workbench.judging.findings import QuoteFinding, carries, contradicts, half_carries
from workbench.judging.quotes import QuoteLevel
from workbench.judging.sufficiency import AUTHOR, Judged, basis_of
from workbench.models import Comparison, Level, SlotCheck, Suggestion, SuggestionLabel
from workbench.tokens import fold, words

L = SuggestionLabel
# Shares of the claim's words (names double) that evidence must cover before it may carry a label.
MATCH_WITH_VALUES = 0.7
MATCH_BY_WORDING = 0.85
CONFLICT_SHARE = 0.5
TURNED_SHARE = 0.85
WORTH_A_LOOK = 0.5
TURN_WORTH_A_LOOK = 0.7
FEWEST_WORDS = 4
_SOURCES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the claim that needs evidence, with who bears it out, half does, or contradicts it."""

    name: str
    wanted: Wanted | None
    quote_index: int | None
    carried: tuple[Judged, ...]
    half: tuple[Judged, ...]
    against: tuple[Judged, ...]


def suggest(side: ClaimSide, judged: Sequence[Judged]) -> Suggestion:
    """Apply the rules to every finding that may count; `judged` is best first."""
    usable = [one for one in judged if one.counts]
    parts = [*_value_parts(side, usable), *_quote_parts(side, usable)]
    for rule in (_altered_quote, _wrong_mouth, _disagreeing, _contradicted, _turned):
        suggestion = rule(side, parts, usable)
        if suggestion is not None:
            return suggestion
    return _matched(side, parts, usable) or _lacking(side, parts, usable, judged)


# ---------------------------------------------------------------------------------------------------------- parts


def _value_parts(side: ClaimSide, usable: Sequence[Judged]) -> list[Part]:
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


def _quote_parts(side: ClaimSide, usable: Sequence[Judged]) -> list[Part]:
    parts = []
    for index, quote in enumerate(side.quotes):
        own = [(one, one.finding.quotes[index]) for one in usable]
        parts.append(
            Part(
                f"“{quote.text.strip()}”", None, index,
                tuple(one for one, found in own if _quote_carried(side, one, found)),
                tuple(one for one, found in own if found.check.level is QuoteLevel.SIMILAR or _mouth_unknown(found)),
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


def _mouth_unknown(found: QuoteFinding) -> bool:
    long = len(words(found.quote.text)) >= LONG_QUOTE
    return long and found.check.level is QuoteLevel.SAME and found.mouth is SlotCheck.UNKNOWN


# ------------------------------------------------------------------------------------------------------ conflicts


def _altered_quote(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    del side, usable
    for part in parts:
        if part.quote_index is not None and part.against and not part.carried:
            difference = part.against[0].finding.quotes[part.quote_index].check.difference
            words_ = f"The quote {part.name} differs from its source: {difference} ({source_of(part.against[0])})."
            return Suggestion(L.CONFLICT, "altered_quote", words_, rests_on=passages_of(part.against))
    return None


def _wrong_mouth(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    for part in parts:
        if part.quote_index is None or part.carried:
            continue
        other = [one for one in usable if _other_mouth(one.finding.quotes[part.quote_index])]
        if other:
            found = other[0].finding.quotes[part.quote_index]
            claimed = found.quote.speaker or side.claim.speaker
            told = f"The words {part.name} are {found.found_speaker}'s in {source_of(other[0])}; the claim gives them to {claimed}."
            return Suggestion(L.CONFLICT, "attribution", told, rests_on=passages_of(other))
    return None


def _other_mouth(found: QuoteFinding) -> bool:
    same = found.check.level is QuoteLevel.SAME and found.mouth is SlotCheck.DIFFERENT
    return same and len(words(found.quote.text)) >= LONG_QUOTE


def _disagreeing(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """The same slot filled differently: by different sources, or for different variants inside one."""
    del side, usable
    for part in parts:
        if part.wanted is None or part.wanted.value.kind in DATES or not part.against:
            continue
        against = [one for one in part.against if _sure_enough(one)]
        involved = _unique([*part.carried, *against])
        if not against or len(_fillings(part, involved)) < 2 or not (part.carried or _spread(part, against)):
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
    phrases = [_marks(one, pair) for one, pair in rows]
    shown = []
    for (one, pair), own in zip(rows, phrases, strict=True):
        others = {mark for other in phrases if other is not own for mark in other}
        telling = [mark for mark in own if mark not in others][:3]
        note = f" [{' '.join(telling)}]" if telling else ""
        shown.append(f"{source_of(one)}: {pair.evidence_value.text.strip()}{note} ({pair.explanation})")
    return " | ".join(shown[:_SOURCES_SHOWN])


def _marks(one: Judged, pair: Comparison) -> list[str]:
    """The capitalised or numbered words of the pair's own sentence, which may explain why it differs."""
    for line in one.finding.passage.lines:
        if line.start <= pair.evidence_value.start < line.end:
            inside = (pair.evidence_value.start - line.start, pair.evidence_value.end - line.start)
            return [
                token.text
                for token in line.terms.doc
                if any(character.isupper() for character in token.text)
                and not token.is_sent_start
                and not inside[0] <= token.idx < inside[1]
            ]
    return []


def _contradicted(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    del side, usable
    for part in parts:
        if part.wanted is None or not part.against or part.carried:
            continue
        sure = [one for one in part.against if _sure_enough(one) or _tied_to_event(one, part)]
        pair = next(pair for _, pair in _fillings(part, part.against) if contradicts(pair))
        where = source_of((sure or list(part.against))[0])
        if not sure:
            told = f"A value that may fill the same slot differs ({pair.explanation}; {where}); look before you lean on it."
            return Suggestion(L.REVIEW, _unsure_reason(part.against[0]), told, rests_on=passages_of(part.against))
        reason = "date_arithmetic" if part.wanted.value.kind in DATES else "value_differs"
        return Suggestion(L.CONFLICT, reason, f"{pair.explanation} ({where}).", rests_on=passages_of(sure))
    return None


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


def _turned(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """Like words with a negation or an opposite on one side: never a match, a conflict where nearly everything else agrees."""
    for one in usable:
        turn, coverage = one.finding.turn, one.finding.coverage
        if turn is None or coverage.share < TURN_WORTH_A_LOOK or _straight(side, parts, usable):
            continue
        told = f"{turn.words} ({source_of(one)})."
        certain = coverage.share >= TURNED_SHARE and coverage.sentence_share >= TURN_WORTH_A_LOOK and not coverage.missing_names
        alone = not any(part.wanted is not None and one not in part.carried for part in parts)
        label = L.CONFLICT if certain and alone and turn.kind == "negation" and coverage.total >= 3 else L.REVIEW
        return Suggestion(label, turn.kind, told, rests_on=passages_of([one]))
    return None


def _straight(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> bool:
    """Whether another finding without any turn bears the claim out, so that the turned sentence is about something else."""
    straight = [one for one in usable if one.finding.turn is None]
    return bool(parts) and all(any(one in straight for one in part.carried) for part in parts) and bool(side.values)


# -------------------------------------------------------------------------------------------------------- matches


def _matched(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    if not any(_stands_alone(side, part) for part in parts):
        return _matched_by_wording(side, parts, usable)
    if not all(part.carried for part in parts):
        return None
    carriers = _unique([one for part in parts for one in part.carried if one.finding.turn is None])
    lead = _lead(parts, carriers)
    if lead is None:
        return None
    lacking = _wording_lacks(side, lead, parts)
    if lacking is not None:
        return Suggestion(L.PARTIAL, lacking[0], f"{_arithmetic(parts)} {lacking[1]}", rests_on=passages_of(carriers))
    return _match(_rounded(parts), parts, carriers)


def _stands_alone(side: ClaimSide, part: Part) -> bool:
    """Whether a part is evidence by itself: any amount, and a quote of some length; a quoted word is wording.

    A date beside an amount is the amount's time, and alone says nothing about it, unless it dates a single happening.
    """
    if part.wanted is None:
        return part.quote_index is not None and is_long(side.quotes[part.quote_index])
    if part.wanted.value.kind not in DATES:
        return True
    return happens_once(side, part.wanted) or all(wanted.value.kind in DATES for wanted in side.values)


def _lead(parts: Sequence[Part], carriers: Sequence[Judged]) -> Judged | None:
    """The source that bears most parts; more words covered, then the order of evidence, break ties."""
    return max(
        carriers,
        key=lambda one: (
            sum(one in part.carried for part in parts),
            one.finding.weakening is None,
            one.finding.coverage.share,
            -carriers.index(one),
        ),
        default=None,
    )


def _wording_lacks(side: ClaimSide, lead: Judged, parts: Sequence[Part]) -> tuple[str, str] | None:
    """What the leading source leaves unsaid although every value and quote is borne out."""
    coverage, weakening = lead.finding.coverage, lead.finding.weakening
    if weakening is not None:
        return weakening.kind, f"But {weakening.words}."
    quoted = any(part.quote_index is not None and is_long(side.quotes[part.quote_index]) for part in parts)
    settings = setting_names(side)
    missing = [name for name in coverage.missing_names if not quoted or settings & set(name.split())]
    if missing:
        return "part_missing", f"Not found there: {', '.join(missing)}."
    # Who said these words, where and when is the claim; how the sentence introduces the speaker is not looked for.
    core = {term.lemma for term in core_terms(side)} & set(coverage.missing_words)
    if not quoted and (core or coverage.share < MATCH_WITH_VALUES):
        return "part_missing", f"Not found there: {', '.join(coverage.missing_words) or 'the rest of the claim'}."
    loose = [number for number in side.loose_numbers if not _has_number(lead, number)]
    if loose:
        return "part_missing", f"Not found there: {', '.join(loose)}."
    if side.speaker and not side.quotes and not _names_speaker(side, lead):
        return "said_not_found", f"That {side.speaker} said so is not shown."
    return None


def _has_number(one: Judged, number: str) -> bool:
    passage = one.finding.passage
    return number in fold(f"{passage.text} {passage.document.title}")


def _names_speaker(side: ClaimSide, lead: Judged) -> bool:
    passage = lead.finding.passage
    around = {*passage.context, *words(passage.text)}
    return bool(set(words(side.speaker or "")) & around)


def _rounded(parts: Sequence[Part]) -> bool:
    """Whether some amount is only within its precision: days inside the claimed stretch and amounts past a bound are not rounded."""
    for part in parts:
        if part.wanted is None or part.wanted.value.kind in DATES:
            continue
        pairs = [pair for one in part.carried for pair in one.finding.comparisons if pair.claim_value == part.wanted.value]
        if not any(carries(pair) and (pair.level is Level.EXACT or pair.reason == "bound") for pair in pairs):
            return True
    return False


def _match(rounded: bool, parts: Sequence[Part], carriers: Sequence[Judged]) -> Suggestion:
    basis = basis_of(carriers)
    told = f"{_arithmetic(parts)} Rests on {basis.words}: {', '.join(dict.fromkeys(source_of(one) for one in carriers))}."
    if basis.reason == AUTHOR:
        return Suggestion(L.REVIEW, AUTHOR, told, rests_on=passages_of(carriers))
    return Suggestion(L.MATCH_ROUNDED if rounded else L.MATCH, basis.reason, told, rests_on=passages_of(carriers))


def _arithmetic(parts: Sequence[Part]) -> str:
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


def _matched_by_wording(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """Without value or quote only near-containment in one sentence may match."""
    if side.claim.speaker is not None and side.speaker is None and not side.wanted_terms:
        return None
    carriers = [
        one
        for one in usable
        if one.finding.turn is None
        and one.finding.weakening is None
        and one.finding.coverage.share >= MATCH_BY_WORDING
        and one.finding.coverage.sentence_share >= TURN_WORTH_A_LOOK
        and not one.finding.coverage.missing_names
        and one.finding.coverage.total >= FEWEST_WORDS
        and not is_opinion(side)
        and all(one in part.carried for part in parts)
        and all(_has_number(one, number) for number in side.loose_numbers)
        and (side.speaker is None or _names_speaker(side, one))
    ]
    if not carriers:
        return None
    basis = basis_of(carriers)
    told = f"The sentence says it in nearly the same words. Rests on {basis.words}: {source_of(carriers[0])}."
    label = L.REVIEW if basis.reason == AUTHOR else L.MATCH
    return Suggestion(label, basis.reason, told, rests_on=passages_of(carriers))


# ------------------------------------------------------------------------------------------------- less than that


def _lacking(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged], judged: Sequence[Judged]) -> Suggestion:
    return (
        _partial(side, parts)
        or _not_comparable(side, usable)
        or _not_checkable(side)
        or _alike(side, usable)
        or _no_evidence(side, parts, judged)
    )


def _partial(side: ClaimSide, parts: Sequence[Part]) -> Suggestion | None:
    borne = [part for part in parts if part.carried or part.half]
    if not any(_stands_alone(side, part) for part in borne):
        return None
    resting = _unique([one for part in borne for one in (*part.carried, *part.half)])
    missing = [part.name for part in parts if part not in borne]
    told = _arithmetic(borne)
    if missing:
        return Suggestion(L.PARTIAL, "part_missing", f"{told} Not found: {', '.join(missing)}.", rests_on=passages_of(resting))
    reason = next((_half_reason(part) for part in borne if not part.carried), "part_missing")
    if reason == "slot_unclear" and not any(_same_thing(part) for part in borne):
        return Suggestion(L.REVIEW, reason, f"{told} {_HALF_WORDS[reason]}", rests_on=passages_of(resting))
    return Suggestion(L.PARTIAL, reason, f"{told} {_HALF_WORDS.get(reason, '')}".strip(), rests_on=passages_of(resting))


def _same_thing(part: Part) -> bool:
    """Whether some pair of the part is about the same thing and the same attribute, whatever else is open."""
    return bool(part.carried) or any(
        pair.slot.entity is SlotCheck.SAME and pair.slot.attribute is SlotCheck.SAME
        for one in part.half
        for pair in one.finding.comparisons
        if part.wanted is not None and pair.claim_value == part.wanted.value
    )


_HALF_WORDS = {
    "derived": "The number was computed, not stated.",
    "evidence_bound": "The evidence only bounds it.",
    "evidence_less_precise": "The evidence is less precise than the claim.",
    "bound_far": "True of the bound, but far from it.",
    "slot_unclear": "Whether it is the same thing at the same time is not settled.",
    "quote_differs": "The wording differs; the difference is shown.",
    "speaker_unknown": "Who says it there is not settled.",
}


def _half_reason(part: Part) -> str:
    one = part.half[0]
    if part.quote_index is not None:
        return "speaker_unknown" if _mouth_unknown(one.finding.quotes[part.quote_index]) else "quote_differs"
    pairs = [p for p in one.finding.comparisons if part.wanted and p.claim_value == part.wanted.value and half_carries(p)]
    return pairs[0].reason or "slot_unclear"


def _not_comparable(side: ClaimSide, usable: Sequence[Judged]) -> Suggestion | None:
    """A value of the same thing that may not be compared is worth naming, with the reason."""
    del side
    for one in usable:
        for pair in one.finding.comparisons:
            unsure = pair.level is Level.DIFFERS and not contradicts(pair) and pair.claim_value.kind not in DATES
            if unsure and pair.slot.entity is SlotCheck.SAME and pair.slot.attribute is SlotCheck.SAME:
                return Suggestion(
                    L.REVIEW,
                    pair.reason or "difference_unsure",
                    f"{pair.explanation} ({source_of(one)}).",
                    rests_on=passages_of([one]),
                )
            if pair.level is Level.NOT_COMPARABLE and _worth_naming(one, pair):
                return Suggestion(
                    L.NOT_COMPARABLE, str(pair.reason), f"{pair.explanation} ({source_of(one)}).", rests_on=passages_of([one])
                )
    return None


def _worth_naming(one: Judged, pair: Comparison) -> bool:
    if pair.reason in {None, "other_dimension", "date_unresolved", "no_amount"}:
        return False
    if pair.slot.entity is SlotCheck.SAME:
        return True
    coverage = one.finding.coverage
    return coverage.sentence_share >= WORTH_A_LOOK and coverage.matched >= 3


def _not_checkable(side: ClaimSide) -> Suggestion | None:
    if is_opinion(side):
        return Suggestion(L.NOT_CHECKABLE, "opinion", "A judgement without a fact that could be looked up.")
    if is_prediction(side):
        return Suggestion(L.NOT_CHECKABLE, "prediction", "It speaks of what may come; there is no fact yet to look up.")
    return None


def _alike(side: ClaimSide, usable: Sequence[Judged]) -> Suggestion | None:
    """Passages that say much of it, and nothing that settles it: for a person's eyes."""
    if side.values:
        return None
    near = [one for one in usable if one.finding.coverage.share >= WORTH_A_LOOK and one.finding.coverage.matched > 1]
    if not near:
        return None
    coverage = near[0].finding.coverage
    missing = ", ".join((*coverage.missing_names, *coverage.missing_words)) or "nothing"
    told = f"{source_of(near[0])} speaks of it in other words; not found there: {missing}."
    return Suggestion(L.REVIEW, "wording_only", told, rests_on=passages_of(near))


def _no_evidence(side: ClaimSide, parts: Sequence[Part], judged: Sequence[Judged]) -> Suggestion:
    slot = ", ".join(_slot_name(part) for part in parts) or (side.claim.subject or side.claim.standalone or side.claim.text)
    aside = [one for one in judged if not one.counts and any(carries(pair) for pair in one.finding.comparisons)]
    if aside and all(one.evidence.self_support for one in aside):
        return Suggestion(L.NO_EVIDENCE, "self_support", f"Only the article itself, or a copy of it, says so: {slot}.")
    if aside:
        return Suggestion(L.NO_EVIDENCE, "known_later", f"Only what was published later speaks of it: {slot}.")
    return Suggestion(L.NO_EVIDENCE, "slot_not_filled", f"No passage fills: {slot}. The nearest passages are shown.")


def _slot_name(part: Part) -> str:
    if part.wanted is not None and part.wanted.value.subject:
        return f"{part.wanted.value.subject} ({part.name})"
    return part.name


# ---------------------------------------------------------------------------------------------------------- words


def source_of(one: Judged) -> str:
    """Title and date of the source, as a reviewer names it."""
    hit = one.evidence.hit
    return f"{hit.title}, {hit.published.isoformat()}" if hit.published else f"{hit.title}, undated"


def passages_of(judged: Sequence[Judged]) -> tuple[str, ...]:
    """Passage ids, best first, each once."""
    return tuple(dict.fromkeys(one.evidence.hit.passage_id for one in judged))


def _unique(judged: Sequence[Judged]) -> list[Judged]:
    found: list[Judged] = []
    for one in judged:
        if not any(one is other for other in found):
            found.append(one)
    return found
