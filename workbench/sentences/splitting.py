"""Sentences of messy news text, as exact offsets, without a model.

The text is cut at paragraph breaks and at line ends that are no hard wrap, then at list markers, then at stops. A
stop is judged by the word before it (`abbreviations`) and the word after it. Every pattern is possessive or of fixed
width, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.sentences.abbreviations import (
    AFTER_A_CLOCK,
    BEFORE_A_NAME,
    BEFORE_A_NUMBER,
    LOWER_STARTERS,
    MAY_END,
    NEVER_PLAIN,
    ONLY_CAPITALISED,
    STARTERS,
)

Span = tuple[int, int]

# A run of stops (also ". . ."), the closing marks on it, and footnote numbers: always consumed whole.
_STOP = re.compile(r"[.!?…。！？]++(?:[ \u00a0]\.(?![\w.]))*+[\"'”’)\]}»]*+(?:\[\d{1,3}\])*+")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028]|(?P<page>[\x0b\x0c\u2029])")
_BULLET = re.compile(r"[•⁃▪◦‣●■–*-](?=\s)|[•⁃▪◦‣●■](?=\w)")
_INLINE_BULLET = re.compile(r"(?<=\s)[•⁃▪◦‣●■](?=\s?\w)")
_MARKER = re.compile(r"(?:[•⁃▪◦‣●■–*-] ?)?(?P<open>\(?)(?P<label>\d{1,3}|[A-Za-z])(?P<close>\.\)|[.)])(?=\s)")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*+(?P<word>[^\W_]++(?:['’][^\W_]{1,3})?)?")
# What belongs to the sentence before it: a closing mark after a blank, a comma, a face drawn in punctuation.
_TRAILER = re.compile(r"[)\]”»,;]|[:;]-?[()DPp](?!\w)")
_DOTTED = re.compile(r"(?:[A-Za-z]\.){1,6}[A-Za-z]|Ph\.D|Ed\.D|LL\.[BM]")
_SAID_AFTER_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30} ){1,4}(?:said|says|asked|asks|wrote|writes|told|added|adds|replied|shouted|tweeted|cried)\b"
)

# A line this long is no hard-wrapped line: its end was meant. Below the narrow width no prose is wrapped.
_WIDEST_WRAP = 160
_NARROWEST_WRAP = 40
# Wrapped lines end within this share of the widest one (proportional type varies by about a fifth).
_RAGGED = 0.75
_CONNECTORS = frozenset(
    "the a an of to and or in on at by for from with that which who as is was were are be been has have had but not "
    "his her its their this these said than into over about between".split()
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Half-open offsets of every sentence, in order, stripped of blanks, never overlapping, covering all else.

    Args:
        text: anything, headlines, lists and hard-wrapped lines included.
    """
    return tuple(
        sentence
        for start, end in _blocks(text)
        for item_start, item_end in _list_items(text, start, end)
        for sentence in _sentences_in(text, item_start, item_end)
    )


# ------------------------------------------------------------------------------------------- lines and paragraphs


def _blocks(text: str) -> Iterator[Span]:
    """Stretches that no sentence may cross: paragraphs, and lines whose end was meant."""
    for lines in _paragraphs(text):
        width = max(end - start for start, end in lines)
        start = lines[0][0]
        for line, following in pairwise(lines):
            if _line_end_was_meant(text[slice(*line)], text[slice(*following)], width):
                yield start, line[1]
                start = following[0]
        yield start, lines[-1][1]


def _paragraphs(text: str) -> Iterator[list[Span]]:
    """Lines (stripped of blanks) grouped by the blank lines and page breaks between them."""
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        span = _strip(text, *match.span())
        if span[0] == span[1]:
            continue
        if lines and _parts_paragraphs(text, lines[-1][1], span[0]):
            yield lines
            lines = []
        lines.append(span)
    if lines:
        yield lines


def _parts_paragraphs(text: str, start: int, end: int) -> bool:
    breaks = list(_BREAK.finditer(text, start, end))
    return len(breaks) > 1 or any(found["page"] for found in breaks)


def _line_end_was_meant(line: str, following: str, width: int) -> bool:
    """Whether the writer ended `line` on purpose: an item, headline or verse line, not a wrap at `width`."""
    if _BULLET.match(following) or _MARKER.match(following):
        return True
    first = following.split(None, 1)[0]
    if line[-1] in ",;-–—" or first[0].islower() or line.rsplit(None, 1)[-1].lower() in _CONNECTORS:
        return False
    if width > _WIDEST_WRAP or width < _NARROWEST_WRAP or _is_headline(line):
        return True
    return len(line) + 1 + len(first) <= width * _RAGGED


def _is_headline(line: str) -> bool:
    if line[-1] in ".!?\"”'’":
        return False
    long_words = [word for word in line.split() if len(word) > 3]  # noqa: PLR2004 - shorter words stay lower case in titles
    return len(long_words) > 1 and all(word[0].isupper() or not word[0].isalpha() for word in long_words)


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + max(lead, len(piece.rstrip()))


# --------------------------------------------------------------------------------------------------------- lists


def _list_items(text: str, start: int, end: int) -> Iterator[Span]:
    """The items of a list that runs on in one line; a block that is no list comes back whole."""
    cuts = [match.start() for match in _INLINE_BULLET.finditer(text, start, end)]
    if not cuts:
        cuts = _marker_cuts(text, start, end)
    for cut in [*cuts, end]:
        item = _strip(text, start, cut)
        if item[0] < item[1]:
            yield item
        start = cut


