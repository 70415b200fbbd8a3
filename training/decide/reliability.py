"""How far a confidence can be trusted: bins, and their plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0)
_SIDE, _MARGIN = 320, 44
_COLOURS = ("#9aa5b1", "#1f5fa8")


@dataclass(frozen=True, slots=True)
class Bin:
    """The entries whose confidence lies between two edges."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence."""
    right: float
    """Share of them that is right."""


def bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Entries as (confidence, right) by the edges, empty bins left out."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high or pair[0] == high == 1.0]
        if inside:
            count = len(inside)
            found.append(
                Bin(
                    low, high, count, sum(each for each, _ in inside) / count,
                    sum(right for _, right in inside) / count,
                )
            )  # fmt: skip
    return found


def plot(curves: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """The bins of each curve as SVG: mean confidence against share right, the area of a point
    growing with the number of entries."""
    width, height = _SIDE + 2 * _MARGIN, _SIDE + 2 * _MARGIN
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="11"',
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>',
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#333"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(f'<text x="{_x(tick)}" y="{_y(0) + 16}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{_x(0) - 6}" y="{_y(tick) + 4}" text-anchor="end">{tick}</text>')
    for number, (name, found) in enumerate(curves):
        colour = _COLOURS[number % len(_COLOURS)]
        line = "L".join(f"{_x(each.confidence)} {_y(each.right)}" for each in found)
        parts.append(f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [
            f'<circle cx="{_x(each.confidence)}" cy="{_y(each.right)}" r="{_radius(each.count)}" '
            f'fill="{colour}" fill-opacity="0.6"/>'
            for each in found
        ]
        parts.append(
            f'<text x="{_x(0.03)}" y="{_y(0.97) + 16 * number}" fill="{colour}">{name}</text>'
        )
    middle = _x(0.5)
    parts.append(f'<text x="{middle}" y="{height - 8}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text x="14" y="{_y(0.5)}" text-anchor="middle" transform="rotate(-90 14 {_y(0.5)})">'
        "share that is right</text></svg>\n"
    )
    return "\n".join(parts)


def _x(value: float) -> float:
    return round(_MARGIN + value * _SIDE, 1)


def _y(value: float) -> float:
    return round(_MARGIN + (1 - value) * _SIDE, 1)


def _radius(count: int) -> float:
    return round(min(14.0, 2 + math.sqrt(count) / 2.5), 1)
