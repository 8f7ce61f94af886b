"""Where a claim stands, said so that it is found again after the article was edited: by its place and by its words.

The two selectors are those of the W3C Web Annotation Data Model (Recommendation of 23 February 2017, sections 4.2.4 and
4.2.5), https://www.w3.org/TR/annotation-model/: start inclusive and end exclusive, counted in code points. How many
candidates are looked at, and from what likeness on an edited claim is the same one, is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from workbench.errors import BadInputError
from workbench.models import Claim

CONTEXT = 32
"""Characters kept on either side of a claim's words, as many as annotation tools commonly keep."""

LEAST_ALIKE = 0.7
"""Likeness from which reworded text is the same claim: twice what both have in common, in order, by their length together.

Sentences about other things reach about 0.5, sentences of one pattern about other things 0.9: a claim's neighbours of its
own pattern are told apart by the words around them, not by this.
"""

LONGEST_FUZZY = 2_000
"""A claim longer than this many characters is found by its exact words only, so that the work stays bounded."""

_MOST_PLACES = 64  # exact occurrences looked at on either side of the old place
_MOST_CONTEXTS = 8  # places of the words before, and of the words after, looked at on either side of the old place
_SHORTEST_CONTEXT = 8  # characters; less than this stands everywhere
_LENGTHENED = 2  # an edited claim is at most this many times as long as it was


@dataclass(frozen=True, slots=True)
class PositionSelector:
    """The place of a stretch of text: half-open, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuoteSelector:
    """The words of a stretch of text, and those right before and after it, as they stand; empty at the text's own ends."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Selectors:
    """Both ways to find one claim again."""

    position: PositionSelector
    quote: QuoteSelector


@dataclass(frozen=True, slots=True)
class Span:
    """Where a claim was found: half-open offsets of the new text.

    ``alike`` is 1 where its words are the old ones, else their likeness (see `LEAST_ALIKE`); ``context`` is the share of the
    words around it that are the old ones.
    """

    start: int
    end: int
    alike: float = 1.0
    context: float = 1.0


def selectors_of(claim: Claim, text: str, context: int = CONTEXT) -> Selectors:
    """What finds `claim` of `text` again, with `context` characters on either side.

    Raises:
        BadInputError: the claim is not of this text.
    """
    if not claim.text or text[claim.start : claim.end] != claim.text:
        raise BadInputError(
            "claim",
            expected=f"a claim of this text at {claim.start}–{claim.end}",
            found=repr(text[claim.start : claim.end][:40]),
            fix="give the text that the claim was read from",
        )
    before, after = text[max(0, claim.start - context) : claim.start], text[claim.end : claim.end + context]
    return Selectors(PositionSelector(claim.start, claim.end), QuoteSelector(claim.text, before, after))


def anchor(selectors: Selectors, new_text: str) -> Span | None:
    """Find the same stretch in `new_text`; ``None`` where it is gone or several places fit it as well.

    In this order: the exact words, by how much of their context stands around them, then by nearness to the old place; else
    `anchor_edited`.
    """
    quote, place = selectors.quote, selectors.position.start
    if not quote.exact:
        return None
    places = list(_nearest(quote.exact, new_text, place, _MOST_PLACES))
    return _best_exact(selectors, new_text, places) if places else anchor_edited(selectors, new_text)


def anchor_edited(selectors: Selectors, new_text: str) -> Span | None:
    """Find edited words between or beside the old context, wherever else the exact words may stand.

    For a sentence that stood twice, and was edited in one of the places. ``None`` as `anchor` says, and for a claim of more
    than `LONGEST_FUZZY` characters.
    """
    if not 0 < len(selectors.quote.exact) <= LONGEST_FUZZY:
        return None
    around = _Context(selectors, new_text)
    return around.whole() or around.aligned()


# ----------------------------------------------------------------------------------------------------- the exact words


def _best_exact(selectors: Selectors, text: str, places: list[int]) -> Span | None:
    """The place with the most of the old context; of several such the nearest; ``None`` of several as near."""
    spans = [_span(selectors, text, at, at + len(selectors.quote.exact), 1.0) for at in places]
    ranks = [(-span.context, abs(span.start - selectors.position.start)) for span in spans]
    best = min(ranks)
    return spans[ranks.index(best)] if ranks.count(best) == 1 else None


def _span(selectors: Selectors, text: str, start: int, end: int, alike: float) -> Span:
    quote = selectors.quote
    around = len(quote.prefix) + len(quote.suffix)
    before = text[max(0, start - len(quote.prefix)) : start]
    after = text[end : end + len(quote.suffix)]
    same = _shared_start(before[::-1], quote.prefix[::-1]) + _shared_start(after, quote.suffix)
    return Span(start, end, alike, same / around if around else 1.0)


