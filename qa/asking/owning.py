"""A sentence, or a place in it, to whether it tells of another than the one asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.kinds import Kind, kind_of
from qa.asking.needing import POST_ASKED
from qa.asking.people import people_in
from qa.asking.places import find_places
from qa.asking.query import Query
from qa.indexing.index import Index

_PARTS = ";；"
_OF_A_PLACE = re.compile(
    r"(?:党委|党工委|党总支|党支部|工委|村?委会?|居委会?)?(?:书记|主任|支书|[镇乡县区市村]长)"
)
_PART = re.compile(rf"[^{_PARTS}]+")
_AGE = re.compile(r"多大(?:了|年纪|岁数|年龄)|(?:多少|几)岁|年龄|高寿|年纪")
_KIND = re.compile(r"(?:社区|小区|公司|村)$")  # of which an article tells of several; it is about one town
_TOWN = re.compile(r"(?:街道|[镇乡办])$")
_NO_NAME = "该本全各每这那我某个"  # begins what is no name: 该村, 各社区


def is_anothers(index: Index, query: Query, sentence: str, at: int) -> bool:
    """Whether a place in a sentence stands in a part of it that tells of another place or person than the one
    asked about, whom the sentence names elsewhere: 甲村投入20万元;乙村有780户.

    Of 703 places that answer, in sentences of several parts, it says so of two. The same of a post that only
    others' holders are named for.
    """
    if POST_ASKED.search(query.text) and _names_other_holders(index, query, sentence):
        return True
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


def _names_other_holders(index: Index, query: Query, sentence: str) -> bool:
    """Whether the posts in a sentence are all those of other places than the one asked about: 双河镇镇长 is
    not told by 城关镇镇长欧阳慧, nor 城关镇党委书记 by 城关镇槐荫社区党委书记田淑敏. Of 1,408 sentences that
    name who is asked for three do so."""
    if not query.places:
        return False
    asked = query.places[-1].narrow
    held = [place.narrow for place in find_places(index, sentence) if _OF_A_PLACE.match(sentence, place.end)]
    if not held or any(name in query.text for name in held):
        return False
    narrower = _TOWN.search(asked) and len(held) == len(_OF_A_PLACE.findall(sentence))
    if narrower and all(map(_KIND.search, held)):
        return True
    return asked not in sentence and all(name[-1] == asked[-1] for name in held)


def _names_another(index: Index, asked: Sequence[str], part: str) -> bool:
    """Whether a part begins to tell of somebody, or of a place of the kind, where none of those asked about
    is."""
    kinds = {match.group() for name in asked if (match := _KIND.search(name))}
    begun = (re.search(rf"(?:^|[,，])[^\W\d{_NO_NAME}]{{2,4}}{kind}", part) for kind in kinds)
    return any(begun) or (any(not _KIND.search(name) for name in asked) and any(people_in(index, part)))


def told_before(names: Sequence[str], sentence: str, at: int) -> bool:
    """Whether a place in a sentence stands in a part of it before the one that first names who is asked
    about: 井盼淑筹资1200万元;王贵利创建公司."""
    named = [found for name in names if (found := sentence.find(name)) >= 0]
    return bool(named) and any(mark in sentence[at : min(named)] for mark in _PARTS)


def tells_of_somebody_else(index: Index, question: str, names: Sequence[str], sentence: str) -> bool:
    """Whether the sentence speaks of none of those asked about, by name or as 他, where an age is asked for,
    or a number and it names somebody else.

    Of 759 questions about somebody the sentence that answers does so for two.
    """
    if not names or any(name in sentence for name in names) or re.search("[他她]", sentence):
        return False
    if _AGE.search(question):
        return True
    return kind_of(question) is Kind.NUMBER and any(True for _ in people_in(index, sentence))
