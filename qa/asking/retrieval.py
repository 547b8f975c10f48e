"""A question to ranked passages: words, character pairs and meaning, fused by reciprocal rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from qa.indexing.index import Index
from qa.records import Hit

# What each leg's vote counts, and how fast it fades with rank (60 is the constant of the paper that
# proposed reciprocal rank fusion, Cormack et al. 2009).
LEG_WEIGHTS: Mapping[str, float] = {"words": 1.0, "bigrams": 1.0, "vectors": 0.5}
_FADE = 60
_DEPTH = 100  # passages each leg may name


def search_leg(index: Index, leg: str, question: str, count: int) -> list[Hit]:
    """The passages one leg finds, best first."""
    if leg == "vectors":
        return index.search_vectors(question, count)
    return index.search_text(leg, question, count)


def retrieve(index: Index, question: str, count: int) -> list[Hit]:
    """The passages that answer best by all legs together, best first."""
    ranked = {leg: search_leg(index, leg, question, _DEPTH) for leg in LEG_WEIGHTS}
    return fuse(ranked, LEG_WEIGHTS)[: max(count, 0)]


def fuse(ranked: Mapping[str, Sequence[Hit]], weights: Mapping[str, float]) -> list[Hit]:
    """One ranking of several: each leg adds weight / (60 + rank); ties go to the earlier passage."""
    scores: defaultdict[int, float] = defaultdict(float)
    for leg, hits in ranked.items():
        for rank, hit in enumerate(hits, 1):
            scores[hit.passage] += weights[leg] / (_FADE + rank)
    return sorted((Hit(p, s) for p, s in scores.items()), key=lambda hit: (-hit.score, hit.passage))
