import pytest

from qa.asking.conversations import Turn
from qa.keeping.conversations import Conversations
from qa.keeping.history import History
from qa.keeping.usage import latest_questions, usage_of


def reply(name, conversation="c_1", question="桥有多长？", kind="fact", articles=("a",)):
    return {
        "reply": name,
        "conversation": conversation,
        "question": question,
        "kind": kind,
        "answered": kind not in ("none", "chat"),
        "took_ms": 5.0,
        "citations": [{"article": {"id": article}} for article in articles],
    }


@pytest.fixture
def history(database):
    return History(database)


def test_replies_come_back_as_they_were_oldest_first(history, reopened):
    first, second = reply("r_1"), reply("r_2", question="花了多少钱？")
    history.add(first, "me")
    history.add(second, "me")
    assert History(reopened()).replies("c_1") == [first, second]
    assert history.reply("r_2") == second
    assert history.reply("r_9") is None


def test_list_holds_the_visitors_own_conversations_only_last_touched_first(history):
    history.add(reply("r_1", "c_1"), "me")
    history.add(reply("r_2", "c_2", "别人的问题"), "another")
    history.add(reply("r_3", "c_3"), None)
    history.add(reply("r_4", "c_4", "后来问的"), "me")
    history.add(reply("r_5", "c_1", "又问"), "me")
    assert [found.name for found in history.conversations("me", 10)] == ["c_1", "c_4"]
    assert history.conversations("me", 10)[0].questions == "桥有多长？ 又问"
    assert history.conversations(None, 10) == []


def test_conversation_stays_with_the_visitor_who_began_it(history):
    history.add(reply("r_1", "c_1"), "me")
    history.add(reply("r_2", "c_1"), "another")
    assert history.conversations("another", 10) == []
    assert not history.rename("c_1", "改名", "another")
    assert not history.forget("c_1", "another")
    assert not history.forget("c_1", None)


def test_database_holds_no_visitors_key(history, database):
    history.add(reply("r_1"), "a-key-nobody-may-read")
    with database.reading() as work:
        [(visitor,)] = work.rows("SELECT visitor FROM conversations")
    assert "a-key" not in visitor


def test_renamed_conversation_keeps_its_title_when_it_goes_on(history):
    history.add(reply("r_1"), "me")
    assert history.rename("c_1", "石桥村的桥", "me")
    history.add(reply("r_2"), "me")
    assert history.title("c_1") == "石桥村的桥"


def test_forgotten_conversation_leaves_nothing(history, database):
    history.add(reply("r_1"), "me")
    history.give_feedback("r_1", useful=False, reason="不对")
    Conversations(database).add("c_1", Turn("问", "问", "fact", None, ()))
    assert history.forget("c_1", "me")
    assert Conversations(database).turns("c_1", 9) == []
    assert (history.replies("c_1"), history.title("c_1"), latest_questions(history, 9)) == ([], None, [])
    assert usage_of(history, 7, 5).cited == ()


def test_feedback_is_stored_once_a_reply_and_the_last_counts(history):
    history.add(reply("r_1"), "me")
    assert history.give_feedback("r_1", useful=True, reason="")
    assert history.give_feedback("r_1", useful=False, reason=" 出处不对 ")
    assert not history.give_feedback("r_unknown", useful=True, reason="")
    assert history.opinions("c_1") == {"r_1": False}
    [asked] = latest_questions(history, 9, with_feedback=True)
    assert (asked.useful, asked.reason) == (False, "出处不对")


def test_figures_count_greetings_neither_as_asked_nor_as_refused(history):
    history.add(reply("r_1", articles=("a", "b")), "me")
    history.add(reply("r_2", kind="none", articles=()), "me")
    history.add(reply("r_3", kind="chat", articles=()), "me")
    history.add(reply("r_4", kind="list", articles=("b",)), "me")
    figures = usage_of(history, 7, 5)
    assert (figures.asked, figures.refused, figures.share_refused) == (3, 1, 1 / 3)
    assert figures.cited == (("b", 2), ("a", 1))
    assert len(figures.days) == 7
    assert (figures.days[-1].asked, figures.days[-1].refused) == (3, 1)
    assert [asked.kind for asked in latest_questions(history, 9, refused=True)] == ["none"]


def test_figures_of_an_empty_history_are_zero(history):
    figures = usage_of(history, 3, 5)
    assert (figures.asked, figures.share_refused, figures.median_ms, figures.kinds) == (0, 0.0, 0.0, ())


def test_text_that_no_database_can_hold_loses_those_characters_alone(history):
    history.add(reply("r_1", question="桥\0有\ud800多长"), "me")
    assert history.conversations("me", 9)[0].questions == "桥有?多长"
