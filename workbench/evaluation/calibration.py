"""From labelled cases to a threshold that holds a stated risk, kind by kind, or the word that the cases are too few.

A case is a green (the machine says that evidence bears the claim out): its score, its kind of claim, and whether green was
right. Thresholds are tried from the strictest down, beginning where enough cases are kept for the bound to be reachable
at all, and the first that fails ends the walk: testing in an order fixed beforehand keeps the 95 % of the last bound
(fixed-sequence testing; Angelopoulos, Bates, Candès, Jordan, Lei 2021, "Learn then Test"). What comes out is written as
lines for ``workbench.toml``; putting them there is left to a person.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInputError
from workbench.evaluation.bounds import CONFIDENCE, cases_needed
from workbench.evaluation.items import GreenCase, Risk, Run
from workbench.evaluation.risk import FEWEST, risk_at, risk_of
from workbench.settings import ALL_KINDS, FILE_NAME

RISK = 0.01


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
    """Thresholds for greens that hold ``risk``, with the digests of the labelled data and settings behind them.

    ``kinds`` begin with all together. ``by_letters`` are the greens that rest on a quote found letter by letter, for which
    there is no threshold.
    """

    suite: str
    data: str
    data_digest: str
    settings: str
    risk: float
    kinds: tuple[KindThreshold, ...]
    by_letters: Risk
    confidence: float = CONFIDENCE


def calibrate(run: Run, cases: Sequence[GreenCase], *, risk: float = RISK) -> Calibration:
    """Thresholds for the greens of `run`, in all and by kind, and the risk of those that no score speaks of."""
    letters = [case for case in cases if case.score is None]
    told = risk_of(len(letters), sum(not case.correct for case in letters))
    return Calibration(run.suite, run.data, run.data_digest, run.settings, risk, calibrate_kinds(cases, risk=risk), told)


def calibrate_kinds(cases: Sequence[GreenCase], *, risk: float = RISK) -> tuple[KindThreshold, ...]:
    """A threshold for all `cases` together, then one for each kind, by name; cases without a score are left out."""
    scored = [case for case in cases if case.score is not None]
    kinds = sorted({case.kind for case in scored})
    together = threshold_for(scored, ALL_KINDS, risk=risk)
    return (together, *(threshold_for([case for case in scored if case.kind == kind], kind, risk=risk) for kind in kinds))


def threshold_for(cases: Sequence[GreenCase], kind: str = ALL_KINDS, *, risk: float = RISK) -> KindThreshold:
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


def toml_of(calibration: Calibration) -> str:
    """The lines that put `calibration` into force at the end of a workspace's ``workbench.toml``.

    Kinds with too few labelled greens are left out: the threshold of all holds for them.

    Raises:
        BadInputError: there are too few labelled greens for any threshold.
    """
    together = calibration.kinds[0]
    if together.too_few:
        raise BadInputError(
            "too_few_cases",
            expected=f"at least {together.needed} labelled greens",
            found=str(together.n),
            fix="label more claims, or calibrate to a higher --risk",
        )
    scarce = [kind.kind for kind in calibration.kinds if kind.too_few]
    lines = [
        "# Thresholds for greens, set by `workbench eval --calibrate`; `on` is the name that reviewers read.",
        *([f"# Too few labelled, so that the threshold of all holds: {', '.join(scarce)}."] if scarce else []),
        "[calibration]",
        f"on = {_quoted(calibration.data)}",
        f"risk = {calibration.risk!r}",
        f"confidence = {calibration.confidence!r}",
        f'data_digest = "{calibration.data_digest}"',
        "",
        "[calibration.kinds]",
        *(_kind_line(kind) for kind in calibration.kinds if not kind.too_few),
    ]
    return "\n".join(lines) + "\n"


def _kind_line(kind: KindThreshold) -> str:
    figures = f"kept = {kind.kept}, wrong = {kind.wrong}, bound = {kind.bound!r} }}"
    if kind.threshold is None:
        return f"{kind.kind} = {{ {figures}  # no threshold holds the risk: these are left to the reviewer"
    return f"{kind.kind} = {{ threshold = {kind.threshold!r}, {figures}"


def _quoted(name: str) -> str:
    """A TOML string; what cannot be shown on one line is replaced."""
    return json.dumps("".join(c if c.isprintable() else "?" for c in name) or "labelled data", ensure_ascii=False)


def refuse_settings_file(path: Path) -> None:
    """Raise `BadInputError` where `path` is a workspace's settings: a person changes these, never the program."""
    if path.resolve().name == FILE_NAME:
        raise BadInputError(
            "settings_file",
            expected="another file for the thresholds",
            found=str(path),
            fix=f"write them beside it and put them into {FILE_NAME} yourself",
        )


def write_toml(path: Path, written: str) -> None:
    """Write the lines of `toml_of`. Raises `BadInputError` where the place cannot be written, or is a settings file."""
    refuse_settings_file(path)
    try:
        path.write_text(written, encoding="utf-8")
    except OSError as error:
        raise BadInputError(
            "not_written", expected=f"a place to write {path}", found=str(error.strerror), fix="name a folder that is yours"
        ) from error
