"""Quotes: are these the words, and all of them?

Only typography and contractions are folded. The best place in the evidence is found with rapidfuzz, then the two word
sequences are laid side by side: a similarity score alone never says anything, since a dropped "not" costs two points of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice, pairwise

from rapidfuzz import fuzz

from workbench.judging.quotes.omission import dropped_sense
from workbench.judging.sentence.lexicon import lexicon
from workbench.tokens import STOP, fold

# Folded auxiliaries: "we're" and "we are" are the same words. "'s" and "'d" stay open: is, has, had, would.
_CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us", "'tis": "it is",
    "i'm": "i am", "gonna": "going to", "ain't": "is not",
}  # fmt: skip
_SUFFIXES = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_OPEN_SUFFIXES = {"'s": ("is", "has"), "'d": ("had", "would")}
_TOKEN = re.compile(r"\w+(?:[.,]\d+)*(?:'\w+)?")
_GAP = re.compile(r"\[?(?:\.\.\.|…|\. \. \.)\]?")
QUOTED = re.compile(r"[\"“][^\"“”\n]{1,2000}[\"”]")
"""A stretch between double quotation marks, inside one paragraph."""
_BRACKETS = re.compile(r"\[[^\[\]]{0,80}\]")
_HYPHEN_AT_LINE_END = re.compile(r"(\w)-[ \t]*\n[ \t]*(\w)")
_SAME_UTTERANCE = 0.7
_CHANGED_UTTERANCE = 0.82
_SHORT = 3
_LONG_ENOUGH = 5
_FEW_CHANGES = 2
_MOST_PLACES = 5  # where the same words stand again, looked at for one that says them straight
_MARGIN = 3  # words on each side of the place, so that a word dropped at its edge stays in sight


class QuoteLevel(StrEnum):
    """What became of the quote's words, from all there to not found."""

    SAME = "same"
    CUT = "cut"
    CHANGED = "changed"
    SIMILAR = "similar"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Where a quote was found in the evidence text (offsets of that text) and what differs, in words.

    CUT leaves out words that matter (a negation, a denial, a condition), under an ellipsis or around the quote; CHANGED has
    another word that matters; SIMILAR is a looser likeness.
    """

    level: QuoteLevel
    start: int
    end: int
    score: float
    difference: str | None = None


_NOWHERE = QuoteCheck(QuoteLevel.ABSENT, 0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def check_quote(quote: str, evidence: str, around: str = "") -> QuoteCheck:
    """Look for `quote` in `evidence`; an ellipsis splits it into parts that must come in order.

    `around` is what the claim says beside the quote: a negation or condition there is not left out.
    """
    words = _words(evidence)
    parts = [part for part in (_words(piece) for piece in _GAP.split(_BRACKETS.sub(" … ", quote))) if part]
    if not parts or not words:
        return _NOWHERE
    checks: list[QuoteCheck] = []
    for part in parts:
        kept = [(one.start, one.end) for one in checks if one.level is not QuoteLevel.ABSENT]
        after = kept[-1][1] if kept and checks[-1].level is not QuoteLevel.ABSENT else 0
        rest = [word for word in words if word.start >= after]
        checks.append(_verbatim(part, rest, evidence, kept, around) or _nearest(part, rest, evidence))
    return _join(checks, words)


def _verbatim(
    part: list[_Word], words: list[_Word], evidence: str, kept: list[tuple[int, int]], around: str
) -> QuoteCheck | None:
    """The first place that has the words and says them straight, else the first that has them."""
    first: QuoteCheck | None = None
    for low, high in islice(_places(part, words), _MOST_PLACES):
        start, end = words[low].start, words[high - 1].end
        lost = dropped_sense(evidence, start, end, kept, around) if len(part) >= _SHORT else None
        if lost is None:
            return QuoteCheck(QuoteLevel.SAME, start, end, 1.0)
        first = first or QuoteCheck(QuoteLevel.CUT, start, end, 1.0, f"the claim leaves out “{lost}” beside these words")
    return first


def _nearest(part: list[_Word], words: list[_Word], evidence: str) -> QuoteCheck:
    if len(part) < _SHORT or not words:
        return _NOWHERE
    window = _best_window(part, words)
    return _compare(part, window, evidence) if window else _NOWHERE


def _places(part: list[_Word], words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Verbatim places of `part`, in order; open contractions ("it's") may be either of their readings."""
    size = len(part)
    for at in range(len(words) - size + 1):
        if all(_alike(ours.text, theirs.text) for ours, theirs in zip(part, words[at : at + size], strict=True)):
            yield at, at + size


def _alike(one: str, other: str) -> bool:
    return (
        one == other
        or (one in _OPEN_SUFFIXES and other in _OPEN_SUFFIXES[one])
        or (other in _OPEN_SUFFIXES and one in _OPEN_SUFFIXES[other])
    )


