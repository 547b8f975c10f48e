"""Requests to engine calls and their results to replies: the one module that knows Flask."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from flask import Flask, Response, abort, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from qa.config import Settings
from qa.engine import Engine
from qa.errors import QAError, QuestionError
from qa.records import Article
from web import problems, views
from web.problems import Problem

_LOG = logging.getLogger(__name__)
_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ARTICLES_A_PAGE = 200


class _Refused(Exception):
    """A request that is refused with a problem before the engine sees it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title)
        self.problem = problem


def create_app(engine: Engine, settings: Settings) -> Flask:
    """The application over an engine that is ready to be asked."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.globals.update(answer_pieces=views.answer_pieces, quote_pieces=views.quote_pieces)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _add_pages(app, engine, settings)
    _add_ask(app, engine)
    _add_articles(app, engine)
    _add_errors(app)
    app.after_request(_secure)
    return app


def _add_pages(app: Flask, engine: Engine, settings: Settings) -> None:
    @app.get("/")
    def chat() -> str:
        question = request.args.get("q", "").strip()
        reply, trouble = None, None
        try:
            if question:
                reply = engine.ask(question, request.args.get("c"))
        except QuestionError as error:
            trouble = problems.problem_of(error)
        return render_template(
            "chat.html",
            articles=len(engine.articles()),
            samples=engine.samples(),
            question=question,
            reply=reply,
            trouble=trouble,
            max_chars=settings.max_question_chars,
        )

    @app.get("/turn")
    def turn() -> str:
        """One turn as a piece of the chat page, for the script that adds it there."""
        reply = engine.ask(request.args.get("q", ""), request.args.get("c"))
        return render_template("turn.html", reply=reply)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}


def _add_ask(app: Flask, engine: Engine) -> None:
    @app.post("/ask")
    def ask() -> Response:
        question, conversation = _asked()
        return jsonify(engine.ask(question, conversation).as_json())


def _asked() -> tuple[str, str | None]:
    """The question and the conversation a request body names."""
    if request.mimetype != "application/json":
        raise _Refused(problems.WRONG_TYPE)
    body = request.get_json(silent=True, cache=False)
    if not isinstance(body, dict):
        raise _Refused(problems.NOT_JSON)
    question, conversation = body.get("question"), body.get("conversation")
    if not isinstance(question, str):
        raise _Refused(problems.NO_QUESTION)
    if conversation is not None and not isinstance(conversation, str):
        raise _Refused(problems.BAD_CONVERSATION)
    return question, conversation


def _add_articles(app: Flask, engine: Engine) -> None:
    @app.get("/articles")
    def articles() -> Response | str:
        everything = engine.articles()
        if not _wants_page():
            found = [{**article.as_source(), "url": article.url} for article in everything]
            return jsonify({"articles": found})
        page = max(request.args.get("page", 1, type=int), 1)
        shown = everything[(page - 1) * _ARTICLES_A_PAGE : page * _ARTICLES_A_PAGE]
        more = len(everything) > page * _ARTICLES_A_PAGE
        groups = views.by_page(shown)
        return render_template("articles.html", groups=groups, count=len(everything), page=page, more=more)

    @app.get("/articles/<name>")
    def article(name: str) -> Response | str:
        found = engine.article(name)
        if found is None:
            abort(404)
        if not _wants_page():
            return jsonify(views.article_json(found))
        start = request.args.get("s", 0, type=int)
        end = request.args.get("e", 0, type=int)
        return _article_page(found, start, end)


def _article_page(article: Article, start: int, end: int) -> str:
    cited = 0 <= start < end <= len(article.text)
    paragraphs = views.paragraphs(article, start, end) if cited else views.paragraphs(article, 0, 0)
    lost = end > 0 and not cited
    return render_template("article.html", article=article, paragraphs=paragraphs, cited=cited, lost=lost)


def _wants_page() -> bool:
    """Browsers say that they take HTML; programs that do not say so get JSON."""
    accepted: Sequence[str] = list(request.accept_mimetypes.values())
    return "text/html" in accepted


def _add_errors(app: Flask) -> None:
    """The one table of what goes wrong: every error becomes problem+json, or a page for a browser."""

    @app.errorhandler(_Refused)
    def refused(error: _Refused) -> Response:
        return _tell(error.problem)

    @app.errorhandler(QAError)
    def expected(error: QAError) -> Response:
        if not isinstance(error, QuestionError):
            _LOG.warning("%s", error)
        return _tell(problems.problem_of(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        code = error.code or 500
        known = problems.HTTP_PROBLEMS.get(code)
        return _tell(known or Problem(code, "请求无法处理", "请检查地址和请求的格式。"))

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        _LOG.error("unexpected error", exc_info=error)
        return _tell(problems.UNEXPECTED)


def _tell(problem: Problem) -> Response:
    if _wants_page() and request.path != "/ask":
        return Response(render_template("problem.html", problem=problem), problem.status)
    reply = jsonify(problem.as_json())
    reply.status_code = problem.status
    reply.mimetype = "application/problem+json"
    return reply


def _secure(reply: Response) -> Response:
    """Nothing from other hosts runs, and no other site frames or guesses at what we send."""
    reply.headers["Content-Security-Policy"] = _CSP
    reply.headers["X-Content-Type-Options"] = "nosniff"
    reply.headers["Referrer-Policy"] = "same-origin"
    reply.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return reply
