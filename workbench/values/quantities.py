"""One quantity at a time: amount, range, unit, rate and bounds put together into a `Value`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.models import Modifier, Value, ValueKind
from workbench.values.bounds import read_bound_after, read_bound_before
from workbench.values.currencies import MINOR_UNITS
from workbench.values.measures import read_measure, read_per
from workbench.values.money import read_name_after, read_sign_before
from workbench.values.names import name_end
from workbench.values.nouns import STOP, read_noun
from workbench.values.numbers import ORDINALS, SCALES, SMALL, STARTERS, Amount, Shape, read_amount, read_times
from workbench.values.scan import BREAK, Scan
from workbench.values.units import PERCENT, base_of, dimension_of, is_money, is_physical

_MINUS = frozenset("-−–")
_OPENING = frozenset("([{“\"'‘:")
_DASHES = frozenset("-‐‑–—")
_BLURS = frozenset("about around roughly nearly almost approximately some ~ perhaps maybe as".split())
_YEARS = range(1000, 2101)
_MODERN = range(1900, 2101)
_BEFORE_A_YEAR = frozenset(
    "in since of by until till from before after during late early mid spring summer fall autumn winter the his its their her our for "
    "and to through circa january february march april may june july august september october november december".split()
)
_MILLION = 1e6
_CHANGES = frozenset(
    "rose rise rises risen rising fell fall falls fallen falling grew grow grown growing climbed climb climbs climbing dropped drop drops dropping "
    "declined decline declining increased increase increases increasing decreased decrease decreases decreasing jumped jump jumping gained gain "
    "surged surge slid slipped slumped plunged tumbled up down added lost cut expanded shrank slowed eased edged widened narrowed raised lowered by "
    "went going moved changed soared advanced accelerated doubled tripled swung reduced boosted hiked lifted slashed dipped retreated".split()
)
_SET_AGAINST = frozenset({"from", "than", "versus", "vs"})
_AGED = frozenset({"aged", "age", "ages"})
_PRONOUN_BEFORE_ONE = frozenset("the this that no any every each which another other some a".split())


@dataclass(frozen=True, slots=True)
class _Reading:
    """What has been read so far: the numbers, the tokens they span, and what they measure."""

    low: float | None
    high: float | None
    first: int
    last: int
    unit: str = ""
    per: str | None = None
    kind: ValueKind = ValueKind.NUMBER
    modifier: Modifier | None = None
    ranged: bool = False


def read_quantities(scan: Scan, *, country: str | None = None) -> list[Value]:
    """Every quantity and ordinal of the text, in order, not overlapping; dates and times of day are not known here."""
    values: list[Value] = []
    at = 0
    before: _Reading | None = None
    while at < scan.size:
        if not (scan.numeral(at) or scan.lower[at] in STARTERS or scan.lower[at] in ORDINALS):
            at += 1
            continue
        reading, at = _read_at(scan, at, country)
        if reading and (before is None or reading.first >= before.last):
            if before and _shares_unit(scan, before, reading):
                values[-1] = _value(scan, replace(before, unit=reading.unit, kind=reading.kind))
            before = _with_elided_unit(scan, before, reading)
            values.append(_value(scan, before))
    return values


def _shares_unit(scan: Scan, before: _Reading, reading: _Reading) -> bool:
    """Whether the bare number before takes this value's unit: "from 60 and 58 meters"."""
    bare = before.kind is ValueKind.NUMBER and not before.unit and scan.numeral(before.first) and scan.numeral(reading.first)
    return bare and bool(reading.unit) and reading.last > reading.first + 1 and scan.lower[before.last : reading.first] == ["and"]


def _with_elided_unit(scan: Scan, before: _Reading | None, reading: _Reading) -> _Reading:
    """A bare number that is set against the value before it shares its unit: "3.9 million headsets, up from 2.4 million"."""
    if before is None or reading.kind is not ValueKind.NUMBER or reading.unit or not before.unit or before.unit == "multiple":
        return reading
    if any(scan.words[at] in {".", "!", "?", ";", BREAK} for at in range(before.last, reading.first)):
        return reading
    if reading.modifier in {Modifier.MORE_THAN, Modifier.LESS_THAN}:
        return reading  # its own "than" sets it against nothing
    start = reading.first - 1
    while scan.lower[start] in _BLURS:
        start -= 1
    word, lead = scan.lower[start], scan.lower[start - 1]
    if word == "to":
        set_against = lead == "compared" or before.unit == "point" or _word_before(scan, before) == "from"
    else:
        set_against = word in _SET_AGAINST or (word == "with" and lead == "compared") or (word == "by" == _word_before(scan, before))
    return replace(reading, unit=before.unit, per=reading.per or before.per, kind=before.kind) if set_against else reading


