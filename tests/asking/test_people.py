import pytest

from qa.asking.people import correct_people, people_in, tells_of_another, told_before
from qa.asking.query import understand
from qa.asking.spelling import Correction
from tests.asking.papers import index


@pytest.mark.parametrize("typed", ["赵元山", "赵圆姗"])
def test_name_is_read_as_the_one_in_print_that_sounds_the_same(typed):
    asked = f"{typed}说了什么"
    assert correct_people(index(), asked) == ("赵远山说了什么", (Correction(typed, "赵远山"),))
    assert understand(index(), f"{asked}?").corrections == (Correction(typed, "赵远山"),)


@pytest.mark.parametrize("asked", ["赵远山说了什么", "赵大山说了什么", "石桥村的村支书是谁", "赵元", ""])
def test_other_names_and_words_stay(asked):
    assert correct_people(index(), asked) == (asked, ())


def test_people_asked_about_are_the_names_in_print():
    assert list(people_in(index(), "赵远山和钱大海修了什么")) == ["赵远山"]
    assert understand(index(), "赵远山说了什么?").people == ("赵远山",)


def test_what_stands_in_an_earlier_part_is_told_of_somebody_else():
    said = "井淑芬筹资1200万元建大棚;王桂丽开了养殖场,年出栏8万只。"
    assert told_before(["王桂丽"], said, said.index("1200"))
    assert not told_before(["王桂丽"], said, said.index("8万"))
    assert not told_before(["井淑芬"], said, said.index("1200"))
    assert not told_before(["赵远山"], said, said.index("1200"))
    assert not told_before([], said, said.index("1200"))


def test_the_age_of_somebody_else_is_not_the_one_asked_for():
    asked = "赵远山多大年纪?"
    assert tells_of_another(index(), asked, ["赵远山"], "12岁的小学生买了菜。")
    assert not tells_of_another(index(), asked, ["赵远山"], "今年62岁的赵远山买了菜。")
    assert not tells_of_another(index(), asked, ["赵远山"], "他今年62岁。")
    assert not tells_of_another(index(), "老人多大年纪?", [], "12岁的小学生买了菜。")


def test_the_money_of_somebody_else_is_not_the_one_asked_for():
    asked = "王桂丽花了多少钱?"
    assert tells_of_another(index(), asked, ["王桂丽"], "村支书赵远山投资80万元。")
    assert not tells_of_another(index(), asked, ["王桂丽"], "共投资80万元。")
    assert not tells_of_another(index(), "王桂丽在哪里花的钱?", ["王桂丽"], "村支书赵远山在村里。")
