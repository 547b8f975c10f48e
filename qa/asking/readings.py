"""What a reader says of a passage to the spans and sentences worth a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from qa.asking.kinds import Kind
from qa.asking.spans import fits_kind
from qa.indexing.sentences import split_sentences

# Windows that are read to their end, in a question for one thing. With four of them one more of 1,896 unseen
# questions is answered, and a question over five passages that do not answer it takes 15.5 ms, not 12.9.
MOST = 3
_NEAR = 6.0  # log-odds below the best span of a passage, where other spans are still looked at


class Reading(Protocol):
    """What a reader finds in one passage, in the passage's offsets."""

    @property
    def start(self) -> int:
        """Where its best span begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def score(self) -> float:
        """Its log-odds, comparable across the passages of one question."""

    @property
    def probability(self) -> float:
        """The same as a chance."""

    @property
    def evidence(self) -> npt.NDArray[np.float32]:
        """How far each character's sentence belongs to the answer."""

    @property
    def spans(self) -> Sequence[tuple[int, int, float]]:
        """All spans that do not overlap, best first, each with its score."""


class Reads(Protocol):
    """What reads passages, each given as (heading, text), for a question."""

    def read(
        self, question: str, passages: Sequence[tuple[str, str]], *, most: int = MOST
    ) -> Sequence[Reading]:
        """A reading for each passage, in order; those that hardly answer may be left unread, without a span,
        but for the `most` likeliest."""

    def remember(self, texts: Iterable[str]) -> None:
        """Prepare texts that will be read, as many as are kept, so that no question waits for that."""


def spans_of(kind: Kind, text: str, reading: Reading) -> Iterator[tuple[int, int, float]]:
    """The reader's best span, and those of its next best ones that come near it, each with its score."""
    yield (*_best_span(kind, text, reading), reading.score)
    yield from (span for span in reading.spans[1:] if reading.score - span[2] < _NEAR)


def _best_span(kind: Kind, text: str, reading: Reading) -> tuple[int, int]:
    """The reader's best span; where it has not the shape asked for, the next that has, if nearly as good."""
    for start, end, score in reading.spans:
        if reading.score - score > 2.0:
            break
        if fits_kind(kind, text[start:end]):
            return start, end
    return reading.start, reading.end


def in_one_sentence(text: str, span: tuple[int, int], reading: Reading) -> tuple[int, int]:
    """The part of a span that lies in the sentence the reader holds for the most likely."""
    parts = [
        (max(span[0], start), min(span[1], end))
        for start, end in split_sentences(text)
        if start < span[1] and end > span[0]
    ]
    return max(parts, key=lambda part: _mean(reading, *part), default=span)


def evidence_of(shift: int, text: str, reading: Reading) -> tuple[tuple[int, int, float], ...]:
    """The sentences of a text, `shift` characters on, each with how far it belongs to the answer."""
    return tuple(
        (shift + start, shift + end, _mean(reading, start, end)) for start, end in split_sentences(text)
    )


def held_for(evidence: Sequence[tuple[int, int, float]], at: int) -> float:
    """How far the sentence at a place belongs to the answer."""
    return next((share for start, end, share in evidence if start <= at < end), 0.0)


def _mean(reading: Reading, start: int, end: int) -> float:
    return float(reading.evidence[start:end].sum()) / max(1, end - start)
