"""A question about several places to one question a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.asking.places import Place
from qa.asking.query import Query

_JOINS = re.compile(r"(以及|还是|[和与跟同及、,]|或者?)\s*$")
_SHARED_FROM = re.compile(r"[,，都各分在]|处理|相比|谁")
_TOGETHER = re.compile(r"(分别|各自|各|都|相比|对比)")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, and the question about it alone."""

    label: str
    query: Query


def sides_of(query: Query) -> list[Side]:
    """The sides of a question that names two places or more; none where it names fewer or asks about one."""
    places = _apart(query.places)
    if len(places) < 2 or not (query.compares or _joined(query.text, places)):
        return []
    ends = _ends(query.text, places)
    return [_side(query, places, ends, number) for number in range(len(places))]


def _apart(places: Sequence[Place]) -> list[Place]:
    """The places, each once."""
    seen: dict[tuple[str, ...], Place] = {}
    for place in places:
        seen.setdefault(place.parts, place)
    return list(seen.values())


def _joined(text: str, places: Sequence[Place]) -> bool:
    return any(_JOINS.search(text[a.end : b.start]) for a, b in zip(places, places[1:], strict=False))


def _ends(text: str, places: Sequence[Place]) -> list[int]:
    """Where each side's own words end; what follows the last is asked of all."""
    ends = []
    for place, following in zip(places, places[1:], strict=False):
        between = text[place.end : following.start]
        ends.append(place.end + len(_JOINS.sub("", between)))
    last = places[-1]
    owned = any(end > place.end for place, end in zip(places, ends, strict=False))
    match = _SHARED_FROM.search(text, last.end) if owned and text[last.end : last.end + 1] == "的" else None
    return [*ends, match.start() if match else last.end]


def _side(query: Query, places: Sequence[Place], ends: Sequence[int], number: int) -> Side:
    place = places[number]
    before, shared = query.text[: places[0].start], query.text[ends[-1] :]
    own = query.text[place.start : ends[number]]
    text = _TOGETHER.sub("", f"{before}{own}{shared}")
    moved = replace(place, start=len(before), end=len(before) + len(place.name))
    return Side(place.name, replace(query, text=text, places=(moved,)))
