"""Which of two texts a third one goes on with: character pairs it shares with each, rare ones counting
more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import chain
from math import log, sqrt
from operator import add

_SIGNS = re.compile(r"[\W\d_]+")
_OWN_WORDS = 0.5  # how far a text is expected to repeat its own words rather than those of the whole page


def grams(text: str) -> set[str]:
    """The pairs and triples of characters in a text: words enough, without a dictionary."""
    text = _SIGNS.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)} | {text[i : i + 3] for i in range(len(text) - 2)}


def pairs(text: str) -> Counter[str]:
    """How often each pair of characters stands in a text, figures and punctuation left out."""
    return Counter(chain.from_iterable(map(add, run, run[1:]) for run in _SIGNS.split(text)))


def resemblance(text: str, other: str) -> float:
    """The share of character pairs two texts have in common, from 0 to 1 (cosine of the two sets)."""
    one, two = (set(map(add, words, words[1:])) for words in (_SIGNS.sub("", text), _SIGNS.sub("", other)))
    return len(one & two) / sqrt(len(one) * len(two)) if one and two else 0.0


class Likeness:
    """Compares texts of one page as mixtures of their own words and the words of the whole page."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.pairs = cache(pairs)  # the page is small and asks for the same texts again and again
        self._page: Counter[str] = Counter()
        for text in texts:
            self._page.update(self.pairs(text))
        self._total = max(1, self._page.total())

    def leaning(self, words: set[str], own: Counter[str]) -> float:
        """How much likelier the words are in a text with these pairs of its own than anywhere on the page,
        as a log."""
        share = _OWN_WORDS / (1 - _OWN_WORDS) * self._total / max(1, own.total())
        return sum(log(1 + share * own[pair] / self._page[pair]) for pair in words & own.keys())
