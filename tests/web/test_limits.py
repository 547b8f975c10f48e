"""What a client, and all of them together, may ask for."""

import shutil
import subprocess
import threading
import time

import pytest
import redis

from qa.config import Settings
from qa.errors import LateError, SettingError
from tests.running import free_port
from tests.web.newspaper import FACT
from web import create_app, problems
from web.gate import Gate
from web.problems import RefusedError

EVENTS = {"Accept": "text/event-stream"}
HTML = {"Accept": "text/html"}


def client_of(engine, **settings):
    return create_app(engine, Settings(**settings)).test_client()


def ask(client, address="192.0.2.1", **headers):
    return client.post(
        "/ask", json={"question": FACT}, environ_base={"REMOTE_ADDR": address}, headers=headers
    )


def statuses(client, addresses):
    return [ask(client, address).status_code for address in addresses]


def test_client_that_asks_too_often_is_told_when_to_come_again(script):
    client = client_of(script, rate="2 per day")
    assert statuses(client, ["192.0.2.1"] * 2) == [200, 200]
    reply = ask(client)
    assert reply.status_code == 429
    assert 1 <= int(reply.headers["Retry-After"]) <= 86_400
    assert reply.get_json()["title"] == "请求太频繁"
    assert ask(client, "192.0.2.2").status_code == 200


def test_every_door_to_a_question_counts_alike(script):
    client = client_of(script, rate="3 per day")
    assert client.get(f"/?q={FACT}").status_code == 200
    assert client.post("/", data={"q": FACT}).status_code == 303
    assert client.post("/ask", json={"question": FACT}, headers=EVENTS).status_code == 200
    assert client.post("/ask", json={"question": FACT}).status_code == 429
    assert client.post("/ask", json={"question": FACT}, headers=EVENTS).status_code == 429
    assert client.get(f"/?q={FACT}", headers=HTML).status_code == 429


def test_pages_and_bad_requests_are_not_counted_as_questions(script):
    client = client_of(script, rate="1 per day")
    for _ in range(3):
        assert client.get("/", headers=HTML).status_code == 200
        assert client.post("/ask", json={"question": " "}).status_code == 422
    assert client.post("/ask", json={"question": FACT}).status_code == 200


def test_all_requests_together_are_counted_but_those_of_a_watchman(script):
    client = client_of(script, rate_pages="3 per day")
    assert [client.get(path).status_code for path in ("/articles", "/", "/api", "/articles")] == [
        200, 200, 200, 429,
    ]  # fmt: skip
    assert client.get("/", headers=HTML).headers["Retry-After"]
    assert {client.get(path).status_code for path in ("/healthz", "/readyz")} == {200}


def test_without_a_rate_nobody_is_refused(script):
    client = client_of(script, rate="", rate_pages="")
    assert set(statuses(client, ["192.0.2.1"] * 100)) == {200}


def test_subscriber_with_a_network_of_addresses_is_one_client(script):
    client = client_of(script, rate="1 per day")
    assert statuses(client, ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"]) == [200, 429, 200]
    assert statuses(client, ["192.0.2.9", "::ffff:192.0.2.9"]) == [200, 429]


def test_keys_cannot_be_guessed_quickly(script):
    client = client_of(script, admin_key="a-key")
    tried = [client.post("/desk/open", data={"key": str(n)}).status_code for n in range(11)]
    assert tried == [401] * 10 + [429]
    assert client.post("/desk/open", data={"key": "a-key"}).status_code == 429


def test_address_in_a_header_is_believed_only_from_a_proxy_that_is_named(script):
    forged = client_of(script, rate="1 per day")
    assert ask(forged, **{"X-Forwarded-For": "198.51.100.1"}).status_code == 200
    assert ask(forged, **{"X-Forwarded-For": "198.51.100.2"}).status_code == 429
    behind = client_of(script, rate="1 per day", proxies=1)
    assert ask(behind, **{"X-Forwarded-For": "203.0.113.1, 198.51.100.1"}).status_code == 200
    assert ask(behind, **{"X-Forwarded-For": "203.0.113.2, 198.51.100.1"}).status_code == 429
    assert ask(behind, **{"X-Forwarded-For": "203.0.113.1, 198.51.100.2"}).status_code == 200


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"rate": "many"}, "QA_RATE='many'"),
        ({"rate_pages": "5 per blink"}, "QA_RATE_PAGES="),
        ({"rate_store": "nowhere://"}, "QA_RATE_STORE="),
    ],
)
def test_setting_that_is_not_allowed_stops_the_start(script, settings, named):
    with pytest.raises(SettingError, match=named):
        client_of(script, **settings)


