from dataclasses import replace

import pytest

from qa.asking.kinds import Kind
from qa.asking.owning import is_anothers, tells_of_somebody_else, told_before
from qa.asking.places import Place
from qa.asking.query import Query
from tests.asking.papers import index

SAID = "石桥村地势低洼,投入20万元改造管网;柳林村扩建了道路;清水村的780户即将吃上自来水。"


def query(*names, people=()):
    places = tuple(Place(name, 0, len(name), (name,), True) for name in names)
    text = "".join((*names, *people))
    return Query(text, text, Kind.NUMBER, places=places, named=people)


@pytest.mark.parametrize(
    ("village", "words", "anothers"),
    [
        ("石桥村", "20万元", False),
        ("清水村", "780户", False),
        ("柳林村", "20万元", True),  # told before it is named
        ("石桥村", "780户", True),  # told of the last
        ("梨园村", "780户", False),  # none of them: other signs decide
        ("柳林镇", "780户", False),  # an article is about one town
    ],
)
def test_what_is_told_of_a_village_ends_where_another_begins(village, words, anothers):
    assert is_anothers(index(), query(village), SAID, SAID.index(words)) is anothers


def test_what_is_told_of_somebody_ends_where_another_begins():
    said = "井淑芬筹资1200万元建大棚;赵远山开了养殖场,年出栏8万只。"
    assert is_anothers(index(), query(people=("赵远山",)), said, said.index("1200"))
    assert not is_anothers(index(), query(people=("赵远山",)), said, said.index("8万"))
    assert is_anothers(index(), query(people=("井淑芬",)), said, said.index("8万"))


def test_one_part_alone_tells_of_all_it_names():
    assert not is_anothers(index(), query("柳林村"), "石桥村和柳林村投入20万元。", 8)


def test_what_stands_in_an_earlier_part_is_told_of_somebody_else():
    said = "井淑芬筹资1200万元建大棚;王桂丽开了养殖场,年出栏8万只。"
    assert told_before(["王桂丽"], said, said.index("1200"))
    assert not told_before(["王桂丽"], said, said.index("8万"))
    assert not told_before(["井淑芬"], said, said.index("1200"))
    assert not told_before(["赵远山"], said, said.index("1200"))
    assert not told_before([], said, said.index("1200"))


def test_the_age_of_somebody_else_is_not_the_one_asked_for():
    asked = "赵远山多大年纪?"
    assert tells_of_somebody_else(index(), asked, ["赵远山"], "12岁的小学生买了菜。")
    assert not tells_of_somebody_else(index(), asked, ["赵远山"], "今年62岁的赵远山买了菜。")
    assert not tells_of_somebody_else(index(), asked, ["赵远山"], "他今年62岁。")
    assert not tells_of_somebody_else(index(), "老人多大年纪?", [], "12岁的小学生买了菜。")


def test_the_money_of_somebody_else_is_not_the_one_asked_for():
    asked = "王桂丽花了多少钱?"
    assert tells_of_somebody_else(index(), asked, ["王桂丽"], "村支书赵远山投资80万元。")
    assert not tells_of_somebody_else(index(), asked, ["王桂丽"], "共投资80万元。")
    assert not tells_of_somebody_else(index(), "王桂丽在哪里花的钱?", ["王桂丽"], "村支书赵远山在村里。")


@pytest.mark.parametrize(
    ("asked", "said", "anothers"),
    [
        ("石桥乡", "柳林乡乡长赵远山说,二期明年动工。", True),
        ("石桥乡", "柳林乡党委书记赵远山和石桥乡乡长李明都来了。", False),
        ("石桥乡", "乡长赵远山说,二期明年动工。", False),
        ("柳林乡", "柳林乡石桥村党支部书记赵远山说,二期明年动工。", True),
        ("柳林乡", "石桥村党支部书记赵远山说,二期明年动工。", True),
        ("柳林乡", "柳林乡石桥村党支部书记李明和乡党委书记赵远山来了。", False),
        ("柳林乡", "柳林乡党委书记赵远山说,二期明年动工。", False),
    ],
)
def test_who_holds_a_post_elsewhere_is_not_asked_for(asked, said, anothers):
    post = "党委书记" if asked == "柳林乡" else "乡长"
    town = replace(query(asked), text=f"{asked}{post}是谁?", kind=Kind.PERSON)
    assert is_anothers(index(), town, said, said.index("赵")) is anothers


@pytest.mark.parametrize(
    "said",
    [
        "柳林乡石桥村党支部书记赵远山说,二期明年动工。",
        "石桥村党支部书记赵远山说,二期明年动工。",
        "柳林乡石桥村党支部书记李明和乡党委书记赵远山来了。",
        "柳林乡党委书记赵远山说,二期明年动工。",
    ],
)
def test_where_the_village_is_named_its_holder_is_asked_for(said):
    village = replace(query("柳林乡"), text="柳林乡石桥村书记是谁?", kind=Kind.PERSON)
    assert not is_anothers(index(), village, said, said.index("赵"))
