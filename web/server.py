"""The engine to a production server: gunicorn, its workers forked from one loaded engine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gunicorn.app.base import BaseApplication

from qa.config import Settings
from qa.engine import Engine
from web.app import create_app

if TYPE_CHECKING:
    from flask import Flask


def _leave(_server: object, _worker: object) -> None:
    """End a worker that has answered its last question, without tearing down what it was forked with.

    onnxruntime waits there for threads that live in the parent only, and aborts.
    """
    os._exit(0)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn told by our settings instead of its command line."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn's own configuration files would."""
        settings = self._settings
        options = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "worker_class": "gthread",
            "preload_app": True,  # workers are forked after the index is mapped, and share its memory
            "worker_exit": _leave,
            "timeout": 30,
            "graceful_timeout": 20,
            "keepalive": 5,
            "loglevel": "warning",
            "limit_request_line": 8190,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application to serve."""
        return self._app


def serve(engine: Engine, settings: Settings) -> None:
    """Serve until told to stop; questions in flight are answered first."""
    Server(create_app(engine, settings), settings).run()
