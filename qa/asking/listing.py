"""Sentences chosen for a list over the articles to what is shown of each article, under its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.asking.citing import Piece
from qa.asking.concepts import Concept, covers
from qa.asking.entries import Entry
from qa.asking.kinds import Kind
from qa.asking.naming import label_of, naming_of_thing
from qa.asking.query import Query
from qa.asking.retrieval import Found
from qa.asking.spans import Span, clauses, quotation
from qa.indexing.sentences import split_sentences
from qa.records import Article

_SHORT = 30  # a sentence no longer only announces what the next one says
# Sentences of one article, and characters shown of each: more where a few articles have all there is to list.
_FEW, _MANY = (4, 300), (2, 110)
_A_FEW = 3  # articles
_AS_GOOD = 0.8  # of the first one's score, for another sentence of its article


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may put its article on a list."""

    article: Article
    start: int
    end: int
    covers: float
    found: Found | None = None  # the passage, for what is chosen by its words
    score: float = 0.0
    says: Span | None = None  # the words that say it, where the reader knows


def entries_by_label(
    query: Query, concepts: Sequence[Concept], chosen: Sequence[Candidate]
) -> dict[str, list[Entry]]:
    """What the articles of each place say; where articles are asked for, of each article."""
    few = len({one.article.id for one in chosen}) <= _A_FEW
    sentences, chars = _FEW if few else _MANY
    places: dict[str, list[Entry]] = {}
    for ours in _by_article(chosen, sentences):
        label = _label(query, ours[0].article)
        places.setdefault(label, []).extend(Entry(label, piece) for piece in _pieces(concepts, ours, chars))
    return places


def _label(query: Query, article: Article) -> str:
    return f"《{article.name}》" if query.kind is Kind.ARTICLES else label_of(article)


def _by_article(candidates: Sequence[Candidate], most: int) -> list[list[Candidate]]:
    """The best sentence of each article, and as many more as are nearly as good, as they stand in it."""
    chosen: dict[str, list[Candidate]] = {}
    for one in candidates:
        ours = chosen.setdefault(one.article.id, [])
        if not ours or (len(ours) < most and one.score >= _AS_GOOD * ours[0].score):
            ours.append(one)
    return [sorted(ours, key=lambda one: one.start) for ours in chosen.values()]


def _pieces(concepts: Sequence[Concept], ours: Sequence[Candidate], chars: int) -> list[Piece]:
    """What is shown of an article's sentences, nothing twice, with the words that name what it is about."""
    pieces: list[Piece] = []
    article = ours[0].article
    said = "".join(article.text[one.start : one.end] for one in ours)
    if naming := naming_of_thing(article.text, said, ours[0].start):
        pieces.append(Piece(article, *naming, ours[0].score))
    for one in ours:
        piece = _piece(concepts, one, chars)
        if all(piece.start >= other.end or piece.end <= other.start for other in pieces):
            pieces.append(piece)
    return sorted(pieces, key=lambda piece: piece.start)


def _piece(concepts: Sequence[Concept], one: Candidate, chars: int) -> Piece:
    """The words that say it, else the clause that covers most, and as much around as an item may hold."""
    text = one.article.text
    sentence = _announced(text, (one.start, one.end))
    clause = one.says or max(clauses(text, sentence), key=lambda c: covers(concepts, text[c[0] : c[1]]))
    start, end = quotation(text, clause, sentence, chars)
    return Piece(one.article, start, end, one.score)


def _announced(text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """A short sentence together with the next in its paragraph: it only announces what that one says."""
    start, end = sentence
    if end - start > _SHORT:
        return sentence
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    following = split_sentences(rest)
    return (start, end + following[0][1]) if following else sentence
