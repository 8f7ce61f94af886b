"""Rules for lengths of time ("17 months", "half an hour") and for what repeats ("every Monday", "daily")."""

from __future__ import annotations

from typing import Final

from workbench.models import Modifier, ValueKind
from workbench.values.calendar_terms import CLOCK_UNITS, FREQUENCIES, PARTS, SEASONS, UNIT_PLURALS, UNITS, WEEKDAYS
from workbench.values.date_meanings import Expression, Length, Repeated
from workbench.values.date_patterns import Found, amount_of, compile_pattern, month_in, weekday_in

# Letter code -> canonical unit name and its length in seconds; a month is a twelfth of a year of 365.25 days, as in Pint.
_YEAR_SECONDS: Final = 365.25 * 86400
UNIT_SECONDS: Final = {
    "TS": ("second", 1.0), "TM": ("minute", 60.0), "TH": ("hour", 3600.0), "D": ("day", 86400.0),
    "W": ("week", 604800.0), "2W": ("fortnight", 1209600.0), "WE": ("day", 86400.0),
    "M": ("month", _YEAR_SECONDS / 12), "Q": ("month", _YEAR_SECONDS / 12), "H": ("month", _YEAR_SECONDS / 12),
    "Y": ("year", _YEAR_SECONDS), "DE": ("decade", _YEAR_SECONDS * 10), "CE": ("century", _YEAR_SECONDS * 100),
}  # fmt: skip
"""Canonical unit name and length in seconds of each unit code."""
_OPEN_LETTER: Final = {"2W": "W", "WE": "D", "H": "M", "DE": "Y", "CE": "C"}
# Units TIMEX3 writes as a number of others.
_WRITTEN_AS: Final = {"2W": ("W", 2), "DE": ("Y", 10), "CE": ("Y", 100), "WE": ("D", 2), "H": ("M", 6)}


def timex_of(amount: float | None, code: str) -> str:
    """The TIMEX3 value of a duration ("P17M", "PT90M", "PXW" for an open number, "P2Y6M")."""
    if amount is None:
        return "PX" + _OPEN_LETTER.get(code, code) if not code.startswith("T") else f"PTX{code[1]}"
    unit, times = _WRITTEN_AS.get(code, (code, 1))
    return _written(amount * times, unit)


def _written(amount: float, unit: str) -> str:
    whole = int(amount)
    rest = amount - whole
    smaller = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "D": ("TH", 24)}.get(unit)
    prefix, letter = ("PT", unit[1]) if unit.startswith("T") else ("P", unit)
    if rest and smaller and (rest * smaller[1]).is_integer():
        head = f"{whole}{letter}" if whole else ""
        tail = f"{int(rest * smaller[1])}{smaller[0].strip('T')}"
        return f"{prefix}{head}{'T' if smaller[0].startswith('T') else ''}{tail}"
    return f"{prefix}{whole if not rest else f'{amount:g}'}{letter}"


def _code_in(found: Found) -> str | None:
    word = found.word("unit") or found.word("unit2") or found.word("unit3")
    return UNITS.get(word) or UNIT_PLURALS.get(word) or CLOCK_UNITS.get(word) or ("TS" if word == "second" else None)


def modifier_in(words: list[str]) -> Modifier | None:
    """How the words before a number blur or bound it ("more than", "nearly")."""
    return next((modifier for phrase, modifier in _MODIFIERS if phrase in " ".join(words)), None)


def _length(found: Found) -> list[Expression]:
    code = _code_in(found)
    if code is None:
        return []
    if (code == "Q" and not _is_period(found)) or _is_year_name(found):
        return []
    low, high = amount_of(found.words("count")), None
    if found.word("upper"):
        high = amount_of(found.words("upper"))
    if low is None or not 0 < low < 1e9 or (high is not None and high < low):  # noqa: PLR2004 — a billion units is no duration
        return []
    meaning = Length(low, high if high is not None else low, code)
    return [Expression(found.first, found.last, ValueKind.DURATION, meaning, modifier=modifier_in(found.words("approx")))]


