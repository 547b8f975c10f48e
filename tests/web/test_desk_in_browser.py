"""The desk and the list of articles as they are used, in Chromium."""

from playwright.sync_api import expect

from tests.web.conftest import KEY
from tests.web.driving import ask, enter_desk, follow
from tests.web.newspaper import FACT, LIST, REFUSED


def forgive_401(open_page):
    open_page.complaints[:] = [said for said in open_page.complaints if "401" not in said]


def test_wrong_key_is_told_and_the_right_one_opens_the_desk_until_one_leaves(open_page):
    page = open_page("/desk")
    page.fill("#key", "not the key")
    page.press("#key", "Enter")
    expect(page.locator("#wrong")).to_have_text("密钥不对，请再试一次。")
    enter_desk(page, KEY)
    follow(page, "text=退出")
    page.goto("/desk")
    expect(page.locator("#key")).to_be_visible()
    forgive_401(open_page)


def test_desk_shows_what_was_asked_refused_cited_and_thought(open_page):
    page = open_page()
    ask(page, FACT)
    ask(page, LIST)
    turn = ask(page, REFUSED)
    turn.get_by_role("button", name="没用").click()
    turn.get_by_label("不完整").check()
    turn.get_by_role("button", name="提交").click()
    expect(turn.locator(".thanks")).to_have_text("已记下，谢谢。")
    enter_desk(page, KEY)
    expect(page.locator(".tiles dd")).to_contain_text(["3", "33.3%", "0 / 1"])
    expect(page.locator(".ranking").nth(1).locator(".name").first).to_have_text("一桥飞架两岸通")
    expect(page.locator(".wide tbody tr")).to_contain_text([REFUSED])
    expect(page.locator(".wide tbody tr")).to_contain_text(["不完整"])
    assert page.locator(".days .answered").count() == 1
    forgive_401(open_page)


def test_rebuild_shows_its_progress_live_and_then_what_changed(open_page, script):
    page = open_page("/desk")
    enter_desk(page, KEY)
    script.go_on.clear()
    page.click("text=重建索引")
    expect(page.locator("progress")).to_be_visible()
    expect(page.locator("#job p")).to_contain_text("计算含义，0%")
    expect(page.locator("#rebuild button")).to_be_disabled()
    script.go_on.set()
    expect(page.locator(".changes").first).to_contain_text("新增 1 篇")
    page.click("text=新增 1 篇")
    expect(page.locator(".changes").first).to_contain_text("2024-09-05/一版.txt 一桥飞架两岸通")
    forgive_401(open_page)


def test_rebuild_is_stopped_from_the_desk(open_page, script):
    page = open_page("/desk")
    enter_desk(page, KEY)
    script.go_on.clear()
    page.click("text=重建索引")
    expect(page.locator("#job p")).to_contain_text("计算含义")
    page.click("text=停止重建")
    expect(page.locator("#job p")).to_contain_text("正在停止")
    script.go_on.set()
    expect(page.locator("#job p")).to_have_text("重建已停止，仍用原来的索引。")
    expect(page.locator("#cancel")).to_be_hidden()
    forgive_401(open_page)


def test_articles_are_filtered_while_one_types(open_page):
    page = open_page("/articles")
    page.locator("#find").press_sequentially("梨园")
    expect(page.locator(".articles li")).to_have_count(1)
    expect(page.locator("#found .count").first).to_have_text("找到 1 篇，共 6 篇")
    expect(page.locator("#find")).to_be_focused()
    page.reload()
    expect(page.locator(".articles li")).to_have_count(1)
    page.click("text=按地方")
    expect(page.locator(".group h2 bdi")).to_have_text("白水县梨园镇")
