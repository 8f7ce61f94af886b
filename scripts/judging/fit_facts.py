"""Fit what decides about facts on labelled desks, and say how it does on desks that no fit has seen.

    python -m scripts.judging.fit_facts DESK… [--left-out DESK…] [--write]

Three logistic regressions: which pair of values is worth reading, whether a fact is borne out, whether it is contradicted.
Every figure is of desks left out whole: the desks are cut into seven parts, and each part is scored by a fit on the other six.
The curve tells how many facts would be green at a given share of wrong greens; thresholds are set on it. With `--write` the fit
on all desks goes to `workbench/judging/decide/fact_weights.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from scripts.judging.desks import Labelled, read_desks
from workbench.judging.by_fact import OpenFact, ranked, reading_of
from workbench.judging.decide.fact_features import Features, pair_features
from workbench.judging.decide.linear import WEIGHTS, Linear
from workbench.relation_model.slot_reader import SlotReader, shipped_slots

PARTS, STRENGTH = 7, 0.1
WRONG_GREENS, WRONG_REDS = 0.03, 0.08
RISKS = (0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15)
DIGITS = 5


def main() -> None:
    """Read the arguments, fit, print figures, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desks", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    items = list(read_desks(arguments.desks))
    reader = shipped_slots()
    scored = left_out(items, reader, arguments.seed)
    print(json.dumps({"facts": len(items), "borne": curve([(b, i.right == "borne") for i, b, _ in scored])}))
    print(json.dumps({"against": curve([(a, i.right == "against") for i, _, a in scored])}))
    if arguments.write:
        worth, borne, against = fit_all(items, reader)
        borne_from = threshold([(b, i.right == "borne") for i, b, _ in scored], WRONG_GREENS)
        against_from = threshold([(a, i.right == "against") for i, _, a in scored], WRONG_REDS)
        told = {
            "fitted_on": digest(arguments.desks), "worth": worth, "borne": borne, "against": against,
            "borne_from": borne_from, "borne_by_rules_from": borne_from, "against_from": against_from, "open_from": 0.5,
        }  # fmt: skip
        WEIGHTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def digest(folders: Iterable[Path]) -> str:
    """How many desks, and the hash of their labels."""
    names = sorted(folders, key=lambda folder: folder.name)
    labels = b"".join((folder / "gold.json").read_bytes() for folder in names)
    return f"{len(names)} desks, {hashlib.sha256(labels).hexdigest()[:16]}"


def fit(rows: Sequence[Features], right: Sequence[bool], strength: float, *, balanced: bool = False) -> dict[str, float]:
    """A logistic regression as a constant and a weight for each named number."""
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=strength, max_iter=3_000, class_weight="balanced" if balanced else None)
    model.fit(scaler.transform(table), np.array(right))
    weights = model.coef_[0] / scaler.scale_
    constant = float(model.intercept_[0] - (model.coef_[0] * scaler.mean_ / scaler.scale_).sum())
    told = {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}
    return {"constant": round(constant, DIGITS)} | told


def fit_worth(items: Sequence[Labelled]) -> dict[str, float]:
    """Which pair of values is worth reading."""
    rows, right = [], []
    for item in items:
        for fact in item.facts:
            for offer in fact.offers:
                label = item.label(offer)
                if label is not None:
                    rows.append(pair_features(fact.asked, offer, fact.told))
                    right.append(label)
    return fit(rows, right, 1.0, balanced=True)


def fit_all(items: Sequence[Labelled], reader: SlotReader) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """The three regressions on `items`."""
    worth = fit_worth(items)
    told = [(item, reading_of(fact, logits)) for item in items for fact, logits in read(item, worth, reader)]
    borne = [(item.right == "borne", one.for_it) for item, one in told if one.best]
    against = [(bool(item.label(one.rival)) and item.right == "against", one.against_it) for item, one in told if one.rival]
    return (
        worth,
        fit([row for _, row in borne], [right for right, _ in borne], STRENGTH),
        fit([row for _, row in against], [right for right, _ in against], STRENGTH),
    )


def read(item: Labelled, worth: Mapping[str, float], reader: SlotReader) -> list[tuple[OpenFact, list[float]]]:
    """The facts of an item with the offers that `worth` ranks first, and what the slot reader makes of them."""
    facts = [ranked(fact, _linear(worth)) for fact in item.facts]
    return [(fact, reader.logits(fact.texts)) for fact in facts]


def _linear(weights: Mapping[str, float]) -> Linear:
    return Linear(weights["constant"], {name: weight for name, weight in weights.items() if name != "constant"})


def left_out(items: Sequence[Labelled], reader: SlotReader, seed: int) -> list[tuple[Labelled, float, float]]:
    """For each item the chance that it is borne out and that it is contradicted, from a fit without its desk."""
    names = sorted({item.desk for item in items})
    random.Random(seed).shuffle(names)
    found = []
    for part in range(PARTS):
        test = set(names[part::PARTS])
        worth, borne, against = fit_all([item for item in items if item.desk not in test], reader)
        for item in items:
            if item.desk in test:
                told = [reading_of(fact, logits) for fact, logits in read(item, worth, reader)]
                b = [_linear(borne).chance(one.for_it) if one.best else 0.0 for one in told]
                a = [_linear(against).chance(one.against_it) if one.rival else 0.0 for one in told]
                found.append((item, min(b, default=0.0), max(a, default=0.0)))
    return found


def curve(scored: Sequence[tuple[float, bool]]) -> dict[str, int]:
    """How many could be suggested at 1, 2, 3, 5, 8, 10 and 15 % wrong."""
    return {f"{100 * risk:g} %": sum(s >= threshold(scored, risk) for s, _ in scored) for risk in RISKS}


def threshold(scored: Sequence[tuple[float, bool]], risk: float) -> float:
    """The lowest chance from which on at most `risk` of those suggested are wrong; above 1 where there is none."""
    best, wrong = 1.01, 0
    for number, (chance, right) in enumerate(sorted(scored, key=lambda one: -one[0]), 1):
        wrong += not right
        if wrong <= risk * number and chance > 0:
            best = chance
    return round(best, 4)


if __name__ == "__main__":
    main()
