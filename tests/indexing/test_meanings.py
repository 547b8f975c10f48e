from pathlib import Path

from qa.indexing.meanings import Meanings
from tests.corpus import FakeEmbedder

COUNTS = {"新桥": 3, "大桥": 2, "班级": 2, "桥": 9, "bridge": 4}  # 桥 and 班 are what the embedder knows


def test_words_near_each_other_are_found_with_how_near():
    meanings = Meanings.build(COUNTS, FakeEmbedder())
    assert meanings.near(FakeEmbedder(), ["石桥"], 0.5, 5) == [{"新桥": 1.0, "大桥": 1.0}]


def test_only_chinese_words_of_two_characters_and_more_are_kept_the_commonest_first():
    assert Meanings.build(COUNTS, FakeEmbedder()).words == ("新桥", "大桥", "班级")


def test_word_without_a_meaning_has_none_near():
    assert Meanings.build(COUNTS, FakeEmbedder()).near(FakeEmbedder(), ["天气"], 0.5, 5) == [{}]


def test_empty_corpus_has_no_words():
    assert Meanings.build({}, FakeEmbedder()).near(FakeEmbedder(), ["石桥"], 0.5, 5) == [{}]


def test_meanings_are_the_same_after_a_trip_to_the_disk(tmp_path: Path):
    built = Meanings.build(COUNTS, FakeEmbedder())
    built.save(tmp_path)
    loaded = Meanings.load(tmp_path)
    assert loaded.words == built.words
    assert loaded.near(FakeEmbedder(), ["桥"], 0.5, 5) == built.near(FakeEmbedder(), ["桥"], 0.5, 5)
