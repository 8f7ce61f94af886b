"""From findings to one suggestion: one label, one reason code, one sentence a reviewer can check.

The order of the rules is the order of `suggest`: quotes and values that conflict, sources that disagree, then matches part by
part, then what is partial, not comparable, only alike in wording, or not there. In doubt the weaker label is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.judging.claim_side import (
    DATES,
    ClaimSide,
    is_opinion,
    is_prediction,
)
from workbench.judging.conflicts import altered_quote, contradicted, disagreeing, turned, wrong_mouth
from workbench.judging.findings import carries, contradicts, half_carries
from workbench.judging.matches import has_number, matched
from workbench.judging.parts import (
    WORTH_A_LOOK,
    Part,
    arithmetic,
    mouth_unknown,
    passages_of,
    quote_parts,
    source_of,
    stands_alone,
    unique,
    value_parts,
)
from workbench.judging.sufficiency import Judged
from workbench.models import Comparison, Level, SlotCheck, Suggestion, SuggestionLabel

L = SuggestionLabel
GREEN = frozenset((L.MATCH, L.MATCH_ROUNDED))
_FEWEST_WORDS = 3


def suggest(side: ClaimSide, judged: Sequence[Judged]) -> Suggestion:
    """Apply the rules to every finding that may count; `judged` is best first."""
    usable = [one for one in judged if one.counts]
    parts = [*value_parts(side, usable), *quote_parts(side, usable)]
    for rule in (altered_quote, wrong_mouth, disagreeing, contradicted, turned):
        suggestion = rule(side, parts, usable)
        if suggestion is not None:
            return suggestion
    found = matched(side, parts, usable)
    if found is not None and found.label in GREEN:
        return _disagreed(found, usable) or found
    return found or _spoken_against(side, usable) or _lacking(side, parts, usable, judged)


def _disagreed(found: Suggestion, usable: Sequence[Judged]) -> Suggestion | None:
    """A match by values or like words that the relation model reads as the opposite is for a person's eyes."""
    against = [one for one in usable if one.speaks_against and one.evidence.hit.passage_id in found.rests_on]
    if not against:
        return None
    told = f"{found.explanation} But the relation model reads the words of {source_of(against[0])} as speaking against it."
    return Suggestion(L.REVIEW, "wording_disagrees", told, rests_on=found.rests_on)


def _spoken_against(side: ClaimSide, usable: Sequence[Judged]) -> Suggestion | None:
    """Words alone, with the claim's names in the passage, that the relation model reads as speaking against it."""
    against = [one for one in usable if one.speaks_against and not one.finding.coverage.missing_names]
    if side.values or side.quotes or not against or any(one.says_so for one in usable):
        return None
    told = f"The relation model reads the words of {source_of(against[0])} as speaking against it."
    return Suggestion(L.REVIEW, "wording_against", told, rests_on=passages_of(against))


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
    if pair.reason in {None, "other_dimension", "date_unresolved", "no_amount"}:
        return False
    if pair.slot.entity is SlotCheck.SAME:
        return True
    coverage = one.finding.coverage
    return coverage.sentence_share >= WORTH_A_LOOK and coverage.matched >= _FEWEST_WORDS


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
    unsaid = [number for number in side.loose_numbers if not has_number(near[0], number)]
    missing = ", ".join((*coverage.missing_names, *coverage.missing_words, *unsaid)) or "nothing"
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
