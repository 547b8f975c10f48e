"""A question about many places to one item an article, each cited, and a count that is true."""

from __future__ import annotations

from collections.abc import Sequence

from qa.asking.citing import Piece, check, cite_all, items_of, said
from qa.asking.finding import Finding
from qa.asking.spans import quotation
from qa.records import Answer, Article

READ_ACROSS = 24  # passages read for a list over the whole corpus
_ITEM_CHARS = 110
_MOST = 12  # items a person reads


def list_across(findings: Sequence[Finding], list_above: float) -> Answer | None:
    """One item for each article that answers, likeliest first; None when none does."""
    best: dict[str, Finding] = {}
    for finding in findings:
        if finding.probability >= list_above:
            best.setdefault(finding.article.id, finding)
    pieces = [_piece(finding) for finding in list(best.values())[:_MOST]]
    if not pieces:
        return None
    citations = cite_all(pieces)
    check(citations)
    text = f"共 {len(pieces)} 处：\n{said(pieces)}"
    return Answer("list", text, items=items_of(pieces), citations=citations, confidence=pieces[0].score)


def _piece(finding: Finding) -> Piece:
    span = (finding.start, finding.end)
    start, end = quotation(finding.article.text, span, finding.sentence, _ITEM_CHARS)
    return Piece(finding.article, start, end, finding.probability, span, place_name(finding.article))


def place_name(article: Article) -> str:
    """What to call the place of an article: as printed over it, else its headline."""
    return article.place or article.name
