"""An article and the places and names asked about to whether they agree: 清丰县城关镇 is not 濮阳县城关镇."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from qa.asking.places import Place
from qa.asking.question_words import BODIES, COUNTY_ENDINGS, IN_NO_NAME
from qa.indexing.folding import fold
from qa.indexing.index import Index
from qa.indexing.names import places_of
from qa.indexing.passages import heading_of
from qa.indexing.words import dictionary_words
from qa.records import Article

ABOUT = 1.0  # the article stands under this place
MENTIONED = 0.6  # its text names the place
UNSAID = 0.3  # it may be about it: it leaves the ending out (普陀), or the province, as local papers do
APART = 0.0
_MAY_GO_UNSAID = "省"
_MAY_LOSE_ITS_ENDING = (*COUNTY_ENDINGS, "市")
_OFFICE = re.compile(r"(?<=街道)办(?:事处)?$")  # of a street, for which the street may stand
# The name a question begins with: two characters that no dictionary joins (何德|忠, 留驾|村), or any that
# begin the name of a place or a body. On 1,300 questions about other articles .73 to .85 of the unanswerable
# are refused so, .71 to .83 without; of those with an answer one is lost and two more are found.
_NAME = re.compile(r"(?:[在去给跟]|听说|想去|记得)?(?P<name>[\u4e00-\u9fff]{2})")
_BODY = re.compile(rf"(?P<own>[\u4e00-\u9fff]{{0,4}}?)(?:{BODIES}|[小中]学|广场|小区|社区|街道|[镇乡村县])")
_PRINTED = 15  # passages at most; what more print is no one's name
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
    return not re.search(rf"[\u4e00-\u9fff]{{2}}[{''.join(COUNTY_ENDINGS)}]{re.escape(town)}", text)


def leading_names(index: Index, question: str) -> tuple[str, ...]:
    """The beginning of the name a folded question begins with, if few passages print it, and that of the body
    after it: a city may go unsaid (荆门|青山社区), as local papers leave it out."""
    match = _NAME.match(question)
    if not match or set(match["name"]) & IN_NO_NAME:
        return ()
    body = _BODY.match(question, match.end())
    if not body and len(dictionary_words(question[match.start("name") :])[0]) > 1:
        return ()
    if not 1 <= index.postings["bigrams"].frequency(match["name"]) <= _PRINTED:
        return ()
    own = body["own"][-2:] if body else ""
    return (match["name"], own) if len(own) > 1 else (match["name"],)


def prints_any(article: Article, names: Sequence[str]) -> bool:
    """Whether an article prints one of the names, in its text or over it."""
    text, heading = _folded(article.text), fold(heading_of(article))
    return any(name in text or name in heading for name in names)
