import json

import pytest

import qa.indexing.index as indexing
from qa.asking.answering import Asker
from qa.errors import QuestionsError
from qa.evaluating.gate import run_gate
from qa.evaluating.gate_report import render
from qa.replies import Reply
from tests.asking.papers import ARTICLES
from tests.corpus import FakeReader, build

QUESTIONS = [
    ("1", "number", "石桥村的新桥长多少米？", ["120米"], "一桥飞架两岸通"),
    ("2", "number", "托管班里有多少名学生？", ["45名"], "托管班里暑假忙"),
    ("3", "number", "青河县城关镇划分了几个专属网格？", ["9个"], "网格织密邻里情"),
    ("4", "unanswerable", "柳格镇的新桥长多少米？", [], None),
]


class Paper:
    """An engine over the five articles, without conversations."""

    reader = FakeReader()

    def __init__(self):
        self.index = build(ARTICLES)

    def ask(self, question, conversation=None):
        answer = Asker(self.index, self.reader, 0.5, 0.5).ask(question)
        return Reply(question, question, conversation or "c", answer, 1.0)


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "questions.jsonl"
    rows = [
        {"id": id_, "type": kind, "question": text, "answers": answers, "article": article}
        for id_, kind, text, answers, article in QUESTIONS
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.fixture
def baseline(tmp_path, questions):
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(run_gate(Paper(), questions).as_baseline()), "utf-8")
    return path


def test_gate_passes_at_its_own_baseline(questions, baseline):
    report = run_gate(Paper(), questions, baseline)
    assert report.passed
    assert report.table["ANSWERABLE"]["answer"] == 1.0
    assert report.table["REFUSE"]["refused"] == 1.0
    assert report.misses == []


def test_words_split_as_english_make_the_gate_fail(questions, baseline, monkeypatch):
    """A tokeniser that splits at spaces finds nothing in Chinese; the gate must notice."""
    monkeypatch.setattr(indexing, "TEXT_LEGS", {"words": str.split, "bigrams": str.split})
    monkeypatch.setattr(
        "tests.corpus.FakeEmbedder.embed", lambda self, texts: indexing.np.zeros((len(texts), self.dims))
    )
    report = run_gate(Paper(), questions, baseline)
    assert not report.passed
    assert {fall.figure for fall in report.falls} >= {"answer", "cited"}
    assert "gate failed" in render(report)


def test_figure_missing_from_the_run_is_a_fall(questions, tmp_path):
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"compare": {"answer": 0.5}}), "utf-8")
    (fall,) = run_gate(Paper(), questions, baseline).falls
    assert (fall.kind, fall.figure, fall.value) == ("compare", "answer", 0.0)


def test_report_shows_every_kind_leg_and_the_verdict(questions, baseline):
    shown = render(run_gate(Paper(), questions, baseline))
    for words in ("number", "ANSWERABLE", "REFUSE", "bigrams", "hybrid", "with reader", "gate passed"):
        assert words in shown


def test_follow_up_goes_on_in_the_conversation_of_its_question(tmp_path):
    asked = []

    class Recording(Paper):
        def ask(self, question, conversation=None):
            asked.append((question, conversation))
            return Reply(question, question, f"c{len(asked)}", super().ask(question).answer, 1.0)

    path = tmp_path / "questions.jsonl"
    first = {"id": "1", "type": "number", "question": "新桥长多少米？", "answers": ["120米"]}
    second = {
        "id": "2",
        "type": "followup",
        "question": "总投资呢？",
        "answers": ["80万元"],
        "followup_to": "1",
    }
    path.write_text(f"{json.dumps(first)}\n\n{json.dumps(second)}\n", "utf-8")
    run_gate(Recording(), path)
    assert asked == [("新桥长多少米？", None), ("总投资呢？", "c1")]


@pytest.mark.parametrize(
    "text", ["{", '{"id": "1"}', '{"id": "1", "type": "a", "question": "b", "answers": 3}']
)
def test_broken_question_file_is_named_with_its_line(tmp_path, text):
    path = tmp_path / "questions.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(QuestionsError, match="line 1"):
        run_gate(Paper(), path)


def test_missing_files_are_named(tmp_path, questions):
    with pytest.raises(QuestionsError, match="No questions"):
        run_gate(Paper(), tmp_path / "none.jsonl")
    with pytest.raises(QuestionsError, match="No baseline"):
        run_gate(Paper(), questions, tmp_path / "none.json")
