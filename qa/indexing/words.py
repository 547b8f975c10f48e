"""Text to words: the one module that knows jieba, used alike for articles and for questions."""

from __future__ import annotations

import logging
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa.indexing.folding import fold

if TYPE_CHECKING:
    import jieba

_WORD = re.compile(r"\w+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9.%]+")


@cache
def _tokenizer() -> jieba.Tokenizer:
    import jieba  # noqa: PLC0415  (loads a dictionary of 350,000 words: 0.6 s)

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _own_folder()
    return tokenizer


def _own_folder() -> str | None:
    """Where jieba may keep its dictionary ready to load: a folder nobody else can write to, as what lies
    there is trusted. None, the shared temporary folder, where the user has no home."""
    folder = Path.home() / ".cache" / "wenbao"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder)


def load_words() -> None:
    """Read jieba's dictionary now, so that the first question does not wait for it."""
    _tokenizer().initialize()


def split_words(text: str) -> list[str]:
    """The folded words of a text, long ones also in their shorter parts; no punctuation."""
    return [word for word in _tokenizer().lcut_for_search(fold(text)) if _WORD.fullmatch(word)]


def dictionary_words(text: str) -> list[str]:
    """The folded words of a text by the dictionary alone, without guessed names; joined they are the fold.

    Faster than with guessed names, and 99.8 % of short answers begin and end at such a word (98.0 % there).
    """
    return list(_tokenizer().cut(fold(text), HMM=False))


def dictionary_classes() -> dict[str, str]:
    """Each dictionary word's part of speech, as jieba's short tags: n, v, nr (a person), ns (a place), …"""
    from jieba import posseg  # noqa: PLC0415  (reads the dictionary once more; only training asks for it)

    posseg.dt.initialize()
    return dict(posseg.dt.word_tag_tab)


def split_bigrams(text: str) -> list[str]:
    """Neighbouring pairs of folded Chinese characters; numbers and Latin words whole.

    A name jieba cuts differently in question and article still shares its bigrams.
    """
    grams: list[str] = []
    for run in _HAN_RUN.findall(fold(text)):
        if run[0] < "\u3400" or len(run) == 1:
            grams.append(run)
        else:
            grams.extend(run[at : at + 2] for at in range(len(run) - 1))
    return grams
