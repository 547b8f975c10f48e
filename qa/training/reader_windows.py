"""Training questions to groups of windows: the right one among wrong ones, as in service."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.asking.reader_features import Batch, Pair, Text, Vocabulary, make_batch
from qa.training.own_questions import OWN
from qa.training.reader_questions import Article, Question, QuestionSet

WINDOW_WORDS = 190  # about 320 characters, a little more than a passage of the index
MAX_PREFIX_WORDS = 24
PREFIX_SHARE = 0.4
TYPO_SHARE = 0.1
CUT_ALONE = 0.4  # of the groups with a window whose answer was taken out have no other that answers
MIN_LEFT_WORDS = 30
NEAR_SHARE = 0.5  # of the wrong windows come from the question's own article
EMPTY = Text(np.zeros(1, np.int64), np.zeros((0, 6), np.int64), np.zeros(0, np.int64))

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` of an article, read for a question; `span` inside it, in its own words.

    The words of `hole`, counted in the article, are taken out: the sentences that would have answered.
    """

    article: int
    start: int
    end: int
    span: Span | None
    hole: Span | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One batch: `questions` groups of `windows` pairs each, and what the network should say of them."""

    batch: Batch
    windows: int
    spans: NDArray[np.int64]  # (pairs, 2) first and last word of the answer in the passage array, -1 for none
    cut: NDArray[np.bool_]  # (pairs,) whether the answer was taken out, so that nothing there answers
    evidence: NDArray[np.float32]  # (pairs, passage words) 1 in the sentences of the answer
    own: NDArray[np.bool_]  # (pairs,) whether the question is one no teacher has learned


class Windows:
    """Draws the windows of each question; `random` decides everything, so a seed gives the same training.

    With `cut_share` of the answered questions comes a window whose answer was taken out.
    """

    def __init__(
        self, questions: QuestionSet, vocabulary: Vocabulary, seed: int, cut_share: float = 0.0
    ) -> None:
        self.articles = questions.articles
        self.cut_share, self.words = cut_share, WINDOW_WORDS
        self.vocabulary = vocabulary
        self.random = np.random.default_rng(seed)
        self.nearest: dict[int, list[Window]] = {}

    def of(self, words: int, cut_share: float) -> Windows:
        """The same, each of so many words at most, the answer taken out of another share of them."""
        shorter = copy(self)
        shorter.words, shorter.cut_share = words, cut_share
        return shorter

    def group(self, questions: Sequence[Question], windows: int) -> Group:
        """The questions with `windows` windows each, the right one (if any) first of its group."""
        pairs: list[Pair] = []
        drawn: list[Window] = []
        for question in questions:
            text = self._mistyped(question)
            for window in self._draw(question, windows):
                drawn.append(window)
                pairs.append(Pair(text, *self._read(window)))
        batch = make_batch(pairs, self.vocabulary.commonness)
        spans = np.full((len(pairs), 2), -1, dtype=np.int64)
        evidence = np.zeros(batch.passage_ids.shape[:2], dtype=np.float32)
        for row, (window, pair) in enumerate(zip(drawn, pairs, strict=True)):
            if window.span is None:
                continue
            shift = len(pair.prefix)
            spans[row] = window.span[0] + shift, window.span[1] + shift - 1
            for start, end in self._sentences(window):
                evidence[row, start + shift : end + shift] = 1
        cut = np.array([bool(window.hole) for window in drawn])
        own = np.repeat([question.source == OWN for question in questions], windows)
        return Group(batch, windows, spans, cut, evidence, own)

    def _draw(self, question: Question, count: int) -> list[Window]:
        article = self.articles[question.article]
        spans = question.spans
        if spans:
            first = self._around(question, spans[self.random.integers(len(spans))])
        else:
            first = self._anywhere(question)
        drawn = [first]
        if count == 1 and spans and self.random.random() < 0.2:
            return [self._elsewhere(question) or self._far(question)]
        # Without a share nothing is drawn, so that the stages before draw what they drew.
        cuts = bool(self.cut_share and spans) and self.random.random() < self.cut_share
        if cuts and (cut := self._without_answer(question, first)):
            alone = count == 1 or self.random.random() < CUT_ALONE
            drawn = [cut] if alone else [first, cut]
        while len(drawn) < count:
            near = len(article.text) > self.words and self.random.random() < NEAR_SHARE
            drawn.append((self._elsewhere(question) if near else None) or self._far(question))
        return drawn

    def _around(self, question: Question, span: Span) -> Window:
        words = len(self.articles[question.article].text)
        span = span[0], min(span[1], span[0] + self.words)
        low, high = max(0, span[1] - self.words), min(span[0], max(0, words - self.words))
        start = int(self.random.integers(min(low, high), max(low, high) + 1))
        end = min(words, start + self.words)
        return Window(question.article, start, end, (span[0] - start, span[1] - start))

    def _without_answer(self, question: Question, window: Window) -> Window | None:
        """The window without the sentences of its answer, where it is not told once more."""
        article = self.articles[question.article]
        inside = self._sentences(window)
        first, last = inside[0][0] + window.start, inside[-1][1] + window.start
        bounds, printed = article.text.bounds, article.printed
        left = printed[bounds[window.start] : bounds[first]] + printed[bounds[last] : bounds[window.end]]
        short = (window.end - window.start) - (last - first) < MIN_LEFT_WORDS
        if short or any(answer in left for answer in question.answers):
            return None
        return Window(window.article, window.start, window.end, None, (first, last))

    def _anywhere(self, question: Question) -> Window:
        words = len(self.articles[question.article].text)
        start = int(self.random.integers(max(0, words - self.words) + 1))
        return Window(question.article, start, min(words, start + self.words), None)

    def _elsewhere(self, question: Question) -> Window | None:
        """A window of the same article that does not hold the answer, if three draws find one."""
        article = self.articles[question.article]
        for _ in range(3):
            window = self._anywhere(question)
            shown = article.printed[article.text.bounds[window.start] : article.text.bounds[window.end]]
            if not any(answer in shown for answer in question.answers):
                return window
        return None

    def _far(self, question: Question) -> Window:
        """One of BM25's best windows of other articles; any other article where BM25 found nothing."""
        near = self.nearest.get(id(question))
        if near and self.random.random() < 0.8:
            return near[int(self.random.integers(len(near)))]
        other = int(self.random.integers(len(self.articles)))
        words = len(self.articles[other].text)
        if other == question.article or not words:
            return self._anywhere(question) if not question.spans else Window(question.article, 0, 0, None)
        start = int(self.random.integers(max(0, words - self.words) + 1))
        return Window(other, start, min(words, start + self.words), None)

    def _read(self, window: Window) -> tuple[Text, Text]:
        article = self.articles[window.article]
        prefix = EMPTY
        if self.random.random() < PREFIX_SHARE:
            prefix = article.title if len(article.title) else self._opening(article, window)
        prefix = prefix.part(0, min(len(prefix), MAX_PREFIX_WORDS))
        if window.hole is None:
            return prefix, article.text.part(window.start, window.end)
        first, last = window.hole
        return prefix, article.text.part(window.start, first).joined(article.text.part(last, window.end))

    @staticmethod
    def _opening(article: Article, window: Window) -> Text:
        """The first words stand in for a title no set of news questions has."""
        if not article.sentences or window.start < article.sentences[0][1]:
            return EMPTY
        return article.text.part(0, min(article.sentences[0][1], MAX_PREFIX_WORDS))

    def _sentences(self, window: Window) -> list[Span]:
        """The sentences of the answer, in words of the window."""
        article = self.articles[window.article]
        span = window.span or (0, 0)
        first, last = span[0] + window.start, span[1] + window.start
        return [
            (max(start, window.start) - window.start, min(end, window.end) - window.start)
            for start, end in article.sentences
            if start < last and end > first
        ]

    def _mistyped(self, question: Question) -> Text:
        """The question, now and then with a character missing or two changed round."""
        text = question.printed
        if len(text) < 6 or self.random.random() >= TYPO_SHARE:
            return question.text
        at = int(self.random.integers(1, len(text) - 1))
        if self.random.random() < 0.5:
            return self.vocabulary.read(text[:at] + text[at + 1 :])
        return self.vocabulary.read(text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :])