def _best_window(part: list[_Word], words: list[_Word]) -> list[_Word]:
    """The run of evidence words most like the part: rapidfuzz names the place, a margin keeps dropped words in sight."""
    ours, theirs = " ".join(word.text for word in part), " ".join(word.text for word in words)
    found = fuzz.partial_ratio_alignment(ours, theirs)
    if found is None or found.score < _SAME_UTTERANCE * 100:
        return []
    first = theirs.count(" ", 0, found.dest_start)
    last = theirs.count(" ", 0, found.dest_end) + 1
    return words[max(0, first - _MARGIN) : last + _MARGIN]


def _compare(part: list[_Word], window: list[_Word], evidence: str) -> QuoteCheck:
    ours, theirs = [word.text for word in part], [word.text for word in window]
    blocks = [block for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks() if block.size]
    if not blocks:
        return _NOWHERE
    first, last = blocks[0].b - blocks[0].a, blocks[-1].b + blocks[-1].size + (len(ours) - blocks[-1].a - blocks[-1].size)
    cut = window[max(0, first) : min(len(window), last)]
    theirs = [word.text for word in cut]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    score = round(matcher.ratio(), 6)
    if score < _SAME_UTTERANCE:
        return _NOWHERE
    removed, added = _changes(matcher, ours, theirs)
    difference = _in_words(removed, added)
    level = _level(removed, added, score, len(ours))
    start, end = cut[0].start, cut[-1].end
    return QuoteCheck(level, start, end, score, f"{difference} in “{evidence[start:end].strip()}”" if difference else None)


def _changes(matcher: SequenceMatcher[str], ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    removed: list[str] = []
    added: list[str] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal" and not (a2 - a1 == b2 - b1 and all(map(_alike, ours[a1:a2], theirs[b1:b2]))):
            removed += ours[a1:a2]
            added += theirs[b1:b2]
    return removed, added


def _level(ours: list[str], theirs: list[str], score: float, size: int) -> QuoteLevel:
    """The words that only one side has decide: none, one that turns or changes the sense, or a looser wording."""
    if not ours and not theirs:
        return QuoteLevel.SAME
    negation = {word for word in ours if word in lexicon().negators} ^ {word for word in theirs if word in lexicon().negators}
    if negation and size >= _SHORT:
        return QuoteLevel.CHANGED
    weighty = max(sum(word not in STOP for word in side) for side in (ours, theirs))
    if weighty and weighty <= max(_FEW_CHANGES, size // 8) and score >= _CHANGED_UTTERANCE and size >= _LONG_ENOUGH:
        return QuoteLevel.CHANGED
    return QuoteLevel.SIMILAR


def _in_words(removed: list[str], added: list[str]) -> str:
    left, right = " ".join(removed), " ".join(added)
    if left and right:
        return f"the claim has “{left}” where the evidence has “{right}”"
    return f"the claim adds “{left}”" if left else f"the claim leaves out “{right}”"


def _join(checks: list[QuoteCheck], words: list[_Word]) -> QuoteCheck:
    """The weakest part decides; a negation inside what an ellipsis left out is a cut that matters."""
    order = list(QuoteLevel)
    worst = max(checks, key=lambda check: order.index(check.level))
    if worst.level is QuoteLevel.ABSENT:
        return _NOWHERE
    start, end = checks[0].start, checks[-1].end
    for before, after in pairwise(checks):
        left_out = [word.text for word in words if before.end <= word.start and word.end <= after.start]
        if lexicon().negators & set(left_out):
            words_out = " ".join(left_out)
            return QuoteCheck(QuoteLevel.CUT, start, end, worst.score, f"the ellipsis leaves out “{words_out}”")
    return QuoteCheck(worst.level, start, end, worst.score, worst.difference)


def _words(text: str) -> list[_Word]:
    """Folded words with their offsets in `text`; a contraction gives its two words the same offsets."""
    plain = text.translate({0x2019: "'", 0x2018: "'", 0x00AD: " "})
    found: list[_Word] = []
    joined = {match.end(1): match.start(2) for match in _HYPHEN_AT_LINE_END.finditer(plain)}
    for match in _TOKEN.finditer(plain):
        if found and joined.get(found[-1].end) == match.start():
            found[-1] = _Word(found[-1].text + fold(match.group()), found[-1].start, match.end())
            continue
        found += [_Word(word, match.start(), match.end()) for word in _expand(fold(match.group()))]
    return found


def _expand(word: str) -> list[str]:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word].split()
    for suffix, full in _SUFFIXES.items():
        if word.endswith(suffix) and len(word) > len(suffix):
            return [word[: -len(suffix)], full]
    head, mark, tail = word.partition("'")
    return [head, f"'{tail}"] if mark and f"'{tail}" in _OPEN_SUFFIXES else [word]
