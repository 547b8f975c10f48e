"""A question to how somebody else might have typed it: slips, characters that sound alike, near words."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from qa.asking.reader_features import Vocabulary
from qa.asking.sounds import by_rough_sound, rough_sound_of
from qa.indexing.words import dictionary_words

TYPO_SHARE = 0.15
NEAR_WORD_SHARE = 0.15
COMMON_CHARS = 2500  # a slip is a common character, as input methods offer them first
MIN_CHARS = 6
MIN_COUNT = 60  # rarer words have vectors too rough to tell what is near
MIN_LIKENESS = 0.63
MOST_NEAR = 4
_RETOLD = {
    "a",
    "ad",
    "an",
    "d",
    "i",
    "l",
    "n",
    "v",
    "vn",
    "z",
}  # names, numbers and times are never put in other words
# Words with these say the opposite of a near word that has the other: 上调 and 下调, 进口 and 出口.
_OPPOSITE = frozenset(
    "上下进出内外前后左右东西南北男女大小多少高低长短新旧开闭启关落买卖收支增减正副首末未不非无"
)


class Retelling:
    """Draws other wordings; what it draws is decided by the generator it is handed."""

    def __init__(self, vocabulary: Vocabulary, vectors: NDArray[np.float32]) -> None:
        """`vectors` (words, dims) are those of the vocabulary's words, of any length."""
        self.near = near_words(vocabulary, vectors)
        self.alike = by_rough_sound(vocabulary.chars[:COMMON_CHARS])

    def retell(self, question: str, random: np.random.Generator) -> str:
        """The question, now and then with a slip or a word that says nearly the same."""
        if len(question) < MIN_CHARS:
            return question
        drawn = random.random()
        if drawn < TYPO_SHARE:
            return self._mistyped(question, random)
        if drawn < TYPO_SHARE + NEAR_WORD_SHARE:
            return self._with_near_word(question, random)
        return question

    def _mistyped(self, text: str, random: np.random.Generator) -> str:
        """A character missing, two changed round, or one or two written as others that sound like them."""
        at = int(random.integers(1, len(text) - 1))
        drawn = random.random()
        if drawn < 0.2:
            return text[:at] + text[at + 1 :]
        if drawn < 0.4:
            return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
        for place in random.integers(0, len(text), 1 + int(random.integers(2))):
            alike = self.alike.get(rough_sound_of(text[place]), "").replace(text[place], "")
            if alike:
                text = text[:place] + alike[int(random.integers(len(alike)))] + text[place + 1 :]
        return text

    def _with_near_word(self, text: str, random: np.random.Generator) -> str:
        words = dictionary_words(text)
        places = [at for at, word in enumerate(words) if word in self.near]
        for at in random.permutation(places)[: 1 + int(random.integers(2))]:
            near = self.near[words[at]]
            words[at] = near[int(random.integers(len(near)))]
        return "".join(words)


def near_words(vocabulary: Vocabulary, vectors: NDArray[np.float32]) -> dict[str, list[str]]:
    """For words of substance, those that share a character, a class and nearly a meaning."""
    places = [
        at
        for at, (word, count, kind) in enumerate(
            zip(vocabulary.words, vocabulary.counts, vocabulary.classes, strict=True)
        )
        if count >= MIN_COUNT and 2 <= len(word) <= 4 and kind in _RETOLD
    ]
    some = vectors[places] / np.maximum(np.linalg.norm(vectors[places], axis=1, keepdims=True), 1e-8)
    found: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(places), 512):
        likeness = some[start : start + 512] @ some.T
        for row, column in np.argwhere(likeness >= MIN_LIKENESS):
            one, other = places[start + row], places[column]
            if _near(vocabulary, one, other):
                found[vocabulary.words[one]].append(vocabulary.words[other])
    return {word: near[:MOST_NEAR] for word, near in found.items()}  # the most frequent ones


def _near(vocabulary: Vocabulary, one: int, other: int) -> bool:
    left, right = set(vocabulary.words[one]), set(vocabulary.words[other])
    same_kind = vocabulary.classes[one][0] == vocabulary.classes[other][0]
    return one != other and same_kind and bool(left & right) and not ((left ^ right) & _OPPOSITE)
