import pytest

from qa.asking.amounts import how_much
from qa.asking.joined import Part, joined_parts, perhaps_joined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石桥村的托管班和梨园镇的夜校,各有多少人?", ["石桥村的托管班有多少人?", "梨园镇的夜校有多少人?"]),
        ("石桥区和梨园市的口袋公园各有几个?", ["石桥区的口袋公园有几个?", "梨园市的口袋公园有几个?"]),
        ("石桥村和梨园村修水渠分别花了多少钱?", ["石桥村修水渠花了多少钱?", "梨园村修水渠花了多少钱?"]),
        ("赵村和青河县梨园村都办了夜校,各几天?", ["赵村,办了夜校几天?", "青河县梨园村,办了夜校几天?"]),
        ("去年暑假,夏令营和合唱团分别去了哪?", ["去年暑假,夏令营去了哪?", "去年暑假,合唱团去了哪?"]),
        ("今年的活动里,讲座、义诊各多少场?", ["今年的活动里,讲座多少场?", "今年的活动里,义诊多少场?"]),
        ("赵村、石桥村和梨园村各有多少户?", ["赵村有多少户?", "石桥村有多少户?", "梨园村有多少户?"]),
        ("石桥村和梨园村,哪个村民宿更多?", ["石桥村民宿有多少?", "梨园村民宿有多少?"]),
        ("石桥村那场义诊和赵村那场各看了几人?", ["石桥村那场义诊看了几人?", "赵村那场义诊看了几人?"]),
        ("石桥村的食堂和赵村的比,各有多大?", ["石桥村的食堂有多大?", "赵村的食堂有多大?"]),
        ("石桥村的桥和梨园镇的桥哪座长?", ["石桥村的桥有多长?", "梨园镇的桥有多长?"]),
        ("石桥村的产值和梨园镇的产值比,谁大?", ["石桥村的产值是多少?", "梨园镇的产值是多少?"]),
        ("修夜校和修食堂,哪个花钱多?", ["修夜校花了多少钱?", "修食堂花了多少钱?"]),
        ("夜校的老师和食堂的师傅谁每月拿得多?", ["夜校的老师每月拿多少钱?", "食堂的师傅每月拿多少钱?"]),
        ("挂壁路跟梨园镇的茶路,哪条花的钱多?", ["挂壁路花了多少钱?", "梨园镇的茶路花了多少钱?"]),
        ("石桥村提水跟梨园镇换水管哪个更费钱?", ["石桥村提水花了多少钱?", "梨园镇换水管花了多少钱?"]),
        ("石桥村和梨园镇的门票哪个贵?", ["石桥村的门票多少钱?", "梨园镇的门票多少钱?"]),
        ("双溪索道跟双溪大桥造价差多少?", ["双溪索道造价是多少?", "双溪大桥造价是多少?"]),
        ("火塘饭桌和银杏小灶一天各有几人吃?", ["火塘饭桌一天有几人吃?", "银杏小灶一天有几人吃?"]),
        ("老周调解室和石桥村的茶桌,办成的哪个多?", ["老周调解室,办成了多少?", "石桥村的茶桌,办成了多少?"]),
        ("荷花节和采摘节,哪边来的人多?", ["荷花节来了多少人?", "采摘节来了多少人?"]),
    ],
)  # fmt: skip
def test_one_thing_asked_of_each_of_several_is_one_question_each(text, expected):
    assert [part.question for part in joined_parts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "石桥村和梨园村合办了什么?",
        "各地都搭了哪些议事平台?",
        "石桥村和各社区办了几场义诊?",
        "石桥村有几户,梨园村和赵村分别有几户?",
        "分别有多少?",
        "石桥村的和平路有多长?",
        "两个村收入相差多少?",
    ],
)
def test_what_is_asked_of_one_or_of_all_has_no_sides(text):
    assert joined_parts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石桥村和梨园镇建了多少个驿站?", ["石桥村建了多少个驿站?", "梨园镇建了多少个驿站?"]),
        ("石桥和梨园镇的托管班,来了多少人?", ["石桥的托管班,来了多少人?", "梨园镇的托管班,来了多少人?"]),
        ("石桥村的保洁员和村民干了哪些活?", []),
        ("石桥村和梨园镇各有多少人?", []),
        ("石桥村有什么和平路?", []),
    ],
)
def test_two_places_may_each_be_asked_about_where_nothing_says_so(text, expected):
    assert [part.question for part in perhaps_joined(text)] == expected


def test_two_names_before_a_comma_may_each_be_asked_about_where_both_are_known():
    text, known = "浪花食堂和潮味饭堂,多大岁数不要钱?", {"浪花食堂", "潮味饭堂"}
    asked = [part.question for part in perhaps_joined(text, known.__contains__)]
    assert asked == ["浪花食堂多大岁数不要钱?", "潮味饭堂多大岁数不要钱?"]
    assert perhaps_joined(text, {"浪花食堂"}.__contains__) == []
    assert perhaps_joined(text.replace(",", ""), known.__contains__) == []


def test_sides_are_called_as_they_were_asked():
    assert joined_parts("石桥村的夜校和梨园镇的夜校,各有多少人?")[0] == Part(
        "石桥村的夜校", "石桥村的夜校有多少人?"
    )


def test_a_word_inside_a_name_in_print_joins_no_sides():
    text, seam = "老周说和室和石桥茶桌,哪个人多?", "说和室"
    asked = [part.question for part in joined_parts(text, lambda one: one == seam)]
    assert asked == ["老周说和室人有多少?", "石桥茶桌人有多少?"]


def test_which_has_more_asks_how_much_there_is():
    assert how_much("哪个涨得快?") == "涨了多少?"
    assert how_much("谁的社区食堂多?") == "社区食堂有多少?"
    assert how_much("哪个村有多少人?") == "哪个村有多少人?"
