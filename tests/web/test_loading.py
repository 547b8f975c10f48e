"""What a page costs and how still it stands: bytes, layout shifts, and the content security policy."""

from playwright.sync_api import expect

from tests.web.conftest import KEY
from tests.web.driving import ask, enter_desk
from tests.web.newspaper import COMPARE, FACT, HOSTILE, LIST, REFUSED

WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
  .observe({ type: "layout-shift", buffered: true });
"""
WATCH_POLICY = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
"""


def test_first_visit_takes_less_than_100_kb_from_this_host_alone(open_page, site):
    page = open_page("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes, hosts = [], set()
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto("/", wait_until="networkidle")
    assert len(sizes) > 5
    assert sum(sizes) < 100_000
    assert hosts == {site.removeprefix("http://")}


def test_second_visit_fetches_the_page_and_nothing_else(open_page, site):
    page = open_page(wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    got, kept = {}, set()
    session.on("Network.responseReceived", lambda event: got.update({event["requestId"]: event["response"]}))
    session.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    page.goto("about:blank")
    page.goto("/", wait_until="networkidle")
    assert len(got) > 10
    sent = [reply["url"] for name, reply in got.items() if not reply["fromDiskCache"] and name not in kept]
    assert sent == [f"{site}/"]


def test_nothing_shifts_while_answers_arrive(open_page, script):
    page = open_page()
    page.evaluate(WATCH_SHIFTS)
    for question in (FACT, LIST, COMPARE, REFUSED):
        script.go_on.clear()
        page.fill("#q", question)
        page.press("#q", "Enter")
        expect(page.locator(".step")).to_contain_text("27 段")
        page.wait_for_timeout(700)  # the key press no longer excuses a shift
        script.go_on.set()
        expect(page.locator(".waiting")).to_have_count(0)
        page.wait_for_timeout(150)
    assert sum(page.evaluate("window.shifts")) == 0


def test_no_page_breaks_the_content_security_policy(open_page):
    page = open_page("about:blank")
    page.context.add_init_script(WATCH_POLICY)
    refused = []
    page.goto("/")
    ask(page, HOSTILE).locator(".source").click()
    expect(page.locator("#reader mark.cited")).to_be_visible()
    refused += page.evaluate("window.refused")
    for path in ("/api", "/articles", "/articles/aaaaaaaaaaaa?s=100&e=120"):
        page.goto(path)
        refused += page.evaluate("window.refused")
    enter_desk(page, KEY)
    refused += page.evaluate("window.refused")
    assert refused == []
    open_page.complaints[:] = [said for said in open_page.complaints if "401" not in said]
