import pytest

from qa.asking.asking_words import without_asking_words


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("该镇调解了多少起纠纷", "该镇调解了 起纠纷"),
        ("为什么修水渠？", " 修水渠？"),
        ("哪吒庙几乎没有游客吗", "哪吒庙几乎没有游客 "),
        ("调解成功率", "调解成功率"),
        ("为什么？", "为什么？"),
    ],
)
def test_only_what_asks_is_taken_out(question, left):
    assert without_asking_words(question) == left
