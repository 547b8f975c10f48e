import shutil

import pytest

from tests.corpus import ARTICLES

FIELDS = {
    "question", "resolved_question", "conversation", "kind", "answered", "answer", "short", "items",
    "citations", "related", "confidence", "took_ms", "reply",
}  # fmt: skip
CITATION_FIELDS = {
    "n", "article", "quote", "start", "end", "sha256", "source_start", "source_end", "highlights", "score",
    "url",
}  # fmt: skip


def ask(client, **body):
    return client.post("/ask", json=body)


def test_reply_has_every_field_of_the_contract(client):
    reply = ask(client, question="石桥村的新桥长多少米？").get_json()
    assert set(reply) >= FIELDS
    assert set(reply["citations"][0]) >= CITATION_FIELDS
    assert set(reply["citations"][0]["article"]) == {"id", "title", "place", "byline", "source"}


def test_answer_cites_the_sentence_that_says_it(client):
    reply = ask(client, question="石桥村的新桥长多少米？").get_json()
    assert reply["answered"] is True
    assert "120米" in reply["citations"][0]["quote"]
    assert reply["citations"][0]["article"]["title"] == ARTICLES[0].title
    assert reply["answer"].count("[1]") == 1


def test_quote_is_the_article_slice_and_the_page_slice(client, pages):
    citation = ask(client, question="托管班里有多少名学生？").get_json()["citations"][0]
    article = client.get(citation["url"]).get_json()
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    page = (pages / citation["article"]["source"]).read_text("utf-8")
    assert page[citation["source_start"] : citation["source_end"]] == citation["quote"]


def test_what_the_articles_do_not_say_is_refused(client):
    reply = ask(client, question="火星上的首都叫什么名字？").get_json()
    assert (reply["answered"], reply["kind"], reply["citations"]) == (False, "none", [])
    assert reply["answer"]


def test_conversation_goes_on_under_its_name(client):
    first = ask(client, question="石桥村的新桥长多少米？").get_json()
    second = ask(client, question="那总投资呢？", conversation=first["conversation"]).get_json()
    assert second["conversation"] == first["conversation"]
    assert "桥" in second["resolved_question"]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("[]", "application/json", 400),
        ("{}", "application/json", 400),
        ('{"question": 5}', "application/json", 400),
        ('{"question": "甲", "conversation": 5}', "application/json", 400),
        ('{"question": "  "}', "application/json", 422),
        ('{"question": "' + "问" * 10_000 + '"}', "application/json", 422),
        ('{"question": "' + "x" * 70_000 + '"}', "application/json", 413),
        ('{"question": "\\ud800"}', "application/json", 400),
        ('{"question": "甲", "more": ' + "[" * 20_000 + "]" * 20_000 + "}", "application/json", 400),
        ('{"question": ' + "9" * 20_000 + "}", "application/json", 400),
        ('{"question": "甲", "alone": 1e999}', "application/json", 400),
        ('{"question": "甲", "more": NaN}', "application/json", 400),
        ("question=甲", "application/x-www-form-urlencoded", 415),
    ],
)
def test_bad_request_is_a_problem_in_chinese(client, body, content_type, status):
    reply = client.post("/ask", data=body.encode(), content_type=content_type)
    assert reply.status_code == status
    assert reply.mimetype == "application/problem+json"
    problem = reply.get_json()
    assert problem["status"] == status
    assert any("\u4e00" <= char <= "\u9fff" for char in problem["detail"])


@pytest.mark.parametrize(
    "body",
    [
        b'{"question": "\\u0000\\u0007\xe6\xa1\xa5\\u0000"}',
        b'{"question": "other", "question": "\xe6\xa1\xa5"}',
        b'{"question": "\xe6\xa1\xa5", "more": ' + b"9" * 20_000 + b"}",
    ],
)
def test_odd_but_sound_json_asks_what_it_says(client, body):
    reply = client.post("/ask", data=body, content_type="application/json")
    assert reply.status_code == 200
    assert reply.get_json()["question"] == "桥"


def test_wrong_method_is_a_problem(client):
    assert client.get("/ask").mimetype == "application/problem+json"


def test_unexpected_error_tells_no_secret(client, engine, monkeypatch, caplog):
    monkeypatch.setattr(type(engine), "ask", lambda *_, **__: 1 / 0)
    reply = ask(client, question="甲")
    assert reply.status_code == 500
    assert "division" not in reply.get_data(as_text=True)
    assert "division" in caplog.text


def test_no_index_is_503_with_the_next_step(client, without_index):
    without_index()
    reply = ask(client, question="甲")
    assert reply.status_code == 503
    assert "qa build" in reply.get_json()["detail"]


def test_index_taken_away_from_under_the_service_goes_on_answering(client, settings):
    shutil.rmtree(settings.index)
    reply = ask(client, question="石桥村的新桥长多少米？")
    assert "120米" in reply.get_json()["answer"]
    assert client.get("/").status_code == 200
