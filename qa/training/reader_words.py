"""Raw text to word vectors: what the reader knows about words before it has seen a question."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.indexing.folding import fold
from qa.indexing.words import dictionary_words, load_words

# News first; of the laws only what fits beside it, for they repeat themselves.
RAW_TEXTS = {
    "crud_news": 200_000,
    "crud_xinhua": 200_000,
    "xinhua_uhgeval": 200_000,
    "central_reports": 200_000,
    "provincial_gov_reports_2026": 200_000,
    "laws": 60_000,
}
YARDSTICKS = ("wenbao_news-dev", "crud_news-dev")  # their articles stand among the raw ones
CONTEXTS = ("cmrc2018-train", "cmrc2018-trial", "drcd-dev", "ncppolicies-train", "cail2019_rc-dev")
DIMS = 128
MAX_WORDS = 80_000  # 128 int8 dimensions each: 10 MB, a third of the space a reader may take
MIN_COUNT = 5
EPOCHS = 3
WORKERS = 2


def read_lines(path: Path) -> Iterator[str]:
    """The lines of an `.xz` text, without their ends."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def beginning(text: str) -> str:
    """What tells an article from others, however its page was wrapped."""
    return fold("".join(text.split()))[:40]


def yardstick_beginnings(data: Path) -> frozenset[str]:
    """How the articles begin that the yardsticks ask about; their text is not learned from."""
    rows = (row for name in YARDSTICKS for row in read_lines(data / "qa" / f"{name}.jsonl.xz"))
    return frozenset(beginning(json.loads(row)["context"]) for row in rows)


def read_raw(data: Path, name: str) -> Iterator[str]:
    """The raw texts of a file, without the articles that the yardsticks ask about."""
    left_out = yardstick_beginnings(data)
    return (line for line in read_lines(data / "raw" / f"{name}.txt.xz") if beginning(line) not in left_out)


def training_texts(data: Path) -> Iterator[str]:
    """Every text the vectors are learned from: raw articles and the contexts of the training questions."""
    for name, most in RAW_TEXTS.items():
        yield from islice(read_raw(data, name), most)
    for name in CONTEXTS:
        yield from dict.fromkeys(
            str(json.loads(line)["context"]) for line in read_lines(data / "qa" / f"{name}.jsonl.xz")
        )


def write_split(texts: Iterable[str], path: Path) -> None:
    """A text a line, its words divided by spaces, as gensim reads it."""
    with (
        ProcessPoolExecutor(WORKERS, initializer=load_words) as pool,
        path.open("w", encoding="utf-8") as out,
    ):
        for line in pool.map(_split_line, texts, chunksize=200):
            out.write(line + "\n")


def _split_line(text: str) -> str:
    return " ".join(word for word in dictionary_words(text) if not word.isspace())


def learn_vectors(split: Path) -> tuple[list[str], NDArray[np.int64], NDArray[np.float32]]:
    """Words by falling frequency, how often each was seen, and their unit vectors (words, dims).

    Skip-gram with negative sampling. The workers share the weights without locks, so two runs give vectors
    alike in quality, not equal in every digit.
    """
    from gensim.models import Word2Vec  # noqa: PLC0415  (only needed for training)

    model = Word2Vec(
        corpus_file=str(split), vector_size=DIMS, window=6, sg=1, negative=6, sample=1e-4, alpha=0.035,
        min_count=MIN_COUNT, max_final_vocab=MAX_WORDS, epochs=EPOCHS, workers=WORKERS, seed=1,
    )  # fmt: skip
    words = list(model.wv.index_to_key)
    counts = np.array([model.wv.get_vecattr(word, "count") for word in words], dtype=np.int64)
    vectors = np.asarray(model.wv.vectors, dtype=np.float32)
    return words, counts, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def prepare_words(data: Path, work: Path) -> tuple[list[str], NDArray[np.int64], NDArray[np.float32]]:
    """`learn_vectors` over all training texts, kept in `work` so that a restart finds them done."""
    done, split = work / "words.npz", work / "split.txt"
    if not done.exists():
        if not split.exists():
            write_split(training_texts(data), split.with_suffix(".part"))
            split.with_suffix(".part").rename(split)
        words, counts, vectors = learn_vectors(split)
        part = done.with_suffix(".part.npz")
        np.savez(part, words=np.array(words), counts=counts, vectors=vectors)
        part.rename(done)
    kept = np.load(done)
    return [str(word) for word in kept["words"]], kept["counts"], kept["vectors"]
