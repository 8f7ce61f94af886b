"""All pairs to train the relation model on: public sets and pairs made of their texts, none shared with the test part."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.relation.made import borrowed, denials, made, numbers, one_word, swapped_neutral, titled
from scripts.relation.sets import SETS, Pair, fold_of, is_test, letters, lines, written


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many pairs of each kind take part at most.

    Made kinds, then rows of each general file whose licence allows use in shipped weights; templated and one-sided files are
    sampled. ``titled``, ``swapped`` and ``written`` cap what is drawn from all there are.
    """

    science: int
    prose: int
    numbers: int
    borrowed: int
    denials: int
    one_word: int
    titled: int
    swapped: int
    written: int
    general: dict[str, int]


AMOUNTS = Amounts(500, 700, 700, 300, 300, 500, 800, 1_500, 9_500, {
    "mnli_sample": 5_500, "cad_nli": 1_500, "infotabs": 300, "negnli": 600, "breaking_nli": 150, "vitaminc_mini": 400,
})  # fmt: skip


def general(folder: Path, amounts: dict[str, int], rng: random.Random) -> Iterator[Pair]:
    """Rows of the general files, sampled."""
    for name, most in amounts.items():
        rows = lines(folder / f"{name}.jsonl")
        for row in rng.sample(rows, min(most, len(rows))):
            yield Pair(name, row["premise"], row["hypothesis"], row["label"], row["premise"])


def texts_of(data: Path) -> dict[str, list[tuple[str, str]]]:
    """The running texts that pairs are made from, without the test part: science abstracts, and news, wiki and other prose."""
    science = [(str(row["doc_id"]), " ".join(row["abstract"])) for row in lines(data / "scifact" / "corpus.jsonl")]
    science += [(row["cord_id"], " ".join(row["abstract"])) for row in lines(data / "check-covid" / "corpus.json")]
    prose = [
        (row["doc"], row["doc"])
        for name in ("news", "ectsum")
        for row in {
            r["doc"]: r for r in json.loads((data / "summedits" / f"summedits_{name}.json").read_text(encoding="utf-8"))
        }.values()
    ] * 12
    for row in lines(data / "fm2" / "dev.jsonl"):
        text = " ".join(note["text"] for note in row["gold_evidence"])
        prose.append((text, " ".join([text, *(note["text"] for note in row["retrieved_evidence"][:4])])))
    prose += [(row["evidence"], row["evidence"]) for row in lines(data / "fever-symmetric" / "fever_symmetric_v0.2_dev.jsonl")]
    prose += [(row["premise"], row["premise"]) for row in lines(data / "equate" / "NewsNLI.jsonl")]
    prose += [(row["claim"], " ".join(row["evidence"][:40])) for row in lines(data / "wice" / "claim_dev.jsonl")]
    general_prose = [(row["premise"], row["premise"]) for row in lines(data / "nli" / "mnli_sample.jsonl")]
    return {
        name: [(g, t) for g, t in texts if not is_test(g)]
        for name, texts in (("science", science), ("prose", prose), ("general", general_prose))
    }


def all_pairs(data: Path, seed: int = 7, amounts: Amounts = AMOUNTS) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """Training pairs, calibration pairs, test pairs; the same data and seed give the same lists."""
    rng = random.Random(seed)
    told = [pair for name, read in SETS.items() for pair in read(data / name)]
    told += written()
    test = [pair for pair in told if is_test(pair.group) and "+" not in pair.source]
    barred = {letters(text) for pair in test for text in (pair.claim, pair.evidence)}
    clean = [pair for pair in told if not is_test(pair.group) and _is_clean(pair, barred)]
    calibration = [pair for pair in clean if fold_of(pair.group) == 1]
    held = {letters(text) for pair in calibration for text in (pair.claim, pair.evidence)} | barred
    train = [pair for pair in clean if fold_of(pair.group) != 1 and _is_clean(pair, held)]
    texts = {name: [(g, t) for g, t in some if fold_of(g) != 1] for name, some in texts_of(data).items()}
    extra = [
        *swapped_neutral([p for p in train if p.source in {"scifact", "check-covid", "fever-symmetric", "fm2"}], rng),
        *titled(data / "scifact", rng),
        *made(texts["science"], rng, amounts.science, "made-science"),
        *made(texts["prose"], rng, amounts.prose, "made-prose"),
        *numbers([*texts["prose"], *texts["general"], *texts["science"][:1500]], rng, amounts.numbers),
        *general(data / "nli", amounts.general, rng),
        *borrowed([*texts["prose"] * 3, *texts["science"]], rng, amounts.borrowed),
        *denials([*texts["prose"], *texts["science"]], rng, amounts.denials),
        *one_word([*texts["prose"], *texts["general"]], rng, amounts.one_word),
    ]
    train += [pair for pair in extra if _is_clean(pair, held)]
    unique = {(letters(p.evidence), letters(p.claim)): p for p in train}
    return list(unique.values()), calibration, test


def _is_clean(pair: Pair, barred: set[str]) -> bool:
    return letters(pair.claim) not in barred and letters(pair.evidence) not in barred
