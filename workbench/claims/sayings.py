"""Cue and speaker of each quotation: who is said to have said the words between the marks, and by which word.

The nearest of these gives the speaker: the words before the quotation, the words after it, the reported clause it stands in,
the quotation it goes on from, the cue its words hang on. A quotation inside another has the speaker that the outer one names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.claims.cues import SPEECH
from workbench.claims.plain_cues import cue_after, cue_before, signature_after
from workbench.claims.quotation_marks import Quoted
from workbench.claims.quoted_places import QuotedPlaces
from workbench.claims.reported import Report
from workbench.claims.speakers import Mention, Speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A cue stands within this many tokens of the marks it belongs to.
_NEAR = 30
# Up to this many words may stand between a cue and a comma before the marks, or between two quotations of one speaker.
_FEW = 12
_LINK = 4
# So many quoted words are somebody's speech, where fewer may be a name or a doubtful term.
_OWN_SPEECH = 4
# A report's end leaves out the punctuation that a quotation keeps.
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Saying:
    """Cue, the offset it begins at, and speaker of one quotation."""

    cue: str
    place: int
    speaker: Mention | None


class Sayings:
    """Finds the saying of each quotation in order, remembering the one before."""

    def __init__(self, places: QuotedPlaces, doc: Doc | None, speakers: Speakers | None, reports: tuple[Report, ...]) -> None:
        self.places = places
        self._doc = doc
        self._speakers = speakers
        self._reports = reports
        self._according_reports = sorted(
            (report for report in reports if report.cue.lower() == "according to"), key=lambda report: report.cue_start
        )
        self._report_starts = [report.start for report in reports]

    def saying(self, index: int, previous: Saying | None) -> Saying | None:
        """Cue and speaker of quotation `index`."""
        return (
            self._lead_in(index)
            or self._tail(index)
            or self._inside_report(self.places.outer[index])
            or self._continued(index, previous)
            or self._governed(self.places.outer[index])
        )

    def inner(self, item: Quoted, outer: Quoted, said: Saying | None) -> Saying | None:
        """Cue and speaker of `item`, which stands inside `outer`; its "I" is the outer quotation's speaker, said by `said`."""
        low, high = self.places.sentence_at(item.opens_at)
        start, end = max(low, outer.start), min(high, outer.end)
        found = self._inner_before(start, item.opens_at) or self._inner_after(item.closes_at, end)
        if found is None or found.speaker is None or found.speaker.name.lower() != "i":
            return found
        return replace(found, speaker=replace(found.speaker, name=said.speaker.name)) if said and said.speaker else found

    def _inner_before(self, start: int, end: int) -> Saying | None:
        cue = self._last_cue(start, end)
        mention = self._speakers.as_written(cue) if cue is not None and self._speakers is not None else None
        if cue is not None and mention is not None and len(self.places.text[cue.idx : end].split()) <= _LINK:
            return Saying(cue.text, cue.idx, mention)
        plain = cue_before(self.places.text, end, start)
        return Saying(plain.text, plain.start, plain.speaker) if plain else None

    def _inner_after(self, start: int, end: int) -> Saying | None:
        plain = cue_after(self.places.text, start, end) if start < end else None
        return Saying(plain.text, plain.start, plain.speaker) if plain else None

    def _lead_in(self, index: int) -> Saying | None:
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
            return Saying(cue.text, cue.idx, mention)
        if self._doc is not None and not adjoins and before[-1] != ",":
            return None
        plain = cue_before(self.places.text, end, start)
        return Saying(plain.text, plain.start, plain.speaker) if plain else None

    def _according(self, start: int, end: int) -> Saying | None:
        """What an "according to" between `start` and `end` says."""
        index = bisect_left(self._according_reports, start, key=lambda report: report.cue_start)
        found = [report for report in self._according_reports[index : index + 1] if report.cue_start < end]
        return Saying(found[0].cue, found[0].cue_start, found[0].speaker) if found else None

    def _adjoins(self, cue: Token, before: str, end: int) -> bool:
        """Whether `cue` is the last word before the marks, or all that follows it is an adverbial and a comma."""
        between = self.places.text[cue.idx + len(cue) : end].strip(" ,\n")
        return not between or between == "that" or (before[-1] == "," and len(between.split()) <= _FEW)

    def _tail(self, index: int) -> Saying | None:
        """`"…," Smith said`: the quotation ends like a clause or begins its sentence, and a cue follows."""
        item = self.places.outer[index]
        if signed := signature_after(self.places.text, item.closes_at):
            return Saying(signed.text, signed.start, signed.speaker)
        start, end = item.closes_at, self.places.after(index)
        if start >= end or not self._ends_clause(item):
            return None
        if according := self._according(start, min(end, start + _SLACK)):
            return according
        cue = self._first_cue(start, end)
        mention = self._speaker_of(cue) if cue is not None else None
        if cue is not None and mention is not None:
            return Saying(cue.text, cue.idx, mention)
        plain = cue_after(self.places.text, start, end)
        return Saying(plain.text, plain.start, plain.speaker) if plain else None

    def _ends_clause(self, item: Quoted) -> bool:
        text = self.places.text
        return text[item.end - 1] in ",.!?…—-" or text[item.closes_at : item.closes_at + 1] in {",", "."}

    def _inside_report(self, item: Quoted) -> Saying | None:
        """The shortest reported stretch the quotation stands in, said before thought."""
        place = bisect_right(self._report_starts, item.start)
        around = [report for report in self._reports[max(0, place - _NEAR) : place] if report.end + _SLACK >= item.end]
        best = min(around, key=lambda report: (not report.speech, report.end - report.start), default=None)
        return Saying(best.cue, best.cue_start, best.speaker) if best else None

    def _continued(self, index: int, previous: Saying | None) -> Saying | None:
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

    def _governed(self, item: Quoted) -> Saying | None:
        """The cue that the quoted words hang on in the parse, within the sentence."""
        tokens = self._tokens(item.start, item.end)
        start = self.places.sentence_at(item.start)[0]
        for token in tokens[:1]:
            for above in token.ancestors:
                if start <= above.idx < item.start and _is_cue(above) and (mention := self._speaker_of(above)):
                    return Saying(above.text, above.idx, mention)
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