def _shared_start(one: str, other: str) -> int:
    """How many characters the two open with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _nearest(words: str, text: str, place: int, most: int) -> Iterator[int]:
    """Where `words` begin in `text`: up to `most` places from `place` on, and up to `most` before it."""
    at = text.find(words, max(0, place))
    for _ in range(most):
        if at < 0:
            break
        yield at
        at = text.find(words, at + 1)
    at = text.rfind(words, 0, max(0, place) + len(words) - 1)
    for _ in range(most):
        if at < 0:
            break
        yield at
        at = text.rfind(words, 0, at + len(words) - 1)


# ---------------------------------------------------------------------------------------------------- the edited words


class _Context:
    """Where the words before and after the claim stand in the new text, and what stands between or beside them."""

    def __init__(self, selectors: Selectors, text: str) -> None:
        self._selectors = selectors
        self._text = text
        self._place = selectors.position.start
        self._longest = _LENGTHENED * len(selectors.quote.exact)
        self._begins, self._ends = _ends_of_prefix(selectors, text), _starts_of_suffix(selectors, text)
        inside = bool(selectors.quote.prefix.strip() and selectors.quote.suffix.strip())
        places = [(begin, end) for begin in self._begins for end in self._ends] if inside else []
        self._between = [(begin, end) for begin, end in places if 0 <= end - begin <= self._longest]

    def whole(self) -> Span | None:
        """All that stands between the two, where it is like the claim."""
        spans = [_checked(self._selectors, self._text, begin, end) for begin, end in self._between]
        return _clear_best([span for span in spans if span], self._place)

    def aligned(self) -> Span | None:
        """The part most like the claim of what stands between the two, or beside one of them where the other is gone.

        Where both stand and nothing like the claim is between them, it was taken out: no neighbour may stand in for it.
        """
        beside = [*((at, at + self._longest) for at in self._begins), *((max(0, at - self._longest), at) for at in self._ends)]
        spans = [_aligned(self._selectors, self._text, begin, end) for begin, end in self._between or beside]
        return _clear_best([span for span in spans if span], self._place)


def _clear_best(spans: list[Span], place: int) -> Span | None:
    """The likeliest span, unless another one apart from it is as likely."""
    ranked = sorted(set(spans), key=lambda span: (-span.alike, -span.context, abs(span.start - place), span.start, span.end))
    if not ranked:
        return None
    best = ranked[0]
    rivals = [span for span in ranked[1:] if span.end <= best.start or best.end <= span.start]
    return None if any((span.alike, span.context) == (best.alike, best.context) for span in rivals) else best


def _ends_of_prefix(selectors: Selectors, text: str) -> list[int]:
    """Where the words before the claim end in `text`; at the very start of a text nothing stands before it."""
    prefix, place = selectors.quote.prefix.rstrip(), selectors.position.start
    if not prefix:
        return [0]
    for size in _sizes(len(prefix)):
        found = [at + size for at in _nearest(prefix[-size:], text, place - size, _MOST_CONTEXTS)]
        if found:
            return found
    return []


def _starts_of_suffix(selectors: Selectors, text: str) -> list[int]:
    """Where the words after the claim begin in `text`; at the very end of a text nothing stands after it."""
    suffix, place = selectors.quote.suffix.lstrip(), selectors.position.end
    if not suffix:
        return [len(text)]
    for size in _sizes(len(suffix)):
        found = list(_nearest(suffix[:size], text, place, _MOST_CONTEXTS))
        if found:
            return found
    return []


def _sizes(length: int) -> list[int]:
    """How much of the context is looked for: all, and while that is nowhere half of it, but never a few letters."""
    sizes = [length]
    while sizes[-1] // 2 >= _SHORTEST_CONTEXT:
        sizes.append(sizes[-1] // 2)
    return sizes


def _aligned(selectors: Selectors, text: str, start: int, end: int) -> Span | None:
    """The stretch of a window most like the claim, widened to whole words, where it is like enough."""
    window = text[start:end]
    found = fuzz.partial_ratio_alignment(selectors.quote.exact, window, score_cutoff=100 * LEAST_ALIKE)
    if found is None:
        return None
    first, last = start + found.dest_start, start + found.dest_end
    while first > start and text[first - 1].isalnum() and text[first].isalnum():
        first -= 1
    while last < start + len(window) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    return _checked(selectors, text, first, last)


def _checked(selectors: Selectors, text: str, start: int, end: int) -> Span | None:
    """The stretch without the blanks at its ends, where it is like enough."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    alike = fuzz.ratio(selectors.quote.exact, text[start:end]) / 100
    return _span(selectors, text, start, end, alike) if start < end and alike >= LEAST_ALIKE else None
