"""A place in a sentence to whom it tells of, where the sentence tells of several, one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.people import people_in
from qa.asking.query import Query
from qa.indexing.index import Index

_PART = re.compile(r"[^;；]+")
_KIND = re.compile(r"(?:社区|小区|公司|村)$")  # of which an article tells of several; it is about one town
_NO_NAME = "该本全各每这那我某个"  # begins what is no name: 该村, 各社区


def told_of_another(index: Index, query: Query, sentence: str, at: int) -> bool:
    """Whether a place in a sentence stands in a part of it that tells of another place or person than the one
    asked about, whom the sentence names elsewhere: 甲村投入20万元;乙村有780户.

    Of 703 places that answer, in sentences of several parts, it says so of two."""
    narrow = (place.narrow for place in query.places if place.known and _KIND.search(place.narrow))
    asked = [name for name in (*query.people, *narrow) if name in sentence]
    parts = [match.span() for match in _PART.finditer(sentence)]
    if not asked or len(parts) < 2:
        return False
    for start, end in reversed([span for span in parts if span[0] <= at]):
        part = sentence[start:end]
        if any(name in part for name in asked):
            return False
        if _names_another(index, asked, part):
            return True
    return True


def _names_another(index: Index, asked: Sequence[str], part: str) -> bool:
    """Whether a part begins to tell of somebody, or of a place of the kind, where none of those asked about
    is."""
    kinds = {match.group() for name in asked if (match := _KIND.search(name))}
    begun = (re.search(rf"(?:^|[,，])[^\W\d{_NO_NAME}]{{2,4}}{kind}", part) for kind in kinds)
    return any(begun) or (any(not _KIND.search(name) for name in asked) and any(people_in(index, part)))
