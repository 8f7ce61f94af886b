"""Running an exported log again: the same bytes, or what changed, or why it cannot be replayed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from workbench.building import Progress
from workbench.errors import MissingResourceError
from workbench.evaluation.exported import ExportedLog, read_log
from workbench.models import Assessment, Suggestion
from workbench.pipeline import Workbench
from workbench.records import to_record

FACTS = "facts"


class Outcome(StrEnum):
    """What became of one claim."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"
    NOT_REPLAYED = "not_replayed"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that is not what the log was made with: the corpus snapshot, the settings, a model."""

    what: str
    logged: str
    now: str


@dataclass(frozen=True, slots=True)
class ReplayedClaim:
    """One claim: ``field`` is the first place where the assessments differ, ``old`` and ``new`` the two suggestions."""

    claim_id: str
    text: str
    outcome: Outcome
    field: str | None
    old: Suggestion | None
    new: Suggestion | None


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying a log showed. With ``obstacles`` nothing was run.

    ``unnamed`` says what the log, being older, does not name: its models, its facts. That is not compared.
    """

    log: str
    article_id: str
    obstacles: tuple[Obstacle, ...]
    unnamed: tuple[str, ...]
    claims: tuple[ReplayedClaim, ...]
    internal_conflicts_same: bool

    @property
    def same(self) -> bool:
        """Whether everything that the log names came out byte for byte as it was."""
        return not self.obstacles and self.internal_conflicts_same and all(c.outcome is Outcome.SAME for c in self.claims)


def replay(path: Path, workbench: Workbench, tell: Progress | None = None) -> Replay:
    """Check the article of the log at `path` again, against the corpus it names in this workspace, and compare.

    Raises:
        BadInputError: the log cannot be read or was changed since it was exported.
        MissingResourceError: the corpus or a model is not there at all.
    """
    log = read_log(path)
    unnamed = tuple(name for name, there in (("models", log.models), (FACTS, log.has_facts)) if not there)
    obstacles = tuple(_obstacles(log, workbench))
    if obstacles:
        return Replay(path.name, log.article.article_id, obstacles, unnamed, tuple(_not_replayed(log)), True)
    check = workbench.check(log.article, log.corpus, tell)
    return Replay(
        log=path.name,
        article_id=log.article.article_id,
        obstacles=(),
        unnamed=unnamed,
        claims=tuple(_compared(log, check.assessments)),
        internal_conflicts_same=_bytes(to_record(log.conflicts)) == _bytes(to_record(check.internal_conflicts)),
    )


def first_difference(old: Any, new: Any, place: str = "") -> str | None:
    """The first place, as ``suggestion.label`` or ``evidence[0].score``, where two JSON values differ; ``None`` where none."""
    if isinstance(old, dict) and isinstance(new, dict):
        pairs = ((f"{place}.{key}" if place else key, old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old)))
        return next((found for where, a, b in pairs if (found := first_difference(a, b, where)) is not None), None)
    if isinstance(old, list) and isinstance(new, list):
        both = zip(old, new, strict=False)
        found = next((d for n, (a, b) in enumerate(both) if (d := first_difference(a, b, f"{place}[{n}]")) is not None), None)
        return found or (f"{place}[{min(len(old), len(new))}]" if len(old) != len(new) else None)
    return None if _bytes(old) == _bytes(new) else place


def _obstacles(log: ExportedLog, workbench: Workbench) -> Iterator[Obstacle]:
    """Everything that is not as it was, cheapest first; the program's own version is no obstacle, but what replay tests."""
    now = workbench.settings.digest()
    if now != log.settings:
        yield Obstacle("settings", log.settings, now)
    snapshot = workbench.searcher(log.corpus).corpus.snapshot
    if snapshot != log.snapshot:
        yield Obstacle(f"snapshot of corpus {log.corpus}", log.snapshot, snapshot)
    installed = {model.role: model for model in workbench.models()}
    for model in log.models:
        own = installed.get(model.role)
        if own != model:
            yield Obstacle(f"model {model.role}", f"{model.name} {model.digest}", f"{own.name} {own.digest}" if own else "none")


def _not_replayed(log: ExportedLog) -> Iterator[ReplayedClaim]:
    for claim in log.claims:
        old = claim.assessment
        yield ReplayedClaim(old.claim.claim_id, old.claim.text, Outcome.NOT_REPLAYED, None, old.suggestion, None)


def _compared(log: ExportedLog, assessments: Sequence[Assessment]) -> Iterator[ReplayedClaim]:
    """Every claim of the log in its order, then those that only the new run read."""
    fresh = {one.claim.claim_id: one for one in assessments}
    for claim in log.claims:
        old = claim.assessment
        new = fresh.pop(old.claim.claim_id, None)
        if new is None:
            yield ReplayedClaim(old.claim.claim_id, old.claim.text, Outcome.GONE, "claim", old.suggestion, None)
            continue
        field = first_difference(_comparable(claim.record, log), _comparable(to_record(new), log))
        outcome = Outcome.CHANGED if field else Outcome.SAME
        yield ReplayedClaim(old.claim.claim_id, old.claim.text, outcome, field, old.suggestion, new.suggestion)
    for new in fresh.values():
        yield ReplayedClaim(new.claim.claim_id, new.claim.text, Outcome.NEW, "claim", None, new.suggestion)


def _comparable(assessment: dict[str, Any], log: ExportedLog) -> dict[str, Any]:
    """An assessment's record with what the check of `log` had: one made before there were facts is compared without them."""
    return assessment if log.has_facts else {name: value for name, value in assessment.items() if name != FACTS}


def refuse_obstacles(found: Replay) -> None:
    """Raise `MissingResourceError` naming the first thing that is not what the log was made with, if there is one."""
    if found.obstacles:
        first = found.obstacles[0]
        raise MissingResourceError(
            "not_replayable",
            expected=f"the {first.what} that {found.log} was made with ({first.logged[-64:][:16]})",
            found=first.now[-64:][:16],
            fix="restore it, or check the article again and compare the logs",
        )


def _bytes(record: Any) -> bytes:
    return json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
