"""A question about several places to one question a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, takewhile

from qa.asking.amounts import how_much
from qa.asking.joined import Part, joined_parts, perhaps_joined
from qa.asking.kinds import kind_of
from qa.asking.places import Place, find_places
from qa.asking.query import Query
from qa.indexing.index import Index

_JOINS = re.compile(r"(以及|还是|[和与跟同及、,]|或者?)\s*$")
_ASKS = re.compile(r"多少|几|什么|啥|哪|谁|怎|如何")
_SHARED_FROM = re.compile(r"[,，都各分在]|处理|相比|谁")
_TOGETHER = re.compile(r"(分别|各自|各|都|相比|对比)")
# "Are they one and the same" is answered by what each of them is.
_SAME = re.compile(
    r"(是不是|是)?(一个|同一个|一回事|一样|一码事)(地方|东西|事|单位|村|镇|社区)?(的)?吗?|(有)?什么(区别|关系|不同|两样)"
)

_SHORTEST_NAME = 3
_CHOICE = re.compile(r"[,，]?是(?P<one>[^,，是的]{2,8})的?还是(?P<other>[^,，是的?？]{2,8})的?")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, and the question about it alone."""

    label: str
    query: Query
    described: bool = False  # asked what it is, so that any sentence that names it tells something


def sides_of(index: Index, query: Query) -> list[Side]:
    """The sides of a question that names two places or more, or two names in quotation marks; none where it
    names fewer or asks about them as one."""
    if chosen := _chosen_from(index, query):
        return chosen
    places = _apart(query.places)
    if len(places) < 2 and _SAME.search(query.text):
        places = _apart([*places, *_quoted(query)])
    if len(places) < 2 or not (query.compares or _joined(query.text, places)):
        return []
    places.sort(key=lambda place: place.start)
    joined = [] if _SAME.search(query.text) else joined_sides(index, query)
    if len(joined) == len(places) and all(side.query.places for side in joined):
        return joined
    return [_side(query, places, number) for number in range(len(places))]


def joined_sides(index: Index, query: Query) -> list[Side]:
    """The sides of a question that asks one thing of each of several, places or not; else none."""
    return [_side_of(index, query, part) for part in joined_parts(query.text, partial(_is_printed, index))]


def perhaps_sides(index: Index, query: Query) -> list[Side]:
    """The sides of a question about two places, or names in print, that may be asked about each or both as
    one; else none."""

    def is_named(side: str) -> bool:
        return len(side) >= _SHORTEST_NAME and _is_printed(index, side)

    return [_side_of(index, query, part) for part in perhaps_joined(query.text, is_named)]


def _is_printed(index: Index, words: str) -> bool:
    return bool(index.passages_with(words, 1))


def _side_of(index: Index, query: Query, part: Part) -> Side:
    """A side by its place, where it is one or belongs to one, else by its name."""
    places = tuple(place for place in find_places(index, part.question) if place.known)
    own = [place.name for place in places if place.name.endswith(part.name) or place.stem == part.name]
    label = own[0] if own else part.name
    return Side(label, replace(query, text=part.question, kind=kind_of(part.question), places=places))


def _chosen_from(index: Index, query: Query) -> list[Side]:
    """The sides of a choice between two counties that both have the town asked about: 是清丰的还是范县的."""
    choice = _CHOICE.search(query.text)
    if not choice or not query.places:
        return []
    town, names = query.places[0], index.names
    counties = [names.stems.get(name, name) for name in choice.group("one", "other")]
    if any(county == town.narrow or county + town.narrow not in names.places for county in counties):
        return []
    asked = query.text[: choice.start()]
    return [
        Side(
            county + town.narrow,
            replace(
                query,
                text=f"{asked}?",
                kind=kind_of(asked),
                places=(replace(town, name=county + town.narrow, parts=(county, town.narrow)),),
            ),
        )
        for county in counties
    ]


def _quoted(query: Query) -> list[Place]:
    """Names in quotation marks, taken like places: an article must print them."""
    starts = [(query.text.find(name), name) for name in query.quoted]
    return [Place(name, at, at + len(name), (name,), True) for at, name in starts if at >= 0]


def _apart(places: Sequence[Place]) -> list[Place]:
    """The places, each once."""
    seen: dict[str, Place] = {}
    for place in places:
        seen.setdefault(place.narrow if len(place.parts) == 1 else place.name, place)
    return list(seen.values())


def _joined(text: str, places: Sequence[Place]) -> bool:
    return any(_joins(text[a.end : b.start].strip("\"'")) for a, b in pairwise(places))


def _joins(between: str) -> bool:
    """Whether the words between two places set them side by side: not in 石桥镇年中观摩,东岗村."""
    join = _JOINS.search(between)
    told = between[: join.start()] if join else ""
    return join is not None and (join[1] != "," or not told or bool(_ASKS.search(told)))


def _side(query: Query, places: Sequence[Place], number: int) -> Side:
    """The question with one side's own words and all that is asked of every side."""
    place = places[number]
    own, shared = _own_words(query.text, places)
    before = query.text[: places[0].start].strip('"')
    asked_whole = "?" in own[number]
    text = _TOGETHER.sub("", f"{before}{own[number]}{'' if asked_whole else shared}")
    described = bool(_SAME.search(text))
    text = _SAME.sub("是什么", text)
    text = how_much(text)
    moved = replace(place, start=len(before), end=len(before) + len(place.name))
    return Side(place.name, replace(query, text=text, kind=kind_of(text), places=(moved,)), described)


def _own_words(text: str, places: Sequence[Place]) -> tuple[list[str], str]:
    """What belongs to each side (五星乡的福牛农业), and what is asked of all (养多少头)."""
    own, shared = [], ""
    for place, following in pairwise(places):
        between = _JOINS.sub("", text[place.end : following.start].strip('"'))
        if "?" in between:  # a question of its own: the next one asks about the others
            own.append(place.name + between[: between.index("?") + 1])
        elif _ASKS.search(between):
            own, shared = [*own, place.name], shared + between
        else:
            own.append(place.name + between)
    last = places[-1]
    rest = text[last.end :].lstrip('"')
    alike = takewhile(
        lambda pair: pair[0] == pair[1], zip(own[-1][len(places[-2].name) :], rest, strict=False)
    )
    both = len(list(alike))  # 岳塘区|法院和二道区|法院
    owned = any(len(words) > len(place.name) for words, place in zip(own, places, strict=False))
    match = _SHARED_FROM.search(rest) if owned and rest.startswith("的") else None
    cut = max(match.start() if match else 0, both)
    return [*own, last.name + rest[:cut]], shared + rest[cut:]
