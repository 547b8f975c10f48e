"""Pages as other papers, web sites and plain files lay them out, each with what a reader sees in it."""

from itertools import pairwise

import pytest

from qa.reading import read_text
from tests.reading.made_articles import ARTICLES

BODY = "市图书馆新馆日前完成布展，将于下月1日正式向市民开放。新馆建筑面积2.3万平方米，藏书120万册。"

PLAIN = [made for made in ARTICLES if not any(text.startswith("#") for text in made.paragraphs)]


def titled(mark, made):
    return f"{mark}{made.title}\n\n" + "\n\n".join(made.paragraphs)


def read(page, source="page.txt"):
    return [article for article in read_text(page, source) if not article.is_stub]


def test_one_paragraph_without_a_title_is_one_article():
    (article,) = read(BODY)
    assert (article.title, article.text) == (None, BODY)


def test_title_line_and_body_need_no_empty_line_between_them():
    (article,) = read(f"市图书馆新馆下月开放\n{BODY}\n馆长介绍，读者凭身份证即可入馆。\n")
    assert article.title == "市图书馆新馆下月开放"
    assert article.text == f"{BODY}\n馆长介绍，读者凭身份证即可入馆。"


def test_two_ems_on_one_line_part_paragraphs():
    (article,) = read("铁路部门加开列车850列。　　上海方向车票紧张。")
    assert article.text == "铁路部门加开列车850列。\n上海方向车票紧张。"


def test_indented_articles_without_empty_lines_are_parted_by_their_datelines():
    page = (
        "　　某县春耕全面展开\n　　本报讯（记者 王大力）连日来，某县春耕备耕全面展开。\n"
        "　　今年计划播种小麦30万亩。\n"
        "　　某市供热提前\n　　本报讯（记者 赵小小 通讯员 孙二）昨日，供热公司开始试水。\n"
    )
    first, second = read(page)
    assert (first.title, first.byline) == ("某县春耕全面展开", "记者 王大力")
    assert (second.title, second.facts.authors) == ("某市供热提前", ("赵小小", "孙二"))
    assert first.text.endswith("今年计划播种小麦30万亩。")


def test_web_page_text_loses_its_furniture_and_keeps_its_agency_dateline():
    page = (
        "古城墙修缮完工，市民争相参观\n2024年5月3日 10:20  来源：某某网\n"
        "新华社某市5月3日电（记者 张三丰 李四光）古城墙修缮工程历时两年完工。\n（责任编辑：王五）\n"
    )
    (article,) = read(page)
    assert article.title == "古城墙修缮完工，市民争相参观"
    assert article.text == "新华社某市5月3日电（记者 张三丰 李四光）古城墙修缮工程历时两年完工。"


def test_markdown_levels_tell_titles_from_sections():
    page = (
        "# 县医院新大楼启用\n\n## 硬件升级\n\n新大楼共18层。\n\n## 服务提升\n\n挂号只要5分钟。\n\n"
        "# 古城墙完工\n\n城墙全长3.2公里。\n"
    )
    first, second = read(page, "page.md")
    assert (first.title, first.subheads) == ("县医院新大楼启用", ("硬件升级", "服务提升"))
    assert first.text == "硬件升级\n新大楼共18层。\n服务提升\n挂号只要5分钟。"
    assert (second.title, second.text) == ("古城墙完工", "城墙全长3.2公里。")


def test_lines_of_an_interview_stay_in_the_text():
    (article,) = read(
        "专访县长：把民生放在首位\n本报记者 李明\n问：今年有什么新举措？\n答：我们将新建三所学校。\n"
    )
    assert (article.title, article.byline) == ("专访县长：把民生放在首位", "本报记者 李明")
    assert article.text == "问：今年有什么新举措？\n答：我们将新建三所学校。"


def test_a_page_of_short_lines_is_kept_line_by_line():
    (article,) = read("春天在哪里\n春天在田野里\n春天在山坡上\n")
    assert article.text == "春天在哪里\n春天在田野里\n春天在山坡上"


def test_english_words_keep_their_spaces_across_line_breaks():
    (article,) = read("The library said it would open\nto all readers within weeks, on June 1.\n")
    assert article.text == "The library said it would open to all readers within weeks, on June 1."


def test_a_figure_cut_by_a_line_break_is_whole_again():
    (article,) = read("新馆藏书共有 12\n00 册，还有报刊 300\n余种，全部向市民开放借阅。")
    assert article.text == "新馆藏书共有1200册，还有报刊300余种，全部向市民开放借阅。"


