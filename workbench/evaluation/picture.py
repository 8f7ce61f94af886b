"""The risk–coverage curve as a small SVG: two axes, one line, the operating points by name."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from workbench.evaluation.items import Curve, CurvePoint

_WIDTH, _HEIGHT = 640, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 44, 92
_INK, _FAINT, _LINE, _MARK = "#1f2933", "#d9dfe5", "#1d5fa8", "#b4451f"
_TICKS = 5
_STEPS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
_MOST_POINTS = 400


def curve_svg(curve: Curve, title: str) -> str:
    """The curve with coverage across (0 to 100 %) and risk upwards, up to a round number above the highest risk shown."""
    ceiling = _ceiling(curve)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">',
        f'<g font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">',
        f"<title>{escape(f'Risk and coverage: {title}')}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="24" font-size="15" font-weight="600">{escape(f"Risk and coverage: {title}")}</text>',
        *_axes(ceiling),
        f'<polyline fill="none" stroke="{_LINE}" stroke-width="2" stroke-linejoin="round" points="{_path(curve, ceiling)}"/>',
        *_marks(curve, ceiling),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _ceiling(curve: Curve) -> float:
    """The risk at the top of the picture; the first few answers, where one error is half of them, may run out of it."""
    settled = [point.risk for point in curve.points if point.coverage >= curve.points[-1].coverage / 10]
    highest = max(settled, default=1.0)
    return next(step for step in _STEPS if highest <= step)


def _place(point: CurvePoint, ceiling: float) -> tuple[float, float]:
    across = _LEFT + point.coverage * (_WIDTH - _LEFT - _RIGHT)
    up = _HEIGHT - _BOTTOM - min(point.risk / ceiling, 1.0) * (_HEIGHT - _TOP - _BOTTOM)
    return across, up


def _axes(ceiling: float) -> Iterator[str]:
    for tick in range(_TICKS + 1):
        share = tick / _TICKS
        x, y = _place(CurvePoint(share, share * ceiling, 0.0), ceiling)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="{_FAINT}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{share * ceiling * 100:.3g} %</text>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{share * 100:.0f} %</text>'
    across = (_LEFT + _WIDTH - _RIGHT) / 2
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    yield f'<text x="{across:.1f}" y="{_HEIGHT - _BOTTOM + 38}" text-anchor="middle">coverage: share answered</text>'
    yield f'<text transform="translate(16 {middle:.1f}) rotate(-90)" text-anchor="middle">risk: share of answers wrong</text>'


def _path(curve: Curve, ceiling: float) -> str:
    step = max(1, math.ceil(len(curve.points) / _MOST_POINTS))
    points = [*curve.points[::step], curve.points[-1]]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(point, ceiling) for point in points))


def _marks(curve: Curve, ceiling: float) -> Iterator[str]:
    """Each operating point as a numbered dot, and what the numbers mean below the axis, where no line runs through them."""
    for number, mark in enumerate(curve.marks, start=1):
        x, y = _place(mark.point, ceiling)
        below = _HEIGHT - _BOTTOM + 40 + 18 * number
        words = f"{number}  {mark.name}: {mark.point.risk:.1%} wrong of {mark.point.coverage:.0%} answered"
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{_MARK}"/>'
        yield f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="11" text-anchor="middle" fill="#ffffff">{number}</text>'
        yield f'<text x="{_LEFT}" y="{below}" fill="{_MARK}">{escape(words)}</text>'
