"""The index is rebuilt again and again under a steady load of questions: none fails, no answer is stale.

python -m tests.campaigns.swaps [--swaps 20] [--clients 4]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from tests.campaigns.asking import Answered, ask_while
from tests.running import ROOT, Service, ask, running

QUESTION = "市图书馆新馆藏书多少万册？"
_KEY = "key-of-the-campaign"
_PAGE = "市图书馆新馆开放\n\n本报讯 市图书馆新馆昨日开放。市图书馆新馆藏书{}万册。\n\n（张三丰）\n"
_PAUSE_SECONDS = 0.1  # of a client between two questions: a steady load, not the most there can be
_FIRST = 120
_BUILD_SECONDS = 600  # on the busiest machine
_TAKING_OVER_SECONDS = 30
_FRESH_ANSWERS = 8  # in a row, each on a connection of its own, so that every worker gives some
SETTINGS = {"QA_ADMIN_KEY": _KEY, "QA_RATE": "", "QA_RATE_PAGES": "", "QA_DEADLINE_SECONDS": "60"}


def write_pages(folder: Path) -> Path:
    """The bundled pages and one whose figure changes with every swap."""
    pages = folder / "pages"
    shutil.copytree(ROOT / "seeds", pages)
    write_figure(pages, _FIRST)
    return pages


def write_figure(pages: Path, figure: int) -> None:
    """Have the page say another figure."""
    (pages / "swap.txt").write_text(_PAGE.format(figure), "utf-8")


def swap(service: Service, pages: Path, swaps: int) -> list[str]:
    """Change the page and rebuild, so many times; what went wrong."""
    wrong = []
    for figure in range(_FIRST + 1, _FIRST + 1 + swaps):
        write_figure(pages, figure)
        trouble = _trouble_after(service, figure, rebuild(service))
        wrong += [f"swap to {figure}: {trouble}"] if trouble else []
    return wrong


def _trouble_after(service: Service, figure: int, state: str) -> str:
    """What is wrong after a rebuild: for a moment, while a worker loads it, the index before may answer."""
    if state != "done":
        return state
    fresh, until = 0, time.monotonic() + _TAKING_OVER_SECONDS
    while fresh < _FRESH_ANSWERS:
        text = _answer(service)
        if f"{figure}万册" not in text and (f"{figure - 1}万册" not in text or time.monotonic() > until):
            return text
        fresh = fresh + 1 if f"{figure}万册" in text else 0
    return ""


def rebuild(service: Service) -> str:
    """Have the service build its index again; how that ended."""
    status, _ = _send(service, "POST")
    assert status == 202
    deadline = time.monotonic() + _BUILD_SECONDS
    while (job := _send(service, "GET")[1])["state"] == "running":
        assert time.monotonic() < deadline, job
        time.sleep(0.1)
    return str(job["state"])


def _send(service: Service, method: str) -> tuple[int, dict]:
    with closing(service.connection()) as connection:
        connection.request(method, "/rebuild", headers={"Authorization": f"Bearer {_KEY}"})
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())


def _answer(service: Service) -> str:
    """The answer on a connection of its own, so that any worker may give it."""
    with closing(service.connection()) as connection:
        status, reply = ask(connection, QUESTION)
    return str(reply["answer"]) if status == 200 else f"status {status}"


def swaps_under_load(service: Service, pages: Path, swaps: int, clients: int) -> tuple[Answered, list[str]]:
    """What clients got while the index was swapped, and what went wrong with the swaps."""
    wrong: list[str] = []
    swapping = threading.Thread(target=lambda: wrong.extend(swap(service, pages, swaps)))
    swapping.start()
    answered = ask_while(service, clients, swapping.is_alive, _PAUSE_SECONDS)
    swapping.join()
    return answered, wrong


def main() -> int:
    """Print what clients got; 1 where a request failed or an answer was stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swaps", type=int, default=20)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(Path(folder))
        with running(Path(folder), QA_SEEDS=str(pages), **SETTINGS) as service:
            service.ask()
            before = service.resident_mb()
            answered, wrong = swaps_under_load(service, pages, options.swaps, options.clients)
            memory = [f"{mb:.0f}" for mb in (*before, *service.resident_mb())]
    failed = sum(count for status, count in answered.statuses.items() if status != 200)
    print(f"{options.swaps} swaps: {answered}; {failed} failed")
    print(f"memory of the workers before and after, in MB: {', '.join(memory)}")
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if failed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
