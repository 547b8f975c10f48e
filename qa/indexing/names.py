"""Articles to the names they stand under: each place and each author with the articles that carry it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.indexing.folding import fold
from qa.records import Article

Numbers = tuple[int, ...]
_ENDING = re.compile(r"(街道办事处|办事处|街道办|街道|社区|镇|乡|村|县|市|区|办)$")


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Folded names to article numbers in page order; a place stands under its full name and each part."""

    places: Mapping[str, Numbers]
    authors: Mapping[str, Numbers]
    stems: Mapping[str, str]  # a place without its ending (近德固) to the place (近德固镇)

    @classmethod
    def build(cls, articles: Sequence[Article]) -> Names:
        """The names of all articles, stubs included: a place with only a headline is still known."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        authors: defaultdict[str, list[int]] = defaultdict(list)
        for number, article in enumerate(articles):
            for place in dict.fromkeys(places_of(article)):
                places[place].append(number)
            for author in dict.fromkeys(map(fold, article.facts.authors)):
                authors[author].append(number)
        return cls(_frozen(places), _frozen(authors), _stems(places))

    def save(self, path: Path) -> None:
        """Write the names to one JSON file."""
        path.write_text(
            json.dumps({"places": self.places, "authors": self.authors}, ensure_ascii=False, sort_keys=True),
            "utf-8",
        )

    @classmethod
    def load(cls, path: Path) -> Names:
        """What `save` wrote."""
        body = json.loads(path.read_text("utf-8"))
        return cls(_frozen(body["places"]), _frozen(body["authors"]), _stems(body["places"]))


def places_of(article: Article) -> Iterator[str]:
    """The folded names an article's place goes by: as printed, county with town, and each part alone."""
    facts = article.facts
    county, town, village = facts.county or "", facts.town or "", facts.village or ""
    place = article.place or ""
    names = [place, county, town, village]
    names += [place.removeprefix(county)] if county and place != county else []
    names += [county + town] if town else []
    names += [town + village] if village else []
    for name in names:
        if len(name) > 1:
            yield fold(name)


def _stems(places: Iterable[str]) -> dict[str, str]:
    """Stems of two characters and more; where two places share one (五星乡, 五星村), the first has it."""
    stems: dict[str, str] = {}
    for place in places:
        ending = _ENDING.search(place)
        if ending and ending.start() > 1:
            stems.setdefault(place[: ending.start()], place)
    return stems


def _frozen(names: Mapping[str, Sequence[int]]) -> dict[str, Numbers]:
    return {name: tuple(numbers) for name, numbers in names.items()}
