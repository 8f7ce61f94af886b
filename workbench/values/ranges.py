"""Ranges: "5 to 7 percent", "$1.3-1.5 billion", "between 20 and 30"; and what only looks like one: movements and scores."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.models import ValueKind
from workbench.values.ages import AGED
from workbench.values.cardinals import SCALES, Amount, Shape
from workbench.values.measured import read_simple
from workbench.values.money import read_sign_before
from workbench.values.names import name_end
from workbench.values.numbers import STARTERS, read_amount
from workbench.values.readings import BLURS, DASHES, MINUS, Reading
from workbench.values.scan import Scan
from workbench.values.tables import read_toml
from workbench.values.units import is_money
from workbench.values.years import is_year

_CHANGES: frozenset[str] = frozenset(read_toml("context.toml")["changes"].split())
_DECIDING: frozenset[str] = frozenset(read_toml("context.toml")["deciding"].split())
_DECIDED_BEFORE = 4  # words between the decision and its shares
_WHOLE = 100.0
_ROUNDING = 0.15
_BIG = 1000.0  # two bare numbers with a hyphen are a score or a vote below this
_MODERN = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two ends that may be one range: `before` leads the first, `joiner` the second; `complete` if a unit follows the first."""

    amount: Amount
    second: Amount
    start: Reading
    end: Reading
    before: str
    joiner: str
    complete: bool


def read_range(scan: Scan, amount: Amount, start: Reading, country: str | None) -> Reading | None:
    """The range that begins with `start` ("between 20 and 30", "8- to 16-meter"); ``None`` where no second end follows."""
    bare = start._replace(kind=ValueKind.NUMBER)
    if start.per or start.modifier or start.low is None or amount.shape is Shape.VAGUE or is_year(scan, amount, bare):
        return None
    for last in dict.fromkeys((start.last, amount.last)):
        at = _past_joiner(scan, start.first, last)
        second = _second_end(scan, at) if at else None
        if second is None or (scan.words[second.last] in DASHES and scan.numeral(second.last + 1)):
            continue  # in "24.2 to 33-35 billion" the later pair is the range
        end = read_simple(scan, second, country)
        if end.first < at - (scan.words[at - 1] in MINUS):  # the hyphen was taken for a minus
            end = end._replace(low=second.low, high=second.high)
        before = scan.lower[start.first - 1] if start.first else ""
        pair = _Pair(amount, second, start, end, before, scan.lower[end.first - 1], last > amount.last)
        if second.low is not None and end.low is not None and _fits(scan, pair):
            return _joined(pair)
    return None


def _past_joiner(scan: Scan, first: int, last: int) -> int:
    """The token after what joins two ends, or 0. "and" joins after "between" only, "or" two plain numbers."""
    word, between = scan.lower[last], first > 0 and scan.lower[first - 1] == "between"
    if word in DASHES and scan.lower[last + 1] == "to":
        return last + 3 if scan.words[last + 2] in DASHES else last + 2
    if word in DASHES and scan.glued(last) == scan.glued(last + 1):
        return last + 1
    if word in {"to", "through", "or"} or (word == "and" and between) or (word in DASHES and between):
        return last + 1
    return last + 1 if word == "/" and scan.glued(last) and scan.glued(last + 1) and first < last - 1 else 0


def _second_end(scan: Scan, at: int) -> Amount | None:
    while (
        scan.lower[at] in BLURS
        or scan.words[at] in {"$", "£", "€", "US$"}
        or (scan.lower[at] == "a" and scan.lower[at + 1] in SCALES)
    ):
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


def _fits(scan: Scan, pair: _Pair) -> bool:
    """Whether two ends make one range: the same unit, or one left out; neither a movement nor a score."""
    start, end = pair.start, pair.end
    if start.unit and end.unit and start.unit != end.unit and not _is_bare_dollar(scan, start, end):
        return False
    falling = (start.low or 0.0) > (end.low or 0.0) and pair.joiner == "to" and pair.before not in {"from", "between"}
    if falling and end.kind in {ValueKind.NUMBER, ValueKind.COUNT}:
        return False  # "a vote of 1,200 to 800"
    if _looks_like_score(scan, pair) or _is_movement(pair) or _is_result(scan, pair):
        return False
    if pair.joiner == "or":
        return not pair.complete and (start.low or 0.0) < (end.low or 0.0)
    return _is_led(scan, pair) if not end.unit else True


