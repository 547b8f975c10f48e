from qa.asking.conversations import Conversations, Turn, conversation_name, turn_of
from tests.asking.papers import ask

TURN = Turn("问", "问全", "fact", "120米", ("a" * 12,), "石桥村", ("甲", "乙"), (("a" * 12, 3, 9),))


def test_turns_come_back_oldest_first_after_a_restart(tmp_path):
    path = tmp_path / "conversations.sqlite"
    name = conversation_name(None)
    for question in ("一", "二", "三"):
        Conversations(path).add(name, Turn(question, question, "none", None, ()))
    assert [turn.question for turn in Conversations(path).turns(name, 2)] == ["二", "三"]


def test_turn_comes_back_as_it_was(tmp_path):
    conversations = Conversations(tmp_path / "conversations.sqlite")
    conversations.add("c_x", TURN)
    assert conversations.turns("c_x", 1) == [TURN]


def test_unknown_conversation_is_empty(tmp_path):
    assert Conversations(tmp_path / "conversations.sqlite").turns("c_none", 5) == []


def test_name_is_kept_only_when_it_is_one_of_ours():
    assert conversation_name("c_" + "x" * 20) == "c_" + "x" * 20
    assert conversation_name("../etc") != "../etc"
    assert conversation_name(None) != conversation_name(None)


def test_turn_keeps_what_an_answer_enumerated():
    turn = turn_of("问", "梨园镇做了哪三件事？", ask("梨园镇做了哪三件事？"))
    assert turn.items == ("一是修了停车场。", "二是办了采摘节。", "三是开了直播间。")
    assert turn.place == "白水县梨园镇"
