"""Turns of a transcript: in "RUIZ: We will ship 40." and "Q: How many? A: Forty." what follows the colon is said by that name.

A label counts where the text has two of them, or where what follows speaks as "I", "we" or "you". Words that newsrooms set
before a colon ("UPDATE:", "Photo:") are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.claims.plain_cues import without_titles

Span = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")
_WORD = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{0,24}"
_CAPITALS = rf"(?:{_WORD}(?: |(?=[:,(]))){{1,4}}"
_NAME = r"[A-ZÀ-Þ][\w.'’-]{0,24}(?: [A-ZÀ-Þ0-9][\w.'’-]{0,24}){0,3}"
# "TAPPER, CNN HOST:" and "TAPPER (on camera):" name the speaker first.
_MORE = r"(?:, [^:\n\"“”]{1,60}| ?\([^()\n]{1,40}\))?"
_LABEL = re.compile(rf"[ \t]{{0,8}}(?P<name>{_CAPITALS}|{_NAME}){_MORE} ?:(?=[ \t]{{1,8}}\S)[ \t]{{1,8}}")
_QUESTION = re.compile(r"(?P<name>Q|A|Question|Answer|QUESTION|ANSWER)[.:](?=[ \t]{1,8}\S)[ \t]{1,8}")
_WITHIN_LINE = re.compile(r"(?<=[.!?…][ ])(?P<name>[QA]):(?=[ ]\S)[ ]")
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|I['’]m|[Uu]s)\b")
_NO_SPEAKERS = frozenset(
    "update updated correction corrected note notes editor editors photo photos image caption credit source sources "
    "breaking watch read more related see also listen video audio live analysis opinion exclusive key fact facts example "
    "result results summary conclusion background method methods figure table warning tip tips step steps where when what "
    "who why how time date place price cost phone tel email web website address contact location section part chapter topic "
    "subject title headline verdict ruling claim rating fact-check myth reality truth answer question total score final "
    "standings sunday monday tuesday wednesday thursday friday saturday january february march april may june july august "
    "september october november december poll survey report study review recap preview timeline quote p.s ps nb faq here "
    "this that there the these those it first second third fourth finally ingredients directions serves yield disclosure "
    "disclaimer copyright advertisement".split()
)
_LABELLED = frozenset(("q", "a", "question", "answer"))


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says: `start` to `end`; the label begins at `label`, the speaker's name in it is at `speaker_*`."""

    label: int
    speaker_start: int
    speaker_end: int
    start: int
    end: int


def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of `text`, in order; each lies within one paragraph."""
    turns = [turn for match in _PARAGRAPH.finditer(text) for turn in _in_paragraph(text, match.span())]
    names = [_key(text, turn) for turn in turns]
    known = Counter(names)
    capitals = sum(1 for turn in turns if _in_capitals(text, turn))
    return tuple(
        turn
        for turn, name in zip(turns, names, strict=True)
        if _is_asked(name, known) or (name not in _LABELLED and _is_speaker(text, turn, known[name], capitals, len(known)))
    )


def cut_labels(text: str, sentences: Sequence[Span], turns: Sequence[Turn]) -> list[Span]:
    """`sentences` with each speaker's label as a stretch of its own."""
    cut: list[Span] = []
    places = iter(turns)
    turn = next(places, None)
    for begin, end in sentences:
        start = begin
        while turn is not None and turn.label < end:
            if start <= turn.label and turn.start < end:
                cut += [(start, _trimmed(text, start, turn.label))] if text[start : turn.label].strip() else []
                cut.append((turn.label, _trimmed(text, turn.label, turn.start)))
                start = turn.start
            turn = next(places, None)
        cut.append((start, end))
    return cut


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Turn]:
    low, high = paragraph
    first = _QUESTION.match(text, low, high) or _LABEL.match(text, low, high)
    if first is None:
        return
    asked = text[slice(*first.span("name"))].strip().lower() in _LABELLED
    labels = [first, *(_WITHIN_LINE.finditer(text, first.end(), high) if asked else ())]
    ends = [*(label.start() for label in labels[1:]), high]
    for label, end in zip(labels, ends, strict=True):
        stop = _trimmed(text, label.end(), end)
        name_start, name_end = label.span("name")
        name = without_titles(text, name_start, _trimmed(text, name_start, name_end))
        if label.end() < stop:
            yield Turn(name_start, name.start, name.end, label.end(), stop)


def _is_asked(name: str, known: Counter[str]) -> bool:
    """Q and A count where both stand in the text."""
    pairs = (("q", "a"), ("question", "answer"))
    return any(name in pair and all(known[one] for one in pair) for pair in pairs) or (
        name in {"q", "question"} and len(known) > 1
    )


def _is_speaker(text: str, turn: Turn, times: int, capitals: int, speakers: int) -> bool:
    words = {word.strip(".'’").lower() for word in text[turn.label : turn.start].replace(":", " ").split()}
    if words & _NO_SPEAKERS:
        return False
    spoken = _SPOKEN.search(text, turn.start, turn.end) is not None
    if _in_capitals(text, turn):
        return spoken or (capitals > 1 and speakers > 1) or times > 1
    return times > 1 and speakers > 1


def _in_capitals(text: str, turn: Turn) -> bool:
    name = text[turn.speaker_start : turn.speaker_end]
    return name.isupper() and len(name) > 1


def _key(text: str, turn: Turn) -> str:
    return text[turn.speaker_start : turn.speaker_end].lower()


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
