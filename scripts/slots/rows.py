"""Rows to train the slot reader on: a claim with a value hidden, a passage with a value hidden, and whether both fill one slot.

Two kinds of source. `written/` beside this module holds documents dense with near misses, claims on them, and for each value
of a claim the value of the document that fills its slot, or none. The pairs written for the relation model give rows by
arithmetic: what bears a supported claim's value out fills its slot, the other values there do not.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workbench.judging.facts.findings import worth_pairing
from workbench.judging.facts.slot_texts import around, claim_text, passage_text
from workbench.judging.facts.slots import ALL_SAME
from workbench.judging.facts.text_tables import cell_at
from workbench.judging.sides.claim_side import DATES
from workbench.models import Level, Value
from workbench.sentences import split_sentences
from workbench.values import read_values
from workbench.values.compare import compare_values

HERE = Path(__file__).parent
PAIRS = HERE.parent / "relation" / "written"
OTHERS = 4
"""Values of another slot that a fact is laid beside, at most, besides those that are equal."""
_MARK = re.compile(r"\{\{(.+?)\}\}")
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One pair; `group` tells what must not be split between training and checking."""

    source: str
    group: str
    claim: str
    passage: str
    same: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A value of a document with the text that is read around it."""

    value: Value
    passage: str


@lru_cache(maxsize=8192)
def offered(title: str, text: str) -> tuple[Offered, ...]:
    """The values of a document, offsets of its text."""
    spans = split_sentences(text)
    lines = [text[one:end] for one, end in spans]
    values = read_values(text)
    heading = text.partition("\n")[0]
    found = []
    for at, (start, end) in enumerate(spans):
        before, after = around(lines, at)
        top = heading if at > 1 and len(heading) <= _LONGEST_HEADING and not heading.endswith(".") else ""
        for value in values:
            if start <= value.start and value.end <= end and not value.vague:
                local = _moved(value, -start)
                cell = cell_at(text, value.start)
                found.append(Offered(value, passage_text((title, top), before, text[start:end], after, local, cell)))
    return tuple(found)


def _moved(value: Value, by: int) -> Value:
    from dataclasses import replace

    return replace(value, start=value.start + by, end=value.end + by)


def equal(ours: Value, theirs: Value) -> bool:
    """Whether the arithmetic bears the one out by the other, were they of one slot."""
    return compare_values(ours, theirs, slot=ALL_SAME).level in {Level.EXACT, Level.WITHIN_PRECISION}


def labelled(folder: Path = HERE / "written", seed: int = 5) -> Iterator[Row]:
    """Rows of the documents written for this reader."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line.strip():
                yield from _of_document(
                    f"{path.stem}-{number}", json.loads(line), random.Random(f"{seed} {path.stem} {number}")
                )


def _of_document(name: str, told: dict, rng: random.Random) -> Iterator[Row]:  # type: ignore[type-arg]
    there = offered(told["title"], told["text"])
    for marked, answers in told["claims"]:
        claim = _MARK.sub(r"\1", marked)
        values = read_values(claim)
        taken = 0
        for mark, answer in zip(_MARK.finditer(marked), answers, strict=True):
            start = mark.start() - 4 * taken
            end = start + len(mark.group(1))
            taken += 1
            value = _at(values, start, end)
            if value is None:
                continue
            spans = _spans(told["text"], answer)
            right = [one for one in there if any(one.value.start < e and s < one.value.end for s, e in spans)]
            wrong = [one for one in there if one not in right and _alike(value, one.value)]
            for one in right:
                yield Row("slots", name, claim_text(claim, value), one.passage, same=True)
            for one in _some(value, wrong, rng):
                yield Row("slots", name, claim_text(claim, value), one.passage, same=False)


def _spans(text: str, answer: object) -> list[tuple[int, int]]:
    answers: Sequence[str] = [] if answer is None else answer if isinstance(answer, list) else [str(answer)]
    found = []
    for one in answers:
        before, _, rest = one.partition("[[")
        inner, _, after = rest.partition("]]")
        at = text.find(before + inner + after)
        if at >= 0:
            found.append((at + len(before), at + len(before) + len(inner)))
    return found


def _at(values: Sequence[Value], start: int, end: int) -> Value | None:
    touching = [one for one in values if one.start < end and start < one.end and not one.vague]
    return max(touching, key=lambda one: min(one.end, end) - max(one.start, start), default=None)


def _alike(ours: Value, theirs: Value) -> bool:
    return (ours.kind in DATES) == (theirs.kind in DATES) and worth_pairing(ours, theirs)


def _some(value: Value, wrong: Sequence[Offered], rng: random.Random) -> list[Offered]:
    same = [one for one in wrong if equal(value, one.value)]
    others = [one for one in wrong if one not in same]
    return same + rng.sample(others, min(OTHERS, len(others)))


def by_arithmetic(folder: Path = PAIRS, seed: int = 5) -> Iterator[Row]:
    """Rows of the pairs written for the relation model."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            told = json.loads(line)
            rng = random.Random(f"{seed} {path.stem} {number}")
            for claim, on_a, on_b in told["claims"]:
                for text, label, other in ((told["a"], on_a, on_b), (told["b"], on_b, on_a)):
                    yield from _of_pair(f"{path.stem}-{number}", claim, text, (label, other), rng)


def _of_pair(name: str, claim: str, text: str, labels: tuple[str, str], rng: random.Random) -> Iterator[Row]:
    there = offered("", text)
    values = [
        one
        for one in read_values(claim)
        if not one.vague and (one.kind in DATES or one.low is not None or one.high is not None)
    ]
    for value in values:
        alike = [one for one in there if _alike(value, one.value)]
        same = [one for one in alike if equal(value, one.value)]
        others = [one for one in alike if one not in same]
        right: list[Offered] = []
        wrong: list[Offered] = []
        if labels[0] == "S" and len(same) == 1:
            right, wrong = same, rng.sample(others, min(3, len(others)))
        elif labels[0] == "N" and len(values) == 1:
            wrong = same + rng.sample(others, min(1, len(others)))
        elif labels[0] == "R" and len(values) == 1 and not same and len(others) == 1:
            right = others
        for one in right:
            yield Row("pairs", name, claim_text(claim, value), one.passage, same=True)
        for one in wrong:
            yield Row("pairs", name, claim_text(claim, value), one.passage, same=False)
