"""From findings to one suggestion: one label, one reason code, one sentence a reviewer can check.

The order of the rules is the order of `suggest`: quotes and values that conflict, sources that disagree, then matches part by
part, matches and contradictions in other words, then what is partial, not comparable, only alike in wording, or not there. In
doubt the weaker label is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.judging.decide.conflicts import altered_quote, contradicted, disagreeing, history, turned, wrong_mouth
from workbench.judging.decide.matches import has_number, matched
from workbench.judging.decide.other_words import (
    contrary_in_other_words,
    differs_in_other_words,
    disagreed,
    matched_in_other_words,
)
from workbench.judging.decide.parts import (
    WORTH_A_LOOK,
    Part,
    arithmetic,
    mouth_unknown,
    opening,
    passages_of,
    quote_parts,
    source_of,
    stands_alone,
    unique,
    value_parts,
)
from workbench.judging.decide.uncounted import only_aside
from workbench.judging.facts.findings import contradicts, half_carries
from workbench.judging.sides.claim_side import (
    DATES,
    ClaimSide,
    is_opinion,
    is_prediction,
)
from workbench.judging.sources.grounds import Judged
from workbench.models import Comparison, Level, SlotCheck, Suggestion, SuggestionLabel, Value, ValueKind
from workbench.settings import Settings

L = SuggestionLabel
GREEN = frozenset((L.MATCH, L.MATCH_ROUNDED))
_FEWEST_WORDS = 3
_OTHER_THING = frozenset(("other_attribute", "unit_unknown"))
_COUNTED = frozenset((ValueKind.COUNT, ValueKind.NUMBER))
# Factors within which amounts of different things are confused: any small count meets its like by chance.
_NEAR_COUNT, _NEAR_AMOUNT = 1.1, 2.0


def suggest(side: ClaimSide, judged: Sequence[Judged], settings: Settings) -> Suggestion:
    """Apply the rules to every finding that may count; `judged` is best first."""
    usable = [one for one in judged if one.counts]
    parts = [*value_parts(side, usable), *quote_parts(side, usable)]
    for rule in (altered_quote, wrong_mouth, disagreeing, contradicted, _beyond_looking_up, turned):
        suggestion = rule(side, parts, usable)
        if suggestion is not None:
            return _settled(suggestion, _by_words(side, usable, settings))
    found = matched(side, parts, usable)
    if found is not None and found.label in GREEN:
        found = disagreed(side, found, usable, settings) or found
    else:
        found = _by_words(side, usable, settings) or found
    if found is None:
        return _lacking(side, parts, usable, judged, settings)
    earlier = history(side, usable)
    return replace(found, explanation=f"{found.explanation} {earlier}") if earlier else found


def _beyond_looking_up(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """A judgement or a prediction nothing bears out: like words and values near it say nothing about it."""
    return None if matched(side, parts, usable) else _not_checkable(side)


def _settled(found: Suggestion, by_words: Suggestion | None) -> Suggestion:
    """A conflict by rule stands; what a rule only found worth a look, the model's reading may settle either way."""
    if found.label is not L.REVIEW or by_words is None:
        return found
    return replace(found, label=L.CONFLICT) if by_words.label is L.CONFLICT else by_words


def _by_words(side: ClaimSide, usable: Sequence[Judged], settings: Settings) -> Suggestion | None:
    """What the relation model's reading of the words allows to suggest."""
    return matched_in_other_words(side, usable, settings) or contrary_in_other_words(side, usable, settings)


def _lacking(
    side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged], judged: Sequence[Judged], settings: Settings
) -> Suggestion:
    return (
        _partial(side, parts)
        or _not_comparable(side, usable)
        or _not_checkable(side)
        or differs_in_other_words(side, usable, settings)
        or _alike(side, usable)
        or _no_evidence(side, parts, judged)
    )


