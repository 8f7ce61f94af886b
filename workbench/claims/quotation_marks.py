"""Quoted stretches of a text, by their marks alone: straight and curly, double and single, running over paragraphs.

Inch and foot marks, apostrophes and decades ('90s) are not quotation marks. One pass over the marks of a paragraph,
so the time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.claims.cues import TITLES
from workbench.claims.plain_cues import is_said_after

_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")
_DOUBLE = re.compile("[\"“”„«»]|''|``")
_SINGLE = re.compile(r"(?<!')'(?!')|[‘’‚‹›]")
_OPENING_ONLY = frozenset("“„«``")
_CLOSING_ONLY = frozenset("”»")
# Words that begin with an apostrophe.
_ELIDED = re.compile(r"['‘’](?:\d\ds?\b|(?:em|til|tis|twas|cause|bout|round|n|cuz|nuff|s)\b)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,.!?…]+")
_CAPITAL = re.compile(r"\s+[\"“‘(]?[A-Z0-9]")
_LONGEST_TITLE = 24
_OPENERS_BEFORE = frozenset("([{—–-/\"“‘'«:")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: its content, and its paragraph. ``start`` and ``end`` leave out the marks.

    ``opens_at`` and ``closes_at`` include the marks. ``runs_on``: the closing mark is missing because the next
    paragraph opens with a mark again. ``inner``: it stands inside another quoted stretch.
    """

    start: int
    end: int
    opens_at: int
    closes_at: int
    paragraph: tuple[int, int]
    runs_on: bool = False
    inner: bool = False


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """Every quoted stretch of `text`, by start; an inner one follows the outer one it stands in."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if not match.group().isspace()]
    found: list[Quoted] = []
    for place, paragraph in enumerate(paragraphs):
        following = text[slice(*paragraphs[place + 1])].lstrip() if place + 1 < len(paragraphs) else ""
        runs_on = following.startswith(('"', "“", "``", "''"))
        doubles = list(_doubles(text, paragraph, runs_on))
        singles = list(_singles(text, paragraph, doubles))
        found += [*_inside(doubles, singles), *singles]
    return tuple(sorted((item for item in found if item.start < item.end), key=lambda item: (item.start, -item.end)))


def _doubles(text: str, paragraph: tuple[int, int], runs_on: bool) -> Iterator[Quoted]:
    open_mark: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, *paragraph):
        if open_mark is None:
            if _opens(text, mark):
                open_mark = mark
        elif _closes(text, mark) or (open_mark.group() == "„" and mark.group() == "“"):
            yield _quoted(text, open_mark.span(), mark.span(), paragraph)
            open_mark = None
        elif mark.group() in _OPENING_ONLY:
            open_mark = mark
    if open_mark is not None and (runs_on or _fills(text, open_mark.start(), paragraph)):
        end = paragraph[1] if runs_on else _end_of_unclosed(text, open_mark.end(), paragraph[1])
        yield _quoted(text, open_mark.span(), (end, end), paragraph, runs_on=runs_on)


def _end_of_unclosed(text: str, start: int, end: int) -> int:
    """Where a quotation whose closing mark is missing ends: before the words that say who said it, else with its sentence."""
    for mark in _CLAUSE_END.finditer(text, start, end):
        if is_said_after(text, mark.end(), end):
            return mark.end()
        if mark[0] != "," and _ends_sentence(text, mark.start(), mark.end()):
            return mark.end()
    return end


def _ends_sentence(text: str, place: int, after: int) -> bool:
    """Whether a full stop ends a sentence: a capital follows, and no title or initial stands before."""
    word = re.search(r"[\w’']*$", text[max(0, place - _LONGEST_TITLE) : place])
    short = word is not None and (word[0].lower() in TITLES or len(word[0]) == 1)
    return bool(_CAPITAL.match(text, after)) and not (text[place] == "." and short)


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _CLOSING_ONLY or (_blank_at(text, mark.end()) and mark.group() != "«"):
        return False
    if mark.group() in _OPENING_ONLY:
        return True
    before = text[mark.start() - 1 : mark.start()]
    return not before or before.isspace() or before in _OPENERS_BEFORE


def _closes(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _CLOSING_ONLY:
        return True
    if mark.group() in _OPENING_ONLY:
        return False
    return not text[mark.end() : mark.end() + 1].isalnum()


def _blank_at(text: str, place: int) -> bool:
    return not text[place : place + 1].strip()


def _fills(text: str, start: int, paragraph: tuple[int, int]) -> bool:
    """Whether a quotation left open begins its paragraph, so that the mark that is missing is the last one."""
    return not text[paragraph[0] : start].strip()


def _quoted(
    text: str,
    opened: tuple[int, int],
    closed: tuple[int, int],
    paragraph: tuple[int, int],
    *,
    runs_on: bool = False,
    inner: bool = False,
) -> Quoted:
    content = text[opened[1] : closed[0]]
    start = opened[1] + len(content) - len(content.lstrip())
    end = max(start, opened[1] + len(content.rstrip()))
    return Quoted(start, end, opened[0], closed[1], paragraph, runs_on, inner)


def _singles(text: str, paragraph: tuple[int, int], doubles: list[Quoted]) -> Iterator[Quoted]:
    """Single-quoted stretches of one paragraph; those inside double marks are `inner`."""
    opened: int | None = None
    closed: int | None = None
    for mark in _SINGLE.finditer(text, *paragraph):
        place = mark.start()
        if opened is not None and _closes_single(text, place):
            # A plural's apostrophe looks the same: it is only a candidate while a mark after punctuation may follow.
            closed = place
            if text[place - 1] in ".,!?…" or text[place - 1] != "s":
                yield from _single(text, opened, closed, paragraph, doubles)
                opened = closed = None
        elif _opens_single(text, place):
            yield from _single(text, opened, closed, paragraph, doubles)
            opened, closed = place, None
    yield from _single(text, opened, closed, paragraph, doubles)


def _single(
    text: str, opened: int | None, closed: int | None, paragraph: tuple[int, int], doubles: list[Quoted]
) -> Iterator[Quoted]:
    if opened is None or closed is None:
        return
    place = bisect_right(doubles, opened, key=lambda double: double.start) - 1
    outer = doubles[place : place + 1] if place >= 0 else []
    inner = bool(outer) and outer[0].start <= opened < outer[0].end
    if inner and closed > outer[0].end:
        return
    yield _quoted(text, (opened, opened + 1), (closed, closed + 1), paragraph, inner=inner)


def _inside(doubles: list[Quoted], singles: list[Quoted]) -> Iterator[Quoted]:
    """`doubles`, marked as inner where a single-quoted stretch that is not itself inside one holds them: ‘He said “no”.’."""
    outer = [single for single in singles if not single.inner]
    starts = [single.opens_at for single in outer]
    for double in doubles:
        place = bisect_right(starts, double.opens_at) - 1
        held = place >= 0 and double.closes_at < outer[place].closes_at and not double.runs_on
        yield replace(double, inner=True) if held else double


def _opens_single(text: str, place: int) -> bool:
    if text[place] in "’›" or _ELIDED.match(text, place):
        return False
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    return (not before or before.isspace() or before in _OPENERS_BEFORE) and bool(after.strip()) and after not in ".,;:!?)"


def _closes_single(text: str, place: int) -> bool:
    if text[place] in "‘‚‹":
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(before.strip()) and not after.isalnum() and text[place - 2 : place] not in {"in'", "in’"}