def test_a_figure_cut_before_the_spaces_at_a_line_end_is_whole_again():
    (article,) = read("馆里现有志愿者5 \n8名，轮流值守 \n12间阅览室。")
    assert article.text == "馆里现有志愿者58名，轮流值守12间阅览室。"


def test_doubled_characters_at_a_join_stay_as_printed():
    (article,) = read(
        "托管班开班\n\n通过讲解和练习，帮助孩子查漏补缺\n\n缺，巩固基础，做好假期衔接，解除家长担忧。"
    )
    assert article.text == "通过讲解和练习，帮助孩子查漏补缺缺，巩固基础，做好假期衔接，解除家长担忧。"


def test_a_column_name_is_neither_title_nor_text():
    (article,) = read(f"■ 文化视窗\n\n市图书馆新馆下月开放\n\n——某市图书馆建设纪实\n\n{BODY}")
    assert (article.title, article.kicker) == ("市图书馆新馆下月开放", "某市图书馆建设纪实")
    assert article.text == BODY


def test_a_title_without_a_body_is_a_stub_with_its_place():
    page = (
        f"青石镇修成水窖\n\n云岭县青石镇\n\n本报讯 {BODY}\n\n（张三丰）\n\n守好群众钱袋子\n\n云岭县石门镇\n"
    )
    stub = read_text(page, "page.txt")[-1]
    assert (stub.is_stub, stub.title, stub.place) == (True, "守好群众钱袋子", "云岭县石门镇")


def test_a_captioned_picture_goes_with_its_article():
    page = f"市图书馆新馆下月开放\n\n本报讯 {BODY}\n\n（张三丰 文/图）\n\n"
    (article,) = read(f"{page}读者在新馆看书。\n\n图②新馆外景。\n")
    assert article.captions == ("读者在新馆看书。", "图②新馆外景。")
    assert article.byline == "张三丰 文/图"


def test_an_upright_title_is_left_out_with_a_warning():
    upright = "春\n\n风\n\n化\n\n雨"
    (article,) = read(f"市图书馆新馆下月开放\n\n{BODY}\n\n{upright}\n\n馆长介绍，读者凭身份证即可入馆。\n")
    assert article.text == f"{BODY}\n馆长介绍，读者凭身份证即可入馆。"
    assert article.warnings == ("left out an upright title: 春风化雨",)


def test_ids_stay_when_a_body_is_edited_and_differ_for_equal_titles():
    page = f"新馆开放\n\n本报讯 {BODY}\n\n（张三丰）\n\n新馆开放\n\n本报讯 读者凭证入馆。\n\n（李四光）\n"
    first, second = read(page)
    assert second.id == f"{first.id}-2"
    assert read(page.replace("120万册", "130万册"))[0].id == first.id


@pytest.mark.parametrize("page", ["", " \n\u3000\n", "■ ■ ■\n\n———\n", "\ufeff"])
def test_a_page_that_says_nothing_has_no_articles(page):
    assert read_text(page, "page.txt") == []


def test_a_paragraph_that_begins_anew_is_not_joined_to_a_sentence_whose_end_is_lost():
    (article,) = read("新馆开放\n\n新馆藏书120万册，吸引了大批读\n\n下一步，新馆将开设24小时自助书房。\n")
    assert article.text == "新馆藏书120万册，吸引了大批读\n下一步，新馆将开设24小时自助书房。"


@pytest.mark.parametrize("mark", ["", "# "])
def test_articles_with_nothing_but_titles_are_mostly_parted_by_what_they_say(mark):
    found = [read(f"{titled(mark, first)}\n\n{titled(mark, second)}") for first, second in pairwise(PLAIN)]
    assert sum(len(articles) == 2 for articles in found) >= 0.7 * len(found)


def test_sections_of_one_article_are_not_parted():
    made = next(made for made in ARTICLES if made.title == "老戏台唱响新乡风")
    page = f"{made.title}\n\n" + "\n\n".join(text.removeprefix("# ") for text in made.paragraphs)
    (article,) = read(page)
    assert article.subheads == ("戏台修起来 人气聚起来", "故事编进去 道理讲出来", "队伍带起来 家风传下来")


@pytest.mark.parametrize("first", ["图②", "图③"])
def test_captions_that_begin_with_a_later_number_are_kept_whole(first):
    captions = [f"{first}村民修渠", "图④水渠通水"] * 12
    (article,) = read("　　".join(captions))
    assert article.text == "\n".join(captions)
