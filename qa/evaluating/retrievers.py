"""Question files to the retriever's yardsticks: how high each leg, and all together, rank the right text."""

from __future__ import annotations

import json
import lzma
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qa.asking.asking_words import without_asking_words
from qa.indexing.embedder import Embedder
from qa.indexing.postings import Postings
from qa.indexing.sentences import split_passages, split_sentences
from qa.indexing.words import split_bigrams, split_words

Scores = npt.NDArray[np.float32]  # (questions, documents)

PARAPHRASES = ("simclue", "stsb_zh")
HELD_OUT = 10  # training leaves the first of this many parts of the paraphrases alone
SPEED_SENTENCES = 20_000


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Questions, the documents to look in, and the number of each question's one right document."""

    name: str
    questions: Sequence[str]
    documents: Sequence[str]
    right: Sequence[int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How often the right document came first, or among five, and the mean of one over its rank."""

    first: float
    among_five: float
    reciprocal: float

    def __str__(self) -> str:
        return f"R@1 {self.first:.4f}  R@5 {self.among_five:.4f}  MRR {self.reciprocal:.4f}"


def retrieval_yardsticks(
    embedder: Embedder, data: Path, max_chars: int, overlap_chars: int, weights: Mapping[str, float]
) -> Iterator[str]:
    """The lines of the retriever's table, each as soon as it is known; `data` as `qa train` takes it."""
    for yardstick in read_yardsticks(data):
        yield f"{yardstick.name}: {len(yardstick.questions)} questions, {len(yardstick.documents)} documents"
        legs = leg_scores(yardstick, embedder, max_chars, overlap_chars)
        text = fuse({leg: scores for leg, scores in legs.items() if leg != "vectors"}, weights)
        for name, scores in (
            ("BM25, words", legs["words"]),
            ("BM25, words and pairs", text),
            ("embedder", legs["vectors"]),
            ("hybrid", fuse(legs, weights)),
        ):
            yield f"  {name + ':':24}{rank(scores, yardstick.right)}"
    for name in PARAPHRASES:
        yield f"{name}, held-out paraphrases, embedder: {rank_paraphrases(embedder, data, name)}"
    yield f"embedder: {sentences_a_second(embedder, data):,.0f} sentences a second of one core"


def read_yardsticks(data: Path) -> Iterator[Yardstick]:
    """The three question sets nobody trained on, each with the documents its answers are looked for in."""

    def rows(name: str) -> list[dict[str, Any]]:
        with lzma.open(data / "qa" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    cmrc, wenbao, crud = rows("cmrc2018-dev"), rows("wenbao_news-dev"), rows("crud_news-dev")
    yield _yardstick("cmrc2018-dev", cmrc, [])
    yield _yardstick("wenbao_news-dev", wenbao, [row["context"] for row in rows("wenbao_news-train")])
    with lzma.open(data / "raw" / "crud_news.txt.xz", "rt", encoding="utf-8") as lines:
        yield _yardstick("crud_news-dev", crud, [line.rstrip("\n") for line in lines if line.strip()])


def _yardstick(name: str, rows: Sequence[Mapping[str, Any]], others: Sequence[str]) -> Yardstick:
    asked = [row for row in rows if row["answers"]]
    documents = list(dict.fromkeys([*(row["context"] for row in rows), *others]))
    number = {document: at for at, document in enumerate(documents)}
    return Yardstick(name, [r["question"] for r in asked], documents, [number[r["context"]] for r in asked])


def leg_scores(
    yardstick: Yardstick, embedder: Embedder, max_chars: int, overlap_chars: int
) -> dict[str, Scores]:
    """What each leg gives each document: its words and character pairs as a whole, its nearest passage."""
    splits: dict[str, Callable[[str], list[str]]] = {"words": split_words, "bigrams": split_bigrams}
    legs = {}
    asked = [without_asking_words(question) for question in yardstick.questions]
    for leg, split in splits.items():
        postings = Postings.build(split(document) for document in yardstick.documents)
        legs[leg] = np.stack([postings.scores(split(question)) for question in asked])
    legs["vectors"] = _nearest_passages(yardstick, embedder, max_chars, overlap_chars)
    return legs


def _nearest_passages(yardstick: Yardstick, embedder: Embedder, max_chars: int, overlap_chars: int) -> Scores:
    questions = embedder.embed_questions(yardstick.questions)
    scores = np.zeros((len(questions), len(yardstick.documents)), np.float32)
    for at in range(0, len(yardstick.documents), 1000):  # 1,000 documents are some 20 MB of passages
        texts: list[str] = []
        firsts = []
        for document in yardstick.documents[at : at + 1000]:
            firsts.append(len(texts))
            spans = split_passages(document, max_chars, overlap_chars) or [(0, 0)]
            texts += [document[start:end] for start, end in spans]
        near = questions @ embedder.embed(texts).T
        scores[:, at : at + 1000] = np.maximum.reduceat(near, firsts, axis=1)
    return scores.clip(0)


def fuse(legs: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """All legs together as the service adds them up: each in proportion to its best for the question."""
    total = np.zeros(next(iter(legs.values())).shape, np.float32)
    for leg, scores in legs.items():
        best = scores.max(axis=1, keepdims=True)
        total += np.float32(weights[leg]) * scores / np.where(best > 0, best, 1)
    return total


def rank(scores: Scores, right: Sequence[int]) -> Ranking:
    """Where the right documents stand; among equals the earlier document comes first."""
    rows, numbers = np.arange(len(right)), np.asarray(right)
    own = scores[rows, numbers][:, None]
    earlier = np.arange(scores.shape[1])[None, :] < numbers[:, None]
    places = (scores > own).sum(axis=1) + ((scores == own) & earlier).sum(axis=1)
    return Ranking(float(np.mean(places < 1)), float(np.mean(places < 5)), float(np.mean(1 / (places + 1))))


def rank_paraphrases(embedder: Embedder, data: Path, name: str) -> Ranking:
    """Each held-out text's paraphrase among all held-out paraphrases, found by the embedder alone."""
    with lzma.open(data / "pairs" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    kept = rows[: len(rows) // HELD_OUT]
    left, right = (embedder.embed([row[side] for row in kept]) for side in ("a", "b"))
    return rank(left @ right.T, range(len(kept)))


def sentences_a_second(embedder: Embedder, data: Path) -> float:
    """How many sentences of news are embedded in one second of one core, whatever else the machine does."""
    sentences: list[str] = []
    with lzma.open(data / "raw" / "crud_news.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            sentences += [line[start:end] for start, end in split_sentences(line)]
            if len(sentences) >= SPEED_SENTENCES:
                break
    begun = time.process_time()
    embedder.embed(sentences[:SPEED_SENTENCES])
    return len(sentences[:SPEED_SENTENCES]) / (time.process_time() - begun)