def _is_period(found: Found) -> bool:
    """Tell three quarters of a year from the share "three-quarters of"."""
    after = found.after
    return after != "of" and "-" not in [token.text for token in found.tokens[found.first : found.last]]


def _is_year_name(found: Found) -> bool:
    """Tell "the 1988 quarter" from a count of quarters."""
    number, unit = found.word("count"), found.word("unit")
    return len(number) == 4 and number.isdigit() and not unit.endswith("s")  # noqa: PLR2004 — digits of a year


def _one(found: Found) -> list[Expression]:
    """Take "a year" as a length after a preposition or a verb of lasting; behind a number it is a denominator."""
    before = found.before
    bare = found.at("count") == found.first
    if found.word("unit") == "quarter" or (bare and before not in _LENGTH_CUES):
        return []
    return _length(found)


def _past_one(found: Found) -> list[Expression]:
    """Take "the past year" as the twelve months before; "last year" is a calendar year."""
    code = _code_in(found)
    if found.word("count") != "past" or code is None:
        return []
    return [Expression(found.first, found.last, ValueKind.DURATION, Length(1.0, 1.0, code))]


def _single(found: Found) -> list[Expression]:
    code = _code_in(found)
    return [Expression(found.first, found.last, ValueKind.DURATION, Length(1.0, 1.0, code))] if code else []


def _half(found: Found) -> list[Expression]:
    code = _code_in(found)
    return [Expression(found.first, found.last, ValueKind.DURATION, Length(0.5, 0.5, code))] if code else []


def _unit_and_half(found: Found) -> list[Expression]:
    code = _code_in(found)
    amount = (amount_of(found.words("count")) or 1.0) + 0.5
    return [Expression(found.first, found.last, ValueKind.DURATION, Length(amount, amount, code))] if code else []


def _vague(found: Found) -> list[Expression]:
    code = _code_in(found)
    if (
        code is None
        or (code == "Q" and not (found.word("few") or found.last - found.first > 1))
        or (code == "D" and found.tokens[found.first].lower in {"these", "those"})
    ):
        return []
    if code == "WE" and found.last - found.first == 1:
        return _repeated(found, "XXXX-WXX-WE")
    amount = 2.0 if "couple" in found.words("few") else None
    return [Expression(found.first, found.last, ValueKind.DURATION, Length(amount, amount, code))]


def _each(found: Found) -> list[Expression]:
    if found.word("weekday"):
        return _repeated(found, f"XXXX-WXX-{weekday_in(found) + 1}")
    if found.word("month"):
        return _repeated(found, f"XXXX-{month_in(found):02}")
    if found.word("season"):
        return _repeated(found, f"XXXX-{SEASONS[found.word('season')]}")
    code = _code_in(found)
    if code is None:
        return []
    amount = amount_of(found.words("count")) or (2.0 if found.word("other") else 1.0)
    return _repeated(found, timex_of(amount, code))


def _frequency(found: Found) -> list[Expression]:
    """Leave out "quarterly" where it names a thing ("quarterly dividend")."""
    word = found.word("word")
    after = found.tokens[found.last].text if found.last < len(found.tokens) else "."
    if word in {"quarterly", "yearly"} and after[0].isalnum():
        return []
    return _repeated(found, FREQUENCIES[word])


def _weekdays(found: Found) -> list[Expression]:
    name = (found.word("day") or found.word("day2")).removesuffix("s")
    part = found.word("parts") or found.word("parts2")
    return _repeated(found, f"XXXX-WXX-{WEEKDAYS[name] + 1}" + (f"T{PARTS[part]}" if part else ""))


def _repeated(found: Found, timex: str) -> list[Expression]:
    return [Expression(found.first, found.last, ValueKind.SET, Repeated(timex))]


