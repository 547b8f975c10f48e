import pytest

from qa.asking.contradicting import speaks_of_another


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("2021年来了多少游客", "2022年全年来了20万游客。"),
        ("二期工程之外，第一次行动抓了几个人", "第二次集中行动抓了5人。"),
        ("第三届比赛有几支队", "第2届比赛有8支队。"),
        ("去年的准确率是多少", "明年准确率将超过95%。"),
        ("上半年收了多少件", "下半年收了30件。"),
    ],
)
def test_another_year_or_another_one_in_a_row(question, sentence):
    assert speaks_of_another(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("2021年来了多少游客", "今年来了20万游客。"),
        ("2021年来了多少游客", "2022年来了20万，2021年来了10万。"),
        ("2022年的榜什么时候截止", "本报2023年7月28日讯，报名到8月11日。"),
        ("第三次行动抓了几个人", "第3次行动抓了5人，第二次3人。"),
        ("第三次行动抓了几个人", "第３次行动抓了5人。"),
        ("第三次行动抓了几个人", "第一书记抓了5人。"),
        ("第三次行动抓了几个人", "第二届比赛开始。"),
        ("去年的准确率是多少", "去年准确率95%，今年96%。"),
    ],
)
def test_the_same_one_or_none_named(question, sentence):
    assert not speaks_of_another(question, sentence)
