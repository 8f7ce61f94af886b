"""Putting a text together block by block, so that every heading and every place keeps its exact offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.models import Locator, SourceText
from workbench.reading import refusals

# A blank line between any two blocks, list items and table rows too: a single line end may be taken for a wrapped line.
GAP = "\n\n"
_NO_BREAK = re.compile("(?<=[0-9])([\u00a0\u2007\u2009\u202f])(?=[0-9])|\\s+")


class Layout:
    """A text under construction, never longer than the settings allow.

    Args:
        name: the file's name, for the refusal.
        limit: most characters the text may have.
    """

    def __init__(self, name: str, limit: int) -> None:
        self._name = name
        self._limit = limit
        self._pieces: list[str] = []
        self._length = 0
        self._places: list[Locator] = []
        self._headings: list[Locator] = []

    def add(self, text: str, *, heading: bool = False, place: str | None = None) -> None:
        """Append `text` after a blank line; white space around it is dropped, and nothing is added for an empty one.

        Raises:
            UnreadableFileError: the text has grown over the limit.
        """
        block = text.strip()
        if not block:
            return
        if self._pieces:
            self._pieces.append(GAP)
            self._length += len(GAP)
        start = self._length
        self._pieces.append(block)
        self._length += len(block)
        if self._length > self._limit:
            raise refusals.too_many(self._name, "characters", self._length, self._limit, "max_characters")
        if heading:
            self._headings.append(Locator(start, self._length, " ".join(block.split())))
        if place:
            self.mark(start, place)

    def mark(self, start: int, place: str, end: int | None = None) -> None:
        """Name the stretch from `start` to `end`, or to the end of the text so far."""
        self._places.append(Locator(start, self._length if end is None else end, place))

    def append(self, source: SourceText, place: str) -> None:
        """Append the text of another source, its places named under `place`."""
        start = self.next_start
        text = source.text.rstrip()
        lead = len(text) - len(text.lstrip())
        self.add(text)
        for part in source.locators:
            self._places.append(_moved(part, start - lead, self._length, f"{place}, {part.label}"))
        self._headings += [_moved(heading, start - lead, self._length, heading.label) for heading in source.headings]
        if not source.locators and self._length > start:
            self.mark(start, place)

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    @property
    def next_start(self) -> int:
        """Where the next block will begin."""
        return self._length + (len(GAP) if self._pieces else 0)

    def text(self) -> str:
        """The whole text so far."""
        return "".join(self._pieces)

    def places(self) -> tuple[Locator, ...]:
        """The named stretches, ordered by start."""
        return tuple(sorted(self._places, key=lambda place: place.start))

    def headings(self) -> tuple[Locator, ...]:
        """The headings, in order."""
        return tuple(self._headings)


def _moved(place: Locator, by: int, end: int, label: str) -> Locator:
    return Locator(max(0, place.start + by), min(place.end + by, end), label)


def number_lines(text: str, first: int) -> tuple[Locator, ...]:
    """Name every line that is not blank ``line N``, counting from `first`: the line's number in the file."""
    places: list[Locator] = []
    start = 0
    for number, line in enumerate(text.split("\n"), first):
        if line.strip():
            places.append(Locator(start, start + len(line), f"line {number}"))
        start += len(line) + 1
    return tuple(places)


def one_line(text: str) -> str:
    """`text` with its white space made plain; a single no-break or thin space between two digits stays: it groups a number."""
    if text.isascii():
        return " ".join(text.split())
    return _NO_BREAK.sub(lambda found: found[1] or " ", text).strip()


def first_named(candidates: Sequence[str | None]) -> str | None:
    """The first candidate that says something, with its white space made plain; ``None`` where none does."""
    return next((" ".join(text.split()) for text in candidates if text and text.strip()), None)
