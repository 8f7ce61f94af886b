"""Fit what decides about facts on labelled desks, and say how it does on desks that no fit has seen.

    python -m scripts.judging.fit_facts DESK… [--write]

Two logistic regressions: which pair of values is likeliest of one slot, and whether a fact is borne out.
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
from scipy.optimize import minimize

from scripts.judging.desks import Labelled, read_desks
from workbench.judging.by_fact import OpenFact, features_of, ranked
from workbench.judging.decide.fact_features import Features, pair_features
from workbench.judging.decide.linear import WEIGHTS, Linear

PARTS, STRENGTH = 7, 0.1
RISK, OPEN_FROM = 0.08, 0.5
FOR_IT = frozenset(
    "entity attribute dimension scope time covered covered_alone near local said lead lead_opposed exact one_unit one_rate "
    "one_kind near_top own primary others alone digits one_year sources titled".split()
)
"""Numbers that may only speak for a match."""
AGAINST_IT = frozenset("names_missing unnamed foreign lacking assumed differs bound far other_year small equal bounded".split())
"""Numbers that may only speak against one."""
RISKS = (0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15)
DIGITS = 5


def main() -> None:
    """Read the arguments, fit, print figures, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desks", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--risk", type=float, default=RISK, help="the share of wrong greens that the threshold allows")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    items = list(read_desks(arguments.desks))
    scored = left_out(items, arguments.seed)
    print(json.dumps({"facts": len(items), "borne": curve(scored)}))
    if arguments.write:
        worth, borne = fit_all(items)
        told = {
            "fitted_on": digest(arguments.desks), "worth": worth, "borne": borne,
            "borne_from": threshold(scored, arguments.risk), "open_from": OPEN_FROM,
        }  # fmt: skip
        WEIGHTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def digest(folders: Iterable[Path]) -> str:
    """How many desks, and the hash of their labels."""
    names = sorted(folders, key=lambda folder: folder.name)
    labels = b"".join((folder / "gold.json").read_bytes() for folder in names)
    return f"{len(names)} desks, {hashlib.sha256(labels).hexdigest()[:16]}"


def fit(rows: Sequence[Features], right: Sequence[bool], strength: float, *, signed: bool = False) -> dict[str, float]:
    """A logistic regression as a constant and a weight for each named number.

    With `signed` no weight may have the sign that common sense forbids: desks are written to mislead, and on them alone like
    words would speak against a match. Without it rows that are right weigh as much together as those that are not.
    """
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    middle, spread = table.mean(0), table.std(0)
    spread[spread == 0] = 1.0
    scaled, wanted = (table - middle) / spread, np.where(np.array(right), 1.0, -1.0)
    share = max(1e-9, float(np.mean(right)))
    weigh = np.ones(len(wanted)) if signed else np.where(wanted > 0, 0.5 / share, 0.5 / (1 - share))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:  # type: ignore[type-arg]
        odds = wanted * (scaled @ weights[1:] + weights[0])
        pull = -strength * weigh * wanted / (1 + np.exp(odds))
        total = strength * float((weigh * np.logaddexp(0, -odds)).sum()) + 0.5 * float((weights[1:] ** 2).sum())
        return total, np.concatenate([[pull.sum()], scaled.T @ pull + weights[1:]])

    bounds = [(None, None), *((_bounds(name) if signed else (None, None)) for name in names)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 3_000}).x
    weights = found[1:] / spread
    told = {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}
    return {"constant": round(float(found[0] - (weights * middle).sum()), DIGITS)} | told


def _bounds(name: str) -> tuple[float | None, float | None]:
    return (0.0, None) if name in FOR_IT else (None, 0.0) if name in AGAINST_IT else (None, None)


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
    return fit(rows, right, 1.0)


def fit_all(items: Sequence[Labelled]) -> tuple[dict[str, float], dict[str, float]]:
    """Both regressions on `items`."""
    worth = fit_worth(items)
    facts = [(item, fact) for item in items for fact in ranked_facts(item, worth)]
    told = [(item.right == "borne", features_of(fact, fact.best)) for item, fact in facts if fact.best]
    return worth, fit([row for _, row in told], [right for right, _ in told], STRENGTH, signed=True)


def ranked_facts(item: Labelled, worth: Mapping[str, float]) -> list[OpenFact]:
    """The facts of an item with the offers that `worth` ranks first."""
    return [ranked(fact, _linear(worth)) for fact in item.facts]


def _linear(weights: Mapping[str, float]) -> Linear:
    return Linear(weights["constant"], {name: weight for name, weight in weights.items() if name != "constant"})


def left_out(items: Sequence[Labelled], seed: int) -> list[tuple[float, bool]]:
    """For each item the chance that it is borne out, from a fit without its desk, and whether it is."""
    names = sorted({item.desk for item in items})
    random.Random(seed).shuffle(names)
    found = []
    for part in range(PARTS):
        test = set(names[part::PARTS])
        worth, borne = fit_all([item for item in items if item.desk not in test])
        for item in items:
            if item.desk in test:
                told = ranked_facts(item, worth)
                chances = [_linear(borne).chance(features_of(one, one.best)) if one.best else 0.0 for one in told]
                found.append((min(chances, default=0.0), item.right == "borne"))
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