def _word_before(scan: Scan, reading: _Reading) -> str:
    """The word that leads to a value, past what blurs it."""
    at = reading.first - 1
    while at >= 0 and scan.lower[at] in _BLURS:
        at -= 1
    return scan.lower[at] if at >= 0 else ""


def _read_at(scan: Scan, at: int, country: str | None) -> tuple[_Reading | None, int]:
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
        reading: _Reading | None = _read_share(scan, amount)
    else:
        reading = _read_measured(scan, amount, country)
    if reading is None:
        return None, max(amount.last, at + 1)
    reading = _bound(scan, reading)
    return reading, max(reading.last, at + 1)


def _is_word_in_name(scan: Scan, at: int) -> bool:
    """"the Big Ten championship": a capitalised number word between a name and ordinary text."""
    word, before, after = scan.words[at], scan.words[at - 1] if at else "", scan.words[at + 1]
    return word[:1].isupper() and before[:1].isupper() and not after[:1].isupper() and scan.lower[at - 1] not in STOP


def _read_ordinal(scan: Scan, at: int) -> _Reading | None:
    """"22nd", "96th-minute", "third", "twenty-first"."""
    word = scan.lower[at]
    if scan.numeral(at) and scan.glued(at + 1) and scan.lower[at + 1] in {"st", "nd", "rd", "th"} and scan.words[at].replace(",", "").isdigit():
        rank = float(scan.words[at].replace(",", ""))
        return _Reading(rank, rank, at, at + 2, kind=ValueKind.ORDINAL)
    if word in ORDINALS and read_amount(scan, at) is None and scan.lower[at - 1] not in {"a", "an"}:
        return _Reading(ORDINALS[word], ORDINALS[word], at, at + 1, kind=ValueKind.ORDINAL)
    return None


def _read_share(scan: Scan, amount: Amount) -> _Reading:
    """A share of a whole, or a multiple of another amount; neither has a unit of its own."""
    if amount.shape is Shape.MULTIPLE:
        return _Reading(amount.low, amount.high, amount.first, amount.last, "multiple")
    measure = read_measure(scan, amount.last)
    if measure and dimension_of(measure.unit) not in {"[percent]", ""}:
        return _Reading(amount.low, amount.high, amount.first, measure.last, measure.unit, measure.per, ValueKind.QUANTITY)
    return _Reading(amount.low, amount.high, amount.first, amount.last, "fraction", kind=ValueKind.PERCENT)


def _read_measured(scan: Scan, amount: Amount, country: str | None) -> _Reading | None:
    """A plain or vague amount with its range, sign, unit and rate; ``None`` where it turns out to be a year, score or pronoun."""
    times = read_times(scan, amount)
    if times:
        return _Reading(amount.low, amount.high, amount.first, times, "multiple")
    reading = _read_simple(scan, amount, country)
    joined = _read_range(scan, amount, reading, country)
    if joined is not None:
        reading = joined
    elif _is_score(scan, amount) and (not reading.unit or reading.kind is ValueKind.COUNT):
        return None
    if _is_year(scan, amount, reading) or _is_pronoun(scan, amount, reading):
        return None
    return reading


def _read_simple(scan: Scan, amount: Amount, country: str | None) -> _Reading:
    """One amount with sign, unit and rate."""
    first = amount.first
    low, high = amount.low, amount.high
    tender = read_sign_before(scan, first, country)
    if tender:
        first = tender.edge
    negative = _minus_before(scan, first, amount.first)
    if negative is not None:
        first, low, high = negative, -amount.low if amount.low else amount.low, -amount.high if amount.high else amount.high
    plain = _Reading(low, high, first, amount.last)
    return _with_unit(scan, plain, amount, country, tender.unit if tender else None)


