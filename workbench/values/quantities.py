"""The quantities of a text: amount, range, unit, rate and bounds put together into a `Value`, one at a time."""

from __future__ import annotations

from workbench.models import Modifier, Value, ValueKind
from workbench.values.bounds import read_bound_after, read_bound_before
from workbench.values.cardinals import ORDINALS, Amount, Shape
from workbench.values.carried_units import with_carried_unit
from workbench.values.elision import share_unit, with_elided_unit
from workbench.values.measured import read_simple
from workbench.values.measures import read_measure
from workbench.values.names import name_end
from workbench.values.nouns import STOP
from workbench.values.numbers import STARTERS, read_amount, read_times
from workbench.values.ranges import is_score, read_range
from workbench.values.readings import Reading
from workbench.values.scan import Scan
from workbench.values.units import base_of, dimension_of
from workbench.values.years import is_year

_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_VERB_ENDINGS = ("ed", "ing", "s")
_NO_ONE = frozenset({"no", "any", "every", "each", "another"})
_POINTING = frozenset("as has his hers is its ours theirs this those us was yours these others times".split())
_NOT_NEXT = frozenset("ago earlier later before after from faster slower longer quicker".split())
_TEN = 10

BEGINNINGS: frozenset[str] = STARTERS | frozenset(ORDINALS)
"""Words that can begin a quantity or an ordinal."""


def read_quantities(scan: Scan, *, country: str | None = None) -> list[Value]:
    """Every quantity and ordinal of the text, in order, not overlapping; dates and times of day are not known here."""
    readings: list[Reading] = []
    resume = 0
    for at in _beginnings(scan):
        if at < resume:
            continue
        reading, resume = _read_at(scan, at, country)
        if reading and (not readings or reading.first >= readings[-1].last):
            share_unit(scan, readings, reading)
            readings.append(with_carried_unit(scan, readings, with_elided_unit(scan, readings[-1:], reading)))
    return [_value(scan, reading) for reading in readings]


def _beginnings(scan: Scan) -> list[int]:
    """The tokens that a quantity can begin with: numerals and number words."""
    return [at for at in range(scan.size) if scan.lower[at] in BEGINNINGS or scan.numeral(at)]


def _read_at(scan: Scan, at: int, country: str | None) -> tuple[Reading | None, int]:
    """The quantity at token `at`, and the token to go on from."""
    ordinal = _read_ordinal(scan, at)
    if ordinal:
        return ordinal, ordinal.last
    if scan.numeral(at):
        end = name_end(scan, at)
        if end:
            return None, end
    elif _is_word_in_name(scan, at):
        return None, at + 1
    amount = read_amount(scan, at)
    if amount is None:
        return None, at + 1
    if amount.shape is Shape.SHARE or amount.shape is Shape.MULTIPLE:
        reading: Reading | None = _read_share(scan, amount)
    else:
        reading = _read_measured(scan, amount, country)
    if reading is None:
        return None, max(amount.last, at + 1)
    reading = _bound(scan, reading)
    return reading, max(reading.last, at + 1)


def _is_word_in_name(scan: Scan, at: int) -> bool:
    """As in "the Big Ten championship": a capitalised number word between a name and ordinary text."""
    word, before, after = scan.words[at], scan.words[at - 1] if at else "", scan.words[at + 1]
    return word[:1].isupper() and before[:1].isupper() and not after[:1].isupper() and scan.lower[at - 1] not in STOP


def _read_ordinal(scan: Scan, at: int) -> Reading | None:
    """As in "22nd", "96th-minute", "third", "twenty-first"."""
    word = scan.lower[at]
    if (
        scan.numeral(at)
        and scan.glued(at + 1)
        and scan.lower[at + 1] in {"st", "nd", "rd", "th"}
        and scan.words[at].replace(",", "").isdigit()
        and not _is_body_weight(scan, at)
    ):
        rank = float(scan.words[at].replace(",", ""))
        return Reading(rank, rank, at, at + 2, kind=ValueKind.ORDINAL)
    if word in ORDINALS and read_amount(scan, at) is None and (scan.lower[at - 1] not in {"a", "an"} or _is_next(scan, at)):
        return Reading(ORDINALS[word], ORDINALS[word], at, at + 1, kind=ValueKind.ORDINAL)
    return None


