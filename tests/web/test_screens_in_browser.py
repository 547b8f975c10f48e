"""Screens of every width, pages without a script, and text that means harm, in Chromium."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.web.conftest import KEY
from tests.web.driving import ask, enter_desk, fits, follow
from tests.web.newspaper import COMPARE, FACT, FOLLOW_UP, HOSTILE, LIST, REFUSED, UNBROKEN

NARROW = {"width": 360, "height": 740}


def test_everything_works_without_a_script(open_page):
    page = open_page(java_script_enabled=False)
    for question in (FACT, FOLLOW_UP):
        page.fill("#q", question)
        follow(page, ".ask button[type=submit]")
    expect(page.locator(".short")).to_have_text(["120米", "80万元"])
    follow(page, ".undo")
    expect(page.locator(".verdict")).to_have_count(1)
    follow(page, ".opinion button[value='1'] >> nth=0")
    expect(page.locator(".thanks").first).to_have_text("已记下，谢谢。")
    expect(page.locator(".conversations li")).to_have_count(1)
    follow(page, ".source >> nth=0")
    expect(page.locator("mark.cited")).to_have_text("新桥长120米，宽7米，今年8月底通车。")
    page.goto("/articles")
    page.fill("#find", "梨园")
    page.press("#find", "Enter")
    expect(page.locator(".articles li")).to_have_count(1)


def test_narrow_screen_opens_the_source_as_a_sheet_and_the_list_as_a_drawer(open_page):
    page = open_page(**NARROW)
    turn = ask(page, FACT)
    turn.locator(".source").click()
    expect(page.locator("#reader mark.cited")).to_be_in_viewport()
    box = page.locator("#reader").bounding_box()
    assert (box["x"], box["width"]) == (0, 360)
    assert box["y"] > 0
    page.click("#reader >> text=关闭")
    expect(page.locator("#reader")).to_be_hidden()
    for close in (lambda: page.click(".history >> text=关闭"), lambda: page.keyboard.press("Escape")):
        page.click("text=历史对话")
        expect(page.locator(".conversations li")).to_be_visible()
        close()
        expect(page.locator(".conversations li")).to_be_hidden()


def test_no_width_scrolls_sideways(open_page):
    page = open_page(width=320, height=700)
    for question in (FACT, LIST, COMPARE, REFUSED, HOSTILE, UNBROKEN):
        ask(page, question)
    address, widths = page.url, (320, 768, 1024, 1360, 2560)
    for path in (address, "/articles", "/articles/ffffffffffff", "/articles/aaaaaaaaaaaa?s=1&e=20", "/"):
        page.goto(path)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            assert fits(page), (path, width)


@pytest.mark.parametrize("width", [320, 1024, 2560])
def test_open_reader_leaves_no_width_scrolling_sideways(open_page, width):
    page = open_page(width=width, height=700)
    ask(page, HOSTILE).locator(".source").click()
    expect(page.locator("#reader mark.cited")).to_be_visible()
    assert fits(page)
    assert page.locator(".reader-story").evaluate("story => story.scrollWidth <= story.clientWidth")


def test_hostile_text_stays_text_on_every_other_page(open_page):
    page = open_page()
    ask(page, HOSTILE)
    enter_desk(page, KEY)
    for path in ("/desk", "/articles", "/articles?by=place", "/articles/ffffffffffff?s=0&e=40"):
        page.goto(path)
        expect(page.locator("main")).to_contain_text("<script>alert(1)</script>")
        assert page.locator("[onmouseover], main script").count() == 0
    open_page.complaints[:] = [said for said in open_page.complaints if "401" not in said]


def test_hostile_text_stays_text_in_the_chat(open_page):
    page = open_page()
    turn = ask(page, HOSTILE)
    expect(turn.locator(".asked bdi")).to_have_text(HOSTILE)
    turn.locator(".source").click()
    expect(page.locator("#reader mark.cited")).to_have_text(HOSTILE)
    assert page.evaluate("document.querySelectorAll('[onmouseover], #turns script').length") == 0
    page.reload()
    expect(page.locator(".conversations .title")).to_have_text(HOSTILE[:60])


def test_question_in_the_address_opens_with_its_answer_from_the_first_line(open_page):
    page = open_page(f"/?q={quote(LIST)}", **NARROW | {"height": 480})
    expect(page.locator(".asked")).to_be_in_viewport(ratio=1)
    expect(page.locator("#q")).to_be_focused()
