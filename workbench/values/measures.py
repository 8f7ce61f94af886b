"""Units of measure in running text: the spelling after an amount, and the denominator of a rate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.values.nouns import singular
from workbench.values.numbers import read_amount
from workbench.values.scan import BREAK, Scan, scan
from workbench.values.tables import read_toml
from workbench.values.units import physical_units

# One or two letters that are a unit only when written against the number: "5s", "40t", "7in".
_GLUED_ONLY = frozenset("s h V W A B J N K b P cd au in min sec ct ha cal bar mol pp bp pc R st c au gal cup ly".split())
# After a space, "in" is the inch only before one of these.
_INCH_BEFORE = frozenset("thick wide long tall high deep diameter across".split())
# Abbreviations that writers put in any case.
_ANY_CASE = frozenset(
    "km kg cm ghz mhz khz hz kwh mwh gwh twh mph kph lbs lb ft sqm sqft oz ml bbl psi mpg rpm bhp yds kcal".split()
)
_HYPHENS = frozenset("-‐‑–")
_PRIMES = {"'": "foot", "’": "foot", '"': "inch", "”": "inch"}
_QUOTE_REACH = 600  # characters back in which a quotation may have been opened
_HISSING = ("s", "x", "z", "ch", "sh")  # the plural of these ends in "es"; of no other: "mines" are no minutes
_PHRASE_ENDS = frozenset((".", ",", ";", ")", BREAK, ""))
_TIMES = frozenset("second minute hour day night week weekend fortnight month quarter season year decade century".split())
_NOT_A_RATE = frozenset("ago earlier later before after from old prior previously hence".split())
_ADVERBS = {
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "nightly": "night",
    "hourly": "hour", "quarterly": "quarter",
}  # fmt: skip
# What news prices and rates are given for with "a": "$5 a barrel", "$2 a share".
_SOLD_BY: frozenset[str] = frozenset(read_toml("context.toml")["sold_by"].split())
_PLURAL_PER = {"capita": "capita", "cent": "", "se": "", "diem": "day", "annum": "year", "head": "head"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit that was read: its canonical name, the denominator if the spelling holds one, and the token after it."""

    unit: str
    per: str | None
    last: int


def read_measure(scanned: Scan, at: int) -> Measure | None:
    """The longest physical unit, percent or the like that starts at token `at` (or after one hyphen there)."""
    if scanned.words[at] in _HYPHENS and scanned.glued(at) and scanned.glued(at + 1):
        return _match(scanned, at + 1)
    return _match(scanned, at)


def read_per(scanned: Scan, at: int, *, priced: bool) -> Measure | None:
    """The denominator of a rate at token `at`: "per day", "a year", "each month", "/km", "annually", "per 100,000 people".

    `priced` also lets "a barrel" and its like be one. The unit of the returned measure is the denominator.
    """
    word = scanned.lower[at]
    if word in _ADVERBS:
        return Measure(_ADVERBS[word], None, at + 1)
    if word == "per" or (word == "for" and scanned.lower[at + 1] in {"every", "each"}):
        return _read_denominator(scanned, at + (1 if word == "per" else 2))
    if scanned.words[at] in _HYPHENS and scanned.lower[at + 1] == "per" and scanned.words[at + 2] in _HYPHENS:
        return _read_denominator(scanned, at + 3)
    if word == "/" and (scanned.lower[at + 1][:1].isalpha() or _is_per_many(scanned, at)):
        return _read_denominator(scanned, at + 1)
    if word in {"a", "an", "each", "every"}:
        return _read_article_rate(scanned, at + 1, priced=priced)
    return None


def _is_per_many(scanned: Scan, at: int) -> bool:
    """As in "l/100 km": a round number of physical units below the line."""
    return scanned.numeral(at + 1) and scanned.words[at + 1].strip("0") == "1" and _match(scanned, at + 2) is not None


def spelled(unit: str) -> tuple[str, str | None]:
    """A table name split into unit and denominator: ``mile per hour`` gives ``mile`` and ``hour``."""
    top, _, below = unit.partition(" per ")
    return top, below or None


def _match(scanned: Scan, at: int) -> Measure | None:
    word = scanned.lower[at]
    if word in _PRIMES:
        return Measure(_PRIMES[word], None, at + 1) if _is_prime(scanned, at) else None
    for words, unit in _words().get(word.rstrip("."), ()):
        if len(words) == 1 or all(_same(scanned.lower[at + n], other) for n, other in enumerate(words)):
            return Measure(*spelled(unit), at + len(words))
    symbol = scanned.words[at].rstrip(".")
    if symbol not in _symbols() and symbol[:-1] in _ANY_CASE and symbol.endswith("s"):
        symbol = symbol[:-1]
    if symbol not in _symbols() and symbol.lower() in _ANY_CASE:
        symbol = _any_case()[symbol.lower()]
    for words, unit in _symbols().get(symbol, ()):
        if all(n == 0 or _same(scanned.words[at + n], other) for n, other in enumerate(words)) and _joined(scanned, at, words):
            return Measure(*spelled(unit), at + len(words))
    return None


