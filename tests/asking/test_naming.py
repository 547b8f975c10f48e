from dataclasses import replace

import pytest

from qa.asking.naming import (
    QUOTE_CHARS,
    label_of,
    name_within,
    naming_clause,
    naming_of_thing,
    own_community,
)
from qa.records import Facts
from tests.corpus import article

TEXT = "青河县柳林乡办了托管班。乡里请来志愿者。他们每天辅导功课。"
OWN = "柳林乡玉泉社区有食堂。玉泉社区请了厨师。玉泉社区的老人都来。隔壁东风社区也来人。"


def of(text, place="青河县柳林乡"):
    facts = Facts(county="青河县", town="柳林乡") if place else Facts()
    return replace(article("a" * 12, "题目", place or "", "", text), place=place, facts=facts)


def slice_of(one, span):
    return one.text[span[0] : span[1]]


def test_quotation_grows_back_to_the_clause_that_names_the_place():
    one = of(TEXT)
    start = TEXT.index("他们")
    assert slice_of(one, name_within(one, (start, len(TEXT)))) == TEXT


def test_quotation_that_names_its_place_stays():
    one = of(TEXT)
    assert name_within(one, (0, 12)) == (0, 12)


def test_place_named_too_far_off_is_not_reached_and_its_clause_is_found_instead():
    one = of("青河县柳林乡办了托管班，请来了人。" + "孩子们在里面写作业。" * 40)
    assert name_within(one, (len(one.text) - 10, len(one.text))) is None
    assert slice_of(one, naming_clause(one)) == "青河县柳林乡办了托管班，"


def test_quotation_never_grows_longer_than_its_limit():
    one = of("青河县柳林乡办班。" + "孩子们在写作业。" * 60)
    for start in range(9, len(one.text) - 8, 8):
        grown = name_within(one, (start, start + 8))
        assert grown is None or grown[1] - grown[0] <= QUOTE_CHARS


def test_article_that_never_names_its_place_has_no_naming_clause():
    assert naming_clause(of("这里办了托管班。")) is None


@pytest.mark.parametrize(
    ("text", "own"),
    [(OWN, "玉泉社区"), (TEXT, ""), ("该社区很大。" * 4, ""), ("玉泉社区和东风社区。" * 4, "")],
)
def test_community_is_the_articles_own_when_named_again_and_again_and_no_other_is(text, own):
    assert own_community(of(text)) == own


def test_label_is_the_place_with_the_community_the_article_is_about():
    assert label_of(of(OWN)) == "青河县柳林乡玉泉社区"
    assert label_of(of(OWN, None)) == "玉泉社区"
    assert label_of(of(TEXT, None)) == "题目"
    town = of(TEXT, "柳林乡")
    assert label_of(replace(town, facts=replace(town.facts, county="青河县"))) == "青河县柳林乡"


def test_what_is_told_of_in_short_is_named_by_the_words_before_that_have_its_whole_name():
    text = "三月，镇里开了“转舵学堂”，设四门课。学堂已办班19期。"
    said = "学堂已办班19期。"
    named = naming_of_thing(text, said, text.index(said))
    assert text[slice(*named)] == "三月，镇里开了“转舵学堂”，设四门课。"
    assert naming_of_thing(text, "“转舵学堂”已办班19期。", text.index(said)) is None


def test_where_nothing_said_has_a_name_the_first_in_quotation_marks_names_the_thing():
    text = "他说：“有饭吃了。”三月，村里开了“摇橹饭盒”，每天送饭。米由“尝饭员”先尝。"
    named = naming_of_thing(text, "每天送饭。", 0)
    assert text[slice(*named)] == "三月，村里开了“摇橹饭盒”，每天送饭。"
    assert naming_of_thing(text, "米由“尝饭员”先尝。", 0) is None
    for no_name in ("他说：“有饭吃了。”", "推行“党建+网格”。", "抓好“四项工程”。", "建立“送饭到家”机制。"):
        assert naming_of_thing(f"{no_name}每天送饭。", "每天送饭。", 0) is None
