"""Where the quotations and the sentences of a text lie, and what stands between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from workbench.claims.quotation_marks import Quoted

Span = tuple[int, int]

# Blanks looked over for a colon that ends the paragraph before.
_GAP = 8


class QuotedPlaces:
    """Where quotations and sentences lie; `outer` are the quotations that stand in no other, `inner` those that do."""

    def __init__(self, text: str, sentences: tuple[Span, ...], quoted: tuple[Quoted, ...]) -> None:
        self.text = text
        self.sentences = sentences
        self.outer = tuple(item for item in quoted if not item.inner)
        self.inner = tuple(item for item in quoted if item.inner)
        self._inner_starts = [item.opens_at for item in self.inner]
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

    def between(self, start: int, end: int) -> tuple[Quoted, ...]:
        """The quotations, not those inside others, that lie at least partly between `start` and `end`."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        return tuple(item for item in self.outer[first : bisect_left(self._starts, end)] if item.closes_at > start)

    def inside(self, outer: Quoted) -> tuple[Quoted, ...]:
        """The quotations inside `outer`, in order."""
        first = bisect_left(self._inner_starts, outer.start)
        return self.inner[first : bisect_right(self._inner_starts, outer.end)]
