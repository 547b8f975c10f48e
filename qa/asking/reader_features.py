"""A question and passages to the arrays the reader's network reads; used alike in training and in service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.indexing.words import dictionary_words

PAD, UNKNOWN, MASK, FIRST_WORD = 0, 1, 2, 3
WORD_CHARS = 4  # the first three characters of a word and its last; nine words in ten have no more than three
# What a word no dictionary lists looks like, then jieba's tags for those it does: nr a person, ns a place, …
CLASSES = (
    "pad", "digit", "latin", "mark", "han",
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "nr", "ns", "nt", "nz",
    "o", "p", "q", "r", "s", "t", "u", "v", "vn", "x", "y", "z",
)  # fmt: skip
QUESTION, PREFIX, PASSAGE = 1, 2, 3  # whose words these are; 0 is padding
MATCHES = 8  # numbers that say how a word matches the other side; `_marks` lists them
MIN_WIDTH = 1
KEPT_WORDS = 1 << 14  # words whose numbers are remembered: 3 MB, and passages are cut a sixth faster

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut into words: `codes` are its folded characters (0 for marks), the rest has a row a word."""

    bounds: Ints  # (words + 1,) offsets of the words, the last is the length of the text
    ids: Ints  # (words, 2 + WORD_CHARS) word, class and characters, as `Vocabulary` numbers them
    codes: Ints  # (characters,)

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> Text:
        """The words from `start` to `end`, with offsets that begin at 0 again."""
        first, last = int(self.bounds[start]), int(self.bounds[end])
        return Text(self.bounds[start : end + 1] - first, self.ids[start:end], self.codes[first:last])

    def joined(self, other: Text) -> Text:
        """This text and the other, one after the other."""
        return Text(
            np.concatenate([self.bounds[:-1], other.bounds + self.bounds[-1]]),
            np.concatenate([self.ids, other.ids]),
            np.concatenate([self.codes, other.codes]),
        )


