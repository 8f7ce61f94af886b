"""Rules for what bears a claim out, part by part; a match needs every part that can be checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.judging.decide.parts import (
    TURN_WORTH_A_LOOK,
    Part,
    arithmetic,
    passages_of,
    source_of,
    stands_alone,
    unique,
)
from workbench.judging.facts.findings import carries
from workbench.judging.sides.claim_side import (
    DATES,
    ClaimSide,
    core_terms,
    is_long,
    is_opinion,
    setting_names,
    speaks_of_now,
)
from workbench.judging.sources.grounds import AUTHOR, STRENGTH, Judged, basis_of
from workbench.models import Level, Suggestion, SuggestionLabel
from workbench.tokens import fold, words

L = SuggestionLabel
# Shares of the claim's words (names double) that the evidence must cover before a claim may match.
MATCH_WITH_VALUES = 0.7
MATCH_BY_WORDING = 0.85
FEWEST_WORDS = 4


def matched(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """A MATCH where every part is borne out, PARTIAL where only the wording around the parts is not, else nothing."""
    if not any(stands_alone(side, part) for part in parts):
        return _matched_by_wording(side, parts, usable)
    if not all(part.carried for part in parts):
        return None
    carriers = unique([one for part in parts for one in part.carried if one.finding.turn is None])
    lead = _lead(parts, carriers)
    if lead is None:
        return None
    lacking = _wording_lacks(side, lead, parts)
    if lacking is not None:
        return Suggestion(L.PARTIAL, lacking[0], f"{arithmetic(parts)} {lacking[1]}", rests_on=passages_of(carriers))
    return aged(side, parts, _match(_rounded(parts), parts, carriers), carriers)


def aged(side: ClaimSide, parts: Sequence[Part], found: Suggestion, carriers: Sequence[Judged]) -> Suggestion:
    """Borne out by old sources alone: said so, and no plain match where the claim speaks of how things stand now."""
    amounts = [part.carried for part in parts if part.wanted is None or part.wanted.value.kind not in DATES]
    if not any(held and all(one.evidence.stale for one in held) for held in amounts or [tuple(carriers)]):
        return found
    told = f"{found.explanation} That is old for something that changes; check it again."
    if found.label is L.REVIEW or not speaks_of_now(side):
        return replace(found, explanation=told)
    return replace(found, label=L.PARTIAL, reason="stale", explanation=told)


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
    loose = [number for number in side.loose_numbers if not has_number(lead, number)]
    if loose:
        return "part_missing", f"Not found there: {', '.join(loose)}."
    if side.speaker and not side.quotes and not names_speaker(side, lead):
        return "said_not_found", f"That {side.speaker} said so is not shown."
    return None


def has_number(one: Judged, number: str) -> bool:
    """Whether the passage or its title has `number` letter by letter, as a word."""
    passage = one.finding.passage
    there = re.search(rf"(?<!\w){re.escape(number)}(?!\w)", fold(f"{passage.text} {passage.document.title}"))
    return there is not None


def names_speaker(side: ClaimSide, lead: Judged) -> bool:
    """Whether the passage or what stands around it names the claim's speaker."""
    passage = lead.finding.passage
    around = {*passage.context, *words(passage.text)}
    return bool(set(words(side.speaker or "")) & around)


def _rounded(parts: Sequence[Part]) -> bool:
    """Whether some amount is only within its precision; days inside a stretch and amounts past a bound are not rounded."""
    for part in parts:
        if part.wanted is None or part.wanted.value.kind in DATES:
            continue
        pairs = [pair for one in part.carried for pair in one.finding.comparisons if pair.claim_value == part.wanted.value]
        if not any(carries(pair) and (pair.level is Level.EXACT or pair.reason == "bound") for pair in pairs):
            return True
    return False


def _match(rounded: bool, parts: Sequence[Part], carriers: Sequence[Judged]) -> Suggestion:
    basis = min((basis_of(part.carried) for part in parts), key=lambda one: STRENGTH.index(one.reason))
    told = f"{arithmetic(parts)} Rests on {basis.words}: {', '.join(dict.fromkeys(source_of(one) for one in carriers))}."
    if basis.reason == AUTHOR:
        return Suggestion(L.REVIEW, AUTHOR, told, rests_on=passages_of(carriers))
    return Suggestion(L.MATCH_ROUNDED if rounded else L.MATCH, basis.reason, told, rests_on=passages_of(carriers))


def _matched_by_wording(side: ClaimSide, parts: Sequence[Part], usable: Sequence[Judged]) -> Suggestion | None:
    """Without value or quote a match needs near-containment in one sentence."""
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
        and all(has_number(one, number) for number in side.loose_numbers)
        and (side.speaker is None or names_speaker(side, one))
    ]
    if not carriers:
        return None
    basis = basis_of(carriers)
    told = f"The sentence says it in nearly the same words. Rests on {basis.words}: {source_of(carriers[0])}."
    label = L.REVIEW if basis.reason == AUTHOR else L.MATCH
    return aged(side, (), Suggestion(label, basis.reason, told, rests_on=passages_of(carriers)), carriers)
