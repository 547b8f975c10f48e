import numpy as np
import pytest

from qa.asking.reader import Reading
from qa.asking.readings import MOST
from qa.evaluating.readers import (
    area_under_curve,
    by_type,
    f1,
    longest_common_run,
    milliseconds_a_question,
    refused,
    score_answer,
    score_found,
    score_given,
    swapped,
    tokens,
)  # fmt: skip

CONTEXT = "河口镇种了12亩莲藕。今年要修2公里水渠。"
ROW = {
    "title": None, "context": CONTEXT, "question": "种了多少亩莲藕", "answers": ["12亩", "12亩莲藕"],
    "answer_start": [5, 5], "type": "number",
}  # fmt: skip
UNANSWERABLE = {**ROW, "question": "谁唱了歌", "answers": [], "answer_start": [], "type": "unanswerable"}


class FirstWords:
    """Says the first four characters of every passage, surer of the one that speaks of lotus roots."""

    def read(self, question, passages, *, most=MOST):
        return [
            Reading(0, 4, float("莲藕" in text), 0.5, np.zeros(len(text), np.float32), ((0, 4, 1.0),))
            for _, text in passages
        ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("种12亩，收3.5万！", ["种", "12", "亩", "收", "3.5", "万"]),
        ("GDP 增长", ["gdp", "增", "长"]),
        ("，。", []),
    ],
)
def test_tokens_are_characters_and_runs_of_others(text, found):
    assert tokens(text) == found


def test_common_run_is_unbroken():
    assert longest_common_run("abcde", "xbcdy") == 3
    assert longest_common_run("abc", "a-b-c") == 1
    assert longest_common_run("", "abc") == 0


def test_f1_weighs_the_run_against_both_lengths():
    assert f1("12亩莲藕", "12亩") == pytest.approx(2 * (2 / 4) * 1 / (2 / 4 + 1))
    assert f1("水渠", "12亩") == 0


def test_the_best_answer_counts():
    assert score_answer(ROW, "12亩莲藕。", CONTEXT, 5).exact == 1
    assert score_answer(ROW, "12亩", CONTEXT, 5).f1 == 1


def test_the_sentence_is_right_where_the_span_begins_in_it():
    assert score_answer(ROW, "镇种了", CONTEXT, 2).sentence == 1
    assert score_answer(ROW, "2公里", CONTEXT, 15).sentence == 0
    assert score_answer(ROW, "12亩", "另一篇：12亩", 4).sentence == 0


def test_only_questions_with_an_answer_are_scored():
    scored = score_given(FirstWords(), [ROW, UNANSWERABLE])
    assert [row["type"] for row, _, _ in scored] == ["number"]
    assert list(by_type(scored)) == ["number"]


def test_the_passage_is_found_among_others():
    ((row, score),) = score_found(FirstWords(), [ROW, UNANSWERABLE], [CONTEXT, "白石乡开了新学校。" * 50])
    assert row is ROW
    assert score.sentence == 1


def test_area_under_curve_counts_ties_as_half():
    assert area_under_curve([2, 3], [0, 1]) == 1
    assert area_under_curve([0, 1], [2, 3]) == 0
    assert area_under_curve([1, 1], [1, 1]) == 0.5
    assert area_under_curve([1, 3], [2]) == 0.5


def test_refused_is_measured_where_one_in_twenty_answers_is_lost():
    right = [float(number) for number in range(100)]
    assert refused(right, [-1.0, 4.0, 50.0, 99.0]) == 0.5


def test_swapped_gives_each_question_another_passage():
    rows = [{**ROW, "context": str(at)} for at in range(4)]
    assert [context for _, context in swapped(rows)] == ["2", "3", "0", "1"]


def test_time_is_taken_over_fives_of_passages():
    rows = [{**ROW, "context": f"{at}" + "字" * 400} for at in range(11)]
    assert milliseconds_a_question(FirstWords(), rows, fresh=True) >= 0
