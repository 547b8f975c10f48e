"""How the service tells of itself: alive, ready, and what programs may ask of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, render_template

from web import openapi, reference
from web.metrics import CONTENT_TYPE, Metrics

if TYPE_CHECKING:
    from qa.engine import Engine

_described = cache(openapi.describe)


def pages(engine: Engine, metrics: Metrics) -> Blueprint:
    """The routes that describe the service."""
    routes = Blueprint("described", __name__)

    @routes.get("/healthz")
    def healthz() -> dict[str, str]:
        """Alive, whatever the index is like."""
        return {"status": "ok"}

    @routes.get("/readyz")
    def readyz() -> dict[str, str]:
        """Ready to answer; an error of the index is told as every error is, with status 503."""
        len(engine.index)
        return {"status": "ok"}

    @routes.get("/metrics")
    def counted() -> Response:
        return Response(metrics.text(), content_type=CONTENT_TYPE)

    @routes.get("/openapi.json")
    def document() -> Response:
        return jsonify(_described())

    @routes.get("/api")
    def readable() -> str:
        told: dict[str, Any] = _described()
        return render_template("api.html", routes=reference.routes(told), shapes=reference.shapes(told))

    return routes
