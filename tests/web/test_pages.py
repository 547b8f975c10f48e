import re

import pytest

HTML = {"Accept": "text/html"}
HOSTILE = '<script>alert(1)</script>"onmouseover="alert(2)'


def page(client, url):
    return client.get(url, headers=HTML).get_data(as_text=True)


def test_chat_answers_without_a_script(client):
    html = page(client, "/?q=石桥村的新桥长多少米？")
    assert "120米" in html
    assert re.search(r'href="/articles/[0-9a-f]{12}\?s=\d+&amp;e=\d+"', html)


def test_turn_is_the_piece_the_script_adds(client):
    html = page(client, "/turn?q=石桥村的新桥长多少米？")
    assert html.lstrip().startswith("<article")
    assert "<html" not in html


def test_article_page_marks_the_cited_characters(client):
    citation = client.post("/ask", json={"question": "托管班里有多少名学生？"}).get_json()["citations"][0]
    html = page(client, citation["url"])
    assert re.findall(r'<mark class="cited">(.*?)</mark>', html) == [citation["quote"]]


@pytest.mark.parametrize("span", ["s=5&e=2", "s=-3&e=4", "s=0&e=99999", "s=x&e=y"])
def test_impossible_span_marks_nothing(client, span):
    name = client.get("/articles").get_json()["articles"][0]["id"]
    reply = client.get(f"/articles/{name}?{span}", headers=HTML)
    assert reply.status_code == 200
    assert "<mark" not in reply.get_data(as_text=True)


def test_articles_list_every_article(client):
    html = page(client, "/articles")
    listed = client.get("/articles").get_json()["articles"]
    assert len(listed) == 3
    assert all(article["url"] in html for article in listed)


@pytest.mark.parametrize("url", ["/articles/nobody", "/articles/../../etc/passwd", "/nowhere"])
def test_unknown_page_is_404_for_browser_and_program(client, url):
    assert client.get(url, headers=HTML).status_code == 404
    assert client.get(url).mimetype == "application/problem+json"


def test_question_is_text_never_markup(client):
    html = client.get("/", query_string={"q": HOSTILE}, headers=HTML).get_data(as_text=True)
    assert "<script>alert" not in html
    assert '"onmouseover=' not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("url", ["/", "/articles", "/ask", "/static/style.css"])
def test_nothing_from_other_hosts_may_run(client, url):
    policy = client.get(url).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_too_long_question_is_told_on_the_page(client):
    html = page(client, "/?q=" + "问" * 600)
    assert "请缩短后再问" in html
