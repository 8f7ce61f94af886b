"""Counted nouns: which word after a number is counted ("500 ballistic missiles" counts missiles), without a parser.

English helps: more than one of a thing is a plural, and the first run of plurals after the number ends in the head.
For one of a thing the head is the last word before the phrase ends. Word lists are data (``lexicon/nouns.toml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.values.cardinals import PARTS, SMALL, TENS
from workbench.values.scan import Scan
from workbench.values.tables import read_toml

_DATA = read_toml("nouns.toml")
STOP: frozenset[str] = frozenset(_DATA["stop"].split())
_ADJECTIVES: frozenset[str] = frozenset(_DATA["adjectives"].split())
_NOT_AFTER_HYPHEN: frozenset[str] = frozenset(_DATA["not_after_hyphen"].split())
_IRREGULAR: dict[str, str] = _DATA["irregular"]
_IRREGULAR_PLURALS = {one: many for many, one in _IRREGULAR.items()}
_SINGULAR_S = ("ss", "us", "is", "'s", "’s")
_PLURAL_IN_IS = frozenset({"taxis", "skis"})
_ADJECTIVE_ENDINGS: tuple[str, ...] = tuple(_DATA["adjective_endings"].split())
_NOUNS_LIKE_ADJECTIVES: tuple[str, ...] = tuple(_DATA["nouns_like_adjectives"].split())
_OWNERS = frozenset("the his her its their our my your these those all".split())
_REACH = 7  # words that may stand between the number and its noun


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: its singular in lower case, and the token after it."""

    unit: str
    last: int


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of an English plural, in lower case; a word that is no plural is returned as it is."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if not lower.endswith("s") or lower.endswith(_SINGULAR_S) or len(lower) < 3 or (word.isupper() and len(word) > 3):  # noqa: PLR2004
        return lower
    if lower.endswith("ies") and len(lower) > 4:  # noqa: PLR2004
        return lower[:-3] + "y"
    if lower.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return lower[:-2]
    return lower[:-1]


def plural(noun: str) -> str:
    """The plural of an English noun phrase, by its last word; one that ends in a plain "s" is returned as it is."""
    before, _, last = noun.rpartition(" ")
    return f"{before} {_plural_of(last)}".strip()


def _plural_of(word: str) -> str:
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith(("ss", "us", "x", "ch", "sh", "z")):
        return f"{word}es"
    if word.endswith("s"):
        return word
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in set("aeiou") else f"{word}s"