def _is_led(scan: Scan, pair: _Pair) -> bool:
    """Whether a second end without a unit still belongs to the first: by a sign before both, or by what leads the pair."""
    start, led = pair.start, pair.before in {"from", "between"}
    if start.kind is ValueKind.MONEY and start.first < pair.amount.first and not pair.complete:
        return True
    if start.unit and pair.joiner == "to":
        return (led or pair.before in AGED) and start.kind is not ValueKind.COUNT
    falling = (start.low or 0.0) > (pair.end.low or 0.0)
    if not start.unit and not led and pair.joiner in DASHES and falling:
        return False
    if not start.unit and not led and scan.words[pair.amount.last] in {"-", "/"}:
        return _is_plain_range(start, pair.end)
    return bool(start.unit) or led or pair.joiner in DASHES or pair.joiner == "to"


def _looks_like_score(scan: Scan, pair: _Pair) -> bool:
    """As in "a 3-1 home win" and "Arsenal 3 - 1 Chelsea"."""
    if pair.joiner != "-" or pair.end.kind not in {ValueKind.COUNT, ValueKind.NUMBER}:
        return False
    falling = pair.end.kind is ValueKind.COUNT and (pair.start.low or 0.0) >= (pair.end.low or 0.0)
    return falling or not scan.glued(pair.end.first)


def _is_movement(pair: _Pair) -> bool:
    """As in "rose 5 percent to 7 percent" and "by $43.6 billion to $419.2 billion": a step and where it led."""
    if pair.joiner != "to" or pair.before not in _CHANGES:
        return False
    signed = pair.end.kind is ValueKind.MONEY and pair.amount.scaled == pair.second.scaled
    return pair.complete or (pair.start.kind is ValueKind.MONEY and (signed or not pair.end.unit))


def _is_result(scan: Scan, pair: _Pair) -> bool:
    """As in "won 57% to 43%", "66-34 percent": the two shares of a decision. Ranges never fall."""
    low, high = pair.start.low or 0.0, pair.end.low or 0.0
    if pair.end.kind is not ValueKind.PERCENT or pair.joiner not in {"to", *DASHES}:
        return False
    if low > high:
        return low >= 0 and pair.before not in {"from", "between"}
    near = scan.lower[max(0, pair.start.first - _DECIDED_BEFORE) : pair.start.first]
    return abs(low + high - _WHOLE) < _ROUNDING and not _DECIDING.isdisjoint(near)


def _is_bare_dollar(scan: Scan, start: Reading, end: Reading) -> bool:
    """As in "A$5-$6": the second sign leaves out whose dollar it is."""
    return is_money(start.unit) and start.unit.endswith("D") and scan.words[end.first] == "$"


def _is_plain_range(start: Reading, end: Reading) -> bool:
    """Two bare numbers with a hyphen are a range when large or fractional and ascending; otherwise a score or vote."""
    low, high = start.low or 0.0, end.low or 0.0
    return low < high and (high >= _BIG or low != int(low) or high != int(high)) and low not in _MODERN


def _joined(pair: _Pair) -> Reading:
    """The two ends as one reading; a magnitude written once at the end counts for both."""
    start, end, second = pair.start, pair.end, pair.second
    one, other = start.low or 0.0, end.low or 0.0
    if second.scaled and not pair.amount.scaled and 0 < pair.amount.mantissa <= second.mantissa and second.low:
        one = float(f"{one * second.low / second.mantissa:.12g}")
    unit, kind = (end.unit, end.kind) if end.unit and not is_money(start.unit) else (start.unit, start.kind)
    return Reading(min(one, other), max(one, other), start.first, end.last, unit, end.per, kind, end.modifier, ranged=True)


def is_score(scan: Scan, amount: Amount) -> bool:
    """As in "51-49", "2-0": two bare numbers joined by a hyphen that are no range."""
    at = amount.last
    if not amount.digits or scan.words[at] not in {"-", "–"} or not scan.glued(at) or not scan.glued(at + 1):
        before = amount.first - 1
        return scan.words[before] in {"-", "–"} and scan.glued(before) and scan.glued(amount.first) and scan.numeral(before - 1)
    return scan.numeral(at + 1)
