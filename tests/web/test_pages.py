import re
from urllib.parse import quote

import pytest
from markupsafe import escape

from tests.web import newspaper
from tests.web.newspaper import ANSWERS, ARTICLES, FACT, HOSTILE, UNBROKEN

HTML = {"Accept": "text/html"}


def page(client, url):
    return client.get(url, headers=HTML).get_data(as_text=True)


def ask(client, question, **more):
    return client.post("/ask", json={"question": question, **more}).get_json()


def test_address_with_a_question_answers_it_without_a_script(scripted):
    html = page(scripted, f"/?q={FACT}")
    assert "120米" in html
    assert re.search(r'href="/articles/[0-9a-f]{12}\?s=\d+&amp;e=\d+&amp;', html)


def test_form_without_a_script_leads_to_the_conversation_and_a_reload_asks_nothing_again(scripted):
    sent = scripted.post("/", data={"q": FACT, "c": ""}, headers=HTML)
    assert sent.status_code == 303
    assert re.fullmatch(r"/c/c_[\w-]+#r_[\w-]+", sent.location)
    address = sent.location.partition("#")[0]
    assert page(scripted, address).count('class="asked"') == 1
    assert page(scripted, address).count('class="asked"') == 1


def test_form_goes_on_in_its_conversation_and_undoes_a_follow_up(scripted):
    name = ask(scripted, FACT)["conversation"]
    scripted.post("/", data={"q": newspaper.FOLLOW_UP, "c": name}, headers=HTML)
    html = page(scripted, f"/c/{name}")
    assert "已按“<bdi>石桥村的新桥花了多少钱？</bdi>”查找" in html
    scripted.post("/", data={"q": newspaper.FOLLOW_UP, "c": name, "alone": "1"}, headers=HTML)
    last = page(scripted, f"/c/{name}").rpartition('class="asked"')[2]
    assert "已按" not in last
    assert "报道未说明" in last


def test_empty_and_overlong_questions_are_told_on_the_page(scripted):
    assert "问题是空的" in scripted.post("/", data={"q": " "}, headers=HTML).get_data(as_text=True)
    assert "请缩短后再问" in page(scripted, "/?q=" + quote("问" * 7000))


