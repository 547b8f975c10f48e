"""Bylines and places as papers print them."""

import pytest

from qa.reading.facts import facts_of, place_in
from qa.reading.names import byline_names, tidy_byline
from qa.reading.places import is_place_line

BYLINES = {
    "（张三丰）": ("张三丰",),
    "(李淑惠文/图)": ("李淑惠",),
    "王志刚 文/图": ("王志刚",),
    "全媒体记者 王可期 通讯员 王 娅": ("王可期", "王娅"),
    "全媒体记者王可期通讯员杜秋实": ("王可期", "杜秋实"),
    "本报记者：赵远山、钱小禾": ("赵远山", "钱小禾"),
    "□ 某某日报记者 孙立本 实习生 李映雪": ("孙立本", "李映雪"),
    "通讯 员 欧阳修文": ("欧阳修文",),
    "平川区北街办党委书记 李扬": ("李扬",),
    "记者 阿依古丽·买买提": ("阿依古丽·买买提",),
    "文/王可期 图/李映雪": ("王可期", "李映雪"),
    "文/王可期 图/青石镇文化站": ("王可期",),
    "图/青石镇文化站": (),
    "〔記者陳大文／臺北報導〕": ("陳大文",),
    "（訾明远）": ("訾明远",),
    "（权子豪）": ("权子豪",),
    "（贝一鸣）": ("贝一鸣",),
    "（连载一）": (),
    "●（訾明远）": ("訾明远",),
    "訾明远": (),
    "（连载三）": (),
    "（有删节）": (),
    "（完）": (),
    "（全文完）": (),
    "（濮阳县）": (),
    "（见图①）": (),
    "（下转第二版）": (),
    "记者从市气象局获悉，明天有雨。": (),
    "打造基层治理平台": (),
}


@pytest.mark.parametrize("text", BYLINES)
def test_names_of_a_byline(text):
    assert byline_names(text) == BYLINES[text]


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("（王志刚　文/图）", "王志刚 文/图"),
        ("(李淑惠文/图)", "李淑惠 文/图"),
        ("▲（王志刚）", "王志刚"),
        ("全媒体记者 王可期 通讯 员 王　娅", "全媒体记者 王可期 通讯员 王娅"),
    ],
)
def test_byline_is_tidied(printed, tidy):
    assert tidy_byline(printed) == tidy


@pytest.mark.parametrize(
    "line",
    [
        "云岭县青石镇",
        "平川区柳河办",
        "安澜县望湖镇沙堤村",
        "经开区东关办纪工委",
        "城关镇",
        "云岭县人民法院",
        "河东省云州市云岭县",
    ],
)
def test_place_lines(line):
    assert is_place_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "建设和美乡村",
        "走进新农村",
        "把实事办到群众心里",
        "小水窖蓄出大收成",
        "镇",
        "区",
        "乡党委组织村",
        "晖小区",
    ],
)
def test_titles_are_not_place_lines(line):
    assert not is_place_line(line)


def test_place_is_the_county_and_town_named_most_often():
    text = "近日，云岭县青石镇沟口村召开会议。会后，云岭县青石镇干部到临川县白鹭乡学习。"
    assert place_in([text]) == "云岭县青石镇"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("5月8日，青石市云岭区举办了运动会。", None),
        ("近日，云岭县古镇游客多了。", None),
        ("通过云岭县辖区望湖镇的村民，大家知道了。", None),
        ("记者从云岭区西乡塘区交界处出发。", None),
        ("活动在云岭县送戏下乡时开始。", None),
        ("该片区，某县某镇的做法受到关注。", None),
        ("5月8日，由云岭区望湖街道主办的比赛开始。", "云岭区望湖街道"),
        ("据云岭县青石镇介绍，路修好了。", "云岭县青石镇"),
        ("在江南省青石市云岭县望湖镇，路修好了。", "江南省青石市云岭县望湖镇"),
        ("近日，青石市云岭区望湖街道沙堤社区开了会。", "青石市云岭区望湖街道"),
        ("近日，云岭县创城办开了会。", "云岭县创城办"),
    ],
)
def test_places_of_running_text(text, place):
    assert place_in([text]) == place


def test_facts_are_county_town_village_authors_and_dates():
    facts = facts_of("安澜县望湖镇沙堤村", ["记者 王可期"], "2024年5月3日，工程开工；截至6月底，已完成一半。")
    assert (facts.county, facts.town, facts.village) == ("安澜县", "望湖镇", "沙堤村")
    assert (facts.authors, facts.dates) == (("王可期",), ("2024年5月3日", "6月底"))


def test_county_of_a_town_is_found_in_the_first_sentences():
    assert facts_of("望湖镇", [], "近日，安澜县望湖镇修桥。").county == "安澜县"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("本报讯 近日，路修好了。", "近日"),
        ("本报讯（记者 王可期）路修好了。", "路修好了"),
        ("中新网江南8月9日电（王可期）路修好了。", "路修好了"),
        ("江南新闻网2024年7月31日讯（记者王可期 通讯员姜雅）路修好了。", "路修好了"),
        ("江南在线（江南日报网）讯（通讯员王可、姜雅）路修好了。", "路修好了"),
        ("江南晚报讯 路修好了。", "路修好了"),
        ("江南日报8月8日电（记者王可期）路修好了。", "路修好了"),
        ("他看到网讯息不多（记者站也没有），路修好了。", "他看到"),
        ("他打来电话（记者注：是座机），路修好了。", "他打来"),
        ("近日，路修好了。", "近日"),
        ("本报讯", "本报讯"),
        ("", ""),
    ],
)
def test_a_report_begins_behind_its_dateline(text, begins):
    assert text[facts_of(None, [], text).opens :].startswith(begins)
