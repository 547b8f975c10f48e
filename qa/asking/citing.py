"""Slices of articles to numbered citations and an answer's text; each is checked to be the article's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.records import Article, Citation, Item

Span = tuple[int, int]


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


def cite(n: int, piece: Piece) -> Citation:
    """The citation of a piece."""
    short = piece.short
    inside = short and piece.start <= short[0] < short[1] <= piece.end
    highlights = ((short[0] - piece.start, short[1] - piece.start),) if short and inside else ()
    return Citation(n, piece.article, piece.text, piece.start, piece.end, piece.score, highlights)


def cite_all(pieces: Sequence[Piece]) -> tuple[Citation, ...]:
    """The citations of the pieces, numbered from 1 in their order."""
    return tuple(cite(n, piece) for n, piece in enumerate(pieces, 1))


def items_of(pieces: Sequence[Piece]) -> tuple[Item, ...]:
    """The pieces as entries of a list, each with its citation."""
    return tuple(Item(piece.label, piece.text, n) for n, piece in enumerate(pieces, 1))


def said(pieces: Sequence[Piece]) -> str:
    """What a person reads: the pieces one after another, each with its number; labelled ones a line each."""
    lines = [
        f"{piece.label}：{_in_line(piece.text)}[{n}]" if piece.label else f"{_in_line(piece.text)}[{n}]"
        for n, piece in enumerate(pieces, 1)
    ]
    return ("\n" if any(piece.label for piece in pieces) else "").join(lines)


def _in_line(text: str) -> str:
    return text.replace("\n", "")


def check(citations: Sequence[Citation]) -> None:
    """Raise rather than let a reply leave whose quote is not the article's own words at its offsets."""
    for citation in citations:
        if not citation.quote or citation.article.text[citation.start : citation.end] != citation.quote:
            raise AssertionError(f"citation {citation.n} is not a slice of article {citation.article.id}")
