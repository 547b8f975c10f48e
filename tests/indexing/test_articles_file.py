import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qa.indexing.articles_file import ArticlesFile, SourceMap, write_articles
from tests.corpus import ARTICLES


@given(st.lists(st.integers(0, 300), max_size=60).map(sorted))
def test_source_map_in_runs_is_the_list_it_was_made_of(offsets):
    runs = SourceMap.of(offsets)
    assert list(runs) == offsets
    assert list(runs[1:5]) == offsets[1:5]


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
