"""Fit the weights that join the relation model's scores and what was compared, and say how well they do.

    python -m scripts.relation.fit --data DIR --weights relation.safetensors [--write]

Fitted on the calibration tenth of the public sets, which the model was not trained on: with the written pairs among them the
public ones lost. Scores are printed for the test fifth, and for some of the written pairs'.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import balanced_accuracy_score, f1_score

from scripts.relation.pairs import all_pairs
from scripts.relation.sets import Pair
from workbench.judging.decide.joint_scores import FITTED, features_of
from workbench.judging.decide.questions import question, with_figures
from workbench.judging.facts.findings import Finding, find
from workbench.judging.pair import pair_of
from workbench.judging.sides.claim_side import ClaimSide, prepare
from workbench.judging.sides.passages import read_passage
from workbench.models import RelationScores
from workbench.relation_model.cross_encoder import LABELS, TrainedRelation

Row = tuple[RelationScores, dict[str, float]]
Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

# Penalties on the squares of the weights and of the constants, chosen by cross-validation on the calibration pairs.
WEIGHTS_HELD, CONSTANTS_HELD = 10.0, 1.0
WRITTEN_SHOWN = 400
TOLD = tuple("values_carried values_open contradicted differs negated turned names_missing numbers_missing".split())


@dataclass(frozen=True, slots=True)
class Joined:
    """The slope of the model's log scores, weights of what was compared (a row per label), and a constant per label.

    Starting from the model's own scores keeps what it knows of kinds of text that the calibration pairs have few of.
    """

    slope: float
    weights: Matrix
    constants: Matrix

    def scores(self, rows: list[Row]) -> Matrix:
        """Probabilities of the three labels, a row per pair."""
        total = self.slope * _logs(rows) + _told(rows) @ self.weights.T + self.constants
        shifted = np.exp(total - total.max(axis=1, keepdims=True))
        return shifted / shifted.sum(axis=1, keepdims=True)


def main() -> None:
    """Read the arguments, read the pairs, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep what was read of the pairs here")
    parser.add_argument("--write", action="store_true", help=f"write {FITTED.name}")
    arguments = parser.parse_args()
    _, calibration, test = all_pairs(arguments.data)
    calibration = [pair for pair in calibration if "+" not in pair.source and not pair.source.startswith("written")]
    written = [replace(pair, source="written") for pair in test if pair.source.startswith("written")]
    test = [pair for pair in test if not pair.source.startswith("written")]
    test += random.Random(3).sample(written, WRITTEN_SHOWN)
    model = TrainedRelation(arguments.weights, expected_sha256=None)
    held = _rows(calibration, model, arguments.cache and arguments.cache / "calibration.pickle")
    asked = _rows(test, model, arguments.cache and arguments.cache / "test.pickle")
    fitted = joined(held, [LABELS.index(pair.label) for pair in calibration])
    for name, some, pairs in (("calibration", held, calibration), ("test", asked, test)):
        _report(name, fitted, some, pairs)
    if arguments.write:
        own = np.hstack([np.eye(3) * fitted.slope, fitted.weights])
        weights = [[round(float(value), 4) for value in row] for row in own]
        constants = [round(float(value), 4) for value in fitted.constants]
        FITTED.write_text(
            json.dumps({"features": [*LABELS, *TOLD], "weights": weights, "constants": constants}, indent=1) + "\n",
            encoding="utf-8",
        )


def joined(rows: list[Row], labels: list[int]) -> Joined:
    """Least cross-entropy with both penalties, by L-BFGS; the same rows give the same figures."""
    logs, told, gold = torch.tensor(_logs(rows)), torch.tensor(_told(rows)), torch.tensor(labels)
    slope = torch.zeros(1, dtype=torch.float64, requires_grad=True)  # its logarithm
    weights = torch.zeros(told.shape[1], 3, dtype=torch.float64, requires_grad=True)
    constants = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    steps = torch.optim.LBFGS([slope, weights, constants], max_iter=200)

    def loss() -> torch.Tensor:
        steps.zero_grad()
        total = logs * torch.exp(slope) + told @ weights + constants
        found = torch.nn.functional.cross_entropy(total, gold, reduction="sum")
        found = found + WEIGHTS_HELD * (weights**2).sum() + CONSTANTS_HELD * (constants**2).sum()
        found.backward()
        return found

    steps.step(loss)  # type: ignore[no-untyped-call]
    return Joined(float(torch.exp(slope)), weights.detach().numpy().T, constants.detach().numpy())


def _rows(pairs: list[Pair], model: TrainedRelation, kept: Path | None) -> list[Row]:
    """The model's scores and the features of each pair; what the rules read is kept in a file, since it takes minutes."""
    if kept and kept.exists():
        sides: list[tuple[str, str, dict[str, float]]] = pickle.loads(kept.read_bytes())  # noqa: S301 written by this script
    else:
        sides = [_read(pair) for pair in pairs]
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(sides))
    rows = []
    for (_, _, told), scores in zip(sides, model.relate([(claim, text) for claim, text, _ in sides]), strict=True):
        logs = {name: float(np.log(max(getattr(scores, name), 1e-6))) for name in LABELS}
        rows.append((scores, told | logs))
    return rows


def _read(pair: Pair) -> tuple[str, str, dict[str, float]]:
    # Summaries are compared with the whole document, which is what groups them.
    texts = pair_of(pair.claim, pair.group if pair.source.startswith("summedits") else pair.evidence)
    side: ClaimSide = prepare(texts.claim, texts.article)
    finding: Finding = find(side, read_passage(texts.hit, texts.document), ())
    put = question(side, finding)
    told = features_of(side, finding, RelationScores(0.0, 0.0, 1.0))
    return with_figures(side, put.agreeing), put.passage, told


def _logs(rows: list[Row]) -> Matrix:
    return np.array([[told[name] for name in LABELS] for _, told in rows])


def _told(rows: list[Row]) -> Matrix:
    return np.array([[told[name] for name in TOLD] for _, told in rows])


def _report(name: str, fitted: Joined, rows: list[Row], pairs: list[Pair]) -> None:
    joint = fitted.scores(rows)
    alone = np.array([[getattr(scores, label) for label in LABELS] for scores, _ in rows])
    for source in sorted({pair.source for pair in pairs}):
        chosen = [n for n, pair in enumerate(pairs) if pair.source == source]
        gold = np.array([LABELS.index(pairs[n].label) for n in chosen])
        counts = Counter(gold.tolist())
        told = [f"{LABELS[label]} {counts[label]}" for label in sorted(counts)]
        print(f"{name:12} {source:18} n={len(chosen):4} {' '.join(told)}")
        for way, some in (("model", alone[chosen]), ("joint", joint[chosen])):
            _line(way, source, gold, some)


def _line(way: str, source: str, gold: np.ndarray, scores: np.ndarray) -> None:  # type: ignore[type-arg]
    found = scores[:, :2].argmax(1) if source in {"fever-symmetric", "fm2"} else scores.argmax(1)
    if source.startswith(("summedits", "equate-news")):
        gold, found = (gold != 0).astype(int), (found != 0).astype(int)
    accuracy = float((gold == found).mean())
    macro = f1_score(gold, found, average="macro", labels=sorted(set(gold.tolist())), zero_division=0)
    print(f"    {way}: accuracy {accuracy:.3f} macro F1 {macro:.3f} balanced {balanced_accuracy_score(gold, found):.3f}")


if __name__ == "__main__":
    main()
