"""Slices of articles to numbered citations, and the check that each is exactly what the article says."""

from __future__ import annotations

from collections.abc import Sequence

from qa.records import Article, Citation

Span = tuple[int, int]


def cite(
    n: int, article: Article, start: int, end: int, score: float, short: Span | None = None
) -> Citation:
    """The citation of `article.text[start:end]`; `short` is the answering span, in offsets of the article."""
    highlights = ((short[0] - start, short[1] - start),) if short and start <= short[0] < short[1] <= end else ()
    return Citation(n, article, article.text[start:end], start, end, score, highlights)


def check(citations: Sequence[Citation]) -> None:
    """Raise rather than let a reply leave whose quote is not the article's own words at its offsets."""
    for citation in citations:
        if not citation.quote or citation.article.text[citation.start : citation.end] != citation.quote:
            raise AssertionError(f"citation {citation.n} is not a slice of article {citation.article.id}")
