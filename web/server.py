"""The engine to a production server: gunicorn, its workers forked from one loaded engine."""

from __future__ import annotations

import math
import os
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gunicorn import glogging
from gunicorn.app.base import BaseApplication

from qa.config import Settings, tell_libraries
from qa.engine import Engine
from web.app import create_app
from web.logs import write_json_lines
from web.metrics import SHARED_FOLDER
from web.worker import PatientWorker

if TYPE_CHECKING:
    from flask import Flask


_CONNECTIONS = 4096  # that a process waits for at once; past it, the longest waited for goes
_PAGE_THREADS = 4  # for pages, and to refuse questions, while all places are taken
_KEPT_FILES = 256  # for the index, the database and logs


def _leave(_server: object, _worker: object) -> None:
    """End a worker that has answered its last question, without tearing down what it was forked with.

    onnxruntime waits there for threads that live in the parent only, and aborts.
    """
    os._exit(0)


def _raise_connections() -> int:
    """How many clients a process may wait for: as many files as the system lets it open, a few kept back."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS + _KEPT_FILES
    files = max(soft, wanted if hard == resource.RLIM_INFINITY else min(wanted, hard))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return min(files - _KEPT_FILES, _CONNECTIONS)


class _Log(glogging.Logger):  # type: ignore[misc]
    """Gunicorn's log as part of ours."""

    def setup(self, cfg: object) -> None:
        """Leave the writing to the handlers of all loggers."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn told by our settings instead of its command line."""

    def __init__(self, app: Flask, settings: Settings, rehearse: Callable[[], None] = lambda: None) -> None:
        self._app = app
        self._settings = settings
        self._rehearse = rehearse  # what every worker does before its first client
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn's own configuration files would."""
        settings = self._settings
        options = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads + settings.waiting + _PAGE_THREADS,
            "worker_class": PatientWorker,
            "worker_connections": _raise_connections(),
            "preload_app": True,  # workers are forked after the index is mapped, and share its memory
            "post_worker_init": lambda _worker: self._rehearse(),
            "worker_exit": _leave,
            "timeout": 30,
            "graceful_timeout": math.ceil(settings.deadline_seconds) + 5,
            "keepalive": 5,
            "forwarded_allow_ips": "",  # whom to believe is said by QA_PROXIES alone
            "logger_class": _Log,
            "loglevel": "warning",
            "limit_request_line": 8190,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    @property
    def max_body_bytes(self) -> int:
        """The largest request body that workers wait for."""
        return self._settings.max_body_bytes

    def load(self) -> Flask:
        """The application to serve."""
        return self._app


def serve(engine: Engine, settings: Settings) -> None:
    """Serve until told to stop; questions in flight are answered first."""
    write_json_lines()
    engine.warm_up()  # before the workers are forked, which share it
    with tempfile.TemporaryDirectory(prefix="wenbao-counts-") as folder:
        tell_libraries({SHARED_FOLDER: folder})
        Server(create_app(engine, settings, Path(folder)), settings, engine.rehearse).run()
