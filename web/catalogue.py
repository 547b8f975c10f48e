"""All articles to the list a visitor reads: found by a few letters, grouped by page or by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.records import Article

NO_PLACE = "没有注明地方"


@dataclass(frozen=True, slots=True)
class Group:
    """Articles under one heading, in page order."""

    name: str
    articles: tuple[Article, ...]


def find(articles: Iterable[Article], words: str) -> list[Article]:
    """The articles whose title, kicker, place, byline or page holds every word; all of them for no word."""
    wanted = words.casefold().split()
    return [article for article in articles if all(word in _label(article) for word in wanted)]


def _label(article: Article) -> str:
    parts = (article.title, article.kicker, article.place, article.byline, article.source, article.name)
    return " ".join(filter(None, parts)).casefold()


def grouped(articles: Sequence[Article], by_place: bool) -> list[Group]:
    """The articles by page in page order, or by place, the places with most articles first."""
    groups: dict[str, list[Article]] = {}
    for article in articles:
        name = (article.place or NO_PLACE) if by_place else article.source
        groups.setdefault(name, []).append(article)
    found = [Group(name, tuple(members)) for name, members in groups.items()]
    if by_place:
        found.sort(key=lambda group: (group.name == NO_PLACE, -len(group.articles)))
    return found
