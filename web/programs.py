"""The door that chat programs know: the routes of an OpenAI-compatible server over the engine."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from web import completions, problems
from web.asking import Asking
from web.completion_schemas import CompletionRequest
from web.completions import MODEL, PREFIX, Completion, questions_of
from web.problems import Problem, RefusedError
from web.schemas import blamed, read_json


def pages(asking: Asking) -> Blueprint:
    """The routes for chat programs. A program keeps its conversation and sends the whole of it each time."""
    engine = asking.engine
    routes = Blueprint("programs", __name__, url_prefix=PREFIX.rstrip("/"))

    @routes.get("/models")
    def models() -> Response:
        return jsonify({"object": "list", "data": [completions.model(engine.built_at())]})

    @routes.get("/models/<name>")
    def one_model(name: str) -> Response:
        if name != MODEL:
            raise RefusedError(problems.NO_MODEL)
        return jsonify(completions.model(engine.built_at()))

    @routes.post("/chat/completions")
    def complete() -> Response:
        asked = _asked()
        questions = questions_of(asked.messages)
        if not questions:
            raise RefusedError(problems.NO_USER_MESSAGE)
        reply = asking.converse(asking.place(questions[-1]), questions)
        completion = Completion(reply.as_json(), questions, request.host_url)
        if not asked.stream:
            return jsonify(completion.whole())
        options = asked.stream_options
        chunks = completion.chunks(with_usage=bool(options and options.include_usage))
        return Response(chunks, mimetype="text/event-stream")

    return routes


def _asked() -> CompletionRequest:
    if request.mimetype != "application/json":
        raise RefusedError(problems.WRONG_TYPE)
    try:
        return read_json(request.get_data(cache=False), CompletionRequest)
    except ValueError as error:
        raise RefusedError(
            Problem(400, "请求不合 chat/completions 的格式", str(error), field=blamed(error) or None)
        ) from None
