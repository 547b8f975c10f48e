"""Clients that are slow, rude or odd, against the production server with one worker."""

import json
import select
import socket
import time
from urllib.parse import urlsplit

import pytest

from qa.config import Settings
from tests.web.newspaper import FACT
from tests.web.scripted import ScriptedEngine
from tests.web.serving import PROCESSES, served
from web import worker

BODY = json.dumps({"question": FACT}).encode()
HEAD = b"POST /ask HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
ASK = HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
LAST = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
PATIENCE = 60
CONNECTIONS = 350  # that the server waits for


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    go_on = PROCESSES.Event()
    go_on.set()
    log = folder / "server.log"
    limits = {"may_complain": True, "worker_connections": CONNECTIONS}
    with served(ScriptedEngine, (folder, go_on), Settings(), log, **limits) as address:
        yield address


@pytest.fixture
def connect(site):
    opened = []

    def connect(data=b""):
        client = socket.create_connection((urlsplit(site).hostname, urlsplit(site).port), timeout=PATIENCE)
        opened.append(client)
        client.sendall(data)
        return client

    yield connect
    for client in opened:
        client.close()


def all_of(client):
    """What comes until the server closes."""
    said = b""
    while data := client.recv(65_536):
        said += data
    return said


def status_of(said):
    return int(said.split(b" ", 2)[1])


def test_three_hundred_slow_clients_stop_nobody_and_are_cut_off(connect):
    slow = [connect(start) for start in (b"", b"POST /a", HEAD, ASK[:-3]) for _ in range(75)]
    assert b"120" in all_of(connect(ASK + LAST))
    dripped_until = time.monotonic() + worker.ARRIVING_SECONDS + 1
    while time.monotonic() < dripped_until:
        for client in slow[75:225]:
            try:
                client.send(b"x")
            except OSError:
                continue
        assert b"120" in all_of(connect(ASK + LAST))
        time.sleep(1)
    for client in slow[:75]:
        assert all_of(client) == b""
    for client in slow[225:]:
        assert status_of(all_of(client)) == 408


def test_when_too_many_wait_the_longest_waiting_goes(connect):
    first = connect(HEAD)
    assert status_of(all_of(connect(LAST))) == 200  # by now it is waited for
    slow = [connect(HEAD) for _ in range(CONNECTIONS)]
    assert b"120" in all_of(connect(ASK + LAST))
    assert status_of(all_of(first)) == 408
    assert b"120" in all_of(continued(slow[-1]))


def continued(client):
    """The client that had sent the head, having sent the rest."""
    client.sendall(ASK.removeprefix(HEAD) + LAST)
    return client


def test_clients_that_ask_on_and_read_nothing_are_left(connect):
    many = b"GET /api HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n" * 150
    greedy = [connect(many) for _ in range(30)]  # more than the server has threads
    assert b"120" in all_of(connect(ASK + LAST))
    for client in greedy:
        broken_off = select.poll()
        broken_off.register(client, select.POLLHUP)
        assert broken_off.poll(1000 * PATIENCE)


def test_request_in_small_pieces_is_answered(connect):
    client = connect()
    for at in range(0, len(ASK), 40):
        client.sendall(ASK[at : at + 40])
    client.sendall(LAST)
    assert status_of(all_of(client)) == 200


def test_requests_sent_ahead_are_all_answered_in_order(connect):
    said = all_of(connect(ASK * 3 + LAST))
    assert said.count(b"HTTP/1.1 200") == 4
    assert said.endswith(b'{"status":"ok"}\n')


def test_chunked_body_is_answered(connect):
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (BODY[:7], BODY[7:])) + b"0\r\n\r\n"
    assert b"120" in all_of(connect(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunks + LAST))


def test_client_that_asks_first_is_told_to_go_on(connect):
    client = connect(HEAD + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(BODY))
    assert status_of(client.recv(100)) == 100
    client.sendall(BODY + LAST)
    assert b"120" in all_of(client)


def test_body_longer_than_its_length_is_no_second_question(connect):
    said = all_of(connect(HEAD + b"Content-Length: 2\r\n\r\n{}" + BODY + b"\r\n\r\n"))
    assert [status_of(said), said.count(b"HTTP/1.1 200")] == [400, 0]


def test_length_and_chunks_together_are_refused(connect):
    both = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    assert status_of(all_of(connect(HEAD + both))) == 400


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (HEAD + b"Content-Length: 999999999\r\n\r\n", 413),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n", 413),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nnothing\r\n", 400),
        (HEAD + b"A: b\r\n" * 10_000, 431),
    ],
)
def test_what_would_be_refused_is_not_waited_for(connect, data, status):
    said = all_of(connect(data))
    assert status_of(said) == status
    problem = json.loads(said.partition(b"\r\n\r\n")[2])
    assert problem["status"] == status
    assert any("\u4e00" <= char <= "\u9fff" for char in problem["detail"])


def test_clients_that_do_not_close_hold_nobody_up(connect):
    left = [connect(LAST) for _ in range(30)]
    began = time.monotonic()
    assert status_of(all_of(connect(LAST))) == 200
    assert time.monotonic() - began < worker.LEAVING_SECONDS * len(left) / 2
