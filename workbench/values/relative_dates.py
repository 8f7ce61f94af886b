"""Rules for dates that count from another date: "last month", "three years ago", "the next day", "that year", "recently"."""

from __future__ import annotations

from typing import Final

from workbench.models import ValueKind
from workbench.values.absolute_dates import date_of, month_in, rank_in, weekday_in
from workbench.values.calendar_periods import Grain
from workbench.values.calendar_terms import REFERENCES, SEASONS, UNIT_PLURALS, UNITS
from workbench.values.date_meanings import Expression, Lean, Mention, Named, Origin, Shifted
from workbench.values.patterns import Found, amount_of, compile_pattern

_TODAY: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_LEANS: Final = {"last": Lean.LAST, "past": Lean.LAST, "previous": Lean.LAST, "preceding": Lean.LAST, "next": Lean.NEXT, "coming": Lean.NEXT,
                 "upcoming": Lean.NEXT, "this": Lean.THIS, "following": Lean.NEXT}  # fmt: skip
_STEPS: Final = {Lean.LAST: -1, Lean.THIS: 0, Lean.NEXT: 1}
# How exact "two weeks ago" is: to the unit it counts in, but a fortnight counts weeks.
_GRAINS: Final = {"D": Grain.DAY, "W": Grain.WEEK, "2W": Grain.WEEK, "WE": Grain.WEEKEND, "M": Grain.MONTH, "Q": Grain.QUARTER, "H": Grain.HALF,
                  "Y": Grain.YEAR, "DE": Grain.YEAR, "CE": Grain.YEAR}  # fmt: skip


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
    """ "last month" counts from publication, "the previous month" and "the following month" from the text."""
    grain, word = _grain_in(found), found.word("lean")
    if grain is None:
        return []
    if UNITS[found.word("unit")] == "DE":
        grain = Grain.DECADE
    if grain is Grain.DAY and word in {"last", "past", "this"}:
        return []
    told = word in {"following", "previous", "preceding"} or (grain is Grain.DAY and word == "next")
    origin = Origin.TEXT if told else Origin.PUBLISHED
    return date_of(found, Shifted(grain, _STEPS[_LEANS[word]], origin, grain))


def _current_unit(found: Found) -> list[Expression]:
    grain = _grain_in(found)
    return date_of(found, Shifted(grain, 0, Origin.PUBLISHED, grain)) if grain else []


def _that_unit(found: Found) -> list[Expression]:
    grain = _grain_in(found) or _grain_in(found, "unit2")
    return date_of(found, Shifted(grain, 0, Origin.TEXT, grain)) if grain else []


def _the_quarter(found: Found) -> list[Expression]:
    return date_of(found, Shifted(Grain.QUARTER, 0, Origin.TEXT, Grain.QUARTER))


def _century(found: Found) -> list[Expression]:
    step = _STEPS[_LEANS[found.word("lean")]]
    return date_of(found, Shifted(Grain.CENTURY, step, Origin.PUBLISHED, Grain.CENTURY))


def _counted(found: Found) -> list[Expression]:
    """A number of units before or after the publication ("ago") or an earlier date in the text ("later")."""
    side, word = found.word("side"), found.word("unit")
    code = UNITS.get(word) or UNIT_PLURALS.get(word)
    forward = side in {"later", "after", "from", "in", "hence", "within"}
    origin = Origin.PUBLISHED if side in {"ago", "from", "in", "hence"} else Origin.TEXT
    if code is None:
        return date_of(found, Mention("FUTURE_REF" if forward else "PAST_REF"))
    amount = amount_of(found.words("count")) if found.word("count") else (2.0 if "couple" in found.words("few") else None)
    if amount is None or amount > 3000:  # noqa: PLR2004 — beyond written history
        return date_of(found, Mention("FUTURE_REF" if forward else "PAST_REF"))
    return date_of(found, _shift(code, amount if forward else -amount, origin))


def _shift(code: str, amount: float, origin: Origin) -> Shifted:
    """ "a year and a half" is counted in months; the rest in the unit it names."""
    grain = _GRAINS[code]
    steps = amount * {"2W": 2, "DE": 10, "CE": 100}.get(code, 1)
    if steps != int(steps) and grain is Grain.YEAR:
        return Shifted(Grain.MONTH, round(steps * 12), origin, Grain.MONTH)
    keeps = origin is Origin.TEXT or (grain is Grain.YEAR and abs(steps) == 1)
    return Shifted(grain, round(steps), origin, None if keeps else grain)


