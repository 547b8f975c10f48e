"""What the reader's network says of one window to its best spans; a few products of small arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from qa.asking.reader_features import PASSAGE, Batch, Floats

START, END, EVIDENCE = 0, 1, 2
MAX_SPAN_WORDS = 90  # about 150 characters: 99.7 % of the training answers are shorter
MAX_SPANS = 5
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Said:
    """The network's outputs for a batch, a row a pair."""

    points: Floats  # (pairs, words, 3) scores of a start, an end, evidence
    starts_with: Floats  # (pairs, words, span dims)
    ends_with: Floats
    answered: Floats  # (pairs,)


@dataclass(frozen=True, slots=True)
class WindowReading:
    """One window: its best spans in words (end excluded) by falling score, and what it is judged by."""

    spans: tuple[tuple[int, int, float], ...]
    evidence: Floats  # (words of the passage,) probabilities
    signs: tuple[float, float, float]  # best span score, log of the sum over all spans, answered


def read_window(said: Said, batch: Batch, pair: int) -> WindowReading:
    """The reading of one pair of the batch; a passage without words has no spans."""
    places = np.flatnonzero(batch.passage_ids[pair, :, 0] == PASSAGE)
    if not len(places):
        return WindowReading((), np.zeros(0, np.float32), (NEVER, NEVER, float(said.answered[pair])))
    points = said.points[pair, places]
    scores = _span_scores(points, said.starts_with[pair, places], said.ends_with[pair, places])
    best = float(scores.max())
    mass = best + float(np.log(np.exp(scores - best).sum()))
    evidence = 1 / (1 + np.exp(-points[:, EVIDENCE]))
    return WindowReading(_best_spans(scores), evidence, (best, mass, float(said.answered[pair])))


def _span_scores(points: Floats, starts_with: Floats, ends_with: Floats) -> Floats:
    """(first word, last word), very low where the span would be empty or too long."""
    scores = starts_with @ ends_with.T * np.float32(starts_with.shape[1] ** -0.5)
    scores += points[:, START, None]
    scores += points[None, :, END]
    scores += _limits(len(points))
    return np.asarray(scores, dtype=np.float32)


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
