import pytest

from qa.asking.misheard import correct_bodies, correct_place
from qa.asking.query import understand
from qa.asking.spelling import (
    Correction,
    asking_word_meant,
    correct,
    spell_out,
)
from tests.asking.papers import index
from tests.corpus import article, build


@pytest.mark.parametrize(
    ("typed", "read", "changed"),
    [
        ("柳林香有多少学生", "柳林乡有多少学生", Correction("柳林香", "柳林乡")),
        ("梨圆镇种了什么", "梨园镇种了什么", Correction("梨圆镇", "梨园镇")),
        ("镇里的停车厂修了吗", "镇里的停车场修了吗", Correction("停车厂", "停车场")),
    ],
)
def test_slip_of_the_ear_is_read_as_the_corpus_writes_it(typed, read, changed):
    assert correct(index(), typed) == (read, (changed,))


@pytest.mark.parametrize(
    "question",
    [
        "新桥有多长",
        "石桥村的村支书是谁",
        "青河仙桥村的支书是谁",
        "今天天气怎么样",
        "坐班的人都有谁",
        "垃圾乱倒谁管",
        "abc123",
        "？？？",
        "",
    ],
)
def test_question_without_a_slip_stays(question):
    read, changed = correct(index(), question)
    assert changed == ()
    assert len(read) == len(question)


def test_word_that_stands_nowhere_near_what_is_asked_is_not_meant(monkeypatch):
    typed, meant = "石桥村新桥的停车厂", "石桥村新桥的停车场"
    assert correct(index(), typed)[0] == meant
    monkeypatch.setattr("qa.asking.spelling._NEAREST", 1)
    assert correct(index(), typed) == (typed, ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("石桥村的新桥是那年修的", "石桥村的新桥是哪年修的"),
        ("石桥村的支书是水?", "石桥村的支书是谁?"),
        ("石桥村的新桥多长", "石桥村的新桥多长"),
    ],
)
def test_question_that_asks_nothing_is_given_the_asking_word_it_must_mean(typed, meant):
    assert asking_word_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("柳lin乡有多少学生", "柳林乡有多少学生"),
        ("石qiao村的支书是谁", "石桥村的支书是谁"),
        ("村ba在哪打", "村ba在哪打"),
        ("柳abc乡", "柳abc乡"),
    ],
)
def test_syllable_among_characters_is_the_character_in_print(typed, meant):
    assert spell_out(index(), typed)[0] == meant


def test_correcting_twice_changes_nothing_more():
    read, _ = correct(index(), "柳林香有多少学生")
    assert correct(index(), read) == (read, ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("林柳乡", "柳林乡"),
        ("石乔村", "石桥村"),
        ("梨圆镇", "梨园镇"),
        ("东林乡", None),  # may be another town
        ("乡柳", None),
        ("园镇", None),
    ],
)
def test_place_nobody_prints_is_the_one_place_it_sounds_like_or_is_turned_round_from(typed, meant):
    slip = correct_place(index(), typed)
    assert (slip and slip.meant) == meant


@pytest.mark.parametrize(
    ("typed", "read"), [("青河石乔村", Correction("石乔村", "石桥村")), ("白水石乔村", None)]
)
def test_narrow_place_behind_a_wide_one_is_corrected_where_an_article_names_both(typed, read):
    assert correct_place(index(), typed) == read


def test_place_is_read_as_printed_and_told_so_but_not_where_it_is_taken_as_typed():
    read = understand(index(), "林柳乡办起了什么")
    assert (read.text, read.corrections) == ("柳林乡办起了什么", (Correction("林柳乡", "柳林乡"),))
    assert not read.unknown_places
    assert understand(index(), "林柳乡办起了什么", as_typed=True).unknown_places


def test_a_body_is_read_as_the_one_in_print_that_sounds_alike():
    papers = build([article("f" * 12, "种鸽", None, None, "旺源养殖有限公司在清溪街道养鸽。")])
    typed, meant = "旺原养殖有限公司在哪", "旺源养殖有限公司在哪"
    assert correct_bodies(papers, typed) == (
        meant, (Correction("旺原养殖有限公司", "旺源养殖有限公司"),)
    )  # fmt: skip
    assert correct_bodies(papers, meant) == (meant, ())
    assert correct_bodies(papers, "和旺源养殖有限公司") == ("和旺源养殖有限公司", ())
    assert correct_bodies(papers, "东方纺织有限公司") == ("东方纺织有限公司", ())
    assert correct_place(papers, "青溪街道") == Correction("青溪街道", "清溪街道")


def test_a_bridge_the_question_begins_with_is_read_as_the_one_in_print_that_sounds_alike():
    papers = build([article("f" * 12, "大桥", None, None, "呼岱大桥通车，把孩子带大的老人也来看。")])
    assert correct_bodies(papers, "呼带大桥花了多少亿") == (
        "呼岱大桥花了多少亿", (Correction("呼带大桥", "呼岱大桥"),)
    )  # fmt: skip
    assert correct_bodies(papers, "谁在呼带大桥上") == (
        "谁在呼带大桥上",
        (),
    )  # what begins there is not known
