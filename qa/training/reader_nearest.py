"""Windows of other articles for each training question: the wrong ones that are hardest to tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qa.asking.question_words import ACROSS
from qa.asking.reader_features import FIRST_WORD
from qa.training.own_questions import OF_ALL
from qa.training.reader_questions import Question
from qa.training.reader_windows import WINDOW_WORDS, Window, Windows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_ACROSS = re.compile(ACROSS)
NEAREST = 8  # windows a question, from which a wrong one is drawn


def find_nearest(windows: Windows, questions: Sequence[Question]) -> None:
    """Give each question BM25's best windows of other articles that do not hold its answer; those asked of
    all articles, which others answer as well, in other words, windows of the articles said not to."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (only needed for training)

    tiles = [
        Window(place, start, min(len(article.text), start + WINDOW_WORDS), None)
        for place, article in enumerate(windows.articles)
        for start in range(0, max(1, len(article.text) - 60), WINDOW_WORDS - 30)
    ]
    texts = [windows.articles[tile.article].text.ids[tile.start : tile.end, 0] for tile in tiles]
    size = FIRST_WORD + len(windows.vocabulary.words)
    counts = _count(texts, size)
    documents = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log(1 + (len(tiles) - documents + 0.5) / (documents + 0.5)).astype(np.float32)
    rarity[:FIRST_WORD] = 0
    weights = csr_matrix(
        (counts.data * 2.2 / (counts.data + 1.2) * rarity[counts.indices], counts.indices, counts.indptr),
        shape=counts.shape, dtype=np.float32,
    ).T.tocsr()  # fmt: skip
    _find_denied(windows, [question for question in questions if _is_of_all(question)])
    questions = [question for question in questions if not _is_of_all(question)]
    for at in range(0, len(questions), 256):
        some = questions[at : at + 256]
        asked = _count([np.unique(question.text.ids[:, 0]) for question in some], size)
        scores = (asked @ weights).toarray()
        best = _highest(scores, 6 * NEAREST)
        for question, row in zip(some, best, strict=True):
            windows.nearest[id(question)] = _wrong(windows, question, [tiles[tile] for tile in row])


def _is_of_all(question: Question) -> bool:
    return question.kind == OF_ALL or bool(_ACROSS.search(question.printed))


def _find_denied(windows: Windows, questions: Sequence[Question]) -> None:
    """Give each answered question windows of the articles that the same question says have no answer."""
    denied: defaultdict[str, list[Window]] = defaultdict(list)
    for question in questions:
        if not question.spans:
            end = min(len(windows.articles[question.article].text), WINDOW_WORDS)
            denied[question.printed].append(Window(question.article, 0, end, None))
    for question in questions:
        if question.spans and (others := denied.get(question.printed)):
            windows.nearest[id(question)] = others[:NEAREST]


def _highest(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The columns of each row's highest scores, the highest first, without sorting all of them."""
    if count < scores.shape[1]:
        some = np.argpartition(-scores, count, axis=1)[:, :count]
    else:
        some = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)


def _wrong(windows: Windows, question: Question, tiles: Sequence[Window]) -> list[Window]:
    found: list[Window] = []
    for tile in tiles:
        article = windows.articles[tile.article]
        shown = article.printed[article.text.bounds[tile.start] : article.text.bounds[tile.end]]
        same = (
            tile.article == question.article or article.printed == windows.articles[question.article].printed
        )
        if not same and not any(answer in shown for answer in question.answers):
            found.append(tile)
        if len(found) == NEAREST:
            break
    return found


def _count(texts: Sequence[NDArray[np.int64]], size: int) -> csr_matrix:
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    columns = np.concatenate(texts)
    matrix = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(texts), size))
    matrix.sum_duplicates()
    return matrix
