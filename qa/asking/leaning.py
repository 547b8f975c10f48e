"""Whether a question leans on the one before it or begins a new topic."""

from __future__ import annotations

import re

from qa.asking.conversations import Turn
from qa.asking.matching import coverage, term_weights
from qa.asking.places import find_places
from qa.indexing.index import Index
from qa.indexing.passages import heading_of

_CONNECTIVE = re.compile(r"^(那么?|还|又|再|另外|其中|然后|接着|具体|针对这|这些|这么|这件|这项)")
_FEW = 3  # pairs of characters: a question with no more says too little to stand alone
_CLEARLY = 0.15  # how much more of a question another article must cover to make it a new topic
_LOOKED_AT = 5  # passages


def leans(index: Index, asked: str, last: Turn) -> bool:
    """True for a question without a place of its own that the last articles cover as well as any other."""
    if any(place.known and len(place.name) > 2 for place in find_places(index, asked)):
        return False
    weights = term_weights(index, asked)
    if _CONNECTIVE.match(asked) or len(weights) <= _FEW:
        return True
    own = [index.articles[index.positions[name]] for name in last.articles if name in index.positions]
    if not own:
        return False
    here = max(coverage(weights, heading_of(article), article.text) for article in own)
    others = (index.passage(hit.passage) for hit in index.search_text("bigrams", asked, _LOOKED_AT))
    elsewhere = max(
        (
            coverage(weights, heading_of(index.articles[one.article]), index.articles[one.article].text)
            for one in others
        ),
        default=0.0,
    )
    return here >= elsewhere - _CLEARLY
