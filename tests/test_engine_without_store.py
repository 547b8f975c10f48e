"""The answer matters more than the record: a database that is down takes no answer away."""

from dataclasses import replace

import pytest

import qa.engine
from qa.errors import StoreError
from qa.keeping import database as databases
from web import create_app

QUESTION = "石桥村的新桥长多少米？"
HTML = {"Accept": "text/html"}


@pytest.fixture
def away(settings, tmp_path):
    """Settings whose database nobody serves."""
    return replace(settings, store=f"postgresql+psycopg://wenbao@/name?host={tmp_path}")


@pytest.fixture
def client(engine, away):
    """A client of a service that was started while its database was down; `engine` only lends its fakes."""
    return create_app(qa.engine.open_engine(away), away).test_client()


def test_question_is_answered_and_the_reader_is_told_that_it_is_not_kept(client, caplog):
    reply = client.post("/ask", json={"question": QUESTION}).get_json()
    assert "120米" in reply["answer"]
    assert "没有存下来" in reply["notices"][-1]
    assert "not kept" in caplog.text
    assert QUESTION not in caplog.text


@pytest.mark.parametrize(
    "ask", [lambda c: c.get(f"/?q={QUESTION}"), lambda c: c.post("/", data={"q": QUESTION})]
)
def test_page_shows_the_answer_without_script(client, ask):
    reply = ask(client)
    assert reply.status_code == 200
    assert "120米" in reply.get_data(as_text=True)


def test_page_opens_with_an_empty_list(client):
    assert client.get("/", headers=HTML).status_code == 200
    assert client.get("/conversations").status_code == 200


@pytest.mark.parametrize(
    "ask", [lambda c: c.get("/c/c_1"), lambda c: c.post("/feedback", data={"reply": "r_1", "useful": "1"})]
)
def test_what_needs_the_record_is_503_with_what_to_do(client, ask):
    reply = ask(client)
    assert reply.status_code == 503
    assert "数据库" in reply.get_json()["detail"]


def test_conversation_goes_on_when_the_database_is_back(engine, settings, cluster, monkeypatch):
    monkeypatch.setattr(databases, "_REST_SECONDS", 0)
    engine = qa.engine.open_engine(replace(settings, store=cluster.new_database()))
    first = engine.ask(QUESTION)
    cluster.stop()
    try:
        assert not engine.ask("那总投资呢？", first.conversation).kept
        with pytest.raises(StoreError):
            engine.history.replies(first.conversation)
    finally:
        cluster.start()
    reply = engine.ask("那总投资呢？", first.conversation)
    assert reply.kept
    assert "桥" in reply.resolved_question
    assert [one["question"] for one in engine.history.replies(first.conversation)] == [
        QUESTION,
        "那总投资呢？",
    ]
    engine.history.database.close()
