from dataclasses import replace

import pytest

from qa.asking.agreement import ABOUT, APART, MENTIONED, UNSAID, agreement, leading_names, prints_any
from qa.asking.places import find_places
from tests.asking.papers import ARTICLES, ask, index
from tests.corpus import article, build


def places(question):
    return [(place.name, place.parts, place.known) for place in find_places(index(), question)]


def test_county_and_town_are_one_place():
    assert places("青河县城关镇有几个网格") == [("青河县城关镇", ("青河县", "城关镇"), True)]


def test_place_without_its_ending_is_completed():
    assert places("柳林那边办了什么班") == [("柳林乡", ("柳林乡",), True)]


def test_county_short_before_a_town_is_completed():
    assert places("青河城关镇有几个网格") == [("青河县城关镇", ("青河县", "城关镇"), True)]


def test_town_in_a_county_nobody_names_is_absent():
    assert places("望川县城关镇有几个网格") == [("望川县城关镇", ("望川县城关镇",), False)]
    assert ask("望川县城关镇有几个网格").text == "报道中没有提到“望川县城关镇”。"


def test_a_deed_before_an_ending_is_no_name():
    assert places("高中学历可以报考社区工作者吗") == []


def test_place_no_article_names_is_absent():
    assert places("柳格镇有几个网格") == [("柳格镇", ("柳格镇",), False)]


def test_absent_town_of_a_known_county_is_absent():
    assert places("青河县柳格镇有几个网格") == [("青河县柳格镇", ("青河县", "柳格镇"), False)]


@pytest.mark.parametrize(
    "question",
    ["哪个村修了桥", "这个镇有多少人", "乡村振兴怎么搞", "全镇划了几个网格", "怎么办", "村民怎么说",
     "怎么送近社区", "逐村问了谁", "年轻人怎么做社区", "干部讲驻村故事", "下到区县做了什么公益",
     "上班族反映社区办事难怎么办", "南瓜哪天上市", "请谁来坐镇", "给老百姓省了多少钱", "在多少个地区试点",
     "想报名当社区志愿者怎么办",
     "张三承包村里的地租金多少",
     "河边的杨柳林立在哪", "四个街镇是哪些", ""],
)  # fmt: skip
def test_words_that_only_look_like_places_are_none(question):
    assert places(question) == []


def test_village_behind_its_citys_bare_name_is_known_where_an_article_names_both():
    paper = article("f" * 12, "面馆开张", "", "", "瑞江的曹村办了面馆。曹村人好客。政久村也来人了。")
    found = [find_places(build([paper]), f"孩子去{name}玩什么") for name in ("瑞江曹村", "双江曹村")]
    assert [[(place.name, place.known) for place in places] for places in found] == [
        [("曹村", True)],
        [("双江曹村", False)],
    ]


def test_article_that_names_a_place_without_its_ending_is_about_it():
    (place,) = find_places(index(), "白水那边的法官是谁")
    told = article("f" * 12, "公道", "", "", "白水的法官来了。")
    silent = article("f" * 12, "公道", "", "", "别处的法官来了。")
    assert (agreement(told, place), agreement(silent, place)) == (MENTIONED, APART)


@pytest.mark.parametrize(
    ("asked", "text", "agrees"),
    [
        ("青河县有几个网格", "青河的网格有9个。", UNSAID),
        ("河南省有几个网格", "全省的网格有9个。", UNSAID),
        ("青河县城关镇有几个网格", "城关镇的网格有9个。", MENTIONED),
        ("青河县城关镇有几个网格", "让白水县城关镇头疼的网格有9个。", APART),
        ("南关街道办事处有几个网格", "南关街道的网格有9个。", MENTIONED),
        ("青河县柳林乡有几个网格", "全县的网格有9个。", APART),
    ],
)
def test_what_local_papers_leave_unsaid_is_not_held_against_them(asked, text, agrees):
    (place,) = find_places(index(), asked)
    assert agreement(article("f" * 12, "网格", "", "", text), place) == agrees


def test_article_of_a_county_is_not_about_another_unless_it_prints_the_town_with_it():
    (place,) = find_places(index(), "青河县城关镇有几个网格")
    other = replace(ARTICLES[4], text="白水县城关镇设了网格。")
    both = replace(ARTICLES[4], text="白水县城关镇学习青河县城关镇的网格。")
    assert (agreement(other, place), agreement(both, place)) == (APART, ABOUT)


def test_county_behind_its_citys_bare_name_is_known_by_its_own():
    texts = ["柳州的柳州盐湖区有鱼。柳州市有水。", "盐湖区有鱼。", "盐湖区有水。"]
    papers = [article(letter * 12, letter, "", "", text) for letter, text in zip("abc", texts, strict=True)]
    assert [place.narrow for place in find_places(build(papers), "柳州盐湖区有什么鱼")] == ["盐湖区"]


def test_county_that_owns_a_town_is_joined_to_it_and_another_is_not():
    assert [place.name for place in find_places(index(), "青河的城关镇有几个网格")] == ["青河县城关镇"]
    assert [place.parts for place in find_places(index(), "石桥村的梨园镇")] == [("石桥村",), ("梨园镇",)]


def test_words_joined_by_or_are_no_place():
    assert find_places(index(), "哪些村或社区办了夜校") == ()


def test_two_places_come_in_the_order_asked():
    assert [name for name, _, _ in places("梨园镇和柳林乡各有多少")] == ["梨园镇", "柳林乡"]


def test_place_stands_where_the_question_names_it():
    (place,) = find_places(index(), "请问柳林乡在哪")
    assert (place.start, place.end) == (2, 5)


def test_county_and_town_without_their_endings_are_one_place():
    (place,) = find_places(index(), "青河城关有多少网格？")
    assert place.parts == ("青河县", "城关镇")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("赵远山说了什么?", ("赵远",)),  # no word of a dictionary
        ("在柳林乡小学托管的有几人?", ("柳林",)),  # the name of a body
        ("青河石桥社区有几人?", ("青河", "石桥")),  # of which one may go unsaid
        ("每亩收入多少?", ()),
        ("种了多少亩梨树?", ()),
        ("韦庄村有多少人?", ()),  # printed nowhere
        ("?", ()),
    ],
)
def test_a_question_may_begin_with_a_name_that_few_passages_print(question, names):
    assert leading_names(index(), question) == names


def test_what_an_article_says_that_does_not_print_the_name_asked_about_hardly_answers():
    strange, plain = ask("赵远山调解了多少件纠纷？"), ask("全镇调解了多少件纠纷？")
    assert strange.confidence < plain.confidence - 0.2
    assert [prints_any(paper, ("东山", "赵远")) for paper in ARTICLES[:2]] == [True, False]


def test_a_street_office_is_meant_by_its_longer_names():
    paper = replace(ARTICLES[0], id="f" * 12, place="青河县胜利办", text="胜利办有84个小区。")
    papers = build([paper])
    for typed in ("胜利路街道", "胜利街道", "胜利路街道办事处"):
        assert [place.narrow for place in find_places(papers, f"{typed}有几个小区")] == ["胜利办"]
