"""From labelled cases to a threshold that holds a stated risk, kind by kind, or the word that the cases are too few.

A case is a green suggestion (the machine says that evidence bears the claim out): its score, its kind of claim, and whether
green was right. Thresholds are tried from the strictest down, beginning where enough cases are kept for the bound to be
reachable at all, and the first that fails ends the walk: testing in an order fixed beforehand keeps the 95 % of the
last bound (fixed-sequence testing; Angelopoulos, Bates, Candès, Jordan, Lei 2021, "Learn then Test").
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInputError
from workbench.evaluation.bounds import CONFIDENCE, cases_needed
from workbench.evaluation.items import Item
from workbench.evaluation.risk import FEWEST, risk_at
from workbench.records import from_record, to_record

RISK = 0.01
ALL_KINDS = "all"


@dataclass(frozen=True, slots=True)
class KindThreshold:
    """The threshold for one kind of claim (``all`` for the kinds together).

    ``n`` green cases were labelled; ``needed`` are the fewest with which the risk can be shown. Of the ``kept`` cases at
    or above ``threshold``, ``wrong`` were wrong, and ``bound`` is the upper bound of that share. Without a threshold
    these three are of the strictest one tried; ``too_few`` says that there was none to try.
    """

    kind: str
    n: int
    needed: int
    threshold: float | None
    kept: int
    wrong: int
    bound: float | None

    @property
    def too_few(self) -> bool:
        """Whether there are too few labelled cases to say anything."""
        return self.n < self.needed


@dataclass(frozen=True, slots=True)
class Calibration:
    """Thresholds for green suggestions that hold ``risk``, with the digests of the labelled data and settings behind them."""

    suite: str
    data: str
    data_digest: str
    settings: str
    risk: float
    kinds: tuple[KindThreshold, ...]
    confidence: float = CONFIDENCE

    def threshold(self, kind: str) -> float | None:
        """The threshold for `kind`; the one for all kinds where that kind is unknown or has too few cases to say anything.

        ``None`` where it could not be set. A kind whose own cases failed has none: what the other kinds show does not
        outweigh that.
        """
        found = {one.kind: one for one in self.kinds}
        own = found.get(kind)
        chosen = found.get(ALL_KINDS) if own is None or own.too_few else own
        return chosen.threshold if chosen else None


def calibrate_kinds(cases: Sequence[Item], *, risk: float = RISK) -> tuple[KindThreshold, ...]:
    """A threshold for all `cases` together, then one for each kind, by name."""
    kinds = sorted({case.kind for case in cases})
    together = threshold_for(cases, ALL_KINDS, risk=risk)
    return (together, *(threshold_for([case for case in cases if case.kind == kind], kind, risk=risk) for kind in kinds))


def threshold_for(cases: Sequence[Item], kind: str = ALL_KINDS, *, risk: float = RISK) -> KindThreshold:
    """The lowest threshold on the way down at which the upper bound of the share of wrong cases is still at most `risk`."""
    needed = max(FEWEST, cases_needed(risk))
    scores = sorted((case.score for case in cases if case.score is not None), reverse=True)
    if len(scores) < needed:
        return KindThreshold(kind, len(scores), needed, None, 0, 0, None)
    best: KindThreshold | None = None
    for threshold in sorted({score for score in scores if score <= scores[needed - 1]}, reverse=True):
        at = risk_at(threshold, cases)
        holds = at.bound is not None and at.bound <= risk
        if holds or best is None:
            best = KindThreshold(kind, len(scores), needed, threshold if holds else None, at.kept, at.wrong, at.bound)
        if not holds:
            break
    assert best is not None  # noqa: S101 - the threshold that keeps `needed` cases is always tried
    return best


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Write `calibration` as JSON. Raises `BadInputError` where the place cannot be written."""
    try:
        path.write_text(json.dumps(to_record(calibration), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInputError(
            "not_written", expected=f"a place to write {path}", found=str(error.strerror), fix="name a folder that is yours"
        ) from error


def read_calibration(path: Path) -> Calibration:
    """Read what `write_calibration` wrote. Raises `BadInputError` where it is not that."""
    try:
        return from_record(Calibration, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadInputError(
            "calibration",
            expected=f"a calibration file at {path}",
            found=str(error)[:100],
            fix="write one with `workbench eval … --write-calibration`",
        ) from error
