"""What a visitor asked, taken along as a file or deleted for good."""

import json
import re

from tests.web.newspaper import FACT, FOLLOW_UP, HOSTILE, LIST, REFUSED
from tests.web.test_conversations import begin, listed
from web import create_app, exports
from web.exports import Kept


def goes_on(client, conversation, question):
    client.post("/", data={"q": question, "c": conversation})


def test_markdown_holds_questions_answers_quotes_and_whole_links(scripted):
    name, _ = begin(scripted)
    goes_on(scripted, name, FOLLOW_UP)
    goes_on(scripted, name, REFUSED)
    reply = scripted.get(f"/c/{name}.md")
    assert reply.mimetype == "text/markdown"
    text = reply.get_data(as_text=True)
    assert text.startswith(f"# {FACT}\n\n## {FACT}\n\n新桥长120米，宽7米，今年8月底通车。[1]\n")
    assert "\n## 那花了多少钱？\n\n已按“石桥村的新桥花了多少钱？”查找\n" in text
    assert "\n**报道未说明**\n" in text
    assert re.search(
        r"^> \[1\] 青河县石桥村 《一桥飞架两岸通》 全媒体记者 周小川 通讯员 李文："
        r"“新桥长120米，宽7米，今年8月底通车。” "
        r"<http://localhost/articles/aaaaaaaaaaaa\?s=\d+&e=\d+&\S+>$",
        text,
        re.MULTILINE,
    )


def test_file_of_a_conversation_bears_its_title(scripted):
    name, _ = begin(scripted)
    scripted.post(f"/c/{name}/title", data={"title": "桥"})
    said = scripted.get(f"/c/{name}.md").headers["Content-Disposition"]
    assert "attachment" in said
    assert "UTF-8''%E9%97%AE%E6%8A%A5%20%E6%A1%A5.md" in said


def test_json_holds_the_replies_as_they_were_sent(scripted):
    sent = scripted.post("/ask", json={"question": FACT}).get_json()
    name = sent["conversation"]
    kept = scripted.get(f"/c/{name}.json").get_json()
    assert kept == {"conversations": [{"conversation": name, "title": FACT, "replies": [sent]}]}


def test_download_of_all_holds_every_conversation_of_this_visitor_and_no_other(
    scripted, script, desk_settings
):
    ours = [begin(scripted, question)[0] for question in (FACT, LIST)]
    begin(create_app(script, desk_settings).test_client(), REFUSED)
    kept = json.loads(scripted.get("/conversations.json").data)["conversations"]
    assert [one["conversation"] for one in kept] == ours[::-1]
    text = scripted.get("/conversations.md").get_data(as_text=True)
    assert re.findall("^# (.*)$", text, re.MULTILINE) == [LIST, FACT]


def test_unknown_conversation_has_no_file(scripted):
    assert scripted.get("/c/c_none.md").status_code == 404


def test_words_of_question_and_article_stay_words_in_markdown(scripted):
    name, _ = begin(scripted, HOSTILE)
    text = scripted.get(f"/c/{name}.md").get_data(as_text=True)
    assert "\\<script>" in text
    assert not re.search(r"(?<!\\)<(?!http)", text)
    reply = scripted.post("/ask", json={"question": FACT}).get_json()
    reply["question"] = "# 标题\n- 一 [x](http://elsewhere.example) *重* 2 > 1"
    text = exports.markdown_of([Kept("c_1", "`", [reply])], "http://localhost/")
    assert "# \\`\n\n## \\# 标题 - 一 [x]\\(http://elsewhere.example) \\*重\\* 2 > 1\n" in text


def test_delete_all_leaves_nothing_of_the_visitor_and_all_of_others(scripted, script, desk_settings):
    other = create_app(script, desk_settings).test_client()
    theirs, _ = begin(other)
    ours = [begin(scripted, question)[0] for question in (FACT, LIST)]
    assert scripted.post("/conversations/delete").status_code == 303
    assert all(scripted.get(f"/c/{name}").status_code == 404 for name in ours)
    assert "c_" not in listed(scripted)
    assert theirs in listed(other)


def test_delete_all_without_a_visitor_deletes_nothing(scripted, script, desk_settings):
    theirs = scripted.post("/ask", json={"question": FACT}).get_json()["conversation"]
    create_app(script, desk_settings).test_client().post("/conversations/delete")
    assert scripted.get(f"/c/{theirs}").status_code == 200
