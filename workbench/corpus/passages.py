"""Documents cut into passages: whole sentences, about the same length, never across a heading.

Consecutive passages of one section share a sentence or two, so that a fact told over two sentences stays together in one
of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from workbench.models import Document, Locator, Passage
from workbench.settings import Settings

Span = tuple[int, int]

# A sentence longer than this many passages is a list or a table without stops; only such a one is cut, between words.
GROSS = 2


def make_passages(document: Document, sentences: Sequence[Span], settings: Settings) -> tuple[Passage, ...]:
    """Cut `document` along `sentences` (ordered, not overlapping) into passages, ordered by start.

    Every sentence lies whole in at least one passage. A passage is at most ``settings.passage_characters`` long unless
    a single sentence is longer; one that is `GROSS` times longer is cut between words. ``passage_id`` is
    ``doc_id:start``.
    """
    limit = settings.passage_characters
    pieces = [piece for sentence in sentences for piece in _cut_gross(document.text, sentence, limit)]
    places = _Places(document)
    groups = (
        group
        for section in _sections(pieces, document.headings)
        for group in _groups(section, limit, settings.passage_overlap_sentences)
    )
    return tuple(_passage(document, group, places) for group in groups)


def _cut_gross(text: str, sentence: Span, limit: int) -> Iterator[Span]:
    start, end = sentence
    if end - start <= GROSS * limit:
        yield sentence
        return
    while end - start > limit:
        blank = max(text.rfind(" ", start + 1, start + limit), text.rfind("\n", start + 1, start + limit))
        cut = blank + 1 if blank > start else start + limit
        yield start, cut
        start = cut
    yield start, end


def _sections(pieces: Sequence[Span], headings: Sequence[Locator]) -> Iterator[list[Span]]:
    """Runs of sentences under one heading; headings that follow each other open one section together."""
    section: list[Span] = []
    has_body = False
    starts = [heading.start for heading in headings]
    for piece in pieces:
        at = bisect_right(starts, piece[0]) - 1
        is_heading = at >= 0 and piece[0] < headings[at].end
        if is_heading and has_body:
            yield section
            section, has_body = [], False
        section.append(piece)
        has_body = has_body or not is_heading
    if section:
        yield section


def _groups(section: Sequence[Span], limit: int, overlap: int) -> Iterator[tuple[Span, ...]]:
    first = last = 0
    while last < len(section):
        last += 1
        while last < len(section) and section[last][1] - section[first][0] <= limit:
            last += 1
        yield tuple(section[first:last])
        if last == len(section):
            return
        # The shared sentences must leave room for the next one, and never repeat the whole passage.
        earliest = max(last - overlap, first + 1)
        roomy = (at for at in range(earliest, last) if section[last][1] - section[at][0] <= limit)
        first = next(roomy, last)


class _Places:
    """Headings and locators of one document, found by offset."""

    def __init__(self, document: Document) -> None:
        self._locators = document.locators
        self._headings = document.headings
        self._locator_starts = [locator.start for locator in document.locators]
        self._heading_starts = [heading.start for heading in document.headings]
        self._line_starts = [0, *(at + 1 for at, character in enumerate(document.text) if character == "\n")]

    def locator(self, start: int) -> str:
        at = bisect_right(self._locator_starts, start) - 1
        if at >= 0:
            return self._locators[at].label
        return f"line {bisect_right(self._line_starts, start)}"

    def heading(self, group: Sequence[Span]) -> str | None:
        """The last heading before the passage's text; a passage may open with its own headings."""
        at = bisect_right(self._heading_starts, group[0][0]) - 1
        for start, _ in group:
            following = bisect_right(self._heading_starts, start) - 1
            if following < 0 or start >= self._headings[following].end:
                break
            at = following
        return self._headings[at].label if at >= 0 else None


def _passage(document: Document, group: tuple[Span, ...], places: _Places) -> Passage:
    start, end = group[0][0], group[-1][1]
    return Passage(
        passage_id=f"{document.doc_id}:{start}",
        doc_id=document.doc_id,
        start=start,
        end=end,
        text=document.text[start:end],
        locator=places.locator(start),
        heading=places.heading(group),
        sentences=group,
    )
