"""Figures to the rectangles of small charts; the template only writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 120
_GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One day's bar: `answered` stands on `refused`; y grows downward, as in SVG."""

    x: float
    width: float
    answered_y: float
    answered_height: float
    refused_y: float
    refused_height: float
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ranking; `width` is of 100."""

    label: str
    count: int
    width: float
    url: str = ""


def bars(days: Sequence[tuple[str, int, int]]) -> list[Bar]:
    """A bar for each (label, asked, refused), scaled to the highest; an empty day has no height."""
    most = max([asked for _, asked, _ in days], default=0) or 1
    step = WIDTH / max(len(days), 1)
    found = []
    for at, (label, asked, refused) in enumerate(days):
        low, high = HEIGHT * refused / most, HEIGHT * (asked - refused) / most
        words = f"{label}：提问 {asked}，其中未答 {refused}"
        x, width = at * step + _GAP / 2, step - _GAP
        found.append(
            Bar(round(x, 1), round(width, 1), round(HEIGHT - low - high, 1), round(high, 1),
                round(HEIGHT - low, 1), round(low, 1), words)
        )  # fmt: skip
    return found


def ranking(rows: Sequence[tuple[str, int, str]]) -> list[Row]:
    """Each (label, count, url) with a bar as long as its share of the largest."""
    most = max([count for _, count, _ in rows], default=0) or 1
    return [Row(label, count, round(100 * count / most, 1), url) for label, count, url in rows]
