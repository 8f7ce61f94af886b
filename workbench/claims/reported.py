"""Reported speech without quotation marks: the clause, infinitive or object that hangs on a cue in the parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claims.cues import (
    CLAUSE_CUES,
    CLAUSE_NOUNS,
    DOCUMENT_NOUNS,
    FINDING_OBJECTS,
    INFINITIVE_CUES,
    NAMING_CUES,
    OBJECT_CUES,
    PREPOSITION_CUES,
    SPEECH,
    TELLING,
    UNSPOKEN_PASSIVES,
)
from workbench.claims.speakers import Mention, Speakers, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_OBJECTS = frozenset({"dobj", "dative"})
_EDGES = " \t\r\n,;:.–—-\"“”'‘’"


@dataclass(frozen=True, slots=True)
class Report:
    """Reported content with its cue and speaker; `start`/`end` leave out the conjunction and outer punctuation.

    ``speech``: the cue is a word of saying, not of thought. ``clause``: the content is a clause, not an object or infinitive.
    """

    start: int
    end: int
    cue_start: int
    cue: str
    speaker: Mention | None
    speech: bool
    clause: bool


@dataclass(frozen=True, slots=True)
class _Content:
    """First and last token of what a cue reports. ``around``: the cue interrupts it, so it begins with the sentence."""

    first: Token
    last: Token
    clause: bool = False
    around: bool = False


def find_reports(
    doc: Doc, sentences: tuple[Span, ...], speakers: Speakers, is_quoted: Callable[[int], bool]
) -> tuple[Report, ...]:
    """Reports whose cue stands outside quotation marks, by start, content cut at the ends of the cue's sentence."""
    found: list[Report] = []
    text = doc.text  # spaCy joins it anew from its tokens at each use
    for token in doc:
        if is_quoted(token.idx):
            continue
        for content in _contents(token):
            speaker = speakers.of_verb(token) if token.pos_ == "VERB" else _speaker_of_noun(token, speakers)
            start, end = content.first.idx, content.last.idx + len(content.last)
            span = _trim(text, *_within(sentences, token.idx, 0 if content.around else start, end))
            if span[0] < span[1] and not _breaks(text, span[1], token.idx, is_quoted):
                found.append(Report(*span, token.idx, token.text, speaker, token.lemma_.lower() in SPEECH, content.clause))
    found += _according(doc, sentences, speakers, is_quoted)
    return tuple(sorted(found, key=lambda report: (report.start, -report.end, report.cue_start)))


