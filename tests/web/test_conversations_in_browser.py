"""What stays of a conversation and what its reader thought of it, in Chromium."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.web.driving import ask, follow
from tests.web.newspaper import FACT, FOLLOW_UP, LIST, REFUSED


def test_conversation_survives_reload_with_what_was_typed(open_page):
    page = open_page()
    ask(page, FACT)
    ask(page, FOLLOW_UP)
    page.fill("#q", "还没问完")
    address = page.url
    assert re.search(r"/c/c_[\w-]+$", address)
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator("#q")).to_have_value("还没问完")
    page.goto("/")
    page.goto(address)
    expect(page.locator(".short").first).to_have_text("120米")


def test_helpful_is_stored_and_shown_after_reload(open_page, script):
    page = open_page()
    turn = ask(page, FACT)
    turn.get_by_role("button", name="有用").click()
    expect(turn.locator(".thanks")).to_have_text("已记下，谢谢。")
    page.reload()
    expect(page.locator(".opinion [aria-pressed=true]")).to_have_text("有用")
    assert [asked.useful for asked in script.desk.latest(9, with_feedback=True)] == [True]


def test_unhelpful_asks_for_a_reason_and_stores_it_with_the_question(open_page, script):
    page = open_page()
    turn = ask(page, REFUSED)
    turn.get_by_role("button", name="没用").click()
    page.get_by_label("报道里有，却说没有").check()
    page.get_by_label("补充一句").fill("见一版")
    page.get_by_role("button", name="提交").click()
    expect(turn.locator(".thanks")).to_have_text("已记下，谢谢。")
    [asked] = script.desk.latest(9, with_feedback=True)
    assert (asked.question, asked.useful, asked.reason) == (REFUSED, False, "报道里有，却说没有 见一版")


def test_conversations_are_listed_searched_renamed_and_deleted(open_page):
    page = open_page()
    ask(page, FACT)
    follow(page, "text=新对话")
    ask(page, LIST)
    items = page.locator(".conversations li")
    expect(items).to_have_count(2)
    page.fill("#history-search", "新桥")
    expect(items.filter(visible=True)).to_have_count(1)
    page.fill("#history-search", "")
    items.nth(0).locator(".more").click()
    page.locator("[popover]:popover-open input[name=title]").fill("实事")
    follow(page, "[popover]:popover-open >> text=改名")
    expect(items.nth(0).locator(".title")).to_have_text("实事")
    items.nth(0).locator(".more").click()
    follow(page, "[popover]:popover-open >> text=删除对话")
    expect(items).to_have_count(1)
    expect(items.locator(".title")).to_have_text(FACT)


def test_all_conversations_are_downloaded_and_deleted(open_page):
    page = open_page()
    for question in (FACT, LIST):
        ask(page, question)
        follow(page, "text=新对话")
    page.click("text=全部下载或删除")
    with page.expect_download() as begun:
        page.click("[popover]:popover-open >> text=文档 .md")
    assert begun.value.suggested_filename == "问报 全部对话.md"
    text = Path(begun.value.path()).read_text("utf-8")
    assert text.index(f"# {LIST}") < text.index(f"# {FACT}")
    follow(page, "[popover]:popover-open >> text=全部删除")
    expect(page.locator(".conversations li")).to_have_count(0)
    expect(page.locator(".history .hint")).to_contain_text("问过的问题会列在这里")


def test_conversation_list_is_the_visitors_own(open_page):
    page = open_page()
    ask(page, FACT)
    address = page.url
    other = open_page(address)
    expect(other.locator(".short")).to_have_text("120米")
    expect(other.locator(".conversations li")).to_have_count(0)


def test_two_tabs_show_the_same_conversation(open_page):
    one = open_page()
    ask(one, FACT)
    two = open_page(one.url, context=one.context)
    ask(two, FOLLOW_UP)
    expect(one.locator(".turn")).to_have_count(2)
    ask(one, LIST)
    expect(two.locator(".turn")).to_have_count(3)
