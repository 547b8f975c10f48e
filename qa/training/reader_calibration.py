"""Questions of articles kept out of training to the weights that make a probability of the reader's signs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.asking.reader import Calibration, Reader
from qa.asking.reader_features import Floats, Pair
from qa.training.reader_questions import Question
from qa.training.reader_windows import EMPTY, WINDOW_WORDS, Window, Windows

# The court texts are far from what is asked in service, and their held-out tenth is a yardstick.
CALIBRATED_ON = ("wenbao_news-train", "cmrc2018-train", "crud_news-train")
WRONG_ARTICLES = 2
PULL = 1e-3  # of the weights towards 0, so that two signs that agree share the work
ROUNDS = 50


def calibrate(reader: Reader, windows: Windows, questions: Sequence[Question]) -> Calibration:
    """Logistic regression over windows: the article's own, answering or not, and BM25's wrong ones."""
    pairs, answers = _judged_pairs(windows, questions)
    signs = np.array([reading.signs for reading in reader.read_pairs(pairs)])
    return fit_calibration(signs, np.array(answers))


def _judged_pairs(windows: Windows, questions: Sequence[Question]) -> tuple[list[Pair], list[bool]]:
    pairs: list[Pair] = []
    answers: list[bool] = []
    for question in questions:
        if question.source not in CALIBRATED_ON:
            continue
        for window, holds in _own_windows(windows, question):
            article = windows.articles[window.article].text
            pairs.append(Pair(question.text, EMPTY, article.part(window.start, window.end)))
            answers.append(holds)
        for window in windows.nearest.get(id(question), [])[:WRONG_ARTICLES]:
            article = windows.articles[window.article].text
            pairs.append(Pair(question.text, EMPTY, article.part(window.start, window.end)))
            answers.append(False)
    return pairs, answers


def _own_windows(windows: Windows, question: Question) -> list[tuple[Window, bool]]:
    """Windows over the question's own article, and whether the answer is whole in each."""
    words = len(windows.articles[question.article].text)
    starts = range(0, max(1, words - 60), WINDOW_WORDS - 30)
    tiles = [Window(question.article, start, min(words, start + WINDOW_WORDS), None) for start in starts]
    return [
        (tile, any(tile.start <= start and end <= tile.end for start, end in question.spans))
        for tile in tiles
    ]


def fit_calibration(signs: Floats, answers: Floats) -> Calibration:
    """The weights of largest likelihood, by Newton's method."""
    inputs = np.column_stack([np.clip(signs, -50, 50), np.ones(len(signs))]).astype(np.float64)
    weights = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (chance - answers) / len(inputs) + PULL * weights
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs / len(inputs) + PULL * np.eye(
            len(weights)
        )
        weights -= np.linalg.solve(bend, slope)
    return Calibration(tuple(float(weight) for weight in weights[:-1]), float(weights[-1]))
