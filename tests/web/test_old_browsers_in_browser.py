"""Browsers that know no popovers yet: every page is sent to Chromium with the word made unknown."""

import pytest
from playwright.sync_api import expect

from tests.web.driving import ask, fits, follow
from tests.web.newspaper import FACT, LIST


def forget_popovers(route):
    reply = route.fetch(max_redirects=0)
    if reply.headers.get("content-type", "").startswith(("text/html", "text/css")):
        route.fulfill(response=reply, body=reply.text().replace("popover", "unknown"))
    else:
        route.fulfill(response=reply)


@pytest.fixture
def open_old(open_page):
    def open_old(**options):
        page = open_page("about:blank", **options)
        page.route(lambda url: "/ask" not in url, forget_popovers)
        page.goto("/")
        return page

    return open_old


@pytest.mark.parametrize("width", [360, 1360])
def test_browser_without_popovers_asks_reads_and_goes_back_to_its_conversations(open_old, width):
    page = open_old(width=width)
    turn = ask(page, FACT)
    turn.locator(".source").click()
    expect(page.locator("#reader mark.cited")).to_be_in_viewport()
    page.click("#reader >> text=关闭")
    turn.get_by_role("button", name="有用").click()
    expect(turn.locator(".thanks")).to_have_text("已记下，谢谢。")
    follow(page, "text=新对话")
    ask(page, LIST)
    expect(page.locator(".conversations li")).to_have_count(2)
    follow(page, f".conversations >> text={FACT}")
    expect(page.locator(".short")).to_have_text("120米")
    assert fits(page)


def test_browser_without_popovers_shows_no_control_that_does_nothing(open_old):
    page = open_old(width=360)
    ask(page, FACT)
    expect(page.locator(".conversations li")).to_be_visible()
    for dead in ("[unknowntarget]", ".card-unknown"):
        assert page.locator(dead).filter(visible=True).count() == 0
        assert page.locator(dead).count() > 0
