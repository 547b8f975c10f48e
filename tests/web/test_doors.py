"""Keys: whom they let in, how they are shown, and what they never become."""

import pytest

from qa.config import Settings
from qa.errors import SettingError
from tests.web.newspaper import FACT
from web import create_app

HTML = {"Accept": "text/html"}
KEYS = "first-reader-key, second-reader-key"
READER = {"Authorization": "Bearer second-reader-key"}
ADMIN = {"Authorization": "Bearer the-admin-key"}
CLOSED = ["/", "/articles", "/articles/aaaaaaaaaaaa", "/c/c_none", "/conversations", "/v1/models", "/none"]


@pytest.fixture
def app(script):
    return create_app(script, Settings(reader_keys=KEYS, admin_key="the-admin-key"))


@pytest.fixture
def client(app):
    return app.test_client()


def ask(client, **headers):
    return client.post("/ask", json={"question": FACT}, headers=headers).status_code


def test_every_route_but_those_named_is_closed_without_a_key(app):
    shut = set()
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<name>", "x").replace("<path:filename>", "x").replace("<version>", "x")
        for method in rule.methods - {"OPTIONS", "HEAD"}:
            reply = app.test_client().open(path, method=method)
            if reply.status_code == 401 and "读者" in reply.get_data(as_text=True):
                shut.add(rule.endpoint)
    open_ones = {rule.endpoint for rule in app.url_map.iter_rules()} - shut
    assert {name.partition(".")[0] for name in open_ones} == {
        "described", "desk", "static", "_static_of_another_version",
    }  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_reader_key_opens_what_is_closed_to_others(client, path):
    refused = client.get(path)
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert client.get(path, headers={"Authorization": "Bearer no-key"}).status_code == 401
    assert client.get(path, headers=READER).status_code != 401


def test_questions_need_a_key_and_the_admin_key_is_one(client):
    assert ask(client) == 401
    assert ask(client, **READER) == ask(client, **ADMIN) == 200
    assert client.get("/rebuild", headers=READER).status_code == 401


def test_person_types_the_key_once_and_comes_to_what_was_asked_for(client):
    wanted = "/articles/aaaaaaaaaaaa?s=1&e=3"
    door = client.get(wanted, headers=HTML)
    assert door.status_code == 401
    assert 'value="/articles/aaaaaaaaaaaa?s=1&amp;e=3"' in door.get_data(as_text=True)
    assert client.post("/enter", data={"key": "wrong", "next": wanted}).status_code == 401
    entered = client.post("/enter", data={"key": "first-reader-key", "next": wanted})
    assert (entered.status_code, entered.location) == (303, wanted)
    cookie = entered.headers["Set-Cookie"]
    assert "first-reader-key" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get(wanted, headers=HTML).status_code == 200
    assert ask(client) == 200
    assert client.get("/desk").status_code == 401


@pytest.mark.parametrize(
    "next_", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", ""]
)
def test_door_leads_to_this_site_only(client, next_):
    assert client.post("/enter", data={"key": "first-reader-key", "next": next_}).location == "/"


def test_pass_ends_with_its_key(script, client):
    client.post("/enter", data={"key": "first-reader-key"})
    later = create_app(script, Settings(reader_keys="second-reader-key")).test_client()
    later.set_cookie("wenbao_reader", client.get_cookie("wenbao_reader").value)
    assert ask(later) == 401


def test_keys_are_not_guessed_quickly_in_the_header_either(client):
    tried = [ask(client, Authorization=f"Bearer {n}") for n in range(11)]
    assert tried == [401] * 10 + [429]
    assert ask(client, **READER) == 200


def test_without_reader_keys_everybody_may_ask(script):
    client = create_app(script, Settings()).test_client()
    assert ask(client) == 200
    assert client.post("/enter", data={"key": ""}).status_code == 401


def test_settings_that_are_printed_tell_no_secret():
    settings = Settings(admin_key="secret-1", reader_keys="secret-2", rate_store="redis://:secret-3@host")
    assert "secret" not in repr(settings)


SITE = "https://news.example"


@pytest.fixture
def shared(script):
    return create_app(script, Settings(cors_origins=f"{SITE}, http://localhost:3000")).test_client()


def test_page_of_a_listed_site_may_ask_and_read_the_reply(shared):
    headers = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}
    before = shared.options("/ask", headers={**headers, "Access-Control-Request-Method": "POST"})
    reply = shared.post("/ask", json={"question": FACT}, headers=headers)
    assert reply.status_code == before.status_code == 200
    for told in (before, reply):
        assert told.headers["Access-Control-Allow-Origin"] == SITE
        assert "Content-Type" in told.headers["Access-Control-Allow-Headers"]
        assert "Access-Control-Allow-Credentials" not in told.headers
        assert "Origin" in told.headers["Vary"]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "https://news.example.evil.example", "null"])
def test_page_of_another_site_may_not(shared, scripted, origin):
    for client in (shared, scripted):
        for more in ({"Sec-Fetch-Site": "cross-site"}, {}):
            reply = client.post("/ask", json={"question": FACT}, headers={"Origin": origin, **more})
            assert reply.status_code == 403
            assert "Access-Control-Allow-Origin" not in reply.headers
        assert (
            "Access-Control-Allow-Origin" not in client.get("/articles", headers={"Origin": origin}).headers
        )


@pytest.mark.parametrize("path", ["/desk/open", "/rebuild", "/enter", "/c/c_x/delete", "/"])
def test_listed_site_may_do_only_what_programs_do(script, path):
    client = create_app(script, Settings(cors_origins=SITE, admin_key="k")).test_client()
    assert client.post(path, headers={"Origin": SITE, "Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("listed", ["*", "news.example", "https://news.example/", "https://a.example,null"])
def test_what_is_no_origin_stops_the_start(script, listed):
    with pytest.raises(SettingError, match="QA_CORS_ORIGINS"):
        create_app(script, Settings(cors_origins=listed))
