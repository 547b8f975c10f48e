from qa.asking.conversations import conversation_name, turn_of
from tests.asking.papers import ask


def test_name_is_kept_only_when_it_is_one_of_ours():
    assert conversation_name("c_" + "x" * 20) == "c_" + "x" * 20
    assert conversation_name("../etc") != "../etc"
    assert conversation_name(None) != conversation_name(None)


def test_turn_keeps_what_an_answer_enumerated():
    turn = turn_of("问", "梨园镇做了哪三件事？", ask("梨园镇做了哪三件事？"))
    assert turn.items == ("一是修了停车场。", "二是办了采摘节。", "三是开了直播间。")
    assert turn.place == "白水县梨园镇"


def test_a_list_of_places_leaves_their_names_for_the_next_question():
    turn = turn_of("哪些乡镇划分了专属网格？", "哪些乡镇划分了专属网格？", ask("哪些乡镇划分了专属网格？"))
    assert set(turn.items) >= {"青河县城关镇", "白水县城关镇"}
