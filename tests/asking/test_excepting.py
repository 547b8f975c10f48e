import pytest

from qa.asking.excepting import names_no_more, sets_aside
from tests.asking.papers import ask

QUESTION = "巡逻队有六支，除了“红枫队”和“白杨队”，另外四支叫什么？"


def test_a_list_that_breaks_off_after_what_is_set_aside():
    assert names_no_more(QUESTION, "镇里组建红枫队、白杨队等六支巡逻队。")
    assert names_no_more("除白杨队、红枫队外，其余几支队叫什么", "组建“红枫队”、“白杨队”等。")


@pytest.mark.parametrize(
    "sentence",
    [
        "镇里组建红枫队、白杨队、青松队等六支巡逻队。",
        "镇里组建青松队、红枫队、白杨队等六支巡逻队。",
        "红枫队、白杨队夜里也巡逻。",
        "镇里有六支巡逻队。",
    ],
)
def test_one_that_names_others_or_none(sentence):
    assert not names_no_more(QUESTION, sentence)


def test_one_name_set_aside_or_none_is_no_sign():
    assert not names_no_more("除了红枫队，还有哪些队？", "镇里组建红枫队等六支巡逻队。")
    assert not names_no_more("扫除了多少死角、还清了几处？", "镇里扫除死角等。")


def test_what_is_set_aside_is_no_side_of_a_comparison():
    assert sets_aside(QUESTION)
    assert not sets_aside("红枫队和白杨队各有多少人？")
    assert ask("除了石桥村和柳林乡，还有哪里种了梨树？").kind != "compare"
