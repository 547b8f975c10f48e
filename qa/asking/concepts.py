"""A question's words to concepts: each with the corpus's words that mean as much, and what a text covers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.asking.question_words import EITHER_WORDS, EMPTY_WORDS
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.words import dictionary_words

# Nearer than this, a word of the bundled embedder is of the same field (食堂 and 就餐 .43, 防暑 and 清凉 .39,
# 普法 and 法治 .54, 议事 and 协商 .31); of words drawn by chance one pair in a hundred is nearer than .18.
_NEAR = 0.28
_NEAREST = 15
_DONE = re.compile(r".[了过着]")  # 办过, 用了: a deed of one character says little
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_ALONE = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Concept:
    """Words that mean much the same, each with how much, 0 to 1, and how telling the concept is."""

    words: Mapping[str, float]
    weight: float


def concepts_of(index: Index, text: str, quoted: Sequence[str] = ()) -> list[Concept]:
    """The concepts of a question, in order; words joined by "or" are one, what is quoted is one.

    What has neither a place in the corpus nor a word near it there has no words, and no text covers it.
    """
    groups = [*_groups(index, text), *([name] for name in quoted)]
    asked = list(dict.fromkeys(word for group in groups for word in group))
    near = dict(zip(asked, index.meanings.near(index.embedder, asked, _NEAR, _NEAREST), strict=True))
    concepts = []
    for group in groups:
        words: dict[str, float] = dict.fromkeys(group, 1.0)
        if not set(group) & set(quoted):  # a name in quotation marks means itself alone
            for word in group:
                for other, nearness in near[word].items():
                    words[other] = max(nearness, words.get(other, 0.0))
        printed = {word: nearness for word, nearness in words.items() if _is_printed(index, word)}
        concepts.append(Concept(printed, _weight(index, group, printed)))
    return concepts


def covers(concepts: Sequence[Concept], text: str) -> float:
    """The share of the concepts a text speaks of, the telling ones weighing more; 0 to 1."""
    total = sum(concept.weight for concept in concepts)
    if not total:
        return 0.0
    folded = fold(text)
    said = (
        concept.weight * max((near for word, near in concept.words.items() if word in folded), default=0.0)
        for concept in concepts
    )
    return sum(said) / total


def _weight(index: Index, asked: Sequence[str], printed: Mapping[str, float]) -> float:
    """How rare a concept is: by the words asked for, or where the corpus has none of them, by those near."""
    counts = [index.postings["words"].frequency(word) for word in asked]
    counts = [count for count in counts if count] or [index.postings["words"].frequency(w) for w in printed]
    return math.log1p(len(index) / max(1, *counts, 1))


def _is_printed(index: Index, word: str) -> bool:
    if index.postings["words"].frequency(word) or index.pairs.holds(word):
        return True
    return not _HAN_ALONE.fullmatch(word) and bool(index.passages_with(word, 1))  # 村BA


def _groups(index: Index, text: str) -> Iterator[list[str]]:
    """The telling words of a text, those joined by "or" or a pause mark together."""
    group: list[str] = []
    joined = False
    for word in _telling(index, text):
        if word in EITHER_WORDS:
            joined = bool(group)
        else:
            if group and not joined:
                yield group
                group = []
            group.append(word)
            joined = False
    if group:
        yield group


def _telling(index: Index, text: str) -> Iterator[str]:
    """The words of two characters and more that say what is meant, and the "or" between them; single
    characters side by side are a word where the corpus prints them so (推普)."""
    single = ""
    for word in [*dictionary_words(text), " "]:
        if len(word) == 1 and _HAN.match(word) and word not in EMPTY_WORDS and word not in EITHER_WORDS:
            single += word
            continue
        if len(single) > 1 and index.pairs.holds(single):
            yield single
        single = ""
        if word in EITHER_WORDS or (len(word) > 1 and word not in EMPTY_WORDS and not _DONE.fullmatch(word)):
            yield word
