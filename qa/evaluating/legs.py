"""How well each leg of retrieval, their sum, and the sum with the reader find the passage that answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from qa.asking.finding import READ, find
from qa.asking.query import Query, understand
from qa.asking.readings import Reads
from qa.asking.retrieval import LEG_WEIGHTS, retrieve, search_leg
from qa.evaluating.questions import Question
from qa.evaluating.scoring import normal
from qa.indexing.index import Index

_DEPTH = 20


@dataclass(frozen=True, slots=True)
class LegFigures:
    """The share of questions whose answer stands in the first and in the first five passages, and the mean of
    one over its rank."""

    leg: str
    hit_1: float
    hit_5: float
    mrr: float


def measure_legs(index: Index, reader: Reads, questions: Sequence[Question]) -> list[LegFigures]:
    """The figures of each leg, of all together, and of the reader after them, over questions told from one
    article and not from a conversation."""
    asked = [
        (question, understand(index, question.text))
        for question in questions
        if question.answers and not question.followup_to and len(question.titles) <= 1
    ]
    ways: dict[str, Callable[[Query], list[str]]] = {leg: partial(_by_leg, index, leg) for leg in LEG_WEIGHTS}
    ways["hybrid"] = partial(_by_all, index)
    ways["with reader"] = partial(_by_reader, index, reader)
    return [
        _figures(name, [_rank(question, way(query)) for question, query in asked])
        for name, way in ways.items()
    ]


def _by_leg(index: Index, leg: str, query: Query) -> list[str]:
    return [index.passage(hit.passage).text for hit in search_leg(index, leg, query.text, _DEPTH)]


def _by_all(index: Index, query: Query) -> list[str]:
    return [index.passage(one.passage).text for one in retrieve(index, query, _DEPTH)]


def _by_reader(index: Index, reader: Reads, query: Query) -> list[str]:
    """The sentences the reader answers with, likeliest first."""
    findings = find(index, reader, query, count=READ)
    return [one.article.text[one.sentence[0] : one.sentence[1]] for one in findings]


def _rank(question: Question, texts: Sequence[str]) -> int | None:
    """The place, from 1, of the first text that holds an answer, or all of them where all are needed."""
    check = all if question.needs_all else any
    for rank, text in enumerate(map(normal, texts), 1):
        if check(normal(answer) in text for answer in question.answers):
            return rank
    return None


def _figures(name: str, ranks: Sequence[int | None]) -> LegFigures:
    count = max(1, len(ranks))
    found = [rank for rank in ranks if rank]
    return LegFigures(
        name,
        sum(rank == 1 for rank in found) / count,
        sum(rank <= 5 for rank in found) / count,
        sum(1 / rank for rank in found) / count,
    )
