"""Findings in one article to an answer: a fact with its sentence, or the sentences that tell how or why."""

from __future__ import annotations

from collections.abc import Sequence

from qa.asking.citing import Piece, check, cite_all, said_in_order
from qa.asking.finding import Finding
from qa.asking.kinds import FACTS, Kind
from qa.asking.spans import quotation
from qa.replies import Answer

FACT_CHARS = 110  # a quotation for a fact grows by clauses to this length; most sentences are shorter
TELL_CHARS = 300  # one that tells how, why or which: 170, 240, 300 hold .70, .71, .73 of unseen answers whole
_LONGEST_SHORT = 30  # a longer span is a telling, not a name or a number
_LONGEST_LIST = 45  # names side by side
_MORE_CHARS = 320  # all sentences of a telling together
_BELONGS = 0.35  # a neighbour sentence belongs when its evidence reaches this share of the best one's
_LEAST = 0.17  # and this much in itself


def tell(kind: Kind, findings: Sequence[Finding]) -> Answer:
    """The answer of the likeliest finding; for how and why with the sentences beside it that belong."""
    best = findings[0]
    pieces = [_piece(kind, best)]
    if kind not in FACTS and kind is not Kind.YESNO:
        pieces = with_neighbours(pieces[0], best)
    citations = cite_all(pieces)
    check(citations)
    short = best.text if pieces[0].short else None
    return Answer(
        "fact" if short else "passage",
        said_in_order(pieces),
        short=short,
        citations=citations,
        confidence=best.probability,
    )


def _piece(kind: Kind, finding: Finding) -> Piece:
    span = (finding.start, finding.end)
    is_fact = kind in FACTS and finding.end - finding.start <= _LONGEST_SHORT
    start, end = quotation(
        finding.article.text, span, finding.sentence, FACT_CHARS if is_fact else TELL_CHARS
    )
    return Piece(finding.article, start, end, finding.probability, span if is_fact else None)


def with_neighbours(piece: Piece, finding: Finding) -> list[Piece]:
    """The piece and, after it, the neighbouring sentences that belong to the answer."""
    sentences = list(finding.evidence)
    at = next((n for n, (_, end, _) in enumerate(sentences) if end > piece.start), None)
    if at is None:
        return [piece]
    pieces, room = [piece], _MORE_CHARS - (piece.end - piece.start)
    for neighbour in (at + 1, at - 1):
        if not 0 <= neighbour < len(sentences):
            continue
        start, end, weight = sentences[neighbour]
        apart = start >= piece.end or end <= piece.start
        if apart and end - start <= room and weight >= max(_BELONGS * sentences[at][2], _LEAST):
            pieces.append(Piece(finding.article, start, end, finding.probability))
            room -= end - start
    return pieces