def _is_body_weight(scan: Scan, at: int) -> bool:
    """As in "12st", "21st 3lb": stones, where no rank ends so or pounds follow."""
    digits = scan.words[at]
    ranked = digits.endswith("1") and not digits.endswith("11")
    return scan.lower[at + 1] == "st" and (
        not ranked or (scan.numeral(at + 2) and scan.lower[at + 3].rstrip(".") in {"lb", "lbs", "pounds"})
    )


def _is_next(scan: Scan, at: int) -> bool:
    """As in "a second trial": another one of a kind, not the length of time or the part of a whole."""
    following = scan.lower[at + 1]
    return scan.lower[at] == "second" and following.isalpha() and following not in STOP and following not in _NOT_NEXT


def _read_share(scan: Scan, amount: Amount) -> Reading:
    """A share of a whole, or a multiple of another amount; neither has a unit of its own."""
    if amount.shape is Shape.MULTIPLE:
        return Reading(amount.low, amount.high, amount.first, amount.last, "multiple")
    measure = read_measure(scan, amount.last)
    if measure and dimension_of(measure.unit) not in {"[percent]", ""}:
        return Reading(amount.low, amount.high, amount.first, measure.last, measure.unit, measure.per, ValueKind.QUANTITY)
    return Reading(amount.low, amount.high, amount.first, amount.last, "fraction", kind=ValueKind.PERCENT)


def _read_measured(scan: Scan, amount: Amount, country: str | None) -> Reading | None:
    """A plain or vague amount with range, sign, unit and rate; ``None`` where it turns out to be a year, score or pronoun."""
    times = read_times(scan, amount)
    if times:
        return Reading(amount.low, amount.high, amount.first, times, "multiple")
    reading = read_simple(scan, amount, country)
    joined = read_range(scan, amount, reading, country)
    if joined is not None:
        reading = joined
    elif is_score(scan, amount) and (not reading.unit or reading.kind is ValueKind.COUNT):
        return None
    if is_year(scan, amount, reading) or _is_pronoun(scan, amount, reading):
        return None
    return reading


def _is_pronoun(scan: Scan, amount: Amount, reading: Reading) -> bool:
    """As in "one" that counts nothing ("no one", "the one", "one another"), and bare small number words ("the two met")."""
    if amount.digits or scan.numeral(amount.first):
        return False
    if reading.unit:
        return scan.lower[amount.first] == "one" and amount.first > 0 and scan.lower[amount.first - 1] in _NO_ONE
    if amount.low is None or amount.low >= _TEN or amount.scaled or reading.ranged or read_bound_before(scan, reading.first):
        return False
    before = scan.lower[amount.first - 1] if amount.first else ""
    return (
        before in _POINTING or not before.endswith(_VERB_ENDINGS) or amount.low == 1
    )  # "killing six" counts, "the two" points


def _bound(scan: Scan, reading: Reading) -> Reading:
    """`reading` opened or blurred by the words around it; the words themselves stay outside its span."""
    after = read_bound_after(scan, reading.last)
    before = read_bound_before(scan, reading.first)
    modifier = before.modifier if before else after.modifier if after else reading.modifier
    if modifier is None or reading.kind is ValueKind.ORDINAL:
        return reading
    low, high = reading.low, reading.high
    if not reading.ranged and low == high:
        if modifier in {Modifier.MORE_THAN, Modifier.AT_LEAST}:
            high = None
        elif modifier in {Modifier.LESS_THAN, Modifier.AT_MOST, Modifier.UP_TO}:
            low = None
    return reading._replace(low=low, high=high, modifier=modifier)


def _value(scan: Scan, reading: Reading) -> Value:
    start, end = scan.starts[reading.first], scan.ends[reading.last - 1]
    written = f"{reading.unit} per {reading.per}" if reading.per else reading.unit
    counted = reading.kind is ValueKind.COUNT  # a counted noun may be spelled like a unit
    base = (reading.low, reading.high, written) if counted else base_of(reading.low, reading.high, written)
    return Value(
        kind=reading.kind,
        start=start,
        end=end,
        text=scan.text[start:end],
        low=reading.low,
        high=reading.high,
        unit=reading.unit,
        dimension=_dimension(reading, written),
        per=reading.per,
        modifier=reading.modifier,
        base_low=base[0],
        base_high=base[1],
        base_unit=base[2],
    )


def _dimension(reading: Reading, written: str) -> str:
    if reading.kind is ValueKind.ORDINAL:
        return ""
    if reading.kind is ValueKind.COUNT:
        return f"[count] / {dimension_of(reading.per)}" if reading.per else "[count]"
    return dimension_of(written)
