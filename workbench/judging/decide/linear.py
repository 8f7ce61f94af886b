"""A weighed sum of named numbers, as it was fitted on labelled facts, and the chance it stands for."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

WEIGHTS = Path(__file__).with_name("fact_weights.json")
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression: a constant and a weight for each named number; numbers without a weight do not count."""

    constant: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """The logarithm of the odds, rounded, so that no processor's arithmetic tells."""
        return round(
            self.constant + math.fsum(weight * features.get(name, 0.0) for name, weight in self.weights.items()), _DIGITS
        )

    def chance(self, features: Mapping[str, float]) -> float:
        """The chance between 0 and 1."""
        return round(1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, self.score(features))))), _DIGITS)


class FactWeights(BaseModel):
    """What was fitted: the likeliest pair, whether a fact is borne out, and from where on.

    ``fitted_on`` names the data with the hash of their labels. Thresholds are chances.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fitted_on: str
    worth: dict[str, float]
    borne: dict[str, float]
    borne_from: float
    open_from: float

    def linear(self, name: str) -> Linear:
        """One of the two regressions."""
        told = dict(getattr(self, name))
        return Linear(told.pop("constant"), told)


@cache
def fact_weights() -> FactWeights:
    """The weights in the package."""
    return FactWeights.model_validate(json.loads(WEIGHTS.read_text(encoding="utf-8")))
