"""Lists of terms to BM25 postings that score every passage for a question, in memory-mapped arrays."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

# Robertson's usual values.
K1 = 1.2
B = 0.75


@lru_cache(maxsize=1 << 16)
def _key(term: str) -> int:
    """A term as 64 bits: no table of strings to hold, and no collision among a billion terms to speak of."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term, the passages it stands in and what it adds to their BM25 score."""

    keys: npt.NDArray[np.uint64]  # (terms,) sorted
    bounds: npt.NDArray[np.int64]  # (terms + 1,) term i owns entries bounds[i]:bounds[i + 1]
    passages: npt.NDArray[np.int32]  # (entries,) ascending inside a term
    weights: npt.NDArray[np.float32]  # (entries,)
    count: int  # of passages

    @classmethod
    def build(cls, documents: Iterable[Sequence[str]], k1: float = K1, b: float = B) -> Postings:
        """Postings of the documents, numbered in the order they come."""
        terms, rows, times, lengths = array("Q"), array("i"), array("f"), array("f")
        for row, document in enumerate(documents):
            counts = Counter(document)
            lengths.append(len(document))
            terms.extend(map(_key, counts))
            rows.extend([row] * len(counts))
            times.extend(counts.values())
        key = np.frombuffer(terms, np.uint64) if terms else np.zeros(0, np.uint64)
        row_of = np.array(rows, np.int32)
        order = np.lexsort((row_of, key))
        keys, firsts, frequency = np.unique(key[order], return_index=True, return_counts=True)
        row_of = row_of[order]
        size = np.array(lengths, np.float64)
        tf = np.array(times, np.float64)[order]
        idf = np.log1p((len(size) - frequency + 0.5) / (frequency + 0.5))
        norm = k1 * (1 - b + b * size / max(size.mean(), 1.0)) if len(size) else size
        weights = np.repeat(idf, frequency) * tf * (k1 + 1) / (tf + norm[row_of])
        bounds = np.append(firsts, len(row_of)).astype(np.int64)
        return cls(keys, bounds, row_of, weights.astype(np.float32), len(size))

    def scores(self, terms: Sequence[str]) -> npt.NDArray[np.float32]:
        """The BM25 score of every passage, zero where it shares no term with the question."""
        scores = np.zeros(self.count, np.float32)  # (passages,) float32
        for term, times in Counter(terms).items():
            start, end = self._entries(term)
            scores[self.passages[start:end]] += self.weights[start:end] * np.float32(times)
        return scores

    def passages_of(self, term: str) -> npt.NDArray[np.int32]:
        """The passages the term stands in, ascending."""
        start, end = self._entries(term)
        return self.passages[start:end]

    def frequency(self, term: str) -> int:
        """In how many passages the term stands."""
        start, end = self._entries(term)
        return end - start

    def _entries(self, term: str) -> tuple[int, int]:
        key = np.uint64(_key(term))
        at = int(np.searchsorted(self.keys, key))
        if at == len(self.keys) or self.keys[at] != key:
            return 0, 0
        return int(self.bounds[at]), int(self.bounds[at + 1])

    def arrays(self) -> Mapping[str, npt.NDArray[np.generic]]:
        """What to write to disk, by name; `Postings(**arrays, count=…)` reads it back."""
        return {
            "keys": self.keys,
            "bounds": self.bounds,
            "passages": self.passages,
            "weights": self.weights,
        }
