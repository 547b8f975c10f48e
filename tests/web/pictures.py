"""The picture in the README: the chat over the pages in seeds/, wide and narrow side by side.

`python -m tests.web.pictures [FILE]` starts the real service and writes .readme/chat.png, or FILE.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.web.conftest import ARGUMENTS, CHROMIUM
from tests.web.driving import ask

ROOT = Path(__file__).parent.parent.parent
ASKED = ("近德固镇综治中心的调解成功率是多少？", "那履行率呢？")
WIDE, NARROW = {"width": 1160, "height": 720}, {"width": 360, "height": 720}
MOST_BYTES = 300_000
SIDE_BY_SIDE = """
<style>body { margin: 0; padding: 24px; display: flex; gap: 24px; background: #d9d2c5; width: max-content }
img { border-radius: 12px; box-shadow: 0 4px 20px #0003; height: 720px }</style>
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The service over the bundled pages and models, its files below the folder; returns when it listens."""
    places = {"QA_INDEX": str(folder / "index"), "QA_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "qa", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **places})
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return process
        except OSError:
            time.sleep(0.1)
    process.terminate()
    raise SystemExit("the service does not listen")


def shoot(browser, address: str, size: dict[str, int], folder: Path) -> Path:
    """A conversation of two questions, on a wide screen with its source beside it."""
    page = browser.new_page(viewport=size, locale="zh-CN", base_url=address, reduced_motion="reduce")
    page.goto("/")
    for question in ASKED:
        turn = ask(page, question)
    if size is WIDE:
        turn.locator(".source").first.click()
        page.locator("#reader mark.cited").wait_for()
        page.locator(".turn").first.evaluate("turn => turn.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(500)
    path = folder / f"{size['width']}.png"
    page.screenshot(path=path)
    page.close()
    return path


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".readme" / "chat.png"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, port = Path(name), free_port()
        service = start(folder, port)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            shots = [shoot(browser, f"http://127.0.0.1:{port}", size, folder) for size in (WIDE, NARROW)]
            sheet = folder / "sheet.html"
            sheet.write_text(SIDE_BY_SIDE + "".join(f'<img src="{shot.name}">' for shot in shots), "utf-8")
            page = browser.new_page(viewport={"width": 1640, "height": 770})
            page.goto(sheet.as_uri())
            page.locator("body").screenshot(path=target)
        finally:
            browser.close()
            service.terminate()
            service.wait(30)
    size = target.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{target} has {size} bytes, more than {MOST_BYTES}")


if __name__ == "__main__":
    main()
