"""From an article's text to its claims: sentences, parts, quotations, values and scores put together."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from workbench.claims.attribution import find_quotes
from workbench.claims.checkworthy import Candidate, Scored, score_claims
from workbench.claims.datelines import cut_dateline
from workbench.claims.mentions import Memory
from workbench.claims.modality import read_modality
from workbench.claims.parts import Part, PartKind
from workbench.claims.skipping import LABEL, OPINION, skip_reason
from workbench.claims.split import doc_sentences, split_sentence
from workbench.claims.standalone import report_around, resolved_name, standalone_text
from workbench.claims.transcripts import cut_labels, find_turns
from workbench.claims.types import claim_types
from workbench.errors import BadInputError
from workbench.models import ArticleReading, Claim, Quote, Sentence, Value, ValueKind
from workbench.parser import language
from workbench.sentences import split_sentences
from workbench.values.subjects import find_subject, name_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WORTHLESS = 0.08
"""Below this a sentence without value or quotation is listed as opinion instead of as a claim."""

_LONGEST_NOTE = 1000  # characters looked back over for the bracket that a note stands in

Encode = Callable[[list[str]], npt.NDArray[np.float32]]


def read_claims(
    text: str,
    values: Sequence[Value],
    *,
    title: str | None = None,
    published: dt.date | None = None,
    encode: Encode | None = None,
) -> ArticleReading:
    """Read every claim of `text`.

    Claims are ordered by start, an outer claim before those nested in it; each of `values` is in exactly one claim unless
    its sentence is skipped. `encode` turns sentences into 384-dimensional unit vectors and sharpens check-worthiness.

    Raises:
        BadInputError: the text is longer than the parser takes.
    """
    del published  # dates were resolved with the values
    turns = find_turns(text)
    sentences = cut_labels(text, cut_dateline(text, split_sentences(text)), turns)
    doc = parse_sentences(text, sentences)
    quotes = find_quotes(text, sentences, doc)
    spans = doc_sentences(doc, sentences)
    marked = tuple(quote for quote in quotes if not (quote.nested or quote.turn))
    material = _Material(
        text, doc, spans, marked, tuple(values), Memory(doc, spans), tuple(quote for quote in quotes if quote.turn)
    )
    labels = {turn.label for turn in turns}
    reasons = [
        LABEL
        if span.start_char in labels
        else skip_reason(
            span, _starting(values, span), _overlapping(marked, span), title, _paragraph_before(text, span.start_char)
        )
        for span in material.spans
    ]
    drafts = [draft for index, reason in enumerate(reasons) if reason is None for draft in _drafts(material, index)]
    claims = _claims(material, drafts, encode)
    kept = _without_opinion(reasons, drafts, claims)
    return ArticleReading(
        sentences=tuple(Sentence(a, b, text[a:b], reason) for (a, b), reason in zip(sentences, kept, strict=True)),
        claims=tuple(claim for claim in claims if kept[claim.sentence] is None),
        quotes=quotes,
        values=tuple(values),
    )


def parse_sentences(text: str, sentences: Sequence[tuple[int, int]]) -> Doc:
    """Parse `text` so that no clause reaches over the ends of `sentences`.

    Raises:
        BadInputError: the text is longer than the parser takes.
    """
    pipeline = language()
    if len(text) > pipeline.max_length:
        raise BadInputError(
            "article_too_long",
            expected=f"at most {pipeline.max_length} characters in one article",
            found=str(len(text)),
            fix="split the article",
        )
    doc = pipeline.make_doc(text)
    starts = {start for start, _ in sentences}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return pipeline(doc)


def claim_id(text: str, occurrence: int) -> str:
    """Name of the `occurrence`-th (from 0) claim with this `text`: it survives changes elsewhere in the article."""
    return "c-" + hashlib.sha256(f"{text}\x1f{occurrence}".encode()).hexdigest()[:12]


# ------------------------------------------------------------------------------------------------------- assembly


@dataclass(frozen=True, slots=True)
class _Material:
    """What every step of the assembly looks at; `quotes` leaves out quotations inside others and what transcripts say."""

    text: str
    doc: Doc
    spans: list[Span]
    quotes: tuple[Quote, ...]
    values: tuple[Value, ...]
    memory: Memory
    turns: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before it is scored and named."""

    sentence: int
    part: Part
    nested: tuple[Part, ...]


