"""What a finger on a small screen has to hit, in Chromium."""

import pytest
from playwright.sync_api import expect

from tests.web.conftest import KEY
from tests.web.driving import ask, enter_desk
from tests.web.newspaper import COMPARE, FACT, FOLLOW_UP, HELLO, LIST, REFUSED

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
# What can be tapped and is lower than 44 pixels, counting what lies around it and is still its own.
# Links in the midst of a sentence are as high as their line.
LOW = """(room) => {
  const fields = "input:not([type=hidden], [type=radio]), textarea, label:has(input)";
  const controls = `a[href], button, summary, ${fields}`;
  const seen = [...document.querySelector(room).querySelectorAll(controls)];
  const hit = (control, x, y) => document.elementFromPoint(x, y)?.closest(controls) === control;
  return seen.filter((control) => {
    if (!control.checkVisibility() || control.matches(".skip, .hint a")) return false;
    control.scrollIntoView({ block: "center" });
    const { top, bottom, height, left, width } = control.getBoundingClientRect();
    const [x, y] = [left + Math.min(width, 30) / 2, (top + bottom) / 2];
    return height < 43.5 && !(hit(control, x, y - 21) && hit(control, x, y + 21));
  }).map((control) => control.outerHTML.slice(0, 150));
}"""


@pytest.fixture
def phone(open_page):
    page = open_page(**PHONE)
    yield page
    open_page.complaints[:] = [said for said in open_page.complaints if "Failed to load resource" not in said]


def test_chat_has_nothing_too_low_for_a_finger(phone):
    assert phone.evaluate(LOW, "body") == []
    for question in (FACT, FOLLOW_UP, LIST, COMPARE, REFUSED, HELLO):
        ask(phone, question)
    assert phone.evaluate(LOW, "body") == []


def test_what_opens_over_the_chat_has_nothing_too_low_for_a_finger(phone):
    turn = ask(phone, LIST)
    turn.get_by_role("button", name="没用").click()
    assert phone.evaluate(LOW, ".why:popover-open") == []
    phone.keyboard.press("Escape")
    turn.locator(".entries .mark").nth(1).click()
    expect(phone.locator("#reader mark.cited")).to_be_visible()
    assert phone.evaluate(LOW, "#reader") == []
    phone.click("#reader >> text=关闭")
    phone.click("text=历史对话")
    assert phone.evaluate(LOW, "#history") == []
    phone.locator(".more").click()
    assert phone.evaluate(LOW, ".card-popover:popover-open") == []


def test_other_pages_have_nothing_too_low_for_a_finger(phone):
    ask(phone, LIST).locator(".source").first.click()
    alone = phone.locator(".reader-alone").get_attribute("href")
    for path in (alone, "/articles", "/articles?by=place", "/none", "/desk"):
        phone.goto(path)
        assert phone.evaluate(LOW, "body") == [], path
    enter_desk(phone, KEY)
    assert phone.evaluate(LOW, "body") == []
