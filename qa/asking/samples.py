"""The articles to a few questions they can answer."""

from __future__ import annotations

from itertools import islice

from qa.indexing.index import Index


def sample_questions(index: Index, count: int) -> list[str]:
    """Questions about the first places the articles name; fewer where there are fewer."""
    places = dict.fromkeys(article.place for article in islice(index.articles, 100) if article.place)
    return [f"{place}有哪些做法？" for place in islice(places, count)]
