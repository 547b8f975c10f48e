"""Texts to their vectors; those that a former index holds already are taken from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa.indexing.embedder import Embedder
from qa.indexing.vectors import Vectors

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many
Marks = npt.NDArray[np.uint64]  # (passages, 2): 128 bits of each text, by which it is known again

_BATCH = 256  # embedded between two words of progress, and so before a build can be cancelled


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of texts, what they are known by, and how many had to be computed."""

    rows: npt.NDArray[np.float32]  # (passages, dims) float32, unit rows
    marks: Marks
    fresh: int


@dataclass(frozen=True, slots=True)
class Known:
    """The vectors of a former index by the marks of their texts."""

    marks: Marks
    vectors: Vectors


def embed(
    embedder: Embedder, texts: Sequence[str], known: Known | None, progress: Progress, step: str = "vectors"
) -> Embedded:
    """The vectors of all texts. Known ones must come from the same embedder.

    A vector is kept as half floats, so one taken over is stored again in the very same bytes.
    """
    marks = marks_of(texts)
    at = _positions(known.marks) if known else {}
    places = [at.get(mark, -1) for mark in map(bytes, marks)]
    rows = np.zeros((len(texts), embedder.dims), np.float32)
    kept = [number for number, place in enumerate(places) if place >= 0]
    if known and kept:
        rows[kept] = known.vectors.rows([places[number] for number in kept])
    fresh = [number for number, place in enumerate(places) if place < 0]
    for start in range(0, len(fresh), _BATCH):
        progress(step, start, len(fresh))
        some = fresh[start : start + _BATCH]
        rows[some] = embedder.embed([texts[number] for number in some])
    progress(step, len(fresh), len(fresh))
    return Embedded(rows, marks, len(fresh))


def marks_of(texts: Sequence[str]) -> Marks:
    """What each text is known again by."""
    digests = (hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts)
    return np.frombuffer(b"".join(digests), np.uint64).reshape(-1, 2)


def _positions(marks: Marks) -> dict[bytes, int]:
    return {mark: at for at, mark in enumerate(map(bytes, np.asarray(marks)))}
