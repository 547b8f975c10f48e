"""Question files to training questions: their texts cut into words, their answers as word spans."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from qa.asking.reader_features import CLASSES, Text, Vocabulary, shape_of
from qa.asking.reader_held_out import is_held_out
from qa.indexing.sentences import split_sentences
from qa.indexing.words import dictionary_classes
from qa.training.own_questions import OWN
from qa.training.reader_words import prepare_words, read_lines

# How often a question of each set is seen in one round of training. The product's own kind leads; the court
# texts, the furthest from it, bring no-answer questions and little else.
PUBLIC = {
    "wenbao_news-train": 2.0,
    "cmrc2018-train": 1.3,
    "cmrc2018-trial": 1.3,
    "drcd-dev": 1.0,
    "crud_news-train": 1.2,
    "ncppolicies-train": 0.6,
    "cail2019_rc-dev": 0.6,
}
SEEN = {**PUBLIC, OWN: 1.5}
# When training goes on from a bundled reader: more of what it was weakest at, long answers and court texts.
SEEN_AGAIN = {**SEEN, "crud_news-train": 2.0, "cail2019_rc-dev": 1.2}
# When it is taught once more: most of those its teachers have not seen.
SEEN_LAST = {**SEEN_AGAIN, OWN: 2.0, "wenbao_news-train": 1.0, "cmrc2018-train": 0.8, "cmrc2018-trial": 0.8}
# When it is larger than before and learns from the answers alone: most of the small sets, and own questions
# about their texts oftener than those about local news, which are far more.
SEEN_GROWN = {
    "wenbao_news-train": 2.0, "cmrc2018-train": 4.0, "cmrc2018-trial": 4.0, "drcd-dev": 2.5,
    "crud_news-train": 4.5, "ncppolicies-train": 0.6, "cail2019_rc-dev": 2.0, OWN: 0.7,
    "own/cmrc2018-train": 2.0, "own/cmrc2018-trial": 2.0, "own/drcd-dev": 2.0, "own/crud_news-train": 2.0,
    "own/cail2019_rc-dev": 1.0,
}  # fmt: skip
CHARS = 7000


@dataclass(frozen=True, slots=True)
class Article:
    """A context: its words, where its sentences end (in words), and the title it came with."""

    text: Text
    printed: str
    sentences: tuple[tuple[int, int], ...]  # in words
    title: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the article at position `article`; no `spans` when it does not answer."""

    printed: str
    text: Text
    article: int
    spans: tuple[tuple[int, int], ...]  # in words, end excluded
    answers: tuple[str, ...]
    source: str
    kind: str
    of: str  # the set its text is of, for own ones


@dataclass(slots=True)
class QuestionSet:
    """Articles and the questions asked about them."""

    articles: list[Article] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    places: dict[tuple[str, str], int] = field(default_factory=dict)  # of each context and title

    def add(self, source: str, row: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        """Add a row of a question file; a context that several questions share is read once."""
        context, title, question = str(row["context"]), str(row["title"] or ""), str(row["question"])
        place = self.places.get((context, title))
        if place is None:
            place = self.places[(context, title)] = len(self.articles)
            self.articles.append(read_article(context, title, vocabulary))
        text = self.articles[place].text
        spans = tuple(
            word_span(text, start, start + len(answer))
            for answer, start in zip(row["answers"], row["answer_start"], strict=True)
        )
        self.questions.append(
            Question(
                question, vocabulary.read(question), place, spans, tuple(row["answers"]), source,
                str(row.get("type", "")), str(row.get("of", "")),
            )
        )  # fmt: skip


def read_vocabulary(data: Path, work: Path) -> tuple[Vocabulary, np.ndarray]:
    """The words that have a vector, with jieba's class for each, and those vectors."""
    words, counts, vectors = prepare_words(data, work)
    tags = dictionary_classes()
    classes = [_class(tags[word]) if word in tags else shape_of(word) for word in words]
    seen: Counter[str] = Counter()
    for word, count in zip(words, counts, strict=True):
        for char in word:
            seen[char] += int(count)
    chars = "".join(char for char, _ in seen.most_common(CHARS))
    return Vocabulary(words, classes, [int(count) for count in counts], chars), vectors


def _class(tag: str) -> str:
    return tag if tag in CLASSES else tag[0] if tag[0] in CLASSES else "x"


def read_questions(files: Iterable[Path], vocabulary: Vocabulary) -> QuestionSet:
    """All questions of some files."""
    found = QuestionSet()
    for file in files:
        for line in read_lines(file):
            found.add(file.name.removesuffix(".jsonl.xz"), json.loads(line), vocabulary)
    return found


def read_article(context: str, title: str, vocabulary: Vocabulary) -> Article:
    """A context cut into words and sentences."""
    text = vocabulary.read(context)
    sentences = tuple(word_span(text, *span) for span in split_sentences(context))
    return Article(text, context, sentences, vocabulary.read(title))


def word_span(text: Text, start: int, end: int) -> tuple[int, int]:
    """The words that hold the characters from `start` to `end`."""
    first = int(np.searchsorted(text.bounds, start, side="right")) - 1
    last = int(np.searchsorted(text.bounds, end, side="left"))
    return first, max(last, first + 1)


def split_held_out(questions: QuestionSet) -> tuple[list[Question], list[Question]]:
    """Questions to train on, and those of the articles kept out; an article is wholly in one of the two."""
    kept: tuple[list[Question], list[Question]] = ([], [])
    for question in questions.questions:
        printed = questions.articles[question.article].printed
        kept[is_held_out(printed, question.source)].append(question)
    return kept


def one_round(
    questions: Sequence[Question],
    rng: np.random.Generator,
    unanswerable: float = 1.0,
    seen: Mapping[str, float] = SEEN,
) -> list[Question]:
    """The questions in a random order, each as often as `seen` says of its set, own ones of the set their
    text is of: own/cmrc2018-train, else own.

    Those without an answer come `unanswerable` times as often.
    """
    order = rng.permutation(len(questions))
    often = [
        seen.get(f"{question.source}/{question.of}", seen.get(question.source, 1.0))
        * (1.0 if question.spans else unanswerable)
        for question in questions
    ]
    upto = np.cumsum([0.0, *(often[at] for at in order)])
    times = np.diff(np.floor(upto + rng.random()).astype(int))
    return [questions[at] for at in rng.permutation(np.repeat(order, times))]
