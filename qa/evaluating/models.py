"""The yardsticks to the figures of the models' cards: `qa eval models`."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path

from qa.asking.reader import Reader
from qa.asking.retrieval import LEG_WEIGHTS
from qa.config import Settings
from qa.errors import SettingError
from qa.evaluating.readers import yardsticks as reader_yardsticks
from qa.evaluating.retrievers import retrieval_yardsticks
from qa.indexing.embedder import load_embedder
from qa.indexing.words import load_words


def evaluate_models(data: Path, settings: Settings) -> Iterator[str]:
    """The figures of both models, BM25 and the hybrid, line by line as they are known; minutes in all."""
    missing = [name for name in ("qa", "raw", "pairs") if not (data / name).is_dir()]
    if missing:
        raise SettingError(f"{data} holds no yardsticks: there is no folder {missing[0]}/ in it.")
    load_words()
    held, begun = _memory_mb(), time.perf_counter()
    embedder = load_embedder(settings.embedder)
    took = time.perf_counter() - begun
    yield f"embedder {settings.embedder}: {embedder.dims} dimensions, sha256 {embedder.fingerprint}"
    yield f"embedder: loaded in {took:.2f} s, {max(_memory_mb() - held, 0):.0f} MB"
    yield from retrieval_yardsticks(
        embedder, data, settings.passage_chars, settings.overlap_chars, LEG_WEIGHTS
    )
    yield f"reader {settings.reader}"
    yield from reader_yardsticks(Reader.load(Path(settings.reader)), data)


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
