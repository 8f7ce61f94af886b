"""What the trained relation model says of the words of a claim and of a passage, where the rules leave something open.

Values are judged by arithmetic, words by the model: each value of the claim is laid beside the value of the sentences read
that comes nearest to it, and the model reads the claim with the passage's own figures in it, so that "190 miles" beside
"300 km" is no difference of wording, and a claim that differs in its figure alone still shows that it speaks of the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.judging.decide.joint_scores import joint_scores, relation_of
from workbench.judging.decide.other_words import names_all
from workbench.judging.decide.rules import GREEN
from workbench.judging.facts.findings import Finding, compare_in_place, is_bare, worth_pairing
from workbench.judging.facts.slots import people_both
from workbench.judging.language.contradiction import find_turn
from workbench.judging.language.hedging import find_weakening
from workbench.judging.language.substitution import replaced
from workbench.judging.sentence.coverage import Coverage, Words, cover
from workbench.judging.sentence.terms import NUMBER_WORDS
from workbench.judging.sentence.windows import WINDOW_WORDS, chosen_sentences
from workbench.judging.sides.claim_side import DATES, NOTE, ClaimSide, Wanted
from workbench.judging.sides.passages import Line
from workbench.judging.sources.grounds import Judged, Reading
from workbench.models import Comparison, Evidence, Level, RelationScores, SlotCheck, Suggestion, SuggestionLabel, Value
from workbench.settings import Settings
from workbench.values.compare import UNCLEAR, WEAKER
from workbench.values.units import convert

L = SuggestionLabel
_SETTLED = frozenset((L.NOT_CHECKABLE, L.CONFLICTING_SOURCES))
_LEAST_SHARED = 0.15  # of the claim's words: below it, and without a common value, a passage is on another subject
_FAR = 10.0
_MOST_SENTENCES = 3
_LOOKED_AT = 2  # passages read where none can settle the claim
_POINTING = frozenset("he she it they this that these those his her its their".split())
# A figure at the start of a value's text: bounds and currency signs, digits or number words, magnitudes.
_FIGURE = re.compile(
    r"(?:[$€£¥]|[A-Z]{3} )?\d[\d,.]*(?: (?:thousand|million|billion|trillion))?"
    rf"|(?:(?:a|an|one|half|{'|'.join(sorted(NUMBER_WORDS))})\b[ -]?){{1,6}}",
    re.IGNORECASE,
)
# What bounds a figure of the claim, or opens a range; the passage's one figure is put in without it ("more than 40", "52").
_BOUND = re.compile(
    r"\b(?:(?:no )?(?:more|fewer|less) than|at least|at most|up to|as many as|as much as|over|under|above|below)\s{1,3}$",
    re.IGNORECASE,
)
_OPENS_RANGE = re.compile(r"\b(?:from|between)\s{1,3}$", re.IGNORECASE)
_AGREE = frozenset((Level.EXACT, Level.WITHIN_PRECISION))


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked about one passage. Texts, the sentences read, then the pairs of values that were put in.

    ``replaced`` is a word of the claim and the word that stands in its place in the sentences read.
    """

    claim: str
    passage: str
    lines: tuple[Line, ...]
    agreeing: tuple[Comparison, ...]
    differing: tuple[Comparison, ...]
    coverage: Coverage
    replaced: tuple[str, str] | None


def questions(
    side: ClaimSide, judged: Sequence[Judged], first: Suggestion, settings: Settings
) -> list[tuple[Judged, Question]]:
    """What to ask the relation model: the passages that may change `first`, the suggestion of the rules alone; few of them.

    A match is read again in the passage that it rests on most, since the model may find that the words say otherwise.
    """
    if first.label in _SETTLED or not settings.relation_passages:
        return []
    usable = [one for one in judged if one.counts and one.finding.line is not None]
    if first.label in GREEN:
        usable = [one for one in usable if one.evidence.hit.passage_id in first.rests_on][:1]
    asked = [(one, question(side, one.finding)) for one in usable]
    near = [(one, put) for one, put in asked if put.agreeing or put.coverage.share >= _LEAST_SHARED]
    near.sort(key=lambda pair: _promise(*pair))
    # Where a value or a name is missing no score settles anything: a few such passages are read for a person to look at.
    settling = [pair for pair in near if first.label in GREEN or _may_settle(side, *pair)][: settings.relation_passages]
    near = settling or near[: min(_LOOKED_AT, settings.relation_passages)]
    return near + [(one, put) for one, first in settling if (put := _second_question(side, one.finding, first))]


