"""Rules for dates that count from another date: "last month", "three years ago", "the next day", "that year", "recently"."""

from __future__ import annotations

from typing import Final

from workbench.models import ValueKind
from workbench.values.calendar_periods import Grain
from workbench.values.calendar_terms import REFERENCES, SEASONS, UNIT_PLURALS, UNITS
from workbench.values.date_meanings import Discussed, Expression, Lean, Mention, Named, Origin, Shifted, Slice
from workbench.values.date_patterns import Found, amount_of, compile_pattern, date_of, month_in, rank_in, weekday_in
from workbench.values.date_tense import Tense, tense_at

_MOST_UNITS: Final = 3000
"""More units than this before or after a date is beyond written history."""
_TODAY: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_LEANS: Final = {
    "last": Lean.LAST, "past": Lean.LAST, "previous": Lean.LAST, "preceding": Lean.LAST, "prior": Lean.LAST,
    "next": Lean.NEXT, "coming": Lean.NEXT, "upcoming": Lean.NEXT, "this": Lean.THIS, "these": Lean.THIS,
    "following": Lean.NEXT,
}  # fmt: skip
_FROM_THE_TEXT: Final = frozenset({"following", "previous", "preceding", "prior"})
_LONG_GRAINS: Final = {"decade": Grain.DECADE, "century": Grain.CENTURY}
_STEPS: Final = {Lean.LAST: -1, Lean.THIS: 0, Lean.NEXT: 1}
# How exact "two weeks ago" is: to the unit it counts in, but a fortnight counts weeks.
_GRAINS: Final = {
    "D": Grain.DAY, "W": Grain.WEEK, "2W": Grain.WEEK, "WE": Grain.WEEKEND, "M": Grain.MONTH, "Q": Grain.QUARTER,
    "H": Grain.HALF, "Y": Grain.YEAR, "DE": Grain.YEAR, "CE": Grain.YEAR,
}  # fmt: skip


def _today(found: Found) -> list[Expression]:
    return date_of(found, Shifted(Grain.DAY, _TODAY[found.word("today")], Origin.PUBLISHED, Grain.DAY))


def _day_but_one(found: Found) -> list[Expression]:
    steps = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}
    amount = steps.get((found.word("side"), found.word("today")))
    return [] if amount is None else date_of(found, Shifted(Grain.DAY, amount, Origin.PUBLISHED, Grain.DAY))


def _tonight(found: Found) -> list[Expression]:
    clock = "TNI"
    return [
        Expression(found.first, found.last, ValueKind.TIME, Shifted(Grain.DAY, 0, Origin.PUBLISHED, Grain.DAY), clock=clock)
    ]


def _grain_in(found: Found, group: str = "unit") -> Grain | None:
    word = found.word(group)
    return _GRAINS.get(UNITS.get(word) or UNIT_PLURALS.get(word, ""))


def _leaning_unit(found: Found) -> list[Expression]:
    """Count "last month" from publication, "the previous month" and "the following month" from the text."""
    grain, word = _grain_in(found), found.word("lean")
    if grain is None:
        return []
    grain = _LONG_GRAINS.get(found.word("unit"), grain)
    if (grain is Grain.DAY and word in {"last", "past", "this"}) or found.word("lean") == "past":
        return []
    if grain is Grain.WEEKEND:
        return date_of(found, Named(weekday=5, weekend=True, lean=_LEANS[word]))
    told = word in _FROM_THE_TEXT or (grain is Grain.DAY and word == "next")
    origin = Origin.TEXT if told else Origin.PUBLISHED
    return date_of(found, Shifted(grain, _STEPS[_LEANS[word]], origin, grain))


def _current_unit(found: Found) -> list[Expression]:
    grain = _LONG_GRAINS.get(found.word("unit")) or _grain_in(found)
    return date_of(found, Shifted(grain, 0, Origin.PUBLISHED, grain)) if grain else []


