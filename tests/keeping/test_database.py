import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import event

from qa.errors import SettingError, StoreError
from qa.keeping import database as databases
from qa.keeping.conversations import Conversations
from qa.keeping.database import open_database
from qa.keeping.history import History

ROOT = Path(__file__).parent.parent.parent
WRITERS, EACH = 8, 25


def test_processes_that_begin_and_write_at_once_lose_nothing(address, reopened):
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.keeping.writing", address, str(number), str(EACH)], cwd=ROOT
        )
        for number in range(WRITERS)
    ]
    assert [writer.wait(timeout=300) for writer in writers] == [0] * WRITERS
    history = History(reopened())
    assert len(history.replies("c_all")) == WRITERS * EACH
    assert len(history.opinions("c_all")) == WRITERS * EACH
    turns = Conversations(history.database).turns("c_all", 2 * WRITERS * EACH)
    for number in range(WRITERS):  # each writer's turns stand in the order it wrote them
        mine = [turn.question for turn in turns if turn.question.startswith(f"{number} ")]
        assert mine == [f"{number} {one}" for one in range(EACH)]


def test_work_that_fails_is_undone(database):
    with pytest.raises(ZeroDivisionError), database.writing() as work:
        work.change("INSERT INTO cited VALUES ('r', 'a')")
        raise ZeroDivisionError
    with database.reading() as work:
        assert work.rows("SELECT * FROM cited") == []


def test_reader_sees_one_state_while_another_writes(database, reopened):
    with database.reading() as work:
        before = work.rows("SELECT count(*) FROM cited")
        with reopened().writing() as other:
            other.change("INSERT INTO cited VALUES ('r', 'a')")
        assert work.rows("SELECT count(*) FROM cited") == before


def test_threads_share_one_database(database):
    def write(number):
        with database.writing() as work:
            work.change("INSERT INTO cited VALUES ('r', :article)", article=str(number))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as work:
        assert work.rows("SELECT count(*) FROM cited") == [(12,)]


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://user:secret@host/name", "postgresql+nothing://user:secret@host/name"]
)
def test_address_that_cannot_be_one_stops_the_start_and_is_not_repeated(address, tmp_path):
    with pytest.raises(SettingError, match="QA_STORE is not allowed") as refused:
        open_database(address, tmp_path)
    assert "secret" not in str(refused.value)


def test_server_that_cannot_be_reached_is_told_without_its_password_and_let_rest(tmp_path, caplog):
    address = f"postgresql+psycopg://user:secret@/name?host={tmp_path}"
    database = open_database(address, tmp_path)
    assert "cannot be used" in caplog.text
    assert "secret" not in caplog.text
    with pytest.raises(StoreError, match="a moment ago"), database.reading():
        pass


def test_file_that_is_no_database_is_told_and_left_alone(tmp_path, caplog):
    file = tmp_path / "conversations.sqlite"
    file.write_bytes(b"notes of mine " * 100)
    with pytest.raises(StoreError), open_database("", tmp_path).reading():
        pass
    assert "not a database" in caplog.text
    assert file.read_bytes() == b"notes of mine " * 100


def test_file_put_away_while_the_service_runs_is_made_again(tmp_path, caplog):
    database = open_database("", tmp_path)
    for file in tmp_path.iterdir():
        file.unlink()
    with pytest.raises(StoreError, match="no such table"), database.reading() as work:
        work.rows("SELECT * FROM cited")
    with database.reading() as work:
        assert work.rows("SELECT * FROM cited") == []


def test_connection_is_kept_for_the_next_piece_of_work_and_not_shared_with_a_forked_process(tmp_path):
    database = open_database("", tmp_path)
    opened = []
    event.listen(database._engine, "connect", lambda *_: opened.append(os.getpid()))
    for number in range(4):
        with database.writing() as work:
            work.change("INSERT INTO cited VALUES (:reply, 'a')", reply=f"r{number}")
    assert len(opened) <= 1
    child = os.fork()
    if not child:  # leaves without the tests' own end
        with database.writing() as work:
            work.change("INSERT INTO cited VALUES ('child', 'a')")
        os._exit(0 if opened[-1:] == [os.getpid()] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with database.reading() as work:
        assert work.rows("SELECT count(*) FROM cited") == [(5,)]


def test_server_that_comes_back_is_used_again(cluster, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(databases, "_REST_SECONDS", 0)
    caplog.set_level(logging.WARNING)
    database = open_database(cluster.new_database(), tmp_path)
    with database.writing() as work:
        work.change("INSERT INTO cited VALUES ('r', 'a')")
    cluster.stop()
    try:
        with pytest.raises(StoreError), database.reading():
            pass
    finally:
        cluster.start()
    with database.reading() as work:
        assert work.rows("SELECT * FROM cited") == [("r", "a")]
    database.close()
