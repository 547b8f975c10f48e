"""Work beside the service to processes of its own: a build, and the watch over the pages."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from qa.config import Settings
from qa.indexing.rebuilding import Lock


def launch_build(settings: Settings, lock: Lock) -> None:
    """Begin `qa build` with the lock handed over.

    Its memory is its own and goes when it ends, and it outlives the worker that was asked for it.
    """
    handle = lock.fileno()
    process = subprocess.Popen(  # noqa: S603  (our own command)
        [sys.executable, "-m", "qa", "build", "--lock", str(handle)],
        env=settings.environment(),
        pass_fds=[handle],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=process.wait, name="build", daemon=True).start()  # leaves no zombie


@contextmanager
def watched(settings: Settings) -> Iterator[None]:
    """Have `qa watch` run along; it also ends when this process is killed."""
    ours = os.getpid()
    process = subprocess.Popen(  # noqa: S603  (our own command)
        [sys.executable, "-m", "qa", "watch", "--parent", str(ours)],
        env=settings.environment(),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        if os.getpid() == ours:  # not in a worker that was forked from here
            process.terminate()
            process.wait()
