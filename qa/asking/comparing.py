"""A question about several places to each one's answer; a side the paper is silent on is named so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.asking.citing import Piece
from qa.asking.entries import Entry, answer_of
from qa.asking.finding import Finding
from qa.asking.query import Query
from qa.asking.sides import Side
from qa.asking.spans import quotation
from qa.indexing.folding import fold
from qa.records import Answer

_SIDE_CHARS = 180


def compare(
    sides: Sequence[Side], find: Callable[[Query], list[Finding]], refuse_below: float
) -> Answer | None:
    """The sides in the order asked, each with its citation; None when the paper is silent on all."""
    labels = {side.label for side in sides}
    best = [
        next((one for one in find(side.query) if _says(one, set(side.query.quoted) - labels)), None)
        for side in sides
    ]
    told = [finding if finding and finding.probability >= refuse_below else None for finding in best]
    if not any(told):
        return None
    entries = [
        Entry(_label(side, finding), _piece(finding)) if finding else Entry(side.label, None)
        for side, finding in zip(sides, told, strict=True)
    ]
    confidence = max(finding.probability for finding in told if finding)
    return answer_of("compare", entries, confidence)


def _says(finding: Finding, quoted: set[str]) -> bool:
    """Whether the article prints what the question has in quotation marks, as it must to be meant."""
    folded = fold(finding.article.text)
    return all(name in folded for name in quoted)


def _piece(finding: Finding) -> Piece:
    span = (finding.start, finding.end)
    start, end = quotation(finding.article.text, span, finding.sentence, _SIDE_CHARS)
    return Piece(finding.article, start, end, finding.probability, span)


def _label(side: Side, finding: Finding) -> str:
    """What to call a side: its place in full where the article is about it, else as it was asked."""
    place = finding.article.place or ""
    return place if side.query.places[0].narrow in place else side.label
