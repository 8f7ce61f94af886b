"""Rules for years and their parts: "2023", "1999-2001", "fiscal 2024", "the third quarter", "the 1990s", "summer 2023"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from workbench.values.absolute_dates import full_year
from workbench.values.calendar_periods import Grain, Period, fiscal_year, month_of, move, period_at, quarter_of, season_of
from workbench.values.calendar_terms import CLOCK_UNITS, DECADE_WORDS, SEASONS, UNIT_PLURALS, UNITS
from workbench.values.date_meanings import Expression, Fixed, Mention, Named
from workbench.values.date_patterns import Found, amount_of, compile_pattern, date_of, month_in, rank_in
from workbench.values.date_tokens import FIRST_YEAR, LAST_YEAR
from workbench.values.match_parts import is_warmth_or_age
from workbench.values.years import is_year_of_levels


def _year(found: Found) -> list[Expression]:
    """A bare year needs a cue: four digits are as often a count or a model."""
    position = found.at("year")
    before = found.tokens[position - 1].lower if position else ""
    after = found.tokens[position + 1].lower if position + 1 < len(found.tokens) else ""
    if (after in _COUNTED and found.last == position + 1) or after in {"%", "people"}:
        return []
    cued = (
        before in _STRONG_CUES
        or _is_circa(found, position)
        or is_year_of_levels(found.number("year") or 0, before, after)
        or after in _EVENTS
        or (before == "(" and after in {")", ",", "-", "–"})
        or _in_list(found, position)
        or _names_an_event(found, position)
    )
    if not cued and (before not in _WEAK_CUES or _is_plural(after)):
        return []
    return date_of(found, Fixed(_year_period(found.number("year") or 0)))


def _is_circa(found: Found, position: int) -> bool:
    """As in "c. 1856", "around 1790" with nothing counted behind."""
    words = [token.lower for token in found.tokens[max(0, position - 2) : position]]
    closed = found.after in _AFTER_CIRCA or not found.after[:1].isalnum()
    return words in (["c", "."], ["ca", "."]) or (words[-1:] in (["around"], ["c"], ["ca"]) and closed)


def _in_list(found: Found, position: int) -> bool:
    """Whether the year stands beside a year, as in "in 1994, 1995 and 1997"."""
    joined = position > 1 and found.tokens[position - 1].lower in {",", "and", "or", "-", "–", "/"}
    return joined and bool(re.fullmatch(r"(1[5-9]|20)\d\d", found.tokens[position - 2].text))


def _names_an_event(found: Found, position: int) -> bool:
    """Whether a name of two words or more with its article stands before: "the Bayreuth Festival 1998", not "Windows 2000"."""
    capitals, at = 0, position - 1
    while at >= 0 and (_is_capital(found.tokens[at].text) or found.tokens[at].lower in {"of", "the"}):
        if _is_capital(found.tokens[at].text):
            capitals += found.tokens[at].lower != "the"
        at -= 1
    # "the Bayreuth Festival", "The Battle of the Nile", "the women's Ronda of the Marches"
    before = {token.lower for token in found.tokens[max(0, at - 3) : position]}
    return capitals > 1 and "the" in before


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))  # noqa: PLR2004 — "was", "has"


def _year_range(found: Found) -> list[Expression]:
    first, last = found.number("year") or 0, found.number("until") or 0
    if last < 100:  # noqa: PLR2004 — "1999-01" and "2023-24" write the second year short
        last += first - first % 100
        last += 100 if last < first else 0
    if not first < last <= LAST_YEAR:
        return []
    return date_of(found, Fixed(_year_period(first), _year_period(last)))


def _spoken_year(found: Found) -> list[Expression]:
    century, rest = amount_of(found.words("century")), amount_of(found.words("rest"))
    if century is None or rest is None or not (15 <= century <= 20 and 10 <= rest <= 99):  # noqa: PLR2004 — 15-10 to 20-99
        return []
    year = int(century * 100 + rest)
    month = month_in(found) if found.word("month") else 0
    return date_of(found, Fixed(month_of(year, month) if month else _year_period(year)))


def _year_period(year: int) -> Period:
    return Period(Grain.YEAR, dt.date(year, 1, 1))


def _fiscal(found: Found) -> list[Expression]:
    written = found.word("year")
    if found.word("since") and not _follows(found.word("since"), written):
        return []
    year = _fiscal_year(written, found.country)
    return date_of(found, Fixed(year)) if year else []


def _follows(first: str, second: str) -> bool:
    """Whether two years, the second perhaps written short, are one and the next ("2023-24")."""
    digits = re.search(r"\d+", first)
    one, other = full_year(int(digits.group()) if digits else 0), int(second) if second.isdigit() else -1
    return other in {one + 1, (one + 1) % 100}


def _winter(found: Found) -> list[Expression]:
    """As in "winter 2019-20", "the 2019/20 winter": the one winter that begins in the first year."""
    if SEASONS[found.word("season").removesuffix("s")] != "WI" or not _follows(found.word("year"), found.word("until")):
        return []
    return date_of(found, Fixed(season_of(found.number("year") or 0, "WI")))


def _era(found: Found) -> list[Expression]:
    """As in "44 BC", "AD 120": the years before our era have no day of the calendar, and their TIMEX3 value says BC."""
    digits = found.word("year").replace(",", "")
    if not digits.isdigit() or (found.at("lead") >= 0 and found.word("lead").replace(".", "") != "ad"):
        return []
    before = found.word("era").startswith("b")
    if not before and not 1 <= int(digits) <= LAST_YEAR:
        return []
    return date_of(found, Mention(f"BC{int(digits):04}") if before else Fixed(_year_period(int(digits))))


def _century_of_era(found: Found) -> list[Expression]:
    rank = rank_in(found)
    if found.word("era").startswith("b"):
        return date_of(found, Mention(f"BC{rank - 1:02}")) if rank else []
    return _century(found)


def _fiscal_year(written: str, country: str) -> Period | None:
    digits = re.search(r"\d+", written)
    named = int(digits.group()) if digits else 0
    year = named if named > 99 else named + 2000  # noqa: PLR2004 — two digits
    return fiscal_year(year, country) if FIRST_YEAR <= year <= LAST_YEAR else None


def _fiscal_quarter(found: Found) -> list[Expression]:
    """The quarters of a "fiscal year", which begin where it begins."""
    code = found.word("code")
    rank = int(code.strip("qh")) if code else rank_in(found)
    year = _fiscal_year(found.word("year") or found.word("year2"), found.country)
    if year is None or not 1 <= rank <= 4 or "h" in code:  # noqa: PLR2004 — quarters
        return []
    return date_of(found, Fixed(Period(Grain.QUARTER, move(year.first, Grain.MONTH, 3 * (rank - 1)))))


def _decade(found: Found) -> list[Expression]:
    digits = re.match(r"\d+", found.word("decade"))
    years = int(digits.group()) if digits else DECADE_WORDS.get(found.word("word"), 0)
    if digits and len(digits.group()) == 2 and not found.word("sign") and not _is_cued_decade(found):  # noqa: PLR2004
        return []
    year = years if years > 99 else years + (1900 if years >= 20 else 2000)  # noqa: PLR2004 — the '20s to '90s were 19xx
    if year % 10 or not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    century = year % 100 == 0 and year != 2000  # noqa: PLR2004 — "the 1900s" is a century, "the 2000s" a decade
    meaning = Fixed(period_at(Grain.CENTURY if century else Grain.DECADE, dt.date(year, 1, 1)))
    return date_of(found, meaning, first=found.at("word") if found.word("word") else None)


def _is_cued_decade(found: Found) -> bool:
    """As in "the late 80s", "music of the 70s"; "in his late 80s" is an age, "highs in the mid 60s" are degrees."""
    at = found.at("decade") - 1
    sliced = False
    while at >= 0 and found.tokens[at].lower in {"early", "mid", "late", "-", "–"}:
        sliced, at = True, at - 1
    lead = found.tokens[at].lower if at >= 0 else ""
    led = found.tokens[at - 1].lower if at > 0 else ""
    cued = lead == "the" and (sliced or led in _BEFORE_A_DECADE)
    return (cued or (sliced and lead in _BEFORE_A_DECADE)) and not is_warmth_or_age(found.tokens, found.first, found.last)


def _century(found: Found) -> list[Expression]:
    rank = rank_in(found)
    if not 1 <= rank <= 30:  # noqa: PLR2004 — up to the 30th century
        return []
    year = max((rank - 1) * 100, 1)
    return date_of(found, Fixed(Period(Grain.CENTURY, dt.date(year, 1, 1))))


def _quarter(found: Found) -> list[Expression]:
    """A quarter or half, with or without its year; the quarters of "fiscal 2023" are kept as the quarters they are called."""
    code, year = found.word("code"), found.number("year")
    half = "h" in code or found.word("unit") in {"half", "semester"}
    rank = int(code.strip("qh")) if code else rank_in(found)
    if not 1 <= rank <= (2 if half else 4):
        return []
    if year is None:
        return date_of(found, Named(half=rank) if half else Named(quarter=rank))
    if half:
        return date_of(found, Fixed(Period(Grain.HALF, dt.date(year, rank * 6 - 5, 1))))
    return date_of(found, Fixed(quarter_of(year, rank)))


def _season_year(found: Found) -> list[Expression]:
    return date_of(found, Fixed(season_of(found.number("year") or 0, SEASONS[found.word("season")])))


_STRONG_CUES: Final = frozenset(
    "in since until till by during through throughout circa before after early late mid year fiscal".split()
)
_WEAK_CUES: Final = frozenset(
    "of the a an for from to and or between into both its his her this that their our 's ’s - – ( on spring summer fall autumn "
    "winter".split()
)
_AFTER_CIRCA: Final = frozenset("and or by in when but as at on for to with while was were".split())
_BEFORE_A_DECADE: Final = frozenset("of since during until from through throughout".split())
_EVENTS: Final = frozenset(
    "election elections season census olympics budget campaign referendum war invasion coup summit".split()
)
_COUNTED: Final = frozenset({*UNITS, *UNIT_PLURALS, *CLOCK_UNITS})

_OF_FISCAL_YEAR: Final = "(?:THE? FISCAL HYPHEN? UNIT (?P<year>YEAR)|(?P<year2>FISCALYEAR))"
_PART: Final = "HYPHEN? (?P<unit>QUARTERWORD|HALF)"

YEAR_RULES: Final = tuple(
    (compile_pattern(source), build)
    for source, build in (
        ("(?P<year>YEAR) (?:DASH|SLASH) (?P<until>YEAR|DAY|NUMBER)", _year_range),
        ("(?:THE UNIT)? (?P<year>YEAR)", _year),
        ("(?P<year>NUMERAL) (?P<era>ERA)", _era),
        ("(?P<lead>(?P<era>ERA)) (?P<year>NUMERAL)", _era),
        ("THE? (?P<rank>RANK) HYPHEN? CENTURY (?P<era>ERA)", _century_of_era),
        ("THE? (?P<season>SEASON|SEASONS) (?:OF|IN)? (?P<year>YEAR) (?:DASH|SLASH) (?P<until>YEAR|DAY|NUMBER)", _winter),
        ("THE? (?P<year>YEAR) (?:DASH|SLASH) (?P<until>YEAR|DAY|NUMBER) (?P<season>SEASON)", _winter),
        ("THE (?P<year>YEAR) (?:QUARTERWORD|PERIOD)", _year),
        ("(?P<month>MON) COMMA? (?P<century>CARDINAL) (?P<rest>CARDINAL (?:HYPHEN? CARDINAL)?)", _spoken_year),
        ("(?P<century>CARDINAL) (?P<rest>CARDINAL (?:HYPHEN? CARDINAL)?)", _spoken_year),
        ("THE? FISCAL (?:HYPHEN? UNIT)? (?P<year>YEAR)", _fiscal),
        ("(?P<year>FISCALYEAR)", _fiscal),
        ("(?P<since>FISCALYEAR) (?:DASH|SLASH) (?P<year>DAY|NUMBER|YEAR)", _fiscal),
        ("THE? FISCAL (?:HYPHEN? UNIT)? (?P<since>YEAR) (?:DASH|SLASH) (?P<year>DAY|NUMBER|YEAR)", _fiscal),
        ("THE? (?P<since>YEAR) (?:DASH|SLASH) (?P<year>DAY|NUMBER|YEAR) FISCAL UNIT", _fiscal),
        ("THE? (?P<sign>APOSTROPHE)? (?P<decade>DECADES)|THE (?:EARLY|MID|LATE)? HYPHEN? (?P<word>DECADEWORD)", _decade),
        ("THE? (?P<rank>RANK) HYPHEN? CENTURY", _century),
        (
            f"THE? FISCAL? HYPHEN? (?P<rank>RANK) HYPHEN? FISCAL? {_PART} (?:(?:OF|COMMA)? FISCAL? (?P<year>YEAR))?",
            _quarter,
        ),
        (f"(?:THE|POSSESSIVE)? FISCAL? UNIT? (?P<year>YEAR) POSSESSIVE? FISCAL? (?P<rank>RANK) {_PART}", _quarter),
        ("(?P<year>YEAR) HYPHEN? (?P<code>QUARTER)", _quarter),
        (f"THE? (?P<code>QUARTER) OF? {_OF_FISCAL_YEAR}", _fiscal_quarter),
        (f"THE? FISCAL? (?P<rank>RANK) HYPHEN? FISCAL? QUARTERWORD OF? {_OF_FISCAL_YEAR}", _fiscal_quarter),
        ("THE? (?P<code>QUARTER) (?:OF? FISCAL? (?P<year>YEAR))?", _quarter),
        ("THE? (?P<season>SEASON) OF? (?P<year>YEAR)", _season_year),
    )
)
"""Patterns over word classes and what builds a meaning from each; the longest match wins, the earlier rule on a tie."""