def test_question_too_many_is_refused_at_once_and_the_next_is_not(script, monkeypatch):
    begun, answer, app = threading.Event(), script.ask, create_app(script, Settings(threads=1, waiting=0))
    monkeypatch.setattr(script, "ask", lambda *given, **more: (begun.set(), answer(*given, **more))[1])
    script.go_on.clear()
    held = []
    asking = threading.Thread(target=lambda: held.append(ask(app.test_client()).status_code))
    asking.start()
    assert begun.wait(60)
    reply = ask(app.test_client())
    assert reply.status_code == 503
    assert reply.get_json()["title"] == problems.BUSY.title
    assert reply.headers["Retry-After"] == "2"
    assert app.test_client().get("/articles").status_code == 200
    script.go_on.set()
    asking.join()
    assert held == [200]
    assert ask(app.test_client()).status_code == 200


def test_stream_nobody_reads_gives_its_place_back(script):
    client = client_of(script, threads=1, waiting=0)
    for _ in range(3):
        reply = client.post("/ask", json={"question": FACT}, headers=EVENTS)
        assert reply.status_code == 200
        reply.close()


def test_question_refused_for_its_words_takes_no_place(script):
    client = client_of(script, threads=1, waiting=0)
    assert {client.post("/ask", json={"question": ""}).status_code for _ in range(3)} == {422}
    assert ask(client).status_code == 200


def test_place_is_waited_for_and_given_back_once():
    gate = Gate(1, 1, 0.05)
    place = gate.enter()
    with pytest.raises(RefusedError) as late:
        gate.enter()
    assert late.value.problem is problems.LATE
    place.leave()
    place.leave()
    with gate.enter(), pytest.raises(RefusedError):
        gate.enter()


def test_answer_that_takes_too_long_is_ended_and_told_so(engine, settings):
    with pytest.raises(LateError):
        engine.ask(FACT, within=0)
    slow = engine.reader.read
    engine.reader.read = lambda *given: (time.sleep(0.3), slow(*given))[1]
    from dataclasses import replace

    reply = ask(create_app(engine, replace(settings, deadline_seconds=0.2)).test_client())
    assert reply.status_code == 503
    assert reply.get_json()["title"] == problems.LATE.title
    assert reply.headers["Retry-After"] == "5"


@pytest.fixture
def store(tmp_path):
    """The address of a redis-server of its own, and its process."""
    port = free_port()
    command = [shutil.which("redis-server") or "/usr/bin/redis-server", "--port", str(port), "--save", ""]
    server = subprocess.Popen(
        [*command, "--bind", "127.0.0.1", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
    )
    address = f"redis://127.0.0.1:{port}/0"
    deadline = time.monotonic() + 60
    with redis.Redis.from_url(address) as probe:
        while True:
            try:
                probe.ping()
                break
            except redis.ConnectionError:
                assert time.monotonic() < deadline
                time.sleep(0.02)
    yield address, server
    server.kill()
    server.wait()


def test_redis_counts_for_all_processes_and_its_loss_stops_nobody(script, store):
    address, server = store
    apps = [client_of(script, rate="3 per day", rate_store=address) for _ in range(2)]
    asked = [ask(apps[n % 2]).status_code for n in range(5)]
    assert asked == [200, 200, 200, 429, 429]
    server.kill()
    server.wait()
    assert [ask(apps[0]).status_code for _ in range(4)] == [200, 200, 200, 429]
