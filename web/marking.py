"""Texts and spans to pieces that a template writes one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: marked or not, or (with `citation` above 0) the mark of that citation."""

    text: str
    marked: bool = False
    citation: int = 0


def mark(text: str, offset: int, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The text, which begins at `offset`, cut at the borders of the ordered spans; empty pieces left out."""
    at = 0
    for start, end in spans:
        low, high = max(start - offset, at), min(end - offset, len(text))
        if low < high:
            if at < low:
                yield Piece(text[at:low])
            yield Piece(text[low:high], marked=True)
            at = high
    if at < len(text):
        yield Piece(text[at:])
