from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qa.records import SourceMap
from qa.replies import Citation
from tests.corpus import ARTICLES


@given(st.lists(st.integers(0, 300), max_size=60).map(sorted))
def test_source_map_in_runs_is_the_list_it_was_made_of(offsets):
    runs = SourceMap.of(offsets)
    assert list(runs) == offsets
    assert list(runs[1:5]) == offsets[1:5]


def test_citation_names_its_place_in_the_page():
    shifted = replace(ARTICLES[0], source_map=SourceMap.of([at + 7 for at in range(len(ARTICLES[0].text))]))
    citation = Citation(1, shifted, shifted.text[3:9], 3, 9, 1.0)
    assert citation.source_span == (10, 16)
    assert citation.url == "/articles/aaaaaaaaaaaa?s=3&e=9"


def test_article_without_title_or_place_is_called_by_its_first_words():
    nameless = replace(ARTICLES[0], title=None, place=None)
    assert nameless.name == ARTICLES[0].text[:20]
