import pytest

from tests.web.newspaper import FACT, FOLLOW_UP, LIST
from web import create_app

HTML = {"Accept": "text/html"}
OURS = {"Sec-Fetch-Site": "same-origin"}


def begin(client, question=FACT):
    """Ask on the page; returns the conversation's name and the reply's."""
    sent = client.post("/", data={"q": question}, headers=HTML)
    return sent.location.removeprefix("/c/").split("#")


def listed(client):
    return client.get("/conversations").get_data(as_text=True)


@pytest.fixture
def other(script, desk_settings):
    """Another visitor."""
    return create_app(script, desk_settings).test_client()


def test_list_holds_the_visitors_own_conversations_only(scripted, other):
    ours, _ = begin(scripted)
    theirs, _ = begin(other, LIST)
    assert ours in listed(scripted)
    assert theirs not in listed(scripted)


def test_visitor_is_known_by_a_cookie_no_script_and_no_other_site_can_use(scripted):
    cookie = scripted.post("/", data={"q": FACT}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_link_reopens_a_conversation_for_anyone_who_has_it(scripted, other):
    name, _ = begin(scripted)
    assert "120米" in other.get(f"/c/{name}", headers=HTML).get_data(as_text=True)


def test_only_who_began_a_conversation_renames_or_deletes_it(scripted, other):
    name, _ = begin(scripted)
    assert other.post(f"/c/{name}/title", data={"title": "别人的"}).status_code == 404
    assert other.post(f"/c/{name}/delete").status_code == 404
    assert scripted.post(f"/c/{name}/title", data={"title": "桥"}).status_code == 303
    assert "桥</span>" in listed(scripted)
    assert scripted.post(f"/c/{name}/delete").status_code == 303
    assert scripted.get(f"/c/{name}").status_code == 404


def test_feedback_comes_back_with_the_conversation(scripted):
    name, reply = begin(scripted)
    scripted.post(
        "/feedback", data={"reply": reply, "c": name, "useful": "0", "reason": "不完整"}, headers=HTML
    )
    html = scripted.get(f"/c/{name}", headers=HTML).get_data(as_text=True)
    assert html.count('aria-pressed="true">没用') == 1


def test_feedback_on_an_unknown_reply_is_a_problem(scripted):
    assert scripted.post("/feedback", data={"reply": "r_none", "useful": "1"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/ask", "/feedback", "/c/c_1/delete", "/rebuild", "/desk/open"])
@pytest.mark.parametrize("sent", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_other_sites_cannot_post_in_a_visitors_name(scripted, path, sent):
    reply = scripted.post(path, headers=sent)
    assert reply.status_code == 403
    assert reply.mimetype == "application/problem+json"


@pytest.mark.parametrize("sent", [OURS, {"Origin": "http://localhost"}, {}])
def test_own_pages_and_programs_may_post(scripted, sent):
    assert scripted.post("/ask", json={"question": FACT}, headers=sent).status_code == 200


def test_question_asked_alone_by_a_program_inherits_nothing(scripted):
    assert scripted.post("/ask", json={"question": FOLLOW_UP}).get_json()["answered"] is True
    assert scripted.post("/ask", json={"question": FOLLOW_UP, "alone": True}).get_json()["answered"] is False
    assert scripted.post("/ask", json={"question": FOLLOW_UP, "alone": "yes"}).status_code == 400
