import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asking.kinds import Kind
from qa.asking.spans import fits_kind, quotation, sentence_around, with_whole_numerals, with_whole_words

TEXT = "镇里修了路。今年以来,全镇修路30公里,惠及5个村;种树200亩,清理河道3条,群众都说好。谢谢。"
SENTENCE = (6, 46)


def span_of(words):
    at = TEXT.index(words)
    return at, at + len(words)


def quote(words, max_chars):
    start, end = quotation(TEXT, span_of(words), SENTENCE, max_chars)
    return TEXT[start:end]


def grown(text, cut):
    at = text.index(cut)
    start, end = with_whole_words(text, (at, at + len(cut)))
    return text[start:end]


def test_sentence_around_a_span_is_whole():
    start, end = sentence_around(TEXT, *span_of("5个"))
    assert TEXT[start:end] == TEXT[slice(*SENTENCE)]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [("8581亿元", "239.8581亿元"), ("1,234", "1,234,567"), ("3公里", "3公里"), ("全长", "全长")],
)
def test_a_span_does_not_cut_a_numeral(cut, whole):
    text = "公路全长3公里,概算239.8581亿元,植树1,234,567棵。"
    at = text.index(cut)
    start, end = with_whole_numerals(text, at, at + len(cut))
    assert text[start:end] == whole


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("4万余", "4万余对"),
        ("1300", "1300余头"),
        ("4万余对", "4万余对"),
        ("“议事平台", "“议事平台”"),
        ("议事平台”", "“议事平台”"),
        ("“议事平台”", "“议事平台”"),
        ("“议事", "议事"),
        ("“", "“"),
        ("存栏", "存栏"),
    ],
)
def test_a_span_takes_in_its_measure_word_and_the_other_half_of_its_quotes(cut, whole):
    text = "有种鸽4万余对,存栏1300余头,开通“议事平台”。"
    assert grown(text, cut) == whole


def test_short_sentence_is_quoted_whole():
    assert quote("30公里", 100) == TEXT[slice(*SENTENCE)]


def test_long_sentence_is_cut_at_clauses_and_keeps_what_stands_before():
    assert quote("30公里", 20) == "今年以来,全镇修路30公里,惠及5个村"


def test_clause_longer_than_allowed_is_not_cut():
    assert quote("30公里", 3) == "全镇修路30公里"


def test_open_quotation_mark_draws_in_its_other_half():
    text = "他说“路修好了,日子好了,心里高兴”。"
    start, end = quotation(text, (3, 4), (0, len(text)), 8)
    assert text[start:end].count("“") == text[start:end].count("”")


@given(st.text("甲乙丙,，；;。“”（）1", min_size=1, max_size=60), st.data())
def test_quotation_holds_its_span_and_stays_in_its_sentence(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sentence = sentence_around(text, start, end)
    span = (max(start, sentence[0]), min(end, sentence[1]))
    if span[0] >= span[1]:
        return
    first, last = quotation(text, span, sentence, data.draw(st.integers(1, 40)))
    assert sentence[0] <= first < last <= sentence[1]
    assert text[first:last].strip(",，；; ") != "" or not text[slice(*span)].strip(",，；; ")


def test_number_needs_a_numeral_and_time_a_word_of_time():
    assert fits_kind(Kind.NUMBER, "30公里")
    assert not fits_kind(Kind.NUMBER, "公路")
    assert fits_kind(Kind.TIME, "3月底")
    assert not fits_kind(Kind.TIME, "镇政府")
    assert not fits_kind(Kind.PERSON, "30")


@pytest.mark.parametrize(
    ("cut", "whole"), [("122.7毫", "122.7毫米"), ("、舒适的", "舒适的"), ("24公", "24公里")]
)
def test_units_are_not_cut_and_marks_do_not_begin_a_span(cut, whole):
    text = "城区平均122.7毫米，全长24公里，便捷、舒适的车站。"
    assert grown(text, cut) == whole


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("超过300元", "不超过300元"),
        ("31万人", "31万人次"),
        ("120场", "120场次"),
        ("2吨", "2吨多"),
        ("5亩", "5亩"),
        ("40人", "40人"),
    ],
)
def test_what_makes_a_figure_more_or_less_belongs_to_it(cut, whole):
    text = "每桌不超过300元，接待31万人次，宣讲120场次，收了2吨多，种5亩多肉，来了40人。"
    assert grown(text, cut) == whole


def test_a_sum_is_quoted_with_its_parts():
    text = "四个点共招收132名学生，其中北关58名、槐荫45名，请来12位老师。"
    start, end = quotation(text, (7, 11), (0, len(text)), 14)
    assert text[start:end] == "四个点共招收132名学生，其中北关58名、槐荫45名"
