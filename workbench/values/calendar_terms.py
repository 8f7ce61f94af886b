"""The words dates and durations are made of, and the reading of a text into classes of such words.

Every word of a text becomes one character, so that a rule is a short pattern over word classes ("MONTH DAY COMMA YEAR")
instead of one over letters; see `date_rules`. A word no rule asks for becomes ``OTHER``.
"""

from __future__ import annotations

import re
from typing import Final

# ------------------------------------------------------------------------------------------------------- words

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}
MONTH_ABBREVIATIONS: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
WEEKDAY_ABBREVIATIONS: Final = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
SEASONS: Final = {
    "spring": "SP",
    "summer": "SU",
    "fall": "FA",
    "autumn": "FA",
    "winter": "WI",
    "wintertime": "WI",
    "summertime": "SU",
}
UNITS: Final = {
    "day": "D", "week": "W", "fortnight": "2W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y",
    "semester": "H", "decade": "DE", "century": "CE",
}  # fmt: skip
UNIT_PLURALS: Final = {
    "days": "D", "weeks": "W", "fortnights": "2W", "weekends": "WE", "months": "M", "quarters": "Q", "years": "Y",
    "decades": "DE", "centuries": "CE", "yrs": "Y", "semesters": "H",
}  # fmt: skip
CLOCK_UNITS: Final = {
    "hour": "TH", "hours": "TH", "minute": "TM", "minutes": "TM", "seconds": "TS", "hr": "TH", "hrs": "TH",
    "min": "TM", "mins": "TM",
}  # fmt: skip
PARTS: Final = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "dawn": "MO", "daybreak": "MO", "daytime": "DT", "dusk": "EV", "sunset": "EV",
    "nightfall": "EV",
}  # fmt: skip
CARDINALS: Final = {
    word: float(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {
    word: 10.0 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES: Final = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6, "dozen": 12.0}
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}
DECADE_WORDS: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
REFERENCES: Final = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF", "soon": "FUTURE_REF",
}  # fmt: skip
FREQUENCIES: Final = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "biweekly": "P2W",
    "fortnightly": "P2W", "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P1Q", "annually": "P1Y",
    "yearly": "P1Y",
}  # fmt: skip

# ----------------------------------------------------------------------------------------------------- classes

