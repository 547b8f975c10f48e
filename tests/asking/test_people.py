import pytest

from qa.asking.people import correct_people, people_in
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
