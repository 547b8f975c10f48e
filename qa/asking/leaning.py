"""Whether a question leans on the one before it or begins a new topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asking.conversations import Turn
from qa.asking.matching import coverage, term_weights
from qa.asking.people import people_in
from qa.asking.places import find_places
from qa.indexing.index import Index
from qa.indexing.passages import heading_of

CONNECTIVE = re.compile(r"^(还|又|再|另外|其中|然后|接着|具体|针对这|这些|这么|这件|这项)")
# Pairs of characters: with no more a question says too little to stand alone. Of 100 turns of conversations,
# those that begin a new topic without a place have five to thirteen, those that lean six at most, but one.
_FEW = 3
_ENOUGH = 5  # with more it needs no subject of another
_CLEARLY = 0.15  # how much more of a question another article must cover to make it a new topic,
_COVERED = 0.5  # and how much of it: of new topics .57 to 1, of what leans and says more .47 at most
_LOOKED_AT = 5  # passages


def says_little(index: Index, asked: str) -> bool:
    """Whether a question needs the subject of the one before it."""
    return len(term_weights(index, asked)) <= _ENOUGH


def spoken_of(index: Index, turns: Sequence[Turn]) -> Sequence[Turn]:
    """The turns without the last ones that were not answered and only went on about those before."""
    kept = list(turns)
    while len(kept) > 1 and not kept[-1].articles and leans(index, kept[-1].question, kept[-2]):
        kept.pop()
    return kept


def leans(index: Index, asked: str, last: Turn) -> bool:
    """True for a question without a place or somebody of its own that no other article covers clearly better
    than those of the last answer. A place nobody prints is one where the question begins with it."""
    if any((place.known or not place.start) and len(place.name) > 2 for place in find_places(index, asked)):
        return False
    if any(people_in(index, asked)):
        return False
    weights = term_weights(index, asked)
    if CONNECTIVE.match(asked) or len(weights) <= _FEW:
        return True
    own = [index.articles[index.positions[name]] for name in last.articles if name in index.positions]
    here = max((coverage(weights, heading_of(article), article.text) for article in own), default=0.0)
    others = (index.passage(hit.passage) for hit in index.search_text("bigrams", asked, _LOOKED_AT))
    elsewhere = max(
        (
            coverage(weights, heading_of(index.articles[one.article]), index.articles[one.article].text)
            for one in others
        ),
        default=0.0,
    )
    return here >= elsewhere - _CLEARLY or elsewhere < _COVERED
