import pytest

from qa.asking.contradicting import is_another_figure, speaks_of_another, speaks_of_another_month


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("2021年来了多少游客", "2022年全年来了20万游客。"),
        ("二期工程之外，第一次行动抓了几个人", "第二次集中行动抓了5人。"),
        ("第三届比赛有几支队", "第2届比赛有8支队。"),
        ("去年的准确率是多少", "明年准确率将超过95%。"),
        ("上半年收了多少件", "下半年收了30件。"),
        ("蓄滞洪区是哪天停用的", "8月2日，蓄滞洪区启用。"),
        ("葡萄节什么时候闭幕", "8月10日，葡萄节开幕。"),
        ("在哪届大赛拿的金牌", "在2008年的大赛上勇夺铜牌。"),
        ("初赛在哪里比的", "半决赛在广电大厅举行。"),
        ("今年的产值是多少", "去年产值达2.3亿元。"),
        ("第二届文化节在哪里办", "首届文化节在石桥村举办。"),
        ("二期花了多少钱", "一期投资80万元。"),
        ("第三局打成多少", "第二局打出了16:18的比分。"),
        ("最慢的一笔用了多久", "最快一笔仅用时7分钟。"),
        ("第三代传人是谁", "第六代传人收了徒弟。"),
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
        ("托管班什么时候结束", "托管班从7月1日办到8月5日。"),
        ("报名哪天截止", "报名时间：7月31日－8月23日。"),
        ("在哪届大赛拿的金牌", "在2008年的大赛上夺得金牌和铜牌。"),
        ("决赛在哪里比的", "比赛在广电大厅举行。"),
        ("今年头一网打了多少鱼", "去年12月，今冬第一网出鱼21万斤。"),
        ("2021年的利润是多少", "2020年至2022年，利润分别为1万元、2万元、3万元。"),
        ("团体一等奖是谁", "三个队分获团体一、二、三等奖。"),
        ("今年多收了多少", "产量比去年多了3万斤。"),
        ("第一届文化节在哪里办", "首届文化节在石桥村举办。"),
        ("第二大的湖叫什么", "它是第一大湖。"),
    ],
)
def test_the_same_one_or_none_named(question, sentence):
    assert not speaks_of_another(question, sentence)


def test_another_month():
    assert speaks_of_another_month("9月还加不加", "7月如期加了25个基点。")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("9月还加不加", "7月加了，9月再看。"),
        ("与6月相比降了多少", "8月的利率降了15个基点。"),
        ("9月还加不加", "今年加了25个基点。"),
        ("8月的价格是多少", "自7月以来一直是5元。"),
        ("2月的价格是多少", "12月的价格是5元，2月的是6元。"),
    ],
)
def test_the_same_month_or_none_named(question, sentence):
    assert not speaks_of_another_month(question, sentence)


@pytest.mark.parametrize(
    ("question", "span", "sentence"),
    [
        ("一斤红薯卖多少钱", "0.4元", "错峰上市，每斤多卖0.4元。"),
        ("全程走几天", "5天", "比老路节约5天时间。"),
    ],
)
def test_a_figure_of_a_change_or_of_what_was_put_in_answers_nothing_else(question, span, sentence):
    assert is_another_figure(question, span, sentence)


@pytest.mark.parametrize(
    ("question", "span", "sentence"),
    [
        ("一斤红薯多卖多少钱", "0.4元", "错峰上市，每斤多卖0.4元。"),
        ("一斤红薯卖多少钱", "2元", "一斤卖2元，多卖0.4元。"),
        ("什么让收入增长", "旅游", "旅游使收入增长5%。"),
        ("贷了多少款，卖了多少货", "80万元", "贷款80万元。"),
        ("猪肉比上月便宜几成", "7.2%", "猪肉价格下降7.2%。"),
    ],
)
def test_the_figure_that_is_asked_for(question, span, sentence):
    assert not is_another_figure(question, span, sentence)
