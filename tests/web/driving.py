"""What several browser tests do on a page."""

import re

from playwright.sync_api import expect


def ask(page, question):
    """Type a question, send it, and wait for its turn."""
    page.wait_for_load_state()
    before = page.locator(".turn").count()
    page.fill("#q", question)
    page.press("#q", "Enter")
    turn = page.locator(".turn").nth(before)
    expect(turn).not_to_have_class(re.compile("waiting"))
    return turn


def follow(page, selector):
    """Click what leads to another page, and wait until that page and its scripts are there."""
    with page.expect_navigation():
        page.click(selector)


def fits(page):
    """Nothing sticks out sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def enter_desk(page, key):
    """From the desk's entrance to the desk."""
    page.goto("/desk")
    page.fill("#key", key)
    with page.expect_navigation():
        page.press("#key", "Enter")
    expect(page.locator(".tiles")).to_be_visible()
