"""The article cut into paragraphs and runs for the article view; offsets in, plain text pieces out, nothing lost.

Every character of the source except line breaks comes out in exactly one run, in order. Claims may overlap: a run names
all claims that cover it, shortest first, and takes the look of the first. A fact's tick stands after the last of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

from workbench.desk.markup import HIDDEN, code_point, hidden_name

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim as the article view shows it. ``look`` is a tone, ``label`` its words, ``glyph`` the icon before it.

    ``words`` are read out in place of the first run's, where facts cut the claim into more.
    """

    claim_id: str
    start: int
    end: int
    number: int
    look: str
    label: str
    glyph: str
    decided: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """One fact of a claim as the article view shows it. ``look``, ``label`` and ``glyph`` as those of a `Mark`."""

    fact_id: str
    claim_id: str
    start: int
    end: int
    look: str
    label: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A sentence no claim was taken from, with the reason."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one paragraph that looks the same throughout.

    ``claims`` cover it, shortest first. ``opens`` are the claims that begin here. ``hidden`` names the one character of a
    run that cannot be seen; its ``text`` is then the code point. ``aside`` is why no claim was taken here. ``facts`` cover
    it, shortest first; ``ticks`` are those of the facts that end here.
    """

    text: str
    claims: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    hidden: str | None = None
    aside: str | None = None
    facts: tuple[Tick, ...] = ()
    ticks: tuple[Tick, ...] = ()


def lay_out(text: str, marks: Sequence[Mark], asides: Sequence[Aside] = (), ticks: Sequence[Tick] = ()) -> list[list[Run]]:
    """Cut `text` into paragraphs (one a line that is not empty) of runs."""
    facts = [fact for fact in (_within(text, tick) for tick in ticks) if fact.start < fact.end]
    cuts = _cuts(text, [*marks, *asides, *facts])
    spans = _Cover([(mark.start, mark.end, mark) for mark in sorted(marks, key=lambda m: (m.end - m.start, m.number))])
    skipped = _Cover([(aside.start, aside.end, aside) for aside in asides])
    parts = _Cover([(fact.start, fact.end, fact) for fact in sorted(facts, key=lambda f: f.end - f.start)])
    ends: dict[int, tuple[Tick, ...]] = {}
    for fact in facts:
        ends[fact.end] = (*ends.get(fact.end, ()), fact)
    paragraphs: list[list[Run]] = [[]]
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece in {"\n", "\r"}:
            paragraphs.append([])
            continue
        claims = spans.at(start)
        opens = tuple(mark for mark in claims if mark.start == start)
        aside = next((found.reason for found in skipped.at(start)), None)
        hidden = hidden_name(piece) if HIDDEN.fullmatch(piece) else None
        paragraphs[-1].append(
            Run(
                text=code_point(piece) if hidden else piece,
                claims=claims,
                opens=opens,
                hidden=hidden,
                aside=aside if not claims else None,
                facts=parts.at(start),
                ticks=ends.get(end, ()),
            )
        )
    return [runs for runs in paragraphs if any(run.text.strip() for run in runs)]


def _within(text: str, tick: Tick) -> Tick:
    """The tick with its span in the text and ending in a word, so that it has a run to stand after."""
    start = max(tick.start, 0)
    return replace(tick, start=start, end=start + len(text[start : max(tick.end, 0)].rstrip()))


def _cuts(text: str, spans: Iterable[Mark | Aside | Tick]) -> list[int]:
    """Every offset where the look can change: ends of text and spans, and around line breaks and hidden characters."""
    cuts = {0, len(text)}
    for span in spans:
        cuts |= {min(max(offset, 0), len(text)) for offset in (span.start, span.end)}
    for found in HIDDEN.finditer(text):
        cuts |= {found.start(), found.end()}
    for break_ in ("\n", "\r"):
        at = text.find(break_)
        while at >= 0:
            cuts |= {at, at + 1}
            at = text.find(break_, at + 1)
    return sorted(cuts)


class _Cover(Generic[T]):
    """Which of some spans cover an offset, asked in rising order; keeps the order the spans were given in."""

    def __init__(self, spans: Sequence[tuple[int, int, T]]) -> None:
        self._waiting = sorted(enumerate(spans), key=lambda pair: pair[1][0], reverse=True)
        self._open: list[tuple[int, tuple[int, int, T]]] = []

    def at(self, offset: int) -> tuple[T, ...]:
        while self._waiting and self._waiting[-1][1][0] <= offset:
            self._open.append(self._waiting.pop())
        self._open = [pair for pair in self._open if pair[1][1] > offset]
        return tuple(thing for _, (_, _, thing) in sorted(self._open, key=lambda pair: pair[0]))
