"""Where pairs of claim and evidence lie: lines of our own, and the layouts of the common public sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.evaluation.labelled import Line, existing, find_file, lines_of, unique
from workbench.models import Relation

NOT_SUPPORTED = "not_supported"
_LABELS = {
    Relation.SUPPORTS.value: "supports support supported entailment entails 1",
    Relation.REFUTES.value: "refutes refute refuted contradiction contradicts contradict",
    Relation.NEUTRAL.value: "neutral nei not_enough_info not_enough_evidence notenoughinfo",
    NOT_SUPPORTED: "not_supported 0",
}
LABEL_OF = {spelling: label for label, spellings in _LABELS.items() for spelling in spellings.split()}
# Where a claim cites an abstract without evidence sentences, so many of its first ones stand in.
_SCIFACT_OPENING, _CHECK_COVID_OPENING = 3, 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim beside a passage with its label: a relation, or ``not_supported`` where a set tells no more.

    Pairs of one ``group`` were drawn together: they share the document that they speak of, or, where a set lays one claim
    beside many documents, the claim. It is called by its first pair.
    """

    name: str
    kind: str
    claim: str
    evidence: str
    label: str
    group: str


def read_pairs(data: Path) -> Sequence[Pair]:
    """Every labelled pair of `data`.

    Raises:
        BadInputError: `data` is missing, in no known layout, or a line of it is wrong.
    """
    if existing(data).is_dir() and not (data / "relation.jsonl").exists():
        if (data / "corpus.jsonl").exists():
            return _named(_scifact(data))
        if (data / "corpus.json").exists():
            return _named(_check_covid(data))
    patterns = ("relation.jsonl", "*test*.jsonl", "*dev*.jsonl", "*.jsonl", "*.csv", "*.json")
    return _named(_pair(line) for line in lines_of(find_file(data, *patterns)))


def label_of(line: Line, written: object) -> str:
    """The label meant. Raises `BadInputError` for one that is not known."""
    label = LABEL_OF.get(str(written).strip().lower().replace(" ", "_"))
    if label is None:
        raise line.wrong("a label: " + ", ".join(_LABELS), repr(written))
    return label


def _pair(line: Line) -> Pair:
    """A line of our own, of FEVER-like sets, of NLI sets, of HealthVer's table or of SummEdits."""
    record = line.record
    written = record["gold_label"] if "gold_label" in record else record.get("label")
    if "gold_evidence" in record:
        evidence = " ".join(str(note.get("text", "")) for note in line.records("gold_evidence"))
        claim = line.text("text", "claim")
    else:
        evidence, claim = line.text("evidence", "premise", "doc"), line.text("claim", "hypothesis", "summary")
    return Pair(line.name(), line.maybe_text("kind") or "pair", claim, evidence, label_of(line, written), evidence)


def _scifact(data: Path) -> Iterator[Pair]:
    abstracts = {str(line.record.get("doc_id")): line.texts("abstract") for line in lines_of(data / "corpus.jsonl")}
    for line in lines_of(find_file(data, "claims_dev.jsonl", "claims_train.jsonl", "claims*.jsonl")):
        evidence = line.record.get("evidence") or {}
        for doc in line.texts("cited_doc_ids"):
            abstract, notes = abstracts.get(doc), evidence.get(doc)
            if abstract is None:
                raise line.wrong("a cited document of the corpus", doc)
            text, label = " ".join(abstract[:_SCIFACT_OPENING]), Relation.NEUTRAL.value
            if notes:
                text, label = _noted(line, abstract, notes)
            yield Pair(f"{line.name()}:{doc}", "abstract", line.text("claim"), text, label, line.text("claim"))


def _noted(line: Line, abstract: Sequence[str], notes: Any) -> tuple[str, str]:
    """The sentences that the notes of a SciFact claim name, and the label of the first."""
    try:
        text = " ".join(abstract[index] for note in notes for index in note["sentences"])
        return text, label_of(line, notes[0]["label"])
    except (KeyError, IndexError, TypeError) as error:
        raise line.wrong('evidence as [{"label", "sentences"}]', str(notes)[:60]) from error


def _check_covid(data: Path) -> Iterator[Pair]:
    abstracts = {line.text("cord_id"): line.texts("abstract") for line in lines_of(data / "corpus.json")}
    files = sorted(data.glob("*test*.json")) or sorted(data.glob("*dev*.json"))
    for path in files or [find_file(data, "*test*.json")]:
        for line in lines_of(path):
            abstract = abstracts.get(line.text("cord_id"))
            if abstract is None:
                raise line.wrong("a document of the corpus", line.text("cord_id"))
            chosen = [int(line.number_of(note, "sent_index") or 0) for note in line.records("evidence_set")]
            text = " ".join(abstract[index] for index in chosen if index < len(abstract))
            text = text or " ".join(abstract[:_CHECK_COVID_OPENING])
            label = LABEL_OF.get(line.text("label").lower(), Relation.NEUTRAL.value)
            kind = "extracted" if "extracted" in path.stem and "composed" not in path.stem else "claim"
            yield Pair(line.name(), kind, line.text("claim"), text, label, line.text("cord_id"))


def _named(pairs: Iterator[Pair]) -> Sequence[Pair]:
    """The pairs, each with a name of its own, their groups called by the first pair with the same shared text."""
    read = list(pairs)
    names = unique(pair.name for pair in read)
    first: dict[str, str] = {}
    return [
        replace(one, name=name, group=first.setdefault(" ".join(one.group.split()), name))
        for one, name in zip(read, names, strict=True)
    ]
