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
# Best span, log of the sum over all spans, answered. The last two are log-odds of one thing, learned in two
# ways: mixed they choose the right window of held-out news questions at .883, one by one at .872
# and .866, with weights from a free regression at .872.
MIX = (0.0, 0.5, 1.0)
PULL = 1e-3  # of slope and height towards 0
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
    """The slope and height of largest likelihood for the mix of signs, by Newton's method."""
    mixed = np.clip(signs @ np.array(MIX), -50, 50)
    inputs = np.column_stack([mixed, np.ones(len(mixed))]).astype(np.float64)
    weights = np.zeros(2)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (chance - answers) / len(inputs) + PULL * weights
        doubt = (chance * (1 - chance))[:, None]
        bend = (inputs * doubt).T @ inputs / len(inputs) + PULL * np.eye(2)
        weights -= np.linalg.solve(bend, slope)
    return Calibration(tuple(float(weights[0] * share) for share in MIX), float(weights[1]))
