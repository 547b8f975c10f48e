"""A database of an earlier version is brought to this one with all it holds."""

import json
from datetime import date, datetime, timedelta

import pytest

from qa.errors import StoreError, StoreNewerError
from qa.keeping import schema
from qa.keeping.conversations import Conversations
from qa.keeping.history import History
from qa.keeping.usage import usage_of

# The tables as the service made them before it counted versions: a copy, so that it stays what it was.
UNCOUNTED = """
CREATE TABLE turns (id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, asked_at REAL NOT NULL,
    turn TEXT NOT NULL);
CREATE INDEX turns_by_conversation ON turns (conversation, id);
CREATE TABLE conversations (name TEXT PRIMARY KEY, visitor TEXT, title TEXT NOT NULL,
    touched_at REAL NOT NULL);
CREATE INDEX conversations_by_visitor ON conversations (visitor, touched_at);
CREATE TABLE replies (id TEXT PRIMARY KEY, conversation TEXT NOT NULL, asked_at REAL NOT NULL,
    question TEXT NOT NULL, kind TEXT NOT NULL, answered INTEGER NOT NULL, took_ms REAL NOT NULL,
    reply TEXT NOT NULL);
CREATE INDEX replies_by_conversation ON replies (conversation, asked_at);
CREATE INDEX replies_by_time ON replies (asked_at);
CREATE TABLE cited (reply TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (reply, article));
CREATE TABLE feedback (reply TEXT PRIMARY KEY, given_at REAL NOT NULL, useful INTEGER NOT NULL,
    reason TEXT NOT NULL)
"""
TODAY = datetime.combine(date.today(), datetime.min.time())
TURN = {
    "question": "问", "resolved_question": "问", "kind": "fact", "short": None, "articles": ["a"],
    "place": "石桥村", "items": [], "spans": [["a", 0, 5]],
}  # fmt: skip


def asked_at(number):
    """The moments of three days, the first and the last second of each among them."""
    return (TODAY + timedelta(days=-(number % 3), seconds=(0, 86_399)[number % 2])).timestamp()


def make_uncounted(work):
    number = "BIGINT GENERATED ALWAYS AS IDENTITY" if work.is_postgresql else "INTEGER"
    for statement in UNCOUNTED.split(";"):
        words = statement.replace("id INTEGER PRIMARY KEY", f"id {number} PRIMARY KEY")
        work.change(words.replace("REAL", "DOUBLE PRECISION"))
    work.change("INSERT INTO conversations VALUES ('c_1', NULL, '桥', 5.5)")
    for number in range(60):
        reply = json.dumps({"reply": f"r_{number}"})
        work.change(
            "INSERT INTO replies VALUES (:name, 'c_1', :at, '桥', 'fact', 1, 5.0, :reply)",
            name=f"r_{number}", at=asked_at(number), reply=reply,
        )  # fmt: skip
        work.change("INSERT INTO cited VALUES (:name, 'a')", name=f"r_{number}")
    work.change("INSERT INTO feedback VALUES ('r_1', 6.5, 0, '不对')")
    work.change(
        "INSERT INTO turns (conversation, asked_at, turn) VALUES ('c_1', 5.5, :turn)",
        turn=json.dumps(TURN, ensure_ascii=False),
    )


@pytest.fixture
def uncounted(reopened, monkeypatch):
    """A database that an earlier version made and filled."""
    with monkeypatch.context() as patch:
        patch.setattr("qa.keeping.database.migrate", lambda work, name: None)
        with reopened().writing() as work:
            make_uncounted(work)


def test_uncounted_database_keeps_every_row(uncounted, reopened):
    history = History(reopened())
    assert len(history.replies("c_1")) == 60
    assert history.reply("r_59") == {"reply": "r_59"}
    assert history.title("c_1") == "桥"
    assert history.opinions("c_1") == {"r_1": False}
    assert usage_of(history, 3, 5).cited == (("a", 60),)
    assert Conversations(reopened()).turns("c_1", 5)[0].spans == (("a", 0, 5),)


def test_uncounted_replies_are_counted_on_their_local_day(uncounted, reopened):
    figures = usage_of(History(reopened()), 4, 5)
    assert [day.asked for day in figures.days] == [0, 20, 20, 20]


def test_second_opening_changes_nothing(reopened):
    reopened()
    with reopened().reading() as work:
        assert work.rows("SELECT version FROM schema_version") == [(schema.VERSION,)]


def test_step_that_fails_leaves_the_database_as_it_was(uncounted, reopened, monkeypatch, caplog):
    def half_done(work):
        work.change("DELETE FROM replies")
        work.change("no statement")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "_STEPS", (*schema._STEPS, half_done))
        with pytest.raises(StoreError), reopened().reading():
            pass
    assert "syntax error" in caplog.text
    assert len(History(reopened()).replies("c_1")) == 60


def test_database_of_a_newer_version_is_refused_and_not_touched(database, reopened):
    with database.writing() as work:
        work.change("UPDATE schema_version SET version = 99")
    with pytest.raises(StoreNewerError, match=rf"version 99 .* up to {schema.VERSION}\. Run the newer"):
        reopened()
    with database.reading() as work:
        assert work.rows("SELECT version FROM schema_version") == [(99,)]
