import json

from tests.web.newspaper import FACT, HOSTILE

EVENTS = {"Accept": "text/event-stream"}


def events(reply):
    """(name, data) of each event of a stream."""
    found = []
    for block in reply.get_data(as_text=True).split("\n\n")[:-1]:
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_answer_arrives_in_steps_with_the_reply_and_its_piece_of_page(scripted):
    reply = scripted.post("/ask", json={"question": FACT}, headers=EVENTS)
    assert reply.mimetype == "text/event-stream"
    (first, searched), (second, answered) = events(reply)
    assert (first, searched) == ("search", {"passages": 27, "articles": 6})
    assert second == "answer"
    assert answered["reply"]["short"] == "120米"
    assert answered["html"].lstrip().startswith("<article")
    assert "<html" not in answered["html"]


def test_streamed_reply_is_the_one_that_is_kept(scripted, script):
    _, (_, answered) = events(scripted.post("/ask", json={"question": HOSTILE}, headers=EVENTS))
    assert script.history.reply(answered["reply"]["reply"]) == answered["reply"]


def test_question_that_cannot_be_asked_is_a_problem_before_the_stream(scripted):
    reply = scripted.post("/ask", json={"question": " "}, headers=EVENTS)
    assert (reply.status_code, reply.mimetype) == (422, "application/problem+json")


def test_trouble_on_the_way_ends_the_stream_in_words(scripted, script, monkeypatch, caplog):
    monkeypatch.setattr(script, "ask", lambda *_, **__: 1 / 0)
    name, problem = events(scripted.post("/ask", json={"question": FACT}, headers=EVENTS))[-1]
    assert (name, problem["title"]) == ("problem", "服务出了错")
    assert "division" in caplog.text


def test_program_that_asks_for_json_gets_json_and_no_cookie(scripted):
    reply = scripted.post("/ask", json={"question": FACT})
    assert reply.mimetype == "application/json"
    assert "Set-Cookie" not in reply.headers
