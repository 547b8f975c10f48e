"""The pages and routes joined to one application, with its headers and its one table of errors."""

from __future__ import annotations

import logging
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from qa.config import Settings
from qa.errors import QAError, QuestionError
from web import (
    articles,
    assets,
    chat,
    completions,
    conversations,
    dates,
    described,
    desk,
    entrance,
    problems,
    programs,
    visits,
    wording,
)
from web.asking import Asking
from web.doors import Doors, door_of
from web.limits import Limits
from web.metrics import Metrics
from web.observing import Observer
from web.origins import Origins
from web.problems import Problem, RefusedError

if TYPE_CHECKING:
    from qa.engine import Engine

_LOG = logging.getLogger(__name__)
_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(engine: Engine, settings: Settings, shared_counts: Path | None = None) -> Flask:
    """The application over an engine that is ready to be asked.

    Processes forked from it count together in the folder `shared_counts`.
    """
    version = assets.version_of(Path(__file__).parent / "static")
    app = Flask(__name__, static_url_path=f"/static/{version}")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.filters.update(day=dates.day, clock=dates.clock, minute=dates.minute)
    app.jinja_env.filters.update(remarks=wording.remarks, in_chinese=wording.in_chinese)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        trusted = {f"x_{name}": settings.proxies for name in ("for", "proto", "host")}
        app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)  # type: ignore[method-assign]
    metrics = Metrics(engine, shared_counts)
    observer = Observer(app, metrics, settings.log_questions)
    origins = Origins(settings.cors_origins)
    app.before_request(origins.refuse_others)
    app.after_request(origins.grant)
    app.before_request(visits.refuse_odd_text)
    limits = Limits(app, settings)
    doors = Doors(settings, limits)
    app.before_request(doors.require_reader)
    asking = Asking(engine, limits, observer)
    app.register_blueprint(chat.pages(engine, settings, asking))
    app.register_blueprint(conversations.pages(engine))
    app.register_blueprint(articles.pages(engine))
    app.register_blueprint(desk.pages(engine, doors))
    app.register_blueprint(entrance.pages(doors))
    app.register_blueprint(programs.pages(asking))
    app.register_blueprint(described.pages(engine, metrics))
    # While a new version is rolled out, a page of the other one still gets its files.
    app.get("/static/<version>/<path:filename>")(_static_of_another_version)
    _add_errors(app, limits)
    app.after_request(_secure)
    return app


def _static_of_another_version(version: str, filename: str) -> Response:
    return current_app.send_static_file(filename)


def _add_errors(app: Flask, limits: Limits) -> None:
    """The one table of what goes wrong: every error becomes problem+json, or a page for a browser."""

    @app.errorhandler(RefusedError)
    def refused(error: RefusedError) -> Response:
        return _tell(error.problem)

    @app.errorhandler(QAError)
    def expected(error: QAError) -> Response:
        if not isinstance(error, QuestionError):
            _LOG.warning("%s", error)
        return _tell(problems.problem_of(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        code = error.code or 500
        if code == problems.TOO_OFTEN.status:
            return _tell(problems.TOO_OFTEN.in_seconds(limits.retry_after()))
        known = problems.HTTP_PROBLEMS.get(code)
        return _tell(known or Problem(code, "请求无法处理", "请检查地址和请求的格式。"))

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        _LOG.error("unexpected error", exc_info=error)
        return _tell(problems.UNEXPECTED)


def _tell(problem: Problem) -> Response:
    if request.path.startswith(completions.PREFIX):
        reply = jsonify(completions.failure(problem))
        reply.status_code = problem.status
    elif visits.wants_page() and request.path != "/ask":
        reply = Response(_page_of(problem), problem.status)
    else:
        reply = jsonify(problem.as_json())
        reply.status_code = problem.status
        reply.mimetype = "application/problem+json"
    if problem.status == HTTPStatus.UNAUTHORIZED:
        reply.headers["WWW-Authenticate"] = "Bearer"
    if problem.retry_after:
        reply.headers["Retry-After"] = str(problem.retry_after)
    return reply


def _page_of(problem: Problem) -> str:
    """The form at a door that is closed, which leads to what was asked for; or what went wrong."""
    door = door_of(problem)
    if door is None:
        return render_template("problem.html", problem=problem)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return render_template("entrance.html", door=door, next=wanted, wrong=False)


def _secure(reply: Response) -> Response:
    """Nothing from other hosts runs, and no other site frames or guesses at what we send."""
    reply.headers["Content-Security-Policy"] = _CSP
    reply.headers["X-Content-Type-Options"] = "nosniff"
    reply.headers["Referrer-Policy"] = "same-origin"
    if reply.mimetype == "text/event-stream":
        reply.headers["X-Accel-Buffering"] = "no"  # nginx passes each event on as it comes
    reply.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint == "static" and reply.status_code in (200, 304):
        reply.headers["Cache-Control"] = assets.FOREVER
    else:
        reply.headers["Cache-Control"] = "no-store" if request.path.startswith("/desk") else "no-cache"
        reply.vary.update(["Accept", "Cookie"])
    return reply
