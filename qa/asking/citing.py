"""Slices of articles to numbered citations and an answer's text; each is checked to be the article's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.records import Article
from qa.replies import Citation, Item

Span = tuple[int, int]
_INTERRUPTED = 40  # characters of the page between two of a quotation: more than a line break and marks


@dataclass(frozen=True, slots=True)
class Piece:
    """One slice of an article an answer quotes; `label` names it (a place), `short` is the span that answers.

    Both spans are in offsets of the article.
    """

    article: Article
    start: int
    end: int
    score: float
    short: Span | None = None
    label: str = ""

    @property
    def text(self) -> str:
        """The words quoted."""
        return self.article.text[self.start : self.end]


def in_print(piece: Piece) -> Piece:
    """The piece, or its longer part where the page prints something else in the middle of it.

    An article interrupted by another is whole in its text; on the page such a quotation stands nowhere.
    """
    offsets = piece.article.source_map
    span = range(piece.start, piece.end - 1)
    breaks = [at + 1 for at in span if not 0 <= offsets[at + 1] - offsets[at] <= _INTERRUPTED]
    if not breaks:
        return piece
    ends = [piece.start, *breaks, piece.end]
    parts = list(pairwise(ends))
    if piece.short:
        held = [part for part in parts if part[0] <= piece.short[0] and piece.short[1] <= part[1]]
        parts = held or parts
    start, end = max(parts, key=lambda part: part[1] - part[0])
    return replace(piece, start=start, end=end)


def cite(n: int, piece: Piece) -> Citation:
    """The citation of a piece."""
    piece = in_print(piece)
    short = piece.short
    inside = short and piece.start <= short[0] < short[1] <= piece.end
    highlights = ((short[0] - piece.start, short[1] - piece.start),) if short and inside else ()
    return Citation(n, piece.article, piece.text, piece.start, piece.end, piece.score, highlights)


def cite_all(pieces: Sequence[Piece]) -> tuple[Citation, ...]:
    """The citations of the pieces, numbered from 1 in their order."""
    return tuple(cite(n, piece) for n, piece in enumerate(pieces, 1))


def items_of(pieces: Sequence[Piece]) -> tuple[Item, ...]:
    """The pieces as entries of a list, each with its citation."""
    return tuple(Item(piece.label, piece.text, n) for n, piece in enumerate(map(in_print, pieces), 1))


def said(pieces: Sequence[Piece], first: int = 1) -> str:
    """What a person reads: the pieces one after another, each with its number; labelled ones a line each."""
    lines = [
        f"{piece.label}：{_in_line(piece.text)}[{n}]" if piece.label else f"{_in_line(piece.text)}[{n}]"
        for n, piece in enumerate(map(in_print, pieces), first)
    ]
    return ("\n" if any(piece.label for piece in pieces) else "").join(lines)


def said_in_order(pieces: Sequence[Piece]) -> str:
    """Pieces of one article as they stand in it; the numbers tell which answers most, [1] first of all."""
    numbered = sorted(enumerate(map(in_print, pieces), 1), key=lambda one: one[1].start)
    return "".join(f"{_in_line(piece.text)}[{n}]" for n, piece in numbered)


def _in_line(text: str) -> str:
    return text.replace("\n", "")


def check(citations: Sequence[Citation]) -> None:
    """Raise rather than let a reply leave whose quote is not the article's own words at its offsets."""
    for citation in citations:
        if not citation.quote or citation.article.text[citation.start : citation.end] != citation.quote:
            raise AssertionError(f"citation {citation.n} is not a slice of article {citation.article.id}")