def with_wording(
    side: ClaimSide,
    judged: Sequence[Judged],
    asked: Sequence[tuple[Judged, Question]],
    scored: Sequence[RelationScores],
) -> list[Judged]:
    """`judged` with what the relation model makes of the questions `asked`; of two on one passage the better one counts."""
    found: dict[Judged, Reading] = {}
    for (one, put), scores in zip(asked, scored, strict=True):
        if one not in found or scores.supports > found[one].scores.supports:
            found[one] = Reading(scores, put.agreeing, put.differing, put.coverage, put.replaced)
    return [_with(one, side, found.get(one)) for one in judged]


def _second_question(side: ClaimSide, finding: Finding, first: Question) -> Question | None:
    """The same of the sentence with second most of the claim's words, where no value says which sentence to read."""
    if first.agreeing or first.differing or not finding.passage.hit.title or len(finding.passage.lines) < 2:  # noqa: PLR2004
        return None
    second = question(side, finding, place=1)
    if second.coverage.share < _LEAST_SHARED:
        return None
    said = bool(side.claim.speaker)
    for line in second.lines:  # what turns the sentence shown was looked at before
        turned = find_turn(side.terms, side.wanted_terms, line.terms, side.loose_numbers)
        if turned or find_weakening(side.terms, side.claim.modality, line.terms, claim_is_said=said):
            return None
    return second


def _may_settle(side: ClaimSide, one: Judged, put: Question) -> bool:
    """Whether the passage has what a match or a conflict needs beside the score: every value, name, number and speaker."""
    told = {pair.claim_value for pair in (*put.agreeing, *put.differing)}
    return told >= {wanted.value for wanted in side.values} and names_all(side, one, put.coverage)


def _promise(one: Judged, put: Question) -> tuple[int, float, int, str]:
    """Most common values first, then like words, then the search's order."""
    hit = one.evidence.hit
    return -len(put.agreeing), -round(put.coverage.share, 1), hit.rank, hit.passage_id


def _with(one: Judged, side: ClaimSide, reading: Reading | None) -> Judged:
    if reading is None:
        return one
    evidence = _at_values(one, reading)
    if reading.differing:  # the model read a claim with another figure: what that says of this one is left to the arithmetic
        return replace(one, evidence=evidence, reading=reading)
    joint = joint_scores(side, one.finding, reading.scores)
    return replace(one, evidence=replace(evidence, relation=relation_of(joint), relation_scores=joint), reading=reading)


def _at_values(one: Judged, reading: Reading) -> Evidence:
    """The evidence with the values read among its highlights, shown at a sentence that holds one of them."""
    evidence = one.evidence
    values = [pair.evidence_value for pair in (*reading.agreeing, *reading.differing)]
    spans = sorted({(value.start, value.end) for value in values if value.start < value.end})
    if not spans:
        return evidence
    start, end = evidence.sentence_start, evidence.sentence_end
    highlights = {*spans, *evidence.spans} - {(start, end)}
    if not any(start <= at < end for at, _ in spans):
        holding = (line for line in one.finding.passage.lines if line.start <= spans[0][0] < line.end)
        start, end = next(((line.start, line.end) for line in holding), (start, end))
    return replace(evidence, spans=tuple(sorted(highlights)), sentence_start=start, sentence_end=end)


