"""Findings in one article to an answer: a fact with its sentence, or the sentences that tell how or why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.asking.citing import Piece, check, cite_all, said, said_in_order
from qa.asking.confidence import may_as_well_be
from qa.asking.deciding import decides
from qa.asking.finding import Finding
from qa.asking.kinds import FACTS, Kind
from qa.asking.query import Query
from qa.asking.question_words import WHAT_WAS_SAID, WHO_SPOKE
from qa.asking.shapes import only_asks
from qa.asking.spans import behind_dateline, quotation
from qa.indexing.sentences import split_sentences
from qa.replies import Answer

FACT_CHARS = 110  # a quotation for a fact grows by clauses to this length; most sentences are shorter
TELL_CHARS = 300  # one that tells how, why or which: 170, 240, 300 hold .70, .71, .73 of unseen answers whole
# A longer span is a telling, not a name or a number, or names side by side.
_LONGEST_SHORT = {**dict.fromkeys(FACTS, 30), Kind.LIST: 45}
_MORE_CHARS = 320  # all sentences of a telling together
_SEE_ALSO = "另见："
FACT_TOLD = 200  # a fact, with another place that may tell it
_BELONGS = 0.35  # a neighbour sentence belongs when its evidence reaches this share of the best one's
_HEADS = 24  # characters of a sentence that only heads the next
_LEAST = 0.17  # and this much in itself
_ASKS_WHAT_WAS_SAID, _NAMES_WHO_SPOKE = re.compile(WHAT_WAS_SAID), re.compile(WHO_SPOKE)
# What a sentence has that tells a problem, or how it was before.
_PROBLEM = re.compile(
    "难[处在题点]|犯[愁难]|发愁|头疼|麻烦|问题[是在]|原先|过去|起初|早先|以前|往年|一开始|本来|头[一两]年"
)
# In itself: below it a sentence may be what was to be solved, and the next one how it was. Of 182 questions
# how about the bundled pages and seven made-up papers .819 are answered so, .801 without, in 107 and 99
# characters.
_HARDLY_BELONGS = 0.5
_DECIDED = 0.9  # from here on yes or no is said where the sentence says it


def tell(query: Query, findings: Sequence[Finding]) -> Answer:
    """The answer of the likeliest finding; for how and why with the sentences beside it that belong, for yes
    or no led by the word where it is sure."""
    kind, best = query.kind, findings[0]
    pieces = [piece_of(kind, best)]
    if kind not in FACTS and kind is not Kind.YESNO:
        pieces = with_neighbours(pieces[0], best, is_how=kind is Kind.HOW)
    if quoted := _what_was_said(query, pieces):
        pieces = [quoted, *(replace(piece, short=None) for piece in pieces)]
    text, short = said_in_order(pieces), best.text if pieces[0].short else None
    is_fact = short is not None and kind in FACTS
    if kind is Kind.YESNO and best.probability >= _DECIDED:
        word = decides(query.text, pieces[0].text, query.people)
        text = f"{word}。{text}" if word else text
    if other := _other(kind, findings, text, FACT_TOLD if is_fact else _MORE_CHARS):
        pieces.append(other)
        text += f"\n{_SEE_ALSO}{said([other], len(pieces))}"
    citations = cite_all(pieces)
    check(citations)
    return Answer(
        "fact" if is_fact else "passage",
        text,
        short=short,
        citations=citations,
        confidence=best.probability,
    )


def _other(kind: Kind, findings: Sequence[Finding], text: str, room: int) -> Piece | None:
    """The next likeliest place that may as well be the one, of which nothing was said and that has room."""
    for finding in findings[1:]:
        if not may_as_well_be(finding.probability, findings[0].probability):
            break
        piece = replace(piece_of(kind, finding), short=None)
        added = len(piece.text) + len(_SEE_ALSO)
        if only_asks(piece.text) or (kind is not Kind.PERSON and _NAMES_WHO_SPOKE.search(piece.text)):
            continue
        if finding.text not in text and piece.text not in text and len(text) + added <= room:
            return piece
    return None


def piece_of(kind: Kind, finding: Finding) -> Piece:
    """What is quoted of a finding: its sentence, or as many of its clauses as a person reads."""
    span = (finding.start, finding.end)
    is_short = finding.end - finding.start <= _LONGEST_SHORT.get(kind, 0)
    chars = FACT_CHARS if is_short and kind in FACTS else TELL_CHARS
    start, end = quotation(finding.article.text, span, finding.sentence, chars)
    return Piece(finding.article, start, end, finding.probability, span if is_short else None)


def _what_was_said(query: Query, pieces: Sequence[Piece]) -> Piece | None:
    """The quotation right before a sentence that only names who spoke, where it is asked for: “好。”他说。"""
    first = min(pieces, key=lambda piece: piece.start)
    if not _ASKS_WHAT_WAS_SAID.search(query.text) or not _NAMES_WHO_SPOKE.search(first.text):
        return None
    text = first.article.text
    before = [span for span in split_sentences(text) if span[1] <= first.start]
    if not before or text[before[-1][1] : first.start].strip() or text[before[-1][1] - 1] not in '”"':
        return None
    return replace(first, start=before[-1][0], end=before[-1][1], short=None)


def _announces(piece: Piece, following: int) -> bool:
    """Whether a piece is a short sentence that only heads the next of its paragraph: 一是强化宣传教育。"""
    return piece.end - piece.start <= _HEADS and _goes_on(piece, following)


def _poses(piece: Piece, belongs: float, following: int) -> bool:
    """Whether a piece asks itself and what follows stands next; or tells a problem or how it was before, or
    hardly belongs to the answer, and its paragraph goes on."""
    if only_asks(piece.text):
        return not piece.article.text[piece.end : following].strip()
    tells_what_was = belongs < _HARDLY_BELONGS or bool(_PROBLEM.search(piece.text))
    return tells_what_was and _goes_on(piece, following)


def _goes_on(piece: Piece, following: int) -> bool:
    """Whether what follows stands right behind a piece, in its paragraph."""
    between = piece.article.text[piece.end : following]
    return not between.strip() and "\n" not in between


def _heads(text: str, start: int, end: int, following: int) -> bool:
    """Whether a short sentence that begins a paragraph heads the one that follows: 列好资源清单。摸清…"""
    begins = start == 0 or text[start - 1] == "\n"
    return begins and end - start <= _HEADS and not text[end:following].strip(" ") and text[end - 1] == "。"


def _behind(finding: Finding) -> list[tuple[int, int, float]]:
    """The two sentences behind the last one that was read, of which nothing is known."""
    until = finding.evidence[-1][1] if finding.evidence else len(finding.article.text)
    return [(*span, 0.0) for span in split_sentences(finding.article.text) if span[0] >= until][:2]


def with_neighbours(piece: Piece, finding: Finding, *, is_how: bool = False) -> list[Piece]:
    """The piece and, after it, the neighbouring sentences that belong to the answer; where it is asked how,
    the one behind a sentence that poses the problem does."""
    sentences = [*finding.evidence, *_behind(finding)]
    at = next((n for n, (_, end, _) in enumerate(sentences) if end > piece.start), None)
    if at is None:
        return [piece]
    pieces, room = [piece], _MORE_CHARS - (piece.end - piece.start)
    last, belongs = piece, sentences[at][2]
    for neighbour in (at + 1, at + 2, at - 1):
        if not 0 <= neighbour < len(sentences):
            continue
        start, end, weight = sentences[neighbour]
        poses = is_how and _poses(last, belongs, start)
        if neighbour == at + 2 and not poses:
            continue
        if neighbour > at and (poses or _announces(piece, start)):
            weight = 1.0
        start, end = behind_dateline(finding.article, (start, end), end)
        if neighbour < at and _heads(finding.article.text, start, end, piece.start):
            weight = 1.0
        apart = start >= piece.end or end <= piece.start
        said = finding.article.text[start:end].strip()
        if said in finding.article.subheads:
            continue
        told = Piece(finding.article, start, end, finding.probability)
        if only_asks(said):
            last = told
            continue
        if apart and end - start <= room and weight >= max(_BELONGS * sentences[at][2], _LEAST):
            pieces.append(told)
            last, belongs = told, 1.0
            room -= end - start
    return pieces
