"""A query to ranked passages: words, character pairs, meaning and places, summed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.asking.agreement import agreement
from qa.asking.asking_words import without_asking_words
from qa.asking.places import Place
from qa.asking.query import Query
from qa.indexing.index import Index, best
from qa.records import Hit

Scores = npt.NDArray[np.float32]  # (passages,)

# What each leg's best passage counts; the others in proportion to their score. With 1, 1.25, 1.5 for vectors
# the right article is among six for .772, .783, .786 of 360 paraphrases, for .998 of 514 held-out questions
# with each, and first for .978, .978, .976 of cmrc2018-dev.
LEG_WEIGHTS: Mapping[str, float] = {"words": 1.0, "bigrams": 1.0, "vectors": 1.25}
_PLACE = 1.0  # for a passage of an article that agrees with the places named
_FAVOUR = 0.6  # for a passage of an article the conversation is about
_FLOOR = 0.01  # so that every passage of an article that alone is searched can be found
_DEPTH = 60  # passages looked at closely
_NEAREST = 100  # passages the vectors may name
_NAMED = 300  # passages a place may bring in


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, what it scored in all and by each leg, how well its article agrees with the places, and
    whether the conversation is about that article."""

    passage: int
    score: float
    legs: Mapping[str, float]
    agrees: float
    favoured: bool


def search_leg(index: Index, leg: str, question: str, count: int) -> list[Hit]:
    """The passages one leg finds, best first."""
    if leg == "vectors":
        return index.search_vectors(question, count)
    return index.search_text(leg, question, count)


def retrieve(
    index: Index, query: Query, count: int, favoured: Iterable[str] = (), within: Collection[str] = ()
) -> list[Found]:
    """The passages that answer best by all legs together, best first, ties to the earlier passage; those of
    the articles `within` alone, if any are named.

    Where articles agree with the places a question names, passages of others are left out.
    """
    if not len(index) or count < 1:
        return []
    legs = {leg: _leg_scores(index, leg, query.text) for leg in LEG_WEIGHTS}
    total = sum((LEG_WEIGHTS[leg] * scores for leg, scores in legs.items()), np.zeros(len(index), np.float32))
    named = _named(index, query.places)
    total[named] += np.float32(0.01)  # so that a place alone brings its passages in
    liked = {index.positions[name] for name in favoured if name in index.positions}
    total[np.isin(index.table[:, 0], list(liked))] += np.float32(_FAVOUR)
    lifted = _lifted(total, named)
    if within:
        ours = [index.positions[name] for name in within if name in index.positions]
        lifted = np.where(np.isin(index.table[:, 0], ours), lifted + np.float32(_FLOOR), 0.0)
    close = best(lifted, max(_DEPTH, count))
    _complete(index, legs["vectors"], query.text, [hit.passage for hit in close])
    agrees = {number: _agreement(index, number, query.places) for number in _articles(index, close)}
    found = []
    for hit in close:
        number = int(index.table[hit.passage, 0])
        found.append(_found(hit, legs, agrees[number], number in liked))
    if any(one.agrees > 0 for one in found):
        found = [one for one in found if one.agrees > 0]
    return sorted(found, key=lambda one: (-one.score, one.passage))[:count]


def _leg_scores(index: Index, leg: str, text: str) -> Scores:
    if leg == "vectors":
        scores = np.zeros(len(index), np.float32)
        for hit in index.search_vectors(text, _NEAREST):
            scores[hit.passage] = max(hit.score, 0.0)
    else:
        scores = index.text_scores(leg, without_asking_words(text))
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top else scores


def _complete(index: Index, scores: Scores, text: str, passages: list[int]) -> None:
    """Give these passages the score in meaning they have, though they are not among the nearest of all."""
    nearest = int(scores.argmax())
    if not passages or not scores[nearest]:
        return
    first, *likeness = index.likeness(text, [nearest, *passages])
    scores[passages] = np.maximum(likeness, 0.0) / first


def _named(index: Index, places: tuple[Place, ...]) -> list[int]:
    """Passages that carry the narrow name of a place in their heading or text."""
    return sorted({number for place in places for number in index.passages_with(place.narrow, _NAMED)})


def _lifted(total: Scores, named: list[int]) -> Scores:
    lifted = total.copy()
    lifted[named] += np.float32(_PLACE)
    return lifted


def _articles(index: Index, hits: Iterable[Hit]) -> set[int]:
    return {int(index.table[hit.passage, 0]) for hit in hits}


def _agreement(index: Index, number: int, places: tuple[Place, ...]) -> float:
    return max((agreement(index.articles[number], place) for place in places), default=0.0)


def _found(hit: Hit, legs: Mapping[str, Scores], agrees: float, favoured: bool) -> Found:
    parts = {leg: float(scores[hit.passage]) for leg, scores in legs.items()}
    base = sum(LEG_WEIGHTS[leg] * score for leg, score in parts.items())
    score = base + _PLACE * agrees + (_FAVOUR if favoured else 0.0)
    return Found(hit.passage, score, parts, agrees, favoured)
