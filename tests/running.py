"""The service as it is started for real: `qa serve` in its own process, over the pages in seeds/."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
OFFLINE = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT / "tests" / "offline"), os.environ.get("PYTHONPATH", "")]),
}  # the environment of a process that has no way out
QUESTION = "华龙区黄河办的党工委书记是谁？"
START_SECONDS = 300
STOP_SECONDS = 60


class Service:
    """A running service; all it writes goes below a folder."""

    def __init__(self, folder: Path, log: str, options: Sequence[str], settings: dict[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / log
        places = {"QA_INDEX": str(folder / "index"), "QA_DATA": str(folder / "data")}
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "qa", "serve", "--port", str(self.port), *options],
                cwd=ROOT,
                env={**OFFLINE, **places, **settings},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the service stopped: {self.log.read_text()}"
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the service does not listen")

    def connection(self, seconds: float = 60) -> http.client.HTTPConnection:
        """A connection to the service, kept open between requests."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)

    def ask(self, question: str = QUESTION) -> dict:
        """The reply to a question."""
        with closing(self.connection()) as connection:
            status, reply = ask(connection, question)
        assert status == 200, reply
        return reply

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [int(child) for child in Path(children).read_text().split()]

    def resident_mb(self) -> list[float]:
        """The resident memory of each worker."""
        found = [Path(f"/proc/{worker}/status").read_text() for worker in self.workers()]
        return [int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024 for status in found]

    def processor_seconds(self) -> float:
        """What all processes of the service have worked so far: its clock, were the machine idle."""
        fields = [
            Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            for process in (self.process.pid, *self.workers())
        ]
        return sum(int(of[11]) + int(of[12]) for of in fields) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """Have it stop as a service manager does; it must leave well."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=STOP_SECONDS) == 0


@contextmanager
def running(
    folder: Path, log: str = "log", options: Sequence[str] = (), **settings: str
) -> Iterator[Service]:
    """A service with these options and settings, stopped at the end."""
    service = Service(folder, log, options, settings)
    try:
        yield service
        service.stop()
    finally:
        service.process.kill()
        service.process.wait()


def ask(connection: http.client.HTTPConnection, question: str) -> tuple[int, dict]:
    """Status and body of one `POST /ask`."""
    body = json.dumps({"question": question}).encode()
    connection.request("POST", "/ask", body, {"Content-Type": "application/json"})
    reply = connection.getresponse()
    return reply.status, json.loads(reply.read())


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
