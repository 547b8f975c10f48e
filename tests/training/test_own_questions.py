import json

import numpy as np
import pytest

from qa.asking.reader_features import Vocabulary
from qa.asking.reader_held_out import is_held_out
from qa.errors import ModelError
from qa.training.own_questions import FILE, OF_ALL, OWN, RAW, own_rows
from qa.training.reader_questions import QuestionSet, one_round
from qa.training.reader_words import RAW_TEXTS
from tests.training.reader_data import article, write_data

RAW_NAME = "49b4e0e77899"  # of the first raw article of the made-up folder


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_data(tmp_path_factory.mktemp("data"), ["wenbao_news-train"], RAW_TEXTS)


def rows_of(data, tmp_path, *own):
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in own), encoding="utf-8")
    return list(own_rows(data, file))


def test_a_question_beside_another_has_its_article_and_its_answer(data, tmp_path):
    (row,) = rows_of(data, tmp_path, {"beside": "wenbao_news-train-3-0", "question": "周静家的藕有多大一片"})
    assert row["question"] == "周静家的藕有多大一片"
    assert row["context"] == article(3)
    assert row["answers"] == ["15亩"]
    assert row["context"][row["answer_start"][0] :].startswith("15亩")


@pytest.mark.parametrize("answer", ["6万元", ""])
def test_a_question_may_say_which_characters_answer_it_or_that_none_do(data, tmp_path, answer):
    start = article(3).index(answer or "周")
    own = {"question": "周静挣了多少", "answer": [start, start + len(answer)] if answer else []}
    for about in ({"beside": "wenbao_news-train-3-2"}, {"beside": "wenbao_news-train-3-0"}):
        (row,) = rows_of(data, tmp_path, about | own)
        assert row["answers"] == ([answer] if answer else [])
        assert row["answer_start"] == ([start] if answer else [])


def test_a_question_may_be_about_a_raw_article(data, tmp_path):
    (row,) = rows_of(data, tmp_path, {"text": RAW_NAME, "question": "谁种了莲藕", "answer": [4, 6]})
    assert row["context"] == article(0) * 4
    assert row["answers"] == ["赵明"]


def test_a_question_may_be_asked_of_all_articles(data, tmp_path):
    own = {"text": RAW_NAME, "question": "哪里种了莲藕", "answer": []}
    kinds = [row["type"] for row in rows_of(data, tmp_path, own | {"of_all": True}, own)]
    assert kinds == [OF_ALL, ""]


def test_a_question_comes_as_often_as_is_said_of_the_set_its_text_is_of(data, tmp_path):
    beside = {"beside": "wenbao_news-train-3-0", "question": "周静家的藕有多大一片"}
    rows = rows_of(data, tmp_path, beside, {"text": RAW_NAME, "question": "谁种了莲藕", "answer": [4, 6]})
    assert [row["of"] for row in rows] == ["wenbao_news-train", RAW]
    found = QuestionSet()
    for row in rows:
        found.add(OWN, row, Vocabulary([], [], [], ""))
    drawn = one_round(
        found.questions, np.random.default_rng(1), seen={OWN: 2.0, "own/wenbao_news-train": 3.0}
    )
    assert sorted(question.of for question in drawn) == [RAW] * 2 + ["wenbao_news-train"] * 3


def test_questions_about_articles_that_are_not_there_are_left_out(data, tmp_path):
    unknown = [
        {"beside": "elsewhere-1", "question": "甲"},
        {"text": "0" * 12, "question": "乙", "answer": []},
    ]
    assert rows_of(data, tmp_path, *unknown) == []


def test_every_question_that_is_kept_says_what_it_is_about():
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len({(row.get("beside") or row["text"], row["question"]) for row in rows}) == len(rows)
    for row in rows:
        assert "beside" in row or "answer" in row
        assert not row.get("answer") or row["answer"][0] < row["answer"][1]


def test_own_questions_keep_to_the_articles_that_may_be_learned():
    contexts = [f"第{number}篇报道。" for number in range(200)]
    assert any(is_held_out(context, OWN) for context in contexts)
    for context in contexts:
        assert is_held_out(context, OWN) == is_held_out(context, "wenbao_news-train")


def test_without_the_file_it_is_told_where_it_lies(data, tmp_path):
    with pytest.raises(ModelError, match="clone of the repository"):
        list(own_rows(data, tmp_path / "questions.jsonl"))
