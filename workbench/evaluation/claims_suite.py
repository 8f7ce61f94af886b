"""The `claims` suite: is a sentence worth a checker's time? A sentence scores as its most check-worthy claim, 0 without one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.building import Progress
from workbench.evaluation.items import Item, Scored
from workbench.evaluation.labelled import Line, at_most, digest_of, find_file, lines_of, unique
from workbench.evaluation.metrics import Metric, accuracy, aurc, average_precision, best_f1, f1
from workbench.pipeline import Workbench

COLUMNS = ("worthiness", "worthy", "flagged", "hit")
METRICS: dict[str, Metric] = {
    "f1": f1("hit", "flagged", "worthy"),
    "best_f1": best_f1("worthiness", "worthy"),
    "average_precision": average_precision("worthiness", "worthy"),
    "accuracy": accuracy,
    "aurc": aurc,
}
_LABELS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
# From here on a claim counts as worth checking, whatever the workspace marks; the published figures use it.
_FLAGGED = 0.5
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ClaimsExample:
    """A sentence and whether people found it worth checking."""

    name: str
    kind: str
    text: str
    worthy: bool


def score_claims(data: Path, workbench: Workbench, limit: int | None, tell: Progress) -> Scored:
    """Score the check-worthiness of every labelled sentence of `data`.

    Raises:
        BadInputError: `data` is missing or not in a layout that docs/evaluation.md names.
    """
    lines = list(lines_of(find_file(data, "claims.jsonl", "*dev*.tsv", "*.tsv", "*.jsonl")))
    names = unique(_name(line) for line in lines)
    examples = at_most([_example(line, name) for line, name in zip(lines, names, strict=True)], limit)
    items = []
    for done, example in enumerate(examples, start=1):
        items.append(_item(example, _worthiness(example.text, workbench)))
        tell("claims", done, len(examples))
    return Scored(data.name, digest_of(examples), tuple(items))


def _name(line: Line) -> str:
    """The line's id; CheckThat! calls it `Sentence_id`."""
    return str(line.record.get("Sentence_id") or line.name())


def _example(line: Line, name: str) -> ClaimsExample:
    written = line.record["worthy"] if "worthy" in line.record else line.text("class_label", "label")
    worthy = _LABELS.get(str(written).strip().lower())
    if worthy is None:
        raise line.wrong('"worthy": true or false', repr(written))
    return ClaimsExample(name, line.maybe_text("kind") or "sentence", line.text("text", "Text"), worthy)


def _worthiness(text: str, workbench: Workbench) -> float:
    if not text.strip():
        return 0.0
    reading = workbench.read(workbench.make_article(text))
    return max((claim.check_worthiness for claim in reading.claims), default=0.0)


def _item(example: ClaimsExample, score: float) -> Item:
    flagged = score >= _FLAGGED
    gold, found = ("yes" if answer else "no" for answer in (example.worthy, flagged))
    return Item(
        item_id=example.name, group=example.name, kind=example.kind, gold=gold, found=found, row=gold, column=found,
        correct=flagged == example.worthy, score=round(score if flagged else 1 - score, _DIGITS),
        counts=(score, example.worthy, flagged, flagged and example.worthy),
    )  # fmt: skip
