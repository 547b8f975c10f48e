from dataclasses import replace

import pytest

from qa.asking.answering import Asker
from tests.asking.papers import ARTICLES, ask
from tests.corpus import FakeReader, build


@pytest.mark.parametrize(
    "question",
    ["赵远山是谁？", "赵远山是干什么的", "请问赵远山是什么人", "介绍一下赵远山", "说说赵远山的事迹"],
)
def test_somebody_is_introduced_by_the_sentence_that_names_them_first(question):
    answer = ask(question)
    assert answer.kind == "passage"
    assert "村支书赵远山" in answer.text
    assert [citation.article.id for citation in answer.citations] == ["a" * 12]


def test_who_writes_is_introduced_by_what_they_wrote():
    answer = ask("周小川是谁")
    assert answer.kind == "list"
    assert {citation.article.id for citation in answer.citations} == {"a" * 12, "d" * 12}


@pytest.mark.parametrize("asked", ["做了什么？", "现在都在忙些啥", "是干什么的，做过哪些事？"])
def test_what_somebody_did_is_the_sentence_that_names_them_where_no_reader_finds_it(asked):
    answer = ask(f"赵远山{asked}", refuse_below=2.0)
    assert "赵远山" in answer.text
    assert not ask(f"钱大海{asked}", refuse_below=2.0).answered


def test_what_is_nobodys_name_has_done_nothing():
    assert not ask("石桥村现在在做什么？", refuse_below=2.0).answered


@pytest.mark.parametrize("question", ["钱大海是谁？", "石桥村是谁", "新桥是谁"])
def test_names_nobody_prints_and_other_words_introduce_nobody(question):
    assert ask(question, refuse_below=2.0).kind == "none"


@pytest.mark.parametrize("question", ["周小川写了哪几篇？", "周小川写的是什么", "周小川的报道讲了啥"])
def test_what_an_author_wrote_is_listed_however_it_is_asked_for(question):
    answer = ask(question)
    assert answer.text.startswith("共 2 篇：")


def test_all_articles_are_counted_where_no_more_is_asked_for():
    assert ask("一共有多少篇报道？").text.startswith("共 5 篇：")
    assert ask("介绍一下石桥村").text.startswith("共 1 篇：\n《一桥飞架两岸通》")


def test_an_article_about_something_else_is_not_the_one_meant():
    assert ask("石桥村修新桥那篇是谁写的？").text.startswith("《一桥飞架两岸通》作者：周小川。")
    assert not ask("石桥村防溺水那篇是谁写的？", refuse_below=2.0).answered


def test_an_article_that_goes_on_from_another_page_is_opened_where_it_begins_a_sentence():
    text = "会”等形式，收集民意。孙立说，查摆不往实里走，整改就无法往深里走。"
    papers = build([replace(ARTICLES[4], id="f" * 12, text=text, source_map=tuple(range(len(text))))])
    answer = Asker(papers, FakeReader(), 0.5, 0.5).ask("白水县城关镇党委书记是谁")
    assert answer.text == f"白水县城关镇党委书记 孙立：{text[text.index('孙立') :]}[1]"


def test_somebody_is_introduced_where_the_text_says_what_they_are():
    text = "王桂丽被评为先进。今天，村支书王桂丽领了奖。"
    papers = build([replace(ARTICLES[0], id="f" * 12, text=text)])
    answer = Asker(papers, FakeReader(), 2.0, 0.5).ask("王桂丽是谁")
    assert answer.text == "今天，村支书王桂丽领了奖。[1]"


def introduced(text, question):
    papers = build([replace(ARTICLES[0], id="f" * 12, text=text)])
    return Asker(papers, FakeReader(), 2.0, 0.5).ask(question).text


def test_who_writes_is_introduced_by_a_text_that_says_what_they_are():
    assert introduced("桥通了。文化站站长周小川到场。", "周小川是谁") == "文化站站长周小川到场。[1]"
    assert introduced("桥通了。周小川到场。", "周小川是谁").startswith("共 1 篇：")


@pytest.mark.parametrize(
    ("name", "is_one"), [("谢春生", True), ("李爱民", True), ("王老师", False), ("李医生", False)]
)
def test_a_name_may_end_like_a_word_for_people(name, is_one):
    assert introduced(f"桥通了。{name}到场。", f"{name}是谁").startswith(f"{name}到场。") is is_one


def test_the_author_of_a_song_is_none_of_an_article():
    song = build([replace(ARTICLES[0], text="《过桥谣》的作者是赵远山，村里人都会唱。")])
    told = Asker(song, FakeReader(), 0.1, 0.5).ask("《过桥谣》的作者是谁？")
    assert told.text == "《过桥谣》的作者是赵远山，村里人都会唱。[1]"


@pytest.mark.parametrize("question", ["赵远山出现在哪几篇报道里？", "赵远山上过哪些报道"])
def test_where_somebody_appears_is_told_by_the_words_that_name_them(question):
    assert (
        ask(question).text
        == "共 1 篇：\n《一桥飞架两岸通》（青河县石桥村）：村支书赵远山说：“过河不用再绕路了。”[1]"
    )


def test_what_somebody_is_may_be_asked_in_the_plural():
    assert "村支书赵远山" in ask("赵远山都有哪些身份？").text
    assert "村支书赵远山" in ask("赵远山有哪几个身份").text


def test_a_byline_names_the_holder_of_its_own_countys_post():
    assert "孙立" in ask("白水县城关镇党委书记是谁").text
    assert "孙立" not in ask("青河县城关镇党委书记是谁").text
