"""Transcripts with times (WebVTT, SubRip): the words without times and tags, turn by turn; times are the places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.models import SourceText
from workbench.reading import refusals
from workbench.reading.decoding import decode
from workbench.reading.layout import Layout, one_line
from workbench.settings import Settings

_TIMES = re.compile(
    r"[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}[ \t]+-->[ \t]+(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:[ \t].{0,200})?"
)
_VOICE = re.compile(r"<v(?:\.[^ \t>]{0,80})?[ \t]+([^>]{1,80})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,80}\}|\{/?[bius]\}")
_TURN = re.compile(r"(?:>>+|[-–—](?=[ \t]*[^\s\d]))[ \t]*")
_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_LONGEST_PARAGRAPH = 600  # characters after which the end of a sentence ends the paragraph too
_LONGEST_UNENDED = 3_000  # captions made by machine have no stops


@dataclass(frozen=True, slots=True)
class _Line:
    """A stretch of words of one cue by one voice; ``turn`` says that another voice begins."""

    time: str
    text: str
    turn: bool


def read_transcript(name: str, data: bytes, settings: Settings) -> SourceText:
    """Read ``.vtt`` or ``.srt``; sentences that run over several cues are whole, and each cue's stretch is named by its time.

    A voice that the file names stands before its words, "Maria Ruiz: …". Lines that a rolling caption repeats are read once.

    Raises:
        UnreadableFileError: there is no line of times.
    """
    decoded = decode(name, data)
    layout = Layout(name, settings.max_characters)
    paragraph: list[_Line] = []
    timed = False
    for line in _lines(decoded.text):
        timed = True
        if paragraph and (line.turn or _is_full(paragraph)):
            _add(layout, paragraph)
            paragraph = []
        if line.text:
            paragraph.append(line)
    if not timed:
        raise refusals.mismatch(name, "a text without a line of times")
    _add(layout, paragraph)
    kind = "text/vtt" if name.lower().endswith(".vtt") else "application/x-subrip"
    return SourceText(text=layout.text(), media_type=kind, locators=layout.places(), replaced=decoded.replaced)


def _lines(text: str) -> Iterator[_Line]:
    """The lines of every cue, in order; what stands outside of cues (head, notes, styles) is left out."""
    voice, before = "", ""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\n").split("\n")
        at, times = next(((at, found) for at, line in enumerate(lines[:2]) if (found := _TIMES.fullmatch(line))), (0, None))
        if times is None:
            continue
        time = f"{int(times[1] or 0):02d}:{int(times[2]):02d}:{times[3]}"
        for written in lines[at + 1 :]:
            named = _VOICE.match(written.strip())
            words = one_line(html.unescape(_TAG.sub("", written)))
            turn = _TURN.match(words)
            words = words[turn.end() :] if turn else words
            if words == before or not words:  # a rolling caption
                continue
            before = words
            other = named is not None and named[1].strip() != voice
            voice = named[1].strip() if named else "" if turn else voice
            yield _Line(time, f"{voice}: {words}" if other else words, other or bool(turn))
    if _TIMES.search(text):
        yield _Line("", "", turn=False)


def _is_full(paragraph: list[_Line]) -> bool:
    length = sum(len(line.text) for line in paragraph)
    return length > _LONGEST_PARAGRAPH and (bool(_END.search(paragraph[-1].text)) or length > _LONGEST_UNENDED)


def _add(layout: Layout, paragraph: list[_Line]) -> None:
    """Append a paragraph and name the stretch of each of its cues."""
    at = layout.next_start
    layout.add(" ".join(line.text for line in paragraph))
    cues: dict[str, tuple[int, int]] = {}
    for line in paragraph:
        end = at + len(line.text)
        cues[line.time] = (cues.get(line.time, (at, end))[0], end)
        at = end + 1
    for time, (start, end) in cues.items():
        layout.mark(start, time, end)
