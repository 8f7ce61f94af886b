"""How often it is wrong when it answers, and how often it answers: the risk–coverage curve and the risk at a threshold."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.evaluation.bounds import upper_bound
from workbench.evaluation.items import Curve, CurvePoint, GreenCase, Item, Mark, Risk

FEWEST = 30
"""Below so many labelled cases no rate is stated, only the counts."""
NAMED_RISK = 0.05
_DIGITS = 6


def risk_at(threshold: float, cases: Sequence[Item] | Sequence[GreenCase], *, fewest: int = FEWEST) -> Risk:
    """The risk of keeping the cases scored at least `threshold`; a case without a score is never kept."""
    kept = [case for case in cases if case.score is not None and case.score >= threshold]
    return risk_of(len(kept), sum(not case.correct for case in kept), fewest=fewest)


def risk_of(kept: int, wrong: int, *, fewest: int = FEWEST) -> Risk:
    """`wrong` of `kept` as a risk; no number below `fewest` cases."""
    if kept < fewest:
        return Risk(kept, wrong, None, None, fewest)
    return Risk(kept, wrong, round(wrong / kept, _DIGITS), round(upper_bound(wrong, kept), _DIGITS), fewest)


def curve_of(items: Sequence[Item]) -> Curve | None:
    """The curve over `items`, a point a distinct score; ``None`` where no item has one. Unscored items are not covered."""
    scored = sorted(((item.score, item.correct) for item in items if item.score is not None), key=lambda pair: -pair[0])
    if not scored:
        return None
    points, wrong = [], 0
    for taken, (score, correct) in enumerate(scored, start=1):
        wrong += not correct
        if taken == len(scored) or scored[taken][0] < score:
            points.append(CurvePoint(round(taken / len(items), _DIGITS), round(wrong / taken, _DIGITS), score))
    marks = [Mark("every answer", points[-1])]
    held = [point for point in points if point.risk <= NAMED_RISK]
    if held and held[-1] != points[-1]:
        marks.append(Mark(f"risk at most {NAMED_RISK:.0%}", held[-1]))
    return Curve(tuple(points), tuple(marks))
