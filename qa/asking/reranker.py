"""A question and its ranked passages to one more score a passage, by a CrossEncoder the owner names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt


class Reranker(Protocol):
    """What scores passages for a question, reading each pair as a whole."""

    name: str

    def rerank(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """One score a passage in the order given, (passages,) float32, higher is better."""


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder of a folder or hub name; none is bundled (`QA_RERANKER`)."""

    def __init__(self, name: str) -> None:
        from qa.indexing.sentence_models import PairModel  # noqa: PLC0415  (torch comes with it)

        self.name = name
        self._model = PairModel(name)

    def rerank(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """See `Reranker.rerank`. The scores of two questions cannot be compared."""
        return self._model.scores(question, passages)


def load_reranker(name: str) -> Reranker | None:
    """The reranker of that folder or hub name, None for an empty name; ModelError if it cannot be had."""
    return CrossEncoderReranker(name) if name else None
