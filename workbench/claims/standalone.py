"""A claim readable without its article: pronouns and short names filled in, days dated, the reporting frame set apart.

Only words the article has used are put in; where an antecedent is not clear the text stays as written. Words inside
quotation marks are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claims.mentions import Memory
from workbench.claims.parts import Part, PartKind
from workbench.claims.phrases import is_possessive
from workbench.claims.split import CONTRAST, REPORTING
from workbench.models import Quote, Value, ValueKind
from workbench.values.subjects import name_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FRAME = frozenset(("nsubj", "nsubjpass", "aux", "advmod", "prep", "pobj", "dative", "dobj", "cc", "npadvmod", "mark", "punct"))
_SAME_IN_THE_PAST = frozenset("lay cut put set hit let cost read shut spread quit bet cast".split())
_PLURAL = frozenset(("NNS", "NNPS"))
_SHORTEST = 3  # tokens; a joining word is left out only before more than one other
_BLANKS = re.compile(r"\s{1,50}")
_LOOSE_COMMA = re.compile(r" ?,(?: ?,){1,5}")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_WHOLE_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_ENDINGS = ".!?…\"”'’"
_CLIPPED = " \t\r\n,;:—–-"


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting frame: token indices of speaker, verb of saying and reported verb, and the stretch of what is reported."""

    speaker: int
    verb: int
    start: int
    end: int
    content: int


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def report_around(part: Part, doc: Doc) -> Report | None:
    """The frame ``X said (that) …`` or ``…, X said`` or ``according to X`` around `part`, or ``None``."""
    head = doc[part.head]
    for token in _and_above(head):
        if any(between.text == ";" for between in doc[head.i : token.i]):
            break  # the cue is that of the sentence behind the semicolon
        if token.lemma_.lower() in REPORTING and not any(child.dep_ == "neg" for child in token.children):
            speaker = _subject(token)
            content = _content(token, _span(part, doc))
            if speaker is not None and token.i != head.i:
                return Report(speaker.i, token.i, part.start, part.end, head.i)
            if speaker is not None and content is not None:
                return Report(speaker.i, token.i, content.left_edge.idx, _end(content.right_edge), content.i)
    return _according(part, head)


def _content(verb: Token, span: range) -> Token | None:
    """What `verb` reports inside `span`; the parser hangs a contrasting clause before the verb of saying as adverbial."""
    clauses = [child for child in verb.children if child.i in span]
    complement = next((child for child in clauses if child.dep_ == "ccomp"), None)
    loose = (child for child in clauses if child.dep_ == "advcl" and child.i < verb.i and _subject(child) is not None)
    return complement or next((child for child in loose if any(mark.lower_ in CONTRAST for mark in child.lefts)), None)


def _according(part: Part, head: Token) -> Report | None:
    source = next(
        (c for c in head.children if c.dep_ == "prep" and c.lower_ == "according" and part.start <= c.idx < part.end), None
    )
    named = None if source is None else next((token for token in source.subtree if token.dep_ == "pobj"), None)
    if source is None or named is None:
        return None
    if source.i > head.i:
        return Report(named.i, source.i, part.start, source.left_edge.idx, head.i)
    return Report(named.i, source.i, _end(source.right_edge), part.end, head.i)


def standalone_text(
    part: Part, nested: Sequence[Part], doc: Doc, memory: Memory, *, values: Sequence[Value], quotes: Sequence[Quote]
) -> str:
    """The standalone form of `part`; `nested` are the parts inside it, `values` and `quotes` those of the whole text."""
    quoted = [(quote.start, quote.end) for quote in quotes if quote.direct]
    inside = [value for value in values if part.start <= value.start and value.end <= part.end]
    start, end = _kept(part, doc, inside, quoted)
    edits = [
        edit for edit in _edits(part, (start, end), nested, doc, memory=memory, inside=inside) if not _touches(edit, quoted)
    ]
    if (
        part.kind is PartKind.ATTRIBUTE
        and part.core[0] == part.start
        and (measure := _measure_sentence(part, inside, memory.text, doc[part.head]))
    ):
        return measure
    body = _apply(memory.text, start, end, edits)
    return _finish(_prefix(part, doc, memory, start) + body)


