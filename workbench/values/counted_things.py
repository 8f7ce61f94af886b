"""Words that are units and names of things: degrees that are held, stones that are thrown, cups that are won.

The words around the number say which is meant; they are data (``lexicon/context.toml``).
"""

from __future__ import annotations

from workbench.values.cardinals import Amount
from workbench.values.measures import Measure
from workbench.values.nouns import STOP
from workbench.values.readings import BLURS, Reading
from workbench.values.scan import BREAK, Scan
from workbench.values.tables import read_toml

_CONTEXT = read_toml("context.toml")
_CONFERRING: frozenset[str] = frozenset(_CONTEXT["conferring"].split())
_SUBJECTS: frozenset[str] = frozenset(_CONTEXT["subjects_of_study"].split())
_SUBJECT_ENDINGS: tuple[str, ...] = tuple(_CONTEXT["subject_endings"].split())
_WEIGHING: frozenset[str] = frozenset(_CONTEXT["weighing"].split())
_WINNING: frozenset[str] = frozenset(_CONTEXT["winning"].split())
_FEW = 10  # nobody is given ten degrees, and a turn or a temperature is seldom smaller
_REACH = 4
_POSSESSORS = frozenset("his her their my your".split())
_HEAVIER = frozenset("heavier lighter overweight underweight".split())
_SENTENCE_ENDS = frozenset((".", "!", "?", ";", BREAK))


def is_counted(scan: Scan, plain: Reading, amount: Amount, measure: Measure) -> bool:
    """Whether what was read as `measure` after an amount is a thing that is counted there."""
    whole = amount.low is not None and amount.low == amount.high == int(amount.low) and measure.per is None
    if not whole or measure.last != plain.last + 1:
        return False
    word = scan.lower[measure.last - 1]
    before = _word_before(scan, plain.first)
    match word:
        case "degree" | "degrees":
            return _is_academic(scan, amount.low or 0.0, before, measure.last)
        case "stones" | "stone":
            return (word == "stones" or amount.low == 1) and not _is_weighed(scan, plain.first, measure.last)
        case "cup" | "cups":
            return before in _WINNING and scan.lower[measure.last] != "of"
    return False


def _is_academic(scan: Scan, number: float, before: str, at: int) -> bool:
    """As in "holds two degrees", "two degrees from Leeds", "three degrees in law"."""
    lead, following, lower = scan.lower[at], scan.words[at + 1], scan.lower[at + 1]
    if number < _FEW and (before in _POSSESSORS or (before == "with" and lead != "of") or _is_had(scan, at)):
        return True
    if before in _CONFERRING:
        return number < _FEW or before not in {"hold", "holds", "held", "holding"}
    if number >= _FEW:
        return False
    named = following[:1].isupper() and lower not in STOP
    university = lower in {"a", "the", "an"} and "university" in scan.lower[at + 2 : at + 5]
    studied = lower in _SUBJECTS or lower.endswith(_SUBJECT_ENDINGS)
    return (lead in {"from", "at"} and (named or university)) or (lead == "in" and studied)


def _is_had(scan: Scan, at: int) -> bool:
    """As in "she has two degrees", which no angle or temperature is said of."""
    return scan.lower[at - 3] in {"has", "have", "had"} and scan.lower[at - 4] in {"he", "she", "they", "who", "i", "we"}


def _is_weighed(scan: Scan, first: int, at: int) -> bool:
    """As in "lost three stones", "weighs 12 stones", "two stones heavier", "three stones in weight"."""
    start = first
    while start > max(0, first - _REACH) and scan.words[start - 1] not in _SENTENCE_ENDS:
        start -= 1
    compared = scan.lower[at] in _HEAVIER or scan.lower[at : at + 2] == ["in", "weight"]
    return not _WEIGHING.isdisjoint(scan.lower[start:first]) or compared or scan.numeral(at)


def _word_before(scan: Scan, at: int) -> str:
    while at > 0 and scan.lower[at - 1] in BLURS:
        at -= 1
    return scan.lower[at - 1] if at > 0 else ""