def is_plural(word: str) -> bool:
    """Whether `word` looks like a plural noun, or is one of the irregular ones."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return True
    return len(lower) > 2 and lower.endswith("s") and (not lower.endswith(_SINGULAR_S) or lower in _PLURAL_IN_IS)  # noqa: PLR2004


def read_noun(scan: Scan, at: int, *, one: bool, takes_of: bool) -> Noun | None:
    """The noun counted by an amount that ends before token `at`; `one` for an amount of exactly one.

    `takes_of` reads through "of" ("dozens of trucks"); any amount reads through "of the" ("three of the trucks").
    """
    if scan.words[at] in {"-", "‑"} and scan.glued(at):
        return _read_hyphenated(scan, at + 1)
    if scan.lower[at] == "of":
        if scan.numeral(at + 1):  # "nine of 31 counts"
            noun = _read_plural(scan, at + 2)
            return Noun(noun.unit, at) if noun else None
        owned = scan.lower[at + 1] in _OWNERS
        return _read_of(scan, at, owned=owned) if owned or takes_of else None
    if scan.lower[at] in STOP and scan.lower[at] not in _ADJECTIVES:
        return None
    if one:
        return _read_one(scan, at)
    after_article = at > 1 and scan.lower[at - 2] in {"a", "an"}  # "a 12 page report": no plural can follow
    first, second = (_read_attributive, _read_plural) if after_article else (_read_plural, _read_attributive)
    return first(scan, at) or second(scan, at)


def _read_of(scan: Scan, at: int, *, owned: bool) -> Noun | None:
    """As in "dozens of trucks", "three of the trucks"; in "14 of its 60 stores" the noun is shared but stays with the 60."""
    start = at + (2 if owned else 1)
    start += owned and scan.lower[start] in _OWNERS
    for position in range(start, start + 3):
        counted = scan.numeral(position) or scan.lower[position] in SMALL or scan.lower[position] in TENS
        if counted and scan.words[position - 1].islower():
            noun = _read_plural(scan, position + 1) if owned else None
            return Noun(noun.unit, at) if noun else None
    return _read_plural(scan, start)


def _read_hyphenated(scan: Scan, at: int) -> Noun | None:
    """As in "60-page", "two-game": the word against the hyphen is the unit."""
    word = scan.lower[at]
    if not scan.glued(at) or not word.isalpha() or len(word) < 3 or word in _NOT_AFTER_HYPHEN or word in STOP:  # noqa: PLR2004
        return None
    return Noun(singular(scan.words[at]), at + 1)


def _read_plural(scan: Scan, at: int) -> Noun | None:
    """The last of the first run of plurals."""
    for position in range(at, at + _REACH):
        if not _in_phrase(scan, position, at):
            return None
        model = _read_model(scan, position)
        if model:
            return model
        if (
            scan.words[position][:1].isalpha()
            and is_plural(scan.words[position])
            and scan.words[position + 1] not in {"-", "‑"}
        ):
            while (
                _in_phrase(scan, position + 1, at)
                and is_plural(scan.words[position + 1])
                and scan.words[position + 1][:1].isalpha()
            ):
                position += 1  # noqa: PLW2901 - the run's end is what we look for
            return Noun(singular(scan.words[position]), position + 1)
    return None


def _read_model(scan: Scan, at: int) -> Noun | None:
    """As in "10 F-16s" and "40 M777s": a name with a number, in the plural."""
    end = at + 1
    while end - at < _REACH and scan.glued(end) and (scan.words[end][0].isalnum() or scan.words[end] == "-"):
        end += 1
    if end == at + 1 or scan.words[end - 1] != "s" or not scan.numeral(end - 2):
        return None
    return Noun(scan.text[scan.starts[at] : scan.ends[end - 2]].lower(), end)


def _in_phrase(scan: Scan, position: int, start: int) -> bool:
    """Whether the token can stand inside a noun phrase that began at `start`."""
    word, lower = scan.words[position], scan.lower[position]
    if word[:1].isalpha():
        if scan.words[position - 1] in {"-", "‑"} and position > start:
            return True
        if lower in SMALL or lower in TENS:
            return False
        return (lower not in STOP or lower in _ADJECTIVES) if lower != "and" else position > start and _joins(scan, position)
    if word in {"-", "‑", "&", "/"}:
        return position > start and (
            word == "&" or (scan.glued(position + 1) and (scan.glued(position) or scan.numeral(position + 1)))
        )
    return (
        scan.numeral(position)
        and position > start
        and (scan.words[position - 1][:1].isupper() or scan.words[position - 1] == "-")
    )


def _joins(scan: Scan, position: int) -> bool:
    """Whether "and" joins two names or adjectives before the noun ("Kia and Hyundai vehicles")."""
    before, after = scan.words[position - 1], scan.words[position + 1]
    if scan.lower[position + 1] in PARTS:
        return False  # "one school and half a mile"
    return not is_plural(before) and before[:1].isupper() == after[:1].isupper() and after[:1].isalpha()


def _read_one(scan: Scan, at: int) -> Noun | None:
    """The singular noun after "one": past the adjectives, to the last word before the phrase ends."""
    head = None
    for position in range(at, at + _REACH):
        if not _in_phrase(scan, position, at) or scan.numeral(position):
            break
        word = scan.words[position]
        if word in {"-", "‑", "&"} or scan.words[position + 1] in {"-", "‑"}:
            continue
        if head is not None and (_looks_verbal(scan.lower[position]) or is_plural(word)):
            break
        last_resort = head is None and word.islower() and not (_looks_verbal(word) or _more_follows(scan, position, at))
        if not _is_adjective(word) or last_resort:
            head = position
    return Noun(singular(scan.words[head]), head + 1) if head is not None else None


def _more_follows(scan: Scan, position: int, start: int) -> bool:
    return _in_phrase(scan, position + 1, start) and scan.words[position + 1][:1].isalpha()


def _is_adjective(word: str) -> bool:
    lower = word.lower()
    if lower in _ADJECTIVES or word[:1].isupper():
        return True
    return lower.endswith(_ADJECTIVE_ENDINGS) and not lower.endswith(_NOUNS_LIKE_ADJECTIVES)


def _looks_verbal(lower: str) -> bool:
    return lower.endswith(("ed", "ing", "ly")) and not lower.endswith(_NOUNS_LIKE_ADJECTIVES)


def _read_attributive(scan: Scan, at: int) -> Noun | None:
    """As in "a 12 page document", "the 5 speed version": a singular noun between article and head measures like a unit."""
    word, after = scan.words[at], scan.words[at + 1]
    leads = any(scan.lower[at - n] in {"a", "an"} | _OWNERS for n in (2, 3) if at >= n)
    if (
        leads
        and word.islower()
        and word.isalpha()
        and not _is_adjective(word)
        and after[:1].isalpha()
        and scan.lower[at + 1] not in STOP
    ):
        return Noun(singular(word), at + 1)
    return None
