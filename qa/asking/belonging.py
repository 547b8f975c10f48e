"""Articles that may belong on a list to how likely each does, and the sentence in which it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.asking.query import Query
from qa.asking.readings import Reads
from qa.asking.spans import Span, behind_dateline, sentence_around
from qa.indexing.index import Index
from qa.indexing.passages import heading_of


@dataclass(frozen=True, slots=True)
class Belonging:
    """How likely an article belongs on a list, by which of its passages, and the words that speak for it
    most, with their sentence, in its offsets."""

    probability: float
    passage: int
    span: Span
    sentence: Span


def belonging_of(index: Index, reader: Reads, query: Query, passages: Sequence[int]) -> dict[str, Belonging]:
    """What the reader says of the articles of some passages, one of each, by the article's name."""
    chosen = [index.passage(at) for at in passages]
    articles = [index.articles[passage.article] for passage in chosen]
    texts = [(heading_of(article), passage.text) for article, passage in zip(articles, chosen, strict=True)]
    readings = reader.read(query.text, texts, every=True)
    told: dict[str, Belonging] = {}
    for at, article, passage, reading in zip(passages, articles, chosen, readings, strict=True):
        if reading.spans:
            start, end = passage.start + reading.start, passage.start + reading.end
            sentence = behind_dateline(article, sentence_around(article.text, start, end), start)
            told[article.id] = Belonging(reading.probability, at, (start, end), sentence)
    return told
