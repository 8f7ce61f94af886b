"""Values: numbers with units, money, percentages, counts, dates, durations, each with its exact place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class ValueKind(StrEnum):
    """What a value measures; dates and their kin follow TIMEX3, the rest carry numbers."""

    NUMBER = "number"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"
    SET = "set"


class Modifier(StrEnum):
    """How the text bounds or blurs a value."""

    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    UP_TO = "up_to"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Value:
    """One typed value with its exact place in the text.

    ``low``/``high`` are in the written unit with magnitude words applied ("$1.3 billion" is 1.3e9); equal for a single
    value, one of them ``None`` for an open range. ``unit`` is Pint's canonical singular name, an ISO 4217 code,
    ``percent``, ``percentage_point`` or the counted noun (singular, lower case). ``per`` is the denominator of a rate.
    ``base_*`` are the same in SI base units (money and counts unchanged). ``timex`` is the TIMEX3 value and
    ``first_day``/``last_day`` (JSON ``from``/``to``) the inclusive days it can mean; ``resolved`` is false where
    the value hangs on something that could not be settled, named in ``hangs_on``. ``subject`` names the entity and
    attribute the value fills ("ATACMS · range").
    """

    kind: ValueKind
    start: int
    end: int
    text: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    dimension: str = ""
    per: str | None = None
    modifier: Modifier | None = None
    base_low: float | None = None
    base_high: float | None = None
    base_unit: str = ""
    timex: str | None = None
    first_day: dt.date | None = field(default=None, metadata={"json": "from"})
    last_day: dt.date | None = field(default=None, metadata={"json": "to"})
    resolved: bool = True
    subject: str | None = None
    hangs_on: str | None = None

    @property
    def vague(self) -> bool:
        """Whether it speaks of a time without saying when or how long: "now", "recently", "for years"."""
        return self.timex is not None and (self.timex.endswith("_REF") or self.timex.startswith(("PX", "PTX")))
