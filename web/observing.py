"""Every request to its line in the log and its place in the counts."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request

from web import logs
from web.limits import client

if TYPE_CHECKING:
    from qa.replies import Reply
    from web.metrics import Metrics

_LOG = logging.getLogger(__name__)
ID_HEADER = "X-Request-ID"


class Observer:
    """Sees each request from its beginning to its last byte, and what is answered in between.

    What is asked is logged only with `log_questions`; an address is logged as its route, for it may hold a
    question or the secret name of a conversation.
    """

    def __init__(self, app: Flask, metrics: Metrics, log_questions: bool) -> None:
        self._metrics = metrics
        self._log_questions = log_questions
        app.before_request(self._begin)
        app.after_request(self._end)

    def answered(self, reply: Reply) -> None:
        """Count an answer, and have the request's line tell it."""
        kind = reply.answer.kind
        self._metrics.count_answer(kind, reply.stages)
        told: dict[str, Any] = g.told
        told["kind"] = kind
        if self._log_questions:
            told |= {"question": reply.question, "resolved_question": reply.resolved_question}

    def _begin(self) -> None:
        g.told = {"id": logs.request_id(request.headers.get(ID_HEADER)), "began": time.perf_counter()}
        logs.REQUEST.set(g.told["id"])

    def _end(self, reply: Response) -> Response:
        told: dict[str, Any] = g.told
        route = request.url_rule.rule if request.url_rule else "none"
        method, address = request.method, client()

        @reply.call_on_close
        def close() -> None:
            name, seconds = told.pop("id"), time.perf_counter() - told.pop("began")
            logs.REQUEST.set(name)
            self._metrics.count_request(route, method, reply.status_code, seconds)
            line = {"route": route, "method": method, "status": reply.status_code, "client": address}
            _LOG.info("request", extra={**line, "ms": round(1000 * seconds, 1), **told})
            logs.REQUEST.set("")

        reply.headers[ID_HEADER] = told["id"]
        return reply
