"""Ranked passages to an answer: the sentences that say it, each with its citation, or an honest refusal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.asking.citing import check, cite
from qa.asking.retrieval import retrieve
from qa.indexing.index import Index
from qa.indexing.sentences import split_sentences
from qa.indexing.words import split_bigrams
from qa.records import Answer, Article, Related

_PASSAGES = 5
_REFUSAL = "报道中没有找到能回答这个问题的内容。"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, and how much of the question it covers (0 to 1)."""

    article: Article
    start: int
    end: int
    score: float


def answer_question(index: Index, question: str, refuse_below: float) -> Answer:
    """The answer the articles give, or a refusal when they do not cover the question well enough."""
    candidates = rank_sentences(index, question)
    if not candidates or candidates[0].score < refuse_below:
        return refuse(candidates)
    best = candidates[0]
    citation = cite(1, best.article, best.start, best.end, best.score)
    check([citation])
    return Answer("passage", f"{citation.quote}[1]", citations=(citation,), confidence=best.score)


def refuse(candidates: Sequence[Candidate]) -> Answer:
    """The honest "the articles do not say", with the nearest articles beside it."""
    nearest = {candidate.article.id: candidate for candidate in reversed(candidates)}
    related = tuple(Related(c.article, c.score) for c in list(nearest.values())[::-1][:3])
    confidence = candidates[0].score if candidates else 0.0
    return Answer("none", _REFUSAL, related=related, confidence=confidence)


def rank_sentences(index: Index, question: str) -> list[Candidate]:
    """The sentences of the best passages, by the share of the question's weight that they and their
    article's heading cover; best first, ties to the better passage."""
    weights = _term_weights(index, question)
    total = sum(weights.values()) or 1.0
    seen: dict[tuple[str, int], Candidate] = {}
    for hit in retrieve(index, question, _PASSAGES):
        passage = index.passage(hit.passage)
        article = index.articles[passage.article]
        heading = set(split_bigrams(f"{article.place or ''} {article.title or ''}"))
        for start, end in split_sentences(passage.text):
            own = set(split_bigrams(passage.text[start:end]))
            covered = sum(w * (1 if t in own else 0.5) for t, w in weights.items() if t in own or t in heading)
            at = passage.start + start
            seen.setdefault((article.id, at), Candidate(article, at, passage.start + end, covered / total))
    return sorted(seen.values(), key=lambda candidate: -candidate.score)


def _term_weights(index: Index, question: str) -> dict[str, float]:
    """The question's character pairs, the rare ones weighing more."""
    grams = index.postings["bigrams"]
    return {t: math.log1p(len(index) / (1 + grams.frequency(t))) for t in split_bigrams(question)}