def question(side: ClaimSide, finding: Finding, *, place: int = 0) -> Question:
    """The claim with the passage's figures, and the sentences of the passage to read it against.

    Read are the sentences that hold the claim's values; where there are none, the one that says most of its words. Fewer
    sentences are read more surely. Of a passage without a document around it a window is read. `place` counts the sentences
    without values from the one with most of the claim's words.
    """
    agreeing, differing = _counterparts(side, finding)
    passage = finding.passage
    lines = _lines_read(side, finding, (*agreeing, *differing), place)
    text = " ".join(line.terms.text for line in lines) or passage.text
    title = passage.hit.title.strip().rstrip(".")
    said = tuple(line.terms for line in lines)
    coverage = cover(side.wanted_terms, Words(said, passage.context, finding.short_names))
    return Question(
        with_figures(side, (*agreeing, *differing)),
        f"{title}. {text}" if title else text,
        lines,
        agreeing,
        differing,
        coverage,
        replaced(side.terms, said, coverage.missing_words),
    )


def _lines_read(side: ClaimSide, finding: Finding, pairs: Sequence[Comparison], place: int) -> tuple[Line, ...]:
    lines = finding.passage.lines
    if not finding.passage.hit.title:  # no document around it: a passage that was given to be read
        chosen = chosen_sentences(side.terms.text, [line.terms.text for line in lines], WINDOW_WORDS)
        return tuple(lines[index] for index in chosen)
    stands = [pair.evidence_value.start for pair in pairs if pair.evidence_value.end > pair.evidence_value.start]
    holding = [index for index, line in enumerate(lines) if any(line.start <= at < line.end for at in stands)]
    if not holding:
        covers = [cover(side.wanted_terms, Words((line.terms,), frozenset(), finding.short_names)) for line in lines]
        holding = sorted(range(len(lines)), key=lambda index: (-covers[index].share, index))[place : place + 1]
    read = set(holding[:_MOST_SENTENCES])
    read |= {index - 1 for index in read if index and _leans_back(lines[index])}
    return tuple(lines[index] for index in sorted(read))


def _leans_back(line: Line) -> bool:
    """Whether a sentence opens with a pronoun, so that the one before it says of whom it speaks."""
    return len(line.terms.doc) > 0 and line.terms.doc[0].tag_ in {"PRP", "PRP$", "DT"} and line.terms.doc[0].lower_ in _POINTING


def _counterparts(side: ClaimSide, finding: Finding) -> tuple[tuple[Comparison, ...], tuple[Comparison, ...]]:
    """For each value of the claim the agreeing value of the passage, or the one that differs, if it is alone."""
    agreeing: list[Comparison] = []
    differing: list[Comparison] = []
    taken: set[tuple[int, int]] = set()
    for wanted in sorted(side.values, key=lambda wanted: wanted.value.kind in DATES):
        pairs = [
            pair for pair in _candidates(wanted, finding) if (pair.evidence_value.start, pair.evidence_value.end) not in taken
        ]
        best = min((pair for pair in pairs if _agrees(pair)), key=_closeness, default=None)
        rivals = [pair for pair in pairs if _is_rival(pair) or _is_other_day(pair, finding, agreeing)]
        if best is not None:
            agreeing.append(best)
            taken.add((best.evidence_value.start, best.evidence_value.end))
        elif len(rivals) == 1:
            differing.append(rivals[0])
    return tuple(agreeing), tuple(differing)


def _candidates(wanted: Wanted, finding: Finding) -> Iterator[Comparison]:
    """Every pair of the value that arithmetic relates; those of another scope or time are out, whatever the words say."""
    yield from (
        pair
        for pair in finding.comparisons
        if pair.claim_value == wanted.value and _same_frame(pair) and (wanted.value.kind in DATES or _agrees(pair))
    )
    for line in finding.passage.lines:
        for value in line.values:
            if (value.kind in DATES) != (wanted.value.kind in DATES):
                continue
            if is_bare(wanted.value) or worth_pairing(wanted.value, value):
                pair = compare_in_place(wanted, value, line, finding)
                if _same_frame(pair):
                    yield pair


