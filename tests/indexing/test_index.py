import pytest

from qa.errors import IndexDamagedError, IndexMissingError
from qa.indexing.generations import current_name
from qa.indexing.index_files import read_index, save_index
from tests.corpus import SETTINGS, FakeEmbedder, build, save_and_load

LEGS = {
    "words": lambda index, question, count: index.search_text("words", question, count),
    "bigrams": lambda index, question, count: index.search_text("bigrams", question, count),
    "vectors": lambda index, question, count: index.search_vectors(question, count),
}


@pytest.fixture(params=LEGS)
def search(request):
    return LEGS[request.param]


@pytest.fixture
def saved(tmp_path):
    save_index(build(), tmp_path, dict(SETTINGS))
    return tmp_path


def test_every_passage_is_its_slice():
    index = build()
    passages = [index.passage(number) for number in range(len(index))]
    assert passages
    assert all(p.text == index.articles[p.article].text[p.start : p.end] for p in passages)


def test_best_comes_first_from_the_article_that_says_it(search):
    index = build()
    hits = search(index, "新桥", 10)
    assert index.passage(hits[0].passage).article == 0
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.passage))


def test_empty_corpus_finds_nothing(search):
    assert search(build([]), "新桥", 5) == []


def test_unknown_words_and_punctuation_find_nothing(search):
    assert search(build(), "xyzzy", 5) == []
    assert search(build(), "？！。", 5) == []


def test_count_above_size_and_count_zero(search):
    index = build()
    assert len(search(index, "新桥", 999)) <= len(index)
    assert search(index, "新桥", 0) == []


def test_asked_twice_answers_the_same(search):
    index = build()
    assert search(index, "新桥 梨", 5) == search(index, "新桥 梨", 5)


def test_saved_and_loaded_answers_the_same(search, tmp_path):
    index = build()
    assert search(save_and_load(index, tmp_path), "梨园镇", 5) == search(index, "梨园镇", 5)


def test_traditional_question_finds_simplified_article():
    hits = build().search_text("words", "梨園鎮", 1)
    assert hits
    assert build().passage(hits[0].passage).article == 2


def test_article_is_found_by_its_id(tmp_path):
    index = save_and_load(build(), tmp_path)
    assert index.find_article("bbbbbbbbbbbb").title == "托管班里暑假忙"
    assert index.find_article("nobody") is None


def test_two_builds_of_the_same_pages_have_equal_bytes(tmp_path):
    names = [save_index(build(), tmp_path / place, dict(SETTINGS)) for place in ("one", "two")]
    files = [
        {path.name: path.read_bytes() for path in (tmp_path / place / name).iterdir()}
        for place, name in zip(("one", "two"), names, strict=True)
    ]
    assert files[0] == files[1]


def test_missing_index_names_the_next_step(tmp_path):
    with pytest.raises(IndexMissingError, match="qa build"):
        read_index(tmp_path / "none", FakeEmbedder(), dict(SETTINGS))


def test_other_settings_are_refused_by_name(saved):
    with pytest.raises(IndexDamagedError, match=r"passage_chars.*qa build"):
        read_index(saved, FakeEmbedder(), {**SETTINGS, "passage_chars": 61})


def test_other_embedder_is_refused(saved):
    other = FakeEmbedder()
    other.fingerprint = "fake-2"
    with pytest.raises(IndexDamagedError, match="embedder"):
        read_index(saved, other, dict(SETTINGS))


def test_half_an_index_is_refused(saved):
    (saved / current_name(saved) / "vectors.faiss").unlink()
    with pytest.raises(IndexDamagedError, match="qa build"):
        read_index(saved, FakeEmbedder(), dict(SETTINGS))
