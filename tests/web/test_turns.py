import pytest

from qa.replies import Reply
from tests.web.newspaper import ANSWERS, COMPARE, FACT, HELLO, LIST, PASSAGE
from web.turns import turn_of


def shown(question, **changes):
    reply = Reply(question, question, "c_1", ANSWERS[question], 1.0, "r_1").as_json()
    return turn_of({**reply, **changes})


def test_short_is_marked_in_its_sentence_and_marks_know_their_citations():
    pieces = shown(FACT).pieces
    assert [piece.text for piece in pieces if piece.marked] == ["120米"]
    assert [piece.citation for piece in pieces if piece.citation] == [1]


@pytest.mark.parametrize("question", [FACT, PASSAGE])
def test_pieces_are_the_answer_whole(question):
    assert "".join(piece.text for piece in shown(question).pieces) == ANSWERS[question].text


def test_another_place_is_told_apart_from_the_answer():
    turn = shown(PASSAGE, answer="甲。[1]\n另见：乙。[2]")
    assert ["".join(piece.text for piece in told) for told in (turn.pieces, turn.also)] == [
        "甲。[1]",
        "另见：乙。[2]",
    ]
    assert [piece.citation for piece in turn.also if piece.citation] == [2]
    assert shown(PASSAGE).also == ()


@pytest.mark.parametrize("word", ["是", "不是"])
def test_yes_or_no_stands_apart_from_what_the_paper_says(word):
    turn = shown(PASSAGE, answer=f"{word}。桥修了。[1]\n另见：乙。[2]")
    assert (turn.verdict, "".join(piece.text for piece in turn.pieces)) == (word, "桥修了。[1]")
    assert shown(PASSAGE, answer="是桥。[1]").verdict == ""


def test_brackets_that_cite_nothing_stay_text():
    turn = shown(FACT, answer="见[7]号文件。[1]")
    assert [piece.citation for piece in turn.pieces] == [0, 1]


def test_articles_are_named_once_with_all_their_citations():
    turn = shown(PASSAGE)
    assert [[cite.n for cite in source.cites] for source in turn.sources] == [[1, 2]]


def test_lead_is_the_answers_own_count_or_ours():
    assert shown(LIST).lead == "共 4 处"
    assert shown(LIST, answer="").lead == "共 4 项"


def test_side_without_a_citation_has_none():
    assert [entry.cite is None for entry in shown(COMPARE).entries] == [False, False, False, True]


def test_greeting_proposes_its_questions_apart_from_its_text():
    turn = shown(HELLO)
    assert turn.asks == ("石桥村的新桥有多长？", "托管班里有多少名学生？")
    assert "".join(piece.text for piece in turn.pieces).endswith("可以这样问：")


def test_entry_marks_the_words_that_answer():
    assert [[p.text for p in entry.pieces if p.marked] for entry in shown(COMPARE).entries] == [
        ["80万元"],
        [],
        ["8000元"],
        [],
    ]


def test_links_carry_the_quotes_fingerprint_and_the_reply():
    [source] = shown(FACT).sources
    citation = Reply(FACT, FACT, "c_1", ANSWERS[FACT], 1.0, "r_1").as_json()["citations"][0]
    assert source.cites[0].url == f"{citation['url']}&h={citation['sha256'][:8]}&from=r_1&n=1"


def test_entries_of_one_place_after_another_are_shown_together():
    items = [
        {"label": label, "text": "甲", "citation": None} for label in ("石桥村", "石桥村", "柳林乡", "", "")
    ]
    listed = shown(LIST, items=items).listed
    assert [[entry.label for entry in entries] for entries in listed] == [
        ["石桥村", "石桥村"],
        ["柳林乡"],
        [""],
        [""],
    ]
