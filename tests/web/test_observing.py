"""What is seen of a service from outside: its log, its counts, and no more of its visitors than is said."""

import io
import json
import logging
import re
from functools import partial

import pytest

from qa.config import Settings
from tests.web.newspaper import FACT, HELLO, REFUSED
from web import create_app
from web.logs import REQUEST, JsonLines

EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture
def lines():
    """The lines of the log so far."""
    written, logger = io.StringIO(), logging.getLogger("web")
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(level)


def client_of(engine, settings):
    """A client that takes every reply whole, as clients do: only then is a request over."""
    client = create_app(engine, settings).test_client()
    client.open = partial(client.open, buffered=True)
    return client


@pytest.fixture
def client(engine, settings):
    return client_of(engine, settings)


@pytest.fixture
def scripted(script):
    return client_of(script, Settings())


def test_each_request_has_one_line_with_its_id_its_route_and_its_time(scripted, lines):
    reply = scripted.get("/articles/aaaaaaaaaaaa?s=1&e=2", headers={"X-Request-ID": "from-a-proxy.1"})
    assert reply.headers["X-Request-ID"] == "from-a-proxy.1"
    [line] = lines()
    assert line.pop("ms") >= 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert line == {
        "level": "info", "logger": "web.observing", "message": "request", "request": "from-a-proxy.1",
        "route": "/articles/<name>", "method": "GET", "status": 200, "client": "127.0.0.1",
    }  # fmt: skip
    assert REQUEST.get() == ""


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "with space in it", "new\u2028line-new", "{}{}{}{}{}"]
)
def test_id_that_is_not_well_formed_is_replaced(scripted, given):
    told = scripted.get("/healthz", headers={"X-Request-ID": given.encode("utf-8").decode("latin-1")})
    assert re.fullmatch(r"[0-9a-f]{24}", told.headers["X-Request-ID"])


@pytest.mark.parametrize("accept", [{}, EVENTS])
def test_log_tells_no_question_unless_it_is_allowed_to(script, lines, accept):
    for allowed in (False, True):
        client = client_of(script, Settings(log_questions=allowed))
        client.post("/ask", json={"question": FACT}, headers=accept)
    silent, telling = lines()
    assert silent["kind"] == "fact"
    assert FACT not in json.dumps(silent, ensure_ascii=False)
    assert telling["question"] == FACT


def test_log_tells_no_address_key_or_cookie(script, lines):
    client = client_of(script, Settings(admin_key="the-admin-key"))
    client.get(f"/?q={FACT}")
    client.post("/desk/open", data={"key": "the-admin-key"})
    client.post("/desk/open", data={"key": "a-wrong-key"})
    client.get("/desk", headers={"Authorization": "Bearer the-admin-key"})
    client.get("/c/c_secretsecretsecretsecret")
    said = json.dumps(lines(), ensure_ascii=False)
    for secret in (FACT, "the-admin-key", "a-wrong-key", "c_secret", "wenbao_desk"):
        assert secret not in said


def test_trouble_is_logged_with_the_id_of_its_request(scripted, script, lines, monkeypatch):
    monkeypatch.setattr(script, "ask", lambda *_, **__: 1 / 0)
    reply = scripted.post("/ask", json={"question": FACT})
    trouble, request = lines()
    assert trouble["request"] == request["request"] == reply.headers["X-Request-ID"]
    assert "division by zero" in trouble["error"]
    assert request["status"] == 500


def figures(client):
    text = client.get("/metrics").get_data(as_text=True)
    return dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))


def test_requests_answers_refusals_and_stages_are_counted(client):
    for question in ("石桥村的新桥长多少米？", "托管班里有多少名学生？", REFUSED, HELLO):
        client.post("/ask", json={"question": question})
    client.post("/ask", json={})
    client.get("/nowhere")
    found = figures(client)
    asked = 'wenbao_requests_total{method="POST",route="/ask",status="%s"}'
    assert (found[asked % 200], found[asked % 400]) == ("4.0", "1.0")
    assert found['wenbao_requests_total{method="GET",route="none",status="404"}'] == "1.0"
    assert found['wenbao_answers_total{kind="none"}'] == "1.0"
    assert found['wenbao_answers_total{kind="chat"}'] == "1.0"
    assert found['wenbao_request_seconds_count{route="/ask"}'] == "5.0"
    for stage, count in (("resolve", "4.0"), ("understand", "4.0"), ("read", "3.0"), ("answer", "3.0")):
        assert found[f'wenbao_stage_seconds_count{{stage="{stage}"}}'] == count


def test_index_is_told_and_its_loss_too(client, engine, without_index):
    found = figures(client)
    assert found[f'wenbao_index_info{{generation="{engine.index.generation}"}}'] == "1.0"
    assert found["wenbao_index_articles"] == "3.0"
    assert 0 <= float(found["wenbao_index_age_seconds"]) < 3600
    assert float(found["wenbao_rebuild_seconds"]) >= 0
    assert (found["wenbao_ready"], found["wenbao_rebuild_running"]) == ("1.0", "0.0")
    without_index()
    assert figures(client)["wenbao_ready"] == "0.0"
