"""A question to the places it names, each checked against the corpus: known, found in print, or absent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from qa.asking.question_words import (
    COUNTY_ENDINGS,
    NOT_A_PLACE,
    NOT_AN_ENDING,
    PLACE_ENDINGS,
    PLACE_FOLLOWERS,
    PROVINCES,
)
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.passages import heading_of
from qa.indexing.words import dictionary_words

_ENDING = re.compile("|".join(PLACE_ENDINGS))
_NOT_A_PLACE = re.compile(NOT_A_PLACE)
_NOT_AN_ENDING = re.compile(NOT_AN_ENDING)
_FOLLOWERS = re.compile(PLACE_FOLLOWERS)
_OFFICES = ("街道办事处", "办事处", "街道办", "街道")
_HERE = re.compile(r"(那边|这边|那儿|这儿|当地)")
_LOOKED_AT = 20  # passages that print a place
_COMPARED = 60  # passages that print a name, and those that print it without its beginning
_LONGEST_STEM = 5  # characters before the ending: 打渔陈镇, 都市花园社区


@dataclass(frozen=True, slots=True)
class Place:
    """A place a question names, folded, with where it stands in the question.

    `parts` runs from the wide to the narrow (濮阳县, 城关镇), each as the corpus writes it where it does.
    `known`: the corpus prints the narrow part.
    """

    name: str
    start: int
    end: int
    parts: tuple[str, ...]
    known: bool
    stem: str = ""  # the narrow part as the question has it, where it leaves out the ending

    @property
    def narrow(self) -> str:
        """The narrowest part: what an article must be about."""
        return self.parts[-1]

    def without_ending(self, text: str) -> bool:
        """Whether the text names it with an ending the corpus does not print: 嘉兴街道 for 嘉兴."""
        return self.known and not self.stem and not text[self.start : self.end].endswith(self.narrow)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str
    known: bool
    stem: str = ""


def find_places(index: Index, question: str) -> tuple[Place, ...]:
    """The places of a question in order; neighbouring parts (清丰县 + 城关镇) are one place."""
    text = fold(question)
    borders = {0, *accumulate(map(len, dictionary_words(text)))}
    found: list[_Found] = []
    for match in _ENDING.finditer(text):
        left = found[-1].end if found else 0
        if name := _name_before(index, text, borders, left, match):
            found.append(name)
    found += _by_stem(index, text, borders, found)
    return tuple(_join(index, text, sorted(found, key=lambda one: one.start)))


def _name_before(
    index: Index, text: str, borders: set[int], left: int, match: re.Match[str]
) -> _Found | None:
    """The name this ending closes: the longest that a heading carries, else that is in print, else a run of
    whole words, known by its stem or absent."""
    end = match.end()
    starts = range(max(left, match.start() - _LONGEST_STEM - 2), match.start())
    for start in starts:
        listed = [stop for stop in (end + 1, end) if text[start:stop] in index.names.places]
        if listed:  # the longer of 徐镇 and 徐镇镇
            return _Found(start, listed[0], text[start : listed[0]], True)
    is_part = end not in borders or match.group() == "办" or _FOLLOWERS.match(text, match.start())
    if is_part and not _is_before_town(index, text, match):
        return None
    if _NOT_AN_ENDING.search(text, match.start() - 1, end):
        return None
    if match.group() == "省" and not text.endswith(PROVINCES, 0, match.start()):
        return None
    shortest = (
        1 if dictionary_words(text[match.start() - 1 : end]) == [text[match.start() - 1 : end]] else 2
    )  # 费县
    stems = [
        at
        for at in starts
        if at in borders and match.start() - at >= shortest and names_place(text[at : match.start()])
    ]
    for start in stems:
        if is_printed(index, text[start:end]):
            first = _without_city(index, text, stems, start, end)
            return _Found(first, end, text[first:end], True)
    return _unprinted(index, text, stems, match)


def _is_before_town(index: Index, text: str, match: re.Match[str]) -> bool:
    """Whether a county ends where a known town begins: 望川县|城关镇 is about no 县城."""
    if match.group() not in COUNTY_ENDINGS:
        return False
    stops = range(match.end() + 2, match.end() + _LONGEST_STEM + 2)
    return any(text[match.end() : stop] in index.names.places for stop in stops)


def names_place(stem: str) -> bool:
    """Whether words before an ending may name a place: not 该, 哪个, 入."""
    return not _NOT_A_PLACE.search(stem)


def _without_city(index: Index, text: str, stems: list[int], start: int, end: int) -> int:
    """Where a county's name begins without the city some article prints before it, if others leave that out:
    运城|盐湖区."""
    if text.endswith(COUNTY_ENDINGS, start, end):
        printed = len(index.passages_with(text[start:end], _COMPARED))
        for later in stems:
            is_city = later - start > 1 and is_printed(index, f"{text[start:later]}市")
            if is_city and len(index.passages_with(text[later:end], _COMPARED)) > printed:
                return later
    return start


def _unprinted(index: Index, text: str, stems: list[int], match: re.Match[str]) -> _Found | None:
    """A name not in print with this ending: 嘉兴街道 where the paper says 嘉兴, or nowhere at all."""
    if not PLACE_ENDINGS[match.group()]:
        return None
    near = [at for at in stems if match.start() - at <= _LONGEST_STEM - 1]
    for start in near:
        stem = text[start : match.start()]
        if match.group() in _OFFICES and (office := _office(index, stem)):
            return _Found(start, match.end(), office, True)
        if is_printed(index, stem):
            return _Found(start, match.end(), stem, True)
    if not near:
        return None
    for start in range(near[0] + 1, match.start()):
        wide, narrow = text[near[0] : start], text[start : match.end()]
        if len(wide) == 1 and wide not in PLACE_ENDINGS:
            wide = text[max(0, near[0] - 1) : start]  # 从|化
        if (len(wide) > 1 or wide in PLACE_ENDINGS) and named_together(index, wide, narrow):
            return _Found(start, match.end(), narrow, True)  # 瑞安|曹村, and of 双城区政久村 区|政久村
    return _Found(near[0], match.end(), text[near[0] : match.end()], False)


def _office(index: Index, stem: str) -> str:
    """The street office meant by a name that leaves out or adds 路: 胜利办 by 胜利路街道; else nothing."""
    names = (
        f"{one}{ending}" for one in (stem, stem.removesuffix("路")) for ending in ("办", "街道", "路街道")
    )
    return next((name for name in names if name in index.names.places), "")


def named_together(index: Index, wide: str, narrow: str) -> bool:
    """Whether an article that prints one folded name prints the other too."""
    if not index.pairs.holds(narrow):
        return False
    numbers = {int(index.table[passage, 0]) for passage in index.passages_with(narrow, _LOOKED_AT)}
    articles = [index.articles[number] for number in numbers]
    return any(wide in fold(f"{heading_of(article)}\n{article.text}") for article in articles)


def is_printed(index: Index, phrase: str) -> bool:
    """Whether the corpus holds a folded phrase."""
    return index.pairs.holds(phrase) and bool(index.passages_with(phrase, 1))


def _by_stem(index: Index, text: str, borders: set[int], found: list[_Found]) -> list[_Found]:
    """Places named without their ending (近德固那边). One that is an ordinary word too (胜利, 建设) counts
    only right before another place (清丰|城关镇, 清丰|城关) or before 那边."""
    taken = {at for one in found for at in range(one.start, one.end)}
    starts = {one.start for one in found}
    names: list[_Found] = []
    for start in sorted(borders):
        for end in range(min(len(text), start + _LONGEST_STEM + 1), start + 1, -1):
            name = index.names.stems.get(text[start:end])
            if not name or end not in borders or taken & set(range(start, end)):
                continue
            ordinary = dictionary_words(text[start:end]) == [text[start:end]]
            town = None if end in starts else _town_after(index, text, end, name)
            owns = text.startswith("的", end) and end + 1 in starts  # 卢氏|的城关镇
            if town or not ordinary or owns or end in starts or _HERE.match(text, end):
                fresh = [_Found(start, end, name, True, text[start:end]), *([town] if town else [])]
                names += fresh
                taken |= set(range(start, fresh[-1].end))
                break
    return names


def _town_after(index: Index, text: str, start: int, county: str) -> _Found | None:
    """The town of a county whose stem follows the county's own: 清丰|城关."""
    for end in range(min(len(text), start + _LONGEST_STEM), start + 1, -1):
        town = index.names.stems.get(text[start:end])
        if town and county + town in index.names.places:
            return _Found(start, end, town, True, text[start:end])
    return None


def _join(index: Index, text: str, found: list[_Found]) -> list[Place]:
    """Parts side by side as one place, and a county and its town: 清丰县|的|城关镇."""
    places: list[Place] = []
    for one in found:
        between = text[places[-1].end : one.start] if places else None
        if between == "" or (between == "的" and places[-1].name + one.name in index.names.places):
            wide = places.pop()
            name, parts, known = wide.name + one.name, (*wide.parts, one.name), one.known
            if _is_in_others(index, wide, one.name):
                parts, known = (name,), False
            places.append(Place(name, wide.start, one.end, parts, known, one.stem))
        else:
            places.append(Place(one.name, one.start, one.end, (one.name,), one.known, one.stem))
    return places


def _is_in_others(index: Index, county: Place, town: str) -> bool:
    """Whether no article names the county, and all those under the town say which others it is in."""
    if county.known or not county.narrow.endswith(COUNTY_ENDINGS):
        return False
    under = [index.articles[number] for number in index.names.places.get(town, ())]
    return bool(under) and all(article.facts.county for article in under)
