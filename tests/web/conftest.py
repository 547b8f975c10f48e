import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from qa.config import Settings
from tests.web.scripted import ScriptedEngine
from tests.web.serving import PROCESSES, served
from web import create_app

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
KEY = "a-key-for-the-desk"
PATIENCE_MS = 60_000  # a busy machine paints late

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def client(engine, settings):
    """A client of the application over the real engine."""
    return create_app(engine, settings).test_client()


@pytest.fixture
def script(tmp_path):
    """An engine that knows its answers by heart."""
    return ScriptedEngine(tmp_path, PROCESSES.Event())


@pytest.fixture
def desk_settings():
    return Settings(admin_key=KEY, max_question_chars=6000)


@pytest.fixture
def scripted(script, desk_settings):
    """A client of the application over answers known by heart."""
    return create_app(script, desk_settings).test_client()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(ARGUMENTS), timeout=2 * PATIENCE_MS
        )
        yield browser
        browser.close()


@pytest.fixture
def site(script, desk_settings, tmp_path):
    """The address of the application, served over the script's answers, conversations and pace."""
    parts = (tmp_path, script.go_on)
    with served(ScriptedEngine, parts, desk_settings, tmp_path / "server.log") as address:
        yield address
        script.go_on.set()


@pytest.fixture
def open_page(chromium, site):
    """Open a path in a browser of its own; what the browser complains of fails the test at its end."""
    contexts, complaints = [], []

    def open_page(path="/", width=1360, height=850, context=None, wait_until="load", **options):
        if context is None:
            context = chromium.new_context(
                viewport={"width": width, "height": height}, locale="zh-CN", base_url=site, **options
            )
            context.set_default_timeout(PATIENCE_MS)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.goto(path, wait_until=wait_until)
        return page

    open_page.complaints = complaints
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
