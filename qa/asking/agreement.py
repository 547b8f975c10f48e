"""An article and the places a question names to how well they agree: 清丰县城关镇 is not 濮阳县城关镇."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from qa.asking.places import Place
from qa.asking.question_words import COUNTY_ENDINGS
from qa.indexing.folding import fold
from qa.indexing.names import places_of
from qa.indexing.passages import heading_of
from qa.records import Article

ABOUT = 1.0  # the article stands under this place
MENTIONED = 0.6  # its text names the place
UNSAID = 0.3  # it may be about it: it leaves the ending out (普陀), or the province, as local papers do
APART = 0.0
_MAY_GO_UNSAID = "省"
_MAY_LOSE_ITS_ENDING = (*COUNTY_ENDINGS, "市")
_OFFICE = re.compile(r"(?<=街道)办(?:事处)?$")  # of a street, for which the street may stand
_folded = lru_cache(512)(fold)  # articles' texts, some 2 MB: a question looks at sixty of them


def agreement(article: Article, place: Place) -> float:
    """How far an article is about a place. A county named before a town must be the article's county too, if
    that is known; a city or province above it may go unsaid, as local papers leave it out."""
    heading = fold(heading_of(article))
    level = _level(article, place, heading)
    for wide, part in pairwise(place.parts):
        if wide.endswith(COUNTY_ENDINGS) and not _in_county(article, wide, part, heading):
            return APART
    return level


def _level(article: Article, place: Place, heading: str) -> float:
    narrow, text = _OFFICE.sub("", place.narrow), _folded(article.text)
    if narrow in heading or narrow in places_of(article):
        return ABOUT
    if (place.stem or narrow) in text:
        return MENTIONED
    county = article.facts.county
    shortened = narrow.endswith(_MAY_LOSE_ITS_ENDING) and len(narrow) > 2 and narrow[:-1] in text
    if narrow.endswith(_MAY_GO_UNSAID) or (shortened and county is None):
        return UNSAID
    return APART


def _in_county(article: Article, county: str, town: str, heading: str) -> bool:
    text = _folded(article.text)
    if county + town in text or county in heading:
        return True
    if own := article.facts.county:
        return fold(own) == county
    return True