def _marker_cuts(text: str, start: int, end: int) -> list[int]:
    """Where "2." follows "1." (or "b)" follows "a)") later in the same block, in sequence."""
    marker = _MARKER.match(text, start, end)
    cuts: list[int] = []
    while marker and (label := _label_after(marker["label"])):
        pattern = f" {marker['open']}{label}{marker['close']} "
        found = text.find(pattern, marker.end(), end)
        marker = _MARKER.match(text, found + 1, end) if found >= 0 else None
        if marker:
            cuts.append(found + 1)
    return cuts


def _label_after(label: str) -> str | None:
    if label.isdigit():
        return str(int(label) + 1)
    return chr(ord(label) + 1) if label not in "zZ" else None


# --------------------------------------------------------------------------------------------------------- stops


def _sentences_in(text: str, start: int, end: int) -> Iterator[Span]:
    marker = _MARKER.match(text, start, end)
    for match in _STOP.finditer(text, marker.end() if marker else start, end):
        stop = match.end()
        if stop >= end:
            break
        if _ends_here(text, start, match, end):
            yield start, stop
            start = stop
            while text[start].isspace():
                start += 1
    yield start, end


def _ends_here(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether the run of stops in `match` ends the sentence that began at `start`."""
    first, stop = match.span()
    if not text[stop].isspace():
        return text[first] in "。！？"
    place = _skip_blanks(text, stop)
    if text[first - 1 : first] in {"[", "("} or _TRAILER.match(text, place, end):
        return False
    following = _NEXT_WORD.match(text, place, end)
    word = (following["word"] if following else None) or ""
    if word[:1].islower():
        return _ends_before_lower(text, start, match, word)
    return _ends_before_capital(text, start, match, word)


def _ends_before_capital(text: str, start: int, match: re.Match[str], word: str) -> bool:
    first, stop = match.span()
    marks = match.group()
    if marks[0] != "." or marks.startswith(".."):
        return _ends_after_exclamation(text, stop, marks, word)
    if ". ." in marks:
        return word not in {"I", "I'm", "I've", "I'd"}
    return (len(marks) > 1 and marks[1] in '"”)]') or _ends_after_word(text, start, first, word)


def _ends_before_lower(text: str, start: int, match: re.Match[str], word: str) -> bool:
    """Before a small letter only a plain stop ends, and only where the writer starts sentences so, or a web address does."""
    before = _word_before(text, start, match.start())
    if match.group() not in {".", "?", "!", "??", "!!", "!!!"} or before.lower() in NEVER_PLAIN or "." in before:
        return False
    if word in {"http", "https", "www"}:
        return True
    return len(before) > 1 and (word in LOWER_STARTERS or text[start].islower())


def _skip_blanks(text: str, place: int) -> int:
    while text[place].isspace():
        place += 1
    return place


def _ends_after_exclamation(text: str, stop: int, marks: str, word: str) -> bool:
    """After "?", "!" or an ellipsis: not before the name of who said it, nor between dots and "I"."""
    if marks[-1] in "\"'”’":
        return not _SAID_AFTER_NAME.match(text, _skip_blanks(text, stop))
    return not (marks in {"...", "…"} and word in {"I", "I'm", "I've", "I'd"})


def _ends_after_word(text: str, start: int, stop: int, word: str) -> bool:
    """Whether one full stop at `stop` is an end, by the word before it and the word that follows."""
    before = _word_before(text, start, stop)
    lower = before.lower()
    if not (before[:1].isalpha() or lower in BEFORE_A_NUMBER):
        return True
    if _DOTTED.fullmatch(before):
        return _ends_after_dotted(text, start, stop, lower, word)
    if len(before) == 1:
        return _ends_after_letter(text, start, stop, before, word)
    return _ends_after_abbreviation(before, lower, word)


def _ends_after_abbreviation(before: str, lower: str, word: str) -> bool:
    if lower in ONLY_CAPITALISED and before[0].islower():
        return True
    if lower in BEFORE_A_NAME:
        return not word
    if lower in BEFORE_A_NUMBER and word[:1].isdigit():
        return False
    return lower not in MAY_END or word.lower() in STARTERS


def _word_before(text: str, start: int, stop: int) -> str:
    """The word the stop at `stop` is written on, without opening marks; long words are cut, they are no abbreviation."""
    piece = text[max(start, stop - 16) : stop].rsplit(None, 1)
    return piece[-1].lstrip("\"'“‘«([") if piece else ""


def _ends_after_dotted(text: str, start: int, stop: int, lower: str, word: str) -> bool:
    """After "U.S." or "Ph.D." an end before a word that starts sentences, after "6 p.m." before all but dates and zones."""
    if lower in {"a.m", "p.m"}:
        opening = text[start : min(stop, start + 40)].split(None, 3)
        leads = len(opening) <= 3 and opening[0].lower() in STARTERS  # noqa: PLR2004 - "At 5 a.m." opens the sentence
        return not leads and word.lower() not in AFTER_A_CLOCK
    return word.lower() in STARTERS and not (lower == "p.s" and stop - start <= len(lower))


def _ends_after_letter(text: str, start: int, stop: int, letter: str, word: str) -> bool:
    """No end after the initial in "E. Smith"; "you and I. Did" and "Plan B. The" are ends."""
    before = _word_before(text, start, max(start, stop - 2))
    if letter == "I" and before.islower():
        return True
    if letter.islower():
        return not (letter in BEFORE_A_NUMBER or letter in BEFORE_A_NAME)
    return word.lower() in STARTERS and word not in {"A", "I"}
