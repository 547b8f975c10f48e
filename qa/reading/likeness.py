"""Which of two texts a third one goes on with: character pairs it shares with each, rare ones counting more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log

_SIGNS = re.compile(r"[\W\d_]+")
_OWN_WORDS = 0.5  # how far a text is expected to repeat its own words rather than those of the whole page


def grams(text: str) -> set[str]:
    """The pairs and triples of characters in a text: words enough, without a dictionary."""
    text = _SIGNS.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)} | {text[i : i + 3] for i in range(len(text) - 2)}


def pairs(text: str) -> Counter[str]:
    """How often each pair of characters stands in a text, figures and punctuation left out."""
    return Counter(run[i : i + 2] for run in _SIGNS.split(text) for i in range(len(run) - 1))


class Likeness:
    """Compares texts of one page as mixtures of their own words and the words of the whole page."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._page: Counter[str] = Counter()
        for text in texts:
            self._page.update(pairs(text))
        self._total = max(1, self._page.total())

    def leaning(self, text: Counter[str], one: Counter[str], other: Counter[str]) -> float:
        """How much more likely the text is to go on with `one` than with `other`, as a logarithm; 0 is undecided."""
        one_total, other_total = max(1, one.total()), max(1, other.total())
        lean = 0.0
        for pair in text.keys() & (one.keys() | other.keys()):
            common = (1 - _OWN_WORDS) * self._page[pair] / self._total
            lean += log(common + _OWN_WORDS * one[pair] / one_total)
            lean -= log(common + _OWN_WORDS * other[pair] / other_total)
        return lean