def _drafts(material: _Material, sentence: int) -> list[_Draft]:
    span = material.spans[sentence]
    valued = [(value.start, value.end) for value in _starting(material.values, span)]
    guarded = [*valued, *((quote.start - 1, quote.end + 1) for quote in material.quotes if quote.direct)]
    parts = split_sentence(span, guarded, valued)
    return [_Draft(sentence, part, _children(part, parts)) for part in parts]


def _children(part: Part, parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(
        other for other in parts if other is not part and part.core[0] <= other.core[0] and other.core[1] <= part.core[1]
    )


def _owned_values(drafts: Sequence[_Draft], values: Sequence[Value]) -> dict[int, list[Value]]:
    """Index of draft → its values; each value goes to the smallest core it starts in."""
    owned: dict[int, list[Value]] = {index: [] for index in range(len(drafts))}
    starts = [value.start for value in values]
    best: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        low, high = draft.part.core
        for place in range(bisect_left(starts, low), bisect_left(starts, high)):
            held = best.get(place)
            if held is None or high - low < drafts[held].part.core[1] - drafts[held].part.core[0]:
                best[place] = index
    for place, index in sorted(best.items()):
        owned[index].append(values[place])
    return owned


def _claims(material: _Material, drafts: Sequence[_Draft], encode: Encode | None) -> list[Claim]:
    owned = _owned_values(drafts, material.values)
    scores = _scores(material, drafts, owned, encode)
    seen: Counter[str] = Counter()
    claims = []
    for index, draft in enumerate(drafts):
        text = material.text[draft.part.start : draft.part.end]
        claims.append(_claim(material, draft, owned[index], scores[index], claim_id(text, seen[text])))
        seen[text] += 1
    return claims


def _claim(material: _Material, draft: _Draft, values: Sequence[Value], scored: Scored, name: str) -> Claim:
    part, doc, memory = draft.part, material.doc, material.memory
    report = report_around(part, doc)
    stated = doc[report.content if report else part.head]
    quotes = tuple(quote for quote in material.quotes if quote.start < part.core[1] and part.core[0] < quote.end)
    inside = _tokens(doc, part)
    named = tuple(replace(value, subject=_subject(value, doc, memory)) for value in values)
    return Claim(
        claim_id=name,
        start=part.start,
        end=part.end,
        text=material.text[part.start : part.end],
        standalone=standalone_text(part, draft.nested, doc, memory, values=material.values, quotes=material.quotes),
        sentence=draft.sentence,
        types=claim_types(part.kind, stated, inside, named, quotes),
        check_worthiness=scored.score,
        reasons=scored.reasons,
        speaker=_speaker(part, quotes, doc, memory) or _turn_speaker(part, material.turns),
        modality=read_modality(stated, inside),
        values=named,
        subject=_claim_subject(part, doc, memory),
        quotes=quotes,
    )


def _scores(
    material: _Material, drafts: Sequence[_Draft], owned: dict[int, list[Value]], encode: Encode | None
) -> tuple[Scored, ...]:
    said = [quote for quote in material.quotes if quote.direct and quote.speaker]
    candidates = [
        Candidate(
            tokens=[*_shared_subject(material.doc, draft.part), *_tokens(material.doc, draft.part)],
            valued=any(value.kind is not ValueKind.ORDINAL for value in owned[index]),
            quoted=any(quote.start < draft.part.core[1] and draft.part.core[0] < quote.end for quote in said),
        )
        for index, draft in enumerate(drafts)
    ]
    texts = [material.text[draft.part.start : draft.part.end] for draft in drafts]
    vectors = np.asarray(encode(texts), dtype=np.float32) if encode is not None and texts else None
    return score_claims(candidates, vectors=vectors)


def _without_opinion(reasons: Sequence[str | None], drafts: Sequence[_Draft], claims: Sequence[Claim]) -> list[str | None]:
    """Skip a sentence whose every claim is next to worthless and holds neither value nor quotation."""
    kept = list(reasons)
    by_sentence: dict[int, list[Claim]] = {}
    for draft, claim in zip(drafts, claims, strict=True):
        by_sentence.setdefault(draft.sentence, []).append(claim)
    for sentence, found in by_sentence.items():
        if all(_worthless(claim) for claim in found):
            kept[sentence] = OPINION
    return kept


def _worthless(claim: Claim) -> bool:
    spoken = any(quote.direct for quote in claim.quotes)
    return claim.check_worthiness < WORTHLESS and not claim.values and not spoken


# ----------------------------------------------------------------------------------------------- who and about what


def _speaker(part: Part, quotes: Sequence[Quote], doc: Doc, memory: Memory) -> str | None:
    """The speaker of the quotation that covers most of the part, else of the reporting frame around it."""
    covering = sorted(
        (quote for quote in quotes if quote.speaker),
        key=lambda quote: (max(quote.start, part.core[0]) - min(quote.end, part.core[1]), quote.start),
    )
    half = (part.core[1] - part.core[0]) / 2
    if covering and (covering[0].direct or min(covering[0].end, part.core[1]) - max(covering[0].start, part.core[0]) >= half):
        return _full_speaker(covering[0], doc, memory)
    report = report_around(part, doc)
    return _name(doc[report.speaker], memory) if report else None


def _turn_speaker(part: Part, turns: Sequence[Quote]) -> str | None:
    """Who speaks in the transcript where the part stands."""
    place = bisect_right(turns, part.core[0], key=lambda turn: turn.start) - 1
    return turns[place].speaker if place >= 0 and part.core[0] < turns[place].end else None


def _full_speaker(quote: Quote, doc: Doc, memory: Memory) -> str | None:
    if quote.speaker_start is None or quote.speaker_end is None:
        return quote.speaker
    span = doc.char_span(quote.speaker_start, quote.speaker_end, alignment_mode="expand")
    if span is None or not len(span):
        return quote.speaker
    whole = name_of(span.root)
    cut_short = bool(quote.speaker) and " " not in (quote.speaker or "") and (quote.speaker or "") in whole
    return resolved_name(span.root, memory) or (whole if cut_short else quote.speaker)


def _subject(value: Value, doc: Doc, memory: Memory) -> str | None:
    """The value's subject with a pronoun or short name in it resolved."""
    found = find_subject(value, doc)
    if found is None:
        return value.subject
    name = resolved_name(doc[found.token], memory) if found.token is not None else None
    return str(replace(found, entity=name) if name else found) or value.subject


def _claim_subject(part: Part, doc: Doc, memory: Memory) -> str | None:
    """Whom or what the claim is about: the noun a nested part describes, or the subject of its verb."""
    if part.owner is not None and doc[part.owner].pos_ in {"NOUN", "PROPN", "PRON"}:
        return _name(doc[part.owner], memory)
    verb = doc[part.owner if part.owner is not None else part.head]
    report = report_around(part, doc)
    if report is not None and verb.i == part.head:
        verb = doc[report.content]
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    return _name(subject, memory) if subject is not None else None


def _name(token: Token, memory: Memory) -> str:
    return resolved_name(token, memory) or name_of(token)


# ------------------------------------------------------------------------------------------------------- stretches


def _tokens(doc: Doc, part: Part) -> list[Token]:
    span = doc.char_span(part.start, part.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _shared_subject(doc: Doc, part: Part) -> list[Token]:
    """The subject that a coordinated predicate shares, without which it would read as an order."""
    if part.kind is not PartKind.PREDICATE or part.owner is None:
        return []
    subject = next((child for child in doc[part.owner].children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    return list(doc[subject.left_edge.i : subject.i + 1]) if subject is not None else []


def _starting(values: Sequence[Value], span: Span) -> Sequence[Value]:
    low = bisect_left(values, span.start_char, key=lambda value: value.start)
    return values[low : bisect_left(values, span.end_char, key=lambda value: value.start)]


def _paragraph_before(text: str, start: int) -> str:
    return text[max(text.rfind("\n", 0, start) + 1, start - _LONGEST_NOTE) : start]


def _overlapping(quotes: Sequence[Quote], span: Span) -> list[Quote]:
    return [quote for quote in quotes if quote.start < span.end_char and span.start_char < quote.end]
