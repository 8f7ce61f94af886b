"""One amount with its sign and with what it measures: money, a physical unit, a share, an age or a counted noun."""

from __future__ import annotations

from workbench.models import ValueKind
from workbench.values.ages import read_age
from workbench.values.bounds import read_bound_after
from workbench.values.cardinals import SMALL, Amount
from workbench.values.counted_things import is_counted
from workbench.values.currencies import MINOR_UNITS
from workbench.values.measures import Measure, read_measure, read_per
from workbench.values.money import read_name_after, read_sign_before
from workbench.values.nouns import STOP, read_noun
from workbench.values.numbers import read_amount
from workbench.values.readings import DASHES, MINUS, Reading
from workbench.values.scan import Scan
from workbench.values.units import dimension_of, is_physical

_MILLION = 1e6
_OPENING = frozenset("([{“\"'‘:")
_FEET_MARKS = frozenset("'’′")
_INCH_MARKS = frozenset('"”″')
_CENTS = 100
# The larger unit, the smaller one that may follow it, and how many of those make one.
_LOWER_PARTS = {"foot": ("inch", 12.0), "pound": ("ounce", 16.0), "stone": ("pound", 14.0), "yard": ("foot", 3.0)}


def read_simple(scan: Scan, amount: Amount, country: str | None) -> Reading:
    """One amount with sign, unit and rate."""
    first = amount.first
    low, high = amount.low, amount.high
    tender = read_sign_before(scan, first, country)
    if tender:
        first = tender.edge
    negative = _minus_before(scan, first, amount.first)
    if negative is not None:
        first, low, high = negative, -amount.low if amount.low else amount.low, -amount.high if amount.high else amount.high
    plain = Reading(low, high, first, amount.last)
    return _with_unit(scan, plain, amount, country, tender.unit if tender else None)


def _minus_before(scan: Scan, first: int, number: int) -> int | None:
    """The token where a minus begins: "-50", "$-50", "minus 5", "minus-5"; a hyphen after a word or number is none."""
    if number - 1 > first and scan.words[number - 1] in MINUS:
        return first
    before = first - 1
    if before < 0:
        return None
    if (
        scan.words[before] in {"-", "−"}
        and scan.glued(first)
        and (not scan.glued(before) or scan.words[before - 1] in _OPENING)
    ):
        return before
    if scan.words[before] in MINUS and scan.lower[before - 1] in {"minus", "negative"}:
        return before - 1
    return before if scan.lower[before] in {"minus", "negative"} else None


def _with_unit(scan: Scan, plain: Reading, amount: Amount, country: str | None, currency: str | None) -> Reading:
    """`plain` with what it measures: money, a physical unit, percent, or a counted noun, and its rate."""
    at = plain.last
    plus = read_bound_after(scan, at) if scan.words[at] in {"+", "-"} else None
    if plus:
        plain, at = plain._replace(modifier=plus.modifier, last=plus.edge), plus.edge
    through_of = at + 1 if amount.takes_of and scan.lower[at] == "of" else at
    if currency:
        repeated = read_name_after(scan, at, country, large=False)
        last = repeated.edge if repeated and (repeated.unit == currency or scan.lower[at] in {"dollars", "dollar"}) else at
        return _with_rate(scan, plain._replace(unit=currency, kind=ValueKind.MONEY, last=last))
    large = amount.low is not None and abs(amount.low) >= _MILLION
    tender = read_name_after(scan, through_of, country, large=large)
    if tender and not (tender.unit == "cent" and scan.lower[at] == "c" and not amount.digits):
        money = plain._replace(unit=tender.unit, kind=ValueKind.MONEY, last=tender.edge)
        return _with_rate(scan, _with_cents(scan, money))
    age = read_age(scan, plain, amount)
    if age:
        return age
    measure = read_measure(scan, through_of)
    if measure and not is_counted(scan, plain, amount, measure):
        measured = plain._replace(unit=measure.unit, per=measure.per, kind=_kind(measure.unit), last=measure.last)
        return _with_rate(scan, _with_lower_part(scan, measured))
    return _with_noun(scan, plain, amount, at)


