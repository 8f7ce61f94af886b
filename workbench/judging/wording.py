"""What the trained relation model says of the words of a claim and of a passage, where the rules leave something open.

Values are judged by arithmetic, words by the model: a value of the claim that the passage bears out is put in the passage's own
figures before the model reads it, so that "190 miles" beside "300 km" is no difference of wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.judging.claim_side import ClaimSide
from workbench.judging.findings import Finding, carries, half_carries
from workbench.judging.relation import RelationModel, joint_scores, relation_of
from workbench.judging.rules import GREEN
from workbench.judging.sufficiency import Judged
from workbench.judging.windows import window
from workbench.models import RelationScores, Suggestion, SuggestionLabel
from workbench.settings import Settings

L = SuggestionLabel
_SETTLED = frozenset((L.NOT_CHECKABLE, L.CONFLICTING_SOURCES))
_LEAST_SHARED = 0.15  # of the claim's words: below it a passage is on another subject


def with_wording(
    side: ClaimSide, judged: Sequence[Judged], first: Suggestion, model: RelationModel, settings: Settings
) -> list[Judged]:
    """Read the passages that may change `first`, the suggestion of the rules alone: the best few.

    A match is read again in the passage that it rests on most, since the model may find that the words say otherwise.
    """
    chosen = _worth_reading(judged, first, settings.relation_passages)
    pairs = [
        (asked_claim(side, one.finding), passage_text(one.finding, side.terms.text, settings.relation_words)) for one in chosen
    ]
    found = {id(one): scores for one, scores in zip(chosen, model.relate(pairs), strict=True)}
    return [_with(one, side, found.get(id(one)), settings) for one in judged]


def _worth_reading(judged: Sequence[Judged], first: Suggestion, most: int) -> list[Judged]:
    if first.label in _SETTLED:
        return []
    usable = [one for one in judged if one.counts and one.finding.line is not None]
    if first.label in GREEN:
        return [one for one in usable if one.evidence.hit.passage_id in first.rests_on][:1]
    near = [one for one in usable if one.finding.comparisons or one.finding.coverage.share >= _LEAST_SHARED]
    return near[:most]


def _with(one: Judged, side: ClaimSide, scores: RelationScores | None, settings: Settings) -> Judged:
    if scores is None:
        return one
    joint = joint_scores(side, one.finding, scores)
    evidence = replace(one.evidence, relation=relation_of(joint), relation_scores=joint)
    says_so, against = scores.supports >= settings.wording_supports, scores.refutes >= settings.wording_refutes
    return replace(one, evidence=evidence, wording=scores, says_so=says_so, speaks_against=against)


def asked_claim(side: ClaimSide, finding: Finding) -> str:
    """The claim's standalone sentence, every value that agrees with one of the passage put in the passage's own words."""
    text = side.terms.text
    told = {pair.claim_value: pair.evidence_value for pair in finding.comparisons if carries(pair) or half_carries(pair)}
    for wanted in sorted(side.values, key=lambda wanted: -wanted.place.value.start):
        there, own = told.get(wanted.value), wanted.place.value
        if there is not None and there.text and there.end > there.start and text[own.start : own.end] == own.text:
            text = text[: own.start] + there.text + text[own.end :]
    return text


def passage_text(finding: Finding, claim: str, words: int) -> str:
    """What the model reads of a passage: its title, and all of a short one, else the best sentence with its neighbours."""
    passage = finding.passage
    text = passage.text
    if finding.line is not None and len(text.split()) > words:
        place = passage.lines.index(finding.line)
        near = passage.lines[max(0, place - 1) : place + 2]
        text = " ".join(passage.document.text[line.start : line.end] for line in near)
    title = passage.hit.title.strip().rstrip(".")
    return f"{title}. {window(claim, text, words=words)}" if title else window(claim, text, words=words)
