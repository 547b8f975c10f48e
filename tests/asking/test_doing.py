"""What all somebody does, told article by article."""

from dataclasses import replace

import pytest

from qa.asking.doing import all_they_did
from qa.asking.query import understand
from tests.asking.papers import ARTICLES
from tests.corpus import build

SQUARE = replace(ARTICLES[1], text="赵远山退休后搬到柳林乡。每天早上，赵远山在广场教大家打拳。赵远山说。")


def told(question, *articles):
    """What is told over the articles, None for nothing."""
    index = build(articles)
    return all_they_did(index, understand(index, question))


@pytest.mark.parametrize(
    "question",
    [
        "赵远山这些年都干了些啥",
        "村支书赵远山退休以后在忙什么？",
        "赵远山身上都兼着哪些活儿？",
        "赵远山办过哪些事",
    ],
)
def test_what_somebody_does_is_told_of_each_article(question):
    answer = told(question, ARTICLES[0], SQUARE)
    assert answer.text.startswith("共 2 篇：\n《一桥飞架两岸通》：")
    assert "过河不用再绕路了" in answer.text
    assert "赵远山在广场教大家打拳" in answer.text
    assert all("赵远山" in citation.quote for citation in answer.citations)
    assert "赵远山说。" not in [item.text for item in answer.items]


def test_articles_are_counted_that_tell_something():
    only_says = replace(ARTICLES[2], text="赵远山说。")
    answer = told("赵远山这些年都干了些啥", ARTICLES[0], SQUARE, only_says)
    assert answer.text.startswith("共 2 篇：")
    assert told("赵远山这些年都干了些啥", ARTICLES[0], only_says) is None


def test_one_article_another_question_or_nobody_is_left_to_others():
    assert told("赵远山这些年都干了些啥", ARTICLES[0]) is None
    assert told("赵远山修的桥有多长", ARTICLES[0], SQUARE) is None
    assert told("钱大海这些年都干了些啥", ARTICLES[0], SQUARE) is None
