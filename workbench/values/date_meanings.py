"""What a date expression says, before it is known when it was said.

`date_rules` and `durations` turn words into these; `resolve` turns these into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.models import Modifier, ValueKind
from workbench.values.calendar_periods import Grain, Period


class Origin(StrEnum):
    """The date a relative expression counts from."""

    PUBLISHED = "the publication date"
    TEXT = "an earlier date in the text"


class Lean(StrEnum):
    """Which of the many days, months or seasons of a name is meant; NONE leaves it to the tense around it."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    NONE = ""


class Slice(StrEnum):
    """The part of a period that is meant."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    SO_FAR = "so far"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period the words settle alone; `until` closes a range of two ("May 3-5, 2023")."""

    period: Period
    until: Period | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The n-th day, week, weekend, month or weekday of a month or year; -1 is the last."""

    rank: int
    grain: Grain
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A part of a year without its year ("July 7", "Thursday", "the third quarter").

    One of the names is given: a month (with or without day and weekday), a weekday (0 is Monday), a quarter, a half, a season
    or a holiday. `until_day` closes a range of days, `weekend` means the two days from Saturday, `week_of` the week around the
    day, `counted` a day or week of that month (or of `year`), `within` the year or week it is part of ("Tuesday of last week").
    """

    month: int | None = None
    day: int | None = None
    until_day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    holiday: str | None = None
    weekend: bool = False
    week_of: bool = False
    year: int | None = None
    counted: Counted | None = None
    lean: Lean = Lean.NONE
    within: Shifted | None = None


@dataclass(frozen=True, slots=True)
class Shifted:
    """A period some units away from an origin ("last month", "three years ago", "two weeks later").

    ``grain`` is how exact the answer is; ``None`` keeps the grain of the origin. ``amount`` 0 is the period around the origin.
    """

    unit: Grain
    amount: int
    origin: Origin
    grain: Grain | None


@dataclass(frozen=True, slots=True)
class Discussed:
    """The quarter or half the text is about, `years` away ("the quarter", "a year earlier"); `otherwise` if there is none."""

    years: int
    otherwise: Shifted


@dataclass(frozen=True, slots=True)
class Mention:
    """Past, present or future without a day ("recently", "the future"); `timex` is ``PAST_REF`` and its kin."""

    timex: str


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: a number of units, ``None`` where the text leaves it open ("several weeks")."""

    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """Something that happens again and again; `timex` is the whole value ("P1Y", "XXXX-WXX-1")."""

    timex: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """A day that is written out and that the calendar does not have ("31 June 2021"); `timex` keeps what is written."""

    timex: str


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The day of a month that is not named ("on the 3rd")."""

    day: int


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on an unnamed day."""


Meaning = Fixed | Named | Shifted | Discussed | Mention | Length | Repeated | Impossible | DayOfMonth | TimeOfDay


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression found in a text: the tokens `[first, last)` and what they mean.

    ``clock`` is the TIMEX3 suffix of a time ("T20:00", "TMO"); ``through`` says that something lasts to its last day.
    """

    first: int
    last: int
    kind: ValueKind
    meaning: Meaning
    slice: Slice | None = None
    clock: str = ""
    modifier: Modifier | None = None
    through: bool = False
