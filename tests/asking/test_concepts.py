from qa.asking.concepts import concepts_of, covers
from tests.asking.papers import index
from tests.corpus import article, build


def words_of(text: str, quoted: tuple[str, ...] = ()) -> list[set[str]]:
    return [set(concept.words) for concept in concepts_of(index(), text, quoted)]


def test_word_brings_the_corpus_words_that_mean_as_much():
    (bridge,) = words_of("大桥")
    assert "新桥" in bridge


def test_words_joined_by_or_are_one_concept():
    assert len(words_of("修停车场或者办采摘节")) == 1
    assert len(words_of("修停车场和办采摘节")) == 2


def test_word_the_corpus_has_nothing_near_is_covered_by_no_text():
    (stocks,) = concepts_of(index(), "股票")
    assert stocks.words == {}
    assert covers([stocks], "石桥村修了一座新桥。") == 0.0


def test_single_characters_side_by_side_are_a_word_where_the_corpus_prints_them():
    paper = build([article("a" * 12, "题目", "柳林乡", "", "学生下乡推普。")])
    assert [set(concept.words) for concept in concepts_of(paper, "哪里推普")] == [{"推普"}]
    assert concepts_of(index(), "哪里推普") == []


def test_quoted_name_means_itself_alone():
    assert words_of("", ("新桥",)) == [{"新桥"}]


def test_coverage_is_the_share_of_concepts_a_text_speaks_of():
    both = concepts_of(index(), "停车场和采摘节")
    assert covers(both, "修了停车场，办了采摘节。") == 1.0
    assert 0.0 < covers(both, "修了停车场。") < 1.0
    assert covers(both, "种了梨树。") == 0.0
    assert covers([], "修了停车场。") == 0.0


def test_a_quoted_name_with_letters_in_it_is_found():
    papers = build([article("f" * 12, "球赛", "青河县石桥村", "", "石桥村打起了“村BA”。")])
    (name,) = concepts_of(papers, "", ["村ba"])
    assert set(name.words) == {"村ba"}
