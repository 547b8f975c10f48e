"""The service as it is started for real: its own process, the bundled models, the pages in seeds/."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
QUESTION = "华龙区黄河办的党工委书记是谁？"


def ask(port, question=QUESTION):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/ask",
        json.dumps({"question": question}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as reply:
        return json.load(reply)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "the service stopped"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("the service does not listen")


def start(folder, port, log):
    environment = {**os.environ, "QA_INDEX": str(folder / "index"), "QA_DATA": str(folder / "data")}
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def stop(process):
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running service that built its index itself; (port, process, what it printed)."""
    folder = tmp_path_factory.mktemp("service")
    port = free_port()
    with (folder / "log").open("w") as log:
        process = start(folder, port, log)
        wait_for(port, process)
        ask(port)
        yield port, process, folder
        stop(process)


def workers_of(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children]


def test_first_start_builds_the_index_and_prints_the_address(served):
    port, _, folder = served
    printed = (folder / "log").read_text()
    assert f"http://127.0.0.1:{port}" in printed
    assert (folder / "index" / "current").is_file()


def test_answer_comes_from_the_bundled_models(served):
    reply = ask(served[0])
    assert "李向峰" in reply["answer"]


def test_workers_hold_no_torch_and_stay_below_400_mb(served):
    workers = workers_of(served[1])
    assert len(workers) == 2
    for worker in workers:
        status = Path(f"/proc/{worker}/status").read_text()
        resident = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024
        assert resident <= 400
        assert "torch" not in Path(f"/proc/{worker}/maps").read_text()


def test_workers_share_the_index_files(served):
    _, process, folder = served
    name = (folder / "index" / "current").read_text().strip()
    for worker in workers_of(process):
        assert f"{name}/vectors.faiss" in Path(f"/proc/{worker}/maps").read_text()


def test_cold_start_answers_soon_and_stops_cleanly(served):
    folder = served[2]
    port = free_port()
    began = time.monotonic()
    with (folder / "log2").open("w") as log:
        process = start(folder, port, log)
        wait_for(port, process)
        ask(port)
    seconds = time.monotonic() - began
    stop(process)
    assert seconds <= 12  # 3 s is the goal on an idle machine; a loaded one takes several times as long
