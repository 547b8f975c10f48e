"""Unit vectors to a FAISS index that finds the nearest: the one module that knows faiss."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from qa.records import Hit

if TYPE_CHECKING:
    import faiss

_COMPARED = 4096  # vectors compared at a time


class Vectors:
    """Passage vectors, searched exactly by inner product (cosine, as rows are unit length)."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, rows: npt.NDArray[np.float32]) -> Vectors:
        """Vectors of the rows given, (passages, dims) float32, unit rows; kept as half floats."""
        import faiss  # noqa: PLC0415  (0.2 s, and not needed to read a page)

        index = faiss.IndexScalarQuantizer(
            rows.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        if len(rows):
            index.add(np.ascontiguousarray(rows))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> Vectors:
        """The vectors written at `path`, memory-mapped so that all workers share them."""
        import faiss  # noqa: PLC0415

        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC | faiss.IO_FLAG_READ_ONLY))

    def save(self, path: Path) -> None:
        """Write the vectors to one file."""
        import faiss  # noqa: PLC0415

        with path.open("wb") as file:  # Python's own: a full disk is told as such
            writer = faiss.PyCallbackIOWriter(file.write)  # type: ignore[attr-defined]  # made as it loads
            faiss.write_index(self._index, writer)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def nearest(self, vector: npt.NDArray[np.float32], count: int) -> list[Hit]:
        """The passages nearest to the vector, best first, ties in passage order; fewer where there are fewer.

        A zero vector (nothing in the question is known to the model) has no nearest passage.
        """
        count = min(count, len(self))
        if count < 1 or not vector.any():
            return []
        scores, passages = self._index.search(vector.reshape(1, -1), count)
        hits = [Hit(int(p), float(s)) for p, s in zip(passages[0], scores[0], strict=True) if p >= 0]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))

    def rows(self, passages: Sequence[int]) -> npt.NDArray[np.float32]:
        """The vectors of these passages, (passages, dims) float32, as they were stored."""
        found: npt.NDArray[np.float32] = self._index.reconstruct_batch(np.array(passages, np.int64))
        return found

    def holds_same(self, other: Vectors) -> bool:
        """Whether both hold the same vectors in the same order."""
        return len(self) == len(other) and all(
            np.array_equal(self.rows(some), other.rows(some))
            for start in range(0, len(self), _COMPARED)
            for some in [range(start, min(start + _COMPARED, len(self)))]
        )
