from dataclasses import replace

import pytest

from qa.asking.kinds import Kind
from qa.asking.query import Query
from qa.asking.spans import behind_dateline
from qa.asking.telling import FACT_TOLD, tell
from qa.records import Facts
from tests.asking.papers import ARTICLES, finding
from tests.corpus import article

LENGTH, NAME = "120米", "赵远山"
HOW_MANY = Query("", "", Kind.NUMBER)


def test_fact_is_told_with_its_sentence_alone_where_it_is_clearly_the_likeliest():
    answer = tell(HOW_MANY, [finding(LENGTH, 0.9), finding(NAME, 0.25)])
    assert (answer.text, answer.short) == ("新桥长120米，总投资80万元。[1]", LENGTH)
    assert len(answer.citations) == 1


def test_second_place_that_may_as_well_be_the_one_is_told_after_it():
    answer = tell(HOW_MANY, [finding(LENGTH, 0.6), finding("石桥村", 0.5)])
    assert answer.text == "新桥长120米，总投资80万元。[1]\n另见：石桥村修了一座新桥。[2]"
    assert answer.short == LENGTH
    assert [citation.quote for citation in answer.citations] == [
        "新桥长120米，总投资80万元。",
        "石桥村修了一座新桥。",
    ]
    assert answer.citations[1].highlights == ()


def test_second_place_that_says_the_same_is_passed_over():
    again = article("f" * 12, "桥通了", "青河县石桥村", "", "大桥一共长120米。桥上有灯。")
    findings = [finding(LENGTH, 0.6), finding(LENGTH, 0.55, again), finding("桥上有灯", 0.5, again)]
    assert tell(HOW_MANY, findings).text.endswith("[1]\n另见：桥上有灯。[2]")
    assert tell(HOW_MANY, findings[:2]).text.endswith("80万元。[1]")


@pytest.mark.parametrize(("length", "told"), [(100, 2), (FACT_TOLD, 1)])
def test_second_place_is_told_only_where_there_is_room(length, told):
    long = article("f" * 12, "长句", "青河县石桥村", "", "桥" * length + "。")
    other = finding("桥" * length, 0.5, long)
    assert len(tell(HOW_MANY, [finding(LENGTH, 0.6), other]).citations) == told


@pytest.mark.parametrize(
    ("sure", "text"), [(0.95, "是。石桥村修了一座新桥。[1]"), (0.8, "石桥村修了一座新桥。[1]")]
)
def test_yes_is_said_before_the_sentence_only_where_it_is_sure(sure, text):
    answer = tell(Query("", "石桥村修了新桥吗", Kind.YESNO), [finding("石桥村", sure)])
    assert (answer.text, answer.citations[0].quote) == (text, "石桥村修了一座新桥。")


@pytest.mark.parametrize(
    ("words", "said"),
    [("新桥", "石桥村修了一座新桥。"), ("周小川", "本报讯（记者 周小川）石桥村修了一座新桥。")],
)
def test_a_dateline_is_quoted_only_where_it_is_what_answers(words, said):
    text = "本报讯（记者 周小川）石桥村修了一座新桥。"
    opens = text.index("石桥村")
    span = behind_dateline(
        replace(ARTICLES[0], text=text, facts=Facts(opens=opens)), (0, len(text)), text.index(words)
    )
    assert text[slice(*span)] == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("王阿姨说了什么", "“桥好走了，路也宽了。”[1]石桥村的王阿姨感慨道。[2]"),
        ("王阿姨是哪个村的", "石桥村的王阿姨感慨道。[1]"),
    ],
)
def test_what_was_said_is_quoted_where_it_stands_before_who_said_it(asked, said):
    text = "桥修好了。“桥好走了，路也宽了。”石桥村的王阿姨感慨道。她天天过桥。"
    spoken = article("f" * 12, "桥通了", "青河县石桥村", "", text)
    assert tell(Query("", asked, Kind.WHAT), [finding("王阿姨", 0.9, spoken)]).text == said


def test_a_short_sentence_that_only_heads_the_next_is_told_with_it():
    paper = article("f" * 12, "桥", "青河县石桥村", "", "一是强化宣传教育。村里每月放一次电影。路灯也亮了。")
    sentences = ((0, 9, 0.9), (9, 19, 0.0), (19, 25, 0.0))
    told = replace(finding("强化", 0.9, paper), evidence=sentences)
    assert tell(Query("", "", Kind.HOW), [told]).text == "一是强化宣传教育。[1]村里每月放一次电影。[2]"
    assert tell(Query("", "", Kind.NUMBER), [told]).text == "一是强化宣传教育。[1]"


