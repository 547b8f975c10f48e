"""A question about several places to one question a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.asking.places import Place
from qa.asking.query import Query

_JOINS = re.compile(r"(以及|还是|[和与跟同及、,]|或者?)\s*$")
_ASKS = re.compile(r"多少|几|什么|啥|哪|谁|怎|如何")
_SHARED_FROM = re.compile(r"[,，都各分在]|处理|相比|谁")
_TOGETHER = re.compile(r"(分别|各自|各|都|相比|对比)")
# "Are they one and the same" is answered by what each of them is.
_SAME = re.compile(
    r"(是不是|是)?(一个|同一个|一回事|一样|一码事)(地方|东西|事|单位|村|镇|社区)?(的)?吗?|(有)?什么(区别|关系|不同|两样)"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, and the question about it alone."""

    label: str
    query: Query


def sides_of(query: Query) -> list[Side]:
    """The sides of a question that names two places or more, or two names in quotation marks; none where it
    names fewer or asks about them as one."""
    places = _apart(query.places)
    if len(places) < 2 and _SAME.search(query.text):
        places = _apart([*places, *_quoted(query)])
    if len(places) < 2 or not (query.compares or _joined(query.text, places)):
        return []
    places.sort(key=lambda place: place.start)
    return [_side(query, places, number) for number in range(len(places))]


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
    return any(_JOINS.search(text[a.end : b.start].strip("\"'")) for a, b in pairwise(places))


def _side(query: Query, places: Sequence[Place], number: int) -> Side:
    """The question with one side's own words and all that is asked of every side."""
    place = places[number]
    own, shared = _own_words(query.text, places)
    before = query.text[: places[0].start].strip('"')
    asked_whole = "?" in own[number]
    text = _TOGETHER.sub("", f"{before}{own[number]}{'' if asked_whole else shared}")
    text = _SAME.sub("是什么", text) if _SAME.search(text) else text
    moved = replace(place, start=len(before), end=len(before) + len(place.name))
    return Side(place.name, replace(query, text=text, places=(moved,)))


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
    owned = any(len(words) > len(place.name) for words, place in zip(own, places, strict=False))
    match = _SHARED_FROM.search(rest) if owned and rest.startswith("的") else None
    cut = match.start() if match else 0
    return [*own, last.name + rest[:cut]], shared + rest[cut:]
