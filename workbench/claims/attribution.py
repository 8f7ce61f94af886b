"""Quotes of a text, direct and reported, with who said them and by which word.

Quotation marks give the direct quotes (`quotation_marks`), the parse gives reported clauses (`reported`) and the
subjects of cue verbs (`speakers`); without a parse, patterns beside the marks serve (`plain_cues`). A direct quote
takes its speaker from the nearest of: the words after it, the words before it, the reported clause it stands in, the
quote it goes on from.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.claims.cues import SPEECH
from workbench.claims.plain_cues import cue_after, cue_before
from workbench.claims.quotation_marks import Quoted, find_quoted
from workbench.claims.reported import Report, find_reports, outermost
from workbench.claims.speakers import Mention, Speakers
from workbench.models import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

# A cue stands within this many tokens of the marks it belongs to.
_NEAR = 30
# Up to this many words may stand between a cue and a comma before the marks, or between two quotations of one speaker.
_FEW = 12
_LINK = 4
# So many quoted words are somebody's speech, where fewer may be a name or a doubtful term.
_OWN_SPEECH = 4
# Blanks looked over for a colon that ends the paragraph before.
_GAP = 8
# A report's end leaves out the punctuation that a quotation keeps.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class _Saying:
    """Cue and speaker of one quotation."""

    cue: str | None
    speaker: Mention | None


def find_quotes(text: str, sentences: Sequence[Span], doc: Doc | None) -> tuple[Quote, ...]:
    """Quotes of `text`, ordered by start, the longer first; a direct quote may stand inside a reported one.

    Args:
        text: the source.
        sentences: offsets of its sentences, as `split_sentences` gives them.
        doc: its parse, or `None`: then only direct quotes are found, with the speakers that patterns can see.
    """
    quoted = find_quoted(text)
    places = _Places(text, tuple(sentences), quoted)
    speakers = Speakers(doc, places.is_quoted) if doc is not None else None
    reports = (
        find_reports(doc, places.sentences, speakers, places.is_quoted) if doc is not None and speakers is not None else ()
    )
    direct = _direct_quotes(_Reader(places, doc, speakers, reports))
    reported = _reported_quotes(text, reports, places)
    return tuple(sorted((*direct, *reported), key=lambda quote: (quote.start, -quote.end, quote.direct)))


class _Places:
    """Where quotations and sentences lie."""

    def __init__(self, text: str, sentences: tuple[Span, ...], quoted: tuple[Quoted, ...]) -> None:
        self.text = text
        self.sentences = sentences
        self.outer = tuple(item for item in quoted if not item.inner)
        self.inner = tuple(item for item in quoted if item.inner)
        self._starts = [item.opens_at for item in self.outer]
        self._sentence_starts = [start for start, _ in sentences]

    def is_quoted(self, place: int) -> bool:
        """Whether `place` lies within a quotation."""
        return self._at(place) is not None

    def whole(self, start: int, end: int) -> Span:
        """`start` and `end` moved out to the marks of the quotations they cut, so that no mark is left without its fellow."""
        first, last = self._at(start - 1), self._at(end)
        if first is not None and first.closes_at <= end:
            start = first.opens_at
        if last is not None and last.opens_at >= start:
            end = last.closes_at
        return start, end

    def is_within(self, start: int, end: int) -> bool:
        """Whether all of `start` to `end` is one quotation or part of it."""
        item = self._at(start)
        return item is not None and end <= item.closes_at

    def _at(self, place: int) -> Quoted | None:
        index = bisect_right(self._starts, place) - 1
        return self.outer[index] if index >= 0 and place < self.outer[index].closes_at else None

    def sentence_at(self, place: int) -> Span:
        """The sentence that holds `place`."""
        index = bisect_right(self._sentence_starts, place) - 1
        return self.sentences[max(index, 0)] if self.sentences else (0, len(self.text))

    def before(self, index: int) -> int:
        """Where the words before quotation `index` begin: its sentence, one that ends in a colon, the quotation before."""
        item = self.outer[index]
        start = self.sentence_at(item.opens_at)[0]
        if start == item.opens_at and self.text[max(0, start - _GAP) : start].rstrip().endswith(":"):
            start = self.sentence_at(start - 1)[0]
        return max(start, self.outer[index - 1].closes_at) if index else start

    def after(self, index: int) -> int:
        """Where the words after quotation `index` end: its sentence, or the next quotation."""
        item = self.outer[index]
        end = self.sentence_at(max(item.start, item.closes_at - 1))[1]
        return min(end, self.outer[index + 1].opens_at) if index + 1 < len(self.outer) else end


class _Reader:
    """Finds the saying of each quotation in order, remembering the one before."""

    def __init__(self, places: _Places, doc: Doc | None, speakers: Speakers | None, reports: tuple[Report, ...]) -> None:
        self.places = places
        self._doc = doc
        self._speakers = speakers
        self._reports = reports
        self._according_reports = sorted(
            (report for report in reports if report.cue.lower() == "according to"), key=lambda report: report.cue_start
        )
        self._report_starts = [report.start for report in reports]

    def saying(self, index: int, previous: _Saying | None) -> _Saying | None:
        """Cue and speaker of quotation `index`."""
        return (
            self._lead_in(index)
            or self._tail(index)
            or self._inside_report(self.places.outer[index])
            or self._continued(index, previous)
            or self._governed(self.places.outer[index])
        )

    def _lead_in(self, index: int) -> _Saying | None:
        """`Smith said, "…"`: the words before end with a cue, a comma after one, or a colon."""
        start, end = self.places.before(index), self.places.outer[index].opens_at
        before = self.places.text[start:end].rstrip()
        if not before:
            return None
        if before[-1] == "," and (according := self._according(start, end)):
            return according
        cue = self._last_cue(start, end)
        adjoins = before[-1] == ":" or (cue is not None and self._adjoins(cue, before, end))
        if cue is not None and adjoins and (mention := self._speaker_of(cue)):
            return _Saying(cue.text, mention)
        if self._doc is not None and not adjoins and before[-1] != ",":
            return None
        plain = cue_before(self.places.text, end, start)
        return _Saying(plain.text, plain.speaker) if plain else None

    def _according(self, start: int, end: int) -> _Saying | None:
        """What an "according to" between `start` and `end` says."""
        index = bisect_left(self._according_reports, start, key=lambda report: report.cue_start)
        found = [report for report in self._according_reports[index : index + 1] if report.cue_start < end]
        return _Saying(found[0].cue, found[0].speaker) if found else None

    def _adjoins(self, cue: Token, before: str, end: int) -> bool:
        """Whether `cue` is the last word before the marks, or all that follows it is an adverbial and a comma."""
        between = self.places.text[cue.idx + len(cue) : end].strip(" ,\n")
        return not between or between == "that" or (before[-1] == "," and len(between.split()) <= _FEW)

    def _tail(self, index: int) -> _Saying | None:
        """`"…," Smith said`: the quotation ends like a clause or begins its sentence, and a cue follows."""
        item = self.places.outer[index]
        start, end = item.closes_at, self.places.after(index)
        if start >= end or not self._ends_clause(item):
            return None
        if according := self._according(start, min(end, start + _SLACK)):
            return according
        cue = self._first_cue(start, end)
        mention = self._speaker_of(cue) if cue is not None else None
        if cue is not None and mention is not None:
            return _Saying(cue.text, mention)
        plain = cue_after(self.places.text, start, end)
        return _Saying(plain.text, plain.speaker) if plain else None

    def _ends_clause(self, item: Quoted) -> bool:
        text = self.places.text
        return text[item.end - 1] in ",.!?…—-" or text[item.closes_at : item.closes_at + 1] in {",", "."}

    def _inside_report(self, item: Quoted) -> _Saying | None:
        """The shortest reported stretch the quotation stands in, said before thought."""
        place = bisect_right(self._report_starts, item.start)
        around = [report for report in self._reports[max(0, place - _NEAR) : place] if report.end + _SLACK >= item.end]
        best = min(around, key=lambda report: (not report.speech, report.end - report.start), default=None)
        return _Saying(best.cue, best.speaker) if best else None

    def _continued(self, index: int, previous: _Saying | None) -> _Saying | None:
        """A quotation that begins a sentence goes on from the one before it in its paragraph, or that runs on into it."""
        if previous is None or index == 0:
            return None
        item, earlier = self.places.outer[index], self.places.outer[index - 1]
        if earlier.runs_on and self.places.text[earlier.closes_at : item.opens_at].isspace():
            return previous
        if item.paragraph != earlier.paragraph:
            alone = item.opens_at == item.paragraph[0] and item.closes_at == item.paragraph[1]
            return previous if alone and self.places.text[earlier.paragraph[1] : item.opens_at].isspace() else None
        between = self.places.text[earlier.closes_at : item.opens_at]
        linked = len(between.split()) <= _LINK and not any(mark in between for mark in ".;:")
        long = len(self.places.text[item.start : item.end].split()) >= _OWN_SPEECH
        return previous if linked or long or self.places.sentence_at(item.opens_at)[0] == item.opens_at else None

    def _governed(self, item: Quoted) -> _Saying | None:
        """The cue that the quoted words hang on in the parse, within the sentence."""
        tokens = self._tokens(item.start, item.end)
        start = self.places.sentence_at(item.start)[0]
        for token in tokens[:1]:
            for above in token.ancestors:
                if start <= above.idx < item.start and _is_cue(above) and (mention := self._speaker_of(above)):
                    return _Saying(above.text, mention)
        return None

    # ------------------------------------------------------------------------------------- cues in the parse

    def _tokens(self, start: int, end: int) -> Sequence[Token]:
        if self._doc is None:
            return ()
        span = self._doc.char_span(start, end, alignment_mode="contract") if start < end else None
        return tuple(span) if span is not None else ()

    def _last_cue(self, start: int, end: int) -> Token | None:
        return next((token for token in reversed(self._tokens(start, end)) if _is_cue(token)), None)

    def _first_cue(self, start: int, end: int) -> Token | None:
        return next((token for token in self._tokens(start, end)[:_NEAR] if _is_cue(token)), None)

    def _speaker_of(self, cue: Token) -> Mention | None:
        return (self._speakers.of_verb(cue) or self._speakers.beside(cue)) if self._speakers is not None else None


def _is_cue(token: Token) -> bool:
    return token.lemma_.lower() in SPEECH and token.pos_ in {"VERB", "AUX"}


# ------------------------------------------------------------------------------------------------ making quotes


def _direct_quotes(reader: _Reader) -> Iterator[Quote]:
    sayings: list[_Saying | None] = []
    for index in range(len(reader.places.outer)):
        sayings.append(reader.saying(index, sayings[-1] if sayings else None))
    for index in reversed(range(len(sayings) - 1)):
        # The speaker of a quotation that runs over paragraphs may be named at its end only.
        if sayings[index] is None and reader.places.outer[index].runs_on:
            sayings[index] = sayings[index + 1]
    for item, saying in zip(reader.places.outer, sayings, strict=True):
        yield _quote(reader.places.text, item.start, item.end, saying, direct=True)


def _reported_quotes(text: str, reports: tuple[Report, ...], places: _Places) -> Iterator[Quote]:
    """Reports that are more than a quotation already found; of the same stretch, the first."""
    seen: set[Span] = set()
    for report in outermost(reports):
        span = places.whole(report.start, report.end)
        if span not in seen and not places.is_within(*span):
            seen.add(span)
            yield _quote(text, *span, _Saying(report.cue, report.speaker), direct=False)


def _quote(text: str, start: int, end: int, saying: _Saying | None, *, direct: bool) -> Quote:
    speaker = saying.speaker if saying else None
    return Quote(
        start,
        end,
        text[start:end],
        speaker.name if speaker else None,
        speaker.start if speaker else None,
        speaker.end if speaker else None,
        saying.cue if saying else None,
        direct,
    )
