"""Which of two texts a third one goes on with: character pairs it shares with each, rare ones counting
more."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log, sqrt
from operator import add

import numpy as np
from numpy.typing import NDArray

_SIGN = re.compile(r"[\W\d_]")
_SIGNS = re.compile(r"[\W\d_]+")
_OWN_WORDS = 0.5  # how far a text is expected to repeat its own words rather than those of the whole page


def grams(text: str) -> set[str]:
    """The pairs and triples of characters in a text: words enough, without a dictionary."""
    text = _SIGNS.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)} | {text[i : i + 3] for i in range(len(text) - 2)}


def resemblance(text: str, other: str) -> float:
    """The share of character pairs two texts have in common, from 0 to 1 (cosine of the two sets)."""
    one, two = (set(map(add, words, words[1:])) for words in (_SIGNS.sub("", text), _SIGNS.sub("", other)))
    return len(one & two) / sqrt(len(one) * len(two)) if one and two else 0.0


class Likeness:
    """Compares texts of one page as mixtures of their own words and the words of the whole page.

    Words are pairs of neighbouring characters, each a number. Only pairs that the page repeats have one: what
    it prints once, four pairs of five, no two of its texts can share.
    """

    def __init__(self, texts: Sequence[str], titles: Sequence[str]) -> None:
        pairs, places = _pairs("\n".join([*texts, *titles]))
        known, counts = np.unique(pairs, return_counts=True)
        self._repeated = np.append(known[counts > 1], -1)
        self._read = cache(self._numbered)  # the page is small and asks for the same texts again and again
        self.ends = cache(self._ends)
        read = bisect_left(places, sum(len(text) + 1 for text in texts))
        self._page = Counter(self._words(pairs[:read])[0].tolist())
        self._total = max(1, read)

    def words(self, text: str) -> tuple[list[int], int]:
        """The words of a text, and how many pairs it has in all."""
        words, _, pairs_at = self._read(text)
        return words, len(pairs_at)

    def _ends(self, text: str, size: int) -> list[tuple[Counter[int], int]]:
        """The words of the first `size` characters and of the last, counted, and how many pairs they have in
        all; those of the whole text once when it is no longer."""
        words, words_at, pairs_at = self._read(text)
        if len(text) <= size:
            return [(Counter(words), len(pairs_at))]
        first, last = size - 1, len(text) - size
        return [
            (Counter(words[: bisect_left(words_at, first)]), bisect_left(pairs_at, first)),
            (Counter(words[bisect_left(words_at, last) :]), len(pairs_at) - bisect_left(pairs_at, last)),
        ]

    def leaning(self, words: set[int], own: Counter[int], total: int) -> float:
        """How much likelier the words are in a text with these words of its own than anywhere on the page,
        as a log."""
        share = _OWN_WORDS / (1 - _OWN_WORDS) * self._total / max(1, total)
        page = self._page
        return sum(map(log, [1 + share * own[word] / page[word] for word in words & own.keys()]))

    def _numbered(self, text: str) -> tuple[list[int], list[int], list[int]]:
        """The words of a text, where they begin, and where all of its pairs begin."""
        pairs, places = _pairs(text)
        words, known = self._words(pairs)
        return words.tolist(), places[known].tolist(), places.tolist()

    def _words(self, pairs: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """The numbers of the pairs that have one, and which pairs those are."""
        numbers = np.searchsorted(self._repeated[:-1], pairs)
        known = self._repeated[numbers] == pairs
        return numbers[known], known


def _pairs(text: str) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Every two characters that stand side by side, but for figures and signs, and where they begin.

    They are numbers: arrays of those are sorted and looked up many times faster than lists of strings.
    """
    blanked = _SIGN.sub("\0", text).encode("utf-32-le", "surrogatepass")
    characters = np.frombuffer(blanked, np.uint32).astype(np.int64)
    left, right = characters[:-1], characters[1:]
    places = np.flatnonzero((left > 0) & (right > 0))
    return (left << 21 | right)[places], places
