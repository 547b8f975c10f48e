from dataclasses import replace

from qa.asking.comparing import compare
from qa.asking.query import understand
from qa.asking.sides import joined_sides, sides_of
from tests.asking.papers import ARTICLES, finding, index

BRIDGE, SCHOOL = ARTICLES[0], ARTICLES[1]


def compared(question, told, refuse_below=0.5):
    """The comparison of a question's sides, for each of which the findings told by its label are found."""
    query = understand(index(), question)
    sides = sides_of(index(), query) or joined_sides(index(), query)
    by_text = {side.query.text: told.get(side.label, []) for side in sides}
    return compare(sides, lambda one: by_text[one.text], refuse_below)


def test_each_side_is_told_with_its_own_citation():
    told = {"石桥村": [finding("120米", 0.9)], "柳林乡": [finding("45名", 0.9, SCHOOL)]}
    answer = compared("石桥村和柳林乡的数字各是多少？", told)
    assert [item.citation is not None for item in answer.items] == [True, True]
    assert "120米" in answer.items[0].text
    assert "45名" in answer.items[1].text


def test_a_side_needs_less_where_another_is_sure():
    told = {"石桥村": [finding("120米", 0.9)], "柳林乡": [finding("45名", 0.35, SCHOOL)]}
    assert "45名" in compared("石桥村和柳林乡的数字各是多少？", told).text
    told["石桥村"] = [finding("120米", 0.4)]
    assert compared("石桥村和柳林乡的数字各是多少？", told) is None


def test_a_second_place_in_the_article_of_a_side_is_told_where_it_may_as_well_be_the_one():
    other = finding("45名", 0.9, SCHOOL)
    two = compared(
        "石桥村和柳林乡的数字各是多少？",
        {"石桥村": [finding("120米", 0.9), finding("石桥村", 0.6)], "柳林乡": [other]},
    )
    assert [item.label for item in two.items] == ["青河县石桥村", "青河县石桥村", "青河县柳林乡"]
    assert len(two.text.split("\n")) == 2  # a line a side
    one = compared(
        "石桥村和柳林乡的数字各是多少？",
        {"石桥村": [finding("120米", 0.99), finding("石桥村", 0.5)], "柳林乡": [other]},
    )
    assert [item.label for item in one.items] == ["青河县石桥村", "青河县柳林乡"]


def test_a_sentence_about_another_side_alone_is_not_told_of_this_one():
    both = replace(BRIDGE, text="石桥村有桥120座。梨园镇有桥8座。")
    of_other = finding("8座", 0.9, both)
    answer = compared("石桥村和梨园镇各有几座桥？", {"石桥村": [of_other], "梨园镇": [of_other]})
    assert answer.items[0].text == "报道未说明"
    assert "8座" in answer.items[1].text


def test_the_same_sentence_is_told_of_the_side_that_shares_more_of_its_name():
    same = finding("120米", 0.9)
    told = {"石桥老街": [same], "柳林老街": [same]}
    answer = compared("石桥老街和柳林老街各有多长？", told)
    assert [item.text == "报道未说明" for item in answer.items] == [False, True]


def test_a_name_in_quotation_marks_is_not_wanted_of_the_other_side():
    question = "老街“一桥通”和新街“托管班”，各有多少人？"
    club = finding("45名", 0.9, replace(BRIDGE, text="“一桥通”有45名会员。"))
    school = finding("30名", 0.9, replace(SCHOOL, text="“托管班”有30名学生。"))
    answer = compared(question, {'老街"一桥通"': [club], '新街"托管班"': [school]})
    assert ["45名" in answer.items[0].text, "30名" in answer.items[1].text] == [True, True]
    assert [item.label for item in answer.items] == ["老街“一桥通”", "新街“托管班”"]


def test_what_is_counted_stands_in_the_sentence_told_of_a_side_where_one_has_it():
    town = replace(BRIDGE, text="石桥村有桥120座。石桥村配了6架无人机。")
    other = finding("8架", 0.9, replace(SCHOOL, text="梨园镇有无人机8架。"))
    told = {"石桥村": [finding("120座", 0.9, town), finding("6架", 0.8, town)], "梨园镇": [other]}
    assert "6架" in compared("石桥村和梨园镇哪边的无人机多？", told).items[0].text
    told["石桥村"] = told["石桥村"][:1]
    assert "120座" in compared("石桥村和梨园镇哪边的无人机多？", told).items[0].text
