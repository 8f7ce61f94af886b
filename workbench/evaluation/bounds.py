"""Exact bounds of a share of errors (Clopper and Pearson 1934), one-sided: a risk is stated with what it is at most."""

from __future__ import annotations

import math

CONFIDENCE = 0.95
_HALVINGS = 60


def upper_bound(wrong: int, kept: int, confidence: float = CONFIDENCE) -> float:
    """The highest share of errors under which `wrong` or fewer of `kept` still happen with probability 1 − `confidence`."""
    if wrong >= kept:
        return 1.0
    low, high = wrong / kept, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _at_most(wrong, kept, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def cases_needed(risk: float, confidence: float = CONFIDENCE) -> int:
    """The fewest cases, all of them right, whose upper bound is `risk` or less (299 for 1 %, 59 for 5 %)."""
    return math.ceil(math.log(1 - confidence) / math.log1p(-risk))


def _at_most(wrong: int, kept: int, share: float) -> float:
    """The probability of `wrong` or fewer errors in `kept` cases; by logarithms, against underflow."""
    if share >= 1:
        return 0.0
    right, error = math.log1p(-share), math.log(share) if share else -math.inf
    whole = math.lgamma(kept + 1)
    return math.fsum(
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(kept - k + 1) + (k * error if k else 0.0) + (kept - k) * right)
        for k in range(wrong + 1)
    )