def _with_lower_part(scan: Scan, reading: Reading) -> Reading:
    """As in "6 feet 2 inches", "6-foot-2", "7 pounds, 3 ounces": the smaller unit is added to the larger."""
    lower, size = _LOWER_PARTS.get(reading.unit, ("", 0.0))
    if not lower or reading.per or reading.low is None or reading.low != reading.high or reading.low != int(reading.low):
        return reading
    at = reading.last
    while scan.words[at] in {"-", ",", "and"} and at < reading.last + 2:
        at += 1
    part = read_amount(scan, at) if scan.numeral(at) or scan.lower[at] in SMALL else None
    if part is None or part.low is None or part.low >= size:
        return reading
    measure = _inches_mark(scan, reading, part.last) or read_measure(scan, part.last)
    if reading.unit == "foot" and scan.lower[part.last] == "in" and scan.lower[part.last + 1] not in {"the", "a", "an", "his"}:
        measure = Measure("inch", None, part.last + 1)
    dashed = scan.words[reading.last] == "-" and reading.unit == "foot"
    if not (measure and measure.unit == lower) and not dashed:
        return reading
    total = reading.low + part.low / size
    return reading._replace(low=total, high=total, last=measure.last if measure and measure.unit == lower else part.last)


def _inches_mark(scan: Scan, feet: Reading, at: int) -> Measure | None:
    """The double prime after inches that follow feet and a prime; it ends no quotation there."""
    marked = scan.words[feet.last - 1] in _FEET_MARKS and scan.words[at] in _INCH_MARKS and scan.glued(at)
    return Measure("inch", None, at + 1) if marked else None


def _with_cents(scan: Scan, reading: Reading) -> Reading:
    """As in "20 dollars and 43 cents": the hundredths are added."""
    at = reading.last + (scan.lower[reading.last] == "and")
    whole = reading.low is not None and reading.low == reading.high == int(reading.low)
    if (
        not whole
        or reading.unit in MINOR_UNITS.values()
        or not scan.numeral(at)
        or scan.lower[at + 1] not in {*MINOR_UNITS, "c"}
    ):
        return reading
    part = read_amount(scan, at)
    if part is None or part.low is None or part.low >= _CENTS or part.last != at + 1:
        return reading
    total = (reading.low or 0.0) + part.low / _CENTS
    return reading._replace(low=total, high=total, last=at + 2)


def _with_noun(scan: Scan, plain: Reading, amount: Amount, at: int) -> Reading:
    noun = read_noun(scan, at, one=amount.low == 1 == amount.high and not amount.scaled, takes_of=amount.takes_of)
    one_of = amount.low == 1 and scan.lower[at] == "of"
    if noun and not (amount.digits and amount.low == 1 and one_of) and not _is_attribute(scan, plain, amount, at):
        kind = ValueKind.DURATION if is_physical(noun.unit) and dimension_of(noun.unit) == "[time]" else ValueKind.COUNT
        plain = plain._replace(unit=noun.unit, kind=kind, last=noun.last)
    return _with_rate(scan, plain)


def _is_attribute(scan: Scan, plain: Reading, amount: Amount, at: int) -> bool:
    """As in "six-speed", "four-door": a small number word tied to a noun by a hyphen names a kind and counts nothing."""
    return not amount.digits and scan.words[at] in DASHES and plain.low is not None and plain.low < 10  # noqa: PLR2004


def _with_rate(scan: Scan, reading: Reading) -> Reading:
    """`reading` with the denominator that follows; "tons of ice a year" has its substance in between."""
    if reading.per:
        return reading
    per = read_per(scan, reading.last, priced=reading.kind is ValueKind.MONEY)
    if per is None and scan.lower[reading.last] == "of":
        for at in (reading.last + 2, reading.last + 3):
            if scan.words[at - 1].isalpha() and scan.lower[at - 1] not in STOP:
                per = per or read_per(scan, at, priced=False)
    return reading._replace(per=per.unit, last=per.last) if per else reading


def _kind(unit: str) -> ValueKind:
    dimension = dimension_of(unit)
    if dimension in {"[percent]", "[percentage_point]"}:
        return ValueKind.PERCENT
    return ValueKind.DURATION if dimension == "[time]" else ValueKind.QUANTITY
