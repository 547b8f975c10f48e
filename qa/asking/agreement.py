"""An article and the places a question names to how well they agree: 清丰县城关镇 is not 濮阳县城关镇."""

from __future__ import annotations

from functools import lru_cache

from qa.asking.places import Place
from qa.indexing.folding import fold
from qa.indexing.names import places_of
from qa.indexing.passages import heading_of
from qa.records import Article

ABOUT = 1.0  # the article stands under this place
MENTIONED = 0.6  # its text names the place
APART = 0.0
_COUNTY_ENDINGS = ("县", "区")
_folded = lru_cache(512)(fold)  # articles' texts, some 2 MB: a question looks at sixty of them


def agreement(article: Article, place: Place) -> float:
    """How far an article is about a place. A county named before a town must be the article's county too;
    a city or province above it may go unsaid, as local papers leave it out."""
    heading = fold(heading_of(article))
    narrow = place.narrow
    about = narrow in heading or narrow in places_of(article)
    if not about and (place.stem or narrow) not in _folded(article.text):
        return APART
    for wide in place.parts[:-1]:
        if wide.endswith(_COUNTY_ENDINGS) and not _in_county(article, wide, heading):
            return APART
    return ABOUT if about else MENTIONED


def _in_county(article: Article, county: str, heading: str) -> bool:
    if own := article.facts.county:
        return fold(own) == county or county in heading
    return county in heading or county in _folded(article.text)
