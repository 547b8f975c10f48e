import pytest

from qa.asking.kinds import Kind
from qa.asking.shapes import CLASHES, FITS, HARDLY, NEVER, UNKNOWN, name_alone, shape


@pytest.mark.parametrize(
    ("span", "fit"),
    [("韩张敏", FITS), ("欧阳明远", FITS), ("韩张镇", HARDLY), ("张庄村", HARDLY), ("任政委", NEVER)],
)
def test_who_is_answered_by_a_name_of_a_person_not_of_a_place(span, fit):
    assert shape(Kind.PERSON, "南乐县的县长是谁?", span, f"县长{span}说") == fit


@pytest.mark.parametrize(
    ("span", "fit"), [("36米", NEVER), ("1.2万元", NEVER), ("3名", CLASHES), ("90后", CLASHES)]
)
def test_a_quantity_is_nobodys_name(span, fit):
    assert shape(Kind.PERSON, "诊疗船的船长是谁?", span, f"船长{span}") == fit


@pytest.mark.parametrize(("span", "fit"), [("30余家", FITS), ("30余万元", CLASHES), ("不少", UNKNOWN)])
def test_a_number_is_counted_in_the_unit_asked_for(span, fit):
    assert shape(Kind.NUMBER, "来了几家企业?", span, f"来了{span}企业") == fit


def test_a_question_that_asks_for_no_name_does_not_tell():
    assert shape(Kind.PERSON, "由哪个单位负责?", "韩张镇", "由韩张镇负责") == UNKNOWN


@pytest.mark.parametrize(
    ("question", "span", "fit"),
    [
        ("综治中心的电话号码是多少?", "534件", NEVER),
        ("综治中心的电话是多少?", "0393-1234567", UNKNOWN),
        ("投诉热线是什么", "12345", UNKNOWN),
        ("报警电话是几", "110", UNKNOWN),
        ("一天接到多少个电话?", "30个", UNKNOWN),
        ("留下多少部卫星电话?", "37部", UNKNOWN),
        ("热线接到多少投诉?", "30件", UNKNOWN),
    ],
)
def test_a_number_to_dial_has_digits_enough(question, span, fit):
    assert shape(Kind.NUMBER, question, span, f"有{span}。") == fit


def test_a_sentence_that_only_asks_does_not_tell_how():
    assert shape(Kind.HOW, "养老保险怎么领?", "白缴", "断缴十年的保险会白缴吗?") == CLASHES
    assert shape(Kind.NUMBER, "有几家?", "三家", "你知道有三家吗?") == FITS


def test_a_sentence_that_only_repeats_the_question_tells_neither_how_nor_why():
    asked, repeats = "石桥村为什么启用蓄滞洪区?", "8月1日，石桥村启用蓄滞洪区。"
    assert shape(Kind.WHY, asked, "8月1日", repeats) == HARDLY
    assert shape(Kind.WHY, asked, "水位超过警戒线", "水位超过警戒线，石桥村启用蓄滞洪区。") == UNKNOWN
    assert shape(Kind.TIME, asked, "8月1日", repeats) == UNKNOWN


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("老窑工祝三泰", "祝三泰"),
        ("机械厂厂长贺长庚", "贺长庚"),
        ("祝三泰", "祝三泰"),
        ("社区青年志愿者", "社区青年志愿者"),
        ("祝三泰、贺长庚", "祝三泰、贺长庚"),
    ],
)
def test_a_name_stands_without_the_post_before_it(span, name):
    assert span[name_alone(span) :] == name


def test_another_year_than_asked_about_decides_whether_it_is_so_and_answers_nothing_else():
    said = "工程已于2020年12月开工。"
    assert shape(Kind.YESNO, "是不是2021年9月才动工的?", "已于2020年12月开工", said) == UNKNOWN
    assert shape(Kind.PLACE, "2021年在哪里动工的?", "工程", said) == NEVER
    assert shape(Kind.PLACE, "9月在哪里动工的?", "工程", said) == HARDLY
