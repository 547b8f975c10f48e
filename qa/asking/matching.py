"""A query's words to how much of them a text covers, the rare ones weighing more."""

from __future__ import annotations

import math
from collections.abc import Mapping

from qa.asking.question_words import EMPTY_WORDS
from qa.indexing.index import Index
from qa.indexing.words import dictionary_words, split_bigrams

Weights = Mapping[str, float]


def content_of(text: str) -> str:
    """The text with its asking and joining words blanked out."""
    return "".join(word if word not in EMPTY_WORDS else " " for word in dictionary_words(text))


def content_words(text: str) -> list[str]:
    """The words of two characters and more that say what a text is about, each once."""
    return [
        word for word in dict.fromkeys(dictionary_words(text)) if len(word) > 1 and word not in EMPTY_WORDS
    ]


def term_weights(index: Index, text: str) -> dict[str, float]:
    """The character pairs of what a question is about, each with its rarity in the corpus.

    A pair the corpus never prints weighs as much as one printed once: a question may use its own words.
    """
    grams = index.postings["bigrams"]
    return {
        term: math.log1p(len(index) / max(1, grams.frequency(term)))
        for term in split_bigrams(content_of(text))
    }


def coverage(weights: Weights, *texts: str) -> float:
    """The share of the weights whose terms stand in any of the texts, 0 to 1."""
    total = sum(weights.values())
    if not total:
        return 0.0
    held = {gram for text in texts for gram in split_bigrams(text)}
    return sum(weight for term, weight in weights.items() if term in held) / total