def test_a_sub_heading_beside_the_answer_is_not_told():
    text = "注重宣传\n村里每月放一次电影，还把节目单贴在村口的布告栏里。"
    paper = article("f" * 12, "桥", "青河县石桥村", "", text, subheads=("注重宣传",))
    told = replace(finding("电影", 0.9, paper), evidence=((0, 4, 0.9), (5, len(text), 0.9)))
    assert tell(Query("", "", Kind.HOW), [told]).text == f"{text[5:]}[1]"


def test_a_neighbour_that_only_asks_is_not_told():
    text = "村里怎样放电影？每月放一次，还把节目单贴在村口的布告栏里。"
    paper = article("f" * 12, "桥", "青河县石桥村", "", text)
    told = replace(finding("节目单", 0.9, paper), evidence=((0, 8, 0.9), (8, len(text), 0.9)))
    assert tell(Query("", "", Kind.HOW), [told]).text == f"{text[8:]}[1]"


def test_a_short_sentence_that_heads_the_answer_is_told_before_it():
    text = "会开完了。\n列好资源清单。摸清可用土地680亩，逐一登记造册。"
    paper = article("f" * 12, "桥", "青河县石桥村", "", text)
    sentences = ((0, 5, 0.0), (6, 13, 0.0), (13, len(text), 0.9))
    told = replace(finding("摸清", 0.9, paper), evidence=sentences)
    assert (
        tell(Query("", "", Kind.HOW), [told]).text == "列好资源清单。[2]摸清可用土地680亩，逐一登记造册。[1]"
    )
    assert tell(Query("", "", Kind.NUMBER), [told]).text == f"{text[13:]}[1]"


def test_what_a_sentence_heads_is_told_where_it_was_not_read_with_it():
    paper = article("f" * 12, "桥", "青河县石桥村", "", "建好更要管好。镇里选了26名水管员。路灯也亮了。")
    told = replace(finding("管好", 0.9, paper), evidence=((0, 7, 0.9),))
    assert tell(Query("", "", Kind.HOW), [told]).text == "建好更要管好。[1]镇里选了26名水管员。[2]"


def test_how_is_told_on_behind_the_sentences_that_pose_the_problem():
    text = "记分的难处是人情。头一年记分的是支书的外甥，有人说闲话。后来改成抽签。谁也没话说。"
    paper = article("f" * 12, "记分", "石桥村", "", text)
    how = Query("", "", Kind.HOW)
    assert "后来改成抽签。" in tell(how, [finding("记分的难处", 0.9, paper)]).text
    assert "谁也没话说" not in tell(how, [finding("记分的难处", 0.9, paper)]).text
    assert "改成抽签" not in tell(Query("", "", Kind.WHY), [finding("记分的难处", 0.9, paper)]).text


def test_how_is_told_on_behind_a_question_of_the_article():
    text = "操场空着，可校长不敢开。有人混进楼里怎么办？\n今年五月砌起了一道栅栏。谁也没话说。"
    paper = article("f" * 12, "操场", "石桥村", "", text)
    told = tell(Query("", "", Kind.HOW), [finding("有人混进楼里", 0.9, paper)])
    assert [one.quote for one in told.citations] == ["有人混进楼里怎么办？", "今年五月砌起了一道栅栏。"]


@pytest.mark.parametrize(
    ("kind", "belongs", "told_on"), [(Kind.HOW, 0.3, True), (Kind.HOW, 0.6, False), (Kind.WHY, 0.3, False)]
)
def test_how_is_told_on_behind_what_hardly_belongs(kind, belongs, told_on):
    text = "去年秋天，两家为十八亩海面吵了两年，一家说浮标漂了。庭长请双方各让两亩。谁也没话说。"
    paper = article("f" * 12, "海面", "石桥村", "", text)
    found = replace(finding("两家", 0.9, paper), evidence=((0, 26, belongs), (26, 36, 0.0)))
    told = tell(Query("", "", kind), [found]).text
    assert ("各让两亩" in told) == told_on
    assert "谁也没话说" not in told