class Vocabulary:
    """The words and characters the network knows, the most frequent first, and how common each word is."""

    def __init__(
        self, words: Sequence[str], classes: Sequence[str], counts: Sequence[int], chars: str
    ) -> None:
        self.words, self.classes, self.counts, self.chars = list(words), list(classes), list(counts), chars
        self._rows = {
            word: (at + FIRST_WORD, CLASSES.index(kind))
            for at, (word, kind) in enumerate(zip(words, classes, strict=True))
        }
        self._kept_row = lru_cache(KEPT_WORDS)(self._row)
        self._char_ids = {char: at + FIRST_WORD for at, char in enumerate(chars)}
        share = np.log1p(np.array(counts, dtype=np.float32))
        self.commonness: Floats = np.concatenate(  # (ids,) 1 for the most frequent word, 0 for an unknown one
            [np.zeros(FIRST_WORD, np.float32), share / max(1.0, float(share.max(initial=0)))]
        ).astype(np.float32)

    def read(self, text: str) -> Text:
        """A text as the network reads it; the empty text has no words."""
        words = dictionary_words(text)
        rows = [self._kept_row(word) for word in words]
        bounds = np.cumsum([0, *map(len, words)])
        codes = np.array(
            [ord(char) if char.isalnum() else 0 for word in words for char in word], dtype=np.int64
        )
        return Text(bounds, np.array(rows, dtype=np.int64).reshape(-1, 2 + WORD_CHARS), codes)

    def _row(self, word: str) -> tuple[int, ...]:
        word_id, kind = self._rows.get(word) or (UNKNOWN, CLASSES.index(shape_of(word)))
        shown = word if len(word) <= WORD_CHARS else word[: WORD_CHARS - 1] + word[-1]
        chars = [self._char_ids.get(char, UNKNOWN) for char in shown]
        return (word_id, kind, *chars, *[PAD] * (WORD_CHARS - len(chars)))

    def save(self, path: Path) -> None:
        """One word a line with its class and count; the first line holds the characters."""
        lines = (f"{w}\t{k}\t{c}" for w, k, c in zip(self.words, self.classes, self.counts, strict=True))
        path.write_text("\n".join([self.chars, *lines]) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """What `save` wrote."""
        chars, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        rows = [line.split("\t") for line in lines]
        return cls([row[0] for row in rows], [row[1] for row in rows], [int(row[2]) for row in rows], chars)


def shape_of(word: str) -> str:
    """The class of a word no dictionary lists, by its first character."""
    first = word[0]
    if first.isdigit():
        return "digit"
    if first.isascii() and first.isalpha():
        return "latin"
    return "han" if first.isalnum() else "mark"


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions and passages side by side, padded with zeros to the longest of each."""

    question_ids: Ints  # (pairs, question words, 3 + WORD_CHARS) whose, word, class, characters
    question_marks: Floats  # (pairs, question words, 1 + MATCHES) commonness, then the matches
    passage_ids: Ints
    passage_marks: Floats

    @property
    def inputs(self) -> dict[str, Ints | Floats]:
        """What the network's first part reads, by the names it has there."""
        return {
            "question_ids": self.question_ids, "question_marks": self.question_marks,
            "passage_ids": self.passage_ids, "passage_marks": self.passage_marks,
        }  # fmt: skip

    def inputs_half_read(self, question: Floats, passage: Floats) -> dict[str, Ints | Floats]:
        """What its second part reads: both sides as the first part left them."""
        return {
            "question_half_read": question, "passage_half_read": passage,
            "question_ids": self.question_ids, "passage_ids": self.passage_ids,
        }  # fmt: skip

    def rows(self, rows: list[int]) -> Batch:
        """Some of the pairs, in the order given."""
        return Batch(
            self.question_ids[rows], self.question_marks[rows],
            self.passage_ids[rows], self.passage_marks[rows],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and one passage; `prefix` is the passage's title and place, read before it."""

    question: Text
    prefix: Text
    passage: Text


def make_batch(pairs: Sequence[Pair], commonness: Floats) -> Batch:
    """The pairs in order, each padded to the longest; at least one word wide, so that nothing is empty."""
    sides = [
        side
        for _, same_question in groupby(pairs, key=lambda pair: id(pair.question))
        for side in _sides(list(same_question), commonness)
    ]
    question_ids, question_marks = _stack([side[0] for side in sides], [side[1] for side in sides])
    passage_ids, passage_marks = _stack([side[2] for side in sides], [side[3] for side in sides])
    return Batch(question_ids, question_marks, passage_ids, passage_marks)


def _sides(pairs: Sequence[Pair], commonness: Floats) -> Iterator[tuple[Ints, Floats, Ints, Floats]]:
    """Ids and marks of both sides of each pair; all pairs have the same question."""
    question = pairs[0].question
    asked_ids = np.column_stack([np.full(len(question), QUESTION), question.ids])
    texts = [pair.prefix.joined(pair.passage) for pair in pairs]
    runs = _runs(question.codes, [text.codes for text in texts])
    for pair, text, (here, there) in zip(pairs, texts, runs, strict=True):
        whose = np.repeat([PREFIX, PASSAGE], [len(pair.prefix), len(pair.passage)])
        yield (
            asked_ids,
            _marks(question.ids, question.bounds, here, text.ids, commonness),
            np.column_stack([whose, text.ids]),
            _marks(text.ids, text.bounds, there, question.ids, commonness),
        )


def _runs(left: Ints, rights: Sequence[Ints]) -> Iterator[tuple[Ints, Ints]]:
    """For each character of both sides, how long the longest run is that holds it and stands on both.

    One table holds all of `rights` side by side, a character apart that nothing equals.
    """
    ends = np.cumsum([len(right) + 1 for right in rights])
    right = np.concatenate([part for right in rights for part in (right, [0])])
    same = ((left[:, None] == right[None, :]) & (left[:, None] > 0)).astype(np.int16)
    ending, beginning = same.copy(), same.copy()
    for row in range(1, len(left)):
        ending[row, 1:] += ending[row - 1, :-1] * same[row, 1:]
    for row in range(len(left) - 2, -1, -1):
        beginning[row, :-1] += beginning[row + 1, 1:] * same[row, :-1]
    whole = (ending + beginning - 1) * same
    for end, length in zip(ends, map(len, rights), strict=True):
        table = whole[:, end - 1 - length : end - 1]
        yield table.max(axis=1, initial=0), table.max(axis=0, initial=0)


def _marks(ids: Ints, bounds: Ints, runs: Ints, others: Ints, commonness: Floats) -> Floats:
    """(words, 1 + MATCHES): how common each word is and how it matches the other side."""
    marks = np.zeros((len(ids), 1 + MATCHES), dtype=np.float32)
    if not len(ids):
        return marks
    starts, lengths = bounds[:-1], np.diff(bounds)
    longest, shortest = np.maximum.reduceat(runs, starts), np.minimum.reduceat(runs, starts)
    marks[:, 0] = commonness[ids[:, 0]]
    marks[:, 1] = (ids[:, :1] == others[None, :, 0]).any(axis=1) & (ids[:, 0] >= FIRST_WORD)
    marks[:, 2] = np.add.reduceat((runs > 0).astype(np.int64), starts) / lengths
    marks[:, 3] = shortest >= np.maximum(lengths, 2)
    marks[:, 4] = longest >= 2
    marks[:, 5] = longest >= 3
    marks[:, 6] = longest >= 4
    marks[:, 7] = longest >= 6
    marks[:, 8] = np.minimum(lengths, 8) / 8
    return marks


def _stack(ids: Sequence[Ints], marks: Sequence[Floats]) -> tuple[Ints, Floats]:
    width = max(MIN_WIDTH, *(len(rows) for rows in ids)) if ids else MIN_WIDTH
    all_ids = np.zeros((len(ids), width, 3 + WORD_CHARS), dtype=np.int64)
    all_marks = np.zeros((len(ids), width, 1 + MATCHES), dtype=np.float32)
    for row, (words, numbers) in enumerate(zip(ids, marks, strict=True)):
        all_ids[row, : len(words)] = words
        all_marks[row, : len(words)] = numbers
    return all_ids, all_marks
