"""Passages that may put their articles on a list to what each says for that, and how likely it belongs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from qa.asking.confidence import odds_of
from qa.asking.finding import Finding, judge
from qa.asking.query import Query
from qa.asking.readings import Reads
from qa.asking.retrieval import Found
from qa.indexing.index import Index
from qa.indexing.passages import heading_of

# Windows of eight passages. Of what belongs on 105 lists .751 is named with 4, .757 with 5, in 392 and 404
# characters; each costs 2.5 ms.
_READ_TO_THE_END = 4

# The log-odds that an article belongs on the list, fitted on 1,566 articles found for 91 lists: of one that
# belongs and one that does not it tells which in .88 of all pairs (the confidence alone .86, words .77). Of
# what belongs on 105 lists .749, .758, .768 is named with -1.2, -1.1, -1.0; of the articles listed .67, .64,
# .62 have some of it, in 389, 413, 433 characters. With two rules, either of which was enough, it was .67 of
# 91, and .70 of the articles.
_BIAS, _CHANCE, _WORDS, _NEAR = -1.1, 0.36, 1.8, 2.5
UNREAD = 0.01  # taken for the confidence in what an article says that was not read


def found_in_each(
    index: Index, reader: Reads, query: Query, found: Sequence[Found]
) -> dict[str, list[Finding]]:
    """What all of some passages say, by their article's name, the likeliest first."""
    passages = [index.passage(one.passage) for one in found]
    texts = [(heading_of(index.articles[passage.article]), passage.text) for passage in passages]
    said: dict[str, list[Finding]] = {}
    for finding in judge(index, query, found, reader.read(query.text, texts, most=_READ_TO_THE_END)):
        said.setdefault(finding.article.id, []).append(finding)
    return said


def nearness(index: Index, hits: Iterable[Found]) -> dict[str, float]:
    """What each article's best passage scored, of what the best of all did."""
    near: dict[str, float] = {}
    for hit in hits:  # best first
        near.setdefault(index.articles[index.passage(hit.passage).article].id, hit.score)
    best = max(near.values(), default=1.0) or 1.0
    return {name: score / best for name, score in near.items()}


def belongs(chance: float, words: float, near: float) -> float:
    """How likely an article belongs on the list: by the confidence in what it says, the score of its best
    sentence and how near it was found."""
    told = math.log(odds_of(min(max(chance, 0.001), 0.999)))
    return 1.0 / (1.0 + math.exp(-(_BIAS + _CHANCE * told + _WORDS * words + _NEAR * near)))
