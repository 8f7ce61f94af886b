"""Mouths: who says the words at a place of a text, and whether that is whom the claim names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.judging.sentence.lexicon import lexicon
from workbench.models import SlotCheck
from workbench.tokens import STOP, fold

_VERBS = (
    "said|says|told|wrote|added|asked|replied|answered|argued|warned|stated|declared|insisted|explained|noted|tweeted|testified"
)
_TRANSCRIPT = re.compile(r"(?m)^[ \t>*]{0,4}([A-Z][^:\n\"“”]{0,60}):[ \t]")
_NAME_WORD = r"(?:(?:Mrs?|Ms|Dr|Sens?|Reps?|Gov|Gen|Prof|[A-Z])\.|[A-Z][\w'’-]{0,24})"
_PERSON = rf"{_NAME_WORD}(?: (?:(?:of|de|la|van|von|der|den|bin|al) ){{0,2}}{_NAME_WORD}){{0,4}}"
_ASIDE = r"(?:,[^,.\n]{1,60},)?"
_NO_PREPOSITION = r"(?!(?:of|for|in|at|on|with|to|by|from|about|and|but|that|as|who|when|after|before)\b)"
# "the chairman of the board, ", "finance minister ": what stands before the name of the same person.
_ROLE = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) [^,.\n\"“”]{1,60}, |"
    rf"(?:[Tt]he )?(?:{_NO_PREPOSITION}[a-z][\w'’-]{{1,20}} ){{0,4}})"
)
_AFTER = re.compile(rf"^[\s\"”’,?!]{{0,6}}(?:{_VERBS}|according to) {_ROLE}({_PERSON})(?<!['’]s)(?![\w'’])")
_AFTER_NAME = re.compile(rf"^[\s\"”’,?!]{{0,6}}{_ROLE}({_PERSON}){_ASIDE},? (?:{_VERBS})\b")
# After a full stop a name begins a sentence of its own, unless the sentence ends with the verb.
_STOPPED_NAME = re.compile(rf"^\.[\s\"”’]{{0,5}}{_ROLE}({_PERSON}){_ASIDE},? (?:{_VERBS})(?=[.,\n]|$)")
_BEFORE = re.compile(rf"({_PERSON}){_ASIDE},? (?:{_VERBS})\b[^.\n\"“”]{{0,80}}[\"“:,\s]{{1,4}}$")
# Somebody without a name: "he said", "the chancellor said", "said the chancellor".
_UNNAMED_AFTER = re.compile(
    rf"^[\s\"”’,?!]{{0,6}}(?:(?:{_VERBS}) (?:[a-z]|{_PERSON}(?<=['’]s) )|"
    rf"(?:he|she|they|it|we|I|[Tt]he|[Aa]n?|one|his|her|their)\b[^.\n\"“”]{{0,60}}\b(?:{_VERBS})\b)"
)
_UNNAMED_BEFORE = re.compile(rf"\b(?:{_VERBS})\b[^.\n\"“”]{{0,80}}[\"“:,\s]{{1,4}}$")
# "Asked whether “...”": words put to somebody.
_PUT = re.compile(
    r"(?i)\b(?:asked|asking|questioned|pressed|quizzed)\b[^.\n\"“”]{0,60}\b(?:whether|if|why|how|about|over|on)\b"
    r"[^.\n\"“”]{0,40}[\"“][^.\n\"“”]{0,80}$"
)
_LONGEST_NAME = 8  # words before a transcript's colon
_REACH = 200
_MOST_READ = 20_000  # characters of a passage in which short names are looked up
_PARTICLES = frozenset("of the for and de da di du del la le van von der den bin al el".split())
_ALIKE_FROM = 2  # letters from which a first name may be short for another: "Joe" and "Joseph", "Mike" and "Michael"


@dataclass(frozen=True, slots=True)
class Mouth:
    """Who says the words of a place: a name, or none; ``unnamed`` where somebody without a name says or is asked them."""

    name: str | None
    unnamed: bool = False


def mouth_at(text: str, start: int, end: int) -> Mouth:
    """Who says ``text[start:end]``: the name beside the nearest word of saying, or that of the transcript line."""
    head, tail = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if _PUT.search(head):
        return Mouth(None, unnamed=True)
    quoted = head.rstrip()[-1:] in {"“", '"'}
    beside = _beside(head, tail)
    line = _transcript_line(text, start, end)
    if quoted and (beside.name or beside.unnamed):
        return beside
    return Mouth(line, unnamed=not _names(line)) if line else beside


def speaker_at(text: str, start: int, end: int) -> str | None:
    """The name of whoever says ``text[start:end]``, None where the text names nobody there."""
    return mouth_at(text, start, end).name


def same_mouth(claimed: str | None, mouth: Mouth, around: str) -> SlotCheck:
    """Whether the place's speaker is the one the claim names.

    `around` is the passage with its title, author and publisher: it tells whom a surname alone stands for, and answers where
    the place itself names nobody. A pronoun, an office or a question leaves it open.
    """
    ours = _names(claimed) if claimed else ()
    if not ours or mouth.unnamed:
        return SlotCheck.UNKNOWN
    if mouth.name is None:
        return _named_around(ours, around)
    theirs = _names(mouth.name)
    if not theirs:
        return SlotCheck.UNKNOWN
    return _in_full(ours, theirs, around) if len(theirs) == 1 and len(ours) > 1 else _compare(ours, theirs)


# ---------------------------------------------------------------------------------------------------- the place


def _transcript_line(text: str, start: int, end: int) -> str | None:
    line = None
    for match in _TRANSCRIPT.finditer(text, 0, end):
        if match.end() <= start + 1 and "\n\n" not in text[match.end() : start]:
            line = match.group(1).strip()
    return line if line and _is_label(line) else None


def _is_label(line: str) -> bool:
    """A name or an office before a colon, and what follows it after a comma: capitals but for particles, no word of saying."""
    parts = line.split()
    named = line.split(",", maxsplit=1)[0].split()
    capitals = all(not part[:1].islower() or fold(part).strip(".,") in _PARTICLES for part in named)
    return capitals and len(parts) <= _LONGEST_NAME and not any(_is_saying(fold(part)) for part in parts)


@lru_cache(maxsize=4096)
def _is_saying(word: str) -> bool:
    """Whether a word as it stands is a form of a verb of saying."""
    say = lexicon().say
    stems = [word, *(word.removesuffix(ending) for ending in ("s", "d", "ed", "ing")), word.removesuffix("ied") + "y"]
    return word in _VERBS.split("|") or any(stem in say for stem in stems)


def _beside(head: str, tail: str) -> Mouth:
    match = _AFTER.match(tail) or _AFTER_NAME.match(tail) or _STOPPED_NAME.match(tail)
    if match is None and not _UNNAMED_AFTER.match(tail):
        for match in _BEFORE.finditer(head):  # noqa: B007 the last match stands next to the quote
            pass
    if match is not None:
        name = _cleaned(match.group(1))
        return Mouth(name, unnamed=name is None)
    return Mouth(None, unnamed=bool(_UNNAMED_AFTER.match(tail) or _UNNAMED_BEFORE.search(head)))


def _cleaned(name: str) -> str | None:
    """A name without what opens the sentence before it ("Yesterday Smith"); None where nothing else is left ("He")."""
    parts = name.split()
    while parts and fold(parts[0]).strip(".,") in STOP | lexicon().nameless:
        parts = parts[1:]
    while parts and fold(parts[-1]).strip(".,") in lexicon().nameless:
        parts = parts[:-1]
    return " ".join(parts) or None


# ---------------------------------------------------------------------------------------------------- the names


@lru_cache(maxsize=4096)
def _names(name: str) -> tuple[str, ...]:
    """The words of a name in order, folded: without offices and what stands around them, apposition, brackets."""
    plain = re.split(r"[,(\[]", name, maxsplit=1)[0]
    found = _capitalised(plain)
    if any(word in lexicon().offices for word in found):
        found = _capitalised(plain.partition(" of ")[0])
        last = max(index for index, word in enumerate(["", *found]) if not word or word in lexicon().offices)
        found = found[last:]
    kept = tuple(word for word in found if len(word) == 1 or word not in STOP | lexicon().nameless)
    return kept if any(len(word) > 1 for word in kept) else ()


def _capitalised(name: str) -> list[str]:
    parts = (piece for part in name.split() for piece in part.split("-"))  # "Venn" is short for Mlotshwa-Venn
    words = (fold(part).strip(".'\"*").removesuffix("'s") for part in parts if part[:1].isupper())
    return [word for word in words if word]


def _compare(ours: tuple[str, ...], theirs: tuple[str, ...]) -> SlotCheck:
    """By shared words of the names; where each has more, the rest must go together too."""
    shared = set(ours) & set(theirs)
    if not shared:
        return SlotCheck.DIFFERENT
    rest, other = ([word for word in one if word not in shared] for one in (ours, theirs))
    if not rest or not other:
        return SlotCheck.SAME
    return _compare_first(rest[0], other[0])


def _compare_first(one: str, other: str) -> SlotCheck:
    if lexicon().short_forms.get(one, one) == lexicon().short_forms.get(other, other):
        return SlotCheck.SAME
    if len(one) == 1 or len(other) == 1:
        return SlotCheck.SAME if one[0] == other[0] else SlotCheck.DIFFERENT
    return SlotCheck.UNKNOWN if one[:_ALIKE_FROM] == other[:_ALIKE_FROM] else SlotCheck.DIFFERENT


def _in_full(ours: tuple[str, ...], theirs: tuple[str, ...], around: str) -> SlotCheck:
    """One word for a name: whom it stands for where the passage names people in full, else who shares it."""
    alone = _compare(ours, theirs)
    if alone is not SlotCheck.SAME:
        return alone
    answers = [_compare(ours, full) for full in _full_names(theirs[0], around)]
    if not answers or all(one is SlotCheck.SAME for one in answers):
        return SlotCheck.SAME
    return SlotCheck.DIFFERENT if all(one is SlotCheck.DIFFERENT for one in answers) else SlotCheck.UNKNOWN


def _full_names(word: str, around: str) -> list[tuple[str, ...]]:
    """Names of several words in `around` that hold `word`, in order."""
    found = (_names(match.group()) for match in re.finditer(_PERSON, around[:_MOST_READ]))
    return [name for name in found if len(name) > 1 and word in name]


def _named_around(ours: tuple[str, ...], around: str) -> SlotCheck:
    """The last word of the claimed name stands there, and for nobody else."""
    named = any(ours[-1] in _names(match.group()) for match in re.finditer(_PERSON, around[:_MOST_READ]))
    return SlotCheck.SAME if named and _in_full(ours, ours[-1:], around) is SlotCheck.SAME else SlotCheck.UNKNOWN
