"""Do a thousand slow connections keep others from their answers?

python -m tests.campaigns.slow_clients [--slow 1000] [--seconds 30]
"""

from __future__ import annotations

import argparse
import contextlib
import socket
import tempfile
import threading
import time
from pathlib import Path

from tests.campaigns.asking import Answered, keep_asking
from tests.running import Service, running

_STARTS = (
    b"",
    b"GET /articles HTTP/1.1\r\nHost: a\r\n",
    b"POST /ask HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{",
)


class SlowClients:
    """So many connections that send a byte now and then; one that is cut off comes back."""

    def __init__(self, service: Service, count: int) -> None:
        self._service = service
        self._clients: list[socket.socket | None] = [None] * count
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._drip)
        self.cut_off = 0

    def __enter__(self) -> SlowClients:
        for n in range(len(self._clients)):
            self._open(n)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        for client in filter(None, self._clients):
            client.close()

    def _open(self, n: int) -> None:
        with contextlib.suppress(OSError):
            client = socket.create_connection(("127.0.0.1", self._service.port), timeout=5)
            client.sendall(_STARTS[n % len(_STARTS)])
            client.setblocking(False)
            self._clients[n] = client

    def _drip(self) -> None:
        while not self._stop.wait(1):
            for n, client in enumerate(self._clients):
                if client is None or self._is_gone(n, client):
                    self._open(n)

    def _is_gone(self, n: int, client: socket.socket) -> bool:
        try:
            if n % len(_STARTS):
                client.send(b"a")
            if client.recv(1000):
                client.recv(1000)
        except BlockingIOError:
            return False
        except OSError:
            pass
        client.close()
        self._clients[n] = None
        self.cut_off += 1
        return True


def measure(service: Service, slow: int, seconds: float) -> tuple[Answered, Answered, int]:
    """What four clients get without and with the slow ones, and how many of those were cut off."""
    alone = keep_asking(service, 4, seconds)
    with SlowClients(service, slow) as clients:
        beside = keep_asking(service, 4, seconds)
    return alone, beside, clients.cut_off


def main() -> None:
    """Print what four clients get, alone and beside the slow ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slow", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), QA_RATE="") as service:
        began = time.monotonic()
        service.ask()
        alone, beside, cut_off = measure(service, options.slow, options.seconds)
        print(f"four clients alone:           {alone}")
        print(f"beside {options.slow} slow connections: {beside}")
        print(f"cut off and come back: {cut_off}; memory of the workers: {service.resident_mb()} MB")
        print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
