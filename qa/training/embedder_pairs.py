"""Public Chinese texts to pairs that belong together: what the embedder learns from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from qa.indexing.folding import fold
from qa.indexing.sentences import split_sentences
from qa.training.reader_words import beginning, read_lines, read_raw, yardstick_beginnings

Pair = tuple[str, str]
Item = TypeVar("Item")

QUESTIONS = (
    "wenbao_news-train",
    "cmrc2018-train",
    "cmrc2018-trial",
    "drcd-dev",
    "crud_news-train",
    "ncppolicies-train",
)
# Title or question and its text, and how many of them a round takes at most (statutes repeat themselves).
TITLES = {
    "crud_news_title": 20_000,
    "csl_title": 20_000,
    "xinhua_title": 20_000,
    "gd_policy": 20_000,
    "ncppolicies": 20_000,
    "dureader_demo": 20_000,
    "laws_heading": 3_000,
}
PARAPHRASES = ("simclue", "stsb_zh")
HELD_OUT = 10  # the first of this many parts of the paraphrases is kept to measure with
RAW = {
    "crud_news": 30_000,
    "crud_xinhua": 5_000,
    "central_reports": 4_000,
    "provincial_gov_reports_2026": 1_000,
}  # a round
# A passage of the index has 300 characters; a shorter slice makes the words of the question count for more.
MIN_CHARS, MAX_CHARS = 100, 220
MIN_SENTENCE, MAX_SENTENCE = 10, 60


def read_pairs(data: Path, rounds: int, seed: int) -> list[Pair]:
    """All pairs, folded, `rounds` times over with other slices each time, in an order fixed by `seed`."""
    random = np.random.default_rng(seed)
    fixed = [pair for name in PARAPHRASES for pair in training_paraphrases(data, name)]
    asked = [row for name in QUESTIONS for row in _questions(data, name)]
    left_out = yardstick_beginnings(data)
    titles = {name: [p for p in _pairs(data, name) if beginning(p[1]) not in left_out] for name in TITLES}
    raw = {name: [fold(text) for text in read_raw(data, name) if text] for name in RAW}
    found: list[Pair] = []
    for _ in range(rounds):
        found += fixed
        found += [(question, slice_around(context, at, random)) for question, context, at in asked]
        for name, most in TITLES.items():
            found += [(a, slice_around(b, None, random)) for a, b in _some(titles[name], most, random)]
        for name, most in RAW.items():
            found += [p for text in _some(raw[name], most, random) if (p := lift_sentence(text, random))]
    return [found[at] for at in random.permutation(len(found))]


def training_paraphrases(data: Path, name: str) -> list[Pair]:
    """The paraphrases that may be learned."""
    pairs = _pairs(data, name)
    return pairs[len(pairs) // HELD_OUT :]


def held_out_paraphrases(data: Path, name: str) -> list[Pair]:
    """The paraphrases that training never sees."""
    pairs = _pairs(data, name)
    return pairs[: len(pairs) // HELD_OUT]


def slice_around(text: str, at: int | None, random: np.random.Generator) -> str:
    """A slice of the text of chance length that holds the character `at`, if one is asked for."""
    length = int(random.integers(MIN_CHARS, MAX_CHARS + 1))
    last = max(len(text) - length, 0)
    start = random.integers(0, last + 1) if at is None else at - int(random.integers(0, length))
    start = int(np.clip(start, 0, last))
    return text[start : start + length]


def lift_sentence(text: str, random: np.random.Generator) -> Pair | None:
    """A sentence and what stands around it, so that the two share a subject and few words."""
    spans = split_sentences(text)
    fit = [span for span in spans if MIN_SENTENCE <= span[1] - span[0] <= MAX_SENTENCE]
    if len(spans) < 3 or not fit:
        return None
    start, end = fit[int(random.integers(len(fit)))]
    around = text[max(0, start - MAX_CHARS // 2) : start] + text[end : end + MAX_CHARS // 2]
    return text[start:end], around


def _questions(data: Path, name: str) -> Iterator[tuple[str, str, int]]:
    for line in read_lines(data / "qa" / f"{name}.jsonl.xz"):
        row = json.loads(line)
        if row["answers"]:
            yield fold(row["question"]), fold(row["context"]), int(row["answer_start"][0])


def _pairs(data: Path, name: str) -> list[Pair]:
    rows = map(json.loads, read_lines(data / "pairs" / f"{name}.jsonl.xz"))
    return [(fold(row["a"]), fold(row["b"])) for row in rows]


def _some(items: Sequence[Item], most: int, random: np.random.Generator) -> list[Item]:
    return [items[at] for at in random.permutation(len(items))[:most]]