def _is_prime(scanned: Scan, at: int) -> bool:
    """Whether a mark against a number means feet or inches, not the end of a quotation that the paragraph opened."""
    if (
        not scanned.glued(at)
        or scanned.words[at + 1] in {",", ".", "?", "!"}
        or (scanned.words[at + 1][:1].isalpha() and scanned.glued(at + 1))
    ):
        return False
    before = scanned.text[max(0, scanned.starts[at] - _QUOTE_REACH) : scanned.starts[at]].rpartition("\n")[2]
    opened = before.startswith(("'", '"')) or any(mark in before for mark in (" '", ' "', "('", '("', "“", "‘"))
    return not opened


def _same(found: str, wanted: str) -> bool:
    return found == wanted or found.rstrip(".") == wanted


def _joined(scanned: Scan, at: int, words: tuple[str, ...]) -> bool:
    """Whether a symbol stands as symbols do: its marks in one piece, a lone letter against its number."""
    tight = all(scanned.glued(at + n) for n in range(1, len(words))) or words[0] in {"sq", "cu", "fl", "lb", "°", "º"}
    if not tight or (scanned.glued(at + len(words)) and scanned.words[at + len(words)][:1].isalnum()):
        return False
    after = scanned.words[at + len(words)]
    if (
        words[0].isalpha()
        and len(words[0]) == 1
        and after in _HYPHENS
        and scanned.glued(at + len(words))
        and scanned.numeral(at + len(words) + 1)
    ):
        return False  # "10 F-16s"
    if scanned.glued(at):
        return words != ("s",) or "." in scanned.words[at - 1]
    if words == ("st",) and scanned.numeral(at + 1) and scanned.lower[at + 2].rstrip(".") in {"lb", "lbs"}:
        return True
    if words == ("in",):
        return scanned.lower[at + 1] in _INCH_BEFORE
    return len(words) > 1 or words[0] not in _GLUED_ONLY


def _read_denominator(scanned: Scan, at: int) -> Measure | None:
    if scanned.lower[at] in _PLURAL_PER:
        name = _PLURAL_PER[scanned.lower[at]]
        return Measure(name, None, at + 1) if name else None
    if scanned.numeral(at) or scanned.lower[at] in {"thousand", "hundred", "million", "one"}:
        return _read_many(scanned, at)
    unit = _match(scanned, at) if not scanned.glued(at) or scanned.words[at - 1] in {"/", *_HYPHENS} else None
    unit = unit or _denominator_symbol(scanned, at)
    if unit and not unit.per:
        return unit
    word = scanned.lower[at]
    return Measure(singular(word), None, at + 1) if word.isalpha() and len(word) > 1 else None


def _denominator_symbol(scanned: Scan, at: int) -> Measure | None:
    """A one-letter unit below the line: ``m/s``, ``kV/m``, ``mg/l``."""
    for words, unit in _symbols().get(scanned.words[at], ()):
        if words == (scanned.words[at],):
            return Measure(unit, None, at + 1)
    return None


def _read_many(scanned: Scan, at: int) -> Measure | None:
    """As in "per 100,000 people", "per thousand live births"."""
    amount = read_amount(scanned, at)
    first, size = (
        (amount.last, amount.low)
        if amount
        else (at + 1, {"thousand": 1e3, "hundred": 1e2, "million": 1e6}.get(scanned.lower[at]))
    )
    if not size:
        return None
    noun = first + 1 if scanned.lower[first] in {"live", "registered", "licensed"} else first
    word = scanned.lower[noun]
    unit = _match(scanned, noun)
    if unit or (word.isalpha() and word.endswith(("s", "people", "children", "women", "men"))):
        name = unit.unit if unit else singular(word)
        return Measure(f"{size:.12g} {name}" if size != 1 else name, None, unit.last if unit else noun + 1)
    return Measure(f"{size:.12g}", None, first)


def _read_article_rate(scanned: Scan, at: int, *, priced: bool) -> Measure | None:
    word, following = scanned.lower[at], scanned.lower[at + 1]
    if word in _TIMES:
        return None if following in _NOT_A_RATE else Measure(word, None, at + 1)
    ends = following in _PHRASE_ENDS and word.isalpha() and word.islower()
    if priced and scanned.lower[at - 1] in {"a", "an", "each", "every"} and (word in _SOLD_BY or ends) and following != "-":
        unit = _match(scanned, at)
        return unit if unit and not unit.per else Measure(word, None, at + 1)
    return None


@cache
def _words() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Spellings in words by their first word, longest first; the plural adds an s to the last or, before "of", first word."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for unit in physical_units().values():
        for spelling in unit.words:
            words = tuple(word.rstrip(".") for word in scan(spelling).lower if word)
            several = (*words[:-1], words[-1] + ("es" if words[-1].endswith(_HISSING) else "s"))
            for form in (words, several):
                found.setdefault(form[0], {}).setdefault(form, unit.name)
    return _longest_first(found)


@cache
def _any_case() -> dict[str, str]:
    return {symbol.lower(): symbol for symbol in reversed(_symbols()) if symbol.lower() in _ANY_CASE}


@cache
def _symbols() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for unit in physical_units().values():
        for symbol in unit.symbols:
            words = tuple(word for word in scan(symbol).words if word)
            found.setdefault(words[0], {}).setdefault(words, unit.name)
    return _longest_first(found)


def _longest_first(found: dict[str, dict[tuple[str, ...], str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    return {first: tuple(sorted(forms.items(), key=lambda item: -len(item[0]))) for first, forms in found.items()}
