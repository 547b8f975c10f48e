import numpy as np

from qa.indexing.articles_file import ArticlesFile, write_articles
from tests.corpus import ARTICLES


def test_articles_written_are_the_articles_read(tmp_path):
    lines = write_articles(ARTICLES, tmp_path / "articles.jsonl")
    again = ArticlesFile(tmp_path / "articles.jsonl", lines)
    for before, after in zip(ARTICLES, again, strict=True):
        assert list(after.source_map) == list(before.source_map)
        for name in ("id", "source", "title", "kicker", "place", "byline", "text", "captions", "subheads"):
            assert getattr(after, name) == getattr(before, name)


def test_no_articles_is_an_empty_file(tmp_path):
    lines = write_articles([], tmp_path / "articles.jsonl")
    assert np.array_equal(lines, [0])
    assert len(ArticlesFile(tmp_path / "articles.jsonl", lines)) == 0
