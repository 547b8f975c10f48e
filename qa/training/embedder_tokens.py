"""Counted words to the embedder's tokenizer and the vectors its training starts from."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "<unk>"  # token 0; its vector stays zero, so that an unknown character moves no text
MAX_WORD_CHARS = 8  # longer entries are names of one story, found by their parts as well
_MIN_CHAR_COUNT = 3
_WORD = re.compile(r"\w+")
_LONG_NUMBER = re.compile(r"[0-9]{5,}")
# A single character inside a run is likelier part of a word than a word of its own.
_CHAR_SHARE = 0.3


def choose_tokens(words: Sequence[str], counts: Sequence[int], size: int) -> dict[str, float]:
    """How often each token is expected: every character, then the most frequent words, `size` in all."""
    seen = {
        word: int(count)
        for word, count in zip(words, counts, strict=True)
        if _WORD.fullmatch(word) and len(word) <= MAX_WORD_CHARS and not _LONG_NUMBER.fullmatch(word)
    }
    chars: Counter[str] = Counter()
    for word, count in seen.items():
        for char in word:
            chars[char] += count
    tokens = {
        char: max(seen.get(char, 0), 1) * _CHAR_SHARE
        for char, count in chars.items()
        if count >= _MIN_CHAR_COUNT
    }
    longer = (word for word in sorted(seen, key=lambda word: (-seen[word], word)) if len(word) > 1)
    for word, _ in zip(longer, range(size - 1 - len(tokens)), strict=False):
        tokens[word] = float(seen[word])
    return tokens


def make_tokenizer(tokens: dict[str, float]) -> Tokenizer:
    """The tokenizer that cuts a run of letters into its likeliest tokens, as jieba does, without jieba.

    Marks and spaces are no tokens; a number or a Latin word is cut apart from the characters around it.
    """
    total = sum(tokens.values())
    pieces = [(UNKNOWN, -30.0), *((token, math.log(count / total)) for token, count in tokens.items())]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    # Texts come folded already; full Unicode normalisation here would cost a fifth of the speed.
    tokenizer.normalizer = normalizers.Lowercase()
    # Runs of figures, Latin letters and other letters, in one pass: what lies between them is left out.
    runs = Regex(r"[0-9]+|[a-z_]+|[^\W0-9a-z_]+")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(runs, "removed", invert=True)
    return tokenizer


def first_vectors(
    tokenizer: Tokenizer,
    tokens: dict[str, float],
    vectors: dict[str, NDArray[np.float32]],
    dims: int,
    random: np.random.Generator,
) -> NDArray[np.float32]:
    """Where training starts: known word vectors in the first columns, chance in the rest; rare words longer.

    (tokens, dims) float32. A text's vector is a mean, so a row's length is the word's weight in it.
    """
    rows = random.standard_normal((tokenizer.get_vocab_size(), dims)).astype(np.float32) / dims**0.5
    for token, row in tokenizer.get_vocab().items():
        if token in vectors:
            known = vectors[token][:dims]
            rows[row, : len(known)] = 0.8 * known / max(float(np.linalg.norm(known)), 1e-6)
    total = sum(tokens.values())
    rarity = np.zeros(len(rows), np.float32)
    for token, count in tokens.items():
        rarity[tokenizer.token_to_id(token)] = math.log(total / count)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(1.6 * rows * (rarity / rarity[1:].mean())[:, None], np.float32)