def _measure_sentence(part: Part, inside: Sequence[Value], text: str, head: Token) -> str:
    """``the 12-mile Kerch Bridge`` → ``The Kerch Bridge is a 12-mile bridge.``; the value keeps its words."""
    value = next((value for value in inside if "-" in value.text and part.start <= value.start and value.end <= part.end), None)
    if value is None:
        return ""
    name = " ".join((text[part.start : value.start] + text[value.end : part.end].rstrip(".!?")).split())
    article = "an" if value.text.startswith(("8", "11-", "18-", "eight", "eleven")) else "a"
    return _finish(f"{name} {'are' if head.tag_ in _PLURAL else f'is {article}'} {value.text} {head.lower_}")


def resolved_name(token: Token, memory: Memory) -> str | None:
    """The full name behind `token` (a pronoun, "the company", a last name), or ``None`` where it names itself or is unclear."""
    called = next((child for child in token.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"), None)
    if token.pos_ == "NOUN" and called is not None:
        return memory.full_name(called) or name_of(called)
    if token.pos_ == "PRON" or (token.pos_ == "NOUN" and _definite(token)):
        mention = memory.antecedent(token)
        return mention.name if mention else None
    return memory.full_name(token) if token.text[:1].isupper() and not _has_first_name(token) else None


# ------------------------------------------------------------------------------------------- the stretch that is kept


def _kept(part: Part, doc: Doc, inside: Sequence[Value], quoted: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part without its reporting frame, unless the frame holds a value or the report is a direct quotation."""
    start, end = part.start, part.end
    if part.kind in {PartKind.RELATIVE, PartKind.APPOSITION, PartKind.ATTRIBUTE}:
        return start, end
    report = report_around(part, doc)
    if report is not None and not any(start < b and a < end for a, b in quoted):
        low, high = max(start, report.start), min(end, report.end)
        framed = [value for value in inside if value.start < low or value.end > high]
        if not framed and _only_frame(part, doc, report, low, high):
            start, end = low, high
    start = _without_joint(doc, start, end)
    return _without_that(doc, start, end), end


def _only_frame(part: Part, doc: Doc, report: Report, low: int, high: int) -> bool:
    """Whether what lies outside the report is nothing but the speaker, the verb of saying and what hangs on them."""
    frame: set[int] = set()
    verb = doc[report.verb]
    frame.add(verb.i)
    for child in verb.children:
        if child.dep_ in _FRAME and child.dep_ != "neg":
            frame.update(token.i for token in child.subtree)
    outside = [
        token for token in _span_tokens(part, doc) if not low <= token.idx < high and not token.is_punct and not token.is_space
    ]
    return all(token.i in frame for token in outside)


def _without_joint(doc: Doc, start: int, end: int) -> int:
    """Leave out a joining word at the very start: "But officials …"."""
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or len(span) < _SHORTEST:
        return start
    first = span[0]
    if first.dep_ == "cc" or (first.dep_ == "mark" and first.lower_ in CONTRAST):
        return int((span[2] if span[1].is_punct else span[1]).idx)
    return start


def _without_that(doc: Doc, start: int, end: int) -> int:
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is not None and len(span) >= _SHORTEST and span[0].lower_ == "that" and span[0].dep_ == "mark":
        return int(span[1].idx)
    return start


# ------------------------------------------------------------------------------------------------------- the edits


def _edits(
    part: Part, kept: tuple[int, int], nested: Sequence[Part], doc: Doc, *, memory: Memory, inside: Sequence[Value]
) -> Iterator[_Edit]:
    yield from _dates(inside)
    dropped = [
        _without(child, doc, memory.text) for child in nested if child.kind is not PartKind.APPOSITION and _set_off(child)
    ]
    yield from dropped
    yield from _linked(part, doc)
    for token in _span_tokens(part, doc):
        if not any(edit.start <= token.idx < edit.end for edit in dropped):
            yield from _named(token, kept, memory)


def _set_off(child: Part) -> bool:
    return child.core[0] > child.start


def _dates(inside: Sequence[Value]) -> Iterator[_Edit]:
    """``Last month`` → ``Last month [2023-06]``, where the text does not already name the year."""
    for value in inside:
        if value.kind is ValueKind.DATE and value.resolved and value.timex and not _YEAR.search(value.text):
            day = _written_day(value)
            if day:
                yield _Edit(value.end, value.end, f" [{day}]")


def _written_day(value: Value) -> str:
    if value.timex and _WHOLE_DATE.fullmatch(value.timex):
        return value.timex
    if value.first_day is None or value.last_day is None:
        return ""
    if value.first_day == value.last_day:
        return value.first_day.isoformat()
    return f"{value.first_day.isoformat()}/{value.last_day.isoformat()}"


def _linked(part: Part, doc: Doc) -> Iterator[_Edit]:
    """Turn a nested part into a sentence: ``A, which opened`` → ``A opened``, ``A, the head of B`` → ``A is the head of B``."""
    if part.core[0] <= part.start or part.owner is None:
        return
    owner, head = doc[part.owner], doc[part.head]
    lead = doc.char_span(*part.core, alignment_mode="contract")
    if lead is None:
        return
    commas = [token.idx for token in doc[owner.i : lead[0].i] if token.text == ","]
    gap_start = commas[0] if commas else _end(_last_before(doc, lead[0].i))
    joined = any(child.dep_ == "cc" and child.text == "&" for child in owner.children)
    plural = not joined and (owner.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in owner.children))
    if part.kind is PartKind.APPOSITION and head.pos_ in {"NOUN", "PROPN"}:
        yield _Edit(gap_start, lead[0].idx, " are " if plural else " is ")
    elif part.kind is PartKind.ATTRIBUTE:
        yield _Edit(gap_start, _end(lead[0]), " have" if plural else " has")
    elif lead[0].tag_ in {"WDT", "WP"} and lead[0].dep_ in {"nsubj", "nsubjpass"}:
        yield _Edit(gap_start, _end(lead[0]), "")


def _last_before(doc: Doc, index: int) -> Token:
    current = doc[index - 1]
    while current.i > 0 and (current.is_punct or current.is_space):
        current = doc[current.i - 1]
    return current


def _named(token: Token, kept: tuple[int, int], memory: Memory) -> Iterator[_Edit]:
    """Replace a pronoun, a definite noun or a last name by what it stands for, unless the part itself names it before."""
    if token.pos_ == "PROPN" or (token.is_title and memory.full_name(token)):
        name = resolved_name(token, memory)
        if name is not None and name != token.text and name not in memory.text[kept[0] : token.idx]:
            yield _Edit(token.idx, _end(token), name)
        return
    mention = memory.antecedent(token) if token.pos_ == "PRON" or (token.pos_ == "NOUN" and _definite(token)) else None
    if mention is None or kept[0] <= mention.start < kept[1] or mention.name.lower() == token.text.lower():
        return
    start = token.left_edge.idx if token.pos_ == "NOUN" else token.idx
    if start >= kept[0]:
        owner = ("’" if mention.name.endswith("s") else "'s") if is_possessive(token) else ""
        yield _Edit(start, _end(token), mention.display + owner)


def _prefix(part: Part, doc: Doc, memory: Memory, start: int) -> str:
    """The subject and auxiliaries that a coordinated predicate shares with the one before it."""
    if part.kind is not PartKind.PREDICATE or part.owner is None or start > part.start:
        return ""
    verb, head = doc[part.owner], doc[part.head]
    subject = _subject(verb)
    if subject is None:
        return ""
    mention = memory.antecedent(subject) if subject.pos_ in {"PRON", "NOUN"} else None
    text = _bare_phrase(subject)
    if mention is not None and (subject.pos_ == "PRON" or _definite(subject)):
        text = mention.display
    elif subject.pos_ == "PROPN":
        text = resolved_name(subject, memory) or text
    return " ".join([text.strip(_CLIPPED), *_shared_auxiliaries(verb, head)]) + " "


def _bare_phrase(subject: Token) -> str:
    """The subject's noun phrase without what is set off from it by a comma."""
    pieces: list[str] = []
    for token in subject.subtree:
        if token.i > subject.i and token.text in {",", "(", "—", "–", "--"}:
            break
        pieces.append(token.text_with_ws)
    return "".join(pieces)


def _shared_auxiliaries(verb: Token, head: Token) -> list[str]:
    """The auxiliaries a coordinated verb borrows: "will close two wards and lay off 85 nurses"."""
    shared = [child for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.i < verb.i]
    own = any(child.dep_ in {"aux", "auxpass"} for child in head.children)
    modal = any(child.tag_ == "MD" for child in shared)
    bare = head.tag_ == "VBP" or head.lower_ in _SAME_IN_THE_PAST
    finite = head.tag_ in {"VBD", "VBZ", "MD", "VBP"} and not (modal and bare)
    return [] if own or finite else [child.text for child in shared]


# ------------------------------------------------------------------------------------------------------ putting together


def _apply(text: str, start: int, end: int, edits: Sequence[_Edit]) -> str:
    """`text[start:end]` with the edits that lie in it; of two that overlap the earlier, longer one wins."""
    pieces, place = [], start
    for edit in sorted(edits, key=lambda item: (item.start, -item.end)):
        if edit.start < place or edit.end > end:
            continue
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, text[place:end]])


def _finish(text: str) -> str:
    """One line, one comma at a time, a capital at the start, a stop at the end."""
    line = _LOOSE_COMMA.sub(",", _BLANKS.sub(" ", text)).replace(" ,", ",").replace(" .", ".").strip(_CLIPPED)
    if not line:
        return line
    line = line[0].upper() + line[1:]
    return line if line[-1] in _ENDINGS else line + "."


def _without(child: Part, doc: Doc, text: str) -> _Edit:
    """Drop a nested part with the commas around it; an earlier comma that it shared the closing one with keeps its pair."""
    start, end = child.core
    while start > 0 and text[start - 1] in " ,—–(":
        start -= 1
    closed = end < len(text) and text[end] in ",)"
    fronted = child.owner is not None and doc[child.owner].dep_ == "pobj"
    paired = closed and (fronted or "," in text[child.start : start])
    return _Edit(start, end + closed, "," if paired else "")


def _touches(edit: _Edit, quoted: Sequence[tuple[int, int]]) -> bool:
    return any((edit.start < b and a < edit.end) or a < edit.start == edit.end < b for a, b in quoted)


def _definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"} for child in token.lefts)


def _has_first_name(token: Token) -> bool:
    return any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.lefts) or token.dep_ == "compound"


def _and_above(token: Token) -> Iterator[Token]:
    for _ in range(6):
        yield token
        if token.head.i == token.i or token.dep_ not in {"ccomp", "conj"}:
            return
        token = token.head


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)


def _span(part: Part, doc: Doc) -> range:
    tokens = _span_tokens(part, doc)
    return range(tokens[0].i, tokens[-1].i + 1) if tokens else range(0)


def _span_tokens(part: Part, doc: Doc) -> list[Token]:
    span = doc.char_span(part.start, part.end, alignment_mode="contract")
    return list(span) if span is not None else []


def _end(token: Token) -> int:
    return int(token.idx + len(token))
