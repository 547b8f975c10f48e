from qa.asking.conversations import Turn
from qa.keeping.conversations import Conversations

TURN = Turn("问", "问全", "fact", "120米", ("a" * 12,), "石桥村", ("甲", "乙"), (("a" * 12, 3, 9),))


def test_turns_come_back_oldest_first_after_a_restart(reopened):
    for question in ("一", "二", "三"):
        Conversations(reopened()).add("c_x", Turn(question, question, "none", None, ()))
    assert [turn.question for turn in Conversations(reopened()).turns("c_x", 2)] == ["二", "三"]


def test_turn_comes_back_as_it_was(database):
    conversations = Conversations(database)
    conversations.add("c_x", TURN)
    assert conversations.turns("c_x", 1) == [TURN]


def test_unknown_conversation_is_empty(database):
    assert Conversations(database).turns("c_none", 5) == []
