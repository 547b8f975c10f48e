"""Raw articles to batches with hidden words: the encoder learns the language before the first question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from qa.asking.reader_features import FIRST_WORD, MASK, PAD, Batch, Pair, Text, Vocabulary, make_batch
from qa.indexing.sentences import split_sentences
from qa.training.reader_network import Encoder
from qa.training.reader_questions import word_span
from qa.training.reader_windows import EMPTY, WINDOW_WORDS

HIDDEN_SHARE = 0.18
MAX_CHARS = 900
MAX_QUESTION_WORDS = 30


@dataclass(frozen=True, slots=True)
class Cloze:
    """A batch of passages with hidden words; `hidden` (words, 2) pair and place, `words` what stood there."""

    batch: Batch
    hidden: NDArray[np.int64]
    words: NDArray[np.int64]


def make_cloze(texts: Sequence[str], vocabulary: Vocabulary, random: np.random.Generator) -> Cloze:
    """For each text a window with hidden words, and another of its sentences in the question's place.

    The sentence often speaks of what was hidden, so the network learns to look at the question.
    """
    pairs, hidden, words = [], [], []
    for row, text in enumerate(texts):
        question, window = _sentence_and_window(text[:MAX_CHARS], vocabulary, random)
        places = _hide(window, random)
        hidden.append(np.column_stack([np.full(len(places), row), places]))
        words.append(window.ids[places, 0])
        pairs.append(Pair(question, EMPTY, _without(window, places)))
    batch = make_batch(pairs, vocabulary.commonness)
    return Cloze(batch, np.concatenate(hidden), np.concatenate(words))


def _sentence_and_window(text: str, vocabulary: Vocabulary, random: np.random.Generator) -> tuple[Text, Text]:
    whole = vocabulary.read(text)
    sentences = split_sentences(text)
    start, end = word_span(whole, *sentences[int(random.integers(len(sentences)))])
    question = whole.part(start, min(end, start + MAX_QUESTION_WORDS))
    before, after = whole.part(0, start), whole.part(end, len(whole))
    rest = before if len(before) > len(after) else after
    first = int(random.integers(max(0, len(rest) - WINDOW_WORDS) + 1))
    return question, rest.part(first, min(len(rest), first + WINDOW_WORDS))


def _hide(window: Text, random: np.random.Generator) -> NDArray[np.int64]:
    """Places of known words to hide, one to three in a row."""
    hidden = np.zeros(len(window) + 3, dtype=np.bool_)
    if len(window):
        count = max(1, int(len(window) * HIDDEN_SHARE / 2))
        for start, length in zip(
            random.integers(0, len(window), count), random.integers(1, 4, count), strict=True
        ):
            hidden[start : start + length] = True
    return np.flatnonzero(hidden[: len(window)] & (window.ids[:, 0] >= FIRST_WORD))


def _without(window: Text, places: NDArray[np.int64]) -> Text:
    ids, codes = window.ids.copy(), window.codes.copy()
    ids[places] = PAD
    ids[places, 0] = MASK
    for place in places:
        codes[window.bounds[place] : window.bounds[place + 1]] = 0
    return Text(window.bounds, ids, codes)


class ClozeNetwork(nn.Module):
    """The encoder, and what it takes to guess hidden words."""

    def __init__(self, encoder: Encoder, dims: int, word_dims: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.guess = nn.Linear(dims, word_dims)

    def forward(self, batch: Sequence[Tensor], hidden: Tensor, words: Tensor) -> Tensor:
        """Cross-entropy of guessing each hidden word among all words hidden in the batch."""
        _, passage = self.encoder(*batch)
        guessed = self.guess(passage[hidden[:, 0], hidden[:, 1]]).float()
        choices, right = torch.unique(words, return_inverse=True)
        known = self.encoder.input
        vectors = known.table[choices].float() * known.scales[choices]
        return functional.cross_entropy(0.25 * guessed @ vectors.T, right)
