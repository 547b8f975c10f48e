"""The description of the API: true to the schemas that check requests, and to the replies that are sent."""

import pytest
from jsonschema_rs import Draft202012Validator

from tests.web import newspaper
from tests.web.newspaper import ANSWERS, FACT, REFUSED
from web import openapi

DOCUMENT = openapi.describe()
HTML = {"Accept": "text/html"}


def validator(name):
    """Holds a value against a schema of the document; a field the schema does not name is an error."""
    schemas = {
        key: {**shape, "additionalProperties": False}
        for key, shape in DOCUMENT["components"]["schemas"].items()
    }
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}})


def test_document_is_served_as_it_is_made(scripted):
    assert scripted.get("/openapi.json").get_json() == DOCUMENT
    assert DOCUMENT["openapi"] == "3.1.0"


def test_every_route_described_is_a_route_of_the_application(scripted):
    rules = {
        (method.lower(), rule.rule.replace("<name>", "{id}"))
        for rule in scripted.application.url_map.iter_rules()
        for method in rule.methods
    }
    described = {(method, path) for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert described <= rules


@pytest.mark.parametrize("question", [*ANSWERS, REFUSED, newspaper.FOLLOW_UP])
def test_replies_of_every_kind_fit_the_schema(scripted, question):
    reply = scripted.post("/ask", json={"question": question}).get_json()
    assert list(validator("Reply").iter_errors(reply)) == []


def test_real_replies_fit_the_schema(client):
    for question in ("石桥村的新桥长多少米？", "火星上的首都叫什么名字？", "石桥村和梨园镇各有什么？"):
        reply = client.post("/ask", json={"question": question, "trace": True}).get_json()
        assert list(validator("Reply").iter_errors(reply)) == []


def test_articles_fit_the_schema(client):
    listed = client.get("/articles").get_json()
    assert list(validator("Articles").iter_errors(listed)) == []
    article = client.get(listed["articles"][0]["url"]).get_json()
    assert list(validator("Article").iter_errors(article)) == []


def test_problems_fit_the_schema(client):
    assert list(validator("Problem").iter_errors(client.post("/ask", json={}).get_json())) == []


def test_a_field_nobody_described_does_not_fit(scripted):
    reply = scripted.post("/ask", json={"question": FACT}).get_json()
    assert list(validator("Reply").iter_errors({**reply, "mood": "good"})) != []


def test_examples_fit_their_schemas():
    for operation in openapi.OPERATIONS:
        if operation.example:
            assert list(validator(operation.sends.__name__).iter_errors(operation.example)) == []
        if operation.replies:
            assert list(validator("Reply").iter_errors(operation.replies)) == []


def test_readable_page_shows_every_route_and_every_type(scripted):
    html = scripted.get("/api", headers=HTML).get_data(as_text=True)
    for operation in openapi.OPERATIONS:
        assert f'id="{operation.name}"' in html
    for name in DOCUMENT["components"]["schemas"]:
        assert f'id="type-{name}"' in html


def test_ready_only_with_an_index_to_answer_from(client, without_index):
    assert client.get("/readyz").status_code == 200
    without_index()
    reply = client.get("/readyz")
    assert reply.status_code == 503
    assert "qa build" in reply.get_json()["detail"]
    assert client.get("/healthz").status_code == 200


def test_still_ready_when_the_index_is_taken_away_from_under_the_service(client, settings):
    (settings.index / "current").unlink()
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("path", ["/ask", "/v1/chat/completions"])
def test_stream_of_events_is_not_described_as_one_value(path):
    kinds = openapi.describe()["paths"][path]["post"]["responses"]["200"]["content"]
    assert kinds["text/event-stream"] == {"schema": {}}
