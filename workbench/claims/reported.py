"""Reported speech without quotation marks: the clause, infinitive or object that hangs on a cue in the parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claims.cues import CLAUSE_CUES, CLAUSE_NOUNS, INFINITIVE_CUES, NAMING_CUES, OBJECT_CUES, PREPOSITION_CUES, SPEECH
from workbench.claims.speakers import Mention, Speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_EDGES = " \t\r\n,;:.–—-\"“”'‘’"


@dataclass(frozen=True, slots=True)
class Report:
    """Reported content with its cue and speaker; `start`/`end` leave out the conjunction and outer punctuation."""

    start: int
    end: int
    cue_start: int
    cue: str
    speaker: Mention | None
    spoken: bool


def find_reports(
    doc: Doc, sentences: tuple[Span, ...], speakers: Speakers, is_quoted: Callable[[int], bool]
) -> tuple[Report, ...]:
    """Reports whose cue stands outside quotation marks, by start, content cut at the ends of the cue's sentence."""
    found: list[Report] = []
    for token in doc:
        if is_quoted(token.idx):
            continue
        for first, last in _contents(token):
            speaker = speakers.of_verb(token) if token.pos_ in {"VERB", "AUX"} else _speaker_of_noun(token, speakers)
            span = _trim(doc.text, *_within(sentences, token.idx, first.idx, last.idx + len(last)))
            if span[0] < span[1]:
                found.append(Report(*span, token.idx, token.text, speaker, token.lemma_.lower() in SPEECH))
    found += _according(doc, sentences, speakers, is_quoted)
    return _outermost(sorted(found, key=lambda report: (report.start, -report.end, report.cue_start)))


def _outermost(reports: list[Report]) -> tuple[Report, ...]:
    """Leave out what somebody is said to think or want inside another's words; what is said there stays."""
    kept: list[Report] = []
    reach = -1
    for report in reports:
        if report.end > reach or report.spoken:
            kept.append(report)
        reach = max(reach, report.end)
    return tuple(kept)


def _within(sentences: tuple[Span, ...], place: int, start: int, end: int) -> Span:
    index = bisect_right(sentences, place, key=lambda sentence: sentence[0]) - 1
    low, high = sentences[index]
    return max(low, start), min(high, end)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


# ------------------------------------------------------------------------------------------------ what hangs on a cue


def _contents(cue: Token) -> Iterator[tuple[Token, Token]]:
    """First and last token of everything `cue` reports."""
    lemma = cue.lemma_.lower()
    if cue.pos_ == "VERB":
        for child in cue.children:
            if _is_content(lemma, child) and (child.dep_ == "ccomp" or not _is_passive(cue)):
                yield _first(child), child.right_edge
            elif child.dep_ == "prep" and f"{lemma}-{child.lower_}" in PREPOSITION_CUES:
                yield from ((inner.left_edge, inner.right_edge) for inner in child.children if inner.dep_ in {"pobj", "pcomp"})
    elif cue.pos_ == "NOUN" and lemma in CLAUSE_NOUNS:
        for child in cue.children:
            if child.dep_ in {"acl", "ccomp"} and _opens_with(child, {"that", "to"}):
                yield _first(child), child.right_edge


def _is_content(lemma: str, child: Token) -> bool:
    if child.dep_ == "ccomp":
        return lemma in CLAUSE_CUES or lemma in NAMING_CUES
    if child.dep_ == "advcl":
        return f"{lemma}-for" in PREPOSITION_CUES and child.left_edge.lower_ == "for"
    if child.dep_ == "xcomp":
        return lemma in INFINITIVE_CUES
    if child.dep_ == "oprd":
        return lemma in NAMING_CUES
    return child.dep_ == "dobj" and lemma in OBJECT_CUES and child.pos_ != "PRON"


def _is_passive(verb: Token) -> bool:
    """Passive without "by": nobody is named, so an infinitive or object is nobody's."""
    parts = {child.dep_ for child in verb.children}
    return "agent" not in parts and ("auxpass" in parts or (verb.dep_ == "acl" and verb.tag_ == "VBN"))


def _opens_with(clause: Token, words: set[str]) -> bool:
    return any(child.lower_ in words for child in clause.lefts)


def _first(clause: Token) -> Token:
    """The first token of a clause after its "that"."""
    first = clause.left_edge
    return first.nbor() if first.lower_ == "that" and first.tag_ == "IN" and first.i < clause.i else first


def _speaker_of_noun(noun: Token, speakers: Speakers) -> Mention | None:
    """Whose "allegation that" it is: the possessor, the "of" or "by" phrase, else the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            return speakers.of_noun(child)
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from", "among"}:
            return next((speakers.of_noun(inner) for inner in child.children if inner.dep_ == "pobj"), None)
    return speakers.of_verb(noun.head) if noun.dep_ in {"dobj", "attr"} else None


# ------------------------------------------------------------------------------------------------ according to


def _according(doc: Doc, sentences: tuple[Span, ...], speakers: Speakers, is_quoted: Callable[[int], bool]) -> Iterator[Report]:
    """Before or after "according to Y", the rest of the sentence is what Y reports."""
    for match in _ACCORDING.finditer(doc.text):
        place = match.start()
        if is_quoted(place) or (span := doc.char_span(place, match.end(), alignment_mode="expand")) is None:
            continue
        noun = next((token for token in span[-1].subtree if token.dep_ == "pobj" and token.head.i == span[-1].i), None)
        speaker = speakers.of_noun(noun) if noun is not None else None
        phrase_end = max(speaker.end if speaker else 0, span[-1].right_edge.idx + len(span[-1].right_edge))
        low, high = _within(sentences, place, 0, len(doc.text))
        start, end = (phrase_end, high) if place - low < high - phrase_end and place == low else (low, place)
        content = _trim(doc.text, start, end)
        if content[0] < content[1]:
            yield Report(*content, place, match.group(), speaker, spoken=True)
