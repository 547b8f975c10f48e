from dataclasses import replace

from qa.asking.across import list_across
from qa.asking.query import understand
from tests.asking.papers import ARTICLES
from tests.corpus import build

CLINICS = (
    replace(ARTICLES[0], id="f" * 12, place="青河县石桥村", text="青河县人民医院在村里办了义诊。"),
    replace(ARTICLES[1], id="g" * 12, place="青河县柳林乡", text="志愿者在村里办了义诊。"),
)
GRIDS = (
    replace(ARTICLES[0], id="f" * 12, place="青河县石桥村", text="村里建立四级网格体系。"),
    replace(ARTICLES[1], id="g" * 12, place="青河县柳林乡", text="乡里建立五级网格体系。"),
)


def listed(articles, question):
    index = build(articles)
    answer = list_across(index, understand(index, question), 0.3)
    return {citation.article.id[0] for citation in answer.citations} if answer else set()


def test_a_list_of_hospitals_names_hospitals():
    assert listed(CLINICS, "哪些医院办了义诊？") == {"f"}
    assert listed(CLINICS, "哪些地方办了义诊？") == {"f", "g"}


def test_a_number_that_is_part_of_what_is_asked_for_must_be_told():
    assert listed(GRIDS, "哪些地方建立了四级网格体系？") == {"f"}
    assert listed(GRIDS, "哪些地方建立了网格体系？") == {"f", "g"}


def test_when_it_is_asked_about_does_not_count():
    assert listed(CLINICS, "今年夏天有哪些地方办了义诊？") == {"f", "g"}