def outermost(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Leave out what somebody is said to think or want inside another's words; what is said there stays."""
    kept: list[Report] = []
    reach = -1
    for report in reports:
        if report.end > reach or (report.speech and report.clause):
            kept.append(report)
        reach = max(reach, report.end)
    return tuple(kept)


def _within(sentences: tuple[Span, ...], place: int, start: int, end: int) -> Span:
    index = bisect_right(sentences, place, key=lambda sentence: sentence[0]) - 1
    low, high = sentences[index]
    return max(low, start), min(high, end)


def _breaks(text: str, start: int, end: int, is_quoted: Callable[[int], bool]) -> bool:
    """Whether a semicolon outside quotations stands between what is said and the cue behind it: it is another sentence's."""
    return any(text[place] == ";" and not is_quoted(place) for place in range(start, end))


def _between_semicolons(text: str, place: int, sentence: Span, is_quoted: Callable[[int], bool]) -> Span:
    """The stretch of a sentence around `place` that no semicolon outside quotations parts."""
    marks = [at for at in range(*sentence) if text[at] == ";" and not is_quoted(at)]
    return (
        max((at + 1 for at in marks if at < place), default=sentence[0]),
        min((at for at in marks if at >= place), default=sentence[1]),
    )


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


# ------------------------------------------------------------------------------------------------ what hangs on a cue


def _contents(cue: Token) -> Iterator[_Content]:
    """Everything `cue` reports."""
    lemma = cue.lemma_.lower()
    if cue.pos_ == "VERB" and not _is_apposed(cue):
        nobody = is_passive(cue) and not any(child.dep_ == "agent" for child in cue.children)
        for child in cue.children:
            if _is_content(lemma, child) and not (nobody and (child.dep_ != "ccomp" or lemma in UNSPOKEN_PASSIVES)):
                yield _Content(_first(child), child.right_edge, child.dep_ == "ccomp", _interrupted(cue, child))
            elif child.dep_ in _OBJECTS and lemma in TELLING and not nobody:
                yield from (_Content(_first(told), told.right_edge, clause=True) for told in child.children if _hangs_on(told))
            elif child.dep_ == "prep" and (f"{lemma}-{child.lower_}" in PREPOSITION_CUES or _names_as(lemma, child)):
                yield from (_Content(inner.left_edge, inner.right_edge) for inner in child.rights)
        if _is_aside(cue):
            yield _Content(cue.doc[0], cue.doc[-1], clause=True)
    elif cue.pos_ == "NOUN" and lemma in CLAUSE_NOUNS:
        for child in cue.children:
            if child.dep_ in {"acl", "ccomp"} and _opens_with(child, {"that", "to"}):
                yield _Content(_first(child), child.right_edge, clause=True)


def _hangs_on(clause: Token) -> bool:
    """Whether the parse hung "that …" on the one told ("assured residents that …") instead of on the verb."""
    return clause.dep_ in {"acl", "ccomp", "relcl"} and any(
        child.dep_ == "mark" and child.lower_ in {"that", "whether", "if"} for child in clause.lefts
    )


def _is_aside(cue: Token) -> bool:
    """Whether "she wrote" stands between commas in a clause the parse hangs it on: "The tax, she wrote, would rise"."""
    subject = next((child for child in cue.lefts if child.dep_ == "nsubj"), None)
    if subject is None or cue.head == cue or cue.lemma_.lower() not in SPEECH or cue.i + 1 >= len(cue.doc):
        return False
    first = subject.left_edge.i
    content = any(child.dep_ in {"ccomp", "dobj", "relcl"} for child in cue.children) or subject.tag_ in {"WP", "WDT"}
    return first > 0 and cue.doc[first - 1].text == "," and cue.nbor().text == "," and not content


def _is_apposed(cue: Token) -> bool:
    """Whether `cue` is a participle after a noun and one comma ("the missile, called Prism"), whatever the parse says."""
    before = cue.doc[max(0, cue.i - 2) : cue.i]
    return len(before) > 1 and before[1].text == "," and before[0].dep_ in {"nsubj", "nsubjpass"} and before[0].head.i == cue.i


def _names_as(lemma: str, preposition: Token) -> bool:
    return lemma in NAMING_CUES and preposition.lower_ == "as"


def _interrupted(cue: Token, clause: Token) -> bool:
    """Whether the cue stands between commas inside the clause it reports: "The tax, she said, would rise"."""
    first = clause.left_edge
    return (
        first.i > cue.i
        and first.nbor(-1).text == ","
        and clause.dep_ == "ccomp"
        and not any(child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in clause.children)
    )


def _is_content(lemma: str, child: Token) -> bool:
    if lemma in FINDING_OBJECTS and child.dep_ == "dobj":
        subject = next((other for other in child.head.children if other.dep_ == "nsubj"), None)
        return subject is not None and subject.lemma_.lower() in DOCUMENT_NOUNS
    if child.dep_ == "ccomp":
        return lemma in CLAUSE_CUES or lemma in NAMING_CUES
    if child.dep_ == "advcl":
        return f"{lemma}-for" in PREPOSITION_CUES and child.left_edge.lower_ == "for"
    if child.dep_ == "xcomp":
        return lemma in INFINITIVE_CUES
    if child.dep_ == "oprd":
        return lemma in NAMING_CUES
    return child.dep_ == "dobj" and lemma in OBJECT_CUES and child.pos_ != "PRON"


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
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in SPEECH:
        return speakers.of_verb(noun.head.head)
    return speakers.of_verb(noun.head) if noun.dep_ in {"dobj", "attr"} else None


# ------------------------------------------------------------------------------------------------ according to


def _according(doc: Doc, sentences: tuple[Span, ...], speakers: Speakers, is_quoted: Callable[[int], bool]) -> Iterator[Report]:
    """Before or after "according to Y", the rest of the sentence is what Y reports."""
    text = doc.text
    for match in _ACCORDING.finditer(text):
        place = match.start()
        if is_quoted(place) or (span := doc.char_span(place, match.end(), alignment_mode="expand")) is None:
            continue
        noun = next((token for token in span[-1].subtree if token.dep_ == "pobj" and token.head.i == span[-1].i), None)
        speaker = speakers.of_noun(noun) if noun is not None else None
        phrase_end = max(speaker.end if speaker else 0, span[-1].right_edge.idx + len(span[-1].right_edge))
        low, high = _between_semicolons(text, place, _within(sentences, place, 0, len(text)), is_quoted)
        start, end = (phrase_end, high) if place - low < high - phrase_end and not text[low:place].strip() else (low, place)
        content = _trim(text, start, end)
        if content[0] < content[1]:
            yield Report(*content, place, match.group(), speaker, speech=True, clause=True)
