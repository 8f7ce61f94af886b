"""Quotes of a text, direct, nested and reported, with who said them to whom, by which word and on what occasion.

Quotation marks give the direct quotes (`quotation_marks`), a speaker's name before a line those of a transcript
(`transcripts`), the parse gives reported clauses (`reported`) and the subjects of cue verbs (`speakers`); without a parse,
patterns beside the marks serve (`plain_cues`). `sayings` finds the speaker, `circumstances` the addressee and the occasion.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.claims.circumstances import Circumstances, find_circumstances, stretches_outside
from workbench.claims.quotation_marks import Quoted, find_quoted
from workbench.claims.quoted_places import QuotedPlaces
from workbench.claims.reported import Report, find_reports, outermost
from workbench.claims.sayings import Saying, Sayings
from workbench.claims.speakers import Speakers
from workbench.claims.transcripts import find_turns
from workbench.models import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]

# Characters around a cue in which an addressee or an occasion is looked for; reports that begin further before are none of its.
_AROUND = 600
_REPORT_REACH = 2000


def find_quotes(text: str, sentences: Sequence[Span], doc: Doc | None) -> tuple[Quote, ...]:
    """Quotes of `text`, ordered by start, the longer first; a direct quote may stand inside a reported one or a direct one.

    Args:
        text: the source.
        sentences: offsets of its sentences, as `split_sentences` gives them.
        doc: its parse, or `None`: then only quotations and transcript lines are found, with the speakers that patterns can
            see and without addressee and occasion.
    """
    places = QuotedPlaces(text, tuple(sentences), find_quoted(text))
    speakers = Speakers(doc, places.is_quoted) if doc is not None else None
    reports = find_reports(doc, places.sentences, speakers, places.is_quoted) if doc is not None and speakers else ()
    writer = _Writer(places, doc, reports)
    quotes = [*_quotations(Sayings(places, doc, speakers, reports), writer), *_reported(writer), *_turns(writer)]
    return tuple(sorted(quotes, key=lambda quote: (quote.start, -quote.end, quote.direct)))


def _quotations(reader: Sayings, writer: _Writer) -> Iterator[Quote]:
    """What stands in quotation marks, each with the quotations inside it."""
    sayings: list[Saying | None] = []
    for index in range(len(reader.places.outer)):
        sayings.append(reader.saying(index, sayings[-1] if sayings else None))
    for index in reversed(range(len(sayings) - 1)):
        # The speaker of a quotation that runs over paragraphs may be named at its end only.
        if sayings[index] is None and reader.places.outer[index].runs_on:
            sayings[index] = sayings[index + 1]
    for item, saying in zip(reader.places.outer, sayings, strict=True):
        yield writer.quote((item.start, item.end), saying)
        for inner in reader.places.inside(item):
            yield writer.nested(inner, item, reader.inner(inner, item, saying))


def _reported(writer: _Writer) -> Iterator[Quote]:
    """Reports that are more than a quotation already found; of the same stretch, the first."""
    seen: set[Span] = set()
    for report in outermost(writer.reports):
        span = writer.places.whole(report.start, report.end)
        if span not in seen and not writer.places.is_within(*span):
            seen.add(span)
            yield writer.quote(span, Saying(report.cue, report.cue_start, report.speaker), direct=False)


def _turns(writer: _Writer) -> Iterator[Quote]:
    """What speakers say in a transcript, where it is not one quotation already."""
    text = writer.places.text
    for turn in find_turns(text):
        if not writer.places.is_within(turn.start, turn.end):
            speaker = text[turn.speaker_start : turn.speaker_end]
            yield Quote(
                turn.start, turn.end, text[turn.start : turn.end], speaker, turn.speaker_start, turn.speaker_end, ":", turn=True
            )


class _Writer:
    """Makes quotes, each with what the text says of addressee and occasion."""

    def __init__(self, places: QuotedPlaces, doc: Doc | None, reports: tuple[Report, ...]) -> None:
        self.places = places
        self.reports = reports
        self._doc = doc
        self._starts = [report.start for report in reports]

    def quote(self, span: Span, saying: Saying | None, *, direct: bool = True) -> Quote:
        """The quote over `span`."""
        return self._made(span, saying, self._outside(saying, None if direct else span), direct=direct)

    def nested(self, item: Quoted, outer: Quoted, saying: Saying | None) -> Quote:
        """The quote over `item`; only words of `outer`, the quotation around it, speak of it."""
        low, high = self.places.sentence_at(item.opens_at)
        region = stretches_outside((max(low, outer.start), min(high, outer.end)), [(item.opens_at, item.closes_at)])
        return self._made((item.start, item.end), saying, region, nested=True)

    def _made(
        self, span: Span, saying: Saying | None, region: Sequence[Span], *, direct: bool = True, nested: bool = False
    ) -> Quote:
        found = find_circumstances(self._doc, saying.place, region) if self._doc is not None and saying else Circumstances()
        speaker = saying.speaker if saying else None
        text = self.places.text
        addressee, occasion = found.addressee or (None, None), found.occasion or (None, None)
        return Quote(
            start=span[0],
            end=span[1],
            text=text[slice(*span)],
            speaker=speaker.name if speaker else None,
            speaker_start=speaker.start if speaker else None,
            speaker_end=speaker.end if speaker else None,
            cue=saying.cue if saying else None,
            direct=direct,
            addressee=text[slice(*found.addressee)] if found.addressee else None,
            addressee_start=addressee[0],
            addressee_end=addressee[1],
            occasion=text[slice(*found.occasion)] if found.occasion else None,
            occasion_start=occasion[0],
            occasion_end=occasion[1],
            nested=nested,
        )

    def _outside(self, saying: Saying | None, own: Span | None) -> tuple[Span, ...]:
        """The words near the cue, in its sentence, that are neither quoted nor what somebody is reported to say."""
        if saying is None or self._doc is None:
            return ()
        place = saying.place
        low, high = self.places.sentence_at(place)
        around = (max(low, place - _AROUND), min(high, place + _AROUND))
        first, last = bisect_left(self._starts, around[0] - _REPORT_REACH), bisect_right(self._starts, around[1])
        taken = [(report.start, report.end) for report in self.reports[first:last]]
        taken += [own] if own is not None else []
        if saying.speaker and saying.cue.lower() != "according to":  # there the document that speaks is the occasion
            taken.append((saying.speaker.start, saying.speaker.end))
        quoted = [(item.opens_at, item.closes_at) for item in self.places.between(*around)]
        return stretches_outside(around, [*quoted, *((a, b) for a, b in taken if not a <= place < b)])