def _minus_before(scan: Scan, first: int, number: int) -> int | None:
    """The token where a minus begins: "-50", "$-50", "minus 5", "minus-5"; a hyphen after a word or number is none."""
    if number - 1 > first and scan.words[number - 1] in _MINUS:
        return first
    before = first - 1
    if before < 0:
        return None
    if scan.words[before] in {"-", "−"} and scan.glued(first) and (not scan.glued(before) or scan.words[before - 1] in _OPENING):
        return before
    if scan.words[before] in _MINUS and scan.lower[before - 1] in {"minus", "negative"}:
        return before - 1
    return before if scan.lower[before] in {"minus", "negative"} else None


def _with_unit(scan: Scan, plain: _Reading, amount: Amount, country: str | None, currency: str | None) -> _Reading:
    """`plain` with what it measures: money, a physical unit, percent, or a counted noun, and its rate."""
    at = plain.last
    plus = read_bound_after(scan, at) if scan.words[at] in {"+", "-"} else None
    if plus:
        plain, at = replace(plain, modifier=plus.modifier, last=plus.edge), plus.edge
    through_of = at + 1 if amount.takes_of and scan.lower[at] == "of" else at
    if currency:
        repeated = read_name_after(scan, at, country, large=False)
        last = repeated.edge if repeated and (repeated.unit == currency or scan.lower[at] in {"dollars", "dollar"}) else at
        return _with_rate(scan, replace(plain, unit=currency, kind=ValueKind.MONEY, last=last))
    large = amount.low is not None and abs(amount.low) >= _MILLION
    tender = read_name_after(scan, through_of, country, large=large)
    if tender and not (tender.unit in {"cent"} and scan.lower[at] == "c" and not amount.digits):
        money = replace(plain, unit=tender.unit, kind=ValueKind.MONEY, last=tender.edge)
        return _with_rate(scan, _with_cents(scan, money))
    age = _read_age(scan, plain, amount)
    if age:
        return age
    measure = read_measure(scan, through_of)
    if measure:
        measured = replace(plain, unit=measure.unit, per=measure.per, kind=_kind(measure.unit), last=measure.last)
        return _with_rate(scan, _with_lower_part(scan, measured))
    return _with_noun(scan, plain, amount, at)


def _with_lower_part(scan: Scan, reading: _Reading) -> _Reading:
    """"6 feet 2 inches", "6-foot-2", "7 pounds, 3 ounces": the smaller unit is added to the larger."""
    lower, size = _LOWER_PARTS.get(reading.unit, ("", 0.0))
    if not lower or reading.per or reading.low is None or reading.low != reading.high or reading.low != int(reading.low):
        return reading
    at = reading.last
    while scan.words[at] in {"-", ",", "and"} and at < reading.last + 2:
        at += 1
    part = read_amount(scan, at) if scan.numeral(at) or scan.lower[at] in SMALL else None
    if part is None or part.low is None or part.low >= size:
        return reading
    measure = read_measure(scan, part.last)
    dashed = scan.words[reading.last] == "-" and reading.unit == "foot"
    if not (measure and measure.unit == lower) and not dashed:
        return reading
    total = reading.low + part.low / size
    return replace(reading, low=total, high=total, last=measure.last if measure and measure.unit == lower else part.last)


def _with_cents(scan: Scan, reading: _Reading) -> _Reading:
    """"20 dollars and 43 cents": the hundredths are added."""
    at = reading.last + (scan.lower[reading.last] == "and")
    whole = reading.low is not None and reading.low == reading.high == int(reading.low)
    if not whole or reading.unit in MINOR_UNITS.values() or not scan.numeral(at) or scan.lower[at + 1] not in {*MINOR_UNITS, "c"}:
        return reading
    part = read_amount(scan, at)
    if part is None or part.low is None or part.low >= 100 or part.last != at + 1:  # noqa: PLR2004 - cents in a dollar
        return reading
    total = (reading.low or 0.0) + part.low / 100
    return replace(reading, low=total, high=total, last=at + 2)


_LOWER_PARTS = {"foot": ("inch", 12.0), "pound": ("ounce", 16.0), "stone": ("pound", 14.0), "yard": ("foot", 3.0)}


