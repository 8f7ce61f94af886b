"""Fit the weights that join the relation model's scores and what was compared, and say how well they do.

    python -m scripts.relation.fit --data DIR --weights relation.safetensors [--write]

Fitted on the calibration tenth of the sets, which the model was not trained on; scores are printed for the test fifth.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, f1_score

from scripts.relation.pairs import all_pairs
from scripts.relation.sets import Pair
from workbench.judging.claim_side import ClaimSide, prepare
from workbench.judging.cross_encoder import LABELS, TrainedRelation
from workbench.judging.findings import Finding, find
from workbench.judging.pair import pair_of
from workbench.judging.passages import read_passage
from workbench.judging.relation import FITTED, features_of
from workbench.judging.wording import question, with_figures
from workbench.models import RelationScores

STRENGTH = 0.3  # inverse regularisation, chosen by cross-validation on the calibration pairs
NAMES = tuple(
    "supports refutes neutral values_carried values_open values_absent contradicted differs half_carried negated turned "
    "weakened quoted misquoted share names_missing words_absent names_absent numbers_missing".split()
)


def main() -> None:
    """Read the arguments, read the pairs, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep what was read of the pairs here")
    parser.add_argument("--write", action="store_true", help=f"write {FITTED.name}")
    arguments = parser.parse_args()
    _, calibration, test = all_pairs(arguments.data)
    calibration = [pair for pair in calibration if "+" not in pair.source]
    model = TrainedRelation(arguments.weights, expected_sha256=None)
    held = _rows(calibration, model, arguments.cache and arguments.cache / "calibration.pickle")
    asked = _rows(test, model, arguments.cache and arguments.cache / "test.pickle")
    fitted = LogisticRegression(C=STRENGTH, max_iter=2_000, class_weight="balanced")
    fitted.fit(_matrix(held), [LABELS.index(pair.label) for pair in calibration])
    for name, some, pairs in (("calibration", held, calibration), ("test", asked, test)):
        _report(name, fitted, some, pairs)
    if arguments.write:
        weights = [[round(float(value), 4) for value in row] for row in fitted.coef_]
        constants = [round(float(value), 4) for value in fitted.intercept_]
        FITTED.write_text(
            json.dumps({"features": NAMES, "weights": weights, "constants": constants}, indent=1) + "\n", encoding="utf-8"
        )


Row = tuple[RelationScores, dict[str, float]]


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
    told = features_of(side, finding, RelationScores(0.0, 0.0, 1.0), put.agreeing)
    return with_figures(side, put.agreeing), put.passage, told


def _matrix(rows: list[Row]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[told[name] for name in NAMES] for _, told in rows])


def _report(name: str, fitted: LogisticRegression, rows: list[Row], pairs: list[Pair]) -> None:
    joint = fitted.predict_proba(_matrix(rows))
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