def _that_unit(found: Found) -> list[Expression]:
    grain = _grain_in(found) or _grain_in(found, "unit2")
    return date_of(found, Shifted(grain, 0, Origin.TEXT, grain)) if grain else []


def _the_quarter(found: Found) -> list[Expression]:
    """Without one under discussion, the last quarter that had ended at publication."""
    return date_of(found, Discussed(0, Shifted(Grain.QUARTER, -1, Origin.PUBLISHED, Grain.QUARTER)))


def _the_weekend(found: Found) -> list[Expression]:
    if found.tokens[found.first + 1].lower != "weekend":
        return []
    return date_of(found, Named(weekday=5, weekend=True))


def _unit_end(found: Found) -> list[Expression]:
    grain, lean = _grain_in(found), _LEANS.get(found.word("lean"), Lean.THIS)
    if grain is None or found.tokens[found.last - 1].lower != "end" or found.word("unit") == "weekend":
        return []
    meaning = Shifted(grain, _STEPS[lean], Origin.PUBLISHED, grain)
    return [Expression(found.first, found.last, ValueKind.DATE, meaning, slice=Slice.END)]


def _full_year(found: Found) -> list[Expression]:
    if found.tokens[found.last - 1].lower != "year":
        return []
    return date_of(found, Shifted(Grain.YEAR, 0, Origin.PUBLISHED, Grain.YEAR))


def _in_time(found: Found) -> list[Expression]:
    """Take "in two weeks" as a date only where the sentence looks ahead; else it is how long something took."""
    code = UNITS.get(found.word("unit")) or UNIT_PLURALS.get(found.word("unit"))
    amount = amount_of(found.words("count"))
    ahead = (
        found.first > 0
        and found.tokens[found.first - 1].lower == "in"
        and tense_at(found.tokens, found.first, found.last) is Tense.FUTURE
    )
    if not ahead or code is None or amount is None or amount > _MOST_UNITS:
        return []
    return date_of(found, _shift(code, amount, Origin.PUBLISHED))


def _century(found: Found) -> list[Expression]:
    step = _STEPS[_LEANS[found.word("lean")]]
    return date_of(found, Shifted(Grain.CENTURY, step, Origin.PUBLISHED, Grain.CENTURY))


def _counted(found: Found) -> list[Expression]:
    """A number of units before or after the publication ("ago") or an earlier date in the text ("later")."""
    side, word = found.word("side"), found.word("unit")
    code = UNITS.get(word) or UNIT_PLURALS.get(word)
    forward = side in {"later", "after", "from", "in", "hence", "within"}
    origin = Origin.PUBLISHED if side in {"ago", "from", "in", "hence"} else Origin.TEXT
    if code is None or (origin is Origin.TEXT and found.word("few")):
        return [] if origin is Origin.TEXT else date_of(found, Mention("FUTURE_REF" if forward else "PAST_REF"))
    amount = amount_of(found.words("count")) if found.word("count") else (2.0 if "couple" in found.words("few") else None)
    if amount is None or amount > _MOST_UNITS:
        return date_of(found, Mention("FUTURE_REF" if forward else "PAST_REF"))
    amount += 0.5 if found.word("half") else 0.0
    shift = _shift(code, amount if forward else -amount, origin)
    last_year = shift.unit is Grain.YEAR and shift.amount == -1
    return date_of(found, Discussed(-1, shift) if last_year else shift)


def _shift(code: str, amount: float, origin: Origin) -> Shifted:
    """Count "a year and a half" in months, the rest in the unit it names."""
    grain = _GRAINS[code]
    steps = amount * {"2W": 2, "DE": 10, "CE": 100}.get(code, 1)
    if steps != int(steps) and grain is Grain.YEAR:
        return Shifted(Grain.MONTH, round(steps * 12), origin, Grain.MONTH)
    return Shifted(grain, round(steps), origin, None if origin is Origin.TEXT else grain)


