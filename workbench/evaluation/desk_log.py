"""A newsroom's own log as labelled data: the machine's suggestion beside the person's verdict on the same claim.

Claims without a standing verdict are left out. What a verdict accepts is in `ACCEPTED`: a person's *supported* bears out a
green or partial suggestion, *not enough evidence* bears out that nothing was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import BadInputError
from workbench.evaluation.exported import ExportedClaim, is_log, read_log
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import at_most, digest_of
from workbench.evaluation.suggesting import ABSTAINED, GREEN, green_case, strength
from workbench.judging import kind_of
from workbench.models import SuggestionLabel, Verdict

_L = SuggestionLabel
ACCEPTED: dict[Verdict, frozenset[SuggestionLabel]] = {
    Verdict.SUPPORTED: frozenset({_L.MATCH, _L.MATCH_ROUNDED, _L.PARTIAL}),
    Verdict.REFUTED: frozenset({_L.CONFLICT}),
    Verdict.CONFLICTING: frozenset({_L.CONFLICTING_SOURCES, _L.CONFLICT, _L.PARTIAL}),
    Verdict.NOT_ENOUGH_EVIDENCE: frozenset({_L.NO_EVIDENCE, _L.NOT_COMPARABLE}),
    Verdict.NOT_CHECKABLE: frozenset({_L.NOT_CHECKABLE}),
}


@dataclass(frozen=True, slots=True)
class _Decided:
    """A claim of the article named ``article``, with the verdict that stands."""

    name: str
    article: str
    claim: ExportedClaim
    verdict: Verdict


def holds_logs(data: Path) -> bool:
    """Whether `data` is an exported log, or a folder in which a `.jsonl` file is one."""
    return bool(_logs(data))


def score_log(data: Path, limit: int | None) -> Scored:
    """Compare suggestion and verdict for every decided claim of the logs in `data`.

    Raises:
        BadInputError: a log is broken, or no claim has a verdict.
    """
    decided = [
        _Decided(f"{path.stem}:{claim.assessment.claim.claim_id}", log.article.article_id, claim, claim.verdict)
        for path in _logs(data)
        for log in (read_log(path),)
        for claim in log.claims
        if claim.verdict is not None
    ]
    if not decided:
        raise BadInputError(
            "no_verdicts", expected="claims with a verdict", found=f"none in {data}", fix="export the log after deciding some"
        )
    taken = at_most(decided, limit)
    items = tuple(_items(taken))
    return Scored(data.name, digest_of([one.name, one.claim.assessment, one.verdict] for one in taken), items)


def _logs(data: Path) -> Sequence[Path]:
    files = [data] if data.is_file() else sorted(data.glob("*.jsonl"))
    return [path for path in files if is_log(path)]


def _items(decided: Sequence[_Decided]) -> Iterator[Item]:
    for one in decided:
        found, verdict = one.claim.assessment, one.verdict
        label = found.suggestion.label
        accepted = label in ACCEPTED[verdict]
        yield Item(
            item_id=one.name, group=one.article, kind=kind_of(found.claim), gold=verdict.value,
            found=f"{label.value}: {found.suggestion.reason}", row=verdict.value, column=label.value,
            correct=accepted, score=strength(found),
            counts=(
                accepted, label in GREEN, label in GREEN and not accepted,
                label is _L.CONFLICT and not accepted, False, label in ABSTAINED and not accepted, False, False,
            ),
            green=green_case(found, right=not GREEN.isdisjoint(ACCEPTED[verdict])),
        )  # fmt: skip