_MODIFIERS: Final = (
    ("no more than", Modifier.AT_MOST), ("not more than", Modifier.AT_MOST), ("no less than", Modifier.AT_LEAST),
    ("more than", Modifier.MORE_THAN), ("longer than", Modifier.MORE_THAN), ("less than", Modifier.LESS_THAN),
    ("fewer than", Modifier.LESS_THAN), ("at least", Modifier.AT_LEAST), ("at most", Modifier.AT_MOST),
    ("up to", Modifier.UP_TO), ("over", Modifier.MORE_THAN), ("under", Modifier.LESS_THAN),
    ("exactly", Modifier.EXACTLY), ("about", Modifier.ABOUT), ("around", Modifier.ABOUT), ("nearly", Modifier.ABOUT),
    ("almost", Modifier.ABOUT), ("roughly", Modifier.ABOUT), ("approximately", Modifier.ABOUT),
    ("barely", Modifier.ABOUT), ("within", Modifier.AT_MOST),
)  # fmt: skip
_LENGTH_CUES: Final = frozenset(
    "for in within after over than about almost nearly spent spend lasted last lasts take takes took least under "
    "roughly half just only barely every additional another".split()
)
_FRAME: Final = "(?P<approx>APPROX)? (?:EACH OF)? (?:THE|THIS|THAT)? (?:LAST|NEXT|FOLLOWING|ORDINAL|LATEST|OTHERWORD)?"
_EACH_WHAT: Final = (
    "EACH (?:(?P<weekday>WEEKDAY)|(?P<month>MON)|(?P<season>SEASON)|(?P<other>OTHERWORD)? (?P<unit>ANYUNIT)"
    "|(?P<count>COUNT) (?P<unit3>ANYUNIT))"
)
_END: Final = "(?!HYPHEN? OLD)"
_LONG: Final = f"(?P<unit>ANYUNIT) (?:HYPHEN LONG)? {_END}"

DURATION_RULES: Final = tuple(
    (compile_pattern(source), build)
    for source, build in (
        (
            f"{_FRAME} (?P<count>COUNT) (?:MORE|OTHERWORD|FULL|KINDOFUNIT)? {_LONG}",
            _length,
        ),
        (f"(?P<approx>APPROX)? (?P<count>COUNT) HYPHEN {_LONG}", _length),
        (f"{_FRAME} (?P<count>COUNT) (?:TO|AND|DASH) (?P<upper>COUNT) HYPHEN? (?P<unit>ANYUNIT) {_END}", _length),
        ("(?P<approx>APPROX)? HALF HYPHEN? AN HYPHEN? (?P<unit>ANYUNIT)|AN HALF HYPHEN (?P<unit2>ANYUNIT)", _half),
        ("(?P<approx>APPROX)? (?P<count>COUNT|AN) (?P<unit>ANYUNIT) AND AN HALF", _unit_and_half),
        (f"{_FRAME} (?P<count>AN) (?P<unit>PERIODUNIT|CLOCKUNIT) (?:AND (?:SO|MORE))? {_END}", _one),
        ("THE? (?P<count>LAST) (?P<unit>UNIT|CENTURY)", _past_one),
        (f"{_FRAME} AN? (?P<few>FEW) OF? MORE? HYPHEN? (?P<unit>UNIT|UNITS|CLOCKUNIT) {_END}", _vague),
        (f"(?P<unit>UNITS) (?:HYPHEN LONG)? {_END}", _vague),
        ("(?P<unit>UNIT|CLOCKUNIT) HYPHEN LONG|THE FISCAL? (?P<unit2>UNIT)(?=ENDED)", _single),
        (
            _EACH_WHAT,
            _each,
        ),
        ("(?:COUNT|AN FEW)? ONCE (?:AN|EACH) (?P<unit>PERIODUNIT|CLOCKUNIT)", _each),
        ("(?P<word>FREQUENCY)", _frequency),
        ("(?P<day>WEEKDAYS) (?P<parts>PARTS)?|(?P<day2>WEEKDAY) (?P<parts2>PARTS)", _weekdays),
    )
)
"""Patterns over word classes and what builds a meaning from each; the longest match wins, the earlier rule on a tie."""
