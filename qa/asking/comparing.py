"""A question about several places to each one's answer; a side the paper is silent on is named so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.asking.citing import Piece, check, cite_all, in_print
from qa.asking.finding import Finding
from qa.asking.query import Query
from qa.asking.sides import Side
from qa.asking.spans import quotation
from qa.records import Answer, Item

_SIDE_CHARS = 180
_SILENT = "报道未说明"


def compare(
    sides: Sequence[Side], find: Callable[[Query], list[Finding]], refuse_below: float
) -> Answer | None:
    """The sides in the order asked, each with its citation; None when the paper is silent on all."""
    best = [next(iter(find(side.query)), None) for side in sides]
    told = [finding if finding and finding.probability >= refuse_below else None for finding in best]
    if not any(told):
        return None
    pieces = [in_print(_piece(side, finding)) for side, finding in zip(sides, told, strict=True) if finding]
    numbers = iter(range(1, len(pieces) + 1))
    items = []
    for side, finding in zip(sides, told, strict=True):
        n = next(numbers) if finding else None
        items.append(Item(pieces[n - 1].label if n else side.label, pieces[n - 1].text if n else _SILENT, n))
    citations = cite_all(pieces)
    check(citations)
    text = "\n".join(
        f"{item.label}：{item.text}" + (f"[{item.citation}]" if item.citation else "") for item in items
    )
    return Answer(
        "compare",
        text,
        items=tuple(items),
        citations=citations,
        confidence=max(piece.score for piece in pieces),
    )


def _piece(side: Side, finding: Finding) -> Piece:
    span = (finding.start, finding.end)
    start, end = quotation(finding.article.text, span, finding.sentence, _SIDE_CHARS)
    return Piece(finding.article, start, end, finding.probability, span, _label(side, finding))


def _label(side: Side, finding: Finding) -> str:
    """What to call a side: its place in full where the article is about it, else as it was asked."""
    place = finding.article.place or ""
    return place if side.query.places[0].narrow in place else side.label
