"""Titles behind ornaments, under the names of columns, piled at the foot of a page; and what is no title."""

import pytest

from qa.reading import read_text
from qa.reading.furniture import is_column_name

CISTERN = "近日，云岭县青石镇修成水窖3处，解了沟口村120户人家吃水的难题，村民不用再下山挑水。"
BUS = "石门镇开通校车，早晚各发两班，接送90名学生，家长每月出20元，其余由镇里补助。"
SIGNED = "（王可期）"


def read(page):
    return read_text(page, "page.txt")


def titles(page):
    return [article.title for article in read(page)]


@pytest.mark.parametrize("mark", "■◆●★☆◇※►□◎")
def test_the_ornament_before_a_title_is_no_part_of_it(mark):
    page = f"{mark} 修成水窖三处\n\n本报讯 {CISTERN}{SIGNED}\n\n{mark}开通校车线路\n\n本报讯 {BUS}\n"
    first, second = read(page)
    assert (first.title, second.title) == ("修成水窖三处", "开通校车线路")
    assert page[slice(*second.facts.title_at)] == "开通校车线路"


@pytest.mark.parametrize("end", ["●（王可期）", " ■（王可期）", "\n●（王可期）", "●\n（王可期）"])
def test_the_mark_at_the_end_of_an_article_goes_with_who_wrote_it(end):
    first, second = read(f"修成水窖三处\n\n本报讯 {CISTERN}{end}\n\n开通校车线路\n\n本报讯 {BUS}{end}\n")
    assert [(one.title, one.byline) for one in (first, second)] == [
        ("修成水窖三处", "王可期"), ("开通校车线路", "王可期"),
    ]  # fmt: skip
    assert (first.text, second.text) == (f"本报讯 {CISTERN}", f"本报讯 {BUS}")


def test_a_figure_in_words_does_not_keep_a_title_from_its_article():
    page = f"开通校车线路\n\n本报讯 {BUS}\n\n本报讯 云岭县青石镇修成水窖24处。{CISTERN}\n\n二十四处水窖\n"
    assert titles(page) == ["开通校车线路", "二十四处水窖"]


def test_two_titles_one_below_the_other_are_two_where_the_second_tells_of_what_comes_next():
    upper, lower = "青石镇 甜水上了山", "石门镇校车有人接送"
    page = f"本报讯 {CISTERN}\n\n{upper}\n\n{lower}\n\n□通讯员 王可期\n\n{BUS}\n\n"
    first, second, *_ = read(f"{page}路修好了\n\n白水乡修通水泥路，果车开进山。\n")
    assert (first.title, first.text) == (upper, f"本报讯 {CISTERN}")
    assert (second.title, second.text.startswith(BUS)) == (lower, True)


def test_the_place_before_a_title_tells_whose_it_is():
    bus = f"{BUS}青石镇也有家长来打听。"
    page = f"开通校车线路\n\n本报讯 {bus}\n\n本报讯 {CISTERN}\n\n青石镇 甜了山里人家\n"
    assert titles(page) == ["开通校车线路", "青石镇 甜了山里人家"]


def test_stars_that_say_something_stay_in_the_title():
    assert titles(f"★★★民宿开进深山\n\n本报讯 {CISTERN}\n") == ["★★★民宿开进深山"]


def test_a_heading_inside_an_article_keeps_its_ornament():
    (article,) = read(f"入馆须知\n\n{BUS}\n\n●凭身份证入馆\n●不得携带食物\n\n谢谢大家。\n")
    assert article.text == f"{BUS}\n●凭身份证入馆\n●不得携带食物\n谢谢大家。"


def test_what_stands_before_the_first_title_stands_before_them_all():
    first, second = read(f"■ 修成水窖三处\n\n文/王可期\n\n{CISTERN}\n\n■ 接送学生有校车\n\n{BUS}\n")
    assert (first.title, first.byline, first.text) == ("修成水窖三处", "文/王可期", CISTERN)
    assert (second.title, second.text) == ("接送学生有校车", BUS)


def test_a_square_in_an_article_with_another_title_is_before_a_section():
    (article,) = read(f"水从山上来\n\n{CISTERN}\n\n■ 修成水窖三处\n\n水窖蓄满，村民高兴。\n")
    assert (article.title, article.subheads) == ("水从山上来", ("修成水窖三处",))


def test_a_square_stands_before_places_too():
    (article,) = read(f"■ 云岭县石门镇\n\n接送学生有校车\n\n本报讯 {BUS}\n")
    assert (article.title, article.place) == ("接送学生有校车", "云岭县石门镇")