def _year_ago(found: Found) -> list[Expression]:
    """ "the year-ago quarter": the period under discussion, a year before."""
    code, rank = UNITS.get(found.word("unit")), rank_in(found)
    if code != "Y":
        return []
    shift = Shifted(Grain.YEAR, -1, Origin.TEXT if rank == 0 else Origin.PUBLISHED, None if rank == 0 else Grain.YEAR)
    return date_of(found, Named(quarter=rank, within=shift) if rank else shift)


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
    """ "June last year", "last year's third quarter", "the summer of this year", "Tuesday of last week"."""
    lean = _LEANS[found.word("lean")]
    unit = _grain_in(found)
    if unit is None:
        return []
    origin = Origin.TEXT if found.word("lean") in {"following", "previous", "preceding"} else Origin.PUBLISHED
    outer = Shifted(unit, _STEPS[lean], origin, unit)
    if found.word("weekday"):
        return date_of(found, Named(weekday=weekday_in(found), within=outer)) if unit is Grain.WEEK else []
    if unit is not Grain.YEAR:
        return []
    if found.word("month"):
        return date_of(found, Named(month=month_in(found), day=found.number("day"), within=outer))
    if found.word("season"):
        return date_of(found, Named(season=SEASONS[found.word("season")], within=outer))
    rank = rank_in(found)
    half = found.word("part") == "half"
    if not 1 <= rank <= (2 if half else 4):
        return []
    return date_of(found, Named(half=rank, within=outer) if half else Named(quarter=rank, within=outer))


def _mention(found: Found) -> list[Expression]:
    return date_of(found, Mention(REFERENCES[found.word("word")]))


def _past(found: Found) -> list[Expression]:
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
        ("THE? UNIT (?P<side>EARLIER|LATER) (?P<today>TODAY)", _day_but_one),
        ("TONIGHT", _tonight),
        ("THE? (?P<lean>LAST|NEXT|FOLLOWING|THIS) (?P<unit>UNIT|QUARTERWORD)", _leaning_unit),
        ("THE? (?:CURRENT|LATEST) FISCAL? (?P<unit>UNIT|QUARTERWORD)", _current_unit),
        ("(?P<lean>LAST|NEXT|THIS) CENTURY", _century),
        ("THAT{1,2} (?P<unit>UNIT|QUARTERWORD)|THE THAT (?P<unit2>UNIT|QUARTERWORD)", _that_unit),
        ("THE QUARTERWORD", _the_quarter),
        ("THE? (?:LATEST|CURRENT) PERIOD", _the_quarter),
        (f"{_COUNT} {_UNIT} (?P<side>AGO|EARLIER|LATER)(?! THAN)", _counted),
        (f"{_COUNT} {_UNIT} (?P<side>FROM) (?:NOW|TODAY)", _counted),
        (
            "THE? (?P<unit>UNIT) HYPHEN? (?:AGO|EARLIER) FISCAL? (?:PERIOD|QUARTERWORD|(?P<rank>RANK) HYPHEN? QUARTERWORD)?",
            _year_ago,
        ),
        (f"THE? {_LEAN} (?:(?P<weekday>WEEKDAY)|(?P<month>MON) (?P<day>DAY|NTH)?|(?P<season>SEASON))", _leaning_name),
        (f"(?:(?P<weekday>WEEKDAY)|(?P<month>MON) (?P<day>DAY|NTH)?|THE? (?P<season>SEASON)) {_OF_LEAN}", _of_year),
        (f"THE? FISCAL? (?P<rank>RANK) HYPHEN? (?P<part>QUARTERWORD|HALF) {_OF_LEAN}", _of_year),
        ("(?P<lean>LAST|NEXT|THIS) (?P<unit>UNIT) POSSESSIVE FISCAL? (?P<rank>RANK) (?P<part>QUARTERWORD|HALF)", _of_year),
        ("THE (?P<season>SEASON)|(?<=IN)(?P<season2>SEASON)", _season),
        ("(?P<word>REFERENCE)", _mention),
        ("NOW", _present),
        ("THE PRESENT|THIS TIME|CURRENT|AT PRESENT", _present),
        ("THE LAST(?=COMMA|DOT|CLOSE)|RECENT (?:UNIT|UNITS|QUARTERWORD)?|THE RECENT LAST", _past),
        ("THE NEAR? FUTURE|NEXT UNITS", _future),
    )
)
"""Patterns over word classes and what builds a meaning from each; the longest match wins, the earlier rule on a tie."""
