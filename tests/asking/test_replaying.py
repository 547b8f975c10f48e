from qa.asking import replaying
from qa.asking.conversations import Turn
from qa.asking.replaying import Replays


class Answering:
    """Notes what it is asked, and after which turns."""

    def __init__(self):
        self.asked = []

    def __call__(self, question, turns):
        self.asked.append((question, [turn.question for turn in turns]))
        return Turn(question, question, "fact", None, ())


def test_each_question_is_answered_after_the_turns_before_it():
    answer = Answering()
    turns = Replays().turns("g1", ["一", "二", "三"], answer)
    assert [turn.question for turn in turns] == ["一", "二", "三"]
    assert answer.asked == [("一", []), ("二", ["一"]), ("三", ["一", "二"])]


def test_conversation_that_goes_on_answers_its_new_question_alone():
    replays, answer = Replays(), Answering()
    replays.turns("g1", ["一", "二"], answer)
    replays.turns("g1", ["一", "二", "三"], answer)
    assert [question for question, _ in answer.asked] == ["一", "二", "三"]


def test_same_question_in_another_conversation_is_answered_there():
    replays, answer = Replays(), Answering()
    replays.turns("g1", ["一", "二"], answer)
    replays.turns("g1", ["甲", "二"], answer)
    assert answer.asked[2:] == [("甲", []), ("二", ["甲"])]


def test_another_generation_of_the_index_answers_anew():
    replays, answer = Replays(), Answering()
    replays.turns("g1", ["一"], answer)
    replays.turns("g2", ["一"], answer)
    assert len(answer.asked) == 2


def test_nothing_asked_makes_no_turn():
    assert Replays().turns("g1", [], Answering()) == []


def test_only_so_much_is_replayed_and_remembered(monkeypatch):
    monkeypatch.setattr(replaying, "_QUESTIONS", 3)
    monkeypatch.setattr(replaying, "_REMEMBERED", 2)
    replays, answer = Replays(), Answering()
    assert [turn.question for turn in replays.turns("g1", list("甲乙丙丁"), answer)] == ["乙", "丙", "丁"]
    replays.turns("g1", list("乙"), answer)
    assert [question for question, _ in answer.asked] == ["乙", "丙", "丁", "乙"]