def _with_noun(scan: Scan, plain: _Reading, amount: Amount, at: int) -> _Reading:
    noun = read_noun(scan, at, one=amount.low == 1 == amount.high and not amount.scaled, takes_of=amount.takes_of)
    one_of = amount.low == 1 and scan.lower[at] == "of"
    if noun and not (amount.digits and amount.low == 1 and one_of) and not _is_attribute(scan, plain, amount, at):
        kind = ValueKind.DURATION if is_physical(noun.unit) and dimension_of(noun.unit) == "[time]" else ValueKind.COUNT
        plain = replace(plain, unit=noun.unit, kind=kind, last=noun.last)
    return _with_rate(scan, plain)


def _is_attribute(scan: Scan, plain: _Reading, amount: Amount, at: int) -> bool:
    """"six-speed", "four-door": a small number word tied to a noun by a hyphen names a kind and counts nothing."""
    return not amount.digits and scan.words[at] in _DASHES and plain.low is not None and plain.low < 10  # noqa: PLR2004


def _with_rate(scan: Scan, reading: _Reading) -> _Reading:
    """`reading` with the denominator that follows; "barrels of oil per day" has its substance in between."""
    if reading.per:
        return reading
    per = read_per(scan, reading.last, priced=reading.kind is ValueKind.MONEY)
    if per is None and scan.lower[reading.last] == "of" and scan.words[reading.last + 1].isalpha() and scan.lower[reading.last + 2] == "per":
        per = read_per(scan, reading.last + 2, priced=False)
    return replace(reading, per=per.unit, last=per.last) if per else reading


def _read_age(scan: Scan, plain: _Reading, amount: Amount) -> _Reading | None:
    """"61-year-old", "aged 24", "age 21", "Maddon, 66,": years of age."""
    at = plain.last
    parts = [at + 1, at + 3] if scan.words[at] in _DASHES else [at, at + (2 if scan.words[at + 1] in _DASHES else 1)]
    unit = {"year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week", "day": "day", "days": "day"}.get(
        scan.lower[parts[0]]
    )
    if unit and scan.lower[parts[1]] in {"old", "olds"}:
        return replace(plain, unit=unit, kind=ValueKind.DURATION, last=parts[1] + 1)
    before = scan.lower[plain.first - 1] if plain.first else ""
    named = before == "," and scan.words[plain.first - 2][:1].isupper() and scan.words[at] in {",", "."} and amount.digits and not amount.scaled
    labelled = before in _AGED or (before, scan.lower[plain.first - 2]) in {("of", "age"), ("at", "dead"), ("at", "died"), ("at", "dies")}
    if (labelled or named) and amount.low is not None and 0 < amount.low < 120 and (labelled or amount.low >= 5):  # noqa: PLR2004 - years of a life
        return replace(plain, unit="year", kind=ValueKind.QUANTITY)
    if amount.digits and amount.low is not None and 0 < amount.low < 120 and _is_told_age(scan, plain):  # noqa: PLR2004
        return replace(plain, unit="year", kind=ValueKind.QUANTITY)
    return None


def _is_told_age(scan: Scan, plain: _Reading) -> bool:
    """"he was 35", "she turns 40": a bare number said of a person."""
    verb, at = scan.lower[plain.first - 1] if plain.first else "", plain.first - 2
    at -= scan.lower[at] in {"will", "would", "just", "only", "was", "is"}
    ends = scan.words[plain.last] in {"", ".", ",", ";", ")", "?", "!"} or scan.lower[plain.last] in _AFTER_AGE
    return ends and verb in {"is", "was", "be", "turned", "turns", "turning", "’s", "'s"} and scan.lower[at] in {"he", "she", "who", "i"}


_VERB_ENDINGS = ("ed", "ing", "s")
_AFTER_AGE = frozenset("when and by on in at or but now this next last years".split())


def _kind(unit: str) -> ValueKind:
    dimension = dimension_of(unit)
    if dimension in {"[percent]", "[percentage_point]"}:
        return ValueKind.PERCENT
    return ValueKind.DURATION if dimension == "[time]" else ValueKind.QUANTITY


