"""Patterns over classes of words, written with the names of the classes and compiled to one character each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workbench.models import ValueKind
from workbench.values.calendar_terms import (
    CARDINALS,
    CLASS_CODES,
    MONTH_ABBREVIATIONS,
    MONTHS,
    ORDINALS,
    SCALES,
    TRIGGERS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)
from workbench.values.date_meanings import Expression, Meaning
from workbench.values.date_tokens import Token

_NUMERAL: Final = "(?:DAY|YEAR|NUMBER)"
MACROS: Final = {
    "MON": "(?:MONTH|MAY|MONTHABBREVIATION DOT?)",
    "DAYNAME": "(?:WEEKDAY|WEEKDAYABBREVIATION DOT?)",
    "RANK": "(?:ORDINAL|SECOND|NTH)",
    "DASH": "HYPHEN{1,2}",
    "NUMERAL": _NUMERAL,
    "COUNT": f"(?:{_NUMERAL}(?: HYPHEN? FRACTION| AND FRACTION| SCALE)?|AN SCALE|FRACTION"
    "|CARDINAL(?:HYPHEN? CARDINAL| SCALE| AND AN HALF){0,3})",
    "APPROX": "(?:ABOUT|NO? MORE THAN|AT LEAST|UP TO|WITHIN|OVER)",
    "PERIODUNIT": "(?:UNIT|QUARTERWORD|CENTURY)",
    "PARTED": "(?:UNIT|WEEKDAY)",
    "ANYUNIT": "(?:UNIT|QUARTERWORD|CENTURY|UNITS|CLOCKUNIT|SECOND)",
}
"""Patterns with a name of their own."""

_NAME = re.compile(r"[A-Z]{2,}")
_PIECE = re.compile(r"\(\?P<\w+>|\(\?:|\(\?<?[=!]|[()|?*+]|\{\d+(?:,\d*)?\}|.")


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a pattern matched, with the words of its named groups; `country` is ISO 3166 in capitals, "" for none."""

    match: re.Match[str]
    tokens: list[Token]
    country: str = ""

    @property
    def first(self) -> int:
        """Position of the first token."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Position behind the last token."""
        return self.match.end()

    @property
    def before(self) -> str:
        """The word in front of the match in lower case, "" at the start of the text."""
        return self.tokens[self.first - 1].lower if self.first else ""

    @property
    def after(self) -> str:
        """The word behind the match in lower case, "" at the end of the text."""
        return self.tokens[self.last].lower if self.last < len(self.tokens) else ""

    def words(self, group: str) -> list[str]:
        """The words of a named group in lower case; none where it took no part."""
        if group not in self.match.re.groupindex:
            return []
        start, end = self.match.span(group)
        return [token.lower for token in self.tokens[start:end]] if start >= 0 else []

    def at(self, group: str) -> int:
        """Position of the first token of a named group, -1 where it took no part."""
        return self.match.start(group) if group in self.match.re.groupindex else -1

    def word(self, group: str) -> str:
        """The first word of a named group, "" where it took no part."""
        words = self.words(group)
        return words[0] if words else ""

    def number(self, group: str) -> int | None:
        """The leading digits of a named group as a whole number ("7th" is 7)."""
        digits = re.match(r"\d+", self.word(group))
        return int(digits.group()) if digits else None


def compile_pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern whose capital words are classes or macros; blanks only separate."""
    expanded = source
    while True:
        again = _NAME.sub(lambda name: MACROS.get(name.group(), name.group()), expanded)
        if again == expanded:
            break
        expanded = again
    return re.compile(_NAME.sub(lambda name: CLASS_CODES[name.group()], expanded).replace(" ", ""))


def needs_of(pattern: re.Pattern[str]) -> tuple[frozenset[str], ...]:
    """The classes without which a compiled pattern cannot match: at least one of each set has to stand in the text.

    Where branches part, one set of each is kept, so a pattern may need more than this says, never less.
    """
    open_groups: list[tuple[str, list[list[_Needs]]]] = [("", [[]])]
    for piece in _PIECE.findall(pattern.pattern):
        branches = open_groups[-1][1]
        if piece == "|":
            branches.append([])
        elif piece == ")":
            kind, inner = open_groups.pop()
            open_groups[-1][1][-1].append([] if kind.endswith(("=", "!")) else _joint_needs(inner))
        elif piece.startswith("("):
            open_groups.append((piece, [[]]))
        elif piece[0] in "?*" or piece.startswith("{0"):
            branches[-1].pop()
        elif piece[0] not in "+{$":
            branches[-1].append([frozenset(piece)])
    return tuple(_joint_needs(open_groups[0][1]))


_Needs = list[frozenset[str]]


def _joint_needs(branches: list[list[_Needs]]) -> _Needs:
    """What a group of alternatives needs: all that its only branch needs, or the most telling set of each of several."""
    needs = [[one for part in branch for one in part] for branch in branches]
    if len(needs) == 1:
        return needs[0]
    if not all(needs):
        return []
    return [frozenset().union(*(max(branch, key=lambda one: (one <= TRIGGERS, -len(one))) for branch in needs))]


def month_in(found: Found, group: str = "month") -> int:
    """The number of the month that the group names, 0 where it names none."""
    word = found.word(group)
    return MONTHS.get(word) or MONTH_ABBREVIATIONS.get(word, 0)


def rank_in(found: Found, group: str = "rank") -> int:
    """The number an ordinal of the group stands for ("third", "3rd")."""
    return found.number(group) or ORDINALS.get(found.word(group), 0)


def weekday_in(found: Found, group: str = "weekday") -> int:
    """The number of the weekday that the group names, Monday being 0."""
    word = found.word(group)
    return WEEKDAYS[word] if word in WEEKDAYS else WEEKDAY_ABBREVIATIONS[word]


def date_of(found: Found, meaning: Meaning, first: int | None = None, last: int | None = None) -> list[Expression]:
    """One date over the whole match or over the tokens given."""
    start = found.first if first is None else first
    end = found.last if last is None else last
    return [Expression(start, end, ValueKind.DATE, meaning)]


def amount_of(words: list[str]) -> float | None:
    """The number that `words` spell ("two hundred", "2 1/2", "a dozen", "1,200"); ``None`` where they spell none."""
    total = 0.0
    found = False
    for word in words:
        if word in {"and", "-", "–", "—", "‑"}:
            continue
        value = _value_of(word)
        if value is None:
            return None
        if word in SCALES:
            total = (total or 1.0) * value
        elif word not in {"a", "an"}:
            total += value
        found = True
    return (total or 1.0) if found else None


def _value_of(word: str) -> float | None:
    fixed = CARDINALS.get(word) or SCALES.get(word) or _FRACTIONS.get(word)
    if fixed is not None:
        return fixed
    if word in {"a", "an"}:
        return 1.0
    if "/" in word:
        top, bottom = word.split("/")
        return int(top) / int(bottom)
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


_FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "half": 0.5}
