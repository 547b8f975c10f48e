"""Short forms of the rebuild campaigns, and the watch over the pages, on the service started for real."""

import subprocess
import sys
import time
from pathlib import Path

from tests.campaigns.swaps import (
    QUESTION,
    SETTINGS,
    swaps_under_load,
    write_figure,
    write_pages,
)
from tests.running import OFFLINE, ROOT, Service, running

SECONDS = 300  # for what takes a second or two on an idle machine


def wait_until(is_so):
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def watchers(process):
    """The children of a process that watch the pages."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children if "\0watch\0" in Path(f"/proc/{child}/cmdline").read_text()]


def test_builds_broken_at_some_steps_leave_the_old_index_or_the_new():
    finished = subprocess.run(
        [sys.executable, "-m", "tests.campaigns.faults", "--injections", "30"],
        cwd=ROOT,
        env=OFFLINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "30 builds broken" in finished.stdout
    assert " 0 failures" in finished.stdout


def test_two_swaps_under_load_fail_no_request_and_leave_no_stale_answer(tmp_path):
    pages = write_pages(tmp_path)
    with running(tmp_path, QA_SEEDS=str(pages), **SETTINGS) as service:
        answered, wrong = swaps_under_load(service, pages, swaps=2, clients=2)
    assert set(answered.statuses) == {200}
    assert wrong == []


def test_a_watched_folder_is_rebuilt_when_it_changes_and_the_watch_ends_with_the_service(tmp_path):
    pages = write_pages(tmp_path)
    settings = {"QA_SEEDS": str(pages), "QA_WATCH_SECONDS": "1", **SETTINGS}
    service = Service(tmp_path, "log", ["--watch"], settings)
    try:
        assert "120万册" in service.ask(QUESTION)["answer"]
        (watcher,) = watchers(service.process)
        write_figure(pages, 121)
        wait_until(lambda: "121万册" in service.ask(QUESTION)["answer"])
    finally:
        service.process.kill()  # as nobody should: it can say goodbye to no one
        service.process.wait()
    wait_until(lambda: not Path(f"/proc/{watcher}").exists())
