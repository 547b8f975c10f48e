"""Articles to the passages that are indexed, and each passage to the terms it is found by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.indexing.sentences import split_passages
from qa.records import Article, Passage


def passages_of(articles: Sequence[Article], max_chars: int, overlap_chars: int) -> Iterator[Passage]:
    """The passages of all articles in order; every one is `article.text[start:end]`. Stubs have none."""
    for number, article in enumerate(articles):
        for start, end in split_passages(article.text, max_chars, overlap_chars):
            yield Passage(number, start, end, article.text[start:end])


def heading_of(article: Article) -> str:
    """What stands over an article: place, kicker, title. A sentence keeps it as context when indexed,
    so that "该镇" is found by the town's name."""
    return " ".join(part for part in (article.place, article.kicker, article.title) if part)
