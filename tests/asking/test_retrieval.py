import pytest

from qa.asking.query import understand
from qa.asking.retrieval import retrieve, search_leg
from tests.asking.papers import index
from tests.corpus import build, save_and_load


def found(question, count=5, on=None, favoured=()):
    on = on or index()
    hits = retrieve(on, understand(on, question), count, favoured)
    return [on.articles[on.passage(hit.passage).article].title for hit in hits]


def test_best_passage_is_of_the_article_that_answers():
    assert found("新桥长多少米")[0] == "一桥飞架两岸通"


def test_scores_fall_and_every_score_is_that_of_its_passage():
    query = understand(index(), "托管班有多少学生")
    hits = retrieve(index(), query, 5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage for hit in hits}) == len(hits)


def test_empty_corpus_finds_nothing():
    empty = build(())
    assert retrieve(empty, understand(empty, "新桥长多少米"), 5) == []


def test_count_above_the_corpus_gives_what_there_is():
    assert 0 < len(found("新桥托管班梨树", 10_000)) <= len(index())


@pytest.mark.parametrize("count", [0, -1])
def test_no_count_finds_nothing(count):
    assert found("新桥长多少米", count) == []


@pytest.mark.parametrize("question", ["罍罍罍", "？！，。", "xyzzy"])
def test_nothing_known_finds_nothing(question):
    assert found(question) == []


def test_asked_twice_it_answers_the_same():
    assert found("专属网格有几个") == found("专属网格有几个")


def test_saved_and_loaded_it_answers_the_same(tmp_path):
    assert found("专属网格有几个", on=save_and_load(index(), tmp_path)) == found("专属网格有几个")


def test_every_passage_is_a_slice_of_its_article():
    for hit in retrieve(index(), understand(index(), "专属网格有几个"), 10):
        passage = index().passage(hit.passage)
        assert index().articles[passage.article].text[passage.start : passage.end] == passage.text


def test_named_place_leaves_other_places_out():
    assert set(found("青河县城关镇有几个专属网格")) == {"网格织密邻里情"}


def test_favoured_article_comes_first_among_equals():
    assert found("专属网格", favoured=["e" * 12])[0] == "小网格里大民生"


def test_a_leg_alone_ranks_best_first():
    hits = search_leg(index(), "words", "托管班的学生", 5)
    assert hits[0].score == max(hit.score for hit in hits)
