"""A question to the two things in it that are asked about side by side and are no places."""

from __future__ import annotations

import re
from itertools import accumulate

from qa.asking.places import Place, is_printed
from qa.asking.query import Query
from qa.indexing.index import Index
from qa.indexing.words import dictionary_words

_JOIN = re.compile(r"[和与跟同、]")
_APART = re.compile(r"分别|各")
_SHORTEST, _LONGEST = 3, 12  # characters of a thing's name


def things_apart(index: Index, query: Query) -> list[Place]:
    """Two names in print that are joined and asked about apart (福牛农业和旺源养殖各…), taken like places."""
    text = query.text
    borders = {0, *accumulate(map(len, dictionary_words(text)))}
    for match in _JOIN.finditer(text):
        start, end = match.span()
        if start not in borders or end not in borders or not _APART.search(text, end):
            continue
        firsts = (at for at in range(start - _LONGEST, start - _SHORTEST + 1) if at in borders)
        lasts = (at for at in range(end + _LONGEST, end + _SHORTEST - 1, -1) if at in borders)
        first = next((at for at in firsts if is_printed(index, text[at:start])), None)
        last = next((at for at in lasts if is_printed(index, text[end:at])), None)
        if first is not None and last is not None:
            return [_thing(text, first, start), _thing(text, end, last)]
    return []


def _thing(text: str, start: int, end: int) -> Place:
    return Place(text[start:end], start, end, (text[start:end],), True)