def _year_ago(found: Found) -> list[Expression]:
    """Take "the year-ago quarter" as the period under discussion, a year before."""
    code, rank = UNITS.get(found.word("unit")), rank_in(found)
    if code != "Y":
        return []
    shift = Shifted(Grain.YEAR, -1, Origin.PUBLISHED, Grain.YEAR)
    return date_of(found, Named(quarter=rank, within=shift) if rank else Discussed(-1, shift))


def _leaning_name(found: Found) -> list[Expression]:
    lean = _LEANS[found.words("lean")[-1]]
    if found.word("weekday"):
        return date_of(found, Named(weekday=weekday_in(found), lean=lean))
    if found.word("month"):
        return date_of(found, Named(month=month_in(found), day=found.number("day"), lean=lean))
    return date_of(found, Named(season=SEASONS[found.word("season")], lean=lean))


def _season(found: Found) -> list[Expression]:
    return date_of(found, Named(season=SEASONS[found.word("season") or found.word("season2")]))


def _of_year(found: Found) -> list[Expression]:
    """Read "June last year", "last year's third quarter", "the summer of this year", "Tuesday of last week"."""
    unit, word = _grain_in(found), found.word("lean")
    if unit is not (Grain.WEEK if found.word("weekday") else Grain.YEAR):
        return []
    origin = Origin.TEXT if word in _FROM_THE_TEXT else Origin.PUBLISHED
    outer = Shifted(unit, _STEPS[_LEANS[word]], origin, unit)
    if found.word("weekday"):
        named = Named(weekday=weekday_in(found), within=outer)
    elif found.word("month"):
        named = Named(month=month_in(found), day=found.number("day"), within=outer)
    elif found.word("season"):
        named = Named(season=SEASONS[found.word("season")], within=outer)
    else:
        return _part_of_year(found, outer)
    return date_of(found, named)


def _part_of_year(found: Found, year: Shifted) -> list[Expression]:
    rank, half = rank_in(found), found.word("part") == "half"
    if not 1 <= rank <= (2 if half else 4):
        return []
    return date_of(found, Named(half=rank, within=year) if half else Named(quarter=rank, within=year))


def _mention(found: Found) -> list[Expression]:
    """Leave out "soon after the vote" and "as soon as possible": they are no dates."""
    before = found.before
    after = found.after
    if found.word("word") == "soon" and (before in {"as", "so", "too", "how"} or after in {"after", "before", "enough", "as"}):
        return []
    return date_of(found, Mention(REFERENCES[found.word("word")]))


def _past(found: Found) -> list[Expression]:
    words = [token.lower for token in found.tokens[found.first : found.last]]
    return date_of(found, Mention("PAST_REF")) if words[-1] in {"past", "recent"} else []


def _these_days(found: Found) -> list[Expression]:
    return date_of(found, Mention("PRESENT_REF")) if found.tokens[found.last - 1].lower == "days" else []


def _long_past(found: Found) -> list[Expression]:
    return date_of(found, Mention("PAST_REF"))


def _present(found: Found) -> list[Expression]:
    return date_of(found, Mention("PRESENT_REF"))


def _future(found: Found) -> list[Expression]:
    return date_of(found, Mention("FUTURE_REF"))


_LEAN: Final = "(?P<lean>LAST|NEXT|FOLLOWING|THIS (?:LAST|NEXT)|THIS)"
_COUNT: Final = "APPROX? (?:(?P<count>COUNT|AN)|AN? (?P<few>FEW) OF?)"
_UNIT: Final = "HYPHEN? (?P<unit>UNIT|QUARTERWORD|CENTURY|UNITS|CLOCKUNIT) (?:AND (?:SO|MORE))?"
_OF_LEAN: Final = "(?:OF|COMMA)? THE? (?P<lean>LAST|NEXT|FOLLOWING|THIS) (?P<unit>UNIT)"

