"""What the reader's network says of one window to its best spans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from qa.asking.reader_features import PASSAGE, Batch, Floats, Ints

MAX_SPAN_WORDS = 90  # about 150 characters: 99.7 % of the training answers are shorter
MAX_SPANS = 5
NEVER = -1e4
# Taken from the score of a span for each sentence it goes on into. Of 223 questions about encyclopedia
# articles .489 are answered to the word with 2, .484 with 1, .475 without; of 514 about news .660, .660,
# .658.
OVER = 2.0
# What each log-odd that a word's sentence belongs to the answer adds to the spans that begin in it. Of 223
# questions about encyclopedia articles the right sentence is found for .897 with .3 to .8, .883 without
# (answered to the word: .529 and .525); of 514 about news for .914 and .912.
BELONGS = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """The network's outputs for a batch, a row a pair."""

    spans: Floats  # (pairs, first word, last word) scores
    evidence: Floats  # (pairs, words) log-odds
    answered: Floats  # (pairs,) log-odds


@dataclass(frozen=True, slots=True)
class WindowReading:
    """One window: its best spans in words (end excluded) by falling score, and what it is judged by."""

    spans: tuple[tuple[int, int, float], ...]
    evidence: Floats  # (words of the passage,) probabilities
    signs: tuple[float, float, float]  # best span score, log of the sum over all spans, answered


def unread(words: int) -> WindowReading:
    """The reading of a passage of so many words that was not read to its end: it answers nothing."""
    return WindowReading((), np.zeros(words, np.float32), (NEVER, NEVER, NEVER))


def read_window(said: Said, batch: Batch, pair: int, sentences: Ints | None = None) -> WindowReading:
    """The reading of one pair of the batch; a passage without words has no spans.

    `sentences` are the numbers of the sentences its words stand in.
    """
    places = np.flatnonzero(batch.passage_ids[pair, :, 0] == PASSAGE)
    if not len(places):
        return WindowReading((), np.zeros(0, np.float32), (NEVER, NEVER, float(said.answered[pair])))
    inside = slice(int(places[0]), int(places[-1]) + 1)
    scores = said.spans[pair, inside, inside] + _limits(len(places))
    best = float(scores.max())
    mass = best + float(np.log(np.exp(scores - best).sum()))
    belongs = said.evidence[pair, inside]
    evidence = np.asarray(1 / (1 + np.exp(-belongs)), dtype=np.float32)
    likely = scores
    if sentences is not None:
        scores = scores - OVER * np.maximum(sentences[None, :] - sentences[:, None], 0)
        likely = scores + BELONGS * _mean_of_each(belongs, sentences)[:, None]
    return WindowReading(_best_spans(likely, scores), evidence, (best, mass, float(said.answered[pair])))


def _mean_of_each(values: Floats, sentences: Ints) -> Floats:
    """For each word the mean over its sentence."""
    numbers = sentences - sentences[0]
    sums, counts = np.bincount(numbers, values), np.bincount(numbers)
    return np.asarray((sums / np.maximum(counts, 1))[numbers], dtype=np.float32)


@lru_cache(maxsize=256)
def _limits(words: int) -> Floats:
    """(first word, last word), 0 for a span that may be and very low for one that may not."""
    order = np.arange(words)
    length = order[None, :] - order[:, None]
    return np.where((length < 0) | (length >= MAX_SPAN_WORDS), NEVER, 0).astype(np.float32)


def _best_spans(likely: Floats, scores: Floats) -> tuple[tuple[int, int, float], ...]:
    """The likeliest span, then the likeliest that does not overlap it, and so on; ties go to the earlier.

    Each has its score, none a higher one than those before it.
    """
    left = likely.copy()
    chosen: list[tuple[int, int, float]] = []
    most = np.inf
    while len(chosen) < MAX_SPANS:
        first, last = divmod(int(left.argmax()), left.shape[1])
        if left[first, last] <= NEVER / 2:
            break
        most = min(most, float(scores[first, last]))
        chosen.append((first, last + 1, most))
        left[: last + 1, first:] = NEVER
    return tuple(chosen)
