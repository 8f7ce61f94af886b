"""Labelled pairs of evidence and claim from public sets whose licence allows their use, and who may be trained on.

The fifth of the documents that the scores are quoted on (SHA-1 of the group modulo 5 is 0) is for testing alone. A tenth of the
rest (SHA-1 modulo 10 is 1) is kept for calibration.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.judging.sentence.windows import window

S, R, N = "supports", "refutes", "neutral"


@dataclass(frozen=True, slots=True)
class Pair:
    """Evidence, claim, label; `group` is what must not be split between training and test."""

    source: str
    evidence: str
    claim: str
    label: str
    group: str


def fold_of(group: str) -> int:
    """The group's place among ten: 0 and 5 are test, 1 is calibration."""
    return int(hashlib.sha1(group.encode(), usedforsecurity=False).hexdigest(), 16) % 10


def is_test(group: str) -> bool:
    """Whether pairs of this group are for quoting scores only."""
    return fold_of(group) % 5 == 0


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def letters(text: str) -> str:
    """Letters and digits alone, to tell equal texts."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def scifact(folder: Path) -> Iterator[Pair]:
    """Claims on abstracts (claims CC BY 4.0, abstracts ODC-By 1.0); other sentences of a judged abstract are neutral."""
    corpus = {str(row["doc_id"]): row for row in lines(folder / "corpus.jsonl")}
    for claim in lines(folder / "claims_train.jsonl"):
        for doc in map(str, claim["cited_doc_ids"]):
            abstract, notes = corpus[doc]["abstract"], claim["evidence"].get(doc)
            if not notes:
                yield Pair("scifact", " ".join(abstract[:3]), claim["claim"], N, doc)
                continue
            label = S if notes[0]["label"] == "SUPPORT" else R
            told = sorted({number for note in notes for number in note["sentences"]})
            yield Pair(
                "scifact", " ".join(abstract[n] for note in notes for n in note["sentences"]), claim["claim"], label, doc
            )
            if len(notes) > 1:
                for note in notes[:2]:
                    yield Pair("scifact+", " ".join(abstract[n] for n in note["sentences"]), claim["claim"], label, doc)
            rest = [text for n, text in enumerate(abstract) if n not in told and n - 1 not in told]
            if rest:
                yield Pair("scifact+", " ".join(rest[:2]), claim["claim"], N, doc)


def check_covid(folder: Path) -> Iterator[Pair]:
    """Claims of news on abstracts (MIT)."""
    corpus = {row["cord_id"]: row["abstract"] for row in lines(folder / "corpus.json")}
    for path in sorted(folder.glob("covidCheck*.json")):
        for row in lines(path):
            abstract = corpus[row["cord_id"]]
            chosen = [abstract[note["sent_index"]] for note in row["evidence_set"] if note["sent_index"] < len(abstract)]
            label = {"SUPPORT": S, "REFUTE": R}.get(row["label"], N)
            yield Pair("check-covid", " ".join(chosen or abstract[:4]), row["claim"], label, row["cord_id"])


def fever_symmetric(folder: Path) -> Iterator[Pair]:
    """Claims on Wikipedia sentences, written against give-aways (CC BY-SA 3.0)."""
    for row in lines(folder / "fever_symmetric_v0.2_dev.jsonl"):
        yield Pair("fever-symmetric", row["evidence"], row["claim"], S if row["label"] == "SUPPORTS" else R, row["evidence"])


def fm2(folder: Path) -> Iterator[Pair]:
    """Claims written to fool players, with their Wikipedia evidence (Apache-2.0; text CC BY-SA)."""
    for row in lines(folder / "dev.jsonl"):
        gold = [note["text"] for note in row["gold_evidence"]]
        text = " ".join(gold)
        yield Pair("fm2", text, row["text"], S if row["label"] == "SUPPORTS" else R, text)
        other = [note["text"] for note in row["retrieved_evidence"] if note["text"] not in gold]
        if len(other) > 3:
            yield Pair("fm2+", other[-1], row["text"], N, text)


def wice(folder: Path) -> Iterator[Pair]:
    """Wikipedia sentences on the pages they cite (annotations ODC-By)."""
    for row in lines(folder / "claim_dev.jsonl"):
        group = row["claim"]
        if row["supporting_sentences"]:
            text = " ".join(row["evidence"][n] for n in row["supporting_sentences"][0])
        else:
            text = window(row["claim"], "\n\n".join(row["evidence"]), words=80)
        yield Pair("wice", text, row["claim"], S if row["label"] == "supported" else N, group)


def equate(folder: Path) -> Iterator[Pair]:
    """News sentences with numbers (MIT); the templated part is sampled."""
    for name, most in (("NewsNLI", 10_000), ("StressTest_dev", 200)):
        for row in lines(folder / f"{name}.jsonl")[:most]:
            label = {"entailment": S, "contradiction": R, "neutral": N}[row["label"].lower()]
            yield Pair(
                "equate-news" if name == "NewsNLI" else "equate-stress",
                row["premise"],
                row["hypothesis"],
                label,
                row["premise"],
            )


def summedits(folder: Path) -> Iterator[Pair]:
    """Summaries with one small edit, on the documents they sum up (Apache-2.0)."""
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            invented = row["label"] == 0 and set(row["edit_types"]) == {"hallucinated_fact_insertion"}
            label = S if row["label"] == 1 else N if invented else R
            yield Pair(path.stem.replace("_", "-"), window(row["summary"], row["doc"]), row["summary"], label, row["doc"])


def written() -> Iterator[Pair]:
    """Pairs written for this model (`scripts/relation/written`): two pieces of evidence, and claims labelled on each."""
    label = {"S": S, "R": R, "N": N}
    for path in sorted((Path(__file__).parent / "written").glob("*.jsonl")):
        for row in lines(path):
            for claim, on_a, on_b in row["claims"]:
                yield Pair(f"written-{path.stem}", row["a"], claim, label[on_a], row["a"])
                yield Pair(f"written-{path.stem}", row["b"], claim, label[on_b], row["a"])


SETS = {
    "scifact": scifact, "check-covid": check_covid, "fever-symmetric": fever_symmetric, "fm2": fm2, "wice": wice,
    "equate": equate, "summedits": summedits,
}  # fmt: skip
