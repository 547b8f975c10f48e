"""A place name that several counties share to one side a county: 城关镇 is in three of them."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.asking.places import Place
from qa.asking.query import Query
from qa.asking.sides import Side
from qa.indexing.folding import fold
from qa.indexing.index import Index

_WHICH = re.compile(r"(是|属于?|在)哪(个|一个)?[县区市]|哪(个|一个)(?!月|季|时)")


def asks_which(index: Index, query: Query) -> bool:
    """Whether the question asks which of the counties that share a place's name is meant."""
    return bool(_WHICH.search(query.text) and namesakes(index, query))


def namesakes(index: Index, query: Query) -> list[Side]:
    """One side for each county that has a place of the name asked about; none where it is clear which."""
    if len(query.places) != 1 or len(query.places[0].parts) != 1:
        return []
    place = query.places[0]
    counties: dict[str, None] = {}
    for number in index.names.places.get(place.narrow, ()):
        county = index.articles[number].facts.county
        if county and fold(county) != place.narrow:
            counties[fold(county)] = None
    if len(counties) < 2:
        return []
    return [
        Side(county + place.narrow, replace(query, places=(_in_county(place, county),)))
        for county in counties
    ]


def _in_county(place: Place, county: str) -> Place:
    return replace(place, name=county + place.narrow, parts=(county, place.narrow))