def _same_frame(pair: Comparison) -> bool:
    return SlotCheck.DIFFERENT not in {pair.slot.scope, pair.slot.time}


def _agrees(pair: Comparison) -> bool:
    """Whether the arithmetic agrees in full. Counts of things named by other nouns agree only where the number is the same."""
    if pair.level not in _AGREE or pair.reason in WEAKER:
        return False
    if is_bare(pair.claim_value):
        return pair.level is Level.EXACT or pair.reason == "bound"
    counted = pair.claim_value.dimension in {"", "[count]"} and pair.claim_value.kind not in DATES
    ours, theirs = pair.claim_value.unit, pair.evidence_value.unit
    return not counted or pair.level is Level.EXACT or ours == theirs or bool(ours and theirs and people_both(ours, theirs))


def _is_rival(pair: Comparison) -> bool:
    """Whether it may be the claim's amount with another figure: of one measure or noun, and within a factor of ten."""
    if pair.claim_value.kind in DATES:
        return False
    ours, theirs = pair.claim_value.low or pair.claim_value.high, pair.converted_low or pair.converted_high
    if pair.level is not Level.DIFFERS or pair.reason in UNCLEAR or not ours or not theirs:
        return False
    return pair.claim_value.dimension == pair.evidence_value.dimension and 1 / _FAR < theirs / ours < _FAR


def _is_other_day(pair: Comparison, finding: Finding, agreeing: Sequence[Comparison]) -> bool:
    """Whether it may be the claim's date with other days: it stands in a sentence with one of the claim's amounts."""
    if pair.claim_value.kind not in DATES or pair.level is not Level.DIFFERS or pair.reason in UNCLEAR:
        return False
    amounts = [other.evidence_value.start for other in agreeing if other.claim_value.kind not in DATES]
    held = (line for line in finding.passage.lines if line.start <= pair.evidence_value.start < line.end)
    return any(line.start <= at < line.end for line in held for at in amounts)


def _closeness(pair: Comparison) -> tuple[bool, float, int]:
    return pair.level is not Level.EXACT, abs(pair.difference_relative or 0.0), pair.evidence_value.start


def with_figures(side: ClaimSide, pairs: Sequence[Comparison]) -> str:
    """The claim's standalone sentence with the passage's figures in place of its own, and without the notes of its dates."""
    text = side.terms.text
    told = {pair.claim_value: pair.evidence_value for pair in pairs}
    for wanted in sorted(side.values, key=lambda wanted: -wanted.place.value.start):
        there, own = told.get(wanted.value), wanted.place.value
        if there is not None and there.text and there.end > there.start and text[own.start : own.end] == own.text:
            text = _before(text[: own.start], own, there) + _in_place_of(own, there) + text[own.end :]
    return NOTE.sub("", text).replace("  ", " ").replace(" .", ".")


def _is_range(value: Value) -> bool:
    return value.low is not None and value.high is not None and value.low != value.high


def _before(text: str, own: Value, there: Value) -> str:
    """What the claim says before its figure, as it reads before the evidence's."""
    if there.modifier is not None:
        return text
    if _is_range(own) and not _is_range(there):
        text = _OPENS_RANGE.sub("", text)
    return _BOUND.sub("", text)


def _in_place_of(own: Value, there: Value) -> str:
    """The evidence's figure before the claim's own noun or unit; dates, ranges and measures in another unit come whole."""
    ours, theirs = _FIGURE.match(own.text), _FIGURE.match(there.text)
    converted = own.unit != there.unit and bool(own.unit and there.unit) and convert(1.0, there.unit, own.unit) is not None
    if own.kind in DATES or is_bare(own) or converted or _is_range(own) != _is_range(there):
        return there.text
    return own.text if ours is None or theirs is None else theirs.group() + own.text[ours.end() :]
