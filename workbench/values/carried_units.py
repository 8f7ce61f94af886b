"""A head that is said once for several numbers: "435 homes and 187 by tender", "one has 14 schools and the other 22"."""

from __future__ import annotations

from workbench.models import ValueKind
from workbench.values.nouns import STOP
from workbench.values.readings import BLURS, Reading
from workbench.values.scan import BREAK, Scan
from workbench.values.tables import read_toml

_CONTEXT = read_toml("context.toml")
_VERBS: frozenset[str] = frozenset(_CONTEXT["carrying_verbs"].split())
_NEVER_BEFORE: frozenset[str] = frozenset(_CONTEXT["no_carrying_verbs"].split())
_CONJUNCTIONS = frozenset({"and", "but", "while", "or", "whereas", "against", "versus", ";"})
_COPULAS = frozenset({"is", "was", "are", "were"})
_STOPS = frozenset({".", "!", "?", BREAK})
_CLOSING = frozenset((".", ",", ";", "(", ")", "", BREAK, "!", "?"))
_AFTER = frozenset({"last", "this", "next", "each", "respectively"})
_PLACING = frozenset("in by with from at for on to".split())
_THEM = frozenset("them these those which whom".split())
_CARRIED = frozenset({ValueKind.COUNT, ValueKind.MONEY, ValueKind.QUANTITY, ValueKind.PERCENT})
_BACK = 4  # values looked back over
_REACH = 24  # tokens between the two
_ALIKE = 50.0  # numbers of one kind of thing are seldom further apart than this factor


def with_carried_unit(scan: Scan, earlier: list[Reading], reading: Reading) -> Reading:
    """A bare number with the unit of a value before it that a conjunction sets it beside; else `reading` itself.

    The numbers have to be alike: as many decimals, and not fifty times apart. What stands in parentheses carries nothing on.
    """
    if reading.kind is not ValueKind.NUMBER or reading.unit or reading.per or not scan.numeral(reading.first):
        return reading
    if not _stands_alone(scan, reading):
        return reading
    for before in reversed(earlier[-_BACK:]):
        between = scan.lower[before.last : reading.first]
        if len(between) > _REACH or not _STOPS.isdisjoint(between):
            return reading
        if _carries(scan, before, reading, between):
            return reading._replace(unit=before.unit, per=before.per, kind=before.kind)
    return reading


def _stands_alone(scan: Scan, reading: Reading) -> bool:
    """Whether the phrase ends with the number: no noun or mark that would make it something else."""
    after = scan.lower[reading.last]
    if after == "of" and scan.lower[reading.last + 1] in _THEM:
        return False  # "31 tanks, 12 of them": a part
    return after in _CLOSING or after in _AFTER or after in STOP


def _carries(scan: Scan, before: Reading, reading: Reading, between: list[str]) -> bool:
    if before.kind not in _CARRIED or before.unit in {"", "multiple", "fraction"} or before.ranged:
        return False
    after = scan.lower[reading.last]
    if before.kind is not ValueKind.COUNT and after not in _CLOSING | _AFTER | _PLACING:
        return False  # "40 km away, and 1,200 were built" counts no kilometres
    if scan.words[before.first - 1] == "(" or not _are_alike(scan, before, reading):
        return False
    return _is_joined(scan, before, reading, between)


def _are_alike(scan: Scan, before: Reading, reading: Reading) -> bool:
    one, other = before.low if before.low is not None else before.high, reading.low if reading.low is not None else reading.high
    if not one or not other or one / other > _ALIKE or other / one > _ALIKE or one * other < 0:
        return False
    scaled = abs(other) >= 1e6 and abs(one) >= 1e6  # noqa: PLR2004 - written with magnitude words, whose decimals say nothing
    return scaled or _decimals(scan, before) == _decimals(scan, reading)


def _decimals(scan: Scan, reading: Reading) -> int:
    word = next((word for word in scan.words[reading.first : reading.last] if word[:1].isdigit()), "")
    return len(word.partition(".")[2])


def _is_joined(scan: Scan, before: Reading, reading: Reading, between: list[str]) -> bool:
    """Whether a conjunction stands between the two, and what leads to the number is that, or a verb like the first one's."""
    at = reading.first - 1
    while at > before.last and scan.lower[at] in BLURS:
        at -= 1
    word, lead = scan.lower[at], scan.lower[at - 1]
    if word == ",":
        return at == before.last and scan.lower[reading.last] in _PLACING and (reading.low or 0.0) < (before.low or 0.0)
    if _CONJUNCTIONS.isdisjoint(between):
        return False
    if word in _COPULAS:
        return lead not in _CONJUNCTIONS and before.kind is not ValueKind.COUNT
    if word in _CONJUNCTIONS or word in _VERBS or (word.endswith("ed") and word not in _NEVER_BEFORE):
        return True
    left_out = word.isalpha() and word not in STOP and word not in _NEVER_BEFORE and scan.words[reading.last] in _CLOSING
    return left_out and before.kind is not ValueKind.COUNT  # "and the south tower 71 metres"
