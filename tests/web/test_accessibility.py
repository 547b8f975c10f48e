"""Every page in both themes under axe-core, and what a keyboard, calm eyes and a printer get."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.conftest import KEY
from tests.web.driving import ask, enter_desk
from tests.web.newspaper import COMPARE, FACT, FOLLOW_UP, HELLO, LIST, REFUSED

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


@pytest.fixture(scope="module")
def axe():
    """The source of axe-core, fetched by npm the first time."""
    if not AXE.is_file():
        install = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"]
        subprocess.run(install, cwd=HERE, check=True, capture_output=True, timeout=300)
    return AXE.read_text("utf-8")


def violations(page, axe, name):
    """What axe finds on the page as it stands, one line for each element."""
    page.evaluate(f"{axe}; 0")
    return [
        f"{name}: {found['id']}: {node['html'][:120]}"
        for found in page.evaluate(RUN)
        for node in found["nodes"]
    ]


@pytest.mark.parametrize(("theme", "width"), [("light", 1360), ("dark", 360)])
def test_axe_finds_nothing_on_any_page(open_page, axe, theme, width):
    page = open_page(width=width, color_scheme=theme, reduced_motion="reduce")
    found = violations(page, axe, "home")
    for question in (FACT, FOLLOW_UP, LIST, COMPARE, REFUSED, HELLO):
        last = ask(page, question)
    found += violations(page, axe, "conversation")
    page.locator(".turn").nth(4).get_by_role("button", name="没用").click()
    found += violations(page, axe, "reasons")
    page.keyboard.press("Escape")
    page.locator(".entries .mark").nth(1).click()
    expect(page.locator("#reader mark.cited")).to_be_visible()
    found += violations(page, axe, "reader")
    page.keyboard.press("Escape")
    if width < 1280:
        page.click("text=历史对话")
        found += violations(page, axe, "drawer")
    for opener in (".more", "text=全部下载或删除"):
        page.locator(opener).first.click()
        found += violations(page, axe, opener)
        page.click(".card-popover:popover-open >> text=不删")
    page.keyboard.press("Escape")
    assert last.locator(".actions").count() == 0
    for path in (
        "/articles",
        "/articles?by=place&find=青河",
        "/articles/aaaaaaaaaaaa?s=100&e=120",
        "/desk",
        "/api",
        "/none",
    ):
        page.goto(path)
        found += violations(page, axe, path)
    enter_desk(page, KEY)
    found += violations(page, axe, "desk")
    assert found == []
    open_page.complaints[:] = [said for said in open_page.complaints if "Failed to load resource" not in said]


def test_everything_in_an_answer_is_reached_by_keyboard(open_page):
    page = open_page()
    ask(page, FACT)
    page.evaluate("document.activeElement.blur()")
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className || document.activeElement.id"))
    assert {"skip", "brand", "new", "search needs-script", "more", "mark", "source", "quiet", "q"} <= reached
    page.locator(".source").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark.cited")).to_be_visible()


def test_calm_eyes_see_nothing_move(open_page, script):
    page = open_page(reduced_motion="reduce")
    script.go_on.clear()
    page.fill("#q", FACT)
    page.press("#q", "Enter")
    expect(page.locator(".step")).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0
    script.go_on.set()


def test_print_holds_question_answer_and_sources_only(open_page):
    page = open_page()
    ask(page, FACT)
    page.emulate_media(media="print")
    for shown in (".asked", ".short", ".text", ".source"):
        expect(page.locator(shown)).to_be_visible()
    for hidden in (".masthead", ".ask", ".history", ".actions"):
        expect(page.locator(hidden)).to_be_hidden()