_WORDS: Final = {
    "SECOND": ["second"],
    "MORE": ["more", "less", "fewer", "longer"],
    "THAN": ["than"],
    "AT": ["at"],
    "LEAST": ["least", "most"],
    "UP": ["up", "close"],
    "TO": ["to"],
    "NO": ["no", "not"],
    "ABOUT": ["about", "around", "nearly", "almost", "roughly", "approximately", "some", "over", "under", "barely", "exactly"],
    "AN": ["a", "an"],
    "THE": ["the"],
    "LAST": ["last", "past", "previous", "preceding", "prior"],
    "BEFORE": ["before"],
    "AFTER": ["after"],
    "WITHIN": ["within"],
    "FULL": ["full", "whole", "entire"],
    "NEXT": ["next", "coming", "upcoming"],
    "FOLLOWING": ["following"],
    "THIS": ["this", "these"],
    "CURRENT": ["current"],
    "LATEST": ["latest"],
    "THAT": ["that", "same", "those"],
    "EARLY": ["early"],
    "MID": ["mid", "middle"],
    "LATE": ["late"],
    "START": ["beginning", "start", "turn"],
    "END": ["end", "close"],
    "AGO": ["ago"],
    "EARLIER": ["earlier"],
    "LATER": ["later", "hence"],
    "FROM": ["from"],
    "NOW": ["now"],
    "TODAY": ["today", "tomorrow", "yesterday"],
    "TONIGHT": ["tonight"],
    "OVERNIGHT": ["overnight"],
    "NOON": ["noon", "midnight", "midday"],
    "REFERENCE": [word for word in REFERENCES if word != "now"],
    "RECENT": ["recent"],
    "FUTURE": ["future"],
    "PRESENT": ["present"],
    "FEW": ["few", "several", "many", "couple", "numerous", "some", "handful", "dozens", "hundreds", "thousands"],
    "HALF": ["half"],
    "FISCAL": ["fiscal", "financial"],
    "EACH": ["each", "every"],
    "OTHERWORD": ["other"],
    "FREQUENCY": list(FREQUENCIES),
    "OF": ["of"],
    "IN": ["in", "during", "since", "until", "till", "by", "through", "throughout", "circa"],
    "OVER": ["over"],
    "ON": ["on"],
    "FOR": ["for"],
    "AND": ["and", "or"],
    "BETWEEN": ["between"],
    "OLD": ["old"],
    "LONG": ["long"],
    "ZONE": ["est", "edt", "et", "gmt", "utc", "bst", "cet", "pst", "pdt", "pt", "cst", "cdt", "ct", "local"],
    "TIME": ["time"],
    "SO": ["so"],
    "NEAR": ["near", "foreseeable", "distant", "immediate"],
    "ONCE": ["once", "twice", "times"],
    "DECADEWORD": list(DECADE_WORDS),
    "SCALE": list(SCALES),
    "CARDINAL": list(CARDINALS),
    "ORDINAL": [word for word in ORDINALS if word != "second"],
    "UNIT": [unit for unit in UNITS if unit not in {"quarter", "century"}],
    "QUARTERWORD": ["quarter"],
    "CENTURY": ["century"],
    "UNITS": list(UNIT_PLURALS),
    "CLOCKUNIT": list(CLOCK_UNITS),
    "SEASON": list(SEASONS),
    "SEASONS": ["springs", "summers", "winters", "autumns"],
    "PART": [word for word in PARTS if not word.endswith("s")],
    "PARTS": [word for word in PARTS if word.endswith("s")],
    "WEEKDAY": list(WEEKDAYS),
    "WEEKDAYS": [name + "s" for name in WEEKDAYS],
    "MONTH": [name for name in MONTHS if name not in {"may", "march", "august"}],
    "PERIOD": ["period"],
    "ENDED": ["ended", "ending"],
    "KINDOFUNIT": [
        "business",
        "trading",
        "working",
        "consecutive",
        "straight",
        "additional",
        "calendar",
        "successive",
        "extra",
    ],
    "EVE": ["eve"],
}
# Words that are dates only with a capital: "may" and "march" are verbs, "sat" and "sun" common words.
_CAPITALISED: Final[dict[str, list[str]]] = {
    "MONTH": ["March", "August", "MARCH", "AUGUST"],
    "MAY": ["May", "MAY"],
    "HOLIDAY": ["Christmas", "Thanksgiving", "Easter", "Halloween", "Juneteenth", "Pentecost"],
    "HOLIDAYWORD": [
        *"New Labor Memorial Independence Veterans Boxing Valentine Presidents Columbus".split(),
        *"Good Palm Ash Armistice".split(),
    ],
    "MONTHABBREVIATION": [form for name in MONTH_ABBREVIATIONS for form in (name.title(), name.upper())],
    "ERA": ["BC", "BCE", "AD", "CE"],
    "WEEKDAYABBREVIATION": [form for name in WEEKDAY_ABBREVIATIONS for form in (name.title(), name.upper())],
}
_SIGNS: Final = {
    "COMMA": [","], "DOT": ["."], "HYPHEN": ["-", "–", "—", "‑"], "SLASH": ["/"], "OPEN": ["("], "CLOSE": [")"],
    "APOSTROPHE": ["'", "’", "‘"], "POSSESSIVE": ["'s", "’s"], "MONEY": ["$", "€", "£", "¥"],
}  # fmt: skip
_NUMERALS: Final = (
    "DAY YEAR NUMBER NTH DECADES ISO SLASHED CLOCK QUARTER FISCALYEAR MERIDIEM OCLOCK FRACTION BREAK OTHER".split()
)

_NAMES: Final = [*_WORDS, *(name for name in _CAPITALISED if name not in _WORDS), *_SIGNS, *_NUMERALS]
CLASS_CODES: Final = {name: chr(0x4E00 + position) for position, name in enumerate(_NAMES)}
"""The character that stands for each class."""

OTHER: Final = CLASS_CODES["OTHER"]
CODE_OF_WORD: Final = {word: CLASS_CODES[name] for name, words in [*_WORDS.items(), *_SIGNS.items()] for word in words}
CODE_OF_CAPITALISED: Final = {word: CLASS_CODES[name] for name, words in _CAPITALISED.items() for word in words}

TRIGGERS: Final = frozenset(
    CLASS_CODES[name]
    for name in (
        "MONTH MAY MONTHABBREVIATION WEEKDAY WEEKDAYS SEASON SEASONS UNIT UNITS QUARTERWORD CENTURY CLOCKUNIT SECOND PART "
        "PARTS TODAY TONIGHT OVERNIGHT NOON NOW REFERENCE RECENT FUTURE PRESENT CURRENT FREQUENCY DECADEWORD HOLIDAY "
        "HOLIDAYWORD YEAR DECADES ISO SLASHED CLOCK QUARTER FISCALYEAR MERIDIEM OCLOCK LAST HALF NTH ERA"
    ).split()
)
"""Classes one of which every expression holds: where none stands, nothing has to be looked for."""
_SPOKEN: Final = CLASS_CODES["CARDINAL"]
TRIGGER: Final = re.compile(f"[{''.join(sorted(TRIGGERS))}]|{_SPOKEN}{_SPOKEN}")
"""Where in a coded text an expression can be; two number words may spell a year ("nineteen ninety-six")."""
