"""A question and its answer as a visitor meets them, in Chromium."""

from playwright.sync_api import expect

from tests.web.driving import ask
from tests.web.newspaper import COMPARE, FACT, FOLLOW_UP, HELLO, LIST, PASSAGE, REFUSED, SLIP


def test_question_box_has_focus_and_enter_sends_while_shift_enter_breaks_the_line(open_page):
    page = open_page()
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    expect(page.locator("#q")).to_have_value("第一行\n第二行")
    page.keyboard.press("Enter")
    expect(page.locator(".asked")).to_have_text("问：第一行\n第二行")
    expect(page.locator("#q")).to_be_focused()


def test_fact_shows_the_short_answer_above_its_sentence_and_source(open_page):
    turn = ask(open_page(), FACT)
    expect(turn.locator(".short")).to_have_text("120米")
    expect(turn.locator(".text mark")).to_have_text("120米")
    expect(turn.locator(".source")).to_have_text("青河县石桥村 一桥飞架两岸通 全媒体记者 周小川 通讯员 李文")


def test_sample_question_is_asked_with_one_click(open_page):
    page = open_page()
    page.click(f"text={FACT}")
    expect(page.locator(".short")).to_have_text("120米")
    expect(page.locator("#welcome")).to_be_hidden()


def test_number_of_articles_and_date_of_the_index_are_shown(open_page):
    expect(open_page().locator(".ask .count")).to_have_text("收有 6 篇报道，2024年9月5日更新")


def test_search_is_shown_while_the_answer_is_on_its_way_and_can_be_stopped(open_page, script):
    page = open_page()
    script.go_on.clear()
    page.fill("#q", FACT)
    page.press("#q", "Enter")
    expect(page.locator(".step")).to_have_text("正在 6 篇报道的 27 段里查找…")
    page.click("text=停止")
    expect(page.locator(".trouble")).to_contain_text("已经停止")
    script.go_on.set()
    page.click("text=再试一次")
    expect(page.locator(".short")).to_have_text("120米")


def test_next_question_can_be_asked_while_the_connection_of_the_last_one_lingers(open_page):
    page = open_page()
    page.evaluate(
        """() => {
          const real = window.fetch;
          window.fetch = async (...asked) => {
            const reply = await real(...asked);
            const lingering = new TransformStream({ flush: () => new Promise(() => {}) });
            return new Response(reply.body.pipeThrough(lingering), reply);
          };
        }"""
    )
    ask(page, FACT)
    page.fill("#q", FOLLOW_UP)
    page.press("#q", "Enter")
    expect(page.locator(".short")).to_have_text(["120米", "80万元"])


def test_opened_citation_is_marked_with_exactly_the_quote(open_page):
    page = open_page()
    turn = ask(page, FACT)
    quote = turn.locator("[data-quote]").get_attribute("data-quote")
    turn.locator(".text .mark").click()
    expect(page.locator("#reader mark.cited")).to_have_text(quote)
    expect(page.locator("#reader mark.cited")).to_be_in_viewport()
    expect(page.locator("#reader h1")).to_have_text("一桥飞架两岸通")
    page.locator("#reader summary").click()
    assert "".join(page.locator("#reader code mark").all_text_contents()) == quote


def test_reader_steps_through_the_citations_and_closes_with_escape(open_page):
    page = open_page()
    turn = ask(page, LIST)
    quotes = [mark.get_attribute("data-quote") for mark in turn.locator("[data-quote]").all()]
    turn.locator(".entries .mark").first.click()
    for n, quote in enumerate(quotes, 1):
        expect(page.locator(".reader-count")).to_have_text(f"出处 {n}，共 4 处")
        expect(page.locator("#reader mark.cited")).to_have_text(quote)
        expect(page.locator(".reader-title")).to_have_text(page.locator("#reader h1").text_content())
        if n < 4:
            page.click("#reader >> text=下一处")
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(turn.locator(".entries .mark").first).to_be_focused()


