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
    evidence = np.asarray(1 / (1 + np.exp(-said.evidence[pair, inside])), dtype=np.float32)
    if sentences is not None:
        scores = scores - OVER * np.maximum(sentences[None, :] - sentences[:, None], 0)
    return WindowReading(_best_spans(scores), evidence, (best, mass, float(said.answered[pair])))


@lru_cache(maxsize=256)
def _limits(words: int) -> Floats:
    """(first word, last word), 0 for a span that may be and very low for one that may not."""
    order = np.arange(words)
    length = order[None, :] - order[:, None]
    return np.where((length < 0) | (length >= MAX_SPAN_WORDS), NEVER, 0).astype(np.float32)


def _best_spans(scores: Floats) -> tuple[tuple[int, int, float], ...]:
    """The best span, then the best that does not overlap it, and so on; ties go to the earlier."""
    left = scores.copy()
    chosen: list[tuple[int, int, float]] = []
    while len(chosen) < MAX_SPANS:
        first, last = divmod(int(left.argmax()), left.shape[1])
        score = float(left[first, last])
        if score <= NEVER / 2:
            break
        chosen.append((first, last + 1, score))
        left[: last + 1, first:] = NEVER
    return tuple(chosen)
