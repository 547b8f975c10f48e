"""Clients that ask one question after the other, and how long each answer took."""

from __future__ import annotations

import http.client
import json
import math
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.running import ROOT, Service, ask

_LINES = (ROOT / "tests" / "quality" / "dev.jsonl").read_text("utf-8").splitlines()
QUESTIONS = [json.loads(line)["question"] for line in _LINES]


@dataclass
class Answered:
    """What clients got: how often each status came (0: the connection broke), and how long answers took."""

    statuses: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The seconds within which that share of the questions was answered; no end where none was."""
        if not self.seconds:
            return math.inf
        return sorted(self.seconds)[min(int(share * len(self.seconds)), len(self.seconds) - 1)]

    def __str__(self) -> str:
        counts = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items()))
        times = [f"p{100 * share:.0f} {1000 * self.percentile(share):.0f} ms" for share in (0.5, 0.95, 0.99)]
        return f"{counts}; {', '.join(times)}"


def keep_asking(service: Service, clients: int, seconds: float) -> Answered:
    """So many clients ask for so long, each on a connection of its own that it keeps."""
    until = time.monotonic() + seconds
    return ask_while(service, clients, lambda: time.monotonic() < until)


def ask_while(
    service: Service, clients: int, goes_on: Callable[[], bool], pause_seconds: float = 0.0
) -> Answered:
    """So many clients ask until told that it is over, each on a connection of its own that it keeps."""
    found = Answered()
    threads = [
        threading.Thread(target=_ask_on, args=(service, n, goes_on, pause_seconds, found))
        for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _ask_on(
    service: Service, number: int, goes_on: Callable[[], bool], pause_seconds: float, found: Answered
) -> None:
    connection = service.connection()
    at = number * 7
    while goes_on():
        began = time.monotonic()
        try:
            status, _ = ask(connection, QUESTIONS[at % len(QUESTIONS)])
        except (OSError, http.client.HTTPException):
            connection.close()
            status = 0
        found.statuses[status] += 1
        if status == 200:
            found.seconds.append(time.monotonic() - began)
        elif status in (429, 503):
            time.sleep(0.05)  # a client that asks again at once learns nothing
        at += 1
        time.sleep(pause_seconds)
    connection.close()
