from dataclasses import replace

import numpy as np

from qa.asking.across import list_across
from qa.asking.belonging import UNREAD, belongs
from qa.asking.query import understand
from qa.asking.readings import MOST
from tests.asking.papers import ARTICLES
from tests.corpus import FakeReader, FakeReading, build

CLINICS = (
    replace(ARTICLES[0], id="f" * 12, place="青河县石桥村", text="青河县人民医院在村里办了义诊。"),
    replace(ARTICLES[1], id="g" * 12, place="青河县柳林乡", text="志愿者在村里办了义诊。"),
)
GRIDS = (
    replace(ARTICLES[0], id="f" * 12, place="青河县石桥村", text="村里建立四级网格体系。"),
    replace(ARTICLES[1], id="g" * 12, place="青河县柳林乡", text="乡里建立五级网格体系。"),
)


class Judge(FakeReader):
    """Is sure of the passages that print some words, and of those words in them; of no other."""

    def __init__(self, *words):
        self.words = words

    def read(self, question, passages, *, most=MOST):
        return [self._judge(text) for _, text in passages]

    def _judge(self, text):
        words = next((one for one in self.words if one in text), "")
        odds, start = (8.0, text.index(words)) if words else (-8.0, 0)
        span = (start, start + len(words or text))
        evidence = np.full(len(text), float(bool(words)), np.float32)
        return FakeReading(*span, odds, 0.5, evidence, ((*span, odds),))


def listed(articles, question, reader=None, **settings):
    index = build(articles)
    answer = list_across(index, understand(index, question), 0.3, reader or FakeReader(), **settings)
    return {citation.article.id[0] for citation in answer.citations} if answer else set()


def test_a_list_of_hospitals_names_hospitals():
    assert listed(CLINICS, "哪些医院办了义诊？") == {"f"}
    assert listed(CLINICS, "哪些地方办了义诊？") == {"f", "g"}


def test_a_number_that_is_part_of_what_is_asked_for_must_be_told():
    assert listed(GRIDS, "哪些地方建立了四级网格体系？") == {"f"}
    assert listed(GRIDS, "哪些地方建立了网格体系？") == {"f", "g"}


def test_when_it_is_asked_about_does_not_count():
    assert listed(CLINICS, "今年夏天有哪些地方办了义诊？") == {"f", "g"}


def test_what_the_reader_is_sure_of_is_listed_whatever_its_words():
    asked = "哪些乡镇替学生操心假期？"
    assert listed(ARTICLES, asked, Judge()) == set()
    assert listed(ARTICLES, asked, Judge("辅导功课")) == {"b"}


def test_the_words_the_reader_is_sure_of_are_shown():
    index = build(ARTICLES)
    asked = understand(index, "哪些乡镇替学生操心假期？")
    answer = list_across(index, asked, 0.3, Judge("辅导功课"))
    assert "由志愿者辅导功课" in answer.text


def test_a_question_that_may_be_about_one_needs_two_that_are_sure():
    asked = "哪些老房子有了新用处？"
    two = Judge("人民医院", "志愿者")
    assert listed(CLINICS, asked, two, least=2) == {"f", "g"}
    assert listed(CLINICS, asked, Judge("人民医院"), least=2) == set()


def test_an_article_belongs_by_what_it_says_its_words_and_how_near_it_was_found():
    assert belongs(0.9, 0.5, 1.0) > belongs(UNREAD, 0.5, 1.0) > belongs(0.001, 0.5, 1.0)
    assert belongs(UNREAD, 0.6, 1.0) > belongs(UNREAD, 0.2, 1.0)
    assert belongs(UNREAD, 0.5, 1.0) > belongs(UNREAD, 0.5, 0.3)
    assert belongs(0.0, 0.0, 0.0) < 0.1
    assert belongs(1.0, 1.0, 1.0) > 0.9
