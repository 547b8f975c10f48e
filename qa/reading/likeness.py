"""How much two texts say the same: character pairs and triples they share, rare ones counting more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

_SIGNS = re.compile(r"[\W_]+")


def grams(text: str) -> set[str]:
    """The pairs and triples of characters in a text: words enough, without a dictionary."""
    text = _SIGNS.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)} | {text[i : i + 3] for i in range(len(text) - 2)}


@dataclass(frozen=True, slots=True)
class Profile:
    """A text for comparison: the grams it may share with others, and the squared length of all its grams."""

    shared: frozenset[str]
    alone: float  # squared length of the grams that no other text has

    def __or__(self, other: Profile) -> Profile:
        return Profile(self.shared | other.shared, self.alone + other.alone)


class Likeness:
    """Compares texts of one page, a gram weighing more the fewer of the texts have it."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = {text: grams(text) for text in texts}
        counts = Counter(gram for words in found.values() for gram in words)
        self._weights = {
            gram: log((len(found) + 1) / (count + 0.5)) ** 2 for gram, count in counts.items() if count > 1
        }
        lone = log((len(found) + 1) / 1.5) ** 2
        self._profiles = {
            text: Profile(frozenset(words & self._weights.keys()), lone * len(words - self._weights.keys()))
            for text, words in found.items()
        }

    def profile(self, text: str) -> Profile:
        """The profile of one of the texts, or of a new one."""
        if text not in self._profiles:
            self._profiles[text] = Profile(frozenset(grams(text) & self._weights.keys()), 0.0)
        return self._profiles[text]

    def sums(self, texts: Sequence[str]) -> list[Profile]:
        """The profiles of the first text, of the first two together, and so on."""
        total, found = Profile(frozenset(), 0.0), []
        for text in texts:
            total = total | self.profile(text)
            found.append(total)
        return found

    def between(self, one: Profile, other: Profile) -> float:
        """The cosine of the two, from 0 to 1."""
        common = self._length(one.shared & other.shared)
        norm = (self._length(one.shared) + one.alone) * (self._length(other.shared) + other.alone)
        return common / sqrt(norm) if norm else 0.0

    def _length(self, words: frozenset[str]) -> float:
        return sum(map(self._weights.__getitem__, words))
