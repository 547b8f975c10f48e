"""A question about many places to one item an article, each cited, and a count that is true."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qa.asking.citing import Piece, check, cite_all, items_of, said
from qa.asking.finding import Finding
from qa.asking.kinds import Kind
from qa.asking.matching import Weights, content_words
from qa.asking.query import Query
from qa.asking.question_words import ACROSS
from qa.asking.retrieval import retrieve
from qa.asking.spans import clauses, quotation
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.passages import heading_of
from qa.indexing.sentences import split_sentences
from qa.records import Answer, Article

# A sentence is listed when it covers this share of what is asked, or nearly as much as the best one does.
# Of 4 to 12 sentences that belong, these find three in four on the pages they were tried on.
_COVERS = 0.45
_NEARLY = 0.55
_LEAST = 0.3
_LOOKED_AT = 60  # passages
_ITEM_CHARS = 110
_MOST = 12  # items a person reads
_AN_ARTICLE = 2  # sentences of one article, where figures are asked for
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: Article
    start: int
    end: int
    covers: float


def list_across(index: Index, query: Query, findings: Sequence[Finding], list_above: float) -> Answer | None:
    """One item for each article that says it, the fullest first; None when none does."""
    candidates = _candidates(index, query)
    best = max((one.covers for one in candidates), default=0.0)
    enough = max(_LEAST, min(_COVERS, best), _NEARLY * best)
    read = {(one.article.id, one.sentence[0]): one for one in findings if one.probability >= list_above}
    chosen = [one for one in candidates if one.covers >= enough or (one.article.id, one.start) in read]
    places = _by_article(chosen, query.kind)
    pieces = [_piece(query, one, index) for one in places[:_MOST]]
    if not pieces or (best < _COVERS and not read):
        return None
    citations = cite_all(pieces)
    check(citations)
    count = f"共 {len(places)} 处" + (f"，列出前 {len(pieces)} 处" if len(places) > len(pieces) else "")
    text = f"{count}：\n{said(pieces)}"
    confidence = max([best, *(one.probability for one in read.values())])
    return Answer("list", text, items=items_of(pieces), citations=citations, confidence=min(confidence, 1.0))


def _weights(index: Index, query: Query) -> Weights:
    """What the places must have in common: the words of the question without its 哪些乡镇, those in print."""
    words = index.postings["words"]
    said_in = {word: words.frequency(word) for word in content_words(re.sub(ACROSS, " ", query.text))}
    return {word: math.log1p(len(index) / count) for word, count in said_in.items() if count}


def _covers(weights: Weights, text: str) -> float:
    """The share of the weights whose words stand in the text."""
    folded = fold(text)
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in folded) / total if total else 0.0


def _candidates(index: Index, query: Query) -> list[_Candidate]:
    """The sentences of the passages that come nearest, with what they cover, fullest first."""
    weights = _weights(index, query)
    found: dict[tuple[str, int], _Candidate] = {}
    for hit in retrieve(index, query, _LOOKED_AT):
        passage = index.passage(hit.passage)
        article = index.articles[passage.article]
        for start, end in split_sentences(passage.text):
            said_here = passage.text[start:end]
            if query.kind is Kind.NUMBER and not _FIGURE.search(said_here):
                continue
            covers = _covers(weights, said_here) + 0.2 * _covers(weights, heading_of(article))
            at = passage.start + start
            found.setdefault((article.id, at), _Candidate(article, at, passage.start + end, covers))
    return sorted(found.values(), key=lambda one: -one.covers)


def _by_article(candidates: Sequence[_Candidate], kind: Kind) -> list[_Candidate]:
    """The fullest sentence of each article; of figures, two."""
    most = _AN_ARTICLE if kind is Kind.NUMBER else 1
    taken: defaultdict[str, int] = defaultdict(int)
    chosen = []
    for one in candidates:
        taken[one.article.id] += 1
        if taken[one.article.id] <= most:
            chosen.append(one)
    return chosen


def _piece(query: Query, one: _Candidate, index: Index) -> Piece:
    """The clause that covers most, and as much around it as an item may hold."""
    weights = _weights(index, query)
    text = one.article.text
    clause = max(clauses(text, (one.start, one.end)), key=lambda c: _covers(weights, text[c[0] : c[1]]))
    start, end = quotation(text, clause, (one.start, one.end), _ITEM_CHARS)
    return Piece(one.article, start, end, min(one.covers, 1.0), label=one.article.place or one.article.name)
