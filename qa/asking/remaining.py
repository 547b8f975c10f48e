"""What a conversation was told already to what is left to tell of a question: 还有呢."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.asking.citing import Piece
from qa.asking.enumerations import next_point
from qa.asking.finding import Finding
from qa.asking.kinds import Kind
from qa.asking.query import Query
from qa.indexing.index import Index

Told = tuple[str, int, int]  # article id, start, end


def point_after(index: Index, told: Sequence[Told]) -> Piece | None:
    """The numbered point that follows the last one told; None where none follows."""
    for name, _, end in told[::-1]:
        article = index.articles[index.positions[name]] if name in index.positions else None
        if article and (point := next_point(article, end)):
            return point
    return None


def left_to_tell(
    query: Query, findings: Sequence[Finding], told: Sequence[Told], refuse_below: float
) -> tuple[Query, list[Finding]]:
    """The findings that say something new, and the query they answer: where none does that is likely enough,
    those whose sentence holds more than was told of it, to be told whole."""
    if query.across:  # a list tells all there is of an article
        listed = {name for name, _, _ in told}
        return query, [one for one in findings if one.article.id not in listed]
    fresh = [one for one in findings if not _is_told(one, told)]
    partly = [one for one in findings if not _is_told_whole(one, told)]
    if partly and not (fresh and fresh[0].probability >= refuse_below):
        return replace(query, kind=Kind.HOW), partly
    return query, fresh


def _is_told(finding: Finding, told: Sequence[Told]) -> bool:
    """Whether a finding says what was told."""
    return any(
        finding.article.id == article and finding.start < end and start < finding.end
        for article, start, end in told
    )


def _is_told_whole(finding: Finding, told: Sequence[Told]) -> bool:
    """Whether the sentence of a finding holds nothing but what was told."""
    start, end = finding.sentence
    return any(
        finding.article.id == article and first <= start + 1 and end - 1 <= last
        for article, first, last in told
    )
