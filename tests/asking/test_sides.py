from qa.asking.kinds import Kind
from qa.asking.query import understand
from qa.asking.sides import joined_sides, sides_of
from tests.asking.papers import ask, index


def sides(question):
    return [(side.label, side.query.text) for side in sides_of(index(), understand(index(), question))]


def test_which_has_more_asks_each_side_how_much_it_has():
    asked = sides_of(index(), understand(index(), "石桥村和梨园镇的投资，哪个更多？"))
    assert [side.query.text for side in asked] == ["石桥村的投资有多少?", "梨园镇的投资有多少?"]
    assert {side.query.kind for side in asked} == {Kind.NUMBER}


def test_a_place_told_of_inside_another_is_no_other_side():
    assert sides("石桥村修桥那年,梨园镇种了多少亩梨树？") == []
    assert len(sides("石桥村修了几座桥,梨园镇修了几座桥？")) == 2


def test_choice_between_counties_is_asked_of_the_town_in_each():
    assert sides("划分17个专属网格的城关镇是青河的还是白水的？") == [
        ("青河县城关镇", "划分17个专属网格的城关镇?"),
        ("白水县城关镇", "划分17个专属网格的城关镇?"),
    ]


def test_two_things_are_asked_about_apart():
    query = understand(index(), "停车场和采摘节分别在哪里？")
    assert [(side.label, side.query.text) for side in joined_sides(index(), query)] == [
        ("停车场", "停车场在哪里?"),
        ("采摘节", "采摘节在哪里?"),
    ]


def test_what_each_article_says_is_told_article_by_article():
    answer = ask("两篇报道里的专属网格各有多少个？", refuse_below=0.2)
    assert answer.kind == "list"
    assert {item.label for item in answer.items} >= {"《网格织密邻里情》", "《小网格里大民生》"}
    assert answer.text.startswith(f"共 {len(answer.items)} 篇")


def test_which_of_the_namesakes_is_told_by_the_one_that_says_it():
    answer = ask("划分17个专属网格的城关镇是哪个县的？")
    assert answer.items[0].label == "白水县城关镇"
