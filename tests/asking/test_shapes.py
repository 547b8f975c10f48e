import pytest

from qa.asking.kinds import Kind
from qa.asking.shapes import CLASHES, FITS, UNKNOWN, shape


@pytest.mark.parametrize(
    ("span", "fit"),
    [("韩张敏", FITS), ("欧阳明远", FITS), ("韩张镇", CLASHES), ("张庄村", CLASHES)],
)
def test_who_is_answered_by_a_name_of_a_person_not_of_a_place(span, fit):
    assert shape(Kind.PERSON, "南乐县的县长是谁?", span, span) == fit


@pytest.mark.parametrize(("span", "fit"), [("30余亩", FITS), ("30余万元", CLASHES), ("不少", UNKNOWN)])
def test_a_number_is_counted_in_the_unit_asked_for(span, fit):
    assert shape(Kind.NUMBER, "种了几亩莲藕?", span, f"种了{span}莲藕") == fit


def test_a_question_that_asks_for_no_name_does_not_tell():
    assert shape(Kind.PERSON, "由哪个单位负责?", "韩张镇", "由韩张镇负责") == UNKNOWN