def _read_range(scan: Scan, amount: Amount, start: _Reading, country: str | None) -> _Reading | None:
    """"5 to 7 percent", "$1.3-1.5 billion", "between 20 and 30", "8- to 16-meter"; ``None`` where no second end follows."""
    if start.per or start.modifier or amount.shape is Shape.VAGUE or _is_year(scan, amount, replace(start, kind=ValueKind.NUMBER)):
        return None
    for last in dict.fromkeys((start.last, amount.last)):
        at = _past_joiner(scan, start.first, last)
        second = _second_end(scan, at) if at else None
        if second is None:
            continue
        if scan.words[second.last] in _DASHES and scan.numeral(second.last + 1):
            continue  # "24.2 to 33-35 billion": the later pair is the range
        end = _read_simple(scan, second, country)
        if end.first < at - (scan.words[at - 1] in _MINUS):  # the hyphen was taken for a minus
            end = replace(end, low=second.low, high=second.high)
        if second.low is None or start.low is None or end.low is None or not _fits(scan, amount, second, start, end, complete=last > amount.last):
            continue
        return _joined(amount, second, start, end)
    return None


def _past_joiner(scan: Scan, first: int, last: int) -> int:
    """The token after what joins two ends, or 0. "and" joins after "between" only, "or" two plain numbers."""
    word, between = scan.lower[last], first > 0 and scan.lower[first - 1] == "between"
    if word in _DASHES and scan.lower[last + 1] == "to":
        return last + 3 if scan.words[last + 2] in _DASHES else last + 2
    if word in _DASHES and scan.glued(last) == scan.glued(last + 1):
        return last + 1
    if word in {"to", "through", "or"} or (word == "and" and between) or (word in _DASHES and between):
        return last + 1
    return last + 1 if word == "/" and scan.glued(last) and scan.glued(last + 1) and first < last - 1 else 0


def _second_end(scan: Scan, at: int) -> Amount | None:
    while scan.lower[at] in _BLURS or scan.words[at] in {"$", "£", "€", "US$"} or (scan.lower[at] in {"a"} and scan.lower[at + 1] in SCALES):
        at += 1
    if scan.words[at] in _sign_words(scan, at):
        at += 1
    if scan.words[at] in {"-", "−"} and scan.glued(at + 1) and not scan.glued(at):
        at += 1
    amount = read_amount(scan, at) if scan.numeral(at) or scan.lower[at] in STARTERS else None
    if amount and scan.numeral(at) and name_end(scan, at):
        return None
    return amount if amount and amount.shape is Shape.PLAIN else None


def _sign_words(scan: Scan, at: int) -> frozenset[str]:
    """The token at `at` if it is a currency's sign before a number."""
    return frozenset({scan.words[at]}) if read_sign_before(scan, at + 1, None) and scan.numeral(at + 1) else frozenset()


def _fits(scan: Scan, amount: Amount, second: Amount, start: _Reading, end: _Reading, *, complete: bool) -> bool:
    """Whether two ends make one range: the same unit, or one left out; not a change from one to the other."""
    same = start.unit == end.unit or not start.unit or not end.unit or _is_bare_dollar(scan, start, end)
    if not same:
        return False
    before = scan.lower[start.first - 1] if start.first else ""
    led = before in {"from", "between"}
    joiner = scan.lower[end.first - 1]
    if joiner == "-" and end.kind is ValueKind.COUNT and (start.low or 0) >= (end.low or 0):
        return False  # "a 3-1 home win"
    if joiner == "-" and not scan.glued(end.first) and end.kind in {ValueKind.COUNT, ValueKind.NUMBER}:
        return False  # "Arsenal 3 - 1 Chelsea"
    signed = start.kind is ValueKind.MONEY and end.kind is ValueKind.MONEY and amount.scaled == second.scaled
    if joiner == "to" and before in _CHANGES and (complete or signed):
        return False
    if start.kind is ValueKind.MONEY and not end.unit and start.first < amount.first and not complete:
        return not (joiner == "to" and before in _CHANGES)  # the sign before the first end serves both
    if start.unit and not end.unit and joiner == "to":
        return (led or before in _AGED) and start.kind is not ValueKind.COUNT
    if joiner == "or":
        return not complete and start.low is not None and end.low is not None and start.low < end.low
    if not end.unit and not start.unit and not led and scan.words[amount.last] in {"-", "/"}:
        return _is_plain_range(start, end)
    return bool(end.unit or start.unit or led or joiner in _DASHES or joiner == "to")


def _is_bare_dollar(scan: Scan, start: _Reading, end: _Reading) -> bool:
    """"A$5-$6": the second sign leaves out whose dollar it is."""
    return is_money(start.unit) and start.unit.endswith("D") and scan.words[end.first] == "$"


