"""The application over answers known by heart, served by the production server in a process of its own."""

from __future__ import annotations

import multiprocessing
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.offline import sitecustomize  # noqa: F401  (its processes have no way out)
from web import create_app
from web.server import Server

# Forked from a process that has the modules and no threads: a fresh interpreter would need seconds a test.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.web.scripted", __name__])
START_SECONDS = 120
STOP_SECONDS = 30


class _Server(Server):
    """One worker on a port of the system's choice, told when it listens."""

    def __init__(self, app, settings, tell_port, options):
        self._tell_port = tell_port
        self._options = options
        super().__init__(app, settings)

    def load_config(self):
        super().load_config()
        self.cfg.set("bind", "127.0.0.1:0")
        self.cfg.set("workers", 1)
        for name, value in self._options.items():
            self.cfg.set(name, value)
        self.cfg.set(
            "when_ready", lambda arbiter: self._tell_port(arbiter.LISTENERS[0].sock.getsockname()[1])
        )


def _serve(make_engine, parts, settings, port, log, options):
    sys.stdout = sys.stderr = log.open("w", buffering=1)
    warnings.simplefilter("always")  # a file left open is a complaint, too
    _Server(create_app(make_engine(*parts), settings), settings, port.send, options).run()


@contextmanager
def served(
    make_engine, parts, settings, log: Path, may_complain: bool = False, **options: int
) -> Iterator[str]:
    """Serve the engine made of the parts, under options of gunicorn's; gives the address.

    Whatever the server complains of is an error, unless it is asked what it must complain of.
    """
    heard, told = PROCESSES.Pipe(duplex=False)
    server = PROCESSES.Process(target=_serve, args=(make_engine, parts, settings, told, log, options))
    server.start()
    told.close()
    try:
        assert heard.poll(START_SECONDS), "the server does not listen"
        yield f"http://127.0.0.1:{heard.recv()}"
        assert may_complain or log.read_text() == ""
    finally:
        heard.close()
        server.terminate()
        server.join(STOP_SECONDS)
        server.kill()
        server.join()
        server.close()
