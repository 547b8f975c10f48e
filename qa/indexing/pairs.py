"""Texts to the pairs of neighbouring characters they hold: what the corpus's own words look like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
import numpy.typing as npt

from qa.indexing.folding import fold

Codes = npt.NDArray[np.uint64]
_TEXTS_AT_A_TIME = 500  # keeps a build of 60,000 articles under 100 MB here


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """How often each pair of characters stands together in the corpus; folded, Chinese characters only."""

    codes: Codes  # (pairs,) sorted: first character << 32 | second
    counts: npt.NDArray[np.uint32]  # (pairs,)

    @classmethod
    def build(cls, texts: Iterable[str]) -> Pairs:
        """The pairs of all texts; no pair runs from one text into the next."""
        codes, counts = np.zeros(0, np.uint64), np.zeros(0, np.int64)
        waiting = iter(texts)
        while some := list(islice(waiting, _TEXTS_AT_A_TIME)):
            fresh, times = np.unique(_codes_of("\n".join(map(fold, some))), return_counts=True)
            merged, at = np.unique(np.concatenate([codes, fresh]), return_inverse=True)
            counts = np.bincount(at, np.concatenate([counts, times]), len(merged)).astype(np.int64)
            codes = merged
        return cls(codes, counts.astype(np.uint32))

    def count(self, first: str, second: str) -> int:
        """How often the second character follows the first; 0 for marks and for what is never printed."""
        code = np.uint64(ord(first) << 32 | ord(second))
        at = int(np.searchsorted(self.codes, code))
        return int(self.counts[at]) if at < len(self.codes) and self.codes[at] == code else 0

    def holds(self, phrase: str) -> bool:
        """Whether every pair of a folded phrase stands in the corpus; a phrase it holds always passes."""
        return all(self.count(a, b) > 0 for a, b in pairwise(phrase))

    def characters(self) -> frozenset[str]:
        """The Chinese characters of the corpus."""
        codes = np.asarray(self.codes)
        both = np.concatenate([codes >> np.uint64(32), codes & np.uint64(0xFFFFFFFF)])
        return frozenset(map(chr, np.unique(both).tolist()))

    def arrays(self) -> Mapping[str, npt.NDArray[np.generic]]:
        """What is saved, by name."""
        return {"codes": self.codes, "counts": self.counts}


def _codes_of(text: str) -> Codes:
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
    han = (points >= 0x3400) & (points <= 0x9FFF)
    both = han[:-1] & han[1:]
    return points[:-1][both] << np.uint64(32) | points[1:][both]