def test_citation_mark_shows_its_quote_on_focus_and_on_hover(open_page):
    page = open_page()
    turn = ask(page, PASSAGE)
    quotes = [mark.get_attribute("data-quote") for mark in turn.locator("[data-quote]").all()]
    turn.locator(".text .mark").nth(1).hover()
    expect(page.locator("#peek")).to_have_text(quotes[1])
    page.keyboard.press("Escape")
    expect(page.locator("#peek")).to_be_hidden()
    page.locator("#q").focus()
    page.keyboard.press("Shift+Tab")  # 没用
    for _ in range(12):
        if page.locator("#peek").is_visible():
            break
        page.keyboard.press("Shift+Tab")
    expect(page.locator("#peek")).to_have_text(quotes[1])


def test_list_names_its_count_and_every_item_with_its_own_mark(open_page):
    turn = ask(open_page(), LIST)
    expect(turn.locator(".lead")).to_have_text("共 4 处")
    expect(turn.locator(".entries li")).to_have_count(4)
    assert turn.locator(".entries .mark").all_text_contents() == ["1", "2", "3", "4"]


def test_comparison_stands_side_by_side_and_a_silent_side_is_named(open_page):
    page = open_page()
    turn = ask(page, COMPARE)
    tops = {side.bounding_box()["y"] for side in turn.locator(".side").all()}
    assert len(tops) == 1
    assert turn.locator(".side h3").all_text_contents() == ["石桥村", "梨园镇", "柳林乡"]
    assert turn.locator(".side").first.locator(".mark").all_text_contents() == ["1", "2"]
    expect(turn.locator(".unstated")).to_have_text("柳林乡报道未说明")


def test_refusal_is_plain_and_its_related_articles_stand_apart(open_page):
    turn = ask(open_page(), REFUSED)
    expect(turn.locator(".verdict")).to_have_text("报道未说明")
    expect(turn.locator(".mark")).to_have_count(0)
    expect(turn.locator(".related h3")).to_have_text("相近的报道（不是答案）")
    assert turn.locator(".reply .related").count() == 0


def test_follow_up_is_shown_as_it_was_read_and_undone_with_one_click(open_page):
    page = open_page()
    ask(page, FACT)
    turn = ask(page, FOLLOW_UP)
    expect(turn.locator(".notice p")).to_have_text("已按“石桥村的新桥花了多少钱？”查找")
    expect(turn.locator(".short")).to_have_text("80万元")
    turn.locator(".undo").click()
    undone = page.locator(".turn").nth(2)
    expect(undone.locator(".verdict")).to_have_text("报道未说明")
    expect(undone.locator(".notice")).to_have_count(0)


def test_corrected_slip_is_shown_and_undone_with_one_click(open_page):
    page = open_page()
    turn = ask(page, SLIP)
    expect(turn.locator(".notice p")).to_have_text("已按“石桥村”查找")
    turn.locator(".undo").click()
    undone = page.locator(".turn").nth(1)
    expect(undone.locator(".short")).to_have_text("120米")
    expect(undone.locator(".notice")).to_have_count(0)


def test_greeting_proposes_questions_that_one_click_asks(open_page):
    page = open_page()
    ask(page, HELLO).locator(".samples a").first.click()
    expect(page.locator(".short")).to_have_text("120米")


def test_copy_holds_question_answer_and_sources_with_whole_links(open_page, site):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, FACT)
    turn.get_by_role("button", name="复制").click()
    expect(turn.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        f"{FACT}\n\n新桥长120米，宽7米，今年8月底通车。[1]\n\n出处：\n[1] 青河县石桥村 《一桥飞架两岸通》"
    )
    assert f" {site}/articles/aaaaaaaaaaaa?s=" in copied


def test_server_out_of_reach_is_said_in_words_and_the_question_can_be_sent_again(open_page):
    page = open_page()
    page.route("**/ask", lambda route: route.abort())
    page.fill("#q", FACT)
    page.press("#q", "Enter")
    expect(page.locator(".trouble")).to_contain_text("连不上服务")
    page.unroute("**/ask")
    page.click("text=再试一次")
    expect(page.locator(".short")).to_have_text("120米")
    open_page.complaints[:] = [said for said in open_page.complaints if "net::ERR_FAILED" not in said]


def test_answer_is_told_to_a_screen_reader_once_and_politely(open_page):
    page = open_page()
    ask(page, FACT)
    expect(page.locator("#status[role=status]")).to_have_text(
        "120米。新桥长120米，宽7米，今年8月底通车。，1 处出处"
    )
    assert page.locator("#turns [aria-live]").count() == 0
