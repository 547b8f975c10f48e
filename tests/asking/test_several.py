from qa.asking.entries import SILENT
from qa.asking.several import answer_each, are_sentences, questions_in
from tests.asking.papers import asker

BOTH = "石桥村的新桥长多少米？柳林乡托管班里有多少名学生？"


def told(message, refuse_below=0.2):
    return answer_each(asker(refuse_below=refuse_below), questions_in(message), ())


def test_a_message_of_several_questions_is_taken_apart():
    assert questions_in(BOTH) == ["石桥村的新桥长多少米？", "柳林乡托管班里有多少名学生？"]
    assert questions_in("石桥村的新桥长多少米？") == []
    assert questions_in("听说石桥村修了新桥？长多少米？") == []  # the first only tells
    assert questions_in("哪些村修了桥？各花了多少钱？") == []  # one list tells both
    assert questions_in("今年，石桥村的桥在哪里，哪天通的车") == ["今年，石桥村的桥在哪里", "哪天通的车"]
    assert questions_in("石桥村的新桥长多少米？梨园镇呢？") == ["石桥村的新桥长多少米？", "梨园镇呢？"]
    assert questions_in("石桥村修了新桥，长多少米？") == []
    assert questions_in("近几年，石桥村修了几座桥？") == []
    assert questions_in("石桥村那几座桥，怎么修的？") == []
    assert questions_in("谁？几个？哪里？多少？几时？") == []
    assert questions_in("石桥村的桥救过谁，怎么回事？") == []


def test_each_question_is_answered_under_its_own_words_with_its_own_citation():
    answer = told(BOTH)
    assert answer.kind == "compare"
    assert [item.label for item in answer.items] == questions_labels()
    first, second = answer.text.split("\n")
    assert "120米" in first
    assert "45名" in second
    assert first.endswith("[1]")
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert f"[{answer.items[1].citation}]" in second
    for item in answer.items:
        assert item.text == answer.citations[item.citation - 1].quote


def questions_labels():
    return [question.rstrip("？") for question in questions_in(BOTH)]


def test_questions_answered_in_one_place_are_left_to_one_answer():
    assert told("石桥村的新桥长多少米？石桥村新桥总投资多少？", 0.1) is None
    assert told("石桥村的新桥长多少米？月亮上有多少人？", 0.9) is None


def test_where_one_of_several_questions_is_answered_the_other_is_said_to_be_silent():
    message = "石桥村的新桥长多少米？黑龙滩镇有多少人？"
    assert are_sentences(message)
    assert not are_sentences("石桥村的新桥长多少米，黑龙滩镇有多少人？")
    answer = answer_each(asker(refuse_below=0.9), questions_in(message), (), least=1)
    first, second = answer.text.split("\n")
    assert "120米" in first
    assert second == f"黑龙滩镇有多少人：{SILENT}"
    assert answer_each(asker(refuse_below=1.0), questions_in(message), (), least=1) is None
