"""Bare four-digit numbers that are years."""

from __future__ import annotations

from workbench.models import ValueKind
from workbench.values.bounds import read_bound_before
from workbench.values.cardinals import Amount
from workbench.values.readings import Reading
from workbench.values.scan import Scan
from workbench.values.tables import read_toml

_CONTEXT = read_toml("context.toml")
_BEFORE_A_YEAR: frozenset[str] = frozenset(_CONTEXT["before_a_year"].split())
_YEAR_LEVELS: frozenset[str] = frozenset(_CONTEXT["year_levels"].split())
_BEFORE_YEAR_LEVELS: frozenset[str] = frozenset(_CONTEXT["before_year_levels"].split())
_YEARS = range(1000, 2101)
MODERN = range(1900, 2101)
_DIGITS = 4


def is_year_of_levels(year: int, before: str, after: str) -> bool:
    """As in "below 1990 levels", "at 2015 prices": a year that something is measured against."""
    return year in _YEARS and after in _YEAR_LEVELS and before in _BEFORE_YEAR_LEVELS


def is_year(scan: Scan, amount: Amount, reading: Reading) -> bool:
    """A bare four-digit number that reads as a year: nothing measured, or a noun after "the 2016" and its like."""
    written = scan.words[amount.first]
    if not (written.isdigit() and len(written) == 4) or amount.scaled or amount.last > amount.first + 1:  # noqa: PLR2004 - years have four digits
        return False
    value, before = int(written), scan.lower[reading.first - 1] if reading.first else ""
    if reading.kind is ValueKind.NUMBER:
        return value in MODERN or (value in _YEARS and before in _BEFORE_A_YEAR | {"between"})
    if reading.kind is ValueKind.COUNT and is_year_of_levels(value, before, scan.lower[amount.last]):
        return True
    if reading.kind is ValueKind.COUNT and value in MODERN:
        bounded = read_bound_before(scan, reading.first) is not None
        return not bounded and (
            before in _BEFORE_A_YEAR
            or before[-2:] in {"'s", "’s"}
            or not before[:1].isalpha()
            or scan.words[reading.first - 1][:1].isupper()
        )
    return False
