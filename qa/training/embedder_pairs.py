"""Public Chinese texts to pairs that belong together, each with one that does not: what the embedder learns
from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from qa.asking.reader_held_out import is_held_out
from qa.indexing.folding import fold
from qa.indexing.sentences import split_sentences
from qa.training.own_questions import OWN, own_rows
from qa.training.reader_words import beginning, read_lines, read_raw, yardstick_beginnings

Pair = tuple[str, str]
Triple = tuple[str, str, str]  # a text, what belongs to it, what does not though it is near
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
APART = 30  # characters between an answer and a slice that does not hold it
DRAWS = 4
_FAR = 7919  # pairs further on stands a text that is only wrong by chance


def read_triples(data: Path, rounds: int, seed: int) -> list[Triple]:
    """All pairs with a wrong text each, folded, `rounds` times over with other slices each time, in an order
    fixed by `seed`.

    A question's wrong text is of the article that answers it: what tells passages of one town apart is not
    learned from other articles. Questions kept out to fit with are left out here, too.
    """
    random = np.random.default_rng(seed)
    fixed = [pair for name in PARAPHRASES for pair in training_paraphrases(data, name)]
    asked = [row for name in QUESTIONS for row in _questions(name, _rows(data, name))]
    asked += _questions(OWN, own_rows(data))
    left_out = yardstick_beginnings(data)
    titles = {name: [p for p in _pairs(data, name) if beginning(p[1]) not in left_out] for name in TITLES}
    raw = {name: [fold(text) for text in read_raw(data, name) if text] for name in RAW}
    found: list[Triple] = []
    for _ in range(rounds):
        found += [(*pair, "") for pair in fixed]
        for question, context, at in asked:
            found += question_triples(question, context, at, random)
        for name, most in TITLES.items():
            found += [(a, slice_around(b, None, random), "") for a, b in _some(titles[name], most, random)]
        for name, most in RAW.items():
            lifted = (lift_sentence(text, random) for text in _some(raw[name], most, random))
            found += [(*pair, "") for pair in lifted if pair]
    mixed = [found[at] for at in random.permutation(len(found))]
    return [(a, b, c or mixed[(at + _FAR) % len(mixed)][1]) for at, (a, b, c) in enumerate(mixed)]


def question_triples(question: str, context: str, at: int, random: np.random.Generator) -> list[Triple]:
    """A question with a slice that holds its answer and one that does not, then with two sentences."""
    found = [(question, slice_around(context, at, random), other_slice(context, at, random))]
    sentences = split_sentences(context)
    right = next((n for n, (_, end) in enumerate(sentences) if at < end), None)
    if right is not None and len(sentences) > 1:
        other = (right + int(random.integers(1, len(sentences)))) % len(sentences)
        found.append((question, context[slice(*sentences[right])], context[slice(*sentences[other])]))
    return found


def other_slice(text: str, at: int, random: np.random.Generator) -> str:
    """A slice of the text some way from the character `at`; empty where a few draws find none."""
    for _ in range(DRAWS):
        length = int(random.integers(MIN_CHARS // 2, MAX_CHARS + 1))
        start = int(random.integers(0, max(1, len(text) - length)))
        if start > at + APART or start + length < at:
            return text[start : start + length]
    return ""


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


def _rows(data: Path, name: str) -> Iterator[dict[str, Any]]:
    return map(json.loads, read_lines(data / "qa" / f"{name}.jsonl.xz"))


def _questions(name: str, rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, int]]:
    for row in rows:
        if row["answers"] and not is_held_out(row["context"], name):
            yield fold(row["question"]), fold(row["context"]), int(row["answer_start"][0])


def _pairs(data: Path, name: str) -> list[Pair]:
    rows = map(json.loads, read_lines(data / "pairs" / f"{name}.jsonl.xz"))
    return [(fold(row["a"]), fold(row["b"])) for row in rows]


def _some(items: Sequence[Item], most: int, random: np.random.Generator) -> list[Item]:
    return [items[at] for at in random.permutation(len(items))[:most]]