@pytest.mark.parametrize("name", ["· 简 讯 ·", "读者来信", "【公告栏】", "云岭走笔", "■ 凡人微光"])
def test_the_name_of_a_column_is_the_title_only_where_there_is_no_other(name):
    assert is_column_name(name)
    assert titles(f"{name}\n\n修成水窖三处\n\n本报讯 {CISTERN}\n") == ["修成水窖三处"]
    (article,) = read(f"{name}\n\n本报讯 {CISTERN}\n")
    assert article.title


@pytest.mark.parametrize("line", ["修成水窖三处", "读者来信八千封", "走笔", "简讯发布制度"])
def test_titles_are_not_names_of_columns(line):
    assert not is_column_name(line)


def test_a_short_report_titled_above_leaves_the_titles_below_their_articles():
    page = (
        f"云岭走笔\n\n□本报记者 李映雪\n\n{BUS}\n\n石门镇有校车\n\n"
        f"本报讯 {CISTERN}\n\n{SIGNED}\n\n青石镇修水窖\n\n· 简 讯 ·\n\n"
        f"●白鹭乡办夜校\n\n本报讯 白鹭乡夜校昨日开课。{SIGNED}\n\n"
        "●望湖镇种油菜\n\n本报讯 望湖镇种油菜3万亩。\n"
    )
    assert titles(page) == ["石门镇有校车", "青石镇修水窖", "白鹭乡办夜校", "望湖镇种油菜"]
    assert read(page)[0].byline == "本报记者 李映雪"


def test_titles_piled_at_the_foot_go_each_to_its_article():
    page = (
        f"本报讯 {CISTERN}\n\n{SIGNED}\n\n本报讯 {BUS}\n\n（李映雪）\n\n"
        "本报讯 白鹭乡夜校昨日开课，教剪纸和电工，120名村民报名。\n\n（郑望舒）\n\n"
        "接送学生有校车\n\n家长只出二十元\n\n白鹭乡夜校开课\n\n剪纸电工任你学\n\n修成水窖三处\n\n村民不用再挑水\n"
    )
    assert titles(page) == [
        "修成水窖三处 村民不用再挑水",
        "接送学生有校车 家长只出二十元",
        "白鹭乡夜校开课 剪纸电工任你学",
    ]


LEAD = (
    "青石镇地处两河交汇处，土地肥沃，却长期守着好地过穷日子。近年来，镇里以种菜为主打，定下一村种一样菜的办法，"
    "沟口村种茄子，坪上村种番茄，去年产值2亿元，菜农人均增收6800元，邻近的村也跟着改种。"
)
SECTIONS = {
    "选准一条路子": "过去种玉米，一亩地一年挣不到500元。镇里派人外出学习，定下一村种一样菜的办法，"
    "沟口村种茄子，坪上村种番茄，村民当年就见到了收入，三年里菜地连成一片。",
    "办好一个公司": "9个村集体共同出资900万元，成立农业发展有限公司，返乡大学生被聘为经理，统一包装，"
    "统一销售，与32家商超签订合同。公司盈利410万元，分红30万元，其余用于扩大冷库。",
    "建强一支队伍": "省农科院6名专家来当顾问，开设田间学校43期，培训2700人次，选出土专家35名。"
    "有人发明套袋法，使好果率由七成提高到九成，外县慕名来学。",
}


def test_sections_with_headings_of_one_pattern_are_not_parted():
    sections = "\n\n".join(f"## {head}\n\n{text}\n\n{text}" for head, text in SECTIONS.items())
    (article,) = read(f"## 菜园里走出富路\n\n{LEAD}\n\n{sections}\n")
    assert article.subheads == tuple(SECTIONS)


def test_the_office_and_the_day_under_a_notice_are_its_end():
    page = (
        f"停水公告\n\n因管网改造，定于6日停水。\n\n云岭县自来水公司\n2025年7月1日\n\n"
        f"招聘社区工作者公告\n\n招聘社区工作者45名。\n\n云岭县民政局\n\n读者来信\n\n校车该添一班了\n\n{BUS}\n"
    )
    water, jobs, letter = read(page)
    assert water.text == "因管网改造，定于6日停水。\n云岭县自来水公司\n2025年7月1日"
    assert (jobs.title, jobs.text) == ("招聘社区工作者公告", "招聘社区工作者45名。\n云岭县民政局")
    assert (letter.title, letter.place) == ("校车该添一班了", None)
    assert water.warnings == jobs.warnings == water.subheads == ()