def test_article_page_leads_back_to_the_answer_it_was_opened_from(scripted):
    sent = scripted.post("/", data={"q": FACT}, headers=HTML).location
    html = page(scripted, sent)
    link = re.search(r'class="source" href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert f'<a href="{sent}">回到回答</a>' in page(scripted, link)


def test_corpus_without_articles_is_told_on_every_page(scripted, script, monkeypatch):
    monkeypatch.setattr(script, "articles", lambda: ())
    for path in ("/", "/articles"):
        assert "还没有收进报道" in page(scripted, path)


def test_article_page_marks_the_cited_characters(scripted):
    citation = ask(scripted, FACT)["citations"][0]
    html = page(scripted, citation["url"])
    assert re.findall(r'<mark class="cited">(.*?)</mark>', html) == [citation["quote"]]


def test_article_page_shows_the_lines_of_the_page_file(scripted):
    citation = ask(scripted, FACT)["citations"][0]
    html = page(scripted, citation["url"])
    lines = re.findall(r"<code>(.*?)</code>", html)
    assert "".join(re.findall("<mark>(.*?)</mark>", "".join(lines))) == citation["quote"]
    assert len(lines) > 1


def test_citations_of_one_answer_lead_to_each_other(scripted):
    html = page(scripted, f"/?q={newspaper.LIST}")
    urls = [url.replace("&amp;", "&") for url in re.findall(r'class="source" href="([^"]+)"', html)]
    second = page(scripted, urls[1]).replace("&amp;", "&")
    assert "出处 2，共 4 处" in second
    assert f'href="{urls[0]}" rel="prev"' in second
    assert f'href="{urls[2]}" rel="next"' in second


@pytest.mark.parametrize("span", ["s=5&e=2", "s=-3&e=4", "s=0&e=99999", "s=x&e=y", "s=1&e=9&h=00000000"])
def test_impossible_span_marks_nothing(scripted, span):
    reply = scripted.get(f"/articles/{ARTICLES[0].id}?{span}", headers=HTML)
    assert reply.status_code == 200
    assert "<mark" not in reply.get_data(as_text=True)


def test_link_to_an_article_that_is_gone_says_so(scripted):
    reply = scripted.get("/articles/nobody?s=1&e=2", headers=HTML)
    assert reply.status_code == 404
    assert "可能已经改动或撤下" in reply.get_data(as_text=True)


@pytest.mark.parametrize("url", ["/articles/nobody", "/articles/../../etc/passwd", "/nowhere", "/c/c_nobody"])
def test_unknown_page_is_404_for_browser_and_program(scripted, url):
    assert scripted.get(url, headers=HTML).status_code == 404
    assert scripted.get(url).mimetype == "application/problem+json"


def test_articles_list_every_article_with_stubs_and_warnings(scripted):
    html = page(scripted, "/articles")
    listed = scripted.get("/articles").get_json()["articles"]
    assert len(listed) == len(ARTICLES)
    assert all(article["url"] in html for article in listed)
    assert "只有标题，没有正文" in html
    assert "结尾不全" in html


def test_articles_are_found_by_a_few_letters_and_grouped_by_place(scripted):
    found = page(scripted, "/articles?find=青河县&by=place")
    assert "找到 3 篇" in found
    assert found.index("青河县石桥村</bdi>") < found.index("青河县柳林乡</bdi>")
    assert "没有这样的报道" in page(scripted, "/articles?find=不存在")


@pytest.mark.parametrize("url", ["/", "/articles", "/ask", "/desk", "/static/of-any-version/style.css"])
def test_nothing_from_other_hosts_may_run(scripted, url):
    with scripted.get(url, buffered=True) as reply:
        policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_hostile_text_is_text_on_every_page(scripted):
    ask(scripted, HOSTILE)
    name = ask(scripted, HOSTILE)["conversation"]
    for url in (f"/?q={quote(HOSTILE)}", f"/c/{name}", "/articles", f"/articles/{ARTICLES[-1].id}"):
        html = page(scripted, url)
        assert "<script>alert" not in html
        assert '"onmouseover=' not in html
        assert "&lt;script&gt;alert" in html
    assert UNBROKEN in html


def test_every_kind_of_reply_is_written_and_its_words_are_the_replys(scripted):
    for question, answer in ANSWERS.items():
        html = page(scripted, f"/?q={quote(question)}")
        assert f'class="turn kind-{answer.kind}"' in html
        for citation in answer.citations[:1]:
            assert f'data-quote="{escape(citation.quote)}"' in html


ODD_IDS = [
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e", "%2e%2e/%2e%2e/seeds", "%00", "aaaaaaaaaaaa%00",
    "%ff%fe", "%0d%0aSet-Cookie:%20a=b", "AAAAAAAAAAAA", "aaaaaaaaaaaa%20", "%ef%bd%81" * 12,
    "a" * 4000, "current",
]  # fmt: skip


@pytest.mark.parametrize("name", ODD_IDS)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_id_is_only_ever_looked_up(client, name, accept):
    reply = client.get(f"/articles/{name}", headers={"Accept": accept})
    assert reply.status_code in (400, 404)
    assert "root:" not in reply.get_data(as_text=True)
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("odd", ["%00", "%ff", "../" * 20, "9" * 5000, "-1", "1e9", "%ed%a0%80"])
def test_odd_places_in_a_link_show_the_article_or_are_refused(client, engine, odd):
    query = "&".join(f"{name}={odd}" for name in ("s", "e", "h", "from", "n"))
    reply = client.get(f"/articles/{engine.articles()[0].id}?{query}", headers={"Accept": "text/html"})
    assert reply.status_code in (200, 400)
