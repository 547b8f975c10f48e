"""What a question sets aside (除了甲和乙，另外四个叫什么) to whether a sentence names anything besides."""

from __future__ import annotations

import re

from qa.indexing.folding import fold

_EXCEPT = re.compile(
    r"除(?:了|开|去)?(?P<names>[^,;。?!]{2,40}?)(?:之外|以外|外)?,?(?=还|另|其[他它余]|剩|别的)"
)
_JOINED = re.compile(r"、|以及|[和与及跟]")
_AND_SO_ON = "等"
_LEAST = 2  # names set aside; what one name stands beside may be told anywhere


def sets_aside(question: str) -> bool:
    """Whether a question sets something aside, of which it asks nothing."""
    return bool(_EXCEPT.search(fold(question)))


def names_no_more(question: str, sentence: str) -> bool:
    """Whether a sentence lists the very names that a question sets aside, and 等: what the others are called
    goes unsaid there, and a list is told in one place."""
    asked = _EXCEPT.search(fold(question))
    names = [name for name in _JOINED.split(_bare(asked["names"])) if name] if asked else []
    if len(names) < _LEAST:
        return False
    one = "|".join(map(re.escape, names))
    run = re.compile(rf"(?<!、)(?:{one})(?:(?:{_JOINED.pattern})(?:{one})){{{len(names) - 1}}}{_AND_SO_ON}")
    return bool(run.search(_bare(fold(sentence))))


def _bare(text: str) -> str:
    return re.sub("[\"'《》]", "", text)
