"""Long reports under headings of their own stay whole; what ends an article, and what only looks like an
end."""

import pytest

from qa.reading import read_text

TITLE = "水往高处流 人往一处想"
LEAD = (
    "云岭县石门镇山高坡陡，一条公路从谷底盘到山顶，沿路散着十一个寨子。过去这里出名的是穷，姑娘们都往山外嫁；"
    "如今回来办酒席的年轻人多了，逢年过节，停在晒谷场上的汽车一辆挨着一辆，老人们说，这样的光景从前做梦也不敢想，"
    "外乡来的客人总要问一句变化从何而来。"
)
SECTIONS = (
    "推选楼栋长96名，登记特长，按月轮值。谁家灯坏，谁家缺药，打一通电话就有回音，去年受理求助1300件，"
    "办结1280件，余下的写明缘由，张榜公布。值班表贴在门厅，名字后面留着号码，白天黑夜都能打通，满意率接近百分之百。"
    "新栋长先跟班两周，会修水管、会看电表才算出师。",
    "每月初五开板凳会，先由居民出题，再请会计算账，最后举手表决。加装扶梯、改造下水、更换围栏，一项一项议，"
    "全年通过178项，花钱多少逐笔列出，贴在门口。有人起初不服，听完账目也点了头，第二天便领着邻居清沟铺砖。"
    "议不下来的题目留到下回，连议三回仍不成的便搁一搁。",
    "食堂办了8个，早餐三元，午餐七元，九十岁以上免费。退休教师夏守仁带着学生照看放学的娃娃，"
    "下棋、画画、背诗，五点半由大人领走，一年没有断过。护士隔天来量血压，理发师傅每旬坐诊，剪一次只收两块。"
    "菜单贴在墙上，油盐多少请家属来尝。",
)
OF_ONE_PATTERN = ("筑“同心” 门口有人应声", "聚“民心” 好事大家商量", "暖“人心” 一餐一饭安排")
OF_ANY_PATTERN = ("门口有人应声", "好事大家一起来商量", "一餐一饭 安排得细")
NEWS = "本报讯 平川区柳河办夜校昨日开课，教裁剪和电工，120名居民报名。"
SHORT = f"平川区柳河办\n\n夜校开课\n\n{NEWS}\n\n（李映雪）"


def read(page):
    return read_text(page, "page.txt")


def report(headings, *opening):
    parts = [f"{heading}\n\n{text}" for heading, text in zip(headings, SECTIONS, strict=True)]
    return "\n\n".join([TITLE, *opening, LEAD, *parts, "全媒体记者 王可期"])


@pytest.mark.parametrize(
    "page",
    [
        report(OF_ONE_PATTERN),
        report(OF_ANY_PATTERN, "——云岭县石门镇治理纪实"),
        f"{SHORT}\n\n{report(OF_ANY_PATTERN)}\n\n{SHORT}",
    ],
    ids=["headings of one pattern", "a second title", "no dateline among reports that have one"],
)
def test_sections_that_share_no_word_with_the_introduction_belong_to_it(page):
    (article,) = (article for article in read(page) if article.title == TITLE)
    assert article.byline == "全媒体记者 王可期"
    assert article.subheads in (OF_ONE_PATTERN, OF_ANY_PATTERN)
    assert article.text.startswith(LEAD) and article.text.endswith(SECTIONS[-1])


def test_a_text_under_a_bare_title_that_shares_no_word_with_the_one_above_is_another_article():
    page = f"{TITLE}\n\n{LEAD}\n\n好事大家商量\n\n{SECTIONS[1]}\n\n本报记者 夏青\n"
    assert [article.title for article in read(page)] == [TITLE, "好事大家商量"]


def test_the_office_under_a_notice_ends_it():
    page = f"停水公告\n\n因管网改造，定于6日停水。\n\n云岭县自来水公司\n\n石门镇有校车了\n\n{SECTIONS[2]}\n"
    assert [article.title for article in read(page)] == ["停水公告", "石门镇有校车了"]


def test_short_lines_under_the_last_notice_of_a_page_are_its_text():
    notice = read(f"夜校开课\n\n{NEWS}\n\n（李映雪）\n\n停水公告\n\n因管网改造\n\n定于6日停水\n")[-1]
    assert (notice.title, notice.text) == ("停水公告", "因管网改造\n定于6日停水")


def test_a_dash_between_words_that_a_wrap_puts_first_on_its_line_stays_in_the_text():
    lines = (
        "镇里构建“党委—社区党委\n—网格支部—楼栋小组”四\n级架构，选出网格员96名，\n每人负责三栋楼，天天走访。"
    )
    (article,) = read(f"石门镇有了网格员\n\n{lines}\n")
    assert article.text == lines.replace("\n", "")


@pytest.mark.parametrize("order", ["{title}\n{place}", "{place}\n{title}"])
def test_title_and_place_need_no_empty_line_between_them(order):
    page = "".join(
        order.format(title=title, place=place) + f"\n本报讯 {text}\n（李映雪）\n"
        for title, place, text in (
            ("灯火可亲处", "平川区柳河办", f"平川区柳河办夜里有灯。{SECTIONS[1]}"),
            ("饭桌上的日子", "云岭县石门镇", f"云岭县石门镇天天有饭。{SECTIONS[2]}"),
        )
    )
    assert [(article.title, article.place) for article in read(page)] == [
        ("灯火可亲处", "平川区柳河办"),
        ("饭桌上的日子", "云岭县石门镇"),
    ]


@pytest.mark.parametrize("place", ["云岭县石门镇\n\n{}", "{}\n\n——云岭县石门镇治理纪实"])
def test_a_title_at_the_foot_goes_to_the_article_that_names_its_town(place):
    page = (
        f"{LEAD.replace('云岭县', '')}\n\n全媒体记者 王可期\n\n{NEWS}\n\n（李映雪）\n\n"
        f"{place.format('换了人间')}\n\n夜校开课\n\n平川区柳河办\n"
    )
    assert [article.title for article in read(page)] == ["换了人间", "夜校开课"]