RELATIVE_RULES: Final = tuple(
    (compile_pattern(source), build)
    for source, build in (
        ("(?P<today>TODAY)", _today),
        ("THE? UNIT (?P<side>BEFORE|AFTER) (?P<today>TODAY)", _day_but_one),
        ("TONIGHT", _tonight),
        ("THE? (?P<lean>LAST|NEXT|FOLLOWING|THIS) (?P<unit>UNIT|QUARTERWORD)", _leaning_unit),
        ("THE? CURRENT FISCAL? (?P<unit>UNIT|QUARTERWORD)", _current_unit),
        ("THE? LATEST FISCAL? (?P<unit>UNIT)", _current_unit),
        ("(?P<lean>LAST|NEXT|THIS) CENTURY", _century),
        ("THE UNIT", _the_weekend),
        ("(?<=END OF|START OF|MID OF|EARLIER IN|LATER IN) THE FISCAL? (?P<unit>PERIODUNIT)", _current_unit),
        ("(?:(?P<lean>LAST|NEXT|THIS))? (?P<unit>UNIT) POSSESSIVE? HYPHEN? END", _unit_end),
        ("THE(?<=IN THE|FOR THE) (?:FISCAL|FULL) UNIT", _full_year),
        ("THAT{1,2} (?P<unit>UNIT|QUARTERWORD)|THE THAT (?P<unit2>UNIT|QUARTERWORD)", _that_unit),
        ("THE QUARTERWORD", _the_quarter),
        ("THE? LATEST (?:PERIOD|QUARTERWORD)", _the_quarter),
        (f"{_COUNT} {_UNIT} (?P<side>AGO|EARLIER|LATER)(?! THAN)", _counted),
        ("APPROX? (?P<count>COUNT|AN) (?P<unit>UNIT|UNITS) (?P<half>AND AN HALF) (?P<side>AGO|EARLIER|LATER)", _counted),
        (f"{_COUNT} {_UNIT} (?P<side>FROM) NOW", _counted),
        ("(?P<count>COUNT|AN) (?P<unit>UNIT|UNITS)", _in_time),
        (
            "THE? (?P<unit>UNIT) HYPHEN? (?:AGO|EARLIER) FISCAL? (?:PERIOD|QUARTERWORD|(?P<rank>RANK) HYPHEN? QUARTERWORD)?",
            _year_ago,
        ),
        (f"THE? {_LEAN} (?:(?P<weekday>WEEKDAY)|(?P<month>MON) (?P<day>DAY|NTH)?|(?P<season>SEASON))", _leaning_name),
        (f"(?:(?P<weekday>WEEKDAY)|(?P<month>MON) (?P<day>DAY|NTH)?|THE? (?P<season>SEASON)) {_OF_LEAN}", _of_year),
        (f"THE? FISCAL? (?P<rank>RANK) HYPHEN? (?P<part>QUARTERWORD|HALF) {_OF_LEAN}", _of_year),
        ("(?P<lean>LAST|NEXT|THIS) (?P<unit>UNIT) POSSESSIVE FISCAL? (?P<rank>RANK) (?P<part>QUARTERWORD|HALF)", _of_year),
        ("THE (?P<season>SEASON)|(?P<season2>SEASON)(?<=IN SEASON)", _season),
        ("THE? (?:LAST|RECENT) FEW? UNITS (?:AND UNITS)?|(?:UNITS|CLOCKUNIT) AGO", _long_past),
        ("THE? NEXT UNITS|UNITS FROM NOW", _future),
        ("(?P<word>REFERENCE)", _mention),
        ("NOW", _present),
        ("THE PRESENT|CURRENT|AT PRESENT", _present),
        ("THIS UNITS", _these_days),
        ("THE(?<=IN THE) RECENT? LAST|RECENT (?:UNIT|QUARTERWORD)?", _past),
        ("THE NEAR? FUTURE|NEAR FUTURE", _future),
    )
)
"""Patterns over word classes and what builds a meaning from each; the longest match wins, the earlier rule on a tie."""