def _partial(side: ClaimSide, parts: Sequence[Part]) -> Suggestion | None:
    borne = [part for part in parts if part.carried or part.half]
    if not any(stands_alone(side, part) for part in borne):
        return None
    resting = unique([one for part in borne for one in (*part.carried, *part.half)])
    missing = [part.name for part in parts if part not in borne]
    told = arithmetic(borne)
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
    "endpoint": "It is one end of a change; which end is meant is not said.",
    "bound_far": "True of the bound, but far from it.",
    "slot_unclear": "Whether it is the same thing at the same time is not settled.",
    "quote_differs": "The wording differs; the difference is shown.",
    "speaker_unknown": "Who says it there is not settled.",
}


def _half_reason(part: Part) -> str:
    one = part.half[0]
    if part.quote_index is not None:
        return "speaker_unknown" if mouth_unknown(one.finding.quotes[part.quote_index]) else "quote_differs"
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
    """Whether a reader could take the one value for the other: of the same thing, and near enough to be confused."""
    if pair.reason in {None, "other_dimension", "date_unresolved", "no_amount"}:
        return False
    if pair.reason in _OTHER_THING and not _mistakable(pair.claim_value, pair.evidence_value):
        return False
    if pair.reason in {"other_time", "other_scope"} and pair.slot.attribute is not SlotCheck.SAME:
        return False
    if pair.slot.entity is SlotCheck.SAME:
        return True
    coverage = one.finding.coverage
    return coverage.sentence_share >= WORTH_A_LOOK and coverage.matched >= _FEWEST_WORDS


def _mistakable(ours: Value, theirs: Value) -> bool:
    """Whether two amounts of different things are near enough to be taken for one another."""
    one, other = _amount(ours), _amount(theirs)
    counted = ours.kind in _COUNTED or theirs.kind in _COUNTED
    return bool(one and other) and max(one / other, other / one) <= (_NEAR_COUNT if counted else _NEAR_AMOUNT)


def _amount(value: Value) -> float:
    """The amount in base units; of a range or a bound the end that is given."""
    return abs(value.base_low or value.base_high or value.low or value.high or 0.0)


def _not_checkable(side: ClaimSide) -> Suggestion | None:
    if is_opinion(side):
        return Suggestion(L.NOT_CHECKABLE, "opinion", "A judgement without a fact that could be looked up.")
    if is_prediction(side):
        return Suggestion(L.NOT_CHECKABLE, "prediction", "It speaks of what may come; there is no fact yet to look up.")
    return None


def _alike(side: ClaimSide, usable: Sequence[Judged]) -> Suggestion | None:
    """Passages that say much of it, and nothing that settles it: for a person's eyes."""
    if side.values:
        return _other_words(usable)
    near = [one for one in usable if one.finding.coverage.share >= WORTH_A_LOOK and one.finding.coverage.matched > 1]
    if not near:
        return _other_words(usable)
    coverage = near[0].finding.coverage
    unsaid = [number for number in side.loose_numbers if not has_number(near[0], number)]
    missing = ", ".join((*coverage.missing_names, *coverage.missing_words, *unsaid)) or "nothing"
    told = f"{opening(source_of(near[0]))} speaks of it in other words; not found there: {missing}."
    return Suggestion(L.REVIEW, "wording_only", told, rests_on=passages_of(near))


def _other_words(usable: Sequence[Judged]) -> Suggestion | None:
    """A passage with the claim's values in it, or near in meaning, that no rule could settle."""
    near = [one for one in usable if one.reading is not None and one.reading.scores.supports >= WORTH_A_LOOK]
    if not near:
        return None
    told = f"{opening(source_of(near[0]))} may say it in other words."
    return Suggestion(L.REVIEW, "other_words", told, rests_on=passages_of(near))


def _no_evidence(side: ClaimSide, parts: Sequence[Part], judged: Sequence[Judged]) -> Suggestion:
    slot = ", ".join(_slot_name(part) for part in parts) or (side.claim.subject or side.claim.standalone or side.claim.text)
    aside = only_aside(side, slot, judged)
    if aside is not None:
        return aside
    return Suggestion(L.NO_EVIDENCE, "slot_not_filled", f"No passage fills: {slot}. The nearest passages are shown.")


def _slot_name(part: Part) -> str:
    if part.wanted is not None and part.wanted.value.subject:
        return f"{part.wanted.value.subject} ({part.name})"
    return part.name