def _is_plain_range(start: _Reading, end: _Reading) -> bool:
    """Two bare numbers with a hyphen are a range when large or fractional and ascending; otherwise a score or vote."""
    low, high = start.low or 0.0, end.low or 0.0
    return low < high and (high >= 1000 or low != int(low) or high != int(high)) and not (low in _MODERN)  # noqa: PLR2004


def _joined(amount: Amount, second: Amount, start: _Reading, end: _Reading) -> _Reading:
    """The two ends as one reading; a magnitude written once at the end counts for both."""
    one, other = start.low or 0.0, end.low or 0.0
    if second.scaled and not amount.scaled and 0 < amount.mantissa <= second.mantissa and second.low:
        one *= second.low / second.mantissa
        one = float(f"{one:.12g}")
    if start.low is not None and start.low < 0 < other and end.low == second.low and start.unit == "":
        one = float(one)
    unit, kind = (end.unit, end.kind) if end.unit and not is_money(start.unit) else (start.unit, start.kind)
    return _Reading(min(one, other), max(one, other), start.first, end.last, unit, end.per, kind, end.modifier, ranged=True)


def _is_score(scan: Scan, amount: Amount) -> bool:
    """"51-49", "2-0": two bare numbers joined by a hyphen that are no range."""
    at = amount.last
    if not amount.digits or scan.words[at] not in {"-", "–"} or not scan.glued(at) or not scan.glued(at + 1):
        before = amount.first - 1
        return scan.words[before] in {"-", "–"} and scan.glued(before) and scan.glued(amount.first) and scan.numeral(before - 1)
    return scan.numeral(at + 1)


def _is_year(scan: Scan, amount: Amount, reading: _Reading) -> bool:
    """A bare four-digit number that reads as a year: nothing measured, or a noun after "the 2016" and its like."""
    written = scan.words[amount.first]
    if not (written.isdigit() and len(written) == 4) or amount.scaled or amount.last > amount.first + 1:  # noqa: PLR2004 - years have four digits
        return False
    value, before = int(written), scan.lower[reading.first - 1] if reading.first else ""
    if reading.kind is ValueKind.NUMBER:
        return value in _MODERN or (value in _YEARS and before in _BEFORE_A_YEAR | {"between"})
    if reading.kind is ValueKind.COUNT and value in _MODERN:
        bounded = read_bound_before(scan, reading.first) is not None
        return not bounded and (before in _BEFORE_A_YEAR or before[-2:] in {"'s", "’s"} or not before[:1].isalpha() or scan.words[reading.first - 1][:1].isupper())
    return False


def _is_pronoun(scan: Scan, amount: Amount, reading: _Reading) -> bool:
    """"one" that counts nothing ("no one", "the one", "one another"), and bare small number words ("the two met")."""
    if amount.digits or scan.numeral(amount.first):
        return False
    if reading.unit:
        before = scan.lower[amount.first - 1]
        return scan.lower[amount.first] == "one" and amount.last == amount.first + 1 and before in _PRONOUN_BEFORE_ONE and reading.last == amount.last + 1 and before in {"no", "any", "every", "each", "another"}
    if amount.low is None or amount.low >= 10 or amount.scaled or reading.ranged or read_bound_before(scan, reading.first):  # noqa: PLR2004
        return False
    before = scan.lower[amount.first - 1] if amount.first else ""
    return before in STOP or not before.endswith(_VERB_ENDINGS) or amount.low < 2  # noqa: PLR2004 - "killing six" counts, "the two" points


def _bound(scan: Scan, reading: _Reading) -> _Reading:
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
    return replace(reading, low=low, high=high, modifier=modifier)


def _value(scan: Scan, reading: _Reading) -> Value:
    start, end = scan.starts[reading.first], scan.ends[reading.last - 1]
    written = f"{reading.unit} per {reading.per}" if reading.per else reading.unit
    base_low, base_high, base_unit = base_of(reading.low, reading.high, written) if reading.kind is not ValueKind.COUNT else (reading.low, reading.high, written)
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
        base_low=base_low,
        base_high=base_high,
        base_unit=base_unit,
    )


def _dimension(reading: _Reading, written: str) -> str:
    if reading.kind is ValueKind.ORDINAL:
        return ""
    if reading.kind is ValueKind.COUNT:
        return f"[count] / {dimension_of(reading.per)}" if reading.per else "[count]"
    return dimension_of(written)
