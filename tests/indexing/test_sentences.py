from hypothesis import given
from hypothesis import strategies as st

from qa.indexing.sentences import split_passages, split_sentences

TEXT = st.text(alphabet="甲乙丙。！？”；，\n 12", max_size=200)


def slices(text, spans):
    return [text[start:end] for start, end in spans]


def test_closing_quote_stays_with_its_sentence():
    text = "他说：“好。”大家都笑了！"
    assert slices(text, split_sentences(text)) == ["他说：“好。”", "大家都笑了！"]


def test_line_ends_a_sentence_and_spaces_are_trimmed():
    text = " 小标题 \n正文一句。 尾巴"
    assert slices(text, split_sentences(text)) == ["小标题", "正文一句。", "尾巴"]


def test_empty_text_has_no_sentence():
    assert split_sentences(" \n ") == []


@given(TEXT)
def test_sentences_lose_nothing_but_white_space(text):
    joined = "".join(slices(text, split_sentences(text)))
    assert "".join(joined.split()) == "".join(text.split())


def test_passages_hold_whole_sentences():
    text = "甲甲甲甲。乙乙乙乙。丙丙丙丙。"
    assert slices(text, split_passages(text, 10, 0)) == ["甲甲甲甲。乙乙乙乙。", "丙丙丙丙。"]


def test_passage_repeats_the_sentence_before_when_it_fits():
    text = "甲甲甲甲。乙乙乙乙。丙丙丙丙。"
    assert slices(text, split_passages(text, 10, 5)) == ["甲甲甲甲。乙乙乙乙。", "乙乙乙乙。丙丙丙丙。"]


def test_long_sentence_is_cut_at_a_clause():
    text = "甲甲甲甲，乙乙乙乙乙乙。"
    assert slices(text, split_passages(text, 8, 0)) == ["甲甲甲甲，", "乙乙乙乙乙乙。"]


@given(TEXT, st.integers(5, 40), st.integers(0, 20))
def test_passages_cover_every_sentence_within_their_length(text, max_chars, overlap_chars):
    spans = split_passages(text, max_chars, overlap_chars)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(end - start <= max_chars for start, end in spans)
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
    assert spans == sorted(spans)
