"""Ages: "61-year-old", "aged 24", "Maddon, 66,", "he was 35"."""

from __future__ import annotations

from workbench.models import ValueKind
from workbench.values.cardinals import Amount
from workbench.values.readings import DASHES, Reading
from workbench.values.scan import Scan

AGED = frozenset({"aged", "age", "ages"})
_LONGEST_LIFE = 120
_YOUNGEST_NAMED = 5  # "Maddon, 66," is an age; "Smith, 2," more likely a footnote or a score
_UNITS = {
    "year": "year",
    "years": "year",
    "month": "month",
    "months": "month",
    "week": "week",
    "weeks": "week",
    "day": "day",
    "days": "day",
}
_AT_DEATH = frozenset({("of", "age"), ("at", "dead"), ("at", "died"), ("at", "dies")})
_TOLD_BY = frozenset({"is", "was", "be", "turned", "turns", "turning", "’s", "'s"})
_TOLD_OF = frozenset({"he", "she", "who", "i"})
_AUXILIARIES = frozenset({"will", "would", "just", "only", "was", "is"})
_AFTER_AGE = frozenset("when and by on in at or but now this next last years".split())
_ENDS = frozenset({"", ".", ",", ";", ")", "?", "!"})


def read_age(scan: Scan, plain: Reading, amount: Amount) -> Reading | None:
    """As in "61-year-old", "aged 24", "age 21", "Maddon, 66,": years of age."""
    at = plain.last
    parts = [at + 1, at + 3] if scan.words[at] in DASHES else [at, at + (2 if scan.words[at + 1] in DASHES else 1)]
    unit = _UNITS.get(scan.lower[parts[0]])
    if unit and scan.lower[parts[1]] in {"old", "olds"}:
        return plain._replace(unit=unit, kind=ValueKind.QUANTITY, last=parts[1] + 1)
    before = scan.lower[plain.first - 1] if plain.first else ""
    named = (
        before == ","
        and scan.words[plain.first - 2][:1].isupper()
        and scan.words[at] in {",", "."}
        and amount.digits
        and not amount.scaled
    )
    labelled = before in AGED or (before, scan.lower[plain.first - 2]) in _AT_DEATH
    if (
        (labelled or named)
        and amount.low is not None
        and 0 < amount.low < _LONGEST_LIFE
        and (labelled or amount.low >= _YOUNGEST_NAMED)
    ):
        return plain._replace(unit="year", kind=ValueKind.QUANTITY)
    if amount.digits and amount.low is not None and 0 < amount.low < _LONGEST_LIFE and _is_told_age(scan, plain):
        return plain._replace(unit="year", kind=ValueKind.QUANTITY)
    return None


def _is_told_age(scan: Scan, plain: Reading) -> bool:
    """As in "he was 35", "she turns 40": a bare number said of a person."""
    verb, at = scan.lower[plain.first - 1] if plain.first else "", plain.first - 2
    at -= scan.lower[at] in _AUXILIARIES
    ends = scan.words[plain.last] in _ENDS or scan.lower[plain.last] in _AFTER_AGE
    return ends and verb in _TOLD_BY and scan.lower[at] in _TOLD_OF
