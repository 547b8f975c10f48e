"""Confidences to the trade-off between answering and being right, as points and as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _MARGIN = 480, 320, 44


@dataclass(frozen=True, slots=True)
class Judged:
    """One reply: how sure it was, whether an answer exists, and whether it was right."""

    confidence: float
    answerable: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold would do: the share of answerable questions refused, of unanswerable ones refused,
    and of the answers given that are wrong."""

    refuse_below: float
    false_refusals: float
    refused: float
    risk: float


def curve_of(judged: Sequence[Judged], steps: int = 50) -> list[Point]:
    """The points from a threshold that refuses nothing to one that refuses all."""
    return [_point(judged, step / steps) for step in range(steps + 1)]


def _point(judged: Sequence[Judged], threshold: float) -> Point:
    answerable = [one for one in judged if one.answerable]
    silent = [one for one in judged if not one.answerable]
    given = [one for one in judged if one.confidence >= threshold]
    return Point(
        threshold,
        _share(one.confidence < threshold for one in answerable),
        _share(one.confidence < threshold for one in silent),
        _share(not one.right for one in given),
    )


def _share(those: Iterable[bool]) -> float:
    values = list(those)
    return sum(values) / len(values) if values else 0.0


def draw(points: Sequence[Point], refuse_below: float) -> str:
    """The curve as SVG: coverage to the right, risk upwards, the threshold in use marked."""
    line = " ".join(f"{_x(1 - point.false_refusals):.1f},{_y(point.risk):.1f}" for point in points)
    used = min(points, key=lambda point: abs(point.refuse_below - refuse_below))
    left, bottom = _MARGIN, _HEIGHT - _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
        f'<path d="M{left} {_MARGIN / 2}V{bottom}H{_WIDTH - 10}" fill="none" stroke="#333"/>'
        f'<polyline points="{line}" fill="none" stroke="#1a5fb4" stroke-width="2"/>'
        f'<circle cx="{_x(1 - used.false_refusals):.1f}" cy="{_y(used.risk):.1f}" r="5" fill="#c01c28"/>'
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 12}" text-anchor="middle">answerable questions answered</text>'
        f'<text x="14" y="{_HEIGHT / 2}" transform="rotate(-90 14 {_HEIGHT / 2})" text-anchor="middle">'
        f"answers that are wrong</text>"
        f'<text x="{left - 6}" y="{bottom + 4}" text-anchor="end">0</text>'
        f'<text x="{left - 6}" y="{_y(0.5):.0f}" text-anchor="end">0.5</text>'
        f'<text x="{_x(1):.0f}" y="{bottom + 16}" text-anchor="middle">1</text>'
        f'<text x="{_x(0.5):.0f}" y="{bottom + 16}" text-anchor="middle">0.5</text></svg>\n'
    )


def _x(coverage: float) -> float:
    return _MARGIN + coverage * (_WIDTH - _MARGIN - 20)


def _y(risk: float) -> float:
    return _HEIGHT - _MARGIN - risk * (_HEIGHT - 1.5 * _MARGIN)
