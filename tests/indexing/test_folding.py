from hypothesis import given
from hypothesis import strategies as st

from qa.indexing.folding import fold


def test_traditional_folds_to_simplified():
    assert fold("濮陽縣調解") == "濮阳县调解"


def test_width_case_and_quotes_fold():
    assert fold("“ＡＢ１２０％”（甲）") == '"ab120%"(甲)'


def test_a_scanned_enclosure_folds_to_the_mouth_it_was():
    assert fold("常住人囗18910人") == "常住人口18910人"


def test_line_break_folds_to_a_space():
    assert fold("甲\n乙　丙") == "甲 乙 丙"


@given(st.text())
def test_length_never_changes(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_no_character_folds_on():
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x30000)]))
    assert fold(fold(everything)) == fold(everything)
